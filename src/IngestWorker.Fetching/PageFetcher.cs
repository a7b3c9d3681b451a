using IngestWorker.Contracts;
using Microsoft.Extensions.Logging;

namespace IngestWorker.Fetching;

/// <summary>Fetches one address: robots.txt, redirects, retries and limits included. Thread-safe; one for the process.</summary>
public sealed class PageFetcher
{
    private readonly ResilientFetch fetch;
    private readonly RobotsCache robots;
    private readonly UrlRules rules;
    private readonly FetchingOptions options;
    private readonly FetchingTelemetry telemetry;
    private readonly TimeProvider time;
    private readonly ILogger<PageFetcher> log;

    internal PageFetcher(
        ResilientFetch fetch, RobotsCache robots, UrlRules rules, FetchingOptions options, FetchingTelemetry telemetry, TimeProvider time, ILogger<PageFetcher> log)
    {
        (this.fetch, this.robots, this.rules, this.options) = (fetch, robots, rules, options);
        (this.telemetry, this.time, this.log) = (telemetry, time, log);
    }

    /// <summary>Fetches it. Whatever servers and networks do is an outcome of the result.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; never for a timeout of our own.</exception>
    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = telemetry.Start(request);
        var started = time.GetTimestamp();
        var result = CanonicalUrl.TryParse(request.Url, rules, out var url, out var reason)
            ? await FetchAsync(request, url, cancellationToken).ConfigureAwait(false)
            : Result(Exchange.Failed(Outcome.InvalidUrl, reason, transient: false), request.Url, []);
        result = result with { Elapsed = time.GetElapsedTime(started) };

        if (result.Outcome == Outcome.PrivateAddress)
            log.PrivateAddressRefused(request.Url, result.Detail);
        log.Fetched(request.Kind, request.Url, result.Outcome.ToName(), (long)result.Elapsed.TotalMilliseconds, result.Attempts, result.Detail, request.ItemId);
        telemetry.Record(request, result, activity);
        return result;
    }

    private async Task<FetchResult> FetchAsync(FetchRequest request, CanonicalUrl url, CancellationToken cancellationToken)
    {
        var asksRobots = options.RespectRobots && request.Kind == FetchKind.Article;
        var (journey, attempts) = await fetch.RunAsync(url, TermsOf(request), options.MaxRedirects, asksRobots ? robots.RefuseAsync : null, cancellationToken).ConfigureAwait(false);
        return Result(journey.Last, journey.At.FetchUrl, journey.Redirects) with
        {
            Attempts = attempts,
            CrawlDelay = asksRobots ? robots.CrawlDelayIfKnown(url) : null,
        };
    }

    private ExchangeTerms TermsOf(FetchRequest request) => new()
    {
        Kind = request.Kind,
        Accept = request.Kind == FetchKind.Feed ? ContentTypes.AcceptFeed : ContentTypes.AcceptArticle,
        MaxBytes = request.Kind == FetchKind.Feed ? options.MaxFeedBytes : options.MaxArticleBytes,
        ETag = request.ETag,
        LastModified = request.LastModified,
    };

    private FetchResult Result(Exchange last, string finalUrl, IReadOnlyList<Redirect> followed) => new()
    {
        Outcome = last.Outcome,
        Detail = last.Detail,
        StatusCode = last.StatusCode,
        FinalUrl = finalUrl,
        Redirects = followed,
        ContentType = last.ContentType,
        ETag = last.ETag,
        LastModified = last.LastModified,
        Link = last.Link,
        Body = last.Outcome == Outcome.Ok ? last.Body : default,
        RetryAfter = last.RetryAfter,
        IsTransient = last.IsTransient,
        ResponseTime = last.ResponseTime,
        MaxAge = last.MaxAge,
        WireBytes = last.WireBytes,
        FetchedAt = time.GetUtcNow(),
    };
}
