using IngestWorker.Storage;

namespace IngestWorker.Polling;

/// <summary>
/// How often a feed brings something new: counts of items and of the days they came in, both fading by the same law, so that
/// their quotient follows the feed and no single poll throws it off. One pair fades within days and sets the pace, one within
/// weeks and is what the feed is compared with.
/// </summary>
internal static class FeedRate
{
    /// <summary>After so many days a count weighs 1/e. The habit's weeks are whole ones: weekends are part of it.</summary>
    public const double RecentDays = 4;
    public const double HabitDays = 28;

    // How much of the old average a poll leaves to the number of entries.
    private const double EntriesMemory = 0.8;

    // A feed is polled at least a few minutes after its newest entry; less would make a burst a rate.
    private const double ShortestDays = 1.0 / 24;

    private const int FewestDates = 3;

    /// <summary>The habit after a poll that could be read.</summary>
    /// <param name="habit">What is known; null before the first.</param>
    /// <param name="since">Since the last poll that could be read.</param>
    public static FeedHabit? After(FeedHabit? habit, TimeSpan? since, PollFacts facts, DateTimeOffset now)
    {
        var isRead = facts.Outcome == Contracts.Outcome.Ok;
        if (habit is null || since is not { } elapsed) return isRead ? Begin(facts, now) : habit;
        var days = Math.Max(0, elapsed.TotalDays);
        var (recent, slow) = (Math.Exp(-days / RecentDays), Math.Exp(-days / HabitDays));
        return new FeedHabit(
            habit.RecentItems * recent + facts.NewEntries,
            habit.RecentDays * recent + days,
            habit.Items * slow + facts.NewEntries,
            habit.Days * slow + days,
            isRead ? habit.Entries * EntriesMemory + facts.Entries * (1 - EntriesMemory) : habit.Entries);
    }

    /// <summary>New items a day; null where nothing is known yet.</summary>
    public static double? PerDay(FeedHabit? habit) => Rate(habit?.RecentItems, habit?.RecentDays) ?? HabitPerDay(habit);

    /// <summary>New items a day over the last weeks.</summary>
    public static double? HabitPerDay(FeedHabit? habit) => Rate(habit?.Items, habit?.Days);

    // Nothing can be known from one look, the entries' dates aside.
    private static FeedHabit Begin(PollFacts facts, DateTimeOffset now)
    {
        var dates = facts.Dates.Where(d => d <= now).ToArray();
        if (dates.Length < FewestDates) return new FeedHabit(0, 0, 0, 0, facts.Entries);
        var days = Math.Max((now - dates.Min()).TotalDays, ShortestDays);
        var (recent, slow) = (Math.Min(1, RecentDays / days), Math.Min(1, HabitDays / days));
        return new FeedHabit(dates.Length * recent, days * recent, dates.Length * slow, days * slow, facts.Entries);
    }

    private static double? Rate(double? items, double? days) => days > 0 ? items / days : null;
}
