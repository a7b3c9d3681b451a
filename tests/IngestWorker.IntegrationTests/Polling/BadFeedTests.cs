using System.Globalization;
using System.Text;
using IngestWorker.Contracts;
using IngestWorker.IntegrationTests.Web;
using IngestWorker.Storage;

namespace IngestWorker.IntegrationTests.Polling;

/// <summary>Feeds as bad as they come, the whole way from the server to the rows: nothing is silent, nothing is taken twice.</summary>
public sealed class BadFeedTests
{
    private const string Rss = "application/rss+xml";

    [Fact]
    public async Task A_feed_of_ten_thousand_entries_brings_them_all_once()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/rss", Answers.InTurn(Answers.Text(bench.Rss(PollingBench.Paths(1, 10_000)), Rss), Answers.Text(bench.Rss(PollingBench.Paths(2, 10_000)), Rss)));
        await bench.AddAsync("/rss");
        (await bench.PollAsync()).ShouldBe(10_000);
        (await bench.PollAsync()).ShouldBe(1);
        (await bench.StatusAsync("/rss")).ShouldSatisfyAllConditions(f => f.Gaps.ShouldBe(0), f => f.Items.ShouldBe(10_001));
    }

    [Fact]
    public async Task A_feed_whose_guids_change_at_every_poll_brings_no_item_twice()
    {
        await using var bench = await PollingBench.StartAsync();
        var poll = 0;
        bench.Site.On("/rss", (context, token) =>
        {
            var n = Interlocked.Increment(ref poll);
            return Answers.Text(bench.Rss(PollingBench.Paths(1, 20), entry: p => $"<guid isPermaLink=\"false\">{n}-{p}</guid>"), Rss)(context, token);
        });
        await bench.AddAsync("/rss");
        (await bench.PollAsync()).ShouldBe(20);
        (await bench.PollAsync()).ShouldBe(0);
        (await bench.PollAsync()).ShouldBe(0);
        var feed = await bench.StatusAsync("/rss");
        feed.State.ShouldBe(FeedState.Ok);
        feed.Gaps.ShouldBe(0);
        feed.Items.ShouldBe(20);
    }

    [Fact]
    public async Task A_feed_that_repeats_one_guid_for_all_its_entries_brings_them_all()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/rss", Answers.Text(bench.Rss(PollingBench.Paths(1, 20), entry: _ => "<guid isPermaLink=\"false\">the same</guid>"), Rss));
        await bench.AddAsync("/rss");
        (await bench.PollAsync()).ShouldBe(20);
    }

    [Fact]
    public async Task A_clock_that_is_decades_off_gives_items_without_a_date()
    {
        await using var bench = await PollingBench.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var dates = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal)
        {
            ["/story/1970"] = DateTimeOffset.UnixEpoch,
            ["/story/ahead"] = now.AddYears(30),
            ["/story/right"] = now.AddHours(-5),
        };
        bench.Site.On("/rss", Answers.Text(bench.Rss(dates.Keys, entry: p => $"<pubDate>{dates[p].ToString("R", CultureInfo.InvariantCulture)}</pubDate>"), Rss));
        await bench.AddAsync("/rss");
        (await bench.PollAsync()).ShouldBe(3);

        var items = await bench.ItemsAsync();
        items.Where(i => i.Published is not null).ShouldHaveSingleItem().Url.ShouldBe(bench.Site.Url("/story/right"));
        var feed = await bench.StatusAsync("/rss");
        feed.State.ShouldBe(FeedState.Ok);
        feed.PollInterval.ShouldNotBeNull();
    }

    [Fact]
    public async Task Entries_that_were_lost_between_two_polls_are_a_gap_that_is_recorded_and_counted()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/rss", Answers.InTurn([.. Enumerable.Range(0, 3).Select(i => Answers.Text(bench.Rss(PollingBench.Paths(i == 0 ? 1 : 100 + i, 10)), Rss))]));
        await bench.AddAsync("/rss");
        await bench.PollAsync();
        (await bench.PollAsync()).ShouldBe(10);

        var feed = await bench.StatusAsync("/rss");
        feed.State.ShouldBe(FeedState.Gap);
        feed.Reason!.ShouldContain("all 10 entries were new");
        feed.Gaps.ShouldBe(1);
        feed.GapAt.ShouldNotBeNull();
        bench.Count("ingest.feed.gaps").ShouldBe(1);
        await bench.PollAsync();
        (await bench.StatusAsync("/rss")).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FeedState.Ok), f => f.Gaps.ShouldBe(1));
    }

    public static TheoryData<string, string, string, string> Instead => new()
    {
        { "empty", "", Rss, "empty" },
        { "page", "<html><head><title>The Courier</title></head><body><p>News</p></body></html>", "text/html", "html_page" },
        { "page that says it is a feed", "<!DOCTYPE html><html><body><p>Not found</p></body></html>", Rss, "html_page" },
        { "login page", "<html><head><title>Sign in</title></head><body><form><input type=\"password\"></form></body></html>", "text/html", "login_page" },
        { "challenge", "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>", "text/html", "bot_wall" },
        { "text", "no such feed", "text/plain", "failing" },
    };

    [Theory]
    [MemberData(nameof(Instead))]
    public async Task What_stands_there_instead_of_a_feed_is_its_state_with_the_reason_and_a_count(string what, string body, string contentType, string state)
    {
        await using var bench = await PollingBench.StartAsync();
        var feed = await bench.PollNewAsync("/rss", Answers.Text(body, contentType));
        feed.State.ToName().ShouldBe(state, what);
        feed.Reason.ShouldNotBeNullOrWhiteSpace();
        feed.Failures.ShouldBe(1);
        feed.DueAt.ShouldNotBeNull();
        bench.Count($"ingest.feed.polls outcome={feed.Outcome!.Value.ToName()} state={state}").ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_a_bot_wall_a_demand_for_credentials_a_login_page()
    {
        await using var bench = await PollingBench.StartAsync();
        (await bench.PollNewAsync("/403", Answers.Status(403))).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FeedState.BotWall), f => f.Reason!.ShouldContain("403"));
        (await bench.PollNewAsync("/cf", Answers.Status(503, ("cf-mitigated", "challenge")))).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FeedState.BotWall), f => f.Reason!.ShouldContain("bot wall"));
        (await bench.PollNewAsync("/401", Answers.Status(401))).State.ShouldBe(FeedState.LoginPage);
        bench.Site.On("/account/login", Answers.Text("<html><body>Welcome to our members' area</body></html>"));
        (await bench.PollNewAsync("/members", Answers.Redirect("/account/login"))).State.ShouldBe(FeedState.LoginPage);
    }

    [Fact]
    public async Task A_feed_that_shrinks_to_a_stub_is_low_volume()
    {
        await using var bench = await PollingBench.StartAsync();
        await bench.PollNewAsync("/rss", Answers.InTurn(Answers.Text(bench.Rss(PollingBench.Paths(1, 30)), Rss), Answers.Text(bench.Rss(PollingBench.Paths(1, 2)), Rss)));
        await bench.PollAsync();
        (await bench.StatusAsync("/rss")).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FeedState.LowVolume), f => f.Reason!.ShouldContain("2 entries"), f => f.Failures.ShouldBe(0));
    }

    [Fact]
    public async Task A_list_of_sitemaps_is_followed_to_those_that_changed()
    {
        await using var bench = await PollingBench.StartAsync(s => s.Worker.MaxSitemaps = 2);
        var now = TimeProvider.System.GetUtcNow();
        string Index(params (string Path, int DaysAgo)[] maps) => $"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{string.Concat(maps.Select(m => $"<sitemap><loc>{bench.Site.Url(m.Path)}</loc><lastmod>{now.AddDays(-m.DaysAgo):yyyy-MM-dd}</lastmod></sitemap>"))}</sitemapindex>";
        string Map(int from, int count) => $"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{string.Concat(PollingBench.Paths(from, count).Select(p => $"<url><loc>{bench.Site.Url(p)}</loc></url>"))}</urlset>";
        bench.Site.On("/index.xml", Answers.Text(Index(("/1.xml", 300), ("/2.xml", 30), ("/3.xml", 0)), "text/xml"));
        foreach (var i in new[] { 1, 2, 3 }) bench.Site.On($"/{i}.xml", Answers.Text(Map(i * 100, 10), "text/xml"));
        await bench.AddAsync("/index.xml");

        (await bench.PollAsync()).ShouldBe(20, "the newest two");
        bench.Site.On("/3.xml", Answers.Text(Map(301, 10), "text/xml"));
        (await bench.PollAsync()).ShouldBe(1, "the index is the same, its newest sitemap is not");

        bench.Site.RequestsTo("/1.xml").ShouldBeEmpty();
        bench.Site.RequestsTo("/2.xml").Count.ShouldBe(1);
        bench.Site.RequestsTo("/3.xml").Count.ShouldBe(2);
        (await bench.StatusAsync("/index.xml")).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FeedState.Ok), f => f.Gaps.ShouldBe(0), f => f.Detail.ShouldBe("1 of 3 sitemaps read"));
    }

    [Fact]
    public async Task A_feed_that_breaks_off_or_lies_about_its_encoding_brings_what_can_be_read()
    {
        await using var bench = await PollingBench.StartAsync();
        var whole = bench.Rss(PollingBench.Paths(1, 30));
        bench.Site.On("/cut", Answers.Text(whole[..(whole.Length / 2)], Rss));
        bench.Site.On("/utf16", Answers.Bytes([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(bench.Rss(PollingBench.Paths(100, 30)))], Rss + "; charset=utf-8"));
        await bench.AddAsync("/cut");
        await bench.AddAsync("/utf16");
        (await bench.PollAsync()).ShouldBeInRange(42, 45);
    }
}
