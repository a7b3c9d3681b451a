using System.Buffers.Text;
using System.Text;

namespace IngestWorker.Feeds.Links;

/// <summary>
/// Addresses of forwarding services that carry the article's own address in themselves. What would need a request (Google News
/// addresses since 2024, shorteners) stays as it is.
/// </summary>
internal static class LinkUnwrapping
{
    /// <summary>The address to fetch.</summary>
    /// <param name="original">The address the feed itself gives for behind the link (feedburner:origLink).</param>
    /// <param name="link">The entry's link.</param>
    public static string? Target(string? original, string? link)
    {
        if (UrlResolver.IsHttpUrl(original))
            return Unwrapped(original!) ?? original;
        return link is null ? null : Unwrapped(link) ?? link;
    }

    private static string? Unwrapped(string link)
    {
        if (!link.Contains("google.", StringComparison.OrdinalIgnoreCase) && !link.Contains("bing.", StringComparison.OrdinalIgnoreCase) && !link.Contains("yahoo.", StringComparison.OrdinalIgnoreCase))
            return null;
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri))
            return null;
        var (host, path) = (uri.Host, uri.AbsolutePath);
        if (IsGoogle(host) && (path.Equals("/url", StringComparison.Ordinal) || path.Equals("/news/url", StringComparison.Ordinal)))
            return Parameter(uri.Query, "url") ?? Parameter(uri.Query, "q");
        if (host.EndsWith("bing.com", StringComparison.OrdinalIgnoreCase) && path.EndsWith("/apiclick.aspx", StringComparison.OrdinalIgnoreCase))
            return Parameter(uri.Query, "url");
        if (host.Equals("news.google.com", StringComparison.OrdinalIgnoreCase) && path.Contains("/articles/", StringComparison.Ordinal))
            return FromGoogleNewsId(path[(path.LastIndexOf('/') + 1)..]);
        if (host.EndsWith("search.yahoo.com", StringComparison.OrdinalIgnoreCase) && path.IndexOf("/RU=", StringComparison.Ordinal) is var at and >= 0)
        {
            var end = path.IndexOf('/', at + 4);
            return Http(Uri.UnescapeDataString(end < 0 ? path[(at + 4)..] : path[(at + 4)..end]));
        }
        return null;
    }

    private static bool IsGoogle(string host)
    {
        ReadOnlySpan<string> labels = host.ToLowerInvariant().Split('.');
        if (labels[0] is "www" or "news")
            labels = labels[1..];
        return labels is ["google", _] or ["google", "co" or "com", _];
    }

    private static string? Parameter(string query, string name)
    {
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            if (pair.StartsWith(name + "=", StringComparison.Ordinal))
                return Http(Uri.UnescapeDataString(pair[(name.Length + 1)..]));
        }
        return null;
    }

    /// <summary>The older ids are a small protocol buffer in base64url whose fourth field is the address.</summary>
    private static string? FromGoogleNewsId(string id)
    {
        if (id.Length is < 16 or > 2048 || !id.StartsWith("CB", StringComparison.Ordinal) || !Base64Url.IsValid(id, out var length))
            return null;
        var bytes = new byte[length];
        if (!Base64Url.TryDecodeFromChars(id, bytes, out var written))
            return null;
        var text = bytes.AsSpan(0, written);
        var start = text.IndexOf("http"u8);
        if (start <= 0)
            return null;
        var end = start;
        while (end < text.Length && text[end] is > 0x20 and < 0x7F)
            end++;
        // The byte before is the address's length, in one or two bytes; without that it is no field.
        var declared = text[start - 1] is < 0x80 and var one && start > 1 && text[start - 2] < 0x80 ? one : start > 1 ? (text[start - 2] & 0x7F) | (text[start - 1] << 7) : 0;
        if (declared < 8 || declared > end - start)
            return null;
        return Http(Encoding.ASCII.GetString(text.Slice(start, declared)));
    }

    private static string? Http(string url) => UrlResolver.IsHttpUrl(url) ? url : null;
}
