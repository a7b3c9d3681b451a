using System.Diagnostics;
using System.Globalization;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>The whole way on real pages: feeds and a list on an HTTP server, to rows in a database, in one process and in many.</summary>
public sealed class WholeWayTests(ITestOutputHelper output)
{
    private const string Ended = "SELECT count(*) FROM items WHERE state IN ('stored', 'finished')";
    private const string Stored = "SELECT count(*) FROM items WHERE state = 'stored'";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Everything_in_one_process_and_roles_on_RabbitMQ_and_PostgreSQL_store_the_same_rows()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        var news = await NewsSite.StartAsync(patience.Token);
        await using var site = news.Site;
        var folder = Directory.CreateTempSubdirectory("ingest-whole-way-");

        var (file, inOneProcess) = await RunOnceAsync(news, folder.FullName, patience.Token);
        await ASecondRunAddsNothingAsync(news, file, inOneProcess, patience.Token);

        await using var cluster = await Cluster.CreateAsync(patience.Token);
        await cluster.AddAsync(news, patience.Token);
        var clock = Stopwatch.StartNew();
        foreach (var role in new[] { "worker", "worker", "consumer", "consumer" }) cluster.Start(role);
        await cluster.WaitForAsync(Stored, 1, patience.Token);
        var first = clock.Elapsed;
        await cluster.WaitForAsync(Ended, news.Articles.Count, patience.Token);
        Report("two workers, two consumers", news.Articles.Count, clock.Elapsed, first, cluster.Processes);

        var inRoles = await Snapshot.OfPostgreSqlAsync(cluster.ConnectionString, patience.Token);
        inRoles.ShouldBe(inOneProcess);
        foreach (var stage in new[] { "fetched", "stored" })
            (await cluster.CountAsync($"SELECT count(DISTINCT worker) FROM item_trail WHERE stage = '{stage}'", patience.Token)).ShouldBe(2, $"both processes take part in '{stage}'");
        await ASecondPassAddsNothingAsync(cluster, news, inRoles, patience.Token);
        foreach (var process in cluster.Processes) (await process.StopAsync(patience.Token)).ShouldBe(0, process.Errors);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_worker_and_a_consumer_killed_in_the_middle_cost_a_repetition_and_no_article()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        var news = await NewsSite.StartAsync(patience.Token);
        await using var site = news.Site;
        var folder = Directory.CreateTempSubdirectory("ingest-killed-");
        var (_, undisturbed) = await RunOnceAsync(news, folder.FullName, patience.Token);

        await using var cluster = await Cluster.CreateAsync(patience.Token);
        // Slow enough to have a middle, and a lease short enough to wait for.
        cluster.Settings["Worker:HostInterval"] = "40ms";
        cluster.Settings["Worker:Lease"] = "5s";
        // On a busy machine work outlives so short a lease, again and again; none of it is to be given up for that.
        cluster.Settings["Worker:MaxAttempts"] = "100";
        await cluster.AddAsync(news, patience.Token);
        var worker = cluster.Start("worker");
        var consumer = cluster.Start("consumer");
        cluster.Start("worker");
        cluster.Start("consumer");

        await cluster.WaitForAsync(Stored, 8, patience.Token);
        worker.Kill();
        consumer.Kill();
        (await cluster.CountAsync(Ended, patience.Token)).ShouldBeLessThan(news.Articles.Count, "killed after the end, not in the middle");
        cluster.Start("worker");
        cluster.Start("consumer");

        await cluster.WaitForAsync(Ended, news.Articles.Count, patience.Token);
        (await Snapshot.OfPostgreSqlAsync(cluster.ConnectionString, patience.Token)).ShouldBe(undisturbed);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Told_to_stop_a_run_stores_what_it_fetched_and_the_next_one_goes_on_from_there()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        var news = await NewsSite.StartAsync(patience.Token);
        await using var site = news.Site;
        var folder = Directory.CreateTempSubdirectory("ingest-stopped-");
        var file = Path.Combine(folder.FullName, "ingest.db");

        var settings = Settings;
        settings["Worker:HostInterval"] = "250ms";
        await using (var run = IngestProcess.Start(["run", .. news.Feeds.SelectMany(f => new[] { "--feed", f }), "--database", file], settings))
        {
            await site.WaitForRequestsAsync(new Uri(news.Articles[4]).AbsolutePath, 1, patience.Token);
            (await run.InterruptAsync(patience.Token)).ShouldBe(0, run.Errors);
            run.Output.ShouldContain("Database: " + file);
        }
        var stopped = await Snapshot.OfSqliteAsync(file, patience.Token);
        stopped.Items.ShouldNotContain(i => i.Contains("state=claimed", StringComparison.Ordinal));
        stopped.Items.ShouldContain(i => i.Contains("state=pending", StringComparison.Ordinal), "stopped after the end, not in the middle");

