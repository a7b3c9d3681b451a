using System.Globalization;
using IngestWorker.Storage;

namespace IngestWorker.Polling;

/// <summary>The time between polls: one new item a poll, faster where a poll would show too little of what came, slower where the publisher asks for it.</summary>
internal static class PollInterval
{
    /// <summary>A poll is to find at most this share of its entries new, so that a burst or a late poll loses nothing.</summary>
    private const double MostNewShare = 0.5;

    // A longer one is meant for the pages of a site more often than for its feed.
    private static readonly TimeSpan s_longestMaxAge = TimeSpan.FromHours(1);

    public static (TimeSpan Interval, string Reason) Choose(ClaimedFeed feed, FeedHabit? habit, PollFacts facts, bool isGap, PollBounds bounds)
    {
        if (isGap) return (bounds.Least, "entries were lost between two polls");
        if (facts.Hints.IsExpired) return (bounds.Most, "the feed says that nothing new will come");
        if (feed.IsPushed) return (bounds.Most, "a hub pushes what is new");
        var perDay = FeedRate.PerDay(habit);
        var (wanted, reason) = Wanted(perDay, bounds);
        if (Crowded(feed, facts) is { } sooner && sooner < wanted) (wanted, reason) = (sooner, $"{facts.NewEntries} of {facts.Entries} entries were new");
        if (Asked(facts) is { } asked && asked.Wait > wanted)
        {
            // What the publisher asks for counts as far as nothing is lost by it.
            var safe = perDay > 0 && habit!.Entries >= 1 ? Days(MostNewShare * habit.Entries / perDay.Value) : asked.Wait;
            var wait = Min(asked.Wait, safe);
            if (wait > wanted) (wanted, reason) = (wait, asked.Reason);
        }
        return (bounds.Clamp(wanted), reason);
    }

    private static (TimeSpan, string) Wanted(double? perDay, PollBounds bounds) => perDay switch
    {
        null => (bounds.First, "nothing is known of its habit yet"),
        // Shorter than any bound would be said as "0 a day".
        < 0.01 => (bounds.Most, "hardly anything new comes"),
        { } rate => (Days(1 / rate), $"about {Number(rate)} new items a day"),
    };

    private static TimeSpan? Crowded(ClaimedFeed feed, PollFacts facts)
    {
        if (feed.Habit is null || feed.SinceRead is not { } since || facts.Entries == 0 || !facts.ShowsKnownEntries) return null;
        var share = (double)facts.NewEntries / facts.Entries;
        return share > MostNewShare ? since * (MostNewShare / share) : null;
    }

    private static (TimeSpan Wait, string Reason)? Asked(PollFacts facts)
    {
        (TimeSpan? Wait, string Name)[] hints =
        [
            (facts.Hints.Ttl, "ttl"),
            (facts.Hints.UpdateInterval, "sy:updatePeriod"),
            (facts.MaxAge is { } age ? Min(age, s_longestMaxAge) : null, "Cache-Control"),
        ];
        var longest = hints.Where(h => h.Wait > TimeSpan.Zero).OrderByDescending(h => h.Wait).FirstOrDefault();
        return longest.Wait is { } wait ? (wait, $"the feed asks for it ({longest.Name})") : null;
    }

    public static string Number(double number) => number.ToString(number >= 10 ? "0" : number >= 1 ? "0.#" : "0.##", CultureInfo.InvariantCulture);

    // A rate near zero would leave the range of TimeSpan.
    private static TimeSpan Days(double days) => TimeSpan.FromDays(Math.Min(days, 3650));

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
