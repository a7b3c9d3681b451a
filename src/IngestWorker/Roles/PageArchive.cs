using System.Diagnostics;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>
/// Fetches an item's page in its host's turn, and keeps it; or disposes of the item: finished with the reason, or put off for later. What was
/// fetched is not thrown away for an outage of the database: it waits.
/// </summary>
internal sealed class PageArchive(PageFetcher fetcher, ItemStore items, PageStore pages, PipelineContext context)
{
    // Longer waits for the host's turn are not spent in a worker's place: the claim is given back.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);

    private readonly WorkerSettings _settings = context.Signals.Settings.Worker;
    private readonly HostPace _pace = new(items, context.Signals.Settings);

    /// <returns>The page: of a new item kept; of a revisit not yet, since its text may be the same. Null where the item was disposed of.</returns>
    public async Task<Page?> FetchAsync(FetchArticle command, FetchStart known, CancellationToken cancellationToken)
    {
        var begun = context.Signals.Time.GetTimestamp();
        if (known.Wait > s_longestWait)
        {
            await WriteAsync(token => items.ReleaseAsync(command.ItemId, command.Attempt, known.Wait, token), cancellationToken);
            return null;
        }
        if (known.Wait > TimeSpan.Zero) await Task.Delay(known.Wait, context.Signals.Time, cancellationToken);

        var started = Stopwatch.GetTimestamp();
        var result = await fetcher.FetchAsync(new FetchRequest
        {
            Url = command.Url,
            Kind = FetchKind.Article,
            ETag = known.ETag,
            LastModified = known.LastModified,
            ItemId = command.ItemId,
        }, cancellationToken);

        // By the database's clock: workers' own may be minutes apart, and the page that was fetched last is the article's newest text.
        result = result with { FetchedAt = known.BegunAt + context.Signals.Time.GetElapsedTime(begun) };
        await WriteAsync(token => _pace.KeepAsync(known, result, token), cancellationToken);
        // Servers without validators, or with wrong ones, send the same bytes again.
        var isUnchanged = known.IsRevisit && result.Outcome == Outcome.Ok && known.BodySha256 is { } hash && hash == result.BodySha256;
        var outcome = isUnchanged ? Outcome.NotModified : result.Outcome;
        var page = known.IsRevisit ? await LookAgainAsync(command, known, result, outcome, cancellationToken) : await TakeAsync(command, known, result, cancellationToken);
        context.Dispositions.Record(command.ItemId, Stage.Fetched, outcome, command.Url, result.Detail, Stopwatch.GetElapsedTime(started));
        return page;
    }

    /// <summary>Keeps a page in the archive.</summary>
    public Task KeepAsync(FetchArticle command, Page page, string? detail, CancellationToken cancellationToken) =>
        pages.SaveAsync(page, context.Signals.Disposition(command, Stage.Fetched, Outcome.Ok, detail), cancellationToken);

    private async Task<Page?> TakeAsync(FetchArticle command, FetchStart known, FetchResult result, CancellationToken cancellationToken)
    {
        // An earlier attempt got as far as the archive: the server says that nothing changed since.
        if (result.Outcome == Outcome.NotModified && known.PageId is { } pageId
            && await context.Outages.ExecuteAsync(token => pages.LoadAsync(pageId, token), cancellationToken) is { } kept) return kept;
        if (result.Outcome == Outcome.Ok)
        {
            var page = result.ToPage(command.ItemId);
            await WriteAsync(token => KeepAsync(command, page, result.Detail, token), cancellationToken);
            return page;
        }
        await DisposeAsync(command, known, result, cancellationToken);
        return null;
    }

    // Most looks end here: with a 304, or with the bytes that are in the archive.
    private async Task<Page?> LookAgainAsync(FetchArticle command, FetchStart known, FetchResult result, Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome == Outcome.Ok) return result.ToPage(command.ItemId);
        if (result.RetryAfter is { } rest) await WriteAsync(token => items.DelayHostAsync(known.Host, rest, token), cancellationToken);
        // A page that is gone will not change any more; whatever else went wrong may be over the next time.
        var again = result.Outcome is not (Outcome.Gone or Outcome.NotFound);
        await WriteAsync(token => items.EndRevisitAsync(context.Signals.Disposition(command, Stage.Fetched, outcome, result.Detail), again, token), cancellationToken);
        return null;
    }

    private async Task DisposeAsync(FetchArticle command, FetchStart known, FetchResult result, CancellationToken cancellationToken)
    {
        var disposition = context.Signals.Disposition(command, Stage.Fetched, result.Outcome, result.Detail);
        if (!result.IsTransient)
        {
            await WriteAsync(token => items.FinishAsync(disposition, token), cancellationToken);
            return;
        }

        var backOff = _settings.RetryDelay * Math.Pow(2, Math.Min(command.Attempt - 1, 10));
        var delay = result.RetryAfter is { } asked && asked > backOff ? asked : backOff;
        // A host that asks for a rest gets it for all of its items, not for this one alone.
        if (result.RetryAfter is { } rest) await WriteAsync(token => items.DelayHostAsync(known.Host, rest, token), cancellationToken);
        await WriteAsync(token => items.PostponeAsync(disposition, delay, token), cancellationToken);
    }

    private ValueTask WriteAsync(Func<CancellationToken, Task> write, CancellationToken cancellationToken) => context.Outages.ExecuteAsync(write, cancellationToken);
}
