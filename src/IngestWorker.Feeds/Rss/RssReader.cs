using System.Globalization;
using IngestWorker.Feeds.Atom;
using IngestWorker.Feeds.Extensions;
using IngestWorker.Feeds.Wire;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds.Rss;

/// <summary>RSS 0.9x, 1.0 (RDF), 1.1 and 2.0, from elements to slots. Where the versions put things (items beside or in the channel) does not matter here.</summary>
internal static class RssReader
{
    // A channel stands in the root; channels in channels are read alike as long as nesting is sane.
    private const int MaxChannelDepth = 8;

    public static void Feed(ref XmlPull x, FeedReading reading)
    {
        reading.Feed.XmlLanguage ??= x.Language;
        reading.Feed.About ??= x.Attr("about");
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Ns is not (Ns.Rss or Ns.Rdf))
                Foreign(ref x, reading);
            else if (x.Name is "channel" && depth < MaxChannelDepth)
                Feed(ref x, reading);
            else
                Child(ref x, reading);
        }
    }

    private static void Foreign(ref XmlPull x, FeedReading reading)
    {
        if (x.Ns == Ns.Atom && x.Name is "entry")
            AtomReader.Entry(ref x, reading);
        else if (x.Ns == Ns.Atom)
            AtomFeedChild(ref x, reading.Feed);
        else
            FeedExtensions.Read(ref x, reading.Feed);
    }

    private static void AtomFeedChild(ref XmlPull x, FeedWire feed)
    {
        if (x.Name is "title")
            feed.ForeignTitle ??= AtomParts.Text(ref x, out _);
        else
            AtomReader.FeedChild(ref x, feed);
    }

    private static void Child(ref XmlPull x, FeedReading reading)
    {
        var feed = reading.Feed;
        switch (x.Name)
        {
            case "item":
                RssItem.Read(ref x, reading);
                break;
            case "items":
                Items(ref x, reading);
                break;
            case "title":
                Wiring.HtmlField(ref x, ref feed.Title);
                break;
            case "link":
                Link(ref x, feed);
                break;
            case "description" or "tagline" or "subtitle":
                Wiring.Html(ref x, ref feed.Description);
                break;
            case "language":
                Wiring.Field(ref x, ref feed.Language);
                break;
            case "copyright" or "rights":
                Wiring.HtmlField(ref x, ref feed.Rights);
                break;
            case "managingeditor":
                feed.ManagingEditor ??= Wiring.Person(ref x);
                break;
            case "webmaster":
                feed.WebMaster ??= Wiring.Person(ref x);
                break;
            case "author":
                Wiring.AddPerson(feed.Authors, AtomParts.Person(ref x));
                break;
            case "pubdate":
                Wiring.Date(ref x, ref feed.Published);
                break;
            case "lastbuilddate" or "updated" or "modified":
                Wiring.Date(ref x, ref feed.Updated);
                break;
            case "category":
                Wiring.AddText(feed.Categories, x.ReadValue(ValueKind.Text));
                break;
            case "generator":
                Wiring.Field(ref x, ref feed.Generator);
                break;
            case "docs":
                Wiring.Url(ref x, ref feed.Docs);
                break;
            case "id" or "guid":
                Wiring.Field(ref x, ref feed.Id);
                break;
            default:
                PollingChild(ref x, feed);
                break;
        }
    }

    /// <summary>Images, and what a feed says about being polled.</summary>
    private static void PollingChild(ref XmlPull x, FeedWire feed)
    {
        switch (x.Name)
        {
            case "image":
                Image(ref x, feed);
                break;
            case "ttl":
                Wiring.Field(ref x, ref feed.Ttl);
                break;
            case "skiphours":
                SkipHours(ref x, feed);
                break;
            case "skipdays":
                SkipDays(ref x, feed);
                break;
            case "newlocation":
                Wiring.Url(ref x, ref feed.NewLocation);
                break;
        }
    }

    private static void Items(ref XmlPull x, FeedReading reading)
    {
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Name is "item" && x.Ns == Ns.Rss)
                RssItem.Read(ref x, reading);
        }
    }

    private static void Link(ref XmlPull x, FeedWire feed)
    {
        if (x.Attr("href") is not null || x.Attr("rel") is not null)
        {
            var link = AtomParts.Link(ref x);
            Wiring.Add(feed.Links, link);
            if (link is { Rel: "alternate", Href.Length: > 0 })
                feed.Link = link.Href;
            return;
        }
        string? url = null;
        Wiring.Url(ref x, ref url);
        if (string.IsNullOrEmpty(url))
            return;
        Wiring.Add(feed.Links, new FeedLink { Href = url, Rel = "alternate" });
        feed.Link = url;
    }

    private static void Image(ref XmlPull x, FeedWire feed)
    {
        Wiring.UrlAttribute(ref x, "url", ref feed.Image);
        Wiring.UrlAttribute(ref x, "href", ref feed.Image);
        var depth = x.Depth;
        var text = x.PeekText();
        var baseUri = x.BaseUri;
        while (x.NextChild(depth))
        {
            if (x.Name is "url")
                Wiring.Url(ref x, ref feed.Image);
        }
        if (string.IsNullOrEmpty(feed.Image) && Links.UrlResolver.IsHttpUrl(text))
            feed.Image = Links.UrlResolver.Resolve(baseUri, text);
    }

    private static void SkipHours(ref XmlPull x, FeedWire feed)
    {
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            // 24 is how older versions write midnight.
            if (x.Name is "hour" && int.TryParse(x.ReadValue(ValueKind.Field), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
                && hour is >= 0 and <= 24 && !feed.SkipHours.Contains(hour % 24))
                feed.SkipHours.Add(hour % 24);
        }
    }

    private static void SkipDays(ref XmlPull x, FeedWire feed)
    {
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Name is "day" && Enum.TryParse<DayOfWeek>(x.ReadValue(ValueKind.Field), ignoreCase: true, out var day)
                && Enum.IsDefined(day) && !feed.SkipDays.Contains(day))
                feed.SkipDays.Add(day);
        }
    }
}
