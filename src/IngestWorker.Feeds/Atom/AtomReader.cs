using IngestWorker.Feeds.Extensions;
using IngestWorker.Feeds.Wire;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds.Atom;

/// <summary>Atom 0.3 and 1.0, from elements to slots.</summary>
internal static class AtomReader
{
    public static void Feed(ref XmlPull x, FeedReading reading)
    {
        var feed = reading.Feed;
        feed.XmlLanguage = x.Language;
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Name is "entry" && x.Ns is Ns.Atom or Ns.Rss)
                Entry(ref x, reading);
            else if (x.Ns is Ns.Atom or Ns.Rss)
                FeedChild(ref x, feed);
            else
                FeedExtensions.Read(ref x, feed);
        }
    }

    public static void Entry(ref XmlPull x, FeedReading reading)
    {
        var entry = reading.StartEntry(x.Language);
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Ns is not (Ns.Atom or Ns.Rss))
            {
                EntryExtensions.Read(ref x, entry);
            }
            else if (x.Name is "entry")
            {
                x.CloseBeforeThis(depth - 1);
            }
            else
            {
                EntryChild(ref x, entry);
            }
        }
        reading.EndEntry(isComplete: x.Event != XmlEvent.EndOfDocument);
    }

    /// <summary>A child of a feed, also where it stands in a feed of another format.</summary>
    public static void FeedChild(ref XmlPull x, FeedWire feed)
    {
        switch (x.Name)
        {
            case "title":
                TextField(ref x, ref feed.Title, out _);
                break;
            case "subtitle" or "tagline":
                TextField(ref x, ref feed.Description, out _);
                break;
            case "info" or "description":
                TextField(ref x, ref feed.DcDescription, out _);
                break;
            case "link":
                Wiring.Add(feed.Links, AtomParts.Link(ref x));
                break;
            case "id":
                Wiring.Url(ref x, ref feed.Id);
                break;
            case "updated" or "modified":
                Wiring.Date(ref x, ref feed.Updated);
                break;
            case "published" or "issued" or "created":
                Wiring.Date(ref x, ref feed.Published);
                break;
            case "author":
                Wiring.AddPerson(feed.Authors, AtomParts.Person(ref x));
                break;
            case "rights" or "copyright":
                TextField(ref x, ref feed.Rights, out _);
                break;
            case "generator":
                Generator(ref x, feed);
                break;
            case "icon":
                Wiring.Url(ref x, ref feed.Icon);
                break;
            case "logo":
                Wiring.Url(ref x, ref feed.Logo);
                break;
            case "category":
                Wiring.AddText(feed.Categories, AtomParts.Category(ref x) ?? "");
                break;
            case "language":
                Wiring.Field(ref x, ref feed.Language);
                break;
        }
    }

    /// <summary>A child of an entry, also where it stands in an entry of another format.</summary>
    public static void EntryChild(ref XmlPull x, EntryWire entry)
    {
        switch (x.Name)
        {
            case "title":
                TextField(ref x, ref entry.Title, out entry.TitleIsPlain);
                break;
            case "summary" or "description":
                TextField(ref x, ref entry.Summary, out _);
                break;
            case "content":
                Content(ref x, entry);
                break;
            case "link":
                Link(ref x, entry);
                break;
            case "id":
                AtomId(ref x, entry);
                break;
            case "updated" or "modified":
                Wiring.Date(ref x, ref entry.Updated);
                break;
            case "published" or "issued":
                Wiring.Date(ref x, ref entry.Published);
                break;
            case "created":
                Wiring.Date(ref x, ref entry.Created);
                break;
            case "author":
                Wiring.AddPerson(entry.Authors, AtomParts.Person(ref x));
                break;
            case "rights" or "copyright":
                TextField(ref x, ref entry.Rights, out _);
                break;
            case "category":
                Wiring.AddText(entry.Categories, AtomParts.Category(ref x) ?? "");
                break;
            case "source":
                Source(ref x, entry);
                break;
        }
    }

    private static void TextField(ref XmlPull x, ref string? slot, out bool isPlain)
    {
        var value = AtomParts.Text(ref x, out isPlain);
        if (string.IsNullOrEmpty(slot))
            slot = value;
    }

    private static void Content(ref XmlPull x, EntryWire entry)
    {
        if (x.Attr("src") is { Length: > 0 } source)
        {
            // Content that is elsewhere (RFC 4287, 4.1.3.2) is a link to it.
            Wiring.Add(entry.Links, new FeedLink { Href = Links.UrlResolver.Resolve(x.BaseUri, source), Rel = "content", Type = x.Attr("type") });
            return;
        }
        entry.ContentLanguage ??= x.Language;
        var value = AtomParts.Text(ref x, out _);
        if (string.IsNullOrEmpty(entry.Content))
            entry.Content = value;
    }

    private static void Link(ref XmlPull x, EntryWire entry)
    {
        var link = AtomParts.Link(ref x);
        Wiring.Add(entry.Links, link);
        if (link is { Rel: "enclosure", Href.Length: > 0 } && !entry.Enclosures.Exists(known => known.Url == link.Href))
            Wiring.Add(entry.Enclosures, new FeedEnclosure { Url = link.Href, Type = link.Type, Length = link.Length });
    }

    /// <summary>An id is an absolute address and compared letter by letter; only one that is plainly a relative address is resolved.</summary>
    private static void AtomId(ref XmlPull x, EntryWire entry)
    {
        var baseUri = x.BaseUri;
        var value = x.ReadValue(ValueKind.Field);
        if (string.IsNullOrEmpty(entry.Id))
            entry.Id = value.Contains('/', StringComparison.Ordinal) ? Links.UrlResolver.Resolve(baseUri, value) : value;
        entry.IdIsPermaLink = true;
    }

    private static void Source(ref XmlPull x, EntryWire entry)
    {
        // RSS source in an Atom document, or an element with text only.
        var url = x.Attr("url");
        var source = new FeedWire();
        var text = x.PeekText();
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Ns is Ns.Atom or Ns.Rss)
                FeedChild(ref x, source);
        }
        var link = FeedAdapter.AlternateOf(source.Links) ?? FeedAdapter.HrefOf(source.Links, "self");
        entry.Source ??= new FeedSource
        {
            Title = AtomParts.NotEmpty(source.Title) ?? AtomParts.NotEmpty(text),
            Url = url is null ? link : Links.UrlResolver.Resolve(x.BaseUri, url),
            Id = AtomParts.NotEmpty(source.Id),
        };
        // An entry without author has the one of its source (RFC 4287, 4.2.1).
        entry.SourceAuthors.AddRange(source.Authors);
    }

    private static void Generator(ref XmlPull x, FeedWire feed)
    {
        // The content is the name for people (RFC 4287, 4.2.4); some leave it out and give only the address.
        var uri = x.Attr("uri") ?? x.Attr("url");
        feed.Generator ??= AtomParts.NotEmpty(x.ReadValue(ValueKind.Field)) ?? AtomParts.NotEmpty(uri);
    }
}
