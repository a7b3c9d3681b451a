using System.Globalization;
using System.Text.RegularExpressions;
using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Metadata;

/// <summary>
/// Reads a page's dates as the page means them: what 3/4/2025 is, other dates of the page tell, its language only where they do
/// not. Refuses what cannot be.
/// </summary>
internal sealed partial class DateReading(PageTree tree, Candidates metas, LdArticle ld, IReadOnlyList<string?> addresses, DateTimeOffset? fetchedAt)
{
    private const int LongestEvidence = 60;
    private const int EarliestYear = 1992;

    // The first newspapers are of the seventeenth century; archives of them declare what day they put on the web.
    private const int EarliestDeclaredYear = 1605;
    private const int LatestYear = 2100;

    // Pages leave the year out of what is new; a day that lies farther back is more likely one that the text tells of.
    private static readonly TimeSpan OldestWithoutYear = TimeSpan.FromDays(330);

    private readonly bool _monthFirst = IsMonthFirst(tree, metas);
    private readonly bool _croatian = LanguageTag.Normalize(tree.Language) is { } tag && (tag.StartsWith("hr", StringComparison.Ordinal) || tag.StartsWith("bs", StringComparison.Ordinal));
    private HashSet<DateTime>? _certain;
    private int _dayFirstVotes;
    private int _monthFirstVotes;

    /// <summary>Null for what is no date, and for dates that no article of the page can have.</summary>
    public ReadDate? Read(ReadOnlySpan<char> text) => Read(text, EarliestYear);

    /// <summary>What a page says to programs in a field for it may be older than the web: an archive's newspaper. Days that systems fill in where they know none are refused.</summary>
    public ReadDate? ReadDeclared(ReadOnlySpan<char> text)
    {
        if (Read(text, EarliestDeclaredYear) is not { Value.Year: < EarliestYear } date)
            return Read(text);
        var isFilledIn = date.Value is { Month: 1, Day: 1 or 2 } or { Month: 12, Day: 30 or 31 } || date.Value is { Year: 1970, Month: 1 };
        return isFilledIn || text.IndexOf(date.Value.Year.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal) < 0 ? null : date;
    }

    private ReadDate? Read(ReadOnlySpan<char> text, int earliestYear)
    {
        if (DateText.Read(text, _monthFirst, _croatian) is not { } date)
            return null;
        if (date.Swapped is { } swapped && IsSwapped(date, swapped))
            date = date with { Value = swapped };
        date = date with { Swapped = null, Order = DayOrder.Unknown };
        if (date.Value.Year < earliestYear || date.Value.Year > LatestYear)
            return null;
        // Time zones and clocks that go wrong: a day of grace.
        return fetchedAt is { } fetched && date.Value > fetched.AddDays(1.5) ? null : date;
    }

    /// <summary>
    /// A time told from the reader's present, or a day without its year: the last one before the page was fetched, or where that is not known
    /// before the latest day that the page names.
    /// </summary>
    public ReadDate? ReadRecent(ReadOnlySpan<char> text)
    {
        if (fetchedAt is { } now && RelativeTime.Read(text, now) is { } told)
            return told;
        if ((fetchedAt ?? Latest()) is not { } latest || DateText.ReadWithoutYear(text, latest, _croatian) is not { } date)
            return null;
        return latest - date.Value < OldestWithoutYear ? date : null;
    }

    private DateTimeOffset? Latest()
    {
        var days = _certain ??= Evidence();
        DateTimeOffset? latest = null;
        foreach (var day in days)
        {
            if (day.Year is >= EarliestYear and < LatestYear && (latest is null || day > latest.Value.Date))
                latest = new DateTimeOffset(day, TimeSpan.Zero);
        }

        return latest;
    }

    /// <summary>The day in the page's address, or in the one that it gives as its own.</summary>
    public ReadDate? FromUrl()
    {
        foreach (var address in addresses)
        {
            if (DayIn(address) is { } day && Read(day) is { } date)
                return date;
        }

        return null;
    }

    /// <summary>An archive's address begins with the day of its snapshot and holds the page's own behind it.</summary>
    private static string? DayIn(string? address)
    {
        if (address is null)
            return null;
        var inner = address.LastIndexOf("://", StringComparison.Ordinal);
        var match = DateInPath().Match(inner > 8 ? address[inner..] : address);
        return match.Success ? $"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{match.Groups["d"].Value}" : null;
    }

    private bool IsSwapped(in ReadDate date, DateTimeOffset swapped)
    {
        if (fetchedAt is { } fetched && date.Value > fetched.AddDays(1.5) != swapped > fetched.AddDays(1.5))
            return date.Value > swapped;
        var certain = _certain ??= Evidence();
        if (certain.Contains(date.Value.Date) != certain.Contains(swapped.Date))
            return certain.Contains(swapped.Date);
        return _dayFirstVotes != _monthFirstVotes && date.Order != (_dayFirstVotes > _monthFirstVotes ? DayOrder.DayFirst : DayOrder.MonthFirst);
    }

    /// <summary>Days that the page writes without doubt, and how it orders those whose numbers tell.</summary>
    private HashSet<DateTime> Evidence()
    {
        var days = new HashSet<DateTime>();
        foreach (var (_, value) in tree.Metas)
            Add(value);
        Add(ld.Published);
        Add(ld.Modified);
        foreach (var address in addresses)
            Add(DayIn(address));
        foreach (var time in tree.Times)
            Add(time.DateTime);
        foreach (ref readonly var block in tree.Blocks)
        {
            if (block.Length < LongestEvidence && block.Digits is > 2 and < 24)
                Add(tree.TextOf(block));
        }

        return days;

        void Add(ReadOnlySpan<char> text)
        {
            if (text.Length is < 6 or > LongestEvidence || !text.ContainsAnyInRange('0', '9') || DateText.Read(text) is not { } date)
                return;
            if (date.Swapped is not null)
                return;
            days.Add(date.Value.Date);
            if (date.Order == DayOrder.DayFirst)
                _dayFirstVotes++;
            else if (date.Order == DayOrder.MonthFirst)
                _monthFirstVotes++;
        }
    }

    /// <summary>The order of the United States, where the page says that it is from there, or English and no more.</summary>
    private static bool IsMonthFirst(PageTree tree, Candidates metas)
    {
        var tag = LanguageTag.Normalize(tree.Language);
        if (tag is "en" or null && LanguageTag.Normalize(metas.Get("og:locale")) is { } locale)
            tag = locale;
        return tag is "en" or "en-us" or "en-ph" or "fil" or "tl";
    }

    [GeneratedRegex(@"(?:^|[/_\-.=])(?:(?<y>(?:19|20)\d{2})(?<s>[/_\-.])(?<m>0?[1-9]|1[0-2])\k<s>(?<d>0?[1-9]|[12]\d|3[01])|(?<y>(?:19|20)\d{2})[/_\-]?(?<m>0[1-9]|1[0-2])[/_\-]?(?<d>0[1-9]|[12]\d|3[01]))(?=[/_\-.]|$|\D)", RegexOptions.CultureInvariant)]
    private static partial Regex DateInPath();
}
