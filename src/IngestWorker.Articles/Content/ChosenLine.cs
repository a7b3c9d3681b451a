using IngestWorker.Contracts;

namespace IngestWorker.Articles.Content;

/// <summary>A line of the article: one of the page's, or several put together (the cells of a table's row).</summary>
internal sealed record ChosenLine
{
    /// <summary>The page's line, or the first of them.</summary>
    public required int Block { get; init; }

    public required string Text { get; init; }

    public BlockKind Kind { get; init; }

    /// <summary>1 to 6 for a section heading; 0 for text.</summary>
    public int HeadingLevel { get; init; }

    public string? Author { get; init; }

    public DateTimeOffset? Published { get; init; }
}

/// <summary>Why a line of the page is in the article or not.</summary>
internal enum LineReason
{
    /// <summary>The model puts it in or out by its probability.</summary>
    Model,

    /// <summary>The headline said again before the text.</summary>
    Title,

    /// <summary>A link to another article between paragraphs.</summary>
    ReadMore,

    /// <summary>Part of an embedded post that is in the text.</summary>
    EmbeddedPost,

    /// <summary>The date of publication before the text.</summary>
    Date,

    /// <summary>The caption of a picture.</summary>
    Caption,

    /// <summary>Put in or out by the site's rule.</summary>
    Rule,

    /// <summary>A paragraph that stands in the text already.</summary>
    Double,

    /// <summary>A heading with no text after it.</summary>
    EmptySection,

    /// <summary>Said to machines alone, in an element that is not shown.</summary>
    Hidden,
}
