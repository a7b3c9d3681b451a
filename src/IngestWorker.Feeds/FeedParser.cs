using IngestWorker.Feeds.JsonFeed;
using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Lists;
using IngestWorker.Feeds.Text;
using IngestWorker.Feeds.Wire;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds;

/// <summary>
/// Reads any feed there is: RSS 0.9x, 1.0, 1.1 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed 1.0 and 1.1, sitemaps and sitemap indexes
/// (also gzipped), and plain lists of URLs. Never throws for any bytes; time and memory are bounded by the document's length.
/// Thread-safe.
/// </summary>
public static class FeedParser
{
    /// <summary>Reads a document. The outcome is Ok, NotAFeed or EmptyDocument; the detail says in words what was found instead of a feed.</summary>
    public static FeedParseResult Parse(ReadOnlyMemory<byte> body, FeedParseContext context)
    {
        var isCut = false;
        var unpacked = Unpacking.IsGzip(body.Span) ? Unpacking.Gunzip(body, context.MaxUnpackedBytes, out isCut) : body;
        var bytes = unpacked.Span;
        if (bytes.IsEmpty)
            return FeedParseResult.Empty(body.IsEmpty ? "no bytes at all" : "gzip data with nothing readable in it");
        if (Recognition.Binary(bytes) is { } binary)
            return FeedParseResult.NotAFeed(binary);
        using var decoded = BodyDecoder.Decode(bytes, BodyDecoder.CharsetOf(context.ContentType));
        var text = decoded.Text;
        var start = Recognition.SkipBlank(text);
        if (start == text.Length)
            return FeedParseResult.Empty("nothing but white space");
        var reading = new FeedReading(context);
        var baseUri = UrlResolver.Base(context.BaseUrl, context.ContentLocation);
        var result = text[start] switch
        {
            '{' or '[' => Json(text[start..], reading, baseUri, context),
            _ => Xml(text, start, reading, baseUri, context),
        };
        if (result.Document is null)
            return result;
        var document = result.Document;
        return FeedParseResult.Ok(document with
        {
            Encoding = decoded.Encoding,
            IsTruncated = document.IsTruncated || isCut,
            IsRepaired = document.IsRepaired || decoded.WasRepaired,
        });
    }

    private static FeedParseResult Xml(ReadOnlySpan<char> text, int start, FeedReading reading, Uri? baseUri, FeedParseContext context)
    {
        using var scratch = new Scratch();
        var x = new XmlPull(text, scratch, baseUri, start);
        var root = XmlFormats.ReadFeed(ref x, reading);
        if (root is null)
            return NotXml(text, reading, context);
        if (!root.Value.IsFeed)
            return FeedParseResult.NotAFeed(root.Value.Description);
        var document = FeedAdapter.Adapt(reading.Feed, context);
        return FeedParseResult.Ok(document with
        {
            IsTruncated = document.IsTruncated || x.IsCutOff,
            IsRepaired = x.WasRepaired || text[start] != '<',
        });
    }

    private static FeedParseResult NotXml(ReadOnlySpan<char> text, FeedReading reading, FeedParseContext context)
    {
        if (!UrlListReader.LooksLikeOne(text))
            return FeedParseResult.NotAFeed(Recognition.PlainText(text));
        reading.Feed.Format = FeedFormat.UrlList;
        foreach (var url in UrlListReader.Read(text).Urls)
        {
            reading.StartEntry(null).Link = url.Url;
            reading.EndEntry(isComplete: true);
        }
        return FeedParseResult.Ok(FeedAdapter.Adapt(reading.Feed, context));
    }

    private static FeedParseResult Json(ReadOnlySpan<char> text, FeedReading reading, Uri? baseUri, FeedParseContext context)
    {
        using var buffer = new TextBuffer();
        var json = new JsonCursor(text, buffer);
        if (!JsonFeedReader.Feed(ref json, reading, baseUri))
            return FeedParseResult.NotAFeed("JSON, but without the version or the items of a JSON Feed");
        reading.InheritFromFeed();
        var document = FeedAdapter.Adapt(reading.Feed, context);
        return FeedParseResult.Ok(document with { IsTruncated = document.IsTruncated || json.IsCutOff, IsRepaired = json.WasRepaired });
    }
}
