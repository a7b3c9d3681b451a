namespace IngestWorker.Contracts;

/// <summary>Command: fetch an item that was claimed, and take it as far as its events. Changes are additive only.</summary>
public sealed record FetchArticle
{
    public required Guid ItemId { get; init; }

    /// <summary>The address to request.</summary>
    public required string Url { get; init; }

    public Guid? FeedId { get; init; }

    /// <summary>Which claim of the item this is, from 1. A command of an older claim is out of date and does nothing.</summary>
    public required int Attempt { get; init; }

    /// <summary>What the feed says of the article, used where the page does not.</summary>
    public string? Title { get; init; }

    public DateTimeOffset? Published { get; init; }

    /// <summary>W3C traceparent of the poll that found the item; null where nothing was traced.</summary>
    public string? TraceContext { get; init; }
}

/// <summary>
/// Fact: an article was taken from its page and coded. The product's public stream; anyone may bind a queue to it.
/// Changes are additive only; at most <see cref="MaxBytes"/> when serialized.
/// </summary>
public sealed record EventsExtracted
{
    /// <summary>1 MiB. An article over it finishes as <see cref="Outcome.MessageTooLarge"/>.</summary>
    public const int MaxBytes = 1_048_576;

    public required Article Article { get; init; }

    public required IReadOnlyList<CodedEvent> Events { get; init; }

    /// <summary><see cref="Outcome.Ok"/>, or why there are no events (<see cref="Outcome.LanguageNotSupported"/>).</summary>
    public required Outcome CodingOutcome { get; init; }

    /// <summary>The claim of the item that led here (<see cref="FetchArticle.Attempt"/>).</summary>
    public required int Attempt { get; init; }

    /// <summary>True where a kept page was extracted and coded again: it takes the place of what was stored of the same text before.</summary>
    public bool IsRecoding { get; init; }

    /// <summary>Name and version of the coder ("ingestworker/1.0").</summary>
    public required string Coder { get; init; }

    public required DateTimeOffset ExtractedAt { get; init; }

    /// <summary>When it was given to the broker (the worker's clock); null in messages of versions before 0.2.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>W3C traceparent of the work that led here; null where nothing was traced.</summary>
    public string? TraceContext { get; init; }
}
