using System.Collections.Concurrent;
using AngleSharp.Html.Parser;
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
        DisableElementPositionTracking = true,
        SkipComments = true,
        SkipProcessingInstructions = true,
        IsKeepingSourceReferences = false,
    };

    private readonly ArticleOptions _options;
    private readonly BlockModel _model;
    private readonly SiteRules _rules;

    // A parser is for one thread at a time, and making one costs as much as a small page.
    private readonly ConcurrentBag<HtmlParser> _parsers = [];

    /// <param name="options">Limits; the defaults where null. They must be valid.</param>
    /// <param name="rules">Rules for single sites; none where null.</param>
    public ArticleExtractor(ArticleOptions? options = null, SiteRules? rules = null)
        : this(options ?? new ArticleOptions(), BlockModel.Load(), rules)
    {
    }

    internal ArticleExtractor(ArticleOptions options, BlockModel model, SiteRules? rules = null) => (_options, _model, _rules) = (options, model, rules ?? SiteRules.None);

    /// <summary>Never throws for what is in a page; what went wrong is in <see cref="ArticleExtraction.Outcome"/>.</summary>
    public ArticleExtraction Extract(PageSource page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (Refused(page, out var html) is { } refusal)
            return refusal;
        using var analysis = Analyze(html, page.Url, page.FetchedAt);
        return ArticleBuilder.Build(analysis, _model, _options, _rules, page).Extraction;
    }

    /// <summary>The same, with every line of the page: what was taken, what was left, where it stands, and why.</summary>
    public PageExplanation Explain(PageSource page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (Refused(page, out var html) is { } refusal)
            return new PageExplanation { Extraction = refusal, Lines = [] };
        using var analysis = Analyze(html, page.Url, page.FetchedAt);
        var built = ArticleBuilder.Build(analysis, _model, _options, _rules, page);
        return new PageExplanation { Extraction = built.Extraction, Lines = LineExplanation.Of(analysis, built.Choice) };
    }

    private static ArticleExtraction? Refused(PageSource page, out string html)
    {
        html = page.Html ?? string.Empty;
        if (page.Html is null)
        {
            if (MediaKind.Unsupported(page.Body.Span, page.ContentType) is { } kind)
                return new ArticleExtraction { Outcome = Outcome.UnsupportedContentType, Detail = kind };
            html = PageText.Decode(page.Body.Span, page.ContentType);
        }

        return string.IsNullOrWhiteSpace(html) ? new ArticleExtraction { Outcome = Outcome.EmptyDocument, Detail = "The page holds no character." } : null;
    }

    /// <summary>Reads the page without choosing its text.</summary>
    internal PageAnalysis Analyze(string html, string url, DateTimeOffset? fetchedAt)
    {
        var sieve = new HtmlSieve(html, _options);
        var sifted = sieve.Run();
        if (!_parsers.TryTake(out var parser))
            parser = new HtmlParser(ParserOptions);
        var document = parser.ParseDocument(sifted.Memory);
        _parsers.Add(parser);
        var tree = TreeReader.Read(document);
        var ld = JsonLdReader.Read(html, sieve.Scripts, url, tree.TitleElement);
        var layout = PageLayout.Of(tree);
        var metadata = MetadataReader.Read(tree, layout, ld, html, url, fetchedAt);
        return new PageAnalysis(document, sifted)
        {
            Tree = tree,
            Layout = layout,
            Metadata = metadata,
            Hints = new PageHints(tree, metadata.Title, metadata.Description, metadata.ArticleBody, ld.Type is null ? 0 : LdValues.Rank(ld.Type)),
            JsonLd = ld,
            Html = html,
            Scripts = sieve.Scripts,
            Truncated = sieve.Truncated,
        };
    }
}
