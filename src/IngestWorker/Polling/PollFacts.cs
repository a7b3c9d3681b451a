using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Storage;

namespace IngestWorker.Polling;

/// <summary>What a poll found: all that the policy may look at beside the feed's own record.</summary>
internal sealed record PollFacts
{
    /// <summary>Ok, NotModified (by the server's word or by the body's hash), or why it failed.</summary>
    public required Outcome Outcome { get; init; }

    public string? Detail { get; init; }

    /// <summary>What stood there instead of a feed, where that could be told.</summary>
    public FeedState? Instead { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Cache-Control: max-age.</summary>
    public TimeSpan? MaxAge { get; init; }

    public PublisherHints Hints { get; init; } = PublisherHints.None;

    /// <summary>Entries with a link, each once.</summary>
    public int Entries { get; init; }

    /// <summary>Those that the feed had not carried before.</summary>
    public int NewEntries { get; init; }

    /// <summary>The plausible dates of the entries.</summary>
    public IReadOnlyList<DateTimeOffset> Dates { get; init; } = [];

    /// <summary>False for a list of lists, of which a poll looks only at what changed: nothing known in it says nothing.</summary>
    public bool ShowsKnownEntries { get; init; } = true;

    /// <summary>Where the feed says for good that it is now: by 301 or 308, or in its document.</summary>
    public string? MovedTo { get; init; }
}

/// <summary>What a feed asks of those who poll it.</summary>
internal sealed record PublisherHints
{
    public static PublisherHints None { get; } = new();

    /// <summary>RSS ttl.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>sy:updatePeriod through sy:updateFrequency.</summary>
    public TimeSpan? UpdateInterval { get; init; }

    /// <summary>0 to 23, GMT.</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>GMT.</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>Nothing new will come.</summary>
    public bool IsExpired { get; init; }

    /// <summary>As it is kept with the feed, for the polls that bring no document.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    public static PublisherHints Parse(string? written) => written is null ? None : JsonSerializer.Deserialize<PublisherHints>(written) ?? None;
}

/// <summary>What follows from a poll.</summary>
internal sealed record PollDecision
{
    public required FeedState State { get; init; }

    /// <summary>Why it is in that state, in words; null where there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>Time between polls from now on; null keeps the one before.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Why the next poll comes when it does, in words.</summary>
    public string? IntervalReason { get; init; }

    /// <summary>From now, jitter and quiet hours included; null: never again.</summary>
    public required TimeSpan? NextPollIn { get; init; }

    public required int Failures { get; init; }

    public FeedHabit? Habit { get; init; }

    public bool IsGap { get; init; }

    /// <summary>The address it may have moved to, and in how many polls in a row that was said.</summary>
    public string? MovedTo { get; init; }

    public int MovedSeen { get; init; }

    /// <summary>True where that was said often enough to believe it.</summary>
    public bool HasMoved { get; init; }
}

/// <param name="First">The interval of a feed of which nothing is known.</param>
/// <param name="Least">No feed is polled more often.</param>
/// <param name="Most">No feed is polled less often, failures and quiet hours aside.</param>
internal readonly record struct PollBounds(TimeSpan First, TimeSpan Least, TimeSpan Most)
{
    public TimeSpan Clamp(TimeSpan interval) => interval < Least ? Least : interval > Most ? Most : interval;
}
