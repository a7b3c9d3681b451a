using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IngestWorker.Fetching;

/// <summary>
/// One circuit breaker a host, with the attempt's timeout within it, so that a dead host costs a few requests and not its whole
/// backlog. Redirects count for the host that was asked, not for the one that sent there.
/// </summary>
internal sealed class HostCircuits(FetchingOptions options, TimeProvider time, ILogger<PageFetcher> log)
{
    private readonly BoundedCache<string, ResiliencePipeline<Exchange>> pipelines = new(options.CircuitHosts);

    public int Count => pipelines.Count;

    public ResiliencePipeline<Exchange> For(CanonicalUrl url) => pipelines.GetOrAdd(url.Origin, (origin, _) => Build(origin), static _ => true);

    private ResiliencePipeline<Exchange> Build(string origin)
    {
        var breaker = new CircuitBreakerStrategyOptions<Exchange>
        {
            FailureRatio = options.CircuitFailureRatio,
            MinimumThroughput = options.CircuitMinimumRequests,
            SamplingDuration = options.CircuitSamplingPeriod,
            BreakDuration = options.CircuitBreak,
            ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Exception is TimeoutRejectedException || args.Outcome.Result is { IsHostFailure: true }),
            OnOpened = args =>
            {
                log.CircuitOpened(origin, args.BreakDuration);
                return default;
            },
            OnClosed = _ =>
            {
                log.CircuitClosed(origin);
                return default;
            },
        };
        return new ResiliencePipelineBuilder<Exchange> { TimeProvider = time }
            .AddCircuitBreaker(breaker)
            .AddTimeout(options.AttemptTimeout)
            .Build();
    }
}
