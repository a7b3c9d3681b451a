using System.Globalization;

namespace IngestWorker.Language.Dates;

/// <summary>Dates that name a year, month, day of the month, decade, century or season.</summary>
internal static class AbsoluteDates
{
    public static Period? Match(SentenceWords words, int i, DateContext context) =>
        MonthFirst(words, i, context) ?? DayFirst(words, i, context) ?? Written(words, i) ?? Season(words, i, context) ??
        Decade(words, i) ?? Century(words, i) ?? War(words, i) ?? Year(words, i, context);

    // March 5, 2011; March 5-7; March 2011; Mar. 5; May of 1776; January-June 2016; in March.
    private static Period? MonthFirst(SentenceWords words, int i, DateContext context)
    {
        var month = MonthAt(words, i);
        if (month == 0) return null;
        var day = DateWords.DayOfMonth(words[i + 1]);
        if (day > 0 && IsDayHere(words, i + 1)) return WithDay(words, i, month, day, i + 2, context);

        var next = i + 1;
        if (words[next] is "," or "of") next++;
        if (DateWords.Year(words[next]) is var year and > 0) return Period.Month(next + 1, year, month);
        if (next > i + 1 && EarlyYear(words[next]) is var early and > 0) return Period.Month(next + 1, early, month);
        // "Between March and August 2011" is one time, "from March to August 2011" names two.
        if (words[i - 1] is "between" && words[i + 1] is "and" && MonthAt(words, i + 2) is var last && last > month)
        {
            var yearAt = words[i + 3] is "in" or "of" or "," ? i + 4 : i + 3;
            if (DateWords.Year(words[yearAt]) is var both and > 0) return Period.Range(yearAt + 1, new DateOnly(both, month, 1), Period.Month(0, both, last).Last);
        }

        // "From March to August 2011": the year serves both.
        if (words[i + 1] is "to" or "and" or "through" or "until" or "or" && MonthAt(words, i + 2) > 0 && DateWords.Year(words[words[i + 3] is "in" or "of" or "," ? i + 4 : i + 3]) is var shared and > 0)
            return Period.Month(i + 1, shared, month);
        if (words[i + 1] is "-" or "–" or "—" or "/" && MonthAt(words, i + 2) is var second and > 0) return MonthRange(words, i, month, second, context);
        if (!StandsAlone(words, i)) return null;
        return BareMonth(words, i, month, context);
    }

    private static Period? MonthRange(SentenceWords words, int i, int month, int second, DateContext context)
    {
        var end = i + 3;
        var year = DateWords.Year(words[end]);
        if (year > 0) end++;
        else year = context.YearFor(month, 1, words.TenseAt(i)) ?? 0;
        if (year == 0) return Period.Open(end);
        return Period.Range(end, new DateOnly(year, month, 1), Period.Month(0, second < month ? year + 1 : year, second).Last);
    }

    private static Period? BareMonth(SentenceWords words, int i, int month, DateContext context)
    {
        var tense = words.TenseAt(i);
        var (last, next) = (words[i - 1] == "last", words[i - 1] == "next");
        if (words[i - 1] is "that" && context.NearYear is { } near) return Period.Month(i + 1, near, month);
        if (context.Published is not { } today) return context.NearYear is { } year ? Period.Month(i + 1, year, month) : Period.Open(i + 1);
        if (last) return Period.Month(i + 1, month < today.Month ? today.Year : today.Year - 1, month) with { Start = i - 1 };
        if (next) return Period.Month(i + 1, month > today.Month ? today.Year : today.Year + 1, month) with { Start = i - 1 };
        if (context.NearYear is { } said && said != today.Year) return Period.Month(i + 1, said, month);
        if (tense == Tense.Future) return Period.Month(i + 1, month >= today.Month ? today.Year : today.Year + 1, month);
        return Period.Month(i + 1, month <= today.Month ? today.Year : today.Year - 1, month);
    }

