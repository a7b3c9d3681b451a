using System.Buffers;
using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds.Links;

/// <summary>The links in a piece of HTML, made absolute. All else stays letter for letter.</summary>
internal static class HtmlLinks
{
    private static readonly SearchValues<char> PlainPath = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.~?=#");

    public static bool IsLinkAttribute(ReadOnlySpan<char> name) => name.Length switch
    {
        3 => name.Equals("src", StringComparison.OrdinalIgnoreCase),
        4 => name.Equals("href", StringComparison.OrdinalIgnoreCase) || name.Equals("cite", StringComparison.OrdinalIgnoreCase) || name.Equals("data", StringComparison.OrdinalIgnoreCase),
        6 => name.Equals("action", StringComparison.OrdinalIgnoreCase) || name.Equals("poster", StringComparison.OrdinalIgnoreCase) || name.Equals("usemap", StringComparison.OrdinalIgnoreCase),
        7 => name.Equals("classid", StringComparison.OrdinalIgnoreCase) || name.Equals("profile", StringComparison.OrdinalIgnoreCase),
        8 => name.Equals("longdesc", StringComparison.OrdinalIgnoreCase) || name.Equals("codebase", StringComparison.OrdinalIgnoreCase),
        10 => name.Equals("background", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>Elements that HTML writes without an end tag.</summary>
    public static bool IsVoid(ReadOnlySpan<char> name) => name is
        "br" or "hr" or "img" or "input" or "area" or "base" or "col" or "embed" or "link" or "meta" or "param" or "source" or "track" or "wbr";

    /// <summary>Returns the very same string where nothing had to be changed.</summary>
    public static string Absolute(string html, Uri? baseUri)
    {
        if (baseUri is null || !html.Contains('<', StringComparison.Ordinal))
            return html;
        TextBuffer? output = null;
        string? origin = null;
        var copied = 0;
        var text = html.AsSpan();
        var links = new LinkScan(text);
        try
        {
            while (links.Next(out var start, out var length))
            {
                var url = text.Slice(start, length);
                if (!IsRelative(url))
                    continue;
                output ??= new TextBuffer();
                output.Append(text[copied..start]);
                origin ??= baseUri.GetLeftPart(UriPartial.Authority);
                if (IsPlainPath(url))
                {
                    output.Append(origin);
                    output.Append(url);
                }
                else
                {
                    AppendResolved(output, url, baseUri);
                }
                copied = start + length;
            }
            if (output is null)
                return html;
            output.Append(text[copied..]);
            return output.Span.ToString();
        }
        finally
        {
            output?.Dispose();
        }
    }

    private static void AppendResolved(TextBuffer output, ReadOnlySpan<char> url, Uri baseUri)
    {
        using var decoded = new TextBuffer();
        Entities.Decode(url, decoded, null);
        var resolved = UrlResolver.Resolve(baseUri, decoded.Span.ToString()).AsSpan();
        while (resolved.IndexOf('"') is var quote and >= 0)
        {
            output.AppendEscaped(resolved[..quote]);
            output.Append("&quot;");
            resolved = resolved[(quote + 1)..];
        }
        output.AppendEscaped(resolved);
    }

    /// <summary>A path from the root in which nothing has to be resolved or encoded: most relative links, and the work of a Uri saved.</summary>
    private static bool IsPlainPath(ReadOnlySpan<char> url) =>
        url is ['/', not '/', ..] && url.IndexOfAnyExcept(PlainPath) < 0 && !url.Contains("/.", StringComparison.Ordinal);

    private static bool IsRelative(ReadOnlySpan<char> url)
    {
        url = url.TrimStart();
        if (url.IsEmpty || url[0] == '#')
            return false;
        var colon = url.IndexOfAny(':', '/', '?');
        return colon < 0 || url[colon] != ':';
    }
}
