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
}

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
}