    // "5 March 2011", "5th of March", "5-7 March": the day, then "of", then the month.
    private static Period? DayFirst(SentenceWords words, int i, DateContext context)
    {
        var day = DateWords.DayOfMonth(words[i]);
        if (day == 0) return null;
        var next = i + 1;
        var lastDay = 0;
        if (words[next] is "-" or "–" or "—" or "and" or "to" && DateWords.DayOfMonth(words[next + 1]) is var other and > 0 && other > day)
            (lastDay, next) = (other, next + 2);
        if (words[next] is "of") next++;
        var month = MonthAt(words, next);
        if (month == 0) return null;
        // "the first May Day", "two March hares": words are days only with "of".
        if (!char.IsAsciiDigit(words[i][0]) && words[next - 1] != "of") return null;
        var end = next + 1;
        if (words[end] == "," && DateWords.Year(words[end + 1]) > 0) end++;
        var year = DateWords.Year(words[end]);
        if (year == 0) year = EarlyYear(words[end]);
        if (year > 0) end++;
        return Resolve(words, i, end, year, month, day, lastDay, context);
    }

    // "30 September 420": three digits are a year where a day and month stand before them.
    private static int EarlyYear(string word) => word.Length == 3 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0;

    private static Period? WithDay(SentenceWords words, int i, int month, int day, int end, DateContext context)
    {
        var lastDay = 0;
        if (words[end] is "-" or "–" or "—" && DateWords.DayOfMonth(words[end + 1]) is var other and > 0 && other > day && IsDayHere(words, end + 1))
            (lastDay, end) = (other, end + 2);
        var year = 0;
        if (words[end] == "," && DateWords.Year(words[end + 1]) > 0) (year, end) = (DateWords.Year(words[end + 1]), end + 2);
        else if (DateWords.Year(words[end]) > 0 && words[end + 1] is not ("gmt" or "utc")) (year, end) = (DateWords.Year(words[end]), end + 1);
        return Resolve(words, i, end, year, month, day, lastDay, context);
    }

    private static Period? Resolve(SentenceWords words, int i, int end, int year, int month, int day, int lastDay, DateContext context)
    {
        var start = i;
        if (words[start - 1] == "," && DateWords.Weekday(words[start - 2]) >= 0) start -= 2;
        else if (DateWords.Weekday(words[start - 1]) >= 0) start--;
        if (year == 0) year = context.YearFor(month, day, words.TenseAt(i)) ?? 0;
        if (year == 0) return Period.Open(end) with { Start = start };
        if (Math.Max(day, lastDay) > DateTime.DaysInMonth(year, month)) return null;
        var first = new DateOnly(year, month, day);
        return lastDay > 0
            ? Period.Range(end, first, new DateOnly(year, month, lastDay)) with { Start = start }
            : Period.Day(end, first) with { Start = start };
    }

    /// <summary>The month a word names, where it is not the verb "may", the verb "march" or a first name.</summary>
    private static int MonthAt(SentenceWords words, int i)
    {
        var month = DateWords.Month(words[i]);
        if (month == 0 || !words.IsCapitalized(i) || words.IsPerson(i)) return 0;
        if (words[i] is "may" or "march" or "mar" or "jan" or "dec" or "sep" or "jun" or "august")
        {
            var beside = char.IsAsciiDigit(words[i + 1] is { Length: > 0 } after ? after[0] : ' ') || char.IsAsciiDigit(words[i - 1] is { Length: > 0 } before ? before[0] : ' ');
            if (!beside && words.Token(i).Upos is not Upos.Propn && words[i + 1] is not "of") return 0;
        }

        return month;
    }

