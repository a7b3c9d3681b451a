namespace IngestWorker.Fetching;

/// <summary>One Allow or Disallow line (RFC 9309 §2.2.2, §2.2.3).</summary>
internal sealed class RobotsRule
{
    // Between the wildcards; the first piece is a prefix.
    private readonly string[] pieces;
    private readonly bool toTheEnd;

    private RobotsRule(string pattern, bool allows)
    {
        (Allows, Length) = (allows, pattern.Length);
        toTheEnd = pattern.EndsWith('$');
        pieces = (toTheEnd ? pattern[..^1] : pattern).Split('*');
    }

    public bool Allows { get; }

    /// <summary>By which the most specific rule is found.</summary>
    public int Length { get; }

    public static RobotsRule Parse(string pattern, bool allows) => new(PercentEncoding.Normalize(PercentEncoding.EncodeIllegal(pattern, inQuery: true)), allows);

    /// <summary>The form in which paths are compared: "*" and "$" of a path are no wildcards.</summary>
    public static string PathToMatch(string pathAndQuery) =>
        PercentEncoding.Normalize(PercentEncoding.EncodeIllegal(pathAndQuery, inQuery: true))
            .Replace("*", "%2A", StringComparison.Ordinal).Replace("$", "%24", StringComparison.Ordinal);

    public bool Matches(string path)
    {
        if (!path.StartsWith(pieces[0], StringComparison.Ordinal))
            return false;
        var at = pieces[0].Length;
        for (var i = 1; i < pieces.Length; i++)
        {
            if (toTheEnd && i == pieces.Length - 1)
                return path.Length - pieces[i].Length >= at && path.EndsWith(pieces[i], StringComparison.Ordinal);
            // The earliest place leaves the most for the pieces that follow.
            var found = path.AsSpan(at).IndexOf(pieces[i], StringComparison.Ordinal);
            if (found < 0)
                return false;
            at += found + pieces[i].Length;
        }
        return !toTheEnd || at == path.Length;
    }
}
