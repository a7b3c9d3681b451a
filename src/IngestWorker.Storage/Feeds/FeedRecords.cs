using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <param name="Url">Its address; the feed's id is <see cref="DeterministicId.ForFeed"/> of it.</param>
/// <param name="Title">A name to show until the feed gives its own.</param>
public sealed record NewFeed(string Url, string? Title = null);

/// <summary>A feed that is due, leased to the caller.</summary>
public sealed record ClaimedFeed
{
    public required Guid FeedId { get; init; }

    public required string Url { get; init; }

    public string? Title { get; init; }

    /// <summary>Validators and body hash of the last document that was read; null before the first.</summary>
    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public string? BodySha256 { get; init; }

    /// <summary>Failed polls since the last good one.</summary>
    public required int Failures { get; init; }

    /// <summary>The interval that the last poll chose; null where none did.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Which claim of the feed this is; <see cref="FeedPoll.Claim"/> gives it back.</summary>
    public required long Claim { get; init; }

    public FeedState State { get; init; }

    /// <summary>The site's page, as the feed last gave it.</summary>
    public string? SiteUrl { get; init; }

    /// <summary>What <see cref="FeedPoll.Hints"/> gave last.</summary>
    public string? Hints { get; init; }

    /// <summary>Null before the first document was read.</summary>
    public FeedHabit? Habit { get; init; }

    /// <summary>Where the feed said last that it has moved to, and in how many polls in a row.</summary>
    public string? MovedTo { get; init; }

    public int MovedSeen { get; init; }

    /// <summary>Since the last poll that could be read, by the database's clock; null before the first.</summary>
    public TimeSpan? SinceRead { get; init; }

    /// <summary>Since something new came; null where nothing ever did.</summary>
    public TimeSpan? SinceNew { get; init; }

    /// <summary>True while a hub pushes its changes.</summary>
    public bool IsPushed { get; init; }
}

/// <summary>How much a feed brings. Items and days are counts that fade with time, so that their quotient is a rate that follows the feed.</summary>
/// <param name="RecentItems">New items, faded within some days.</param>
/// <param name="RecentDays">The days they came in, faded alike.</param>
/// <param name="Items">New items, faded within weeks: the habit.</param>
/// <param name="Days">The days they came in, faded alike.</param>
/// <param name="Entries">How many entries its document has, as a rule.</param>
public sealed record FeedHabit(double RecentItems, double RecentDays, double Items, double Days, double Entries);

/// <summary>What a poll came to.</summary>
public sealed record FeedPoll
{
    public required Guid FeedId { get; init; }

    /// <summary><see cref="ClaimedFeed.Claim"/>. A poll whose lease went to somebody else adds its items and changes nothing else.</summary>
    public required long Claim { get; init; }

    /// <summary><see cref="Contracts.Outcome.Ok"/> replaces the validators; any other keeps those that are not given anew.</summary>
    public required Outcome Outcome { get; init; }

    public string? Detail { get; init; }

    /// <summary>Null keeps the title.</summary>
    public string? Title { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public string? BodySha256 { get; init; }

    /// <summary>When it is due again, from now; null: never (the feed is gone).</summary>
    public required TimeSpan? NextPollIn { get; init; }

    /// <summary>What the next <see cref="ClaimedFeed.PollInterval"/> says; null keeps it.</summary>
    public TimeSpan? PollInterval { get; init; }

    public required int Failures { get; init; }

    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>Name of the process, for the items' trail.</summary>
    public string? Worker { get; init; }

    /// <summary>Name and version of the program, for the items' trail.</summary>
    public string? Version { get; init; }

    /// <summary>W3C traceparent of the poll, for its items; null where nothing is traced.</summary>
    public string? TraceContext { get; init; }

    public FeedState State { get; init; } = FeedState.Ok;

    /// <summary>Why it is in that state, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>Why the next poll comes when it does, in words; null keeps it.</summary>
    public string? IntervalReason { get; init; }

    /// <summary>Null keeps it.</summary>
    public string? SiteUrl { get; init; }

    /// <summary>What its document asks of those who poll it, for the polls that bring no document; null keeps it.</summary>
    public string? Hints { get; init; }

    /// <summary>Null keeps it.</summary>
    public FeedHabit? Habit { get; init; }

    /// <summary>Entries that the feed had not shown before.</summary>
    public int NewEntries { get; init; }

    public bool IsGap { get; init; }

    public string? MovedTo { get; init; }

    public int MovedSeen { get; init; }

    /// <summary>The address it is polled by from now on; null keeps it. The feed's id stays.</summary>
    public string? NewUrl { get; init; }
}

/// <summary>A feed as it stands.</summary>
public sealed record FeedStatus
{
    public required Guid FeedId { get; init; }

    public required string Url { get; init; }

    public string? Title { get; init; }

    /// <summary>Of the last poll; null before the first.</summary>
    public Outcome? Outcome { get; init; }

    public string? Detail { get; init; }

    public required int Failures { get; init; }

    public DateTimeOffset? PolledAt { get; init; }

    /// <summary>When it is due, or while it is leased when the lease runs out; null where it is not polled any more.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Who holds the lease; null where nobody does.</summary>
    public string? Worker { get; init; }

    public required FeedState State { get; init; }

    /// <summary>Why it is in that state, in words.</summary>
    public string? Reason { get; init; }

    public string? SiteUrl { get; init; }

    public TimeSpan? PollInterval { get; init; }

    public string? IntervalReason { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>When it could last be read.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    public DateTimeOffset? LastNewAt { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public FeedHabit? Habit { get; init; }

    /// <summary>How often something was lost between two polls, and when last.</summary>
    public required int Gaps { get; init; }

    public DateTimeOffset? GapAt { get; init; }

    public string? MovedTo { get; init; }

    public int MovedSeen { get; init; }

    /// <summary>The address it had before its last move.</summary>
    public string? MovedFrom { get; init; }

    /// <summary>Items that it carried.</summary>
    public long Items { get; init; }
}
