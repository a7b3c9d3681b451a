using System.Globalization;

namespace IngestWorker.Articles.Metadata;

/// <summary>A number or the name of a month in a text; all other words are passed over.</summary>
/// <param name="IsNumber">False for a month.</param>
/// <param name="Start">First character.</param>
/// <param name="End">The character behind it.</param>
/// <param name="Value">The number, of a month from 1.</param>
/// <param name="Digits">How many digits it was written with; 4 for the year of an era.</param>
internal readonly record struct DateToken(bool IsNumber, int Start, int End, int Value, int Digits)
{
    private const int MostDigits = 9;
    private const int YearDigits = 4;

    /// <summary>With its century.</summary>
    public int Year => Digits == 4 ? Value : 2000 + Value;

    /// <summary>Finds the tokens of a text, as many as there is room for; the result is their number.</summary>
    public static int Split(ReadOnlySpan<char> text, Span<DateToken> tokens, bool croatian)
    {
        var count = 0;
        var era = 0;
        for (var i = 0; i < text.Length && count < tokens.Length;)
        {
            if (char.IsDigit(text[i]))
            {
                var number = Number(text, ref i);
                tokens[count++] = era > 0 && number.Digits <= 3 ? number with { Value = era + number.Value, Digits = 4 } : number;
                era = 0;
            }
            else if (char.IsLetter(text[i]))
            {
                era = Word(text, ref i, tokens, ref count, croatian);
            }
            else
            {
                i++;
            }
        }

        return count;
    }

    private static DateToken Number(ReadOnlySpan<char> text, ref int i)
    {
        var start = i;
        var value = 0;
        var end = i + (RunsIntoTime(text[i..]) ? YearDigits : text.Length - i);
        for (; i < end && char.IsDigit(text[i]); i++)
        {
            if (i - start < MostDigits)
                value = (value * 10) + (int)char.GetNumericValue(text[i]);
        }

        return new DateToken(true, start, i, value, i - start);
    }

    /// <summary>"20194:29": a year and the time behind it, in elements that only the style sheet sets apart.</summary>
    private static bool RunsIntoTime(ReadOnlySpan<char> text)
    {
        var run = 0;
        while (run < text.Length && char.IsAsciiDigit(text[run]))
            run++;
        return run is 5 or 6 && text[..2] is "19" or "20" && run + 2 < text.Length && text[run] == ':' && char.IsAsciiDigit(text[run + 1]) && char.IsAsciiDigit(text[run + 2]);
    }

    /// <summary>Passes a word, and adds a token where it has to do with months; the result is the year before an era that it names.</summary>
    private static int Word(ReadOnlySpan<char> text, ref int i, Span<DateToken> tokens, ref int count, bool croatian)
    {
        var start = i;
        i = WordEnd(text, i);
        var word = text[start..i];
        if (MonthNames.Of(word, croatian) is > 0 and var month)
        {
            tokens[count++] = new DateToken(false, start, i, month, 0);
            return 0;
        }

        // "كانون الثاني", "Meán Fómhair"
        if ((word[0] > '\u0600' || word.Equals("meán", StringComparison.OrdinalIgnoreCase) || word.Equals("deireadh", StringComparison.OrdinalIgnoreCase)) && i + 1 < text.Length && text[i] == ' ' && char.IsLetter(text[i + 1]) && word.Length < 10)
        {
            var end = WordEnd(text, i + 1);
            if (MonthNames.Of(text[start..end]) is > 0 and var second)
            {
                tokens[count++] = new DateToken(false, start, end, second, 0);
                i = end;
                return 0;
            }
        }

        if (IsMonthWord(word) && (start == 0 || !char.IsDigit(text[start - 1])))
        {
            // "tháng 5": the number behind it is the month's.
            var at = i;
            while (at < text.Length && text[at] is ' ' or '.')
                at++;
            if (at < text.Length && char.IsDigit(text[at]) && Number(text, ref at) is { Digits: <= 2, Value: >= 1 and <= 12 } number)
            {
                tokens[count++] = number with { IsNumber = false };
                i = at;
            }
        }
        else if (word is "сарын" or "сар" && count > 0 && tokens[count - 1] is { IsNumber: true, Digits: <= 2, Value: >= 1 and <= 12 } before && start - before.End < 6)
        {
            tokens[count - 1] = before with { IsNumber = false };
        }

        return OtherCalendars.EraBefore(word);
    }

    private static bool IsMonthWord(ReadOnlySpan<char> word) =>
        word.Length is >= 2 and <= 5 && word[0] is 't' or 'T' && (word.Equals("tháng", StringComparison.OrdinalIgnoreCase) || word.Equals("thg", StringComparison.OrdinalIgnoreCase) || word.Equals("th", StringComparison.OrdinalIgnoreCase));

    private static int WordEnd(ReadOnlySpan<char> text, int i)
    {
        var unspaced = MonthNames.IsUnspaced(text[i]);
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsLetter(c) || (c > '\u02FF' && (c is '\u200C' or '\u200D' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)))
                continue;
            // Thai abbreviations: "พ.ค."
            if (c == '.' && unspaced && i + 1 < text.Length && MonthNames.IsUnspaced(text[i + 1]) && !char.IsDigit(text[i + 1]))
                continue;
            break;
        }

        return i;
    }
}
