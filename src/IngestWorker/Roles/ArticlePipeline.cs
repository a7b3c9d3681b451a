using System.Diagnostics;
using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Messaging;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>One item's way from its command to the published fact. Ends in exactly one disposition, or in an exception that leaves the claim to run out.</summary>
internal sealed class ArticlePipeline(ItemStore items, PageArchive archive, ArticleCoding coding, MessagePublisher publisher, PipelineContext context)
{
    public async Task ProcessAsync(FetchArticle command, CancellationToken cancellationToken)
    {
        using var activity = IngestMetrics.Activities.StartActivity("process item");
        activity?.SetTag("ingest.item.id", command.ItemId);
        try
        {
            var known = await context.Outages.ExecuteAsync(token => items.BeginFetchAsync(command.ItemId, command.Attempt, context.Lease, token), cancellationToken);
            if (known is null) return; // A later claim of the item has it.
            if (await archive.FetchAsync(command, known, cancellationToken) is { } page)
                await ExtractAsync(command, page, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Nothing expected ends here. The item is put off with the reason in its trail, the message is set aside with the exception.
            Log.ItemFailed(context.Logger, e, command.ItemId, command.Attempt, command.Url);
            await context.Outages.ExecuteAsync(
                token => items.PostponeAsync(context.Signals.Disposition(command, Stage.Extracted, Outcome.InternalError, $"{e.GetType().Name}: {e.Message}"), context.RetryDelay, token),
                cancellationToken);
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
        var result = coding.Code(page, command, context.Signals.Time.GetUtcNow());
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (result.Fact is not { } fact)
        {
            await FinishAsync(command, Stage.Extracted, result.Outcome, result.Detail, cancellationToken);
            return;
        }

        context.Dispositions.Record(command.ItemId, Stage.Coded, fact.CodingOutcome, page.Url, null, elapsed);
        var size = JsonSerializer.SerializeToUtf8Bytes(fact).Length;
        if (size > EventsExtracted.MaxBytes)
        {
            await FinishAsync(command, Stage.Published, Outcome.MessageTooLarge, $"{size} bytes; at most {EventsExtracted.MaxBytes} are published.", cancellationToken);
            return;
        }
        await publisher.PublishAsync(fact, cancellationToken);
        context.Dispositions.Record(command.ItemId, Stage.Published, Outcome.Ok, page.Url);
    }

    private async Task FinishAsync(FetchArticle command, Stage stage, Outcome outcome, string? detail, CancellationToken cancellationToken)
    {
        await context.Outages.ExecuteAsync(token => items.FinishAsync(context.Signals.Disposition(command, stage, outcome, detail), token), cancellationToken);
        context.Dispositions.Record(command.ItemId, stage, outcome, command.Url, detail);
    }
}

/// <summary>What the pipeline shares with the rest of its process.</summary>
internal sealed class PipelineContext(RoleContext signals, OutageRetry outages, Dispositions dispositions, ILogger<ArticlePipeline> logger)
{
    public RoleContext Signals { get; } = signals;

    public OutageRetry Outages { get; } = outages;

    public Dispositions Dispositions { get; } = dispositions;

    public ILogger Logger { get; } = logger;

    public TimeSpan Lease => Signals.Settings.Worker.Lease;

    public TimeSpan RetryDelay => Signals.Settings.Worker.RetryDelay;
}
