namespace IngestWorker.Feeds;

/// <summary>A list of URLs as it was read: what can be fetched, and what cannot with the reason.</summary>
public sealed record UrlList
{
    public required IReadOnlyList<ListedUrl> Urls { get; init; }

    public required IReadOnlyList<RejectedLine> Rejected { get; init; }
}

/// <param name="Line">The line's number, from 1.</param>
/// <param name="Url">An absolute http or https address, as written.</param>
public sealed record ListedUrl(int Line, string Url);

/// <param name="Line">The line's number, from 1.</param>
/// <param name="Text">What stands there, shortened.</param>
/// <param name="Reason">Why it is no URL to fetch, in words.</param>
public sealed record RejectedLine(int Line, string Text, string Reason);
