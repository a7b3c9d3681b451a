using System.Diagnostics;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Messaging;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>
/// One item's way from its command to the published fact. Ends in exactly one disposition, or in an exception that leaves the claim to run
/// out. A stored article that is only looked at again goes the same way as far as its text, and on only where that changed.
/// </summary>
internal sealed class ArticlePipeline(ItemStore items, PageArchive archive, ArticleCoding coding, DuplicateCheck duplicates, PipelineContext context)
{
    public async Task ProcessAsync(FetchArticle command, CancellationToken cancellationToken)
    {
        using var activity = IngestMetrics.Activities.StartActivity("process item");
        activity?.SetTag("ingest.item.id", command.ItemId);
        try
        {
            var known = await context.Outages.ExecuteAsync(token => items.BeginFetchAsync(command.ItemId, command.Attempt, context.Terms, token), cancellationToken);
            if (known is null) return; // A later claim of the item has it.
            context.Dispositions.Record(command.ItemId, Stage.Dispatched, Outcome.Ok, command.Url);
            if (known.Begun > Deliveries.MostBegun)
            {
                await RefuseAsync(command, cancellationToken);
                return;
            }
            if (await archive.FetchAsync(command, known, cancellationToken) is not { } page) return;
            if (known.IsRevisit) await LookAgainAsync(command, known, page, cancellationToken);
            else await ExtractAsync(command, page, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop in the middle: another worker may begin with it at once, and nobody has died of it.
            await GiveBackAsync(command);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Nothing expected ends here. The item is put off with the reason in its trail, the message is set aside with the exception.
            Log.ItemFailed(context.Logger, e, command.ItemId, command.Attempt, command.Url);
            var detail = $"{e.GetType().Name}: {e.Message}";
            await PutOffAsync(context.Signals.Disposition(command, Stage.Extracted, Outcome.InternalError, detail), cancellationToken);
            context.Dispositions.Record(command.ItemId, Stage.Extracted, Outcome.InternalError, command.Url, detail);
            throw;
        }
        finally
        {
            context.Signals.ItemsAdded.Pulse();
        }
    }

    private async Task ExtractAsync(FetchArticle command, Page page, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var extracted = await coding.ExtractAsync(page, command, cancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        if (extracted.Content is not { } content)
        {
            await FinishAsync(command, Stage.Extracted, extracted.Outcome, extracted.Detail, cancellationToken, took);
            return;
        }
        if (await context.Outages.ExecuteAsync(token => duplicates.FindAsync(page, content, token), cancellationToken) is { } first)
        {
            await FinishAsync(command, Stage.Extracted, Outcome.Duplicate, $"the article of item {first.ItemId}, {first.Url}", cancellationToken);
            return;
        }

        context.Dispositions.Record(command.ItemId, Stage.Extracted, Outcome.Ok, page.Url, extracted.Detail, took);
        var fact = await CodeAsync(command, page, content, cancellationToken);
        if (MessagePublisher.IsTooLarge(fact, out var size))
            await FinishAsync(command, Stage.Published, Outcome.MessageTooLarge, TooLarge(size), cancellationToken);
        else
            await PublishAsync(fact, cancellationToken);
    }

    private async Task LookAgainAsync(FetchArticle command, FetchStart known, Page page, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var extracted = await coding.ExtractAsync(page, command, cancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        if (extracted.Content is not { } content)
        {
            // The stored article stays: a page that shows a wall today has not unsaid what it said.
            await EndRevisitAsync(command, extracted.Outcome, extracted.Detail, cancellationToken);
            return;
        }
        if (DeterministicId.ForArticle(page.ItemId, content.Text) == known.ArticleId)
        {
            // Other bytes, the same text: nothing to keep and nothing to code.
            await EndRevisitAsync(command, Outcome.NotModified, "the text is the same", cancellationToken);
            return;
        }

        await context.Outages.ExecuteAsync(token => archive.KeepAsync(command, page, "the text changed", token), cancellationToken);
        context.Dispositions.Record(command.ItemId, Stage.Extracted, Outcome.Ok, page.Url, extracted.Detail, took);
        var fact = await CodeAsync(command, page, content, cancellationToken);
        if (MessagePublisher.IsTooLarge(fact, out var size)) await EndRevisitAsync(command, Outcome.MessageTooLarge, TooLarge(size), cancellationToken);
        else await PublishAsync(fact, cancellationToken); // Storing it ends the look.
    }

    private async Task<EventsExtracted> CodeAsync(FetchArticle command, Page page, ArticleContent content, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var fact = await coding.CodeAsync(page, content, command, context.Signals.Time.GetUtcNow(), cancellationToken);
        context.Dispositions.Record(command.ItemId, Stage.Coded, fact.CodingOutcome, page.Url, null, Stopwatch.GetElapsedTime(started));
        return fact;
    }

    private async Task PublishAsync(EventsExtracted fact, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await context.Publisher.PublishAsync(fact with { PublishedAt = context.Signals.Time.GetUtcNow(), TraceContext = Activity.Current?.Id }, context.BrokerAway, cancellationToken);
        context.Published.Add(fact.Article.ItemId, fact.Attempt);
        context.Dispositions.Record(fact.Article.ItemId, Stage.Published, Outcome.Ok, fact.Article.Url, null, Stopwatch.GetElapsedTime(started));
    }

    private static string TooLarge(int size) => $"{size} bytes; at most {EventsExtracted.MaxBytes} are published.";

    private async Task FinishAsync(FetchArticle command, Stage stage, Outcome outcome, string? detail, CancellationToken cancellationToken, TimeSpan? elapsed = null)
    {
        await context.Outages.ExecuteAsync(token => items.FinishAsync(context.Signals.Disposition(command, stage, outcome, detail), token), cancellationToken);
        context.Dispositions.Record(command.ItemId, stage, outcome, command.Url, detail, elapsed);
    }

    private async Task EndRevisitAsync(FetchArticle command, Outcome outcome, string? detail, CancellationToken cancellationToken)
    {
        await context.Outages.ExecuteAsync(token => items.EndRevisitAsync(context.Signals.Disposition(command, Stage.Extracted, outcome, detail), again: true, token), cancellationToken);
        context.Dispositions.Record(command.ItemId, Stage.Extracted, outcome, command.Url, detail);
    }

    // Once only: without the database the claim runs out by itself.
    private async Task GiveBackAsync(FetchArticle command)
    {
        try
        {
            await items.ReleaseAsync(command.ItemId, command.Attempt, TimeSpan.Zero, CancellationToken.None);
        }
        catch (Exception e) when (StorageFault.IsOfDatabase(e))
        {
            Log.NotGivenBack(context.Logger, command.ItemId, e.Message);
        }
    }

    // Its workers died, the last time with nothing else that they had begun anew: it ends here, before it takes more of them along.
    private async Task RefuseAsync(FetchArticle command, CancellationToken cancellationToken)
    {
        var disposition = context.Signals.Disposition(command, Stage.Fetched, Outcome.InternalError, $"{Deliveries.MostBegun} workers ended while they worked on it.");
        await context.Outages.ExecuteAsync(
            async token =>
            {
                if (!await items.FinishAsync(disposition, token)) await items.EndRevisitAsync(disposition, again: false, token);
            },
            cancellationToken);
        context.Dispositions.Record(command.ItemId, Stage.Fetched, Outcome.InternalError, command.Url, disposition.Detail);
    }

    // Whichever of the two it is: the other changes nothing.
    private ValueTask PutOffAsync(Disposition disposition, CancellationToken cancellationToken) => context.Outages.ExecuteAsync(
        async token =>
        {
            if (!await items.PostponeAsync(disposition, context.RetryDelay, token)) await items.EndRevisitAsync(disposition, again: true, token);
        },
        cancellationToken);
}

/// <summary>What the pipeline shares with the rest of its process.</summary>
internal sealed class PipelineContext(
    RoleContext signals, MessagePublisher publisher, PublishedArticles published, OutageRetry outages, Dispositions dispositions, ILogger<ArticlePipeline> logger)
{
    public RoleContext Signals { get; } = signals;

    public MessagePublisher Publisher { get; } = publisher;

    public PublishedArticles Published { get; } = published;

    public OutageRetry Outages { get; } = outages;

    public Dispositions Dispositions { get; } = dispositions;

    public ILogger Logger { get; } = logger;

    /// <summary>On what terms an item is fetched.</summary>
    public FetchTerms Terms { get; } = new()
    {
        Lease = signals.Settings.Worker.Lease,
        FirstRevisit = RevisitTimes.Of(signals.Settings.Worker) is [var first, ..] ? first : null,
        HostInterval = signals.Settings.Worker.HostInterval,
        MaxHostInterval = signals.Settings.Worker.MaxHostInterval,
        ResponseTimeFactor = signals.Settings.Worker.ResponseTimeFactor,
        Worker = signals.WorkerName,
        Version = RoleContext.Version,
    };

    /// <summary>Tells the log that a fact waits for the broker.</summary>
    public void BrokerAway(string reason) => Log.Waiting(Logger, ServerNames.Broker(Signals.Settings.RabbitMq), reason, 1);

    public TimeSpan RetryDelay => Signals.Settings.Worker.RetryDelay;
}
