using IngestWorker.Feeds.Atom;
using IngestWorker.Feeds.Cdf;
using IngestWorker.Feeds.Rss;
using IngestWorker.Feeds.Sitemap;
using IngestWorker.Feeds.Wire;

namespace IngestWorker.Feeds.Xml;

/// <summary>Which of the XML formats a document is, by its root element.</summary>
internal static class XmlFormats
{
    /// <summary>What the root element says.</summary>
    /// <param name="IsFeed">Whether it was read as a feed.</param>
    /// <param name="Description">In words, what it is instead.</param>
    public readonly record struct Root(bool IsFeed, string Description);

    /// <summary>Reads the document if it is a feed; null where there is no element at all.</summary>
    public static Root? ReadFeed(ref XmlPull x, FeedReading reading)
    {
        Root? first = null;
        while (x.Read())
        {
            if (x.Event != XmlEvent.Start)
                continue;
            if (TryRead(ref x, reading))
                return new Root(true, "");
            // A feed inside something else (a line of HTML before it, a SOAP envelope around it) is still a feed,
            // but one in the middle of a web page is an example.
            var isOther = x.Name is "html" or "body" or "head" or "opml";
            first ??= new Root(false, Describe(ref x));
            if (isOther)
                break;
        }
        return first;
    }

    private static bool TryRead(ref XmlPull x, FeedReading reading)
    {
        var feed = reading.Feed;
        switch (x.Name)
        {
            case "rss":
                feed.Format = Version(x.Attr("version"));
                x.Adopt();
                RssReader.Feed(ref x, reading);
                return true;
            case "rdf" when x.Ns is Ns.Rdf or Ns.Rss:
                feed.Format = x.Declares("http://my.netscape.com/rdf/simple/0.9/") ? FeedFormat.Rss090 : FeedFormat.Rss10;
                RssReader.Feed(ref x, reading);
                return true;
            case "feed" when x.Ns is Ns.Atom or Ns.Rss or Ns.Other:
                feed.Format = x.Attr("version")?.StartsWith("0.", StringComparison.Ordinal) == true || x.Declares("http://purl.org/atom/ns#") ? FeedFormat.Atom03 : FeedFormat.Atom10;
                x.Adopt();
                AtomReader.Feed(ref x, reading);
                return true;
            case "entry" when x.Ns == Ns.Atom:
                feed.Format = FeedFormat.Atom10;
                AtomReader.Entry(ref x, reading);
                return true;
            case "urlset":
                feed.Format = FeedFormat.Sitemap;
                SitemapReader.Feed(ref x, reading);
                return true;
            case "sitemapindex":
                feed.Format = FeedFormat.SitemapIndex;
                SitemapReader.Feed(ref x, reading);
                return true;
            case "channel":
                Channel(ref x, reading);
                return true;
            default:
                return false;
        }
    }

    private static void Channel(ref XmlPull x, FeedReading reading)
    {
        if (x.Attr("href") is not null || x.Attr("lastmod") is not null || x.IsUpperCase)
        {
            reading.Feed.Format = FeedFormat.Cdf;
            CdfReader.Feed(ref x, reading);
            return;
        }
        reading.Feed.Format = x.Declares("http://purl.org/net/rss1.1#") ? FeedFormat.Rss11 : FeedFormat.Rss;
        RssReader.Feed(ref x, reading);
    }

    private static FeedFormat Version(string? version) => version?.Trim() switch
    {
        "0.90" or "0.9" => FeedFormat.Rss090,
        "0.91" => FeedFormat.Rss091,
        "0.92" => FeedFormat.Rss092,
        "0.93" => FeedFormat.Rss093,
        "0.94" => FeedFormat.Rss094,
        "1.0" => FeedFormat.Rss10,
        ['2', ..] => FeedFormat.Rss20,
        _ => FeedFormat.Rss,
    };

    private static string Describe(ref XmlPull x) => x.Name switch
    {
        "html" or "head" or "body" or "meta" or "script" or "div" or "p" or "h1" or "title" or "a" or "span" or "table" or "center" => "an HTML page" + Titled(ref x),
        "opml" => "OPML, a list of feeds",
        "svg" => "an SVG image",
        "kml" => "KML, a map",
        var name => $"XML with the root element <{name.ToString()}>",
    };

    private static string Titled(ref XmlPull x)
    {
        var reads = 0;
        while (!(x.Event == XmlEvent.Start && x.Name is "title"))
        {
            // A title stands at the front of a page or not at all.
            if (++reads > 200 || !x.Read())
                return "";
        }
        var title = Text.PlainText.Of(x.ReadValue(ValueKind.Field), 80);
        return title.Length == 0 ? "" : $" with the title \"{title}\"";
    }
}
