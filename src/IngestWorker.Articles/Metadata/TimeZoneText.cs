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
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["BST"] = 1,
        ["CET"] = 1,
        ["CEST"] = 2,
        ["MEZ"] = 1,
        ["MESZ"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["MSK"] = 3,
        ["TRT"] = 3,
        ["TSİ"] = 3,
        ["EAT"] = 3,
        ["SAST"] = 2,
        ["WAT"] = 1,
        ["IST"] = 5.5,
        ["PKT"] = 5,
        ["NPT"] = 5.75,
        ["BDT"] = 6,
        ["WIB"] = 7,
        ["WITA"] = 8,
        ["WIT"] = 9,
        ["ICT"] = 7,
        ["MYT"] = 8,
        ["PHT"] = 8,
        ["SGT"] = 8,
        ["HKT"] = 8,
        ["JST"] = 9,
        ["KST"] = 9,
        ["AEST"] = 10,
        ["AEDT"] = 11,
        ["NZST"] = 12,
        ["NZDT"] = 13,
        ["CAT"] = 2,
        ["GST"] = 4,
        ["IRST"] = 3.5,
        ["МСК"] = 3,
        ["BRT"] = -3,
        ["ART"] = -3,
    };

    private static readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> BySpan = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="text">What follows the time of day.</param>
    /// <param name="day">The day, by which summer time is told where a name leaves it open.</param>
    public static TimeSpan? Read(ReadOnlySpan<char> text, DateOnly day)
    {
        text = text.TrimStart(" \t(,[");
        var letters = 0;
        while (letters < text.Length && char.IsLetter(text[letters]))
            letters++;
        var name = text[..letters];
        TimeSpan? named = name switch
        {
            "" => null,
            "ET" => American(-5, day),
            "CT" => American(-6, day),
            "MT" => American(-7, day),
            "PT" => American(-8, day),
            _ => letters <= 4 && BySpan.TryGetValue(name, out var hours) ? TimeSpan.FromHours(hours) : null,
        };
        if (letters > 0 && named is null)
            return null;
        return Offset(text[letters..].TrimStart()) ?? named;
    }

    /// <summary>Summer time there is from the second Sunday of March to the first of November.</summary>
    private static TimeSpan American(int hours, DateOnly day)
    {
        var begin = Sunday(new DateOnly(day.Year, 3, 8));
        var end = Sunday(new DateOnly(day.Year, 11, 1));
        return TimeSpan.FromHours(day >= begin && day < end ? hours + 1 : hours);
    }

    private static DateOnly Sunday(DateOnly from) => from.AddDays((7 - (int)from.DayOfWeek) % 7);

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
