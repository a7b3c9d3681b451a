using System.Security.Cryptography;
using IngestWorker.Contracts;

namespace IngestWorker.Fetching;

/// <summary>What became of a fetch. Every expected failure is an <see cref="Outcome"/> here, never an exception.</summary>
public sealed record FetchResult
{
    public required Outcome Outcome { get; init; }

    /// <summary>What happened, one sentence for a human.</summary>
    public required string Detail { get; init; }

    /// <summary>The status of the last answer; null where there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The address that answered last, or that was asked last.</summary>
    public required string FinalUrl { get; init; }

    /// <summary>The redirects that were followed, in order.</summary>
    public IReadOnlyList<Redirect> Redirects { get; init; } = [];

    /// <summary>The Content-Type header as sent; null where there was none.</summary>
    public string? ContentType { get; init; }

    /// <summary>As sent, quotes and weakness included.</summary>
    public string? ETag { get; init; }

    /// <summary>As sent.</summary>
    public string? LastModified { get; init; }

    /// <summary>The Link headers, joined by commas (<see cref="LinkHeader"/>); null where there was none.</summary>
    public string? Link { get; init; }

    /// <summary>Content coding (gzip, deflate, br, zstd) undone, characters not decoded. Empty unless <see cref="Outcome"/> is Ok.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>SHA-256 of <see cref="Body"/>, lower-case hexadecimal.</summary>
    public string BodySha256 => Convert.ToHexStringLower(SHA256.HashData(Body.Span));

    /// <summary>Not before this time from now: by the server's Retry-After (both forms, at most Fetching:MaxRetryAfter), an open circuit or an unreachable robots.txt.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same fetch may well succeed later. A 404 is no such failure, a timeout is.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The whole fetch, waits included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>From the last request to its answer's headers: how busy the server is. Null where none answered.</summary>
    public TimeSpan? ResponseTime { get; init; }

    /// <summary>max-age of Cache-Control; null where there is none.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Crawl-delay of the host's robots.txt for this agent, at most Fetching:MaxCrawlDelay; null where there is none or it was not asked.</summary>
    public TimeSpan? CrawlDelay { get; init; }

    /// <summary>How many requests for the address it took, robots.txt and redirects not counted.</summary>
    public int Attempts { get; init; }

    /// <summary>Bytes of the body as they came over the wire.</summary>
    public long WireBytes { get; init; }

    /// <summary>When the answer was complete.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>
    /// Where the address has moved for good: the end of the unbroken chain of 301 and 308 from its start; null where the first
    /// redirect is none of these. 302, 303 and 307 say nothing about tomorrow.
    /// </summary>
    public string? MovedTo => Redirects.TakeWhile(r => r.StatusCode is 301 or 308).LastOrDefault()?.To;

    /// <summary>The page to keep.</summary>
    /// <exception cref="InvalidOperationException">The outcome is not Ok.</exception>
    public Page ToPage(Guid itemId)
    {
        if (Outcome != Outcome.Ok || StatusCode is not { } status)
            throw new InvalidOperationException($"A fetch that ended as {Outcome.ToName()} has no page ({FinalUrl}).");
        var hash = BodySha256;
        return new Page
        {
            PageId = DeterministicId.ForPage(itemId, hash),
            ItemId = itemId,
            Url = FinalUrl,
            FetchedAt = FetchedAt,
            StatusCode = status,
            ContentType = ContentType,
            ETag = ETag,
            LastModified = LastModified,
            BodySha256 = hash,
            Body = Body,
        };
    }
}

/// <param name="StatusCode">301, 302, 303, 307 or 308.</param>
/// <param name="From">The address that answered so.</param>
/// <param name="To">Where it points, absolute.</param>
public sealed record Redirect(int StatusCode, string From, string To);
