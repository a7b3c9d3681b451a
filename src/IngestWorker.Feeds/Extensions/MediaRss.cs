using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Text;
using IngestWorker.Feeds.Wire;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds.Extensions;

/// <summary>Media RSS: elements may stand in the entry, in media:group or in media:content, with the same meaning.</summary>
internal static class MediaRss
{
    public static void Entry(ref XmlPull x, EntryWire entry)
    {
        switch (x.Name)
        {
            case "group":
                Children(ref x, entry);
                break;
            case "content":
                Content(ref x, entry);
                Children(ref x, entry);
                break;
            case "title":
                Wiring.Field(ref x, ref entry.MediaTitle);
                break;
            case "description" or "text":
                Wiring.Html(ref x, ref entry.MediaDescription);
                break;
            case "thumbnail":
                Wiring.UrlAttribute(ref x, "url", ref entry.MediaImage);
                break;
            case "credit":
                entry.MediaCredit ??= Wiring.Person(ref x);
                break;
            case "category":
                var label = x.Attr("label");
                var category = x.ReadValue(ValueKind.Field);
                Wiring.AddText(entry.Categories, category.Length > 0 ? category : label ?? "");
                break;
            case "keywords":
                Wiring.AddCommaSeparated(entry.Categories, x.ReadValue(ValueKind.Field));
                break;
            case "copyright":
                Wiring.Field(ref x, ref entry.Rights);
                break;
        }
    }

    /// <summary>The image of a media:content or media:thumbnail of a feed.</summary>
    public static void FeedImage(ref XmlPull x, ref string? slot)
    {
        if (x.Name is "thumbnail" || (x.Name is "content" && IsImage(x.Attr("medium"), x.Attr("type"), x.Attr("url"))))
            Wiring.UrlAttribute(ref x, "url", ref slot);
    }

    private static void Children(ref XmlPull x, EntryWire entry)
    {
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            // A group in a group is not nested further: the elements in it would be read as the group's own.
            if (x.Ns == Ns.Media && x.Name is not "group")
                ChildOfGroup(ref x, entry);
        }
    }

    private static void ChildOfGroup(ref XmlPull x, EntryWire entry)
    {
        if (x.Name is not "content")
        {
            Entry(ref x, entry);
            return;
        }
        Content(ref x, entry);
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            if (x.Ns == Ns.Media && x.Name is not ("group" or "content"))
                Entry(ref x, entry);
        }
    }

    private static void Content(ref XmlPull x, EntryWire entry)
    {
        if (x.Attr("url") is not { Length: > 0 } raw)
            return;
        var url = UrlResolver.Resolve(x.BaseUri, raw);
        var type = x.Attr("type");
        if (IsImage(x.Attr("medium"), type, url))
            entry.MediaImage ??= url;
        Wiring.Add(entry.MediaContents, new FeedEnclosure { Url = url, Type = type, Length = x.Attr("filesize") });
    }

    private static bool IsImage(string? medium, string? type, string? url) =>
        string.Equals(medium, "image", StringComparison.OrdinalIgnoreCase)
        || type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true
        || (medium is null && type is null && ImageLinks.HasImageExtension(url));
}
