using IngestWorker.Configuration;
using IngestWorker.Storage;
using IngestWorker.Telemetry;
using Polly;
using Polly.Retry;

namespace IngestWorker.Roles;

/// <summary>
/// Waits out an outage of the database: a statement that failed for a passing reason is tried again until it succeeds or the
/// process stops. The message that led to it stays unacknowledged meanwhile, which holds back the broker by itself.
/// </summary>
internal sealed class OutageRetry
{
    private readonly ResiliencePipeline _pipeline;

    public OutageRetry(StorageOptions options, TimeProvider time, ILogger<OutageRetry> logger)
    {
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(e => StorageFault.Classify(e) == FaultKind.Transient),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(15),
                OnRetry = retry =>
                {
                    Log.Waiting(logger, ServerNames.Database(options), retry.Outcome.Exception!.Message, retry.RetryDelay.TotalSeconds);
                    return default;
                },
            })
            .Build();
    }

    public ValueTask<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> statement, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(async token => await statement(token), cancellationToken);

    public ValueTask ExecuteAsync(Func<CancellationToken, Task> statement, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(async token => await statement(token), cancellationToken);
}
