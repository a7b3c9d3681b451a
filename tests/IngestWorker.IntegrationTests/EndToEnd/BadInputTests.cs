using System.Globalization;
using System.Text;
using IngestWorker.IntegrationTests.Web;
using Microsoft.Data.Sqlite;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>Feeds and pages as bad as they come, all in one run beside good ones: each ends with its reason, the rest goes on, memory stays bounded.</summary>
public sealed class BadInputTests
{
    // Two 100 MB bodies and a 50 MB feed pass through: holding one of them whole would already show.
    private const long MostMemory = 512L << 20;

    private const string GoodText = "The president of Ruritania met the foreign minister of Graustark in Strelsau on Monday, and the two agreed to reopen the border that was closed in March after shots were fired at a customs post. ";

    [Fact]
    public async Task Each_bad_feed_and_page_ends_with_its_reason_and_the_good_ones_are_stored()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var site = await TestSite.StartAsync(cancellationToken);
        var expectedItems = Pages(site);
        var expectedFeeds = Feeds(site, expectedItems.Keys);
        var folder = Directory.CreateTempSubdirectory("ingest-bad-input-").FullName;
        var list = Path.Combine(folder, "urls.txt");
        await File.WriteAllTextAsync(list, $"{site.Url("/good/list")}\n\nnot a url\nftp://127.0.0.1/file\njavascript:alert(1)\n# a comment\n\u0001\u0002\n{site.Url("/good/list")}\n", cancellationToken);

        await using var run = await IngestProcess.RunAsync(
            ["run", "--once", .. expectedFeeds.Keys.SelectMany(f => new[] { "--feed", f }), "--urls", list, "--database", Path.Combine(folder, "bad.db")], Settings, cancellationToken);

        run.ExitCode.ShouldBe(0, run.Errors);
        run.PeakMemory.ShouldBeLessThan(MostMemory);
        run.Errors.ShouldContain($"{list}:3:");
        run.Errors.ShouldContain("ftp://127.0.0.1/file");
        var feeds = await ReadAsync(folder, "SELECT url, outcome FROM feeds", cancellationToken);
        var items = await ReadAsync(folder, "SELECT url, CASE WHEN state IN ('stored', 'finished') THEN CASE state WHEN 'stored' THEN 'stored' ELSE outcome END ELSE 'later: ' || coalesce(outcome, '') END FROM items", cancellationToken);
        foreach (var (url, outcome) in expectedFeeds) feeds.ShouldContainKeyAndValue(url, outcome);
        foreach (var (path, outcome) in expectedItems) items.ShouldContainKeyAndValue(site.Url(path), outcome);
        items.ShouldContainKey(site.Url("/good/list"));
        items.Count.ShouldBe(expectedItems.Count + 1);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_unknown_option_is_told_and_nothing_is_done()
    {
        await using var run = await IngestProcess.RunAsync(["run", "--onec"], null, TestContext.Current.CancellationToken);
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("--onec");
        run.Errors.ShouldContain("ingest run --help");
    }

    [Fact]
    public async Task A_feed_that_is_neither_a_URL_nor_a_file_is_told_before_anything_starts()
    {
        var folder = Directory.CreateTempSubdirectory("ingest-usage-").FullName;
        await using var run = await IngestProcess.RunAsync(["run", "--once", "--feed", "no-such-file.xml"], null, TestContext.Current.CancellationToken, folder);
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("no-such-file.xml");
        Directory.GetFiles(folder).ShouldBeEmpty();
        Directory.Delete(folder);
    }

