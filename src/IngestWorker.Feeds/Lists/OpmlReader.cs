using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Text;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds;

/// <summary>Lists of feeds in OPML 1 and 2. Never throws for any bytes. Thread-safe.</summary>
public static class OpmlReader
{
    public static OpmlDocument Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return new OpmlDocument { IsOpml = false };
        using var decoded = BodyDecoder.Decode(bytes, null);
        using var scratch = new Scratch();
        var x = new XmlPull(decoded.Text, scratch, null);
        var feeds = new List<OpmlFeed>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        // The names of the open outlines, by their depth in the document; null for those that are feeds themselves.
        var folders = new List<(int Depth, string? Name)>();
        var isOpml = false;
        string? title = null;
        while (x.Read())
        {
            if (x.Event == XmlEvent.End)
            {
                var depth = x.Depth;
                folders.RemoveAll(folder => folder.Depth > depth);
            }
            else if (x.Event == XmlEvent.Start)
            {
                isOpml |= x.Name is "opml";
                if (x.Name is "outline")
                    Outline(ref x, feeds, known, folders);
                else if (x.Name is "title" && title is null)
                    title = x.ReadValue(ValueKind.Field);
            }
        }
        return new OpmlDocument { IsOpml = isOpml || feeds.Count > 0, Title = string.IsNullOrEmpty(title) ? null : title, Feeds = feeds };
    }

    private static void Outline(ref XmlPull x, List<OpmlFeed> feeds, HashSet<string> known, List<(int Depth, string? Name)> folders)
    {
        var title = NotEmpty(x.Attr("title")) ?? NotEmpty(x.Attr("text"));
        var xmlUrl = NotEmpty(x.Attr("xmlurl")) ?? (x.Attr("type") is "rss" or "atom" ? NotEmpty(x.Attr("url")) : null);
        if (xmlUrl is not null)
        {
            var url = UrlResolver.Resolve(null, xmlUrl);
            if (known.Add(url))
            {
                feeds.Add(new OpmlFeed
                {
                    XmlUrl = url,
                    Title = title,
                    HtmlUrl = NotEmpty(x.Attr("htmlurl")),
                    Folders = folders.Where(folder => folder.Name is not null).Select(folder => folder.Name!).ToArray(),
                });
            }
        }
        folders.Add((x.Depth, xmlUrl is null ? title : null));
    }

    private static string? NotEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
