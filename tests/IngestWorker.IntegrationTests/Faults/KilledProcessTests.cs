using IngestWorker.IntegrationTests.EndToEnd;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>Processes that die or are stopped in the middle.</summary>
public sealed class KilledProcessTests
{
    private const int Killed = 137;

    // Each fault comes at the first chance that a process has. What three processes died of is ended, so two meet the same messages at most.
    private static readonly string[] s_feed =
    [
        "stopped|SET claim = claim + 1|1",     // a feed is leased, nobody polls it
        "stopped|INSERT INTO feed_items|1",    // its items are written, not committed
        "counted|ingest.feed.polls|1",         // they are committed
    ];

    private static readonly string[][] s_worker =
    [
        [
            "stopped|pg_advisory_xact_lock|1", // items are leased, no command is sent
            "stopped|fetch-article send|1",    // commands are confirmed, some perhaps
            "stopped|WITH begun|1",            // the lease is renewed, nothing fetched
        ],
        [
            "stopped|/story/|1",               // the page is here, in memory alone
            "counted|stage=fetched|1",         // the page is kept
        ],
        [
            "counted|stage=coded|1",           // the events are in memory alone
            "started|events-extracted send|1", // they are not confirmed
        ],
        ["counted|stage=published|1"],         // they are confirmed, the command is not acknowledged
    ];

    private static readonly string[][] s_consumer =
    [
        [
            "started|events-extracted receive|1",  // messages are handed out
            "stopped|SELECT item_id FROM items|1", // the items are locked
        ],
        [
            "stopped|INSERT INTO articles|1",      // articles without events, not committed
            "stopped|INSERT INTO item_trail|1",    // all is written, not committed
        ],
        ["counted|stage=stored|1"],                // all is committed, nothing acknowledged
    ];

    [Fact(Explicit = true)]
    public async Task A_worker_killed_at_every_boundary_of_a_poll_loses_and_doubles_nothing()
    {
        using var patience = Patience.Of(TimeSpan.FromMinutes(2));
        await using var bench = await FaultBench.StartAsync(6, patience.Token);
        foreach (var name in new[] { "Worker:PollInterval", "Worker:MinPollInterval", "Worker:MaxPollInterval" }) bench.Cluster.Settings[name] = "1s";
        await using (var add = await IngestProcess.RunAsync(["feeds", "add", "--as-is", bench.Site.Feed], bench.Cluster.Settings, patience.Token)) add.ExitCode.ShouldBe(0, add.Errors);
        foreach (var fault in s_feed) await KillAsync(bench.Cluster, "worker", fault, patience.Token);
        bench.Cluster.Start("worker");
        bench.Cluster.Start("consumer");
        await Ledger.ShouldHoldAsync(bench.Cluster, 6, patience.Token);
        await Ledger.QueuesShouldBeEmptyAsync(bench.Cluster, patience.Token);
    }

    [Fact(Explicit = true)]
    public Task A_worker_killed_at_every_boundary_of_an_articles_way_loses_and_doubles_nothing() => HoldsThroughAsync("worker", s_worker, "consumer");

    [Fact(Explicit = true)]
    public Task A_consumer_killed_at_every_boundary_of_a_batch_loses_and_doubles_nothing() => HoldsThroughAsync("consumer", s_consumer, "worker");

    private static async Task HoldsThroughAsync(string role, string[][] faults, string other)
    {
        using var patience = Patience.Of(TimeSpan.FromMinutes(3));
        await using var bench = await FaultBench.StartAsync(6 * faults.Length, patience.Token);
        foreach (var (name, value) in new[] { ("Worker:DispatchBatch", "2"), ("Worker:FetchConcurrency", "2"), ("Consumer:BatchSize", "4") }) bench.Cluster.Settings[name] = value;
        bench.Cluster.Start(other);
        foreach (var together in faults)
        {
            await bench.AddAsync(6, patience.Token);
            foreach (var fault in together) await KillAsync(bench.Cluster, role, fault, patience.Token);
            var well = bench.Cluster.Start(role);
            await bench.ShouldHoldAsync(patience.Token);
            (await well.StopAsync(patience.Token)).ShouldBe(0, well.Errors);
        }
    }

    private static async Task KillAsync(Cluster cluster, string role, string fault, CancellationToken cancellationToken)
    {
        var process = cluster.Start(role, fault);
        try
        {
            (await process.WaitForExitAsync(cancellationToken)).ShouldBe(Killed, $"{fault}\n{process.Errors}");
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"not reached: {fault}\n{process.Errors}");
        }
    }
}
