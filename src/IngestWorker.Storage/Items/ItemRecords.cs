using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <summary>What a dispatcher asks the frontier for.</summary>
public sealed record DispatchRequest
{
    /// <summary>Most items to take now.</summary>
    public required int Max { get; init; }

    /// <summary>Most items that may be leased at a time, by all the workers together: the back-pressure.</summary>
    public required int MaxInFlight { get; init; }

    /// <summary>How long a claim holds; after it the item is due again.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Least time between two claims of one host; a host's own interval goes before it. Zero: no politeness.</summary>
    public required TimeSpan HostInterval { get; init; }

    /// <summary>Name of the process.</summary>
    public required string Worker { get; init; }

    /// <summary>An item due again after so many claims is finished as <see cref="Outcome.Abandoned"/>. Claims given back do not count. Default 5.</summary>
    public int MaxAttempts { get; init; } = 5;
}

/// <summary>Leave to fetch a claimed item, with what is known of it.</summary>
public sealed record FetchStart
{
    public required string Host { get; init; }

    /// <summary>The newest page in the archive; null where there is none.</summary>
    public Guid? PageId { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public string? BodySha256 { get; init; }
}

/// <summary>The frontier in numbers.</summary>
public sealed record FrontierCounts
{
    /// <summary>Items by state and, where ended, by outcome.</summary>
    public required IReadOnlyList<StateCount> States { get; init; }

    /// <summary><see cref="ItemStore.NextDueAsync"/>.</summary>
    public required TimeSpan? NextDueIn { get; init; }

    public long Of(ItemState state) => States.Where(s => s.State == state).Sum(s => s.Count);

    /// <summary>Pending and claimed.</summary>
    public long Unfinished => Of(ItemState.Pending) + Of(ItemState.Claimed);
}

/// <param name="State">The items' state.</param>
/// <param name="Outcome">Why they ended; of one that is not ended, what its last attempt came to; null where there was none.</param>
/// <param name="Count">How many.</param>
public sealed record StateCount(ItemState State, Outcome? Outcome, long Count);
