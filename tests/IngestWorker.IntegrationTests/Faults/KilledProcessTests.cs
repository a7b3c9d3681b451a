using IngestWorker.IntegrationTests.EndToEnd;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>Processes that die or are stopped in the middle.</summary>
public sealed class KilledProcessTests
{
    private const int Killed = 137;

    // In the order of the flow. Each comes at the first chance that a process has.
    private static readonly string[] s_worker =
    [
        "stopped|SET claim = claim + 1|1",     // a feed is leased, nobody polls it
        "stopped|INSERT INTO feed_items|1",    // its items are written, not committed
        "counted|ingest.feed.polls|1",         // they are committed
        "stopped|pg_advisory_xact_lock|1",     // items are leased, no command is sent
        "stopped|fetch-article send|1",        // commands are confirmed, some perhaps
        "stopped|WITH begun|1",                // the lease is renewed, nothing fetched
        "stopped|/story/|1",                   // the page is here, in memory alone
        "counted|stage=fetched|1",             // the page is kept
        "counted|stage=coded|1",               // the events are in memory alone
        "started|events-extracted send|1",     // they are not confirmed
        "counted|stage=published|1",           // they are confirmed, the command is not acknowledged
    ];

    private static readonly string[] s_consumer =
    [
        "started|events-extracted receive|1",  // messages are handed out
        "stopped|SELECT item_id FROM items|1", // the items are locked
        "stopped|INSERT INTO articles|1",      // articles without events, not committed
        "stopped|INSERT INTO item_trail|1",    // all is written, not committed
        "counted|stage=stored|1",              // all is committed, nothing acknowledged
    ];

    [Fact(Explicit = true)]
    public async Task A_worker_and_a_consumer_killed_at_every_stage_boundary_lose_and_double_nothing()
    {
        using var patience = Patience.Of(TimeSpan.FromMinutes(4));
        await using var site = await StorySite.StartAsync(40, patience.Token);
        await using var cluster = await Cluster.CreateAsync(patience.Token);
        foreach (var (name, value) in new[]
        {
            ("Worker:Lease", "10s"), ("Worker:MaxAttempts", "100"), ("Worker:DispatchBatch", "2"), ("Worker:FetchConcurrency", "2"),
            ("Worker:PollInterval", "1s"), ("Worker:MinPollInterval", "1s"), ("Worker:MaxPollInterval", "1s"), ("Consumer:BatchSize", "4"), ("RabbitMq:DeliveryLimit", "100"),
        }) cluster.Settings[name] = value;
        await using (var add = await IngestProcess.RunAsync(["feeds", "add", "--as-is", site.Feed], cluster.Settings, patience.Token)) add.ExitCode.ShouldBe(0, add.Errors);

        await Task.WhenAll(KillAsync(cluster, "worker", s_worker, patience.Token), KillAsync(cluster, "consumer", s_consumer, patience.Token));

        await Ledger.ShouldHoldAsync(cluster, site.Stories.Count, patience.Token);
        await Ledger.QueuesShouldBeEmptyAsync(cluster, patience.Token);
    }

    private static async Task KillAsync(Cluster cluster, string role, IEnumerable<string> faults, CancellationToken cancellationToken)
    {
        foreach (var fault in faults)
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
        cluster.Start(role);
    }
}
