namespace IngestWorker.Articles.Metadata;

/// <summary>What the page's JSON-LD says of its article.</summary>
internal sealed class LdArticle
{
    /// <summary>schema.org type of the object the values are from; null where the page has none that is an article.</summary>
    public string? Type { get; set; }

    /// <summary>Every type named on the page.</summary>
    public HashSet<string> Types { get; } = new(StringComparer.Ordinal);

    public string? Headline { get; set; }

    public List<string> Authors { get; } = [];

    public string? Published { get; set; }

    public string? Modified { get; set; }

    public string? Publisher { get; set; }

    public string? Image { get; set; }

    public string? Section { get; set; }

    public List<string> Keywords { get; } = [];

    public string? Description { get; set; }

    public string? Body { get; set; }

    public string? Language { get; set; }

    public string? Url { get; set; }

    public string? WebSite { get; set; }

    public bool IsLocked { get; set; }

    /// <summary>True where it says that anybody may read it.</summary>
    public bool IsFree { get; set; }
}
