namespace IngestWorker.Fetching;

/// <summary>RFC 3986 §5.2.4, and WHATWG: "%2e" is a dot here.</summary>
internal static class DotSegments
{
    public static string Remove(string path)
    {
        if (!path.Contains("/.", StringComparison.Ordinal) && !path.Contains("/%2", StringComparison.Ordinal))
            return path;

        var kept = new List<string>();
        var segments = path.Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            var last = i == segments.Length - 1;
            switch (DotsOf(segments[i]))
            {
                case 1:
                    if (last)
                        kept.Add("");
                    break;
                case 2:
                    if (kept.Count > 0)
                        kept.RemoveAt(kept.Count - 1);
                    if (last)
                        kept.Add("");
                    break;
                default:
                    kept.Add(segments[i]);
                    break;
            }
        }
        return "/" + string.Join('/', kept);
    }

    private static int DotsOf(string segment) =>
        segment.Length > 6 ? 0 : segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) switch { "." => 1, ".." => 2, _ => 0 };
}
