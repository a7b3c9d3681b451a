using IngestWorker.Contracts;
using Microsoft.Extensions.Logging;

namespace IngestWorker.Fetching;

/// <summary>
/// What hosts say to us in robots.txt, asked once a host and lifetime however many fetches wait for it. A file that cannot be had
/// (5xx, 429, no connection) forbids everything until it is asked for again, unless an older copy is at hand (RFC 9309 §2.3.1.4, §2.4).
/// </summary>
public sealed class RobotsCache : IDisposable
{
    // RFC 9309 §2.3.1.2: at least five; a file behind more counts as absent.
    private const int MaxRedirects = 5;

    private static readonly ExchangeTerms Terms = new() { Accept = "text/plain, */*;q=0.5", MaxBytes = RobotsTxt.MaxBytes, MayBeCut = true };

    private readonly BoundedCache<string, Task<RobotsAnswer>> answers;
    private readonly CancellationTokenSource stopping = new();
    private readonly ResilientFetch fetch;
    private readonly FetchingOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<PageFetcher> log;
    private readonly string agent;

    internal RobotsCache(ResilientFetch fetch, FetchingOptions options, TimeProvider time, ILogger<PageFetcher> log)
    {
        (this.fetch, this.options, this.time, this.log) = (fetch, options, time, log);
        answers = new BoundedCache<string, Task<RobotsAnswer>>(options.RobotsCacheHosts);
        agent = new AgentIdentity(options).RobotsAgent;
    }

    internal int Count => answers.Count;

    /// <summary>The sitemaps that the site's robots.txt names, as written; none where there is no such file.</summary>
    public async Task<IReadOnlyList<string>> SitemapsAsync(CanonicalUrl site, CancellationToken cancellationToken) =>
        (await AnswerAsync(site, cancellationToken).ConfigureAwait(false)).Sitemaps;

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    /// <summary>Why the address may not be fetched; null where it may.</summary>
    internal async Task<Exchange?> RefuseAsync(CanonicalUrl url, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(url, cancellationToken).ConfigureAwait(false);
        if (answer.Rules is { } rules)
            return rules.Allows(url.Parts.PathAndQuery)
                ? null
                : Exchange.Failed(Outcome.RobotsDisallowed, $"robots.txt of {url.Host} forbids {UrlParser.Shorten(url.Parts.PathAndQuery)} to {agent}", transient: false);
        var wait = answer.Until - time.GetUtcNow();
        return answer.Unreachable is { } failure ? failure with { RetryAfter = wait > TimeSpan.Zero ? wait : TimeSpan.Zero } : null;
    }

    /// <summary>The Crawl-delay of a host that was asked already.</summary>
    internal TimeSpan? CrawlDelayIfKnown(CanonicalUrl url)
    {
        if (!answers.TryGet(url.Origin, out var known) || !known.IsCompletedSuccessfully)
            return null;
        var delay = known.Result.Rules?.CrawlDelay;
        return delay > options.MaxCrawlDelay ? options.MaxCrawlDelay : delay;
    }

    // The request is shared, so it is not one caller's to cancel: callers only stop waiting for it.
    private Task<RobotsAnswer> AnswerAsync(CanonicalUrl url, CancellationToken cancellationToken) =>
        answers.GetOrAdd(url.Origin, (_, previous) => Task.Run(() => AskAsync(url, previous), stopping.Token), IsCurrent).WaitAsync(cancellationToken);

    private bool IsCurrent(Task<RobotsAnswer> answer) =>
        !answer.IsCompleted || (answer.IsCompletedSuccessfully && time.GetUtcNow() < answer.Result.Until);

    private async Task<RobotsAnswer> AskAsync(CanonicalUrl url, Task<RobotsAnswer>? previous)
    {
        if (!CanonicalUrl.TryParse("/robots.txt", out var address, out var reason, url))
            throw new InvalidOperationException($"{url.Origin} has no robots.txt address: {reason}");
        var (journey, _) = await fetch.RunAsync(address, Terms, MaxRedirects, refuse: null, stopping.Token).ConfigureAwait(false);
        var now = time.GetUtcNow();
        switch (journey.Last.Outcome)
        {
            case Outcome.Ok:
                var file = RobotsTxt.Parse(journey.Last.Body.Span);
                return new RobotsAnswer(file.For(agent), file.Sitemaps, null, now + options.RobotsLifetime);
            case Outcome.EmptyDocument or Outcome.NotFound or Outcome.Gone or Outcome.Forbidden or Outcome.ClientError or Outcome.TooManyRedirects or Outcome.InvalidUrl:
                return new RobotsAnswer(RobotsTxt.Empty.For(agent), [], null, now + options.RobotsLifetime);
            default:
                return Unreachable(url, journey.Last, previous, now);
        }
    }

    private RobotsAnswer Unreachable(CanonicalUrl url, Exchange failure, Task<RobotsAnswer>? previous, DateTimeOffset now)
    {
        var wait = failure.RetryAfter > options.RobotsRetryInterval ? failure.RetryAfter.Value : options.RobotsRetryInterval;
        log.RobotsUnreachable(url.Origin, failure.Detail, wait);
        if (previous is { IsCompletedSuccessfully: true, Result.Rules: not null })
            return previous.Result with { Until = now + wait };

        // A host that cannot be reached at all is told as such; robots.txt is to blame only where the host answered.
        var outcome = failure.Outcome is Outcome.ServerError or Outcome.TooManyRequests or Outcome.InvalidResponse or Outcome.TooLarge
            ? Outcome.RobotsDisallowed
            : failure.Outcome;
        return new RobotsAnswer(null, [], Exchange.Failed(outcome, $"robots.txt cannot be had: {failure.Detail}", failure.IsTransient || outcome == Outcome.RobotsDisallowed), now + wait);
    }

    /// <param name="Rules">Null where the file cannot be had.</param>
    /// <param name="Sitemaps">As written.</param>
    /// <param name="Unreachable">Why the file cannot be had; null where it can.</param>
    /// <param name="Until">When to ask again.</param>
    private sealed record RobotsAnswer(RobotsRules? Rules, IReadOnlyList<string> Sitemaps, Exchange? Unreachable, DateTimeOffset Until);
}
