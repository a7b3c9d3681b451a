using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.Messaging;
using Npgsql;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>A broker, a worker and a consumer for the tests of this class, each of which breaks the broker and mends it again.</summary>
public sealed class BrokerFaultBench : IAsyncLifetime
{
    internal OwnBroker Broker { get; private set; } = null!;

    internal FaultBench Bench { get; private set; } = null!;

    internal IngestProcess Worker { get; private set; } = null!;

    internal IngestProcess Consumer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        Broker = await OwnBroker.StartAsync(token);
        Bench = await FaultBench.StartAsync(100, token, Broker.Uri);
        Worker = Bench.Cluster.Start("worker");
        Consumer = Bench.Cluster.Start("consumer");
        await using var stream = await TestStream.ConnectAsync(Broker.Uri, token);
        await stream.WaitForConsumerAsync(token);
        await Broker.WriteQueueNamesAsync(token);
    }

    internal async Task RestartConsumerAsync(CancellationToken cancellationToken)
    {
        (await Consumer.StopAsync(cancellationToken)).ShouldBe(0, Consumer.Errors);
        Consumer = Bench.Cluster.Start("consumer");
    }

    public async ValueTask DisposeAsync()
    {
        if (Bench is not null) await Bench.DisposeAsync();
        if (Broker is not null) await Broker.DisposeAsync();
    }
}

/// <summary>What the broker does to those who rely on it. Stories are confirmed in the database before; they are stored when it is over.</summary>
public sealed class BrokerFaultTests(BrokerFaultBench broken) : IClassFixture<BrokerFaultBench>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_broker_that_is_killed_in_the_middle_and_away_for_long()
    {
        using var patience = Patience.Of(s_patience);
        await broken.Bench.AddAsync(20, patience.Token);
        await broken.Bench.Cluster.WaitForAsync(Ledger.Stored, 1, patience.Token);
        await broken.Broker.KillAsync(patience.Token);
        await FaultBench.LastAsync(patience.Token);
        await broken.Broker.StartAgainAsync(patience.Token);
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    [Fact(Explicit = true)]
    public async Task A_broker_that_is_away_when_processes_start()
    {
        using var patience = Patience.Of(s_patience);
        await broken.Broker.KillAsync(patience.Token);
        await broken.Bench.AddAsync(5, patience.Token);
        var second = broken.Bench.Cluster.Start("worker");
        await FaultBench.WaitForWordAsync(second, $":{broken.Broker.Uri.Port}", patience.Token);
        await FaultBench.LastAsync(patience.Token);
        await broken.Broker.StartAgainAsync(patience.Token);
        await broken.Bench.ShouldHoldAsync(patience.Token);
        (await second.StopAsync(patience.Token)).ShouldBe(0, second.Errors);
    }

    [Theory]
    [InlineData("memory", new[] { "set_vm_memory_high_watermark", "absolute", "1" }, new[] { "set_vm_memory_high_watermark", "absolute", "1GB" })]
    [InlineData("disk", new[] { "set_disk_free_limit", "1000000GB" }, new[] { "set_disk_free_limit", "200MB" })]
    public async Task A_broker_that_takes_no_messages_for_want_of(string what, string[] alarm, string[] calm)
    {
        using var patience = Patience.Of(s_patience);
        await broken.Broker.ControlAsync(patience.Token, alarm);
        await broken.Bench.AddAsync(5, patience.Token);
        // Whoever publishes while the alarm lasts is blocked; the alarm of the disk is looked at every few seconds.
        while (!(await broken.Broker.ControlAsync(patience.Token, "list_connections", "state")).Contains("block", StringComparison.Ordinal)) patience.Token.ThrowIfCancellationRequested();
        var before = await broken.Bench.Cluster.CountAsync(Ledger.Stored, patience.Token);
        await FaultBench.LastAsync(patience.Token);
        (await broken.Bench.Cluster.CountAsync(Ledger.Stored, patience.Token)).ShouldBe(before, $"nothing comes through for want of {what}");
        await broken.Broker.ControlAsync(patience.Token, calm);
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    [Fact(Explicit = true)]
    public async Task A_broker_that_takes_back_what_a_slow_consumer_holds_too_long()
    {
        using var patience = Patience.Of(s_patience);
        // Both are read when a channel opens.
        await broken.Broker.ControlAsync(patience.Token, "eval", "application:set_env(rabbit, consumer_timeout, 1000), application:set_env(rabbit, channel_tick_interval, 300).");
        try
        {
            await broken.RestartConsumerAsync(patience.Token);
            await broken.Bench.AddAsync(5, patience.Token);
            await using (var hold = await broken.Bench.ConnectAsync(patience.Token))
            {
                await using var locks = new NpgsqlCommand("BEGIN; LOCK TABLE articles IN SHARE MODE", hold);
                await locks.ExecuteNonQueryAsync(patience.Token);
                // Once more than a message may be begun by those who died of it: nobody has.
                await broken.Broker.WaitForLogAsync("timed out waiting for delivery acknowledgement", Deliveries.MostBegun + 1, patience.Token);
            }
            await broken.Bench.ShouldHoldAsync(patience.Token);
        }
        finally
        {
            await broken.Broker.ControlAsync(CancellationToken.None, "eval", "application:set_env(rabbit, consumer_timeout, 1800000), application:set_env(rabbit, channel_tick_interval, 60000).");
            await broken.RestartConsumerAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Connections_that_the_broker_closes_again_and_again()
    {
        using var patience = Patience.Of(s_patience);
        await broken.Bench.AddAsync(15, patience.Token);
        for (var i = 0; i < 3; i++)
        {
            await broken.Broker.ControlAsync(patience.Token, "close_all_connections", "test");
            await Task.Delay(TimeSpan.FromMilliseconds(300), patience.Token);
        }
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }
}
