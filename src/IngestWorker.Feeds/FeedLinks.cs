using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds;

/// <summary>How a page names a feed.</summary>
public enum FeedLinkSource
{
    /// <summary>A link element with rel="alternate" and the media type of a feed: meant for programs.</summary>
    Alternate,

    /// <summary>A link for people whose address or words say feed.</summary>
    Anchor,
}

/// <param name="Url">Absolute.</param>
/// <param name="Title">What the page calls it; null where it does not.</param>
/// <param name="Source">How it is named.</param>
public sealed record AnnouncedFeed(string Url, string? Title, FeedLinkSource Source);

/// <summary>The feeds that a site's page names, in its order, each once, those meant for programs first.</summary>
public static class FeedLinks
{
    private const int MostFeeds = 100;
    private const int LongestText = 200;

    private static readonly string[] s_types =
        ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/x.atom+xml", "application/x-atom+xml", "application/json", "text/xml", "application/xml", "text/rss"];

    public static IReadOnlyList<AnnouncedFeed> Find(ReadOnlySpan<byte> page, Uri pageUrl, string? contentType)
    {
        if (page.IsEmpty || Recognition.Binary(page) is not null)
            return [];
        using var decoded = BodyDecoder.Decode(page, BodyDecoder.CharsetOf(contentType));
        var found = new List<AnnouncedFeed>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var baseUri = pageUrl;
        var tags = new TagScan(decoded.Text);
        while (found.Count < MostFeeds && tags.Next())
        {
            if (tags.Is("base") && tags.Attribute("href") is { } declared)
                baseUri = UrlResolver.Base(pageUrl, declared) ?? pageUrl;
            else if ((tags.Is("link") ? Link(ref tags, baseUri) : tags.Is("a") ? Anchor(ref tags, baseUri) : null) is { } feed && known.Add(feed.Url))
                found.Add(feed);
        }
        return [.. found.OrderBy(f => f.Source)];
    }

    private static AnnouncedFeed? Link(ref TagScan tag, Uri baseUri)
    {
        var rel = (tag.Attribute("rel") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var type = (tag.Attribute("type") ?? "").Split(';')[0].Trim();
        var isFeed = rel.Contains("feed", StringComparer.OrdinalIgnoreCase)
            || rel.Contains("alternate", StringComparer.OrdinalIgnoreCase) && s_types.Contains(type, StringComparer.OrdinalIgnoreCase);
        // WordPress announces its programming interface and its embedding the same way.
        return isFeed && Resolve(tag.Attribute("href"), baseUri) is { } url && !url.Contains("/wp-json/", StringComparison.Ordinal) && !url.Contains("oembed", StringComparison.OrdinalIgnoreCase)
            ? new AnnouncedFeed(url, Words(tag.Attribute("title")), FeedLinkSource.Alternate)
            : null;
    }

    private static AnnouncedFeed? Anchor(ref TagScan tag, Uri baseUri)
    {
        if (Resolve(tag.Attribute("href"), baseUri) is not { } url || !Uri.TryCreate(url, UriKind.Absolute, out var uri)) return null;
        var title = Words(tag.Attribute("title") ?? tag.Attribute("aria-label")) ?? Words(tag.TextBehind(LongestText));
        return IsFeedPath(uri) || title is not null && SaysFeed(title) && uri.Host == baseUri.Host ? new AnnouncedFeed(url, title, FeedLinkSource.Anchor) : null;
    }

    private static bool IsFeedPath(Uri uri)
    {
        var path = uri.AbsolutePath.TrimEnd('/').ToLowerInvariant();
        var last = path[(path.LastIndexOf('/') + 1)..];
        return last is "feed" or "rss" or "atom" or "feeds" or "rss2" or "rdf" or "index.xml" or "feed.json"
            || last.EndsWith(".rss", StringComparison.Ordinal) || last.EndsWith(".atom", StringComparison.Ordinal) || last.EndsWith(".rdf", StringComparison.Ordinal)
            || last.EndsWith(".xml", StringComparison.Ordinal) && !last.StartsWith("sitemap", StringComparison.Ordinal)
            || uri.Query.Contains("feed=rss", StringComparison.OrdinalIgnoreCase) || uri.Query.Contains("feed=atom", StringComparison.OrdinalIgnoreCase) || uri.Query.Contains("format=rss", StringComparison.OrdinalIgnoreCase);
    }

    private static bool SaysFeed(string words) =>
        words.Length <= 40 && words.Split([' ', '-', '(', ')', ':', ','], StringSplitOptions.RemoveEmptyEntries).Any(w => w.ToLowerInvariant() is "rss" or "atom" or "rss2" or "feed");

    private static string? Resolve(string? href, Uri baseUri)
    {
        if (string.IsNullOrWhiteSpace(href) || href.StartsWith('#')) return null;
        var url = UrlResolver.Resolve(baseUri, href);
        return UrlResolver.IsHttpUrl(url) ? url : null;
    }

    private static string? Words(string? markup) => PlainText.OfTitle(markup);
}
