using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <summary>What became of the items that one feed brought first.</summary>
public sealed record FeedReport
{
    /// <summary>Null for items from lists of URLs.</summary>
    public Guid? FeedId { get; init; }

    public string? Url { get; init; }

    public string? Title { get; init; }

    /// <summary>The last poll's; null where there was none.</summary>
    public Outcome? Outcome { get; init; }

    public string? Detail { get; init; }

    /// <summary>Items discovered in the time asked for.</summary>
    public required long Found { get; init; }

    /// <summary>Items stored in the time asked for.</summary>
    public required long Stored { get; init; }

    /// <summary>Items not ended yet, whenever discovered.</summary>
    public required long Unfinished { get; init; }

    /// <summary>Items that ended without an article in the time asked for, by reason.</summary>
    public required IReadOnlyDictionary<Outcome, long> Finished { get; init; }
}

public sealed record TypeCount(PloverType Type, long Count);

/// <summary>A stored event to look at.</summary>
public sealed record EventSample
{
    public required Guid EventId { get; init; }

    public required PloverType Type { get; init; }

    public required EventStatus Status { get; init; }

    public required string Sentence { get; init; }

    public required string Trigger { get; init; }

    public required IReadOnlyList<Actor> Actors { get; init; }

    public required IReadOnlyList<Actor> Recipients { get; init; }

    public Actor? AccordingTo { get; init; }

    public Claim? Claim { get; init; }

    public DateOnly? DateStart { get; init; }

    public DateOnly? DateEnd { get; init; }

    public string? Place { get; init; }

    public Quantity? Dead { get; init; }

    public Quantity? Injured { get; init; }

    public required double Confidence { get; init; }

    public required string ArticleUrl { get; init; }

    public string? ArticleTitle { get; init; }
}
