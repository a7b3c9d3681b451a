using IngestWorker.Configuration;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>
/// Opens once the database answers and its schema is up to date. Until then every role waits here and readiness says no, so
/// that containers may start in any order.
/// </summary>
internal sealed class DatabaseGate(IDatabase database, StorageOptions options, TimeProvider time, ILogger<DatabaseGate> logger) : BackgroundService
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(15);

    private readonly string _name = ServerNames.Database(options);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => _opened.Task.IsCompletedSuccessfully;

    /// <summary>What is waited for, in words; null once the gate is open.</summary>
    public string? WaitingFor { get; private set; } = "the first answer of the database";

    public Task WaitAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var delay = TimeSpan.FromSeconds(1); ; delay = Min(delay * 2, s_longestDelay))
        {
            try
            {
                await database.MigrateAsync(stoppingToken);
                WaitingFor = null;
                _opened.SetResult();
                Log.Ready(logger, _name);
                return;
            }
            catch (Exception e) when (StorageFault.Classify(e) == FaultKind.Transient && !stoppingToken.IsCancellationRequested)
            {
                WaitingFor = $"{_name}: {e.Message}";
                Log.Waiting(logger, _name, e.Message, delay.TotalSeconds);
                await Task.Delay(delay, time, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Everybody who waits gets the reason; the host stops, since no waiting mends this.
                _opened.SetException(e);
                throw;
            }
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
