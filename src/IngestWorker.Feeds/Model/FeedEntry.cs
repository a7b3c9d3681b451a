using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds;

/// <summary>One entry of a feed. Absent values are null; text values are trimmed and keep the markup the feed gives.</summary>
public sealed record FeedEntry
{
    /// <summary>guid, atom:id, rdf:about or JSON Feed's id, as written.</summary>
    public string? Id { get; init; }

    /// <summary>The title as the feed gives it; it may hold HTML. <see cref="PlainTitle"/> is the same as plain text.</summary>
    public string? Title { get; init; }

    /// <summary>The address of the article as the feed gives it, made absolute.</summary>
    public string? Link { get; init; }

    /// <summary>
    /// The address to fetch: <see cref="Link"/>, or the article behind it where the document itself names it
    /// (feedburner:origLink, Google News and Google Alerts addresses that carry their target).
    /// </summary>
    public string? TargetUrl { get; init; }

    public IReadOnlyList<FeedLink> Links { get; init; } = [];

    /// <summary>When it was published; null where the feed does not say or says something that is no date.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>The text <see cref="Published"/> was read from.</summary>
    public string? PublishedRaw { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public string? UpdatedRaw { get; init; }

    /// <summary>The short form: description, atom:summary; often HTML.</summary>
    public string? Summary { get; init; }

    /// <summary>The full text where the feed carries it: content:encoded, atom:content; HTML with absolute links.</summary>
    public string? Content { get; init; }

    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<FeedEnclosure> Enclosures { get; init; } = [];

    /// <summary>The address of the comments page.</summary>
    public string? Comments { get; init; }

    /// <summary>Number of comments (slash:comments, thr:total).</summary>
    public int? CommentCount { get; init; }

    /// <summary>The language tag as written, inherited from the feed.</summary>
    public string? Language { get; init; }

    public FeedSource? Source { get; init; }

    public string? Copyright { get; init; }

    public string? ImageUrl { get; init; }

    /// <summary>itunes:duration as written.</summary>
    public string? Duration { get; init; }

    /// <summary>True where the document broke off inside this entry.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary><see cref="Title"/> without tags, entities and runs of white space; null where nothing is left.</summary>
    public string? PlainTitle => PlainText.OfTitle(Title, TitleIsPlain);

    /// <summary>True where the format says that the title holds no markup, so that "&lt;b&gt;" in it is meant as text.</summary>
    internal bool TitleIsPlain { get; init; }
}
