using IngestWorker.IntegrationTests.EndToEnd;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>Nobody stores: the workers fill what may be in flight, and wait. INGEST_FAULT_OUTAGE=600 looks for ten minutes.</summary>
public sealed class BackPressureTests
{
    private const int Bound = 10;

    [Fact]
    public async Task Without_a_consumer_workers_fill_the_bound_and_wait_and_nothing_grows()
    {
        using var patience = Patience.Of(TimeSpan.FromMinutes(2));
        var token = patience.Token;
        await using var bench = await FaultBench.StartAsync(30, token);
        bench.Cluster.Settings["Worker:MaxInFlight"] = $"{Bound}";
        // Long enough for a page to be published on a busy machine; the long form looks for many of them.
        bench.Cluster.Settings["Worker:Lease"] = "1m";
        bench.Cluster.Settings["RabbitMq:ConfirmTimeout"] = "30s";
        await bench.AddAsync(30, token);
        var worker = bench.Cluster.Start("worker");
        await using var stream = await TestStream.ConnectAsync(bench.Cluster.Broker, token);
        await bench.Cluster.WaitForAsync(Ledger.Published, Bound, token);
        var memory = Rss(worker);
        var fetched = bench.Site.Fetches;
        var trail = await bench.Cluster.CountAsync("SELECT count(*) FROM item_trail", token);

        var end = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(end) < Patience.Outage)
        {
            (await stream.CountAsync(TestStream.Stored, token)).ShouldBe(Bound);
            (await bench.Cluster.CountAsync(Ledger.Claimed, token)).ShouldBe(Bound);
            await Task.Delay(TimeSpan.FromMilliseconds(200), token);
        }

        bench.Site.Fetches.ShouldBe(fetched, "no page is fetched again");
        (await bench.Cluster.CountAsync("SELECT count(*) FROM item_trail", token)).ShouldBe(trail);
        Rss(worker).ShouldBeLessThan(memory + (100L << 20));
        bench.Cluster.Start("consumer");
        await bench.ShouldHoldAsync(token);
        bench.Site.Fetches.ShouldBe(30);
    }

    private static long Rss(IngestProcess process) => 1024 * long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1],
        System.Globalization.CultureInfo.InvariantCulture);
}
