namespace IngestWorker.Articles;

/// <summary>A page as it came: bytes with their Content-Type, or text that is decoded already.</summary>
public sealed record PageSource
{
    /// <summary>The address that answered; relative links and dates in the path are read from it. May be empty.</summary>
    public required string Url { get; init; }

    /// <summary>The undecoded body. Ignored where <see cref="Html"/> is set.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The Content-Type header as sent; null where there was none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The page as text, where somebody else decoded it.</summary>
    public string? Html { get; init; }

    /// <summary>When it was fetched; dates after it are implausible. Null leaves that check out.</summary>
    public DateTimeOffset? FetchedAt { get; init; }
}
