namespace IngestWorker.Contracts;

/// <summary>One link to fetch, known by its canonical URL.</summary>
public sealed record Item
{
    /// <summary><see cref="DeterministicId.ForItem"/> of <see cref="CanonicalUrl"/>.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>The address by which two links are the same item (Fetching's CanonicalUrl).</summary>
    public required string CanonicalUrl { get; init; }

    /// <summary>The address to request, as the feed gave it.</summary>
    public required string Url { get; init; }

    /// <summary>The host (lower case, with a port that is not the scheme's own) by which politeness is kept.</summary>
    public required string Host { get; init; }

    /// <summary>What the feed calls the article; null where it does not.</summary>
    public string? Title { get; init; }

    /// <summary>When the feed says that the article was published.</summary>
    public DateTimeOffset? Published { get; init; }
}