    // Not "Theresa May", "April Glaspie", "the March 14 Alliance's March".
    private static bool StandsAlone(SentenceWords words, int i)
    {
        var token = words.Token(i);
        if (words[i] is "may" or "april" or "june" or "august" or "jan" or "march" && i > 0 && words.IsCapitalized(i - 1) && words.Token(i - 1).Upos == Upos.Propn && DateWords.Weekday(words[i - 1]) < 0) return false;
        if (token.Deprel is "flat" or "nsubj:pass" && words.IsCapitalized(i - 1) && i > 0 && DateWords.Weekday(words[i - 1]) < 0) return false;
        foreach (var child in words.Sentence.ChildrenOf(i))
        {
            if (words.Token(child).Deprel == "flat" && !char.IsAsciiDigit(words[child][0])) return false;
        }

        // As a person's name a month stands where people stand.
        return words[i] is not ("may" or "april" or "june" or "august" or "jan" or "mar") || token.Deprel is not ("nsubj" or "obj" or "root") || words[i - 1] is "in" or "last" or "next";
    }

    // "May 20 people" names no day, "May 20, 2011" does.
    private static bool IsDayHere(SentenceWords words, int i) =>
        !(words.Token(i).Deprel == "nummod" && words.Token(i).Head > i && words.Token(words.Token(i).Head).Xpos == "NNS" && words[i + 1] is not (",")) && words[i + 1] is not ("percent" or "%" or "per");

