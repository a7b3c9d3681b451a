using System.Diagnostics;
using IngestWorker.IntegrationTests.Web;
using Npgsql;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>SIGTERM in the middle of work: what can be ended within the limit is, the rest is given back, and the process ends in order.</summary>
public sealed class StoppedProcessTests
{
    // What the bus and the host take beside the drain.
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(20);

    [Fact(Explicit = true)]
    public async Task A_consumer_stopped_in_the_middle_of_a_batch_stores_it_where_it_can_and_else_gives_it_back()
    {
        using var patience = Patience.Of(TimeSpan.FromMinutes(2));
        var token = patience.Token;
        await using var bench = await FaultBench.StartAsync(12, token);
        await bench.AddAsync(6, token);
        var worker = bench.Cluster.Start("worker");
        await using var stream = await TestStream.ConnectAsync(bench.Cluster.Broker, token);
        await bench.Cluster.WaitForAsync(Ledger.Published, 6, token);

        // The rows are held for a while: the batch is under way, and ends within the drain.
        await using (var hold = await HoldAsync(bench, token))
        {
            var consumer = bench.Cluster.Start("consumer");
            await WaitUntilBlockedAsync(bench, token);
            var stopping = consumer.StopAsync(token);
            await hold.DisposeAsync();
            (await stopping).ShouldBe(0, consumer.Errors);
        }
        (await bench.Cluster.CountAsync(Ledger.Stored, token)).ShouldBe(6);

        // They are held for longer than that.
        await bench.AddAsync(6, token);
        await bench.Cluster.WaitForAsync(Ledger.Published, 6, token);
        await using (await HoldAsync(bench, token))
        {
            var consumer = bench.Cluster.Start("consumer");
            await WaitUntilBlockedAsync(bench, token);
            var clock = Stopwatch.StartNew();
            (await consumer.StopAsync(token)).ShouldBe(0, consumer.Errors);
            clock.Elapsed.ShouldBeLessThan(s_most);
            await stream.WaitForAtLeastAsync(TestStream.Stored, 6, token);
        }
        bench.Cluster.Start("consumer");
        await bench.ShouldHoldAsync(token);
        (await worker.StopAsync(token)).ShouldBe(0, worker.Errors);
    }

    [Fact(Explicit = true)]
    public async Task A_worker_stopped_in_the_middle_of_fetches_gives_its_claims_back_at_once()
    {
        using var patience = Patience.Of(TimeSpan.FromMinutes(2));
        var token = patience.Token;
        await using var bench = await FaultBench.StartAsync(4, token);
        // Nothing comes again by its lease.
        bench.Cluster.Settings["Worker:Lease"] = "10m";
        var answer = new TaskCompletionSource();
        var story = Answers.Text(EndToEnd.StoryPage.Html("Town 2"));
        bench.Site.Site.On("/story/2", Answers.After(answer.Task, story));
        await bench.AddAsync(4, token);
        bench.Cluster.Start("consumer");
        var worker = bench.Cluster.Start("worker");
        await bench.Site.Site.WaitForRequestsAsync("/story/2", 1, token);
        await bench.Cluster.WaitForAsync(Ledger.Stored, 3, token);

        var clock = Stopwatch.StartNew();
        (await worker.StopAsync(token)).ShouldBe(0, worker.Errors);
        clock.Elapsed.ShouldBeLessThan(s_most);
        (await bench.Cluster.TextAsync("SELECT DISTINCT state || ' ' || (due_at <= now()) || ' ' || attempt - given_back FROM items WHERE state <> 'stored'", token)).ShouldBe("pending true 0", worker.Errors);

        answer.SetResult();
        bench.Cluster.Start("worker");
        await bench.ShouldHoldAsync(token);
    }

    private static async Task<NpgsqlConnection> HoldAsync(FaultBench bench, CancellationToken cancellationToken)
    {
        var connection = await bench.ConnectAsync(cancellationToken);
        await using var hold = new NpgsqlCommand("BEGIN; SELECT 1 FROM items WHERE state = 'claimed' FOR UPDATE", connection);
        await hold.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    private static async Task WaitUntilBlockedAsync(FaultBench bench, CancellationToken cancellationToken)
    {
        while (await bench.Cluster.CountAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR NO KEY UPDATE%'", cancellationToken) == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
    }
}
