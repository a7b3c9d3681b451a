using System.Collections.Frozen;

namespace IngestWorker.Language.Segmentation;

/// <summary>Things that are one word whatever marks they contain: URLs, mail addresses, hashtags, handles, currency signs with letters.</summary>
internal static class Addresses
{
    private static readonly FrozenSet<string> DomainEnds =
        ("com org net edu gov mil int info biz eu uk us ru de fr it es ca au in ir il tr az am ge ua by cn jp kr br mx za ng ke nz ie nl be ch at se no fi dk pl cz gr tv me io " +
         "html htm doc docx pdf txt xls xlsx ppt jpg png gif zip exe php asp")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Mail addresses and host names are no longer (RFC 5321, RFC 1035); a chunk is looked at no further from any of its places, so that work stays linear.</summary>
    private const int MaxName = 254;

    private static readonly string[] DollarPrefixes = ["US$", "A$", "C$", "HK$", "NZ$", "S$", "NT$", "R$", "AU$", "CA$", "USD$"];

    /// <summary>The length of the address at the start of the text; 0 where there is none.</summary>
    public static int Match(ReadOnlySpan<char> rest, bool atChunkStart)
    {
        if (!atChunkStart || rest.Length < 2) return 0;
        switch (rest[0])
        {
            case '#' or '@':
                return Tag(rest);
            case 'U' or 'A' or 'C' or 'H' or 'N' or 'S' or 'R' when rest.Length > 1 && rest[1..Math.Min(4, rest.Length)].Contains('$'):
                foreach (var prefix in DollarPrefixes)
                {
                    if (rest.StartsWith(prefix, StringComparison.Ordinal)) return prefix.Length;
                }

                return 0;
        }

        if (!char.IsLetterOrDigit(rest[0])) return 0;
        if (StartsLikeUrl(rest)) return Trim(rest, UrlLength(rest));
        var mail = Mail(rest);
        return mail > 0 ? mail : Host(rest);
    }

    /// <summary>True where the text begins with a top-level domain or file ending and no further letter.</summary>
    public static bool IsDomainEnd(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && char.IsAsciiLetter(rest[length])) length++;
        if (length is < 2 or > 5) return false;
        Span<char> lower = stackalloc char[5];
        rest[..length].ToLowerInvariant(lower);
        // "end.In" is a missing space, "site.in" an address: the two-letter ones must be lower case.
        if (length == 2 && char.IsUpper(rest[0])) return false;
        return DomainEnds.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower[..length]);
    }

    private static int Tag(ReadOnlySpan<char> rest)
    {
        var length = 1;
        var letters = false;
        while (length < rest.Length && (char.IsLetterOrDigit(rest[length]) || rest[length] == '_'))
        {
            letters |= char.IsLetter(rest[length]);
            length++;
        }

        return letters && length > 2 ? length : 0;
    }

    private static bool StartsLikeUrl(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) return rest.Length > 4;
        var colon = rest[..Math.Min(rest.Length, 8)].IndexOf("://", StringComparison.Ordinal);
        return colon > 2 || rest.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
    }

    private static int UrlLength(ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAny("<>\"“”|{}");
        return length < 0 ? rest.Length : length;
    }

    private static int Mail(ReadOnlySpan<char> rest)
    {
        rest = rest[..Math.Min(rest.Length, MaxName)];
        var at = 0;
        while (at < rest.Length && (char.IsLetterOrDigit(rest[at]) || rest[at] is '.' or '_' or '-' or '+')) at++;
        if (at == 0 || at + 3 > rest.Length || rest[at] != '@') return 0;
        var end = at + 1;
        while (end < rest.Length && (char.IsLetterOrDigit(rest[end]) || rest[end] is '.' or '-')) end++;
        // "Baker@SALES": a name in a house's own mail.
        return rest[at..end].Contains('.') || (at > 2 && end - at > 3 && char.IsLetter(rest[at + 1])) ? Trim(rest, end) : 0;
    }

    /// <summary>Whether a dot stands inside a name of three parts and more, each of two small letters and more: "sci.space.news".</summary>
    public static bool IsDottedName(ReadOnlySpan<char> word)
    {
        var (dots, letters) = (0, 0);
        foreach (var c in word[..Math.Min(word.Length, MaxName)])
        {
            if (char.IsAsciiLetterLower(c))
            {
                letters++;
                continue;
            }

            if (c != '.') break;
            if (letters < 2) return false;
            (dots, letters) = (dots + 1, 0);
        }

        return letters > 1 && dots > 1;
    }

    // "bbc.co.uk/news", "pic.twitter.com/8Oj8OGT5Hl": a host name without a scheme, with its path.
    private static int Host(ReadOnlySpan<char> rest)
    {
        var end = 0;
        var dot = -1;
        while (end < rest.Length && end < MaxName && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] is '-' or '.'))
        {
            if (rest[end] == '.') dot = end;
            end++;
        }

        while (end > 0 && rest[end - 1] is '.' or '-') end--;
        dot = rest[..end].LastIndexOf('.');
        if (dot < 2 || end - dot < 3 || !IsDomainEnd(rest[(dot + 1)..]) || !char.IsAsciiLetter(rest[0])) return 0;
        if (end < rest.Length && rest[end] == '/') return Trim(rest, UrlLength(rest));
        return end;
    }

    private static int Trim(ReadOnlySpan<char> rest, int length)
    {
        // Brackets that close none of the address's own.
        var extra = rest[..length].Count(')') - rest[..length].Count('(');
        while (length > 0)
        {
            var last = rest[length - 1];
            var closes = last == ')' && extra > 0;
            if (!closes && last is not ('.' or ',' or ';' or ':' or '!' or '?' or '\'' or '’' or ']' or '…')) break;
            if (closes) extra--;
            length--;
        }

        return length;
    }
}
