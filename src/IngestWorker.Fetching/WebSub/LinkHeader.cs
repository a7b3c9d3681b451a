namespace IngestWorker.Fetching;

/// <summary>The Link header (RFC 8288), by which a server names a feed's hub and its own address whatever the feed itself says (W3C WebSub §4).</summary>
public static class LinkHeader
{
    /// <summary>The first target of a relation, as written; null where there is none.</summary>
    /// <param name="header">All Link headers, joined by commas: &lt;https://hub.example/&gt;; rel="hub", &lt;/feed&gt;; rel=self.</param>
    /// <param name="relation">Compared without case.</param>
    public static string? Find(string? header, string relation)
    {
        var rest = header.AsSpan();
        while (true)
        {
            var open = rest.IndexOf('<');
            var close = open < 0 ? -1 : rest[open..].IndexOf('>');
            if (close < 0)
                return null;
            var target = rest.Slice(open + 1, close - 1);
            rest = rest[(open + close + 1)..];
            var end = EndOf(rest, ',');
            if (HasRelation(rest[..end], relation))
                return target.Trim().ToString();
            rest = rest[end..];
        }
    }

    // A separator inside quotes separates nothing.
    private static int EndOf(ReadOnlySpan<char> text, char separator)
    {
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] == separator && !isQuoted)
                return i;
        }
        return text.Length;
    }

    private static bool HasRelation(ReadOnlySpan<char> parameters, string relation)
    {
        while (!parameters.IsEmpty)
        {
            var end = EndOf(parameters, ';');
            var parameter = parameters[..end].Trim();
            parameters = parameters[Math.Min(end + 1, parameters.Length)..];
            var equals = parameter.IndexOf('=');
            if (equals < 0 || !parameter[..equals].Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
                continue;
            // Only the first rel of a link counts (§3.3).
            return parameter[(equals + 1)..].Trim().Trim('"').ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Contains(relation, StringComparer.OrdinalIgnoreCase);
        }
        return false;
    }
}
