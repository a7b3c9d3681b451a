namespace IngestWorker.Contracts;

/// <summary>What the server sent for an item, undecoded, so that everything after it can be done again without a fetch.</summary>
public sealed record Page
{
    /// <summary><see cref="DeterministicId.ForPage"/> of the item and <see cref="BodySha256"/>.</summary>
    public required Guid PageId { get; init; }

    public required Guid ItemId { get; init; }

    /// <summary>The address that answered, after redirects.</summary>
    public required string Url { get; init; }

    public required DateTimeOffset FetchedAt { get; init; }

    public required int StatusCode { get; init; }

    /// <summary>The Content-Type header as sent; null where there was none.</summary>
    public string? ContentType { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>SHA-256 of <see cref="Body"/>, lower-case hexadecimal.</summary>
    public required string BodySha256 { get; init; }

    /// <summary>The body after content decoding (gzip, br), before character decoding.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
