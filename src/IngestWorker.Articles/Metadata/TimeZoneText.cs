using System.Globalization;

namespace IngestWorker.Articles.Metadata;

/// <summary>Reads an offset from UTC at the start of a text: "Z", "+02:00", "-0500", "GMT+3", "EST".</summary>
internal static class TimeZoneText
{
    private static readonly Dictionary<string, double> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["UT"] = 0,
        ["WET"] = 0,
        ["EST"] = -5,
        ["EDT"] = -4,
        ["ET"] = -5,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["PT"] = -8,
        ["BST"] = 1,
        ["CET"] = 1,
        ["CEST"] = 2,
        ["MEZ"] = 1,
        ["MESZ"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["MSK"] = 3,
        ["EAT"] = 3,
        ["SAST"] = 2,
        ["WAT"] = 1,
        ["IST"] = 5.5,
        ["PKT"] = 5,
        ["WIB"] = 7,
        ["SGT"] = 8,
        ["HKT"] = 8,
        ["JST"] = 9,
        ["KST"] = 9,
        ["AEST"] = 10,
        ["AEDT"] = 11,
        ["NZST"] = 12,
        ["NZDT"] = 13,
        ["BRT"] = -3,
        ["ART"] = -3,
    };

    private static readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> BySpan = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    public static TimeSpan? Read(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t(,");
        if (text.StartsWith("am", StringComparison.OrdinalIgnoreCase) || text.StartsWith("pm", StringComparison.OrdinalIgnoreCase))
            text = text[2..].TrimStart(" \t(,");
        else if (text.StartsWith("a.m.", StringComparison.OrdinalIgnoreCase) || text.StartsWith("p.m.", StringComparison.OrdinalIgnoreCase))
            text = text[4..].TrimStart(" \t(,");
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
            letters++;
        TimeSpan? named = letters is > 0 and <= 4 && BySpan.TryGetValue(text[..letters], out var hours) ? TimeSpan.FromHours(hours) : null;
        if (letters > 0 && named is null)
            return null;
        return Offset(text[letters..].TrimStart()) ?? named;
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] is not ('+' or '-' or '−') || !char.IsAsciiDigit(text[1]))
            return null;
        var digits = 1;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]) && digits < 5)
            digits++;
        int hours, minutes = 0;
        if (digits == 5)
        {
            hours = int.Parse(text[1..3], CultureInfo.InvariantCulture);
            minutes = int.Parse(text[3..5], CultureInfo.InvariantCulture);
        }
        else
        {
            hours = int.Parse(text[1..digits], CultureInfo.InvariantCulture);
            if (digits + 2 < text.Length && text[digits] == ':' && char.IsAsciiDigit(text[digits + 1]) && char.IsAsciiDigit(text[digits + 2]))
                minutes = int.Parse(text.Slice(digits + 1, 2), CultureInfo.InvariantCulture);
        }

        if (hours > 14 || minutes > 59)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return text[0] == '+' ? offset : -offset;
    }
}
