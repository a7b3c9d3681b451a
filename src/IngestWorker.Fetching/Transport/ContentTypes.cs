using IngestWorker.Contracts;

namespace IngestWorker.Fetching;

/// <summary>Which content types count as a feed or an article, by header and by the body's first bytes.</summary>
internal static class ContentTypes
{
    public const string AcceptFeed =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5";

    public const string AcceptArticle = "text/html, application/xhtml+xml, */*;q=0.1";

    // What servers send where they do not know, so the body decides.
    private static readonly string[] Vague =
        ["", "text/plain", "application/octet-stream", "binary/octet-stream", "application/x-download", "application/force-download", "unknown/unknown", "application/xml", "text/xml"];

    private static readonly string[] Html = ["text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml", "text/x-server-parsed-html"];

    private static readonly string[] HtmlBeginnings = ["<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<article", "<main", "<section", "<div", "<p", "<h1"];

    /// <summary>Why the header rules the answer out; null where it does not.</summary>
    public static string? WhyNot(FetchKind kind, string? contentType)
    {
        var type = MediaType(contentType);
        var rejected = kind == FetchKind.Feed ? IsMedia(type) : !Html.Contains(type) && !Vague.Contains(type);
        return rejected ? $"the content type is {UrlParser.Shorten(type)}, not {Wanted(kind)}" : null;
    }

    /// <summary>Why header and body together rule the answer out; null where they do not.</summary>
    public static string? WhyNot(FetchKind kind, string? contentType, ReadOnlySpan<byte> body)
    {
        if (Signature(body) is { } signature)
            return $"the body is {signature}, not {Wanted(kind)}";
        return kind == FetchKind.Article && Vague.Contains(MediaType(contentType)) && !BeginsLikeHtml(body)
            ? $"the content type is '{MediaType(contentType)}' and the body does not begin like {Wanted(kind)}"
            : null;
    }

    private static string Wanted(FetchKind kind) => kind == FetchKind.Feed ? "a feed" : "HTML";

    private static string MediaType(string? contentType) => (contentType ?? "").Split(';', ',')[0].Trim().ToLowerInvariant();

    private static bool IsMedia(string type) =>
        type.Split('/')[0] is "image" or "audio" or "video" or "font" || type is "application/pdf" or "application/zip" or "application/msword";

    private static string? Signature(ReadOnlySpan<byte> body) =>
        body.StartsWith("%PDF-"u8) ? "a PDF"
        : body.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? "a PNG image"
        : body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "a JPEG image"
        : body.StartsWith("GIF8"u8) ? "a GIF image"
        : body.StartsWith("RIFF"u8) ? "a WebP image or a recording"
        : body.StartsWith("PK\u0003\u0004"u8) ? "a ZIP archive"
        : null;

    private static bool BeginsLikeHtml(ReadOnlySpan<byte> body)
    {
        // UTF-16 shows as letters with zeros between them, so zeros are left out; a comment or an XML declaration may come first.
        Span<char> head = stackalloc char[2048];
        var length = 0;
        foreach (var octet in body[..Math.Min(body.Length, head.Length)])
        {
            if (octet is > 0 and < 0x80)
                head[length++] = char.ToLowerInvariant((char)octet);
        }
        var text = head[..length].TrimStart().ToString();
        return text.StartsWith('<') && HtmlBeginnings.Any(b => text.Contains(b, StringComparison.Ordinal));
    }
}
