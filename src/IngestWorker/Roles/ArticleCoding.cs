using IngestWorker.Articles;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Events;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>A page's way to its events, without network or database: what is done again when extraction or coding got better.</summary>
internal sealed class ArticleCoding(ArticleExtractor extractor, EventCoder coder, int atATime) : IDisposable
{
    // Pages are waited for by the dozen, but more at a time than there are processors are not worked on any faster: they only hold their trees in memory.
    private readonly SemaphoreSlim _places = new(atATime);

    /// <summary>With the site rules and lexicons that the settings name.</summary>
    public static ArticleCoding From(IngestSettings settings) => new(
        new ArticleExtractor(settings.Articles, SiteRulesFile.Read(settings.Articles.SiteRulesFile)),
        new EventCoder(LexiconFiles.Read(settings.Events.Lexicons)),
        settings.Worker.CodingConcurrency > 0 ? settings.Worker.CodingConcurrency : Environment.ProcessorCount);

    /// <summary>The article of a page, with what the feed knows where the page is silent; or the outcome that says why there is none.</summary>
    public Extracted Extract(Page page, FetchArticle command)
    {
        using var activity = IngestMetrics.Activities.StartActivity("extract");
        var extraction = extractor.Extract(new PageSource { Url = page.Url, Body = page.Body, ContentType = page.ContentType, FetchedAt = page.FetchedAt });
        return extraction.Outcome == Outcome.Ok && extraction.Content is { } content
            ? new Extracted(Outcome.Ok, extraction.Detail, WithFeedMetadata(content, command))
            : new Extracted(extraction.Outcome, extraction.Detail, null);
    }

    /// <summary><see cref="Extract"/> in its turn.</summary>
    public Task<Extracted> ExtractAsync(Page page, FetchArticle command, CancellationToken cancellationToken) => InTurnAsync(() => Extract(page, command), cancellationToken);

    /// <summary><see cref="Code"/> in its turn.</summary>
    public Task<EventsExtracted> CodeAsync(Page page, ArticleContent content, FetchArticle command, DateTimeOffset now, CancellationToken cancellationToken) =>
        InTurnAsync(() => Code(page, content, command, now), cancellationToken);

    public void Dispose() => _places.Dispose();

    /// <summary>The fact to publish.</summary>
    public EventsExtracted Code(Page page, ArticleContent content, FetchArticle command, DateTimeOffset now)
    {
        using var activity = IngestMetrics.Activities.StartActivity("code");
        var articleId = DeterministicId.ForArticle(page.ItemId, content.Text);
        var coding = coder.Code(new CodingInput
        {
            ArticleId = articleId,
            Text = content.Text,
            Published = content.Published is { } published ? DateOnly.FromDateTime(published.DateTime) : null,
            Language = content.Language,
            Title = content.Title,
            Blocks = content.Blocks,
        });

        return new EventsExtracted
        {
            Article = new Article
            {
                ArticleId = articleId,
                ItemId = page.ItemId,
                PageId = page.PageId,
                FeedId = command.FeedId,
                Url = page.Url,
                FetchedAt = page.FetchedAt,
                Content = content,
            },
            Events = coding.Events,
            CodingOutcome = coding.Outcome,
            Attempt = command.Attempt,
            Coder = EventCoder.Name,
            ExtractedAt = now,
        };
    }

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            _places.Release();
        }
    }

    // The page speaks for itself; the feed fills in what it leaves out, or says only by the time of the fetch.
    private static ArticleContent WithFeedMetadata(ArticleContent content, FetchArticle command)
    {
        var title = content.Title is null ? command.Title : null;
        var published = content.Published is null || content.Provenance.GetValueOrDefault("published") == ArticleContent.ToldFromFetch ? command.Published : null;
        if (title is null && published is null) return content;
        var provenance = new Dictionary<string, string>(content.Provenance, StringComparer.Ordinal);
        if (title is not null) provenance["title"] = "feed";
        if (published is not null) provenance["published"] = "feed";
        return content with
        {
            Title = content.Title ?? title,
            Published = published ?? content.Published,
            PublishedIsDateOnly = content.PublishedIsDateOnly && published is null,
            Provenance = provenance,
        };
    }
}

/// <param name="Outcome">Ok where there is an article.</param>
/// <param name="Detail">For people.</param>
/// <param name="Content">Null where there is none.</param>
internal readonly record struct Extracted(Outcome Outcome, string? Detail, ArticleContent? Content);
