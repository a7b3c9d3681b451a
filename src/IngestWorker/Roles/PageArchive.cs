using System.Collections.Concurrent;
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
    // What was written already; forgetting it costs one more write a host.
    private const int MostPaces = 10_000;

    private readonly ConcurrentDictionary<string, TimeSpan> _paces = new(StringComparer.Ordinal);
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

        await KeepPaceAsync(known.Host, result, cancellationToken);
        var page = await KeepAsync(command, known, result, cancellationToken);
        if (page is null) await DisposeAsync(command, known, result, cancellationToken);
        dispositions.Record(command.ItemId, Stage.Fetched, result.Outcome, command.Url, result.Detail, Stopwatch.GetElapsedTime(started));
        return page;
    }

    // What robots.txt asks for becomes the host's own interval in the database, so that every worker keeps to it.
    private async Task KeepPaceAsync(string host, FetchResult result, CancellationToken cancellationToken)
    {
        if (result.CrawlDelay is not { } delay || delay <= _settings.HostInterval) return;
        if (_paces.TryGetValue(host, out var known) && known == delay) return;
        await items.SetHostIntervalAsync(host, delay, cancellationToken);
        if (_paces.Count >= MostPaces) _paces.Clear();
        _paces[host] = delay;
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
