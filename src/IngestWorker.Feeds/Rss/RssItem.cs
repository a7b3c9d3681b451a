using System.Globalization;
using IngestWorker.Feeds.Atom;
using IngestWorker.Feeds.Extensions;
using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Wire;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds.Rss;

/// <summary>An item of any RSS version, from elements to slots.</summary>
internal static class RssItem
{
    public static void Read(ref XmlPull x, FeedReading reading)
    {
        var entry = reading.StartEntry(x.Language);
        entry.About = x.Attr("about");
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Ns == Ns.Atom)
                AtomChild(ref x, entry);
            else if (x.Ns != Ns.Rss)
                EntryExtensions.Read(ref x, entry);
            else if (x.Name is "item")
                x.CloseBeforeThis(depth - 1);
            else
                Child(ref x, entry);
        }
        reading.EndEntry(isComplete: x.Event != XmlEvent.EndOfDocument);
    }

    private static void AtomChild(ref XmlPull x, EntryWire entry)
    {
        if (x.Name is "title")
            entry.ForeignTitle ??= AtomParts.Text(ref x, out _);
        else if (x.Name is not "id")
            AtomReader.EntryChild(ref x, entry);
        else if (string.IsNullOrEmpty(entry.About))
            entry.About = x.ReadValue(ValueKind.Field);
    }

    private static void Child(ref XmlPull x, EntryWire entry)
    {
        switch (x.Name)
        {
            case "title":
                // HTML, because that is what feeds put here, whatever the versions say.
                Wiring.HtmlField(ref x, ref entry.Title);
                break;
            case "link":
                Link(ref x, entry);
                break;
            case "guid" or "id":
                Guid(ref x, entry);
                break;
            case "description":
                Wiring.Html(ref x, ref entry.Description);
                break;
            case "summary":
                Wiring.Html(ref x, ref entry.Summary);
                break;
            case "content" or "fullitem" or "body" or "encoded":
                Wiring.Html(ref x, ref entry.Content);
                break;
            case "author":
                Wiring.AddPerson(entry.Authors, AtomParts.Person(ref x));
                break;
            case "category":
                Wiring.AddText(entry.Categories, x.ReadValue(ValueKind.Text));
                break;
            case "comments":
                Comments(ref x, entry);
                break;
            case "enclosure":
                Enclosure(ref x, entry);
                break;
            case "source":
                Source(ref x, entry);
                break;
            default:
                RareChild(ref x, entry);
                break;
        }
    }

    private static void RareChild(ref XmlPull x, EntryWire entry)
    {
        switch (x.Name)
        {
            case "pubdate" or "published" or "date":
                Wiring.Date(ref x, ref entry.Published);
                break;
            case "updated" or "modified" or "lastbuilddate":
                Wiring.Date(ref x, ref entry.Updated);
                break;
            case "copyright" or "rights":
                Wiring.Field(ref x, ref entry.Rights);
                break;
            case "language":
                Wiring.Field(ref x, ref entry.Language);
                break;
            case "image":
                Image(ref x, entry);
                break;
        }
    }

    private static void Link(ref XmlPull x, EntryWire entry)
    {
        if (x.Attr("href") is not null)
        {
            Wiring.Add(entry.Links, AtomParts.Link(ref x));
            return;
        }
        string? url = null;
        Wiring.Url(ref x, ref url);
        if (string.IsNullOrEmpty(url))
            return;
        entry.Link ??= url;
        Wiring.Add(entry.Links, new FeedLink { Href = url, Rel = "alternate" });
    }

    private static void Guid(ref XmlPull x, EntryWire entry)
    {
        var isPermaLink = x.Attr("ispermalink");
        var value = x.ReadValue(ValueKind.Field);
        if (!string.IsNullOrEmpty(entry.Id) || value.Length == 0)
            return;
        entry.Id = value;
        entry.IdIsPermaLink = !string.Equals(isPermaLink, "false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The comments page; some write the number of comments here.</summary>
    private static void Comments(ref XmlPull x, EntryWire entry)
    {
        string? value = null;
        Wiring.Url(ref x, ref value);
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            entry.CommentCount ??= count;
        else
            entry.Comments ??= AtomParts.NotEmpty(value);
    }

    private static void Enclosure(ref XmlPull x, EntryWire entry)
    {
        if (x.Attr("url") is not { Length: > 0 } raw)
            return;
        var url = UrlResolver.Resolve(x.BaseUri, raw);
        var type = x.Attr("type");
        var length = x.Attr("length");
        if (length is not null && !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            length = "0";
        Wiring.Add(entry.Enclosures, new FeedEnclosure { Url = url, Type = type, Length = length });
        Wiring.Add(entry.Links, new FeedLink { Href = url, Rel = "enclosure", Type = type, Length = length });
    }

    private static void Source(ref XmlPull x, EntryWire entry)
    {
        var url = x.Attr("url");
        var baseUri = x.BaseUri;
        var title = x.ReadValue(ValueKind.Field);
        if (url is not null || title.Length > 0)
            entry.Source ??= new FeedSource { Title = AtomParts.NotEmpty(title), Url = url is null ? null : UrlResolver.Resolve(baseUri, url) };
    }

    private static void Image(ref XmlPull x, EntryWire entry)
    {
        Wiring.UrlAttribute(ref x, "url", ref entry.Image);
        Wiring.UrlAttribute(ref x, "href", ref entry.Image);
        var baseUri = x.BaseUri;
        var text = x.PeekText();
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Name is "url")
                Wiring.Url(ref x, ref entry.Image);
        }
        if (string.IsNullOrEmpty(entry.Image) && UrlResolver.IsHttpUrl(text))
            entry.Image = UrlResolver.Resolve(baseUri, text);
    }
}
