using IngestWorker.Feeds.Wire;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds.Sitemap;

/// <summary>Sitemaps and sitemap indexes (sitemaps.org) with Google's news, image and video extensions, from elements to slots.</summary>
internal static class SitemapReader
{
    public static void Feed(ref XmlPull x, FeedReading reading)
    {
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Name is "url" or "sitemap")
                Entry(ref x, reading);
        }
    }

    private static void Entry(ref XmlPull x, FeedReading reading)
    {
        var entry = reading.StartEntry(x.Language);
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Name is "url" or "sitemap")
                x.CloseBeforeThis(depth - 1);
            else
                Child(ref x, entry);
        }
        if (!string.IsNullOrEmpty(entry.Link))
            reading.EndEntry(isComplete: x.Event != XmlEvent.EndOfDocument);
    }

    private static void Child(ref XmlPull x, EntryWire entry)
    {
        switch (x.Name)
        {
            case "loc":
                Wiring.Url(ref x, ref entry.Link);
                break;
            case "lastmod":
                Wiring.Date(ref x, ref entry.Updated);
                break;
            case "news" when x.Ns == Ns.News:
                News(ref x, entry);
                break;
            case "image" when x.Ns == Ns.Image:
                Image(ref x, entry);
                break;
            case "video" when x.Ns == Ns.Video:
                Video(ref x, entry);
                break;
            case "link" when x.Ns == Ns.Xhtml:
                Wiring.Add(entry.Links, Atom.AtomParts.Link(ref x));
                break;
        }
    }

    private static void News(ref XmlPull x, EntryWire entry)
    {
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            switch (x.Name)
            {
                case "title":
                    Wiring.Field(ref x, ref entry.Title);
                    break;
                case "publication_date":
                    Wiring.Date(ref x, ref entry.Published);
                    break;
                case "keywords" or "genres" or "geo_locations":
                    Wiring.AddCommaSeparated(entry.Categories, x.ReadValue(ValueKind.Field));
                    break;
                case "publication":
                    Publication(ref x, entry);
                    break;
            }
        }
    }

    private static void Publication(ref XmlPull x, EntryWire entry)
    {
        string? name = null;
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Name is "name")
                Wiring.Field(ref x, ref name);
            else if (x.Name is "language")
                Wiring.Field(ref x, ref entry.Language);
        }
        if (!string.IsNullOrEmpty(name))
            entry.Source ??= new FeedSource { Title = name };
    }

    private static void Image(ref XmlPull x, EntryWire entry)
    {
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Name is "loc")
                Wiring.Url(ref x, ref entry.Image);
        }
    }

    private static void Video(ref XmlPull x, EntryWire entry)
    {
        string? content = null;
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            switch (x.Name)
            {
                case "title":
                    Wiring.Field(ref x, ref entry.MediaTitle);
                    break;
                case "description":
                    Wiring.Html(ref x, ref entry.MediaDescription);
                    break;
                case "thumbnail_loc":
                    Wiring.Url(ref x, ref entry.MediaImage);
                    break;
                case "content_loc":
                    Wiring.Url(ref x, ref content);
                    break;
                case "publication_date":
                    Wiring.Date(ref x, ref entry.Created);
                    break;
            }
        }
        if (!string.IsNullOrEmpty(content))
            Wiring.Add(entry.MediaContents, new FeedEnclosure { Url = content });
    }
}
