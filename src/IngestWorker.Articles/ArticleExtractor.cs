using AngleSharp.Html.Parser;
using AngleSharp.Text;
using IngestWorker.Articles.Content;
using IngestWorker.Articles.Metadata;
using IngestWorker.Articles.Pages;
using IngestWorker.Contracts;

namespace IngestWorker.Articles;

/// <summary>Takes the article out of a page. Pure: the same page gives the same result. Safe for use by several threads at once.</summary>
public sealed class ArticleExtractor
{
    private static readonly HtmlParserOptions ParserOptions = new()
    {
        DisableElementPositionTracking = true, SkipComments = true, SkipProcessingInstructions = true, IsKeepingSourceReferences = false,
    };

    private readonly ArticleOptions _options;
    private readonly BlockModel _model;

    public ArticleExtractor(ArticleOptions? options = null)
        : this(options ?? new ArticleOptions(), BlockModel.Load())
    {
    }

    internal ArticleExtractor(ArticleOptions options, BlockModel model) => (_options, _model) = (options, model);

    /// <summary>Never throws for what is in a page; what went wrong is in <see cref="ArticleExtraction.Outcome"/>.</summary>
    public ArticleExtraction Extract(PageSource page)
    {
        ArgumentNullException.ThrowIfNull(page);
        string html;
        if (page.Html is not null)
        {
            html = page.Html;
        }
        else
        {
            if (MediaKind.Unsupported(page.Body.Span, page.ContentType) is { } kind)
                return new ArticleExtraction { Outcome = Outcome.UnsupportedContentType, Detail = kind };
            html = PageText.Decode(page.Body.Span, page.ContentType);
        }

        if (string.IsNullOrWhiteSpace(html))
            return new ArticleExtraction { Outcome = Outcome.EmptyDocument, Detail = "The page holds no character." };
        using var analysis = Analyze(html, page.Url, page.FetchedAt);
        return ArticleBuilder.Build(analysis, _model, _options);
    }

    /// <summary>Reads the page without choosing its text.</summary>
    internal PageAnalysis Analyze(string html, string url, DateTimeOffset? fetchedAt)
    {
        var sieve = new HtmlSieve(html, _options);
        var sifted = sieve.Run();
        try
        {
            // The tree may point into the buffer; it is read into arrays before the buffer goes back.
            using var document = new HtmlParser(ParserOptions).ParseDocument(sifted.Memory);
            var tree = TreeReader.Read(document);
            var ld = JsonLdReader.Read(html, sieve.Scripts, url, tree.TitleElement);
            var layout = PageLayout.Of(tree);
            var metadata = MetadataReader.Read(tree, layout, ld, url, fetchedAt);
            return new PageAnalysis
            {
                Tree = tree,
                Layout = layout,
                Metadata = metadata,
                Hints = new PageHints(tree, metadata.Title, metadata.Description, metadata.ArticleBody),
                JsonLd = ld,
                Truncated = sieve.Truncated,
            };
        }
        finally
        {
            sifted.Dispose();
        }
    }
}
