using IngestWorker.Contracts;
using IngestWorker.Polling;
using IngestWorker.Storage;

namespace IngestWorker.Tests.Polling;

/// <summary>Feeds and polls for tests, and a feed that is polled for days without a clock.</summary>
internal static class Polls
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero); // a Wednesday

    public static readonly PollBounds Bounds = new(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(5), TimeSpan.FromHours(6));

    public static PollPolicy Policy { get; } = new(Bounds);

    public static ClaimedFeed Feed(FeedHabit? habit = null, TimeSpan? sinceRead = null, int failures = 0) => new()
    {
        FeedId = DeterministicId.ForFeed("https://news.example/rss"),
        Url = "https://news.example/rss",
        Failures = failures,
        Claim = 1,
        Habit = habit,
        SinceRead = habit is null ? null : sinceRead ?? TimeSpan.FromMinutes(15),
        SinceNew = habit is null ? null : sinceRead ?? TimeSpan.FromMinutes(15),
    };

    public static PollFacts Found(int entries, int fresh) => new() { Outcome = Outcome.Ok, Entries = entries, NewEntries = fresh };

    public static PollFacts Unchanged { get; } = new() { Outcome = Outcome.NotModified };

    public static PollFacts Failure(Outcome outcome, TimeSpan? retryAfter = null) => new() { Outcome = outcome, RetryAfter = retryAfter, Detail = "it failed" };

    public static PollDecision Decide(ClaimedFeed feed, PollFacts facts, double chance = 0.5) => Policy.Decide(feed, facts, Noon, chance);

    /// <summary>A habit of so many items a day that has lasted for months.</summary>
    public static FeedHabit Habit(double perDay, double entries = 30) =>
        new(perDay * FeedRate.RecentDays, FeedRate.RecentDays, perDay * FeedRate.HabitDays, FeedRate.HabitDays, entries);

    /// <summary>What becomes of a feed that is polled as the policy says, from an unknown one on.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="entries">Entries of its document.</param>
    /// <param name="newBetween">New items between two times, counted in days from the start.</param>
    public static List<(TimeSpan At, PollDecision Decision)> Run(TimeSpan duration, int entries, Func<double, double, int> newBetween)
    {
        var story = new List<(TimeSpan, PollDecision)>();
        var feed = Feed();
        var chance = new Random(7);
        var lastNew = TimeSpan.Zero;
        for (var at = TimeSpan.Zero; at < duration;)
        {
            var fresh = feed.SinceRead is { } since ? Math.Min(entries, newBetween((at - since).TotalDays, at.TotalDays)) : entries;
            if (fresh > 0) lastNew = at;
            var decision = Policy.Decide(feed, fresh > 0 ? Found(entries, fresh) : Unchanged, Noon + at, chance.NextDouble());
            story.Add((at, decision));
            var wait = decision.NextPollIn!.Value;
            at += wait;
            feed = feed with { Habit = decision.Habit, SinceRead = wait, SinceNew = at - lastNew, PollInterval = decision.Interval };
        }
        return story;
    }
}
