using IngestWorker.IntegrationTests.EndToEnd;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>`ingest run` on its one file: killed at its writes, on a full disk, beside a second process.</summary>
public sealed class SqliteFaultTests
{
    private const int Stories = 12;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact(Explicit = true)]
    public async Task A_run_that_is_killed_at_one_write_after_another_is_whole_when_one_comes_to_its_end()
    {
        using var patience = Patience.Of(s_patience);
        await using var site = await StorySite.StartAsync(Stories, patience.Token);
        var folder = Directory.CreateTempSubdirectory("ingest-sqlite-killed-").FullName;
        var file = Path.Combine(folder, "ingest.db");

        // From the first page of the schema to the middle of the stories; a file grows several times a transaction.
        foreach (var write in new[] { 1, 9, 40, 70 })
        {
            await using var run = IngestProcess.Start(Arguments(site, file), Settings, fault: $"grown|{file}-wal|{write}");
            (await run.WaitForExitAsync(patience.Token)).ShouldBeOneOf(137, 0);
        }
        await ShouldEndWholeAsync(site, file, patience.Token);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_run_on_a_full_disk_waits_says_so_and_goes_on_when_there_is_room()
    {
        using var patience = Patience.Of(s_patience);
        await using var site = await StorySite.StartAsync(Stories, patience.Token);
        using var disk = SmallDisk.Mount(16);
        var file = Path.Combine(disk.Folder, "ingest.db");
        // The schema has room, the stories do not.
        disk.Fill(left: 700 << 10);
        await using var run = IngestProcess.Start(Arguments(site, file), Settings);
        await FaultBench.WaitForWordAsync(run, "Waiting for", patience.Token);
        disk.Free();
        (await run.WaitForExitAsync(patience.Token)).ShouldBe(0, run.Errors);
        await ShouldEndWholeAsync(site, file, patience.Token);
    }

    private static string[] Arguments(StorySite site, string file) => ["run", "--once", "--feed", site.Feed, "--database", file];

    private static Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["Fetching:AllowedNetworks"] = "127.0.0.0/8",
        ["Worker:HostInterval"] = "0s",
        ["Worker:ResponseTimeFactor"] = "0",
        ["Worker:IdleDelay"] = "50ms",
        // One page in each write, not all in a few.
        ["Worker:FetchConcurrency"] = "1",
        ["Consumer:BatchSize"] = "1",
    };

    private static async Task ShouldEndWholeAsync(StorySite site, string file, CancellationToken cancellationToken)
    {
        await using var last = await IngestProcess.RunAsync(Arguments(site, file), Settings, cancellationToken);
        last.ExitCode.ShouldBe(0, last.Errors);
        (await RevisitTests.RowsAsync(file, "SELECT state || ' ' || count(*) FROM items GROUP BY state", cancellationToken)).ShouldBe([$"stored {Stories}"], last.Errors);
        (await RevisitTests.RowsAsync(file, "SELECT count(*) || ' ' || count(DISTINCT item_id) FROM articles", cancellationToken)).ShouldBe([$"{Stories} {Stories}"]);
        (await RevisitTests.RowsAsync(file, "SELECT count(DISTINCT n) FROM (SELECT count(*) AS n FROM events GROUP BY article_id)", cancellationToken)).ShouldBe(["1"]);
        (await RevisitTests.RowsAsync(file, "SELECT count(DISTINCT article_id) FROM events", cancellationToken)).ShouldBe([$"{Stories}"]);
        (await RevisitTests.RowsAsync(file, "SELECT count(*) FROM item_trail WHERE stage = 'stored' AND outcome = 'ok'", cancellationToken)).ShouldBe([$"{Stories}"]);
        (await RevisitTests.RowsAsync(file, "PRAGMA integrity_check", cancellationToken)).ShouldBe(["ok"]);
    }
}
