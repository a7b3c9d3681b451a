namespace IngestWorker.Language.Dates;

/// <summary>Dates that count from the day of publication, or from a date named before.</summary>
internal static class RelativeDates
{
    public static bool IsDeictic(string word) => word is "today" or "tonight" or "yesterday" or "tomorrow" or "overnight" or "recently" or "christmas" or "morning" or "afternoon" or "evening";

    public static Period? Match(SentenceWords words, int i, DateContext context) =>
        Deictic(words, i, context) ?? Weekday(words, i, context) ?? Ago(words, i, context) ?? ThisLastNext(words, i, context) ??
        Weekend(words, i, context) ?? Counted(words, i, context) ?? Holiday(words, i, context);

    private static Period? Deictic(SentenceWords words, int i, DateContext context)
    {
        var today = context.Published;
        switch (words[i])
        {
            case "today" when IsNowadays(words, i):
                return Period.Open(i + 1);
            case "today" or "tonight":
                return Period.Day(i + 1, today);
            case "yesterday":
                var before = words[i - 1] == "before" && words[i - 2] == "day";
                return Period.Day(i + 1, today?.AddDays(before ? -2 : -1)) with { Start = before ? Math.Max(0, i - 3) : -1 };
            case "tomorrow":
                var after = words[i - 1] == "after" && words[i - 2] == "day";
                return Period.Day(i + 1, today?.AddDays(after ? 2 : 1)) with { Start = after ? Math.Max(0, i - 3) : -1 };
            case "overnight" when words.Token(i).Upos == Upos.Adv:
                return new Period(i + 1, today?.AddDays(-1), today, today is null ? TimeGranularity.None : TimeGranularity.Day);
            case "recently":
                return Period.Open(i + 1);
            default:
                return null;
        }
    }

    // "Still used today", "what is today Germany": an age, not a day.
    private static bool IsNowadays(SentenceWords words, int i)
    {
        if (words[i + 1] is "'s" or "’s" && words.Token(i).Head > i + 1) return words.Token(words.Token(i).Head).Xpos == "NNS" || words[words.Token(i).Head] is "generation" or "world" or "society" or "youth";
        if (words[i + 1] is "than" || words.IsCapitalized(i + 1) && words[i + 1].Length > 1) return true;
        if (i > 0 && words.Token(i - 1) is { Xpos: "VBN" } participle && IsStanding(participle.Lemma)) return true;
        var at = words.Token(i).Head;
        for (var steps = 0; at >= 0 && steps < 4; steps++, at = words.Token(at).Head)
        {
            var verb = words.Token(at);
            if (verb.Xpos is "VBZ" or "VBP") return verb.Lemma is "use" or "exist" or "remain" or "live" or "survive" or "continue" or "know" or "have" or "own" or "stand" or "be";
            if (verb.Xpos == "VBN" && IsStanding(verb.Lemma)) return true;
            if (verb.Upos == Upos.Verb) return false;
        }

        return false;
    }

    // What is done so lasts: "the energy used today", wherever the tree hangs the day.
    private static bool IsStanding(string lemma) => lemma is "know" or "use" or "see" or "call" or "find" or "consider";

    private static Period? Weekday(SentenceWords words, int i, DateContext context)
    {
        var weekday = DateWords.Weekday(words[i]);
        if (weekday < 0 || !words.IsCapitalized(i) || words.IsPerson(i) || words[i].EndsWith("days", StringComparison.Ordinal)) return null;
        if (words[i].EndsWith('.') && words[i + 1] is not ("," or "(") && DateWords.Month(words[i + 1]) == 0) return null;
        // "Friday, October 2, 2020": the date says which Friday.
        var next = words[i + 1] == "," ? i + 2 : i + 1;
        if (AbsoluteDates.Match(words, next, context) is { Granularity: TimeGranularity.Day } full && full.End > next) return full with { Start = i };
        if (words[i - 1] is "bloody" or "black" or "good" or "palm" or "easter" or "every" or "each" or "a" or "any" || words[i + 1] is "morning" && words.IsCapitalized(i + 1) || (words[i + 1] is "the" && DateWords.Ordinal(words[i + 2]) > 0)) return null;
        // "Every Wednesday/Thursday".
        if (words[i - 1] == "/" || words[i + 1] == "/") return null;

        var marked = words[i - 1] is "last" or "next" or "this" or "past" or "previous" or "following";
        var start = marked ? i - 1 : i;
        if (context.Published is not { } today) return Period.Open(i + 1) with { Start = start };
        var back = ((int)today.DayOfWeek - weekday + 7) % 7;
        var ahead = (7 - back) % 7;
        var day = words[i - 1] switch
        {
            "last" or "past" or "previous" => today.AddDays(back == 0 ? -7 : -back),
            "next" => today.AddDays(ahead == 0 ? 7 : ahead),
            "following" when context.Anchor?.Last is { } anchor => anchor.AddDays(((weekday - (int)anchor.DayOfWeek + 6) % 7) + 1),
            _ => words.TenseAt(i) == Tense.Future ? today.AddDays(ahead) : today.AddDays(-back),
        };
        return Period.Day(i + 1, day) with { Start = start };
    }

