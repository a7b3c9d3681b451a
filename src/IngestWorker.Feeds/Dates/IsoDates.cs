using System.Globalization;

namespace IngestWorker.Feeds.Dates;

/// <summary>ISO 8601 and RFC 3339, with the liberties feeds take, and bare numbers of seconds or milliseconds since 1970.</summary>
internal static class IsoDates
{
    private const int EpochDigits = 9;

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        date = default;
        var parts = new DateParts { Month = 1, Day = 1 };
        if (text.IndexOfAnyExceptInRange('0', '9') < 0 && text.Length is >= EpochDigits and not 14)
            return Epoch(text, out date);
        var rest = text;
        if (!Day(ref rest, ref parts))
            return false;
        if (rest.IsEmpty)
            return parts.TryMake(out date);
        if (rest[0] is not ('T' or 't' or ' ' or '_') && !(rest[0] is '-' && rest.Length > 3 && rest.Contains(':')))
            return false;
        rest = rest[1..].TrimStart();
        if (rest.IsEmpty)
            return parts.TryMake(out date);
        return Clock.TryRead(ref rest, ref parts) && Zones.TryRead(rest, ref parts) && parts.TryMake(out date);
    }

    private static bool Epoch(ReadOnlySpan<char> digits, out DateTimeOffset date)
    {
        date = default;
        if (digits.Length > 16 || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        var seconds = digits.Length switch { <= 10 => number, <= 13 => number / 1000, _ => number / 1_000_000 };
        if (digits.Length == 8)
            return false;
        date = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    /// <summary>The part before the time: year, year and month, year and day of year, or all three, with or without hyphens.</summary>
    private static bool Day(ref ReadOnlySpan<char> rest, ref DateParts parts)
    {
        if (rest is ['-', ..])
            return ShortMonth(ref rest, ref parts);
        var digits = Digits(rest);
        if (digits is 8 or 14 && Basic(rest[..8], ref parts))
        {
            rest = digits == 8 ? rest[8..] : string.Concat("T", rest[8..]);
            return true;
        }
        switch (digits)
        {
            case 7:
                return DayOfYear(ref rest, 4, ref parts);
            case 6:
                parts.Year = DateParts.FullYear(Number(rest[..2]), 2);
                parts.Month = Number(rest[2..4]);
                parts.Day = Number(rest[4..6]);
                rest = rest[6..];
                return true;
            case 5:
                return DayOfYear(ref rest, 2, ref parts);
            case 4 or 2:
                break;
            default:
                return false;
        }
        parts.Year = DateParts.FullYear(Number(rest[..digits]), digits);
        rest = rest[digits..];
        if (rest.IsEmpty || rest[0] is not ('-' or '/' or '.'))
            return digits == 4 && (rest.IsEmpty || rest[0] is 'T');
        if (digits == 2 && rest[0] != '-')
            return false;
        return AfterYear(ref rest, ref parts);
    }

    private static bool AfterYear(ref ReadOnlySpan<char> rest, ref DateParts parts)
    {
        var separator = rest[0];
        var digits = Digits(rest[1..]);
        var hasDay = rest.Length > digits + 1 && rest[digits + 1] == separator && Digits(rest[(digits + 2)..]) > 0;
        if (digits == 3 && !hasDay)
        {
            parts.Day = Number(rest.Slice(1, 3));
            rest = rest[4..];
            return FromDayOfYear(ref parts);
        }
        // Three digits with a day behind them: a month with a zero too many.
        if (digits is not (1 or 2 or 3))
            return false;
        parts.Month = Number(rest.Slice(1, digits));
        rest = rest[(digits + 1)..];
        if (!hasDay)
            return rest.IsEmpty || rest[0] is 'T' or ' ';
        var dayDigits = Math.Min(2, Digits(rest[1..]));
        parts.Day = Number(rest.Slice(1, dayDigits));
        rest = rest[(1 + dayDigits)..];
        return true;
    }

    /// <summary>"-0312" and "-03-12": the century left out.</summary>
    private static bool ShortMonth(ref ReadOnlySpan<char> rest, ref DateParts parts)
    {
        var text = rest[1..];
        var digits = Digits(text);
        var second = digits == 2 && text.Length >= 5 && text[2] == '-' ? text[3..] : digits == 4 ? text[2..] : default;
        if (Digits(second) != 2 || second.Length != 2)
            return false;
        parts.Year = DateParts.FullYear(Number(text[..2]), 2);
        parts.Month = Number(second);
        rest = default;
        return true;
    }

    private static bool Basic(ReadOnlySpan<char> digits, ref DateParts parts)
    {
        parts.Year = Number(digits[..4]);
        parts.Month = Number(digits[4..6]);
        parts.Day = Number(digits[6..8]);
        return parts.Month is >= 1 and <= 12;
    }

    private static bool DayOfYear(ref ReadOnlySpan<char> rest, int yearDigits, ref DateParts parts)
    {
        parts.Year = DateParts.FullYear(Number(rest[..yearDigits]), yearDigits);
        parts.Day = Number(rest.Slice(yearDigits, 3));
        rest = rest[(yearDigits + 3)..];
        return FromDayOfYear(ref parts);
    }

    private static bool FromDayOfYear(ref DateParts parts)
    {
        if (parts.Year is < 1 or > 9998 || parts.Day < 1 || parts.Day > (DateTime.IsLeapYear(parts.Year) ? 366 : 365))
            return false;
        var day = new DateTime(parts.Year, 1, 1).AddDays(parts.Day - 1);
        (parts.Month, parts.Day) = (day.Month, day.Day);
        return true;
    }

    public static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    public static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
