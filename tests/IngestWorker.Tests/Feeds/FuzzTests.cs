using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using IngestWorker.Contracts;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

/// <summary>
/// Mutated documents: whatever the bytes, there is an outcome, in bounded time, and what comes out is text. Some thousand documents
/// here; INGEST_FUZZ_DOCUMENTS=1000000 for the long run.
/// </summary>
public sealed class FuzzTests
{
    private const int ShortRun = 3_000;

    // A document of some kilobytes takes well under a millisecond; this leaves room for a machine that is busy otherwise.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(3);

    private static readonly byte[][] Seeds = Array.ConvertAll<string, byte[]>(
    [
        """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY e "ex &amp; &f;"><!ENTITY f 'f'>]><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>T &e;</title><link>https://a.example/</link><ttl>60</ttl><skipHours><hour>1</hour></skipHours><item><title><![CDATA[One <b>bold</b>]]></title><link>/1</link><guid>g1</guid><pubDate>Mon, 05 Feb 2024 08:15:00 EST</pubDate><dc:creator>Ann (ann@a.example)</dc:creator><content:encoded>&lt;p&gt;&lt;a href="x"&gt;x&lt;/a&gt;&lt;img src='y.png'&gt;</content:encoded><media:group><media:content url="v.mp4" type="video/mp4"><media:thumbnail url="t.jpg"/></media:content></media:group><enclosure url="a.mp3" length="1" type="audio/mpeg"/><source url="https://s.example/">S</source></item><item><description><p>naked <br> markup</p></description></item></channel></rss>""",
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://a.example/b/"><title type="html">&lt;i&gt;T&lt;/i&gt;</title><link rel="self" href="f"/><entry><id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b></div></title><updated>2024-02-05T10:00:00Z</updated><author><name>Ann</name></author><content type="application/octet-stream">PGI+</content><source><title>s</title></source><category term="t"/></entry></feed>""",
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>R</title><items><rdf:Seq><rdf:li resource="1"/></rdf:Seq></items></channel><item rdf:about="https://a.example/1"><title>Größe</title></item></rdf:RDF>""",
        """{"version":"https://jsonfeed.org/version/1.1","title":"J \u00e4\ud83d\ude00","items":[{"id":"1","url":"/1","content_html":"<a href='2'>x</a>","tags":["a"],"authors":[{"name":"A"}],"attachments":[{"url":"u","size_in_bytes":1}],"date_published":"2024-02-05T10:00:00Z"},{"id":2}],"hubs":[{"url":"h"}]}""",
        """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/1</loc><lastmod>2024-02-05</lastmod><news:news><news:title>N</news:title></news:news></url></urlset>""",
        """<CHANNEL HREF="https://a.example/"><TITLE>C</TITLE><ITEM HREF="1" LASTMOD="2024-02-05"><ABSTRACT>a</ABSTRACT></ITEM></CHANNEL>""",
        "https://a.example/1\nhttps://a.example/2\n",
    ],
        Encoding.UTF8.GetBytes);

    private static readonly byte[][] Tokens = Array.ConvertAll<string, byte[]>(
    [
        "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0' encoding='", "?>", "<!DOCTYPE a [", "<!ENTITY a \"&a;&a;\">", "]>", "&", ";", "&#", "&#x1F600;", "&#xD800;", "&a;", "&nbsp;",
        "\"", "'", "=", " xmlns='urn:x'", " xml:base='http://[bad'", " xml:base='https://b.example/c'", " href='", "<item>", "</item>", "<entry>", "<title>", "</title>", "<link>", "<div>", "<br>", "<media:group>", "<channel>",
        "{", "}", "[", "]", "\\u", "\\", ":", ",", "\u0000", "\u0085", "\uFFFE", "\uFEFF", "ä", "😀", "http://", "//", "javascript:", "99999999999999999999", "-1", "2024-02-30T25:61:61+99:99", "Mon, 31 Feb 99999 24:00:61 XYZ",
    ],
        Encoding.UTF8.GetBytes);

    private static readonly Gen<(int Operation, double From, double To, int Token)> Mutation = Gen.Select(Gen.Int[0, 6], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 1_000_000]);

    private static readonly Gen<byte[]> Documents = Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Int[0, Seeds.Length - 1], Mutation.Array[0, 12], (first, second, mutations) =>
    {
        var document = Seeds[first];
        foreach (var (operation, from, to, token) in mutations)
            document = Mutated(document, Seeds[second], operation, from, to, token);
        return document;
    });

    [Fact]
    public void Any_bytes_have_an_outcome_in_bounded_time()
    {
        var count = long.TryParse(Environment.GetEnvironmentVariable("INGEST_FUZZ_DOCUMENTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : ShortRun;
        Documents.Sample(Holds, iter: count, print: Encoding.UTF8.GetString);
    }

    private static bool Holds(byte[] document)
    {
        var context = new FeedParseContext { BaseUrl = document.Length % 2 == 0 ? new Uri("https://base.example/dir/feed") : null, ContentType = document.Length % 3 == 0 ? "text/xml; charset=iso-8859-1" : null };
        var started = Stopwatch.GetTimestamp();
        var result = FeedParser.Parse(document, context);
        if (Stopwatch.GetElapsedTime(started) > TimeLimit && IsSlow(document, context))
            throw new TimeoutException($"{document.Length} bytes take more than {TimeLimit}, time after time");
        if (result.Document is null)
            return result.Outcome is Outcome.NotAFeed or Outcome.EmptyDocument && !string.IsNullOrEmpty(result.Detail);
        return result.Outcome == Outcome.Ok && result.Detail is null && IsText(result.Document);
    }

    /// <summary>Tells a document that takes long from a machine that was busy elsewhere: the document takes long every time.</summary>
    private static bool IsSlow(byte[] document, FeedParseContext context)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            FeedParser.Parse(document, context);
            if (Stopwatch.GetElapsedTime(started) < TimeLimit)
                return false;
        }
        return true;
    }

    /// <summary>What was read can be written and read again: no half of a surrogate pair, no character that XML forbids.</summary>
    private static bool IsText(FeedDocument feed)
    {
        var values = feed.Entries.SelectMany(entry => new[] { entry.Title, entry.PlainTitle, entry.Content, entry.Summary, entry.Id, entry.Link, entry.TargetUrl });
        if (values.Prepend(feed.Title).FirstOrDefault(value => !IsClean(value)) is { } bad)
            throw new InvalidDataException($"no clean text: {JsonSerializer.Serialize(bad)}");
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            FeedJson.Write(writer, feed);
        using var json = JsonDocument.Parse(buffer.ToArray());
        return json.RootElement.GetProperty("entries").GetArrayLength() == feed.Entries.Count;
    }

    private static bool IsClean(string? text)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]) || (text[i] < ' ' && text[i] is not ('\n' or '\r' or '\t')))
                return false;
        }
        return true;
    }

    private static byte[] Mutated(byte[] document, byte[] other, int operation, double from, double to, int token)
    {
        var (start, end) = ((int)(Math.Min(from, to) * document.Length), (int)(Math.Max(from, to) * document.Length));
        var inserted = Tokens[token % Tokens.Length];
        return operation switch
        {
            0 => [.. document[..start], .. inserted, .. document[start..]],
            1 => [.. document[..start], .. document[Math.Min(document.Length, start + 1 + token % 8)..]],
            2 => document[..end],
            3 => [.. document[..start], (byte)token, .. document[Math.Min(document.Length, start + 1)..]],
            4 when document.Length < 50_000 => [.. document[..end], .. document[start..end], .. document[start..]],
            5 => [.. document[..start], .. other[(int)(to * other.Length)..]],
            6 when document.Length < 50_000 => [.. document[..start], .. Enumerable.Repeat(inserted, token % 300).SelectMany(bytes => bytes), .. document[start..]],
            _ => document,
        };
    }
}
