using IngestWorker.Feeds;
using IngestWorker.Fetching;
using IngestWorker.IntegrationTests.Web;
using IngestWorker.Polling;

namespace IngestWorker.IntegrationTests.Polling;

public sealed class FeedDiscoveryTests
{
    private const string Rss = "application/rss+xml";

    [Fact]
    public async Task A_feed_is_found_at_its_own_address_with_one_request()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/rss", Answers.Text(bench.Rss(PollingBench.Paths(1, 3)), Rss));
        var found = (await FindAsync(bench, "/rss")).Feeds.ShouldHaveSingleItem();
        found.Url.ShouldBe(bench.Site.Url("/rss"));
        found.Title.ShouldBe("The Courier");
        bench.Site.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_is_searched_and_what_is_found_is_read_and_ranked()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/", Answers.Text("""
            <html><head><link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" type="application/atom+xml" href="/broken">
            <link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" type="application/rss+xml" href="/rss?again=1"></head><body><a href="/politics.rss">Politics</a></body></html>
            """));
        bench.Site.On("/rss", Answers.Text(bench.Rss(PollingBench.Paths(1, 3)), Rss)).On("/comments/feed", Answers.Text(bench.Rss(PollingBench.Paths(10, 3)), Rss)).On("/politics.rss", Answers.Text(bench.Rss(PollingBench.Paths(20, 3)), Rss));
        bench.Site.On("/robots.txt", Answers.Text($"User-agent: *\nDisallow: /x\nSitemap: {bench.Site.Url("/map.xml")}\nSitemap: {bench.Site.Url("/news-map.xml")}\n", "text/plain"));
        foreach (var map in new[] { "/map.xml", "/news-map.xml" })
            bench.Site.On(map, Answers.Text($"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>{bench.Site.Url("/story" + map)}</loc></url></urlset>", "text/xml"));

        var found = (await FindAsync(bench, "/")).Feeds;
        found.Select(f => new Uri(f.Url).PathAndQuery).ShouldBe(["/rss", "/politics.rss", "/comments/feed", "/news-map.xml", "/map.xml"]);
        found[3].Format.ShouldBe(FeedFormat.Sitemap);
        found[3].Found.ShouldBe("named by robots.txt");
    }

    [Fact]
    public async Task Without_any_link_the_usual_addresses_are_tried_a_bounded_number_of_them()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/", Answers.Text("<html><body>News</body></html>")).On("/feed.xml", Answers.Text(bench.Rss(PollingBench.Paths(1, 3)), Rss));
        (await FindAsync(bench, "/")).Feeds.ShouldHaveSingleItem().Url.ShouldBe(bench.Site.Url("/feed.xml"));
        bench.Site.Requests.Count.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task Where_there_is_no_feed_the_reason_is_told()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/", Answers.Text("<html><head><title>A shop</title></head></html>"));
        var result = await FindAsync(bench, "/");
        result.Feeds.ShouldBeEmpty();
        result.Detail!.ShouldContain("A shop");
        CanonicalUrl.TryParse("http://127.0.0.1:1/", out var nobody, out _);
        (await bench.Get<FeedDiscovery>().FindAsync(nobody!, PollingBench.Token)).Detail!.ShouldContain("127.0.0.1");
    }

    private static Task<DiscoveryResult> FindAsync(PollingBench bench, string path)
    {
        CanonicalUrl.TryParse(bench.Site.Url(path), out var url, out _);
        return bench.Get<FeedDiscovery>().FindAsync(url!, PollingBench.Token);
    }
}
