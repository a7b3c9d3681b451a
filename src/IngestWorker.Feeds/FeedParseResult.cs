using IngestWorker.Contracts;

namespace IngestWorker.Feeds;

/// <summary>What became of reading a document as a feed.</summary>
public sealed record FeedParseResult
{
    /// <summary><see cref="Outcome.Ok"/>, <see cref="Outcome.NotAFeed"/> or <see cref="Outcome.EmptyDocument"/>.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>In words, what the document looks like instead; null exactly where <see cref="Outcome"/> is Ok.</summary>
    public string? Detail { get; init; }

    /// <summary>The feed; null unless <see cref="Outcome"/> is Ok.</summary>
    public FeedDocument? Document { get; init; }

    internal static FeedParseResult Ok(FeedDocument document) => new() { Outcome = Outcome.Ok, Document = document };

    internal static FeedParseResult NotAFeed(string detail) => new() { Outcome = Outcome.NotAFeed, Detail = detail };

    internal static FeedParseResult Empty(string detail) => new() { Outcome = Outcome.EmptyDocument, Detail = detail };
}
