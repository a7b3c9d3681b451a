using System.Text.Json;
using IngestWorker.IntegrationTests.Web;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>`ingest feeds`, as its user has it.</summary>
public sealed class FeedsCommandTests : IAsyncLifetime
{
    private const string Feed = """<rss version="2.0"><channel><title>The Courier</title><link>http://127.0.0.1/</link><item><title>A</title><link>/a</link></item><item><title>B</title><link>/b</link></item></channel></rss>""";

    private readonly string _folder = Directory.CreateTempSubdirectory("ingest-feeds-").FullName;
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync(Token);
        _site.On("/", Answers.Text("<html><head><link rel=alternate type=application/rss+xml href=/rss><link rel=alternate type=application/rss+xml href=/sport></head></html>"));
        _site.On("/rss", Answers.Text(Feed, "application/rss+xml")).On("/sport", Answers.Text(Feed.Replace("Courier", "Sport", StringComparison.Ordinal).Replace("/a", "/c", StringComparison.Ordinal), "application/rss+xml"));
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_sites_feeds_are_found_shown_added_taken_out_and_taken_in_again()
    {
        (await RunAsync(0, "list")).ShouldContain("No feeds yet");
        var added = await RunAsync(0, "add", _site.Url("/"));
        added.ShouldContain("has 2 feeds");
        added.ShouldContain(_site.Url("/sport"));
        added.ShouldContain("1 of 1 feeds and 0 of 0 articles are new.");
        (await JsonAsync(0, "list")).ShouldHaveSingleItem().GetProperty("url").GetString().ShouldBe(_site.Url("/rss"));
        (await JsonAsync(0, "add", "--all", _site.Url("/"))).Select(f => f.GetProperty("added").GetBoolean()).ShouldBe([true, true]);
        (await RunAsync(0, "list")).ShouldContain("2 feeds: 2 new");

        var shown = await RunAsync(0, "show", _site.Url("/rss"));
        shown.ShouldContain("The Courier");
        shown.ShouldContain("not known yet");
        (await RunAsync(0, "remove", _site.Url("/sport"))).ShouldContain("polled no more");
        (await RunAsync(0, "list")).ShouldContain("1 feeds: 1 new");
        (await JsonAsync(0, "list", "--state", "removed")).ShouldHaveSingleItem();
        await RunAsync(0, "add", _site.Url("/sport"));
        (await RunAsync(0, "list")).ShouldContain("2 feeds: 2 new");

        (await RunAsync(1, "show", "https://unknown.example/")).ShouldContain("There is no feed https://unknown.example/");
        (await RunAsync(1, "remove", "https://unknown.example/")).ShouldContain("There is no feed");
        (await RunAsync(1, "add", _site.Url("/nothing"), "http://127.0.0.1:1/")).ShouldContain("--as-is");
        (await RunAsync(2, "list", "--state", "fine")).ShouldContain("fine");
    }

    [Fact]
    public async Task A_check_tells_what_a_poll_would_do_and_writes_nothing()
    {
        await RunAsync(0, "add", "--as-is", _site.Url("/rss"), _site.Url("/nothing"));
        _site.Requests.ShouldBeEmpty();
        var before = await JsonAsync(0, "list");

        var told = await RunAsync(1, "check");
        told.ShouldContain("rss20 with 2 entries, 2 of them new");
        told.ShouldContain("404");
        var checks = await JsonAsync(1, "check", _site.Url("/rss"), _site.Url("/sport"), _site.Url("/nothing"));
        checks.Select(c => c.GetProperty("state").GetString()).ShouldBe(["ok", "ok", "failing"]);
        checks[0].GetProperty("new_entries").GetInt32().ShouldBe(2);
        checks[0].GetProperty("next_poll_in_seconds").GetDouble().ShouldBeGreaterThan(0);

        (await JsonAsync(0, "list")).Select(f => f.GetRawText()).ShouldBe(before.Select(f => f.GetRawText()));
    }

    [Fact]
    public async Task Lists_go_in_and_out_as_OPML_and_as_addresses()
    {
        var list = Path.Combine(_folder, "list.txt");
        await File.WriteAllTextAsync(list, "https://a.example/rss\n# a remark\nhttps://b.example/rss\nftp://c.example/\n", Token);
        var imported = await RunAsync(1, "import", list);
        imported.ShouldContain("2 of 2 feeds are new; 1 lines were left out");
        imported.ShouldContain("ftp://c.example/");

        var opml = Path.Combine(_folder, "out.opml");
        await RunAsync(0, "export", opml);
        (await File.ReadAllTextAsync(opml, Token)).ShouldContain("xmlUrl=\"https://a.example/rss\"");
        (await RunAsync(0, "export", "--format", "urls")).ShouldBe("https://a.example/rss\nhttps://b.example/rss\n");
        (await RunAsync(0, "import", opml)).ShouldContain("0 of 2 feeds are new.");
        (await RunAsync(2, "import", Path.Combine(_folder, "no-such-file"))).ShouldContain("no-such-file");
        (await RunAsync(0, "list")).ShouldContain("2 feeds: 2 new");
    }

    private async Task<string> RunAsync(int exit, params string[] arguments)
    {
        await using var process = await IngestProcess.RunAsync(["feeds", .. arguments, "--database", Path.Combine(_folder, "feeds.db")],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Fetching:AllowedNetworks"] = "127.0.0.0/8", ["Fetching:Retries"] = "0" }, Token);
        process.ExitCode.ShouldBe(exit, process.Errors + process.Output);
        return process.Output + process.Errors;
    }

    private async Task<List<JsonElement>> JsonAsync(int exit, params string[] arguments) =>
        [.. (await RunAsync(exit, [.. arguments, "--json"])).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
