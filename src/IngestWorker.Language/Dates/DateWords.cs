using System.Collections.Frozen;
using System.Globalization;

namespace IngestWorker.Language.Dates;

/// <summary>The words of English dates.</summary>
internal static class DateWords
{
    private static readonly FrozenDictionary<string, int> Months = Index(
        "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.", "july jul jul.",
        "august aug aug.", "september sept sept. sep sep.", "october oct oct.", "november nov nov.", "december dec dec.");

    private static readonly FrozenDictionary<string, int> Weekdays = Index(
        "sunday sundays sun.", "monday mondays mon.", "tuesday tuesdays tue. tues.", "wednesday wednesdays wed.", "thursday thursdays thu. thur. thurs.", "friday fridays fri.", "saturday saturdays sat.");

    private static readonly FrozenDictionary<string, int> Numbers = Index(
        "zero", "one a an", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty");

    private static readonly FrozenDictionary<string, int> Tens = Index(
        "", "", "twenty twenties", "thirty thirties", "forty forties", "fifty fifties", "sixty sixties", "seventy seventies", "eighty eighties", "ninety nineties");

    private static readonly FrozenDictionary<string, int> Ordinals = Index(
        "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth");

    private static readonly FrozenDictionary<string, int> Seasons = Index("spring springs", "summer summers", "autumn fall autumns", "winter winters");

    private static readonly FrozenDictionary<string, int> Units = Index("day days", "week weeks", "month months", "year years", "decade decades", "hour hours", "night nights", "weekend weekends", "century centuries", "quarter quarters", "minute minutes");

    /// <summary>1 to 12; 0 where the word is no month.</summary>
    public static int Month(string word) => Months.TryGetValue(word, out var month) ? month + 1 : 0;

    /// <summary>0 Sunday to 6; -1 where the word is no weekday.</summary>
    public static int Weekday(string word) => Weekdays.GetValueOrDefault(word, -1);

    public static int Season(string word) => Seasons.GetValueOrDefault(word, -1);

    public static DateUnit Unit(string word) => Units.TryGetValue(word, out var unit) ? (DateUnit)unit : DateUnit.None;

    /// <summary>A day of the month, "5", "5th" or "fifth"; 0 otherwise.</summary>
    public static int DayOfMonth(string word)
    {
        if (Ordinals.TryGetValue(word, out var ordinal)) return ordinal;
        var digits = word.EndsWith("st", StringComparison.Ordinal) || word.EndsWith("nd", StringComparison.Ordinal) || word.EndsWith("rd", StringComparison.Ordinal) || word.EndsWith("th", StringComparison.Ordinal) ? word.AsSpan(0, word.Length - 2) : word;
        return digits.Length is 1 or 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31 ? day : 0;
    }

    /// <summary>"19th" or "nineteenth", as in a century; 0 otherwise.</summary>
    public static int Ordinal(string word)
    {
        if (Ordinals.TryGetValue(word, out var ordinal)) return ordinal;
        return word.Length is 3 or 4 && word[^1] is 't' or 'h' or 'd' && int.TryParse(word.AsSpan(0, word.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>A count: digits, or words up to twenty; -1 otherwise.</summary>
    public static int Number(string word)
    {
        if (Numbers.TryGetValue(word, out var number)) return number;
        if (Tens.TryGetValue(word, out var tens) && word.EndsWith('y')) return tens * 10;
        return word.Length <= 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number : -1;
    }

    /// <summary>"1990s", "nineties" or "90s": its first year; 0 otherwise.</summary>
    public static int Decade(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal) && Tens.TryGetValue(word, out var tens)) return 1900 + (10 * tens);
        var text = word.AsSpan().TrimStart("'’").TrimEnd('s').TrimEnd("'’");
        if (text.Length == word.Length || text.Length is not (2 or 4) || word[^1] != 's' || text[^1] != '0') return 0;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return 0;
        return text.Length == 4 ? (year is >= 1000 and < 2100 ? year : 0) : 1900 + year;
    }

    /// <summary>A year of four digits; 0 otherwise.</summary>
    public static int Year(string word) =>
        word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1000 and < 2100 ? year : 0;

    private static FrozenDictionary<string, int> Index(params string[] words) =>
        words.SelectMany((line, i) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word, i))).ToFrozenDictionary(p => p.word, p => p.i, StringComparer.Ordinal);
}

internal enum DateUnit
{
    None = -1,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Hour,
    Night,
    Weekend,
    Century,
    Quarter,
    Minute,
}
