using System.Diagnostics;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>Fetches an item's page in its host's turn, and keeps it; or disposes of the item: finished with the reason, or put off for later.</summary>
internal sealed class PageArchive(PageFetcher fetcher, ItemStore items, PageStore pages, RoleContext context, Dispositions dispositions)
{
    // Longer waits for the host's turn are not spent in a worker's place: the claim is given back.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);

    private readonly WorkerSettings _settings = context.Settings.Worker;
    private readonly HostPace _pace = new(items, context.Settings);

    /// <returns>The page: of a new item kept; of a revisit not yet, since its text may be the same. Null where the item was disposed of.</returns>
    public async Task<Page?> FetchAsync(FetchArticle command, FetchStart known, CancellationToken cancellationToken)
    {
        if (known.Wait > s_longestWait)
        {
            await items.ReleaseAsync(command.ItemId, command.Attempt, known.Wait, cancellationToken);
            return null;
        }
        if (known.Wait > TimeSpan.Zero) await Task.Delay(known.Wait, context.Time, cancellationToken);

        var started = Stopwatch.GetTimestamp();
        var result = await fetcher.FetchAsync(new FetchRequest
        {
            Url = command.Url,
            Kind = FetchKind.Article,
            ETag = known.ETag,
            LastModified = known.LastModified,
            ItemId = command.ItemId,
        }, cancellationToken);

        await _pace.KeepAsync(known, result, cancellationToken);
        // Servers without validators, or with wrong ones, send the same bytes again.
        var isUnchanged = known.IsRevisit && result.Outcome == Outcome.Ok && known.BodySha256 is { } hash && hash == result.BodySha256;
        var outcome = isUnchanged ? Outcome.NotModified : result.Outcome;
        var page = known.IsRevisit ? await LookAgainAsync(command, known, result, outcome, cancellationToken) : await TakeAsync(command, known, result, cancellationToken);
        dispositions.Record(command.ItemId, Stage.Fetched, outcome, command.Url, result.Detail, Stopwatch.GetElapsedTime(started));
        return page;
    }

    /// <summary>Keeps a page in the archive.</summary>
    public Task KeepAsync(FetchArticle command, Page page, string? detail, CancellationToken cancellationToken) =>
        pages.SaveAsync(page, context.Disposition(command, Stage.Fetched, Outcome.Ok, detail), cancellationToken);

    private async Task<Page?> TakeAsync(FetchArticle command, FetchStart known, FetchResult result, CancellationToken cancellationToken)
    {
        // An earlier attempt got as far as the archive: the server says that nothing changed since.
        if (result.Outcome == Outcome.NotModified && known.PageId is { } pageId && await pages.LoadAsync(pageId, cancellationToken) is { } kept) return kept;
        if (result.Outcome == Outcome.Ok)
        {
            var page = result.ToPage(command.ItemId);
            await KeepAsync(command, page, result.Detail, cancellationToken);
            return page;
        }
        await DisposeAsync(command, known, result, cancellationToken);
        return null;
    }

    // Most looks end here: with a 304, or with the bytes that are in the archive.
    private async Task<Page?> LookAgainAsync(FetchArticle command, FetchStart known, FetchResult result, Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome == Outcome.Ok) return result.ToPage(command.ItemId);
        if (result.RetryAfter is { } rest) await items.DelayHostAsync(known.Host, rest, cancellationToken);
        // A page that is gone will not change any more; whatever else went wrong may be over the next time.
        var again = result.Outcome is not (Outcome.Gone or Outcome.NotFound);
        await items.EndRevisitAsync(context.Disposition(command, Stage.Fetched, outcome, result.Detail), again, cancellationToken);
        return null;
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
