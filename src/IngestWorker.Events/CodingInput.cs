using IngestWorker.Contracts;

namespace IngestWorker.Events;

/// <summary>An article's text and what the coder may know of it.</summary>
public sealed record CodingInput
{
    /// <summary>The name space of the events' ids.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>The running text, one block a line ("\n").</summary>
    public required string Text { get; init; }

    /// <summary>The day it appeared, by which "on Friday" is resolved; without it such dates keep their words only.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>BCP 47 tag as the page states it; anything but English is not coded. Null leaves it to the text.</summary>
    public string? Language { get; init; }

    public string? Title { get; init; }

    /// <summary>The lines' kinds; an embedded post is its author's word.</summary>
    public IReadOnlyList<TextBlock> Blocks { get; init; } = [];

    /// <summary>Restricts the answer to the event between two phrases; null for all events.</summary>
    public PhrasePair? Pair { get; init; }
}

/// <summary>Two phrases of the text by code points, ends exclusive.</summary>
public sealed record PhrasePair(int ActorStart, int ActorEnd, int RecipientStart, int RecipientEnd);

/// <param name="Outcome"><see cref="Outcome.Ok"/> or <see cref="Outcome.LanguageNotSupported"/>.</param>
/// <param name="Events">In the order of the text; one at most per trigger and type.</param>
public sealed record CodingResult(Outcome Outcome, IReadOnlyList<CodedEvent> Events);
