using IngestWorker.Configuration;
using IngestWorker.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IngestWorker.Roles;

/// <summary>Ready means: the schema is up to date, the database answers now, and no work waits for it. The broker's check is MassTransit's own.</summary>
internal sealed class ReadinessCheck(DatabaseGate gate, IDatabase database, OutageRetry outages, StorageOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!gate.IsOpen) return HealthCheckResult.Unhealthy($"waiting for {gate.WaitingFor}");
        // A database may answer and take no writes: read-only, full, without a privilege.
        if (outages.WaitingFor is { } reason) return HealthCheckResult.Unhealthy($"waiting for {reason}");
        try
        {
            await database.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"{ServerNames.Database(options)} does not answer: {e.Message}");
        }
    }
}