    // Two years ago; a week earlier; three days later; the day before.
    private static Period? Ago(SentenceWords words, int i, DateContext context)
    {
        if (words[i] is "the" && words[i + 1] is "day" or "night" or "week" or "month" or "year" && words[i + 2] is "before" or "after")
        {
            if (words[i + 3] is "yesterday" or "tomorrow") return null;
            // "The day before the liberation" counts from what is not known here.
            if (i + 3 < words.Count && words.Token(i + 3).Upos is Upos.Det or Upos.Pron or Upos.Noun or Upos.Propn or Upos.Adj) return Period.Open(i + 3);
            var step = words[i + 2] == "before" ? -1 : 1;
            // A day counts from a day: of "next year. ... the day before" it is that before publication.
            if (words[i + 1] is "day" or "night" && context.Anchor is { First: { } from, Last: { } until } && from != until) return step < 0 ? Shift(DateWords.Unit(words[i + 1]), step, context.Published, i + 3) : Period.Open(i + 3);
            return Shift(DateWords.Unit(words[i + 1]), step, context.Base, i + 3);
        }

        var count = Count(words, i, out var unitAt);
        if (count < 0) return null;
        var unit = DateWords.Unit(words[unitAt]);
        var end = unitAt + 1;
        switch (words[end])
        {
            case "ago":
                return Shift(unit, -count, context.Published, end + 1);
            case "earlier" or "before" when words[end] == "earlier" || words[end + 1] is "." or "," or "":
                return Shift(unit, -count, context.Base, end + 1);
            case "later" or "after" when words[end] == "later" || words[end + 1] is "." or "," or "":
                // Of what nobody has dated yet: later than the day of publication nothing is that has happened.
                return context.Anchor is null ? Period.Open(end + 1) : Shift(unit, count, context.Base, end + 1);
            case "from" when words[end + 1] == "now":
                return Shift(unit, count, context.Published, end + 2);
            default:
                return null;
        }
    }

    // This week; last year; the past five years; the next two months; the same year; that day; the following month.
    private static Period? ThisLastNext(SentenceWords words, int i, DateContext context)
    {
        if (words[i] is not ("this" or "last" or "next" or "past" or "previous" or "following" or "same" or "that" or "coming" or "current" or "recent" or "final")) return null;
        var count = Count(words, i + 1, out var unitAt);
        var unit = DateWords.Unit(words[count >= 0 ? unitAt : i + 1]);
        var start = words[i - 1] is "the" or "this" or "that" ? i - 1 : i;
        if (count > 0 && words[i + 1] is not ("a" or "an")) return Stretch(words[i], unit, count, context.Published, unitAt + 1) is { } stretch ? stretch with { Start = start } : null;
        var end = i + 2;
        if (words[i] is "this" && words[i + 1] is "past" or "last" or "coming" && DateWords.Unit(words[i + 2]) is var later and not DateUnit.None)
            return Named(words[i + 1] == "coming" ? "next" : "last", later, context, i + 3);
        if (words[i] is "this" && words[i + 1] is "morning" or "afternoon" or "evening") return Period.Day(end, context.Published);
        if (words[i] is "recent" || (words[i] is "coming" or "last" or "past" && words[i + 1] is "few" or "several" or "couple"))
        {
            var far = DateWords.Unit(words[i + 1]) != DateUnit.None ? i + 2 : words[i + 2] == "of" ? i + 4 : i + 3;
            return DateWords.Unit(words[far - 1]) is DateUnit.None ? null : Period.Open(far) with { Start = start };
        }

        if (unit is DateUnit.None or DateUnit.Hour or DateUnit.Minute) return null;
        if (words[i] is "this" && words[i - 1] is "to" && unit == DateUnit.Day) return null;
        if (words[i] is "past" && unit is DateUnit.Month or DateUnit.Year or DateUnit.Decade)
            return Stretch("past", unit, 1, context.Published, end) is { } back ? back with { Start = start } : null;
        // Plural units name no one period: "last days".
        if (words[i + 1].EndsWith('s')) return null;
        return Named(words[i], unit, context, end) is { } named ? named with { Start = start } : null;
    }

