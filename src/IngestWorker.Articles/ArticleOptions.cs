namespace IngestWorker.Articles;

/// <summary>Limits of the work spent on one page. They count characters and elements, not time, so the same page always gives the same result.</summary>
public sealed class ArticleOptions
{
    /// <summary>Longest page read, in characters after decoding; the rest is cut off and the outcome is budget_exceeded. Default 20,000,000.</summary>
    public int MaxCharacters { get; set; } = 20_000_000;

    /// <summary>Most elements put into the tree; the rest is cut off and the outcome is budget_exceeded. Default 200,000.</summary>
    public int MaxElements { get; set; } = 200_000;

    /// <summary>Deepest nesting of elements; deeper tags are left out, their text stays. Default 256.</summary>
    public int MaxDepth { get; set; } = 256;

    /// <summary>Shortest text, in characters, that is an article. Scripts without spaces count a character as two and a half. Default 140.</summary>
    public int MinTextLength { get; set; } = 140;

    /// <summary>File with rules for single sites (<see cref="SiteRules.Parse"/>), which the program reads at start. Default none.</summary>
    public string? SiteRulesFile { get; set; }

    /// <summary>Every setting out of its range, as one message each; none where all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (MaxCharacters is < 10_000 or > 500_000_000)
            yield return $"Articles:MaxCharacters is {MaxCharacters}; allowed: 10000 to 500000000";
        if (MaxElements is < 1_000 or > 5_000_000)
            yield return $"Articles:MaxElements is {MaxElements}; allowed: 1000 to 5000000";
        if (MaxDepth is < 32 or > 1_000)
            yield return $"Articles:MaxDepth is {MaxDepth}; allowed: 32 to 1000";
        if (MinTextLength is < 0 or > 10_000)
            yield return $"Articles:MinTextLength is {MinTextLength}; allowed: 0 to 10000";
    }
}
