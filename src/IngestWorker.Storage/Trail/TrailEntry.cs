using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <summary>One line of an item's trail.</summary>
public sealed record TrailEntry
{
    public required Guid ItemId { get; init; }

    /// <summary>Which claim; 0 before the first.</summary>
    public required int Attempt { get; init; }

    public required Stage Stage { get; init; }

    public required Outcome Outcome { get; init; }

    public string? Detail { get; init; }

    public string? Worker { get; init; }

    public string? Version { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What is known of an item, with its trail, oldest first.</summary>
public sealed record ItemTrail
{
    public required Guid ItemId { get; init; }

    public required string Url { get; init; }

    public required ItemState State { get; init; }

    public Outcome? Outcome { get; init; }

    public string? Detail { get; init; }

    public required int Attempt { get; init; }

    /// <summary>When it may be claimed, or while claimed when the lease runs out; null when ended.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Who holds its lease; null where nobody does.</summary>
    public string? Worker { get; init; }

    public required IReadOnlyList<TrailEntry> Entries { get; init; }
}