    [Fact]
    public async Task A_database_file_that_is_none_is_refused_and_left_as_it_is()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "This is a diary, not a database. " + new string('.', 5000), TestContext.Current.CancellationToken);
        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await using var run = await IngestProcess.RunAsync(["run", "--once", "--feed", "http://127.0.0.1:1/feed", "--database", file], null, TestContext.Current.CancellationToken);
        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain(file);
        (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).ShouldBe(before);
        File.Delete(file);
    }

    [Fact]
    public async Task A_database_file_in_use_by_another_process_is_refused_with_the_reason()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var site = await TestSite.StartAsync(cancellationToken);
        site.On("/feed", Answers.Never());
        var file = Path.Combine(Directory.CreateTempSubdirectory("ingest-in-use-").FullName, "one.db");
        string[] arguments = ["run", "--feed", site.Url("/feed"), "--database", file];
        // Not once: however slowly the second comes, the first is still there.
        await using var first = IngestProcess.Start(arguments, Settings);
        await site.WaitForRequestsAsync("/feed", 1, cancellationToken);
        await using var second = await IngestProcess.RunAsync([.. arguments, "--once"], Settings, cancellationToken);
        second.ExitCode.ShouldBe(1);
        second.Errors.ShouldContain(file);
    }

    private static Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["Fetching:AllowedNetworks"] = "127.0.0.0/8",
        ["Fetching:AttemptTimeout"] = "2s",
        ["Fetching:ConnectTimeout"] = "2s",
        ["Fetching:TotalTimeout"] = "6s",
        ["Fetching:Retries"] = "1",
        ["Fetching:RetryDelay"] = "50ms",
        // Many of these pages fail on purpose, on one host.
        ["Fetching:CircuitMinimumRequests"] = "10000",
        ["Worker:HostInterval"] = "0s",
        ["Worker:IdleDelay"] = "50ms",
    };

    private static Dictionary<string, string> Pages(TestSite site)
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        void On(string path, string outcome, Answer answer)
        {
            site.On(path, answer);
            expected[path] = outcome;
        }

        On("/good/1", "stored", Answers.Text(GoodPage));
        On("/good/2", "stored", Answers.Text(GoodPage));
        On("/pdf", "unsupported_content_type", Answers.Bytes(Encoding.ASCII.GetBytes("%PDF-1.7\n" + new string('x', 2000)), "application/pdf"));
        On("/pdf-as-html", "unsupported_content_type", Answers.Bytes(Encoding.ASCII.GetBytes("%PDF-1.7\n" + new string('x', 2000)), "text/html"));
        On("/image", "unsupported_content_type", Answers.Bytes([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0], "image/png"));
        On("/empty", "later: empty_document", Answers.Bytes([], "text/html"));
        On("/100-mb", "too_large", Answers.Stream(100L << 20));
        On("/100-mb-unsaid", "too_large", Answers.Stream(100L << 20, sayLength: false));
        On("/endless-redirect", "too_many_redirects", Answers.EndlessRedirect());
        On("/404", "not_found", Answers.Status(404));
        On("/410", "gone", Answers.Status(410));
        On("/403", "forbidden", Answers.Status(403));
        On("/429", "later: too_many_requests", Answers.Status(429));
        On("/500", "later: server_error", Answers.Status(500));
        On("/never", "later: timeout", Answers.Never());
        On("/message-too-large", "message_too_large", Answers.Text(EndlessArticle));
        site.On("/good/list", Answers.Text(GoodPage));
        return expected;
    }

    private static Dictionary<string, string> Feeds(TestSite site, IEnumerable<string> pages)
    {
        var good = Rss(pages.Select(site.Url));
        var bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">" +
            string.Concat(Enumerable.Range(0, 25).Select(i => string.Create(CultureInfo.InvariantCulture, $"<!ENTITY e{i} \"&{(i == 0 ? "a" : "e" + (i - 1))};&{(i == 0 ? "a" : "e" + (i - 1))};\">"))) +
            "]><rss version=\"2.0\"><channel><title>&e24;</title></channel></rss>";
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        void On(string path, string outcome, Answer answer)
        {
            site.On(path, answer);
            expected[site.Url(path)] = outcome;
        }

        On("/good.xml", "ok", Answers.Text(good, "application/rss+xml"));
        On("/html", "not_a_feed", Answers.Text(GoodPage));
        On("/nothing", "empty_document", Answers.Bytes([], "application/rss+xml"));
        On("/truncated", "ok", Answers.Text(good[..(good.Length * 2 / 3)], "application/rss+xml"));
        On("/50-mb", "too_large", Answers.Stream(50L << 20, "application/rss+xml"));
        // UTF-16 bytes that call themselves UTF-8.
        On("/wrong-encoding", "ok", Answers.Bytes([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(good.Replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>", StringComparison.Ordinal))], "application/rss+xml; charset=utf-8"));
        On("/bomb", "ok", Answers.Text(bomb, "application/rss+xml"));
        On("/feed-404", "not_found", Answers.Status(404));
        return expected;
    }

    private static string Rss(IEnumerable<string> urls) =>
        $"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Good</title>{string.Concat(urls.Select(u => $"<item><title>Item</title><link>{u}</link></item>"))}</channel></rss>";

    // 1.3 MB of text in a language that is not coded, no paragraph twice.
    private static string EndlessArticle => $"<html lang=\"tr\"><head><title>Roman</title></head><body><article>{string.Concat(Enumerable.Range(0, 9000).Select(i => string.Create(CultureInfo.InvariantCulture, $"<p>{i}. bölümde ordu köyün yolunu kapattı, {i} kişi pazar yerinde bekledi ve akşama doğru kimse kalmadı, çünkü {i} gün önce herkes gitmişti.</p>")))}</article></body></html>";

    private static string GoodPage => $"<html><head><title>Border to reopen</title></head><body><article><h1>Border to reopen</h1>{string.Concat(Enumerable.Range(0, 4).Select(_ => $"<p>{GoodText}</p>"))}</article></body></html>";

    private static async Task<Dictionary<string, string>> ReadAsync(string folder, string select, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "bad.db"), Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = select;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken)) rows[reader.GetString(0)] = reader.IsDBNull(1) ? "" : reader.GetString(1);
        return rows;
    }
}
