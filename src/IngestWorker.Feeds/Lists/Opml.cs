namespace IngestWorker.Feeds;

/// <summary>One feed in an OPML list.</summary>
public sealed record OpmlFeed
{
    /// <summary>The feed's address, absolute or as written.</summary>
    public required string XmlUrl { get; init; }

    public string? Title { get; init; }

    /// <summary>The site's address.</summary>
    public string? HtmlUrl { get; init; }

    /// <summary>The names of the folders it lies in, outermost first.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];
}

/// <summary>An OPML list as it was read.</summary>
public sealed record OpmlDocument
{
    /// <summary>False where the bytes are no OPML at all.</summary>
    public required bool IsOpml { get; init; }

    public string? Title { get; init; }

    /// <summary>Each feed once, in the document's order.</summary>
    public IReadOnlyList<OpmlFeed> Feeds { get; init; } = [];
}
