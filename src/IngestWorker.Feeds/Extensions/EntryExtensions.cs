using System.Globalization;
using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Text;
using IngestWorker.Feeds.Wire;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds.Extensions;

/// <summary>The vocabularies that RSS and Atom entries borrow alike.</summary>
internal static class EntryExtensions
{
    public static void Read(ref XmlPull x, EntryWire entry)
    {
        switch (x.Ns)
        {
            case Ns.Dc:
            case Ns.DcTerms:
                DublinCore(ref x, entry);
                break;
            case Ns.Content:
                if (x.Name is "encoded")
                    Wiring.Html(ref x, ref entry.ContentEncoded);
                break;
            case Ns.Media:
                MediaRss.Entry(ref x, entry);
                break;
            case Ns.ITunes:
            case Ns.GooglePlay:
                ITunes(ref x, entry);
                break;
            case Ns.Slash:
                if (x.Name is "comments")
                    entry.CommentCount ??= Count(x.ReadValue(ValueKind.Field));
                break;
            case Ns.Thread:
                if (x.Name is "total")
                    entry.CommentCount ??= Count(x.ReadValue(ValueKind.Field));
                break;
            case Ns.FeedBurner:
            case Ns.Pheedo:
                if (x.Name is "origlink")
                    Wiring.Url(ref x, ref entry.OrigLink);
                else if (x.Name is "origenclosurelink")
                    Wiring.Url(ref x, ref entry.OrigEnclosure);
                break;
            case Ns.Xhtml:
                if (x.Name is "body" or "div")
                    entry.Body ??= x.ReadValue(ValueKind.Markup);
                break;
        }
    }

    private static void DublinCore(ref XmlPull x, EntryWire entry)
    {
        switch (x.Name)
        {
            case "title":
                Wiring.Field(ref x, ref entry.DcTitle);
                break;
            case "creator" or "author":
                Wiring.AddPerson(entry.DcCreators, Wiring.Person(ref x));
                break;
            case "date":
                Wiring.Date(ref x, ref entry.DcDate);
                break;
            case "issued" or "available":
                Wiring.Date(ref x, ref entry.Published);
                break;
            case "created":
                Wiring.Date(ref x, ref entry.Created);
                break;
            case "modified":
                Wiring.Date(ref x, ref entry.Updated);
                break;
            case "subject":
                Wiring.AddText(entry.Categories, x.ReadValue(ValueKind.Field));
                break;
            case "description" or "abstract":
                Wiring.Html(ref x, ref entry.DcDescription);
                break;
            case "language":
                Wiring.Field(ref x, ref entry.Language);
                break;
            case "rights":
                Wiring.Field(ref x, ref entry.Rights);
                break;
            case "identifier":
                Wiring.Field(ref x, ref entry.About);
                break;
            case "source":
                Wiring.Field(ref x, ref entry.DcSource);
                break;
        }
    }

    private static void ITunes(ref XmlPull x, EntryWire entry)
    {
        switch (x.Name)
        {
            case "title":
                Wiring.Field(ref x, ref entry.ForeignTitle);
                break;
            case "author":
                entry.ITunesAuthor ??= Wiring.Person(ref x);
                break;
            case "summary" or "description":
                Wiring.Html(ref x, ref entry.ITunesSummary);
                break;
            case "subtitle":
                Wiring.Html(ref x, ref entry.ITunesSubtitle);
                break;
            case "duration":
                Wiring.Field(ref x, ref entry.Duration);
                break;
            case "keywords":
                Wiring.AddCommaSeparated(entry.Categories, x.ReadValue(ValueKind.Field));
                break;
            case "category":
                if (x.Attr("text") is { } category)
                    Wiring.AddText(entry.Categories, category);
                break;
            case "image":
                Image(ref x, ref entry.ITunesImage);
                break;
        }
    }

    /// <summary>An image given by href, by url, or as text.</summary>
    public static void Image(ref XmlPull x, ref string? slot)
    {
        Wiring.UrlAttribute(ref x, "href", ref slot);
        Wiring.UrlAttribute(ref x, "url", ref slot);
        if (string.IsNullOrEmpty(slot))
            Wiring.Url(ref x, ref slot);
    }

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
