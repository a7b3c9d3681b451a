using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Storage;

namespace IngestWorker.Polling;

/// <summary>
/// Decides what follows from a poll: the feed's state with its reason, when it is polled again, whether something was lost,
/// whether it has moved. Pure: the feed's record, what was found, the time and the chance come in.
/// </summary>
internal sealed class PollPolicy(PollBounds bounds)
{
    /// <summary>In how many polls in a row a feed must say that it moved: one wrong deployment of a server is not for ever.</summary>
    public const int MovesToBelieve = 3;

    private const int FewestEntriesOfGap = 3;
    private const double Jitter = 0.1;

    /// <param name="feed">The feed as it was before the poll.</param>
    /// <param name="facts">What the poll found.</param>
    /// <param name="now">Its time.</param>
    /// <param name="chance">0 up to 1: spreads the polls.</param>
    public PollDecision Decide(ClaimedFeed feed, PollFacts facts, DateTimeOffset now, double chance)
    {
        if (facts.Outcome == Outcome.Gone) return Retired(facts);
        return facts.Outcome is Outcome.Ok or Outcome.NotModified ? Read(feed, facts, now, chance) : Failed(feed, facts, now, chance);
    }

    private PollDecision Read(ClaimedFeed feed, PollFacts facts, DateTimeOffset now, double chance)
    {
        var habit = FeedRate.After(feed.Habit, feed.SinceRead, facts, now);
        var isGap = IsGap(feed, facts);
        var (interval, why) = PollInterval.Choose(feed, habit, facts, isGap, bounds);
        var (state, reason) = StateOf(feed, habit, facts, isGap);
        var seen = facts.MovedTo is null ? 0 : facts.MovedTo == feed.MovedTo ? feed.MovedSeen + 1 : 1;
        var wait = feed.Habit is null ? interval * (0.25 + 0.75 * Phase(feed.Url)) : interval;
        return new PollDecision
        {
            State = state,
            Reason = reason ?? MoveInWords(facts.MovedTo, seen),
            Interval = interval,
            IntervalReason = why,
            NextPollIn = Next(bounds.Clamp(Spread(wait, chance)), facts.Hints, now),
            Failures = 0,
            Habit = habit,
            IsGap = isGap,
            MovedTo = facts.MovedTo,
            MovedSeen = seen,
            HasMoved = seen >= MovesToBelieve,
        };
    }

    private PollDecision Failed(ClaimedFeed feed, PollFacts facts, DateTimeOffset now, double chance)
    {
        var failures = feed.Failures + 1;
        var weight = BackOff.Weigh(facts.Outcome);
        var wait = BackOff.After(weight, failures, feed.PollInterval ?? bounds.First, bounds);
        var honoured = BackOff.Honour(facts.RetryAfter, wait);
        var why = honoured > wait ? "the server asked for this wait (Retry-After)" : InARow(weight, failures);
        return new PollDecision
        {
            State = facts.Instead ?? (facts.Outcome == Outcome.EmptyDocument ? FeedState.Empty : FeedState.Failing),
            Reason = facts.Detail ?? facts.Outcome.ToName(),
            IntervalReason = why,
            // Never before what the server asked for: jitter only adds then.
            NextPollIn = Next(honoured > wait ? honoured * (1 + Jitter * chance) : Spread(wait, chance), PublisherHints.None, now),
            Failures = failures,
            MovedTo = feed.MovedTo,
            MovedSeen = 0,
        };

        static string InARow(FailureWeight kind, int failures) => (kind, failures) switch
        {
            (FailureWeight.Hard, 1) => "a failure of a kind that waiting seldom mends",
            (FailureWeight.Hard, _) => Number("failures in a row, of a kind that waiting seldom mends", failures),
            (FailureWeight.Soft, 1) => "a failure of the server",
            (FailureWeight.Soft, _) => Number("failures of the server in a row", failures),
            (_, 1) => "a passing failure",
            _ => Number("passing failures in a row", failures),
        };

        static string Number(string words, int number) => string.Create(CultureInfo.InvariantCulture, $"{number} {words}");
    }

    private static PollDecision Retired(PollFacts facts) => new()
    {
        State = FeedState.Retired,
        Reason = $"gone for good: {facts.Detail ?? "410"}",
        IntervalReason = "it is not polled any more",
        NextPollIn = null,
        Failures = 0,
    };

    private static (FeedState, string?) StateOf(ClaimedFeed feed, FeedHabit? habit, PollFacts facts, bool isGap)
    {
        if (isGap)
            return (FeedState.Gap, $"all {facts.Entries} entries were new{(feed.SinceRead is { } since ? " after " + Durations.InWords(since) : "")}: what came between two polls is lost");
        if (FeedVolume.WhyLow(feed, habit, facts) is { } low) return (FeedState.LowVolume, low);
        if (facts.Outcome == Outcome.NotModified) return (FeedState.Unchanged, null);
        return (FeedState.Ok, facts.Entries == 0 ? "it has no entries" : null);
    }

    private static bool IsGap(ClaimedFeed feed, PollFacts facts) =>
        facts is { Outcome: Outcome.Ok, ShowsKnownEntries: true, Entries: >= FewestEntriesOfGap } && facts.NewEntries == facts.Entries && feed.Habit is { Entries: >= 1 };

    private static string? MoveInWords(string? target, int seen) => target is null ? null
        : string.Create(CultureInfo.InvariantCulture, $"it says that it moved to {target} ({seen} of {MovesToBelieve} polls)");

    private static TimeSpan Spread(TimeSpan wait, double chance) => wait * (1 - Jitter + 2 * Jitter * chance);

    private static TimeSpan Next(TimeSpan wait, PublisherHints hints, DateTimeOffset now) => QuietTimes.After(now + wait, hints) - now;

    /// <summary>0 up to 1, from the address: feeds added together do not stay together, in whatever process.</summary>
    internal static double Phase(string url) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(url))) / (uint.MaxValue + 1.0);
}
