namespace IngestWorker.Articles.Metadata;

/// <summary>Reads the time of day beside a date, on clocks of twelve and of twenty-four hours.</summary>
internal static class TimeText
{
    private const int Reach = 4;

    // Before the hour, and behind the minutes.
    private static readonly string[] AfternoonBefore = ["下午", "晚上", "午後", "오후", "மாலை", "μ.μ"];
    private static readonly string[] AfternoonBehind = ["p.m", "p. m", "pm", "م", "مساء", "مساءً", "ب.ظ", "بعدازظهر", "μ.μ", "μμ", "CH", "chiều", "अपराह्न", "pasdite", "ÖS"];
    private static readonly string[] MorningBehind = ["a.m", "a. m", "am", "ص", "صباح", "ق.ظ", "π.μ", "πμ", "SA"];

    /// <summary>The first time of day among the tokens from one on.</summary>
    public static bool Find(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int from, DateOnly day, out TimeOnly time, out TimeSpan? zone)
    {
        (time, zone) = (default, null);
        for (var i = from; i < tokens.Length && i < from + Reach; i++)
        {
            var hour = tokens[i];
            if (IsPacked(text, hour))
            {
                time = new TimeOnly(hour.Value / 10_000, hour.Value / 100 % 100, hour.Value % 100);
                zone = TimeZoneText.Read(text[Fraction(text, hour.End)..].TrimStart(), day);
                return true;
            }

            if (i + 1 >= tokens.Length || !IsClock(text, hour, tokens[i + 1]))
                continue;
            var minute = tokens[i + 1];
            var last = minute;
            var second = 0;
            if (i + 2 < tokens.Length && tokens[i + 2] is { IsNumber: true, Digits: 2, Value: < 60 } seconds && seconds.Start == minute.End + 1 && text[minute.End] is ':' or '.')
                (last, second) = (seconds, seconds.Value);
            var rest = text[Fraction(text, last.End)..].TrimStart();
            var h = Hour(text[..hour.Start], hour.Value, ref rest);
            time = new TimeOnly(h % 24, minute.Value, second);
            zone = TimeZoneText.Read(rest, day);
            return true;
        }

        return false;
    }

    /// <summary>The time of "20240514T182000".</summary>
    private static bool IsPacked(ReadOnlySpan<char> text, in DateToken token) =>
        token is { IsNumber: true, Digits: 6 } && token.Start > 0 && text[token.Start - 1] is 'T' or 't' && token.Value / 10_000 < 24 && token.Value / 100 % 100 < 60 && token.Value % 100 < 60;

    private static bool IsClock(ReadOnlySpan<char> text, in DateToken hour, in DateToken minute) =>
        hour is { IsNumber: true, Digits: <= 2, Value: <= 24 } && minute is { IsNumber: true, Digits: 2, Value: <= 59 }
        && text[hour.End..minute.Start] is ":" or "." or "h" or "H" or "：" or "時" or "시" or "时" or "點" or "点" or " h " or "시 " or " : " or ": " or "ч" or "ч.";

    /// <summary>Behind the fractions of a second.</summary>
    private static int Fraction(ReadOnlySpan<char> text, int end)
    {
        if (end >= text.Length || text[end] is not ('.' or ','))
            return end;
        var digits = end + 1;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        return digits > end + 1 ? digits : end;
    }

    private static int Hour(ReadOnlySpan<char> before, int hour, ref ReadOnlySpan<char> rest)
    {
        if (hour > 12)
            return hour;
        before = before.TrimEnd();
        foreach (var word in AfternoonBefore)
        {
            if (before.EndsWith(word, StringComparison.Ordinal))
                return hour < 12 ? hour + 12 : hour;
        }

        foreach (var word in AfternoonBehind)
        {
            if (Cut(ref rest, word))
                return hour < 12 ? hour + 12 : hour;
        }

        foreach (var word in MorningBehind)
        {
            if (Cut(ref rest, word))
                return hour == 12 ? 0 : hour;
        }

        return hour;
    }

    private static bool Cut(ref ReadOnlySpan<char> rest, string word)
    {
        if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (rest.Length > word.Length && char.IsLetter(rest[word.Length]) && word[0] is not ('م' or 'ص')))
            return false;
        rest = rest[word.Length..].TrimStart(". ");
        return true;
    }
}
