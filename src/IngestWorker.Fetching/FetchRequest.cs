namespace IngestWorker.Fetching;

/// <summary>What is wanted: an address, and what is known of it.</summary>
public sealed record FetchRequest
{
    /// <summary>The address to request, absolute.</summary>
    public required string Url { get; init; }

    public required FetchKind Kind { get; init; }

    /// <summary>The ETag of the copy at hand, exactly as the server sent it: makes the request conditional (RFC 9110 §13).</summary>
    public string? ETag { get; init; }

    /// <summary>The Last-Modified of the copy at hand, exactly as the server sent it: makes the request conditional.</summary>
    public string? LastModified { get; init; }

    /// <summary>For logs and traces.</summary>
    public Guid? ItemId { get; init; }
}

/// <summary>What is expected there: decides limits, the Accept header, which content types count, and whether robots.txt is asked.</summary>
public enum FetchKind
{
    /// <summary>A feed, sitemap or list of URLs. Any type that is not plainly something else; robots.txt is not asked.</summary>
    Feed,

    /// <summary>An article, or a site's page where feeds are looked for: HTML. robots.txt is asked.</summary>
    Article,
}
