namespace IngestWorker.Articles;

/// <summary>A page line by line: what was taken as the article, what was left, and why.</summary>
public sealed record PageExplanation
{
    public required ArticleExtraction Extraction { get; init; }

    /// <summary>All lines of the page's text in document order.</summary>
    public required IReadOnlyList<ExplainedLine> Lines { get; init; }
}

/// <param name="Path">The element around the line, as a CSS selector from the body down: "main > article.post > p:nth-of-type(3)".</param>
/// <param name="Text">The line.</param>
/// <param name="IsTaken">True where it is part of the article, as text or as heading.</param>
/// <param name="IsHeading">True for a section heading.</param>
/// <param name="Probability">What the model says: 0 to 1 that it belongs to the article.</param>
/// <param name="Reason">What decided: "model", or the rule that overruled it ("read more", "title", "double", "embedded post", "empty section", "site rule").</param>
public sealed record ExplainedLine(string Path, string Text, bool IsTaken, bool IsHeading, float Probability, string Reason);
