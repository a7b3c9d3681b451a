using System.Diagnostics;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>Fetches an item's page and keeps it; or disposes of the item: finished with the reason, or put off for later.</summary>
internal sealed class PageArchive(PageFetcher fetcher, ItemStore items, PageStore pages, RoleContext context, Dispositions dispositions)
{
    private readonly WorkerSettings _settings = context.Settings.Worker;

    /// <returns>The page, kept; null where the item was disposed of.</returns>
    public async Task<Page?> FetchAsync(FetchArticle command, FetchStart known, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await fetcher.FetchAsync(new FetchRequest
        {
            Url = command.Url,
            Kind = FetchKind.Article,
            ETag = known.ETag,
            LastModified = known.LastModified,
            ItemId = command.ItemId,
        }, cancellationToken);

        var page = await KeepAsync(command, known, result, cancellationToken);
        if (page is null) await DisposeAsync(command, known, result, cancellationToken);
        dispositions.Record(command.ItemId, Stage.Fetched, result.Outcome, command.Url, result.Detail, Stopwatch.GetElapsedTime(started));
        return page;
    }

    private async Task<Page?> KeepAsync(FetchArticle command, FetchStart known, FetchResult result, CancellationToken cancellationToken)
    {
        // An earlier attempt got as far as the archive: the server says that nothing changed since.
        if (result.Outcome == Outcome.NotModified && known.PageId is { } pageId) return await pages.LoadAsync(pageId, cancellationToken);
        if (result.Outcome != Outcome.Ok) return null;
        var page = result.ToPage(command.ItemId);
        await pages.SaveAsync(page, context.Disposition(command, Stage.Fetched, Outcome.Ok, result.Detail), cancellationToken);
        return page;
    }

    private async Task DisposeAsync(FetchArticle command, FetchStart known, FetchResult result, CancellationToken cancellationToken)
    {
        var disposition = context.Disposition(command, Stage.Fetched, result.Outcome, result.Detail);
        if (!result.IsTransient)
        {
            await items.FinishAsync(disposition, cancellationToken);
            return;
        }

        var backOff = _settings.RetryDelay * Math.Pow(2, Math.Min(command.Attempt - 1, 10));
        var delay = result.RetryAfter is { } asked && asked > backOff ? asked : backOff;
        // A host that asks for a rest gets it for all of its items, not for this one alone.
        if (result.RetryAfter is { } rest) await items.DelayHostAsync(known.Host, rest, cancellationToken);
        await items.PostponeAsync(disposition, delay, cancellationToken);
    }
}
