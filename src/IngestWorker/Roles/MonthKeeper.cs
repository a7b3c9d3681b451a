using IngestWorker.Configuration;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>Makes the tables of the months to come and drops what is too old: now and then, in one of the consumers.</summary>
internal sealed class MonthKeeper(Months months, JobStore jobs, DatabaseGate gate, RoleContext context, ILogger<MonthKeeper> logger) : BackgroundService
{
    internal const string Job = "keep months";

    private const int MostBatches = 500;
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(30);

    private readonly RetentionSettings _settings = context.Settings.Retention;
    private bool _hasWarned;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        RoleLoop.RunAsync("The keeping of months", LoopAsync, context.Time, logger, stoppingToken);

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        // Who asks more often than the job is due finds it taken or not due; asking is one statement.
        var pause = _settings.Interval < TimeSpan.FromMinutes(1) ? _settings.Interval : TimeSpan.FromMinutes(1);
        while (true)
        {
            await RunAsync(cancellationToken);
            await Task.Delay(pause, context.Time, cancellationToken);
        }
    }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await jobs.TryTakeAsync(Job, s_lease, context.WorkerName, cancellationToken)) return;
        if (await months.IsKeptAsync(cancellationToken)) await months.MakeAsync(cancellationToken);
        else WarnOnce();
        var isThrough = await KeepAsync(MonthKind.Events, _settings.Events, cancellationToken) & await KeepAsync(MonthKind.Trail, _settings.Trail, cancellationToken);
        await jobs.EndAsync(Job, isThrough ? _settings.Interval : s_soon, context.WorkerName, cancellationToken);
    }

    /// <returns>False where there is more to do.</returns>
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
        for (var batch = 0; batch < MostBatches && !isThrough && context.Time.GetElapsedTime(started) < s_lease / 3; batch++)
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
