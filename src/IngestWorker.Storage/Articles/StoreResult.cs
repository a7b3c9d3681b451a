namespace IngestWorker.Storage;

/// <summary>What a batch added.</summary>
public sealed record StoreResult
{
    /// <summary>Articles that were not there before.</summary>
    public required IReadOnlyList<Guid> NewArticles { get; init; }

    /// <summary>Articles that were there, and were read and coded anew.</summary>
    public int Replaced { get; init; }

    public required int NewEvents { get; init; }

    /// <summary>Messages that told nothing new.</summary>
    public required int Repeated { get; init; }
}
