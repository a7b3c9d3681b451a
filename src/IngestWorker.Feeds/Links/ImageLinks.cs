using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds.Links;

/// <summary>Images named by addresses and in HTML.</summary>
internal static class ImageLinks
{
    public static bool HasImageExtension(string? url)
    {
        var path = url.AsSpan();
        var end = path.IndexOfAny('?', '#');
        if (end >= 0)
            path = path[..end];
        return path.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jpeg", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".gif", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".webp", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The address of the first image in a piece of HTML; null where there is none.</summary>
    public static string? FirstIn(string? html)
    {
        var rest = html.AsSpan();
        while (rest.IndexOf("<img", StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            rest = rest[(at + 4)..];
            var scan = new LinkScan(rest, startsInTag: true);
            if (!scan.NextInTag("src", out var start, out var length) || length == 0)
                continue;
            using var decoded = new TextBuffer();
            Entities.Decode(rest.Slice(start, length), decoded, null);
            var url = decoded.Span.Trim().ToString();
            if (UrlResolver.IsHttpUrl(url))
                return url;
        }
        return null;
    }
}
