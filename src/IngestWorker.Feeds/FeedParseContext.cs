namespace IngestWorker.Feeds;

/// <summary>What is known about a document from outside: its address and the headers it came with.</summary>
public sealed record FeedParseContext
{
    /// <summary>Nothing is known.</summary>
    public static FeedParseContext None { get; } = new();

    /// <summary>The address that answered, after redirects. Relative links are resolved against it.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The Content-Type header as sent. Its charset counts less than a byte order mark and more than the XML declaration.</summary>
    public string? ContentType { get; init; }

    /// <summary>The Content-Location header as sent; used as the base where it is an http address.</summary>
    public string? ContentLocation { get; init; }

    /// <summary>The Content-Language header as sent; used where the document names no language.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>Entries beyond this number are not read (default 50,000) and <see cref="FeedDocument.IsTruncated"/> is set.</summary>
    public int MaxEntries { get; init; } = 50_000;

    /// <summary>A compressed body is unpacked up to this many bytes (default 64 MiB) and what is beyond is not read.</summary>
    public int MaxUnpackedBytes { get; init; } = 64 << 20;
}
