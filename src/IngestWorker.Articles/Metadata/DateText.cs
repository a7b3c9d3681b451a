using System.Globalization;

namespace IngestWorker.Articles.Metadata;

/// <summary>A date as it was read.</summary>
/// <param name="Value">The time; midnight UTC where only a day is given.</param>
/// <param name="IsDay">True where there is no time of day.</param>
internal readonly record struct ReadDate(DateTimeOffset Value, bool IsDay)
{
    /// <summary>The other meaning of a date such as 3/4/2025; null where there is but one.</summary>
    public DateTimeOffset? Swapped { get; init; }

    /// <summary>How the date was read; certain where it has no other meaning, as 25/4/2025 has none.</summary>
    public DayOrder Order { get; init; }
}

/// <summary>The order of numbers in a date with its year behind.</summary>
internal enum DayOrder : byte
{
    Unknown,
    DayFirst,
    MonthFirst,
}

/// <summary>
/// Reads dates as pages write them: ISO 8601 and what passes for it, mail dates, seconds since 1970, and days in words in some eighty
/// languages and in the calendars of Thailand, Japan, Taiwan and Iran. The text may hold other words around the date.
/// </summary>
internal static class DateText
{
    // Between the parts of a date in words: " de ", "th of ", " m. ", "-ның ".
    private const int WidestGap = 14;
    private const int LongestText = 400;

    // "14 พ.ค. 67" is of 2567.
    private const int ThaiCentury = 2500;

    // Without a year nothing else says that a number and a name belong together: " de ", "th ", ". ".
    private const int NarrowGap = 4;

    // The Iranian year that ends in a Gregorian one begins this much below it; the next begins in its March.
    private const int IranianYearBefore = -621;

    /// <param name="text">The text with the date.</param>
    /// <param name="monthFirst">How 3/4/2025 is meant where nothing else tells.</param>
    /// <param name="croatian">True on pages in Croatian, whose names of months are others' names of other months.</param>
    public static ReadDate? Read(ReadOnlySpan<char> text, bool monthFirst = false, bool croatian = false)
    {
        text = text.Trim();
        if (text.Length is < 6 or > LongestText)
            return null;
        if (Compact(text) is { } number)
            return number;
        Span<DateToken> tokens = stackalloc DateToken[48];
        tokens = tokens[..DateToken.Split(text, tokens, croatian)];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (Day(text, tokens, i, monthFirst) is { } found)
                return WithTime(text, tokens, found, i);
        }

