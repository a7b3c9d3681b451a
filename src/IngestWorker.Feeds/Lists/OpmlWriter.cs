using System.Text;
using System.Xml;

namespace IngestWorker.Feeds;

/// <summary>Writes a list of feeds as OPML 2.0, feeds of one folder together.</summary>
public static class OpmlWriter
{
    /// <summary>Writes UTF-8 without a byte order mark.</summary>
    public static byte[] Write(string title, IEnumerable<OpmlFeed> feeds)
    {
        using var output = new MemoryStream();
        using (var writer = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            writer.WriteStartElement("opml");
            writer.WriteAttributeString("version", "2.0");
            writer.WriteStartElement("head");
            writer.WriteElementString("title", Clean(title));
            writer.WriteEndElement();
            writer.WriteStartElement("body");
            Level(writer, feeds.ToList(), 0);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        return output.ToArray();
    }

    private static void Level(XmlWriter writer, List<OpmlFeed> feeds, int depth)
    {
        foreach (var feed in feeds.Where(feed => feed.Folders.Count <= depth))
            Feed(writer, feed);
        foreach (var folder in feeds.Where(feed => feed.Folders.Count > depth).GroupBy(feed => feed.Folders[depth]))
        {
            writer.WriteStartElement("outline");
            writer.WriteAttributeString("text", Clean(folder.Key));
            Level(writer, folder.ToList(), depth + 1);
            writer.WriteEndElement();
        }
    }

    private static void Feed(XmlWriter writer, OpmlFeed feed)
    {
        writer.WriteStartElement("outline");
        writer.WriteAttributeString("type", "rss");
        // OPML 2.0 requires text; readers show it.
        writer.WriteAttributeString("text", Clean(feed.Title ?? feed.XmlUrl));
        if (feed.Title is not null)
            writer.WriteAttributeString("title", Clean(feed.Title));
        writer.WriteAttributeString("xmlUrl", Clean(feed.XmlUrl));
        if (feed.HtmlUrl is not null)
            writer.WriteAttributeString("htmlUrl", Clean(feed.HtmlUrl));
        writer.WriteEndElement();
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value >= 0x20 || rune.Value is 9 or 10)
                clean.Append(rune.ToString());
        }
        return clean.ToString();
    }
}
