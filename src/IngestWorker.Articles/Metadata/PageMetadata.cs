namespace IngestWorker.Articles.Metadata;

/// <summary>What the page says about its article, with where each value came from.</summary>
internal sealed class PageMetadata
{
    public string? Title { get; set; }

    public IReadOnlyList<string> Authors { get; set; } = [];

    public string? Agency { get; set; }

    public DateTimeOffset? Published { get; set; }

    public bool PublishedIsDateOnly { get; set; }

    public DateTimeOffset? Modified { get; set; }

    public string? Language { get; set; }

    public string? CanonicalUrl { get; set; }

    public string? SiteName { get; set; }

    public string? ImageUrl { get; set; }

    public string? Section { get; set; }

    public IReadOnlyList<string> Tags { get; set; } = [];

    public string? Description { get; set; }

    public bool IsPaywalled { get; set; }

    /// <summary>True where head or microdata call the page an article or give its date of publication.</summary>
    public bool DeclaresArticle { get; set; }

    /// <summary>True where the page calls itself one of a video.</summary>
    public bool DeclaresVideo { get; set; }

    /// <summary>The whole text, where JSON-LD gives it.</summary>
    public string? ArticleBody { get; set; }

    public Dictionary<string, string> Provenance { get; } = new(StringComparer.Ordinal);
}
