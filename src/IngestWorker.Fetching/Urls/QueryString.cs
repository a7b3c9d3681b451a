namespace IngestWorker.Fetching;

internal static class QueryString
{
    /// <param name="query">With its question mark, or empty.</param>
    /// <param name="host">The address's host: some parameters are tracking on some sites only.</param>
    /// <param name="tracking">What to leave out.</param>
    public static string Canonicalize(string query, string host, TrackingParameters tracking)
    {
        if (query.Length < 2)
            return "";

        // OrderBy is stable: "a=2&a=1" keeps its order, which a server may mean something by.
        var kept = query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(PercentEncoding.Normalize)
            .Select(pair => (Name: NameOf(pair), Pair: pair))
            .Where(p => p.Pair != "=" && !tracking.Contains(p.Name, host))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => p.Pair);
        var joined = string.Join('&', kept);
        return joined.Length == 0 ? "" : "?" + joined;
    }

    private static string NameOf(string pair)
    {
        var equals = pair.IndexOf('=');
        return equals < 0 ? pair : pair[..equals];
    }
}