    private static Period? Named(string which, DateUnit unit, DateContext context, int end)
    {
        var today = context.Published;
        switch (which)
        {
            case "same" or "that" when context.Anchor is { First: { } first, Last: { } last }:
                return unit switch
                {
                    DateUnit.Day or DateUnit.Night => first == last ? Period.Day(end, first) : null,
                    DateUnit.Week => Period.Week(end, first),
                    DateUnit.Month => Period.Month(end, first.Year, first.Month),
                    DateUnit.Year => Period.Years(end, first.Year, first.Year, TimeGranularity.Year),
                    _ => null,
                };
            case "same" or "that" or "final":
                return null;
            case "following":
                return Shift(unit, 1, context.Base, end);
            case "previous":
                return Shift(unit, -1, context.Base, end);
        }

        if (today is not { } day) return Period.Open(end);
        var step = which is "last" or "past" ? -1 : which is "next" or "coming" ? 1 : 0;
        switch (unit)
        {
            case DateUnit.Weekend:
                var saturday = Period.Week(0, day).First!.Value.AddDays(5 + (7 * step));
                // Early in the week "this weekend" is the one behind where the clause is past; a bare "this" stays with the week.
                if (step == 0 && day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Wednesday) saturday = saturday.AddDays(-7);
                return new Period(end, saturday, saturday.AddDays(1), TimeGranularity.Range);
            case DateUnit.Quarter:
                var quarter = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1).AddMonths(3 * step);
                return Period.Range(end, quarter, quarter.AddMonths(3).AddDays(-1));
            case DateUnit.Decade:
                return Period.Years(end, (day.Year / 10 * 10) + (10 * step), (day.Year / 10 * 10) + (10 * step) + 9, TimeGranularity.Decade);
            case DateUnit.Century:
                return Period.Years(end, (day.Year / 100 * 100) + (100 * step), (day.Year / 100 * 100) + (100 * step) + 99, TimeGranularity.Century);
            case DateUnit.Day:
                return step == 0 ? Period.Day(end, day) : null;
            default:
                return Shift(unit, step, day, end);
        }
    }

    // Over the weekend.
    private static Period? Weekend(SentenceWords words, int i, DateContext context)
    {
        if (words[i] != "the" || words[i + 1] != "weekend" || words[i - 1] is not ("over" or "during" or "throughout" or "at")) return null;
        if (context.Published is not { } today) return Period.Open(i + 2);
        return Named(today.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? "this" : words.TenseAt(i + 1) == Tense.Future ? "this" : "last", DateUnit.Weekend, context, i + 2);
    }

    // Six days; "for six days" alone says how long, not when.
    private static Period? Counted(SentenceWords words, int i, DateContext context)
    {
        if (words[i] is not ("for" or "since")) return null;
        var count = Count(words, i + 1, out var unitAt);
        if (count <= 0 || words[i + 1] is "a" or "an" || words[unitAt + 1] is "ago" or "earlier" or "later") return null;
        return Period.Open(unitAt + 1) with { Start = i + 1 };
    }

    private static Period? Holiday(SentenceWords words, int i, DateContext context)
    {
        if (!words.IsCapitalized(i) || context.CurrentYear is not { } year) return null;
        if (words[i] == "christmas") return words[i + 1] == "eve" ? Period.Day(i + 2, new DateOnly(year, 12, 24)) : words[i + 1] == "day" ? Period.Day(i + 2, new DateOnly(year, 12, 25)) : null;
        return words[i] == "new" && words[i + 1] == "year" && words[i + 2] is "'s" or "’s" && words[i + 3] == "eve" ? Period.Day(i + 4, new DateOnly(year, 12, 31)) : null;
    }

    // "six", "twenty-five", "a", "a couple of", "2 1/2" before a unit.
    private static int Count(SentenceWords words, int i, out int unitAt)
    {
        unitAt = i + 1;
        var count = DateWords.Number(words[i]);
        if (count < 0) return -1;
        if (words[i] == "a" && words[i + 1] == "couple")
        {
            unitAt = words[i + 2] == "of" ? i + 3 : i + 2;
            count = 2;
        }
        else if (words[i + 1] == "-" && count >= 20 && DateWords.Number(words[i + 2]) is var ones and > 0 and < 10)
        {
            (count, unitAt) = (count + ones, i + 3);
        }

        // Halves are found, and rounded down.
        if (words[unitAt] == "and" && words[unitAt + 1] == "a" && words[unitAt + 2] == "half") unitAt += 3;
        else if (words[unitAt] is "1/2" or "½") unitAt++;
        if (words[unitAt] == "full") unitAt++;
        return DateWords.Unit(words[unitAt]) == DateUnit.None ? -1 : count;
    }

    private static Period? Shift(DateUnit unit, int count, DateOnly? from, int end)
    {
        if (unit == DateUnit.None) return null;
        if (from is not { } day || Math.Abs(count) > 5000) return Period.Open(end);
        var year = day.Year + (unit == DateUnit.Decade ? 10 * count : count);
        switch (unit)
        {
            case DateUnit.Day or DateUnit.Night:
                return Period.Day(end, InRange(day.DayNumber + count) ? day.AddDays(count) : null);
            case DateUnit.Week:
                // "Two weeks ago" is a day; "last week" is a week.
                return Math.Abs(count) <= 1 ? Period.Week(end, day.AddDays(7 * count)) : Period.Day(end, InRange(day.DayNumber + (7L * count)) ? day.AddDays(7 * count) : null);
            case DateUnit.Month:
                if (day.Year + (count / 12) is < 2 or > 9990) return Period.Open(end);
                var month = day.AddDays(1 - day.Day).AddMonths(count);
                return Period.Month(end, month.Year, month.Month);
            case DateUnit.Year or DateUnit.Decade:
                return Period.Years(end, year, year, TimeGranularity.Year);
            case DateUnit.Hour or DateUnit.Minute:
                return null;
            case DateUnit.Century:
                return Period.Years(end, day.Year + (100 * count), day.Year + (100 * count), TimeGranularity.Year);
            default:
                return null;
        }
    }

    private static bool InRange(long dayNumber) => dayNumber > 0 && dayNumber < DateOnly.MaxValue.DayNumber;

    // "The past five years" end today, "the next two weeks" begin tomorrow.
    private static Period? Stretch(string which, DateUnit unit, int count, DateOnly? published, int end)
    {
        if (unit is DateUnit.None or DateUnit.Century || which is "same" or "that" or "this" or "final" or "current" || count > 900) return null;
        if (published is not { } day) return Period.Open(end);
        var future = which is "next" or "coming" or "following";
        var sign = future ? 1 : -1;
        var far = unit switch
        {
            DateUnit.Day or DateUnit.Night => day.AddDays(sign * count),
            DateUnit.Week or DateUnit.Weekend => day.AddDays(sign * 7 * count),
            DateUnit.Month => day.AddMonths(sign * count),
            DateUnit.Quarter => day.AddMonths(sign * 3 * count),
            DateUnit.Year => day.AddYears(sign * count),
            DateUnit.Decade => day.AddYears(sign * 10 * count),
            _ => day.AddDays(sign * ((count + 23) / 24)),
        };
        return future ? Period.Range(end, day.AddDays(1), far) : Period.Range(end, far.AddDays(1), day);
    }
}
