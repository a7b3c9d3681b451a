using System.Globalization;
using IngestWorker.Contracts;
using IngestWorker.Storage;

namespace IngestWorker.Polling;

/// <summary>Whether a feed that can be read brings far less than its habit is. Broken publishing looks like peace otherwise.</summary>
internal static class FeedVolume
{
    // So many items missing are no chance and no holiday.
    private const double MissedItems = 20;
    private const double LowShare = 0.15;

    // Over a weekend many feeds are silent.
    private static readonly TimeSpan s_shortestSilence = TimeSpan.FromDays(3);

    private const double FewestEntries = 8;

    /// <summary>Why the volume is low, in words; null where it is not, or nothing can be said yet.</summary>
    public static string? WhyLow(ClaimedFeed feed, FeedHabit? habit, PollFacts facts)
    {
        if (facts.Outcome == Outcome.Ok && facts.Entries == 0 && feed.Habit is { Entries: >= 1 } full)
            return $"no entries, where it has about {PollInterval.Number(full.Entries)} as a rule";
        if (facts.Outcome == Outcome.Ok && facts.ShowsKnownEntries && feed.Habit is { Entries: >= FewestEntries } usual && facts.Entries < usual.Entries * LowShare)
            return $"{facts.Entries} entries, where it has about {PollInterval.Number(usual.Entries)} as a rule";
        return habit is null ? null : Silence(feed, habit, facts) ?? Rare(habit);
    }

    // What the habit was before the silence: it has faded since, by a known law.
    private static string? Silence(ClaimedFeed feed, FeedHabit habit, PollFacts facts)
    {
        if (facts.NewEntries > 0 || feed.SinceNew is not { } silence || silence < s_shortestSilence || FeedRate.HabitPerDay(habit) is not { } faded) return null;
        var perDay = faded * Math.Exp(Math.Min(silence.TotalDays / FeedRate.HabitDays, 100));
        return perDay * silence.TotalDays >= MissedItems
            ? string.Create(CultureInfo.InvariantCulture, $"nothing new for {silence.TotalDays:0} days, where about {PollInterval.Number(perDay)} items a day came")
            : null;
    }

    private static string? Rare(FeedHabit habit)
    {
        if (FeedRate.HabitPerDay(habit) is not { } usual || FeedRate.PerDay(habit) is not { } recent || habit.RecentDays < s_shortestSilence.TotalDays) return null;
        return usual * s_shortestSilence.TotalDays >= MissedItems && recent < usual * LowShare
            ? $"about {PollInterval.Number(recent)} new items a day of late, where {PollInterval.Number(usual)} came"
            : null;
    }
}
