using System.Text.RegularExpressions;

namespace IngestWorker.Articles.Metadata;

/// <summary>
/// The date of publication as a page hands it to its scripts: in the state that they draw from, in what they report to trackers, in
/// data attributes. Other articles have theirs there too, so it is asked last, and only where the page names few days.
/// </summary>
internal static partial class ScriptDates
{
    private const int LongestPage = 4_000_000;
    private const int MostMatches = 400;
    private const int MostDays = 3;

    /// <param name="html">The page.</param>
    /// <param name="read">Reads a date, or refuses it.</param>
    public static ReadDate? Find(string html, DateReader read)
    {
        (ReadDate? published, ReadDate? created) = (null, null);
        var days = new HashSet<DateTime>();
        var matches = 0;
        foreach (var match in Named().EnumerateMatches(html.AsSpan(0, Math.Min(html.Length, LongestPage))))
        {
            var text = html.AsSpan(match.Index, match.Length);
            if (++matches > MostMatches || read(Value(text)) is not { } date)
                continue;
            if (text.Contains("pub", StringComparison.OrdinalIgnoreCase))
            {
                published ??= date;
                days.Add(date.Value.Date);
            }
            else
            {
                created ??= date;
            }
        }

        return days.Count > MostDays ? null : published ?? created;
    }

    /// <summary>What stands behind the name, its sign and the quotes, which may be entities with digits of their own.</summary>
    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> match)
    {
        var value = match[(match.IndexOfAny(':', '=') + 1)..];
        if (value.IndexOf(';') is >= 0 and var entity)
            value = value[(entity + 1)..];
        return value[Math.Max(0, value.IndexOfAnyInRange('0', '9'))..];
    }

    // "datePublished":"2024-05-14", data-publish-date="2024-05-14T10:00:00Z", \"publishedAt\":1715680800, also with its quotes as entities.
    [GeneratedRegex("""(?:publi(?:sh|cation)|pub_?-?date|release_?-?date|first_?-?live|display_?-?date|date_?-?created|created_?-?(?:at|date|on))[a-z_-]{0,20}(?:\\{0,3}["']|&quot;|&#34;)?\s{0,3}[:=]\s{0,3}(?:\\{0,3}["']|&quot;|&#34;)?(?:(?:19|20)\d\d-\d\d-\d\d(?:T[\d:.+-]{5,18}Z?)?|1\d{9}(?:\d{3})?(?!\d))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
