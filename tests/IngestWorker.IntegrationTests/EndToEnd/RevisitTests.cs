using System.Globalization;
using System.Text;
using IngestWorker.IntegrationTests.Web;
using Microsoft.Data.Sqlite;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>Stored articles are looked at again, and one article under several addresses is stored once: by the program, over HTTP.</summary>
public sealed class RevisitTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_changed_text_becomes_a_revision_and_an_unchanged_one_costs_one_request()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        await using var site = await TestSite.StartAsync(patience.Token);
        var seen = 0;
        site.On("/same", Answers.Conditional(Encoding.UTF8.GetBytes(StoryPage.Html("Alpha")), "text/html"));
        site.On("/advertised", (context, token) => Answers.Text(StoryPage.Html("Beta", markup: $"<!-- {Interlocked.Increment(ref seen)} -->"))(context, token));
        site.On("/bytes", Answers.Text(StoryPage.Html("Gamma")));
        var changes = 0;
        site.On("/changed", (context, token) => Answers.Text(StoryPage.Html("Delta", extra: Interlocked.Increment(ref changes) == 1 ? "" : "The mayor of the town resigned on Saturday."))(context, token));
        var goes = 0;
        site.On("/goes", (context, token) => (Interlocked.Increment(ref goes) == 1 ? Answers.Text(StoryPage.Html("Epsilon")) : Answers.Status(410))(context, token));
        var (folder, file) = Folder();
        var list = Path.Combine(folder, "urls.txt");
        string[] paths = ["/same", "/advertised", "/bytes", "/changed", "/goes"];
        await File.WriteAllLinesAsync(list, paths.Select(site.Url), patience.Token);

        await using (var run = IngestProcess.Start(["run", "--urls", list, "--database", file], Settings("2s,4s,6s")))
        {
            // Each is fetched and then looked at three times, but the one that is gone, which nobody asks for again.
            foreach (var path in paths.Where(p => p != "/goes")) await site.WaitForRequestsAsync(path, 4, patience.Token);
            await site.WaitForRequestsAsync("/goes", 2, patience.Token);
            (await run.InterruptAsync(patience.Token)).ShouldBe(0, run.Errors);
        }

        site.RequestsTo("/same").Skip(1).ShouldAllBe(r => r.IfNoneMatch != null);
        site.RequestsTo("/goes").Count.ShouldBe(2);
        var rows = await RowsAsync(file, "SELECT i.url || ' ' || count(*) || ' ' || max(a.revision) FROM articles a JOIN items i ON i.item_id = a.item_id GROUP BY i.url", patience.Token);
        rows.ShouldBe([.. paths.Select(p => $"{site.Url(p)} {(p == "/changed" ? "2 2" : "1 1")}")], ignoreOrder: true);
        (await RowsAsync(file, "SELECT url || ' ' || text FROM articles WHERE is_current AND url LIKE '%changed'", patience.Token)).Single().ShouldContain("The mayor of the town resigned");
        // Only new texts are coded, and only they are kept.
        (await RowsAsync(file, "SELECT DISTINCT i.url || ' ' || count(*) FROM item_trail t JOIN items i ON i.item_id = t.item_id WHERE t.stage = 'coded' GROUP BY i.url", patience.Token))
            .ShouldBe([.. paths.Select(p => $"{site.Url(p)} {(p == "/changed" ? 2 : 1)}")], ignoreOrder: true);
        (await RowsAsync(file, "SELECT 'pages ' || count(*) FROM pages", patience.Token)).ShouldBe(["pages 6"]);
        (await RowsAsync(file, "SELECT DISTINCT state FROM items", patience.Token)).ShouldBe(["stored"]);
        (await RowsAsync(file, "SELECT DISTINCT t.outcome FROM item_trail t JOIN items i ON i.item_id = t.item_id WHERE i.url LIKE '%/goes' AND t.attempt = 2 AND t.stage <> 'dispatched'", patience.Token)).ShouldBe(["gone"]);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_run_to_its_end_does_not_wait_for_revisits()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        await using var site = await TestSite.StartAsync(patience.Token);
        site.On("/a", Answers.Text(StoryPage.Html("Alpha")));
        var (folder, file) = Folder();
        var list = Path.Combine(folder, "urls.txt");
        await File.WriteAllTextAsync(list, site.Url("/a"), patience.Token);

        await using var run = await IngestProcess.RunAsync(["run", "--once", "--urls", list, "--database", file], Settings("1h,6h"), patience.Token);

        run.ExitCode.ShouldBe(0, run.Errors);
        site.RequestsTo("/a").Count.ShouldBe(1);
        (await RowsAsync(file, "SELECT state || ' ' || (revisit_at IS NOT NULL) FROM items", patience.Token)).ShouldBe(["stored 1"]);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task One_article_under_several_addresses_is_stored_once()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        await using var site = await TestSite.StartAsync(patience.Token);
        var story = site.Url("/story");
        site.On("/story", Answers.Text(StoryPage.Html("Alpha", story)));
        site.On("/amp/story", Answers.Text(StoryPage.Html("Alpha", story, markup: "<nav>AMP</nav>")));
        site.On("/m/story", Answers.Text(StoryPage.Html("Alpha", "/story", extra: "Read more of it tomorrow.")));
        site.On("/out?to=story", Answers.Redirect("/plain"));
        site.On("/out?to=plain", Answers.Redirect("/plain"));
        site.On("/plain", Answers.Text(StoryPage.Html("Beta")));
        // A site that gives two articles one canonical address, and a page that names another site's.
        site.On("/wrong/1", Answers.Text(StoryPage.Html("Gamma", site.Url("/"))));
        site.On("/wrong/2", Answers.Text("<!doctype html><title>Other</title><article><h1>Other</h1>" + string.Concat(Enumerable.Repeat(0, 6).Select((_, i) =>
            $"<p>In the harbour of the northern island the fishing boats stayed at their moorings for the {i + 2}th day, since the wind from the sea would not let them out.</p>")) + $"</article><link rel=\"canonical\" href=\"{site.Url("/")}\">"));
        site.On("/foreign", Answers.Text(StoryPage.Html("Delta", "https://other.example/story")));
        string[] paths = ["/story", "/amp/story", "/m/story", "/out?to=story", "/out?to=plain", "/wrong/1", "/wrong/2", "/foreign"];
        var (folder, file) = Folder();
        var list = Path.Combine(folder, "urls.txt");
        await File.WriteAllLinesAsync(list, paths.Select(site.Url), patience.Token);

        await using var run = await IngestProcess.RunAsync(["run", "--once", "--urls", list, "--database", file], Settings("1h"), patience.Token);

        run.ExitCode.ShouldBe(0, run.Errors);
        var outcomes = await RowsAsync(file, "SELECT url || ' ' || state || ' ' || outcome FROM items", patience.Token);
        outcomes.Count(o => o.Contains("/story ", StringComparison.Ordinal) && o.EndsWith("stored ok", StringComparison.Ordinal)).ShouldBe(1, string.Join('\n', outcomes));
        outcomes.Count(o => o.Contains("/story ", StringComparison.Ordinal) && o.EndsWith("finished duplicate", StringComparison.Ordinal)).ShouldBe(2, string.Join('\n', outcomes));
        outcomes.Count(o => o.Contains("/out?", StringComparison.Ordinal) && o.EndsWith("finished duplicate", StringComparison.Ordinal)).ShouldBe(1, string.Join('\n', outcomes));
        outcomes.Where(o => o.Contains("/wrong/", StringComparison.Ordinal) || o.Contains("/foreign", StringComparison.Ordinal)).ShouldAllBe(o => o.EndsWith("stored ok"));
        var first = (await RowsAsync(file, "SELECT url FROM items WHERE state = 'stored' AND url LIKE '%/story'", patience.Token)).Single();
        (await RowsAsync(file, "SELECT DISTINCT detail FROM items WHERE outcome = 'duplicate' AND url LIKE '%/story'", patience.Token)).ShouldAllBe(d => d.EndsWith(first));
        (await RowsAsync(file, "SELECT stage || ' ' || outcome FROM item_trail WHERE outcome = 'duplicate'", patience.Token)).ShouldBe(["extracted duplicate", "extracted duplicate", "extracted duplicate"]);
        Directory.Delete(folder, recursive: true);
    }

    private static Dictionary<string, string> Settings(string revisits) => new(StringComparer.Ordinal)
    {
        ["Fetching:AllowedNetworks"] = "127.0.0.0/8",
        ["Worker:HostInterval"] = "0s",
        ["Worker:IdleDelay"] = "100ms",
        ["Worker:RevisitAfter"] = revisits,
    };

    private static (string Folder, string File) Folder()
    {
        var folder = Directory.CreateTempSubdirectory("ingest-revisits-").FullName;
        return (folder, Path.Combine(folder, "ingest.db"));
    }

    internal static async Task<IReadOnlyList<string>> RowsAsync(string file, string select, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = select;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return rows;
    }
}
