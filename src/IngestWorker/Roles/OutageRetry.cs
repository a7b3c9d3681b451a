using System.Collections.Concurrent;
using IngestWorker.Configuration;
using IngestWorker.Storage;
using IngestWorker.Telemetry;
using Polly;
using Polly.Retry;

namespace IngestWorker.Roles;

/// <summary>
/// Waits out an outage of the database: a statement that failed for a reason of the database's own is tried again until it succeeds or the
/// process stops. The message that led to it stays unacknowledged meanwhile, which holds back the broker by itself.
/// </summary>
internal sealed class OutageRetry
{
    private static readonly ResiliencePropertyKey<Call> s_call = new("ingest.call");

    private readonly ConcurrentDictionary<Call, string> _waiting = new();
    private readonly ResiliencePipeline _pipeline;

    public OutageRetry(StorageOptions options, TimeProvider time, ILogger<OutageRetry> logger)
    {
        var server = ServerNames.Database(options);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(StorageFault.IsOfDatabase),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(15),
                OnRetry = retry =>
                {
                    var fault = retry.Outcome.Exception!;
                    if (StorageFault.Classify(fault) == FaultKind.Transient) Log.Waiting(logger, server, fault.Message, retry.RetryDelay.TotalSeconds);
                    else Log.HandNeeded(logger, server, fault.Message, retry.RetryDelay.TotalSeconds);
                    if (retry.Context.Properties.TryGetValue(s_call, out var call)) _waiting[call] = $"{server}: {fault.Message}";
                    return default;
                },
            })
            .Build();
    }

    /// <summary>What work waits for at the moment, in words; null where none does.</summary>
    public string? WaitingFor => _waiting.Values.FirstOrDefault();

    public async ValueTask<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> statement, CancellationToken cancellationToken)
    {
        var call = new Call();
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(s_call, call);
        try
        {
            return await _pipeline.ExecuteAsync(async c => await statement(c.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            _waiting.TryRemove(call, out _);
        }
    }

    public async ValueTask ExecuteAsync(Func<CancellationToken, Task> statement, CancellationToken cancellationToken) =>
        await ExecuteAsync<bool>(
            async token =>
            {
                await statement(token);
                return true;
            },
            cancellationToken);

    private sealed class Call;
}
