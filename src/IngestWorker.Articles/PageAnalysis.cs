using AngleSharp.Dom;
using IngestWorker.Articles.Content;
using IngestWorker.Articles.Metadata;
using IngestWorker.Articles.Pages;

namespace IngestWorker.Articles;

/// <summary>A page read into arrays, with what is known of it before its text is chosen.</summary>
internal sealed class PageAnalysis(IDocument document, CharSink source) : IDisposable
{
    // The tree may point into the buffer, so both live as long as this.
    private CharSink _source = source;

    public required PageTree Tree { get; init; }

    public required PageLayout Layout { get; init; }

    public required PageMetadata Metadata { get; init; }

    public required PageHints Hints { get; init; }

    public required LdArticle JsonLd { get; init; }

    /// <summary>The page as text.</summary>
    public required string Html { get; init; }

    /// <summary>Places of its larger scripts in <see cref="Html"/>.</summary>
    public required IReadOnlyList<ScriptText> Scripts { get; init; }

    /// <summary>True where a limit cut the page off.</summary>
    public required bool Truncated { get; init; }

    public IDocument Document => document;

    public void Dispose()
    {
        Tree.Dispose();
        document.Dispose();
        _source.Dispose();
    }
}
