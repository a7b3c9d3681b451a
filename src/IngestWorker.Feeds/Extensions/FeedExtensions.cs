using IngestWorker.Feeds.Wire;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds.Extensions;

/// <summary>The vocabularies that RSS and Atom feeds borrow alike.</summary>
internal static class FeedExtensions
{
    public static void Read(ref XmlPull x, FeedWire feed)
    {
        switch (x.Ns)
        {
            case Ns.Dc:
            case Ns.DcTerms:
                DublinCore(ref x, feed);
                break;
            case Ns.Syndication:
                Syndication(ref x, feed);
                break;
            case Ns.ITunes:
            case Ns.GooglePlay:
                ITunes(ref x, feed);
                break;
            case Ns.Media:
                MediaRss.FeedImage(ref x, ref feed.MediaImage);
                break;
        }
    }

    private static void DublinCore(ref XmlPull x, FeedWire feed)
    {
        switch (x.Name)
        {
            case "title":
                Wiring.Field(ref x, ref feed.ForeignTitle);
                break;
            case "creator" or "author":
                Wiring.AddPerson(feed.DcCreators, Wiring.Person(ref x));
                break;
            case "date":
                Wiring.Date(ref x, ref feed.DcDate);
                break;
            case "issued" or "created":
                Wiring.Date(ref x, ref feed.Published);
                break;
            case "modified":
                Wiring.Date(ref x, ref feed.Updated);
                break;
            case "subject":
                Wiring.AddText(feed.Categories, x.ReadValue(ValueKind.Field));
                break;
            case "description":
                Wiring.Html(ref x, ref feed.DcDescription);
                break;
            case "language":
                Wiring.Field(ref x, ref feed.DcLanguage);
                break;
            case "rights":
                Wiring.Field(ref x, ref feed.DcRights);
                break;
        }
    }

    private static void Syndication(ref XmlPull x, FeedWire feed)
    {
        switch (x.Name)
        {
            case "updateperiod":
                Wiring.Field(ref x, ref feed.UpdatePeriod);
                break;
            case "updatefrequency":
                Wiring.Field(ref x, ref feed.UpdateFrequency);
                break;
            case "updatebase":
                Wiring.Field(ref x, ref feed.UpdateBase);
                break;
        }
    }

    private static void ITunes(ref XmlPull x, FeedWire feed)
    {
        switch (x.Name)
        {
            case "author":
                feed.ITunesAuthor ??= Wiring.Person(ref x);
                break;
            case "owner":
                feed.ITunesOwner ??= Owner(ref x);
                break;
            case "summary" or "description":
                Wiring.Html(ref x, ref feed.ITunesSummary);
                break;
            case "subtitle":
                Wiring.Html(ref x, ref feed.ITunesSubtitle);
                break;
            case "image":
                EntryExtensions.Image(ref x, ref feed.ITunesImage);
                break;
            case "link":
                if (x.Attr("rel") is "image")
                    Wiring.UrlAttribute(ref x, "href", ref feed.ITunesImage);
                break;
            case "category":
                Category(ref x, feed);
                break;
            case "keywords":
                Wiring.AddCommaSeparated(feed.Categories, x.ReadValue(ValueKind.Field));
                break;
            case "new-feed-url":
                Wiring.Url(ref x, ref feed.NewLocation);
                break;
            case "complete":
                feed.IsComplete |= x.ReadValue(ValueKind.Field).Equals("yes", StringComparison.OrdinalIgnoreCase);
                break;
        }
    }

    private static void Category(ref XmlPull x, FeedWire feed)
    {
        if (x.Attr("text") is { } category)
            Wiring.AddText(feed.Categories, category);
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Name is "category" && x.Attr("text") is { } inner)
                Wiring.AddText(feed.Categories, inner);
        }
    }

    private static FeedPerson? Owner(ref XmlPull x)
    {
        string? name = null, email = null;
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Name is "name")
                Wiring.Field(ref x, ref name);
            else if (x.Name is "email")
                Wiring.Field(ref x, ref email);
        }
        return string.IsNullOrEmpty(name) && string.IsNullOrEmpty(email)
            ? null
            : new FeedPerson { Name = string.IsNullOrEmpty(name) ? null : name, Email = string.IsNullOrEmpty(email) ? null : email };
    }
}
