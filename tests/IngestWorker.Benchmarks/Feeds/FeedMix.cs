using System.Text;

namespace IngestWorker.Benchmarks.Feeds;

/// <summary>
/// The documents the readers are compared on: the real feeds (RSS 0.9x, 1.0, 2.0, Atom) of ../shared where they are, else feeds made
/// here in the same proportions of markup, escaped HTML and CDATA.
/// </summary>
internal static class FeedMix
{
    private static readonly string[] RealFeeds = ["codehollow/Feeds", "rss-parser"];

    public static byte[][] Load()
    {
        var shared = Environment.GetEnvironmentVariable("INGEST_SHARED") ?? Find();
        var cases = shared is null ? null : Path.Combine(shared, "data", "feeds", "cases");
        if (cases is null || !Directory.Exists(cases))
            return [Made(40, cdata: false), Made(40, cdata: true), Made(10, cdata: true)];
        return RealFeeds
            .SelectMany(folder => Directory.GetFiles(Path.Combine(cases, folder)))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .ToArray();
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "data", "feeds")))
                return Path.Combine(folder.FullName, "shared");
        }
        return null;
    }

    private static byte[] Made(int items, bool cdata)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n<channel>\n<title>Made</title>\n<link>https://made.example/</link>\n");
        var paragraphs = string.Concat(Enumerable.Range(0, 12).Select(i => $"<p>Paragraph {i} of the story, with a <a href=\"https://made.example/{i}\">link</a> &amp; some words that follow it until the line is long enough.</p>\n"));
        var content = cdata ? $"<![CDATA[{paragraphs}]]>" : System.Net.WebUtility.HtmlEncode(paragraphs);
        for (var i = 0; i < items; i++)
            text.Append($"<item>\n<title>Story number {i}</title>\n<link>https://made.example/{i}</link>\n<pubDate>Mon, 05 Feb 2024 08:{i % 60:00}:00 GMT</pubDate>\n<dc:creator>Writer {i % 7}</dc:creator>\n<category>News</category>\n<guid isPermaLink=\"false\">made-{i}</guid>\n<description>A short summary of story {i}.</description>\n<content:encoded>{content}</content:encoded>\n</item>\n");
        return Encoding.UTF8.GetBytes(text.Append("</channel>\n</rss>\n").ToString());
    }
}
