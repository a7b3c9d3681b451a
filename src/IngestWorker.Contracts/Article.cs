using System.Text.Json.Serialization;

namespace IngestWorker.Contracts;

/// <summary>An article as it is published and stored: what was taken from the page, and where it came from.</summary>
public sealed record Article
{
    /// <summary><see cref="DeterministicId.ForArticle"/> of the item and the text.</summary>
    public required Guid ArticleId { get; init; }

    public required Guid ItemId { get; init; }

    /// <summary>The page it was taken from.</summary>
    public required Guid PageId { get; init; }

    /// <summary>The feed that brought the item first; null for an item from a list of URLs.</summary>
    public Guid? FeedId { get; init; }

    /// <summary>The address that answered, after redirects.</summary>
    public required string Url { get; init; }

    public required DateTimeOffset FetchedAt { get; init; }

    public required ArticleContent Content { get; init; }
}

/// <summary>What Articles takes from a page. All offsets here and in its events are Unicode code points of <see cref="Text"/>.</summary>
public sealed record ArticleContent
{
    /// <summary>The running text: one block a line ("\n"), without headings, captions and boilerplate.</summary>
    public required string Text { get; init; }

    /// <summary>What each line of <see cref="Text"/> is, in order, covering it without its line breaks.</summary>
    public IReadOnlyList<TextBlock> Blocks { get; init; } = [];

    /// <summary>The section headings, with the place where each stands. They are no part of the text.</summary>
    public IReadOnlyList<Heading> Headings { get; init; } = [];

    /// <summary>The headline without the site's name.</summary>
    public string? Title { get; init; }

    /// <summary>People who wrote it; agencies are in <see cref="Agency"/>.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The agency the text came from (Reuters, AFP ...), by byline or dateline.</summary>
    public string? Agency { get; init; }

    /// <summary>When it was published, with the page's own offset from UTC.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>True where the page gives a day without a time; <see cref="Published"/> is then that day's midnight UTC.</summary>
    public bool PublishedIsDateOnly { get; init; }

    public DateTimeOffset? Modified { get; init; }

    /// <summary>BCP 47 language tag of the text, lower case ("en", "pt-br").</summary>
    public string? Language { get; init; }

    public string? CanonicalUrl { get; init; }

    public string? SiteName { get; init; }

    public string? ImageUrl { get; init; }

    public string? Section { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>True where the page says that its text is not all there.</summary>
    public bool IsPaywalled { get; init; }

    /// <summary>0 to 1: how sure the extractor is that the text is the article, whole and alone.</summary>
    public double Confidence { get; init; }

    /// <summary>Where each value came from: field name ("published") to source ("json-ld", "meta:og:title", "url").</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; init; } = new Dictionary<string, string>();

    /// <summary>The provenance of a date that the page tells only from its reader's present ("3 hours ago", "14 May"): one that was made with the time of the fetch.</summary>
    public const string ToldFromFetch = "dateline, from the fetch";
}

/// <summary>One line of an article's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">First code point.</param>
/// <param name="End">The code point behind the last.</param>
/// <param name="Author">Who wrote an embedded post; null for everything else.</param>
/// <param name="Published">When an embedded post was published.</param>
public sealed record TextBlock(BlockKind Kind, int Start, int End, string? Author = null, DateTimeOffset? Published = null);

/// <param name="At">The code point of the text before which the heading stands.</param>
/// <param name="Level">1 to 6, as in HTML.</param>
/// <param name="Text">The heading.</param>
public sealed record Heading(int At, int Level, string Text);

[JsonConverter(typeof(JsonStringEnumConverter<BlockKind>))]
public enum BlockKind
{
    [JsonStringEnumMemberName("paragraph")] Paragraph,
    [JsonStringEnumMemberName("list_item")] ListItem,
    [JsonStringEnumMemberName("quote")] Quote,
    [JsonStringEnumMemberName("table_row")] TableRow,
    [JsonStringEnumMemberName("embedded_post")] EmbeddedPost,
    [JsonStringEnumMemberName("preformatted")] Preformatted,
}
