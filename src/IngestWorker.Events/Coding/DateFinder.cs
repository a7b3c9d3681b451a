using System.Collections.Frozen;
using System.Globalization;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>The commonest time expressions, for sentences that Language gives without any.</summary>
internal static class DateFinder
{
    private static readonly FrozenDictionary<string, int> Months = Calendar("january february march april may june july august september october november december", "jan feb mar apr - jun jul aug sep oct nov dec", 1, "sept");
    private static readonly FrozenDictionary<string, int> Weekdays = Calendar("sunday monday tuesday wednesday thursday friday saturday", "sun mon tue wed thu fri sat", 0, "thurs");

    public static bool IsCalendarWord(string lower) => Months.ContainsKey(lower.TrimEnd('.')) && lower != "may" || Weekdays.ContainsKey(lower);

    public static List<TimeExpression> Find(Clause clause, ArticleText text, DateOnly? published)
    {
        List<TimeExpression> found = [];
        for (var i = 0; i < clause.Count; i++)
        {
            if (Read(clause, i, published) is not { } date) continue;
            var first = i > 0 && clause[i - 1].Lower is "on" or "in" or "since" or "last" or "by" or "during" or "late" or "early" ? i - 1 : i;
            found.Add(new TimeExpression
            {
                Start = clause[first].Start,
                End = clause[date.Last].End,
                Text = text.Slice(clause[first].Start, clause[date.Last].End),
                First = date.From,
                Last = date.To,
                Granularity = TimeGranularity.Day,
                SentenceIndex = 0,
                FirstToken = first,
                LastToken = date.Last,
            });
            i = date.Last;
        }

        return found;
    }

    private static (int Last, DateOnly? From, DateOnly? To)? Read(Clause clause, int i, DateOnly? published)
    {
        var lower = clause[i].Lower.TrimEnd('.');
        if (Weekdays.TryGetValue(lower, out var weekday) && clause[i].IsCapitalized)
        {
            var last = i + 1 < clause.Count && clause[i + 1].Lower is "morning" or "afternoon" or "evening" or "night" ? i + 1 : i;
            if (published is not { } today) return (last, null, null);
            var back = ((int)today.DayOfWeek - weekday + 7) % 7;
            if (back == 0 && i > 0 && clause[i - 1].Lower == "last") back = 7;
            var day = today.AddDays(-back);
            return (last, day, day);
        }

        if (lower is "yesterday" or "today" or "tomorrow") return Days(i, published, lower == "yesterday" ? -1 : lower == "today" ? 0 : 1, 0);
        if (lower is "last" or "this" && i + 1 < clause.Count && clause[i + 1].Lower is "week" or "month" or "year" or "summer") return (i + 1, null, null);
        if (Months.TryGetValue(lower, out var month) && clause[i].IsCapitalized) return ReadMonth(clause, i, month, published);
        if (lower.Length == 4 && int.TryParse(lower, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1800 and < 2100) return (i, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        if (lower.Length == 5 && lower[4] == 's' && int.TryParse(lower[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var decade) && decade is > 1800 and < 2100 && decade % 10 == 0)
            return (i, new DateOnly(decade, 1, 1), new DateOnly(decade + 9, 12, 31));
        return null;
    }

    private static (int, DateOnly?, DateOnly?)? Days(int i, DateOnly? published, int from, int length) =>
        (i, published?.AddDays(from), published?.AddDays(from + length));

    private static (int Last, DateOnly? From, DateOnly? To)? ReadMonth(Clause clause, int i, int month, DateOnly? published)
    {
        int? day = null;
        var last = i;
        if (i + 1 < clause.Count && TryDay(clause[i + 1].Lower, out var after)) (day, last) = (after, i + 1);
        else if (i > 0 && TryDay(clause[i - 1].Lower, out var before)) day = before;
        int? year = null;
        var at = last + 1;
        if (at < clause.Count && clause[at].Text is "," or "of") at++;
        if (at < clause.Count && clause[at].Text.Length == 4 && int.TryParse(clause[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y is > 1800 and < 2100) (year, last) = (y, at);
        if (day is null && year is null && month == 5 && !(i > 0 && clause[i - 1].Lower is "in" or "on" or "last")) return null;
        year ??= published is { } p ? (new DateOnly(p.Year, month, 1) > p ? p.Year - 1 : p.Year) : null;
        if (year is null) return (last, null, null);
        if (day is { } d && d <= DateTime.DaysInMonth(year.Value, month)) return (last, new DateOnly(year.Value, month, d), new DateOnly(year.Value, month, d));
        return (last, new DateOnly(year.Value, month, 1), new DateOnly(year.Value, month, DateTime.DaysInMonth(year.Value, month)));
    }

    private static bool TryDay(string lower, out int day)
    {
        var digits = lower.TrimEnd('s', 't', 'n', 'd', 'r', 'h');
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out day) && day is >= 1 and <= 31;
    }

    private static FrozenDictionary<string, int> Calendar(string names, string shorts, int from, string extra)
    {
        Dictionary<string, int> all = [];
        var (n, s) = (names.Split(' '), shorts.Split(' '));
        for (var i = 0; i < n.Length; i++)
        {
            all[n[i]] = i + from;
            if (s[i] != "-") all[s[i]] = i + from;
        }

        all[extra] = extra == "sept" ? 9 : 4;
        return all.ToFrozenDictionary();
    }
}
