namespace IngestWorker.Articles.Pages;

/// <summary>A script's content in the page, kept out of the tree.</summary>
/// <param name="Start">First character in the page.</param>
/// <param name="Length">Characters.</param>
/// <param name="IsJsonLd">True for application/ld+json.</param>
internal readonly record struct ScriptText(int Start, int Length, bool IsJsonLd);
