using IngestWorker.Contracts;

namespace IngestWorker.Articles;

/// <summary>What became of a page.</summary>
public sealed record ArticleExtraction
{
    /// <summary>
    /// <see cref="Outcome.Ok"/>, or why there is no article: <see cref="Outcome.UnsupportedContentType"/>,
    /// <see cref="Outcome.EmptyDocument"/>, <see cref="Outcome.NoArticle"/>, <see cref="Outcome.SectionPage"/>,
    /// <see cref="Outcome.ConsentWall"/>. <see cref="Outcome.BudgetExceeded"/> comes with the best there is in <see cref="Content"/>.
    /// </summary>
    public required Outcome Outcome { get; init; }

    /// <summary>For people: what led to the outcome. Null where there is nothing to add.</summary>
    public string? Detail { get; init; }

    /// <summary>Selectors of the site's rule that match nothing any more; to be shown to whoever keeps the rules.</summary>
    public IReadOnlyList<string> RuleWarnings { get; init; } = [];

    /// <summary>The article; null where there is none.</summary>
    public ArticleContent? Content { get; init; }
}