    // 2004-11-17, 11/28/2000, 9/11.
    private static Period? Written(SentenceWords words, int i)
    {
        var word = words[i];
        if (word is "9/11") return Period.Day(i + 1, new DateOnly(2001, 9, 11));
        if (word.Length is < 8 or > 10 || !char.IsAsciiDigit(word[0])) return null;
        if (DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Period.Day(i + 1, day);
        // The United States' order first: the treebanks and most English news with slashes are American.
        foreach (var format in (string[])["M/d/yyyy", "d/M/yyyy", "d.M.yyyy"])
        {
            if (DateOnly.TryParseExact(word, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)) return Period.Day(i + 1, day);
        }

        return null;
    }

    // The wars by which everybody dates.
    private static Period? War(SentenceWords words, int i)
    {
        if (words[i] != "world" || words[i + 1] != "war" || !words.IsCapitalized(i)) return null;
        return words[i + 2] switch
        {
            "ii" or "two" or "2" => Period.Range(i + 3, new DateOnly(1939, 9, 1), new DateOnly(1945, 9, 2)),
            "i" or "one" or "1" => Period.Range(i + 3, new DateOnly(1914, 7, 28), new DateOnly(1918, 11, 11)),
            _ => null,
        };
    }

    // The summer of 2010; last winter; this spring; spring 2015.
    private static Period? Season(SentenceWords words, int i, DateContext context)
    {
        var season = DateWords.Season(words[i]);
        if (season < 0) return null;
        var next = words[i + 1] is "of" or "," ? i + 2 : i + 1;
        if (DateWords.Year(words[next]) is var year and > 0) return Period.Season(next + 1, season, year);
        if (words[i] is "fall" && words[i - 1] is not ("last" or "this" or "next")) return null;
        if (words[i - 1] is not ("last" or "this" or "next" or "that") || words.Token(i).Upos is not (Upos.Noun or Upos.Propn)) return null;
        if (words[i - 1] is "that" && context.NearYear is { } near) return Period.Season(i + 1, season, near) with { Start = i - 1 };
        if (context.Published is not { } today) return Period.Open(i + 1) with { Start = i - 1 };

        // Winter of a year is the one that begins in it.
        var begins = (season * 3) + 3;
        var current = today.Month < begins ? today.Year - 1 : today.Year;
        var currentEnds = Period.Season(0, season, current).Last!.Value;
        year = words[i - 1] switch
        {
            "last" => currentEnds < today ? current : current - 1,
            "next" => current + 1,
            _ => currentEnds >= today || words.TenseAt(i) == Tense.Past ? current : current + 1,
        };
        return Period.Season(i + 1, season, year) with { Start = i - 1 };
    }

    // The 1990s; the early '90s; the late nineteen-eighties; mid-1980s.
    private static Period? Decade(SentenceWords words, int i)
    {
        var decade = DateWords.Decade(words[i]);
        var end = i + 1;
        if (decade == 0 && DateWords.Year(words[i]) is var year and > 0 && year % 10 == 0 && words[i + 1] is "'s" or "’s" && words.Token(i).End == words.Token(i + 1).Start)
        {
            // "the 1930's" is a decade; "2020's vote" and "Vision 2030's goals" are years that own something.
            if (words.Token(i + 1).Deprel == "case" && (words.Token(i).Deprel == "nmod:poss" || i > 0 && words.Token(i - 1).Upos == Upos.Propn)) return null;
            (decade, end) = (year, i + 2);
        }

        if (decade == 0) return null;
        // Without an article or the like before it "90s" may be an age or a temperature.
        if (!char.IsAsciiDigit(words[i][0]) || words[i].Length < 5)
        {
            if (end == i + 1 && words[i - 1] is not ("the" or "early" or "late" or "mid" or "-" or "later")) return null;
            if (words.IsCapitalized(i) || words[i + 1].StartsWith('°')) return null;
        }

        var part = words[i - 1] == "-" ? words[i - 2] : words[i - 1];
        var start = part is "early" or "late" or "mid" or "later" ? (words[i - 1] == "-" ? i - 2 : i - 1) : i;
        // "The 1600s" are a century.
        var whole = decade % 100 == 0 && decade < 2000;
        return part switch
        {
            "early" when whole => Period.Years(end, decade, decade + 24, TimeGranularity.Century) with { Start = start },
            "late" or "later" when whole => Period.Years(end, decade + 75, decade + 99, TimeGranularity.Century) with { Start = start },
            _ when whole => Period.Years(end, decade, decade + 99, TimeGranularity.Century),
            "early" => Period.Years(end, decade, decade + 4, TimeGranularity.Decade) with { Start = start },
            "late" or "later" => Period.Years(end, decade + 5, decade + 9, TimeGranularity.Decade) with { Start = start },
            "mid" => Period.Years(end, decade + 3, decade + 7, TimeGranularity.Decade) with { Start = start },
            _ => Period.Years(end, decade, decade + 9, TimeGranularity.Decade),
        };
    }

    // The 19th century; the late nineteenth century; a 17th-century house.
    private static Period? Century(SentenceWords words, int i)
    {
        var number = DateWords.Ordinal(words[i]);
        if (number is 0 or > 21) return null;
        var next = words[i + 1] == "-" ? i + 2 : i + 1;
        if (words[next] is not ("century" or "centuries")) return null;
        var first = (number - 1) * 100;
        if (words[next + 1] is "bc" or "bce" or "b.c.") return Period.Open(next + 2);
        return (words[i - 1] == "-" ? words[i - 2] : words[i - 1]) switch
        {
            "early" => Period.Years(next + 1, Math.Max(1, first), first + 24, TimeGranularity.Century) with { Start = words[i - 1] == "-" ? i - 2 : i - 1 },
            "late" => Period.Years(next + 1, first + 75, first + 99, TimeGranularity.Century) with { Start = words[i - 1] == "-" ? i - 2 : i - 1 },
            _ => Period.Years(next + 1, Math.Max(1, first), first + 99, TimeGranularity.Century),
        };
    }

    // A number of four digits that counts nothing.
    private static Period? Year(SentenceWords words, int i, DateContext context)
    {
        var year = DateWords.Year(words[i]);
        if (words[i + 1] is "ad" or "ce" or "a.d." && DateWords.Number(words[i]) is var counted and > 0) return Period.Years(i + 2, counted, counted, TimeGranularity.Year);
        if (words[i] is "ad" && DateWords.Number(words[i + 1]) is var after and > 0) return Period.Years(i + 2, after, after, TimeGranularity.Year);
        if (words[i + 1] is "bc" or "bce" or "b.c.") return DateWords.Number(words[i]) > 0 ? Period.Open(i + 2) : null;
        // "In the year 71".
        if (year == 0 && words[i - 1] is "year" && words[i - 2] is "the" && words[i].Length is 2 or 3 && DateWords.Number(words[i]) is var told and > 9) return Period.Years(i + 1, told, told, TimeGranularity.Year);
        if (year == 0) return SecondYear(words, i, context) ?? CircaYear(words, i) ?? BareEarlyYear(words, i, context);
        return CountsSomething(words, i, year) ? null : Period.Years(i + 1, year, year, TimeGranularity.Year);
    }

    private static bool CountsSomething(SentenceWords words, int i, int year)
    {
        if (words[i + 1] is "gmt" or "utc" or "hours" or "hrs" or "local" or "+" or "year" or "years") return true;
        if (words[i - 1] is "$" or "£" or "€" or "us$" or "#" or "no." or "+" or "nearly" or "rule" or "p." or "pp." or "r." or "page" or "room" or "flight") return true;
        // A page behind a volume: "92 (6): 1087-1101".
        if (words[i - 1] == ":" && words[i - 2] == ")" || (words[i - 1] is "-" or "–" && words[i - 3] == ":" && words[i - 4] == ")")) return true;
        if (words[i + 1] is "%" or "percent" or "people" or "km" or "miles" or "feet" or "meters" or "metres" or "dollars" or "troops" or "soldiers" or "men" or "women" or "children" or "tonnes" or "tons" or "degrees" or "k" or "m" or "x" or "kg" or "words" or "points" or "ft" or "lb" or "years") return true;
        // A house number: "1355 Inwood Terrace".
        if (words.IsCapitalized(i + 1) && words[i + 2] is "st" or "st." or "street" or "ave" or "ave." or "avenue" or "blvd" or "boulevard" or "road" or "rd" or "terrace" or "drive" or "lane") return true;
        var token = words.Token(i);
        if (token.Deprel != "nummod" || token.Head <= i) return false;

        // "2000 people", "1500 rebels", but "the 2018 elections".
        var counted = words.Token(token.Head);
        return counted.Upos == Upos.Noun && counted.Xpos == "NNS" && words[i - 1] is not ("the" or "of" or "'s" or "’s" or "in") && (year < 1900 || year % 100 == 0);
    }

    // "c. 347 - 30 September 420", "(c. 314 - 368)": what stands behind "c." is a year in any text, and so is what the dash joins to it.
    private static Period? CircaYear(SentenceWords words, int i)
    {
        var year = EarlyYear(words[i]);
        if (year == 0) return null;
        var joined = words[i - 1] is "-" or "–" or "—" ? i - 2 : i;
        return words[joined - 1] is "c." or "ca." or "circa" && (joined == i || EarlyYear(words[joined]) is var first && first > 0 && first < year)
            ? Period.Years(i + 1, year, year, TimeGranularity.Year)
            : null;
    }

    // "In 348 Pachomius died": in a text that is no news.
    private static Period? BareEarlyYear(SentenceWords words, int i, DateContext context)
    {
        if (context.IsNews || EarlyYear(words[i]) is not (var year and > 0) || words[i - 1] is not ("in" or "around" or "about" or "c." or "year" or "since" or "until" or "after")) return null;
        var follows = words[i + 1] is "," or "." or ")" or "–" or "-" or ";" or "" || (words[i - 1] is "in" && words.IsCapitalized(i + 1));
        return follows ? Period.Years(i + 1, year, year, TimeGranularity.Year) : null;
    }

    // "1892-94": the second year leans on the first.
    private static Period? SecondYear(SentenceWords words, int i, DateContext context)
    {
        if (words[i].Length != 2 || words[i - 1] is not ("-" or "–" or "/") || DateWords.Year(words[i - 2]) is not (var first and > 0)) return null;
        if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var tail) || context.Year != first) return null;
        var year = (first / 100 * 100) + tail;
        return year > first && year - first < 50 ? Period.Years(i + 1, year, year, TimeGranularity.Year) : null;
    }
}
