using IngestWorker.Contracts;
using IngestWorker.Feeds;
using IngestWorker.Fetching;

namespace IngestWorker.Polling;

/// <summary>A feed that was found and read.</summary>
/// <param name="Url">The address to poll.</param>
/// <param name="Title">Its own name, else the page's for it.</param>
/// <param name="Found">Where it was found, in words.</param>
/// <param name="Reading">What was read there.</param>
internal sealed record FoundFeed(string Url, string? Title, string Found, FeedReading Reading)
{
    public FeedFormat Format => Reading.Document!.Format;

    public int Entries => Reading.Entries.Count;
}

/// <param name="Feeds">The best first; none twice.</param>
/// <param name="Detail">Why there is none, in words; null where there is one.</param>
internal sealed record DiscoveryResult(IReadOnlyList<FoundFeed> Feeds, string? Detail);

/// <summary>
/// Finds the feeds of a site: the address itself, what its page announces, links on it that look like feeds, the sitemaps that
/// robots.txt names, and the addresses where feeds mostly are. Each is fetched and read before it is shown.
/// </summary>
internal sealed class FeedDiscovery(PageFetcher fetcher)
{
    // One site is asked, by one who may not even want to stay.
    private const int MostCandidates = 16;

    private static readonly string[] s_wellKnown =
        ["/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/posts/default", "/?feed=rss2"];

    private static readonly string[] s_sitemaps = ["/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml", "/sitemap_index.xml"];

    /// <param name="url">A feed, or a page of a site.</param>
    public async Task<DiscoveryResult> FindAsync(CanonicalUrl url, CancellationToken cancellationToken)
    {
        var page = await fetcher.FetchAsync(new FetchRequest { Url = url.FetchUrl, Kind = FetchKind.Feed }, cancellationToken);
        var reading = FeedFetch.Parse(page);
        if (reading.Outcome == Outcome.Ok) return new DiscoveryResult([new FoundFeed(AddressOf(url.FetchUrl, page), reading.Document!.PlainTitle, "the address itself", reading)], null);
        // Nobody is there: no other address of the site will answer.
        if (page.StatusCode is null) return new DiscoveryResult([], WhyNone(page, reading));

        var found = new List<FoundFeed>();
        var tried = new HashSet<string>(StringComparer.Ordinal) { url.FetchUrl, page.FinalUrl };
        if (page.Outcome == Outcome.Ok && Uri.TryCreate(page.FinalUrl, UriKind.Absolute, out var pageUrl))
            await TryAsync(FeedLinks.Find(page.Body.Span, pageUrl, page.ContentType).Select(f => (f.Url, f.Title, f.Source == FeedLinkSource.Alternate ? "announced by the page" : "linked from the page")), found, tried, cancellationToken);

        // The page that was named may be gone while its site is there.
        var origin = CanonicalUrl.TryParse(page.FinalUrl, out var final, out _) ? final.Origin : url.Origin;
        if (found.Count == 0) await TryAsync(s_wellKnown.Select(p => (origin + p, (string?)null, "at a well-known address")), found, tried, cancellationToken);
        await TryAsync((await SitemapsAsync(origin, cancellationToken)).Select(s => (s, (string?)null, "named by robots.txt")), found, tried, cancellationToken);
        if (found.Count == 0) await TryAsync(s_sitemaps.Select(p => (origin + p, (string?)null, "at a well-known address")), found, tried, cancellationToken);
        return new DiscoveryResult(Ranked(found), found.Count > 0 ? null : WhyNone(page, reading));
    }

    private async Task TryAsync(IEnumerable<(string Url, string? Title, string Found)> candidates, List<FoundFeed> found, HashSet<string> tried, CancellationToken cancellationToken)
    {
        foreach (var (text, title, how) in candidates)
        {
            if (tried.Count > MostCandidates) return;
            if (!CanonicalUrl.TryParse(text, out var url, out _) || !tried.Add(url.FetchUrl)) continue;
            var result = await fetcher.FetchAsync(new FetchRequest { Url = url.FetchUrl, Kind = FetchKind.Feed }, cancellationToken);
            var reading = FeedFetch.Parse(result);
            if (reading.Document is not { } document || found.Exists(f => f.Reading.Fetch.FinalUrl == result.FinalUrl || f.Reading.BodySha256 == reading.BodySha256)) continue;
            found.Add(new FoundFeed(AddressOf(url.FetchUrl, result), document.PlainTitle ?? title, how, reading));
        }
    }

    private async Task<IReadOnlyList<string>> SitemapsAsync(string origin, CancellationToken cancellationToken)
    {
        var robots = await fetcher.FetchAsync(new FetchRequest { Url = origin + "/robots.txt", Kind = FetchKind.Feed }, cancellationToken);
        // Those of news first: a site may name hundreds.
        return robots.Outcome != Outcome.Ok ? [] : [.. RobotsTxt.Parse(robots.Body.Span).Sitemaps.OrderBy(s => s.Contains("news", StringComparison.OrdinalIgnoreCase) ? 0 : 1)];
    }

    // Of what is found, feeds before sitemaps, articles before comments, and the page's own order.
    private static List<FoundFeed> Ranked(List<FoundFeed> found) => [.. found.OrderBy(f => f switch
    {
        { Format: FeedFormat.Sitemap or FeedFormat.UrlList } => f.Url.Contains("news", StringComparison.OrdinalIgnoreCase) ? 3 : 4,
        { Format: FeedFormat.SitemapIndex } => 5,
        _ when f.Url.Contains("comment", StringComparison.OrdinalIgnoreCase) || f.Title?.Contains("comment", StringComparison.OrdinalIgnoreCase) == true => 2,
        { Entries: 0 } => 1,
        _ => 0,
    })];

    private static string WhyNone(FetchResult page, FeedReading reading) =>
        page.Outcome == Outcome.Ok ? $"{page.FinalUrl} is {reading.Detail ?? "no feed"}, and no feed was found through it" : $"{page.FinalUrl}: {page.Detail}";

    private static string AddressOf(string asked, FetchResult result) => result.MovedTo ?? asked;
}