        return null;
    }

    /// <summary>A day whose year the text leaves out, as "14 May", "5月14日": the last such day before a time.</summary>
    /// <param name="text">A short text that is the day and little else.</param>
    /// <param name="latest">The time that the day is not after, but for the hours that time zones differ by.</param>
    /// <param name="croatian">True on pages in Croatian.</param>
    public static ReadDate? ReadWithoutYear(ReadOnlySpan<char> text, DateTimeOffset latest, bool croatian = false)
    {
        text = text.Trim();
        Span<DateToken> tokens = stackalloc DateToken[12];
        tokens = tokens[..DateToken.Split(text, tokens, croatian)];
        // "29 October 1962" names its year, be it one that no page is of.
        foreach (var token in tokens)
        {
            if (token.IsNumber && token.Digits > 2)
                return null;
        }

        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            var (a, b) = (tokens[i], tokens[i + 1]);
            // "14 tháng 5": the month is a number behind a word.
            if (b.Start - a.End > (b is { IsNumber: false, Digits: > 0 } ? WidestGap : NarrowGap) || IsMinute(text, a))
                continue;
            var (month, day) = (a.IsNumber, b.IsNumber) switch
            {
                (true, false) when a.Digits <= 2 => (b.Value, a.Value),
                (false, true) when b.Digits <= 2 && !IsHour(text, b) => (a.Value, b.Value),
                (true, true) when text[a.End..b.Start].Trim() is "月" or "월" && b.End < text.Length && text[b.End] is '日' or '일' => (a.Value, b.Value),
                _ => default,
            };
            if (month > 0 && LastBefore(latest, month, day) is { } found)
                return WithTime(text, tokens, new Found(found, i + 2), i);
        }

        return null;
    }

    private static bool IsHour(ReadOnlySpan<char> text, in DateToken number) =>
        number.End + 1 < text.Length && text[number.End] == ':' && char.IsDigit(text[number.End + 1]);

    private static DateOnly? LastBefore(DateTimeOffset latest, int month, int day)
    {
        var end = DateOnly.FromDateTime(latest.Date).AddDays(1);
        var year = month > MonthNames.Iranian ? IranianYearBefore + end.Year : end.Year;
        // 29 February has years between.
        for (var back = 0; back < 5; back++)
        {
            if (Make(year - back, month, day) is { } date && date <= end)
                return date;
        }

        return null;
    }

    /// <summary>Numbers alone: seconds or milliseconds since 1970, 20240514182000.</summary>
    private static ReadDate? Compact(ReadOnlySpan<char> text)
    {
        if (text.Length is not (10 or 12 or 13 or 14) || text.ContainsAnyExceptInRange('0', '9'))
            return null;
        var number = long.Parse(text, CultureInfo.InvariantCulture);
        if (text.Length is 10 or 13)
            return text[0] != '1' ? null : new ReadDate(text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number), false);
        if (text.Length == 12)
            number *= 100;
        var time = (int)(number % 1_000_000);
        var day = (int)(number / 1_000_000);
        return Make(day / 10_000, day / 100 % 100, day % 100) is { } date && time / 10_000 < 24 && time / 100 % 100 < 60 && time % 100 < 60
            ? new ReadDate(new DateTimeOffset(date.ToDateTime(new TimeOnly(time / 10_000, time / 100 % 100, time % 100)), TimeSpan.Zero), false)
            : null;
    }

    private static Found? Day(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, bool monthFirst)
    {
        var a = tokens[i];
        if (a.IsNumber && a.Digits == 8 && i == 0 && Make(a.Value / 10_000, a.Value / 100 % 100, a.Value % 100) is { } packed)
            return new Found(packed, i + 1);
        if (i + 2 >= tokens.Length)
            return null;
        var (b, c) = (tokens[i + 1], tokens[i + 2]);
        if (a.IsNumber && b.IsNumber && c.IsNumber)
            return Numeric(text, a, b, c, monthFirst, i + 3);
        if (b.Start - a.End > WidestGap || c.Start - b.End > WidestGap)
            return null;
        return (a.IsNumber, b.IsNumber, c.IsNumber) switch
        {
            // 5 March 2025, 5. März 2025, 5 de marzo de 2025; 2025 March 5, 2025. március 5., 2025 оны 5-р сарын 5
            (true, false, true) when a.Digits <= 2 && c.Digits is 4 or 2 && !IsTime(text, c, tokens, i + 3) && !IsMinute(text, a) && !(c.Digits == 2 && IsYearBehind(text, c, tokens, i + 3)) => Of(c.Digits == 2 && IsThai(text[b.Start]) ? ThaiCentury + c.Value : c.Year, b.Value, a.Value, i + 3),
            (true, false, true) when a.Digits == 4 && c.Digits <= 2 => Of(a.Value, b.Value, c.Value, i + 3),
            // March 5, 2025
            (false, true, true) when b.Digits <= 2 && c.Digits == 4 => Of(c.Value, a.Value, b.Value, i + 3),
            // Mar 5 18:20:00 CET 2025
            (false, true, true) when b.Digits <= 2 && IsTime(text, c, tokens, i + 3) && YearBehind(tokens, i + 3) is > 0 and var year => Of(year, a.Value, b.Value, i + 2),
            // 2025. gada 5. marts
            (true, true, false) when a.Digits == 4 && b.Digits <= 2 => Of(a.Value, c.Value, b.Value, i + 3),
            _ => null,
        };
    }

    private static Found? Of(int year, int month, int day, int next) => Make(year, month, day) is { } date ? new Found(date, next) : null;

    private static Found? Numeric(ReadOnlySpan<char> text, in DateToken a, in DateToken b, in DateToken c, bool monthFirst, int next)
    {
        var first = text[a.End..b.Start].Trim();
        var second = text[b.End..c.Start].Trim();
        if (!IsDateGap(first) || !IsDateGap(second) || a.End == b.Start || b.End == c.Start)
            return null;
        if (a.Digits == 4)
            return Of(a.Value, b.Value, c.Value, next);
        // 18:20 14.05: one separator, all through; and a year of two digits wants one that is seen.
        if (c.Digits is not (4 or 2) || a.Digits > 2 || b.Digits > 2 || !first.SequenceEqual(second) || (c.Digits == 2 && first.IsEmpty))
            return null;
        var (dayFirst, american) = (Make(c.Year, b.Value, a.Value), Make(c.Year, a.Value, b.Value));
        if (dayFirst is not { } one)
            return american is { } only ? new Found(only, next) { Order = DayOrder.MonthFirst } : null;
        if (american is not { } other || a.Value == b.Value)
            return new Found(one, next) { Order = american is null ? DayOrder.DayFirst : DayOrder.Unknown };
        // With dots it is day first.
        if (first is not ("/" or "-"))
            return new Found(one, next);
        return monthFirst ? new Found(other, next) { Swapped = one, Order = DayOrder.MonthFirst } : new Found(one, next) { Swapped = other, Order = DayOrder.DayFirst };
    }

    private static bool IsThai(char c) => c is >= '\u0E00' and <= '\u0E7F';

    private static bool IsTime(ReadOnlySpan<char> text, in DateToken hour, ReadOnlySpan<DateToken> tokens, int minute) =>
        hour.Digits == 2 && minute < tokens.Length && tokens[minute].IsNumber && tokens[minute].Digits == 2 && tokens[minute].Start == hour.End + 1 && text[hour.End] == ':';

    /// <summary>"9:14 PM, May 12, 2024": the minutes are no day.</summary>
    private static bool IsMinute(ReadOnlySpan<char> text, in DateToken number) =>
        number.Start > 1 && text[number.Start - 1] == ':' && char.IsDigit(text[number.Start - 2]);

    /// <summary>"3 comments May 12, 2024": what stands behind the month is the day where a year follows it.</summary>
    private static bool IsYearBehind(ReadOnlySpan<char> text, in DateToken day, ReadOnlySpan<DateToken> tokens, int next) =>
        next < tokens.Length && tokens[next] is { IsNumber: true, Digits: 4, Value: > 1990 and < 2100 } year && text[day.End..year.Start].Trim().TrimStart(',').IsEmpty;

    private static int YearBehind(ReadOnlySpan<DateToken> tokens, int from)
    {
        for (var i = from; i < tokens.Length && i < from + 4; i++)
        {
            if (tokens[i].IsNumber && tokens[i].Digits == 4 && tokens[i].Value is > 1990 and < 2100)
                return tokens[i].Value;
        }

        return 0;
    }

    private static ReadDate WithTime(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, in Found found, int first)
    {
        // The time stands behind the day, or before it ("10:15, 5 March").
        if (TimeText.Find(text, tokens, found.Next, found.Day, out var time, out var zone) || (first >= 2 && TimeText.Find(text, tokens, first - 2, found.Day, out time, out zone)))
        {
            var offset = zone ?? TimeSpan.Zero;
            return new ReadDate(new DateTimeOffset(found.Day.ToDateTime(time), offset), false)
            {
                Swapped = found.Swapped is { } swapped ? new DateTimeOffset(swapped.ToDateTime(time), offset) : null,
                Order = found.Order,
            };
        }

        return new ReadDate(new DateTimeOffset(found.Day, TimeOnly.MinValue, TimeSpan.Zero), true)
        {
            Swapped = found.Swapped is { } other ? new DateTimeOffset(other, TimeOnly.MinValue, TimeSpan.Zero) : null,
            Order = found.Order,
        };
    }

    private static DateOnly? Make(int year, int month, int day) => year switch
    {
        _ when month > MonthNames.Iranian => OtherCalendars.Iranian(year, month - MonthNames.Iranian, day),
        >= 1350 and < 1420 => OtherCalendars.Iranian(year, month, day),
        // Thai pages count from 543 years earlier.
        > 2500 and < 2600 => Gregorian(year - 543, month, day),
        _ => Gregorian(year, month, day),
    };

    private static DateOnly? Gregorian(int year, int month, int day) =>
        year is >= 1900 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static bool IsDateGap(ReadOnlySpan<char> gap) =>
        gap.Length == 0 || gap is "-" or "/" or "." or "年" or "月" or "년" or "월" or "‑" or "–" or "／" or ". " or "/ " || (gap.Length == 3 && gap[0] == ' ' && gap[2] == ' ' && gap[1] is '/' or '-' or '.');

    private readonly record struct Found(DateOnly Day, int Next)
    {
        public DateOnly? Swapped { get; init; }

        public DayOrder Order { get; init; }
    }
}
