using IngestWorker.Configuration;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>Makes the tables of the months to come and drops what is too old: now and then, in one of the consumers.</summary>
internal sealed class MonthKeeper(Months months, PeriodicJob job, RoleContext context, ILogger<MonthKeeper> logger) : BackgroundService
{
    private const int MostBatches = 500;
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(30);

    private readonly RetentionSettings _settings = context.Settings.Retention;
    private bool _hasWarned;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        job.RunAsync(new JobPlan("keep months", "The keeping of months", _settings.Interval, s_soon), KeepAsync, logger, stoppingToken);

    /// <returns>False where there is more to do.</returns>
    private async Task<bool> KeepAsync(CancellationToken cancellationToken)
    {
        if (await months.IsKeptAsync(cancellationToken)) await months.MakeAsync(cancellationToken);
        else WarnOnce();
        return await KeepAsync(MonthKind.Events, _settings.Events, cancellationToken) & await KeepAsync(MonthKind.Trail, _settings.Trail, cancellationToken);
    }

    private async Task<bool> KeepAsync(MonthKind kind, TimeSpan age, CancellationToken cancellationToken)
    {
        if (age == TimeSpan.Zero) return true;
        return months.AreDropped ? await DropAsync(kind, age, cancellationToken) : await DeleteAsync(kind, age, cancellationToken);
    }

    private async Task<bool> DropAsync(MonthKind kind, TimeSpan age, CancellationToken cancellationToken)
    {
        if (await months.DropAsync(kind, age, cancellationToken) is not { } dropped)
        {
            Log.MonthsInUse(logger);
            return false;
        }
        if (dropped.Count > 0) Log.MonthsDropped(logger, string.Join(", ", dropped), age);
        return true;
    }

    private async Task<bool> DeleteAsync(MonthKind kind, TimeSpan age, CancellationToken cancellationToken)
    {
        var (rows, started, isThrough) = (0L, context.Time.GetTimestamp(), false);
        for (var batch = 0; batch < MostBatches && !isThrough && context.Time.GetElapsedTime(started) < PeriodicJob.Lease / 3; batch++)
        {
            var deleted = await months.DeleteAsync(kind, age, cancellationToken);
            rows += deleted;
            isThrough = deleted < Months.MostRows;
        }
        if (rows > 0) Log.RowsDeleted(logger, rows, kind == MonthKind.Events ? "events" : "the trail", age);
        return isThrough;
    }

    private void WarnOnce()
    {
        if (!_hasWarned && (_settings.Events > TimeSpan.Zero || _settings.Trail > TimeSpan.Zero)) Log.NotByMonth(logger);
        _hasWarned = true;
    }
}