        await using var rest = await RunAsync(news, file, patience.Token);
        (await Snapshot.OfSqliteAsync(file, patience.Token)).ShouldBe((await RunOnceAsync(news, Directory.CreateDirectory(Path.Combine(folder.FullName, "whole")).FullName, patience.Token)).Rows);
        // Fetched once by the stopped run or the next, and once by the whole one: nothing that was fetched was thrown away.
        foreach (var article in news.Articles) site.RequestsTo(new Uri(article).AbsolutePath).Count.ShouldBe(2, article);
        folder.Delete(recursive: true);
    }

    private async Task<(string File, Snapshot Rows)> RunOnceAsync(NewsSite news, string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "ingest.db");
        var clock = Stopwatch.StartNew();
        await using var run = await RunAsync(news, file, cancellationToken);
        Report("one process", news.Articles.Count, clock.Elapsed, null, [run]);

        var rows = await Snapshot.OfSqliteAsync(file, cancellationToken);
        rows.Items.Count.ShouldBe(news.Articles.Count);
        rows.Items.ShouldAllBe(i => i.Contains("state=stored") || i.Contains("state=finished|outcome="));
        rows.Articles.Count.ShouldBeGreaterThanOrEqualTo(60, run.Output);
        rows.Events.Count.ShouldBeGreaterThan(0);
        TheSeedsTextIsItsArticleAlone(news, rows);
        return (file, rows);
    }

    private static void TheSeedsTextIsItsArticleAlone(NewsSite news, Snapshot rows)
    {
        var seed = rows.Articles.Single(a => a.Contains($"|url={news.SeedUrl}|", StringComparison.Ordinal));
        foreach (var line in news.SeedLines) seed.ShouldContain(line, Case.Sensitive);
        foreach (var line in news.SeedNoise) seed.Split("|text=")[1].Split("|authors=")[0].ShouldNotContain(line, Case.Sensitive);
        seed.ShouldContain("|published_at=2020-10-02T15:41:07.000000Z|");
        seed.ShouldContain($"|title={SeedPage.Title}|");
    }

    private static async Task ASecondRunAddsNothingAsync(NewsSite news, string file, Snapshot before, CancellationToken cancellationToken)
    {
        var pages = news.Site.Requests.Count;
        await using var again = await RunAsync(news, file, cancellationToken);
        (await Snapshot.OfSqliteAsync(file, cancellationToken)).ShouldBe(before);
        var second = news.Site.Requests.Skip(pages).ToArray();
        second.Length.ShouldBe(news.Feeds.Count, "only the feeds are asked for again");
        second.ShouldAllBe(r => r.IfNoneMatch != null);
    }

    private static async Task ASecondPassAddsNothingAsync(Cluster cluster, NewsSite news, Snapshot before, CancellationToken cancellationToken)
    {
        var polled = await cluster.CountAsync("SELECT count(*) FROM feeds WHERE outcome = 'ok'", cancellationToken);
        polled.ShouldBe(news.Feeds.Count);
        await cluster.CountAsync("WITH again AS (UPDATE feeds SET due_at = now() RETURNING 1) SELECT count(*) FROM again", cancellationToken);
        await cluster.WaitForAsync("SELECT count(*) FROM feeds WHERE outcome = 'not_modified'", news.Feeds.Count, cancellationToken);
        await cluster.AddAsync(news, cancellationToken);
        (await Snapshot.OfPostgreSqlAsync(cluster.ConnectionString, cancellationToken)).ShouldBe(before);
    }

    private static async Task<IngestProcess> RunAsync(NewsSite news, string file, CancellationToken cancellationToken)
    {
        var list = file + ".urls";
        await File.WriteAllTextAsync(list, news.UrlList, cancellationToken);
        var feeds = news.Feeds.SelectMany(f => new[] { "--feed", f });
        var run = await IngestProcess.RunAsync(["run", "--once", .. feeds, "--urls", list, "--database", file], Settings, cancellationToken);
        run.ExitCode.ShouldBe(0, run.Errors);
        return run;
    }

    private static Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["Fetching:AllowedNetworks"] = "127.0.0.0/8",
        ["Worker:HostInterval"] = "0s",
        ["Worker:ResponseTimeFactor"] = "0",
        ["Worker:IdleDelay"] = "100ms",
    };

    private void Report(string what, int articles, TimeSpan elapsed, TimeSpan? firstStored, IReadOnlyList<IngestProcess> processes)
    {
        foreach (var process in processes) process.ReadMemory();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {articles} articles in {elapsed.TotalSeconds:0.0} s with start-up, {articles / elapsed.TotalSeconds:0.0} a second; first stored after {firstStored?.TotalSeconds:0.0} s; peak memory {string.Join(", ", processes.Select(p => $"{p.PeakMemory >> 20} MB"))}"));
    }
}
