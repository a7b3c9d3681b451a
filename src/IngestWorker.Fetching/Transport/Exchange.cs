using IngestWorker.Contracts;

namespace IngestWorker.Fetching;

/// <summary>One request and what came of it.</summary>
internal sealed record Exchange
{
    public required Outcome Outcome { get; init; }
    public required string Detail { get; init; }
    public bool IsTransient { get; init; }

    /// <summary>Whether it says something about the host's health, so that its circuit counts it as a failure.</summary>
    public bool IsHostFailure { get; init; }

    public int? StatusCode { get; init; }

    /// <summary>The Location header where the answer is a redirect.</summary>
    public string? Location { get; init; }

    public string? ContentType { get; init; }
    public string? ETag { get; init; }
    public string? LastModified { get; init; }
    public string? Link { get; init; }
    public TimeSpan? RetryAfter { get; init; }
    public TimeSpan? MaxAge { get; init; }
    public TimeSpan? ResponseTime { get; init; }
    public ReadOnlyMemory<byte> Body { get; init; }
    public long WireBytes { get; init; }

    public static Exchange Failed(Outcome outcome, string detail, bool transient, bool hostFailure = false) =>
        new() { Outcome = outcome, Detail = detail, IsTransient = transient, IsHostFailure = hostFailure };
}

/// <summary>What one request asks for, and what it accepts.</summary>
internal sealed record ExchangeTerms
{
    public required string Accept { get; init; }
    public required long MaxBytes { get; init; }

    /// <summary>Whether the first <see cref="MaxBytes"/> of a longer body will do; otherwise it is a failure.</summary>
    public bool MayBeCut { get; init; }

    /// <summary>Null where the content type does not matter.</summary>
    public FetchKind? Kind { get; init; }

    public string? ETag { get; init; }
    public string? LastModified { get; init; }

    /// <summary>What is posted; null for a GET.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }

    public bool IsConditional => ETag is not null || LastModified is not null;
}
