using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <summary>An item that ended without an article for a reason that a retry or a hand may mend.</summary>
public sealed record FailedItem
{
    public required Guid ItemId { get; init; }

    public required string Url { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>The stage it ended at; null where its trail does not tell.</summary>
    public Stage? Stage { get; init; }

    public string? Detail { get; init; }

    public required int Attempt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }
}

/// <summary>Who acts on an item by hand, for its trail.</summary>
/// <param name="By">"ann@desk-3".</param>
/// <param name="Version">Name and version of the program.</param>
/// <param name="Reason">In the operator's words; null where none was given.</param>
public sealed record HandAct(string By, string Version, string? Reason);

/// <summary>What came of making an item due again.</summary>
public enum ItemRetry
{
    /// <summary>It is due now, with all its attempts.</summary>
    Due,

    /// <summary>A worker has it.</summary>
    UnderWay,

    /// <summary>Its article is stored: there is nothing to try.</summary>
    Stored,

    /// <summary>There is no such item.</summary>
    Unknown,
}
