using System.Collections.Frozen;

namespace IngestWorker.Language.Segmentation;

/// <summary>Prefixes that the treebanks leave joined to their word, hyphen and all.</summary>
internal static class Prefixes
{
    private static readonly FrozenSet<string> Kept =
        "non e pre co re mid anti cross post over ex semi sub multi pro counter mini socio psycho neo inter intra micro un mis de ultra pan infra hyper super trans bi tri under pseudo quasi meta para"
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool Keep(ReadOnlySpan<char> prefix)
    {
        if (prefix.Length is 0 or > 7) return false;
        Span<char> lower = stackalloc char[7];
        return Kept.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower[..prefix.ToLowerInvariant(lower)]);
    }
}

/// <summary>Units written without a space behind their figure ("10km", "7am"), which are words of their own.</summary>
internal static class Units
{
    private static readonly FrozenSet<string> All =
        "am pm a.m p.m k m mm cm km kg g mg lb lbs ft bn b mn tn t x hz khz mhz ghz kb mb gb tb kw mw gw kph mph hrs hr mins min sec c f hh ml l w v"
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <param name="word">From the figure on to the end of the chunk.</param>
    /// <param name="at">Where the letters begin.</param>
    public static bool SplitsAt(ReadOnlySpan<char> word, int at)
    {
        foreach (var c in word[..at])
        {
            if (!char.IsAsciiDigit(c) && c is not ('.' or ',' or ':')) return false;
        }

        var end = at;
        while (end < word.Length && char.IsAsciiLetter(word[end])) end++;
        if (end < word.Length && char.IsLetterOrDigit(word[end])) return false;
        if (end - at is 0 or > 4) return false;
        Span<char> lower = stackalloc char[4];
        var key = lower[..word[at..end].ToLowerInvariant(lower)];
        // "7p.m." is read letter by letter.
        if (end < word.Length - 1 && word[end] == '.' && key is "a" or "p" && word[end + 1] is 'm' or 'M') return true;
        return All.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key);
    }
}

/// <summary>Figures joined by hyphens: telephone numbers and ISO dates are one word, ranges are three.</summary>
internal static class Numbers
{
    // Longer chains of figures are no number that anybody dials; work stays linear.
    private const int Longest = 40;

    public static bool HyphenJoins(string text, int start, int hyphen, int end)
    {
        if (hyphen - start > Longest) return false;
        end = Math.Min(end, start + Longest);
        var groups = 1;
        var last = 0;
        var longest = 0;
        for (var i = start; i < end && (char.IsAsciiDigit(text[i]) || text[i] == '-'); i++)
        {
            if (text[i] == '-')
            {
                groups++;
                last = 0;
            }
            else
            {
                longest = Math.Max(longest, ++last);
            }
        }

        // 713-853-3989, 2004-11-17; 853-3242; a house's own 3-5172; 20500-0003.
        return groups > 2 ? longest >= 3 : groups == 2 && last == 4 && hyphen - start is 1 or 3 or 5;
    }
}

/// <summary>Faces made of punctuation.</summary>
internal static class Emoticons
{
    private static readonly string[] Faces =
        [":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":'(", ":)", ":(", ";)", ":D", ":P", ":p", "=)", "=(", ":/", "<3", "^_^", "-_-", ":]", ":|", ":o", ":O"];

    public static int Match(ReadOnlySpan<char> rest)
    {
        if (rest[0] is not (':' or ';' or '=' or '<' or '^' or '-')) return 0;
        foreach (var face in Faces)
        {
            if (rest.StartsWith(face, StringComparison.Ordinal) && (rest.Length == face.Length || !char.IsLetterOrDigit(rest[face.Length]) && rest[face.Length] != '/'))
                return face.Length;
        }

        return 0;
    }
}
