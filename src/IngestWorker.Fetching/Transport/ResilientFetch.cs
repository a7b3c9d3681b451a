using IngestWorker.Contracts;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Outcome = IngestWorker.Contracts.Outcome;

namespace IngestWorker.Fetching;

/// <summary>A fetch within its total time, tried again where that can help. Circuits and attempt timeouts are further in (<see cref="HostCircuits"/>).</summary>
internal sealed class ResilientFetch
{
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(30);

    private readonly RedirectFollower redirects;
    private readonly FetchingOptions options;
    private readonly ILogger<PageFetcher> log;
    private readonly ResiliencePipeline<Journey> pipeline;

    public ResilientFetch(RedirectFollower redirects, FetchingOptions options, TimeProvider time, ILogger<PageFetcher> log)
    {
        (this.redirects, this.options, this.log) = (redirects, options, log);
        var builder = new ResiliencePipelineBuilder<Journey> { TimeProvider = time }.AddTimeout(options.TotalTimeout);
        pipeline = options.Retries == 0 ? builder.Build() : builder.AddRetry(Retry()).Build();
    }

    public async Task<(Journey Journey, int Attempts)> RunAsync(
        CanonicalUrl url, ExchangeTerms terms, int maxRedirects, RefuseVisit? refuse, CancellationToken cancellationToken)
    {
        var attempts = 0;
        Journey? last = null;
        try
        {
            var journey = await pipeline.ExecuteAsync(
                async token =>
                {
                    attempts++;
                    return last = await redirects.FollowAsync(url, terms, maxRedirects, refuse, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return (journey, attempts);
        }
        catch (TimeoutRejectedException)
        {
            // What the server said before the time ran out tells more than that it ran out.
            return (last ?? new Journey(TimedOut(url), url, []), attempts);
        }
    }

    private Exchange TimedOut(CanonicalUrl url) => Exchange.Failed(
        Outcome.Timeout, $"{url.Host} had not answered in full after {options.TotalTimeout.TotalSeconds:0.###} s (Fetching:TotalTimeout)", transient: true);

    private RetryStrategyOptions<Journey> Retry() => new()
    {
        MaxRetryAttempts = options.Retries,
        Delay = options.RetryDelay,
        MaxDelay = MaxBackoff,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { } journey && RetryHelps(journey.Last)),
        // Null means the back-off above.
        DelayGenerator = static args => ValueTask.FromResult(args.Outcome.Result?.Last.RetryAfter),
        OnRetry = args =>
        {
            if (args.Outcome.Result is { } failed)
                log.Retrying(args.AttemptNumber + 1, failed.At.FetchUrl, failed.Last.Outcome.ToName(), args.RetryDelay, failed.Last.Detail);
            return default;
        },
    };

    // A server that asks for patience gets it: 429 without a short Retry-After is never answered with another request.
    private bool RetryHelps(Exchange failed) => failed.IsTransient && failed.Outcome switch
    {
        Outcome.Timeout or Outcome.ConnectionFailed or Outcome.InvalidResponse or Outcome.ServerError => failed.RetryAfter is null || failed.RetryAfter <= options.MaxRetryAfterInPlace,
        Outcome.TooManyRequests => failed.RetryAfter <= options.MaxRetryAfterInPlace,
        // A name that does not exist now will not in a second; a DNS server that gave no answer may.
        Outcome.NameNotResolved => failed.IsHostFailure,
        _ => false,
    };
}
