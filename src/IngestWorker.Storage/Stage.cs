using System.Text.Json.Serialization;
using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <summary>The steps an item goes through, as its trail names them.</summary>
public enum Stage
{
    [JsonStringEnumMemberName("discovered")] Discovered,
    [JsonStringEnumMemberName("dispatched")] Dispatched,
    [JsonStringEnumMemberName("fetched")] Fetched,
    [JsonStringEnumMemberName("extracted")] Extracted,
    [JsonStringEnumMemberName("coded")] Coded,
    [JsonStringEnumMemberName("published")] Published,
    [JsonStringEnumMemberName("stored")] Stored,
    [JsonStringEnumMemberName("finished")] Finished,
}

public enum ItemState
{
    /// <summary>To be fetched when it is due.</summary>
    [JsonStringEnumMemberName("pending")] Pending,

    /// <summary>Leased to a worker.</summary>
    [JsonStringEnumMemberName("claimed")] Claimed,

    /// <summary>Its article and events are in the database.</summary>
    [JsonStringEnumMemberName("stored")] Stored,

    /// <summary>Ended without an article; the outcome says why.</summary>
    [JsonStringEnumMemberName("finished")] Finished,
}

/// <summary>What one attempt at an item came to at one stage.</summary>
public sealed record Disposition
{
    public required Guid ItemId { get; init; }

    /// <summary>The claim it belongs to (<see cref="FetchArticle.Attempt"/>).</summary>
    public required int Attempt { get; init; }

    public required Stage Stage { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>For people: the status line, the exception's message.</summary>
    public string? Detail { get; init; }

    /// <summary>Name of the process.</summary>
    public string? Worker { get; init; }

    /// <summary>Name and version of the program or coder.</summary>
    public string? Version { get; init; }
}
