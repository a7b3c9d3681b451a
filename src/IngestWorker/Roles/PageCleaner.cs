using IngestWorker.Configuration;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>Keeps the archive within its age and size: now and then, in one of the consumers, a bounded number of pages at a time.</summary>
internal sealed class PageCleaner(PageCleaning pages, PeriodicJob job, RoleContext context, ILogger<PageCleaner> logger) : BackgroundService
{
    // A batch is one short transaction; the lease outlasts all the batches of a run.
    private const int Batch = 200;
    private const int MostBatches = 500;
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    private readonly PageSettings _settings = context.Settings.Pages;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _settings.MaxAge == TimeSpan.Zero && _settings.MaxBytes == 0
        ? Task.CompletedTask
        : job.RunAsync(new JobPlan("clean pages", "The cleaning of pages", _settings.CleanInterval, s_soon), CleanAsync, logger, stoppingToken);

    /// <returns>False where there is more to take out.</returns>
    private async Task<bool> CleanAsync(CancellationToken cancellationToken)
    {
        var (count, bytes, started) = (0L, 0L, context.Time.GetTimestamp());
        var size = await pages.SizeAsync(cancellationToken);
        var isThrough = false;
        for (var batch = 0; batch < MostBatches && !isThrough && context.Time.GetElapsedTime(started) < PeriodicJob.Lease / 2; batch++)
        {
            var over = _settings.MaxBytes == 0 ? 0 : size - _settings.MaxBytes;
            var cleaned = _settings.MaxAge > TimeSpan.Zero ? await pages.ByAgeAsync(_settings.MaxAge, Batch, cancellationToken) : new CleanedPages(0, 0);
            if (cleaned.Pages == 0 && over > 0) cleaned = await pages.BySizeAsync(over, Batch, cancellationToken);
            (count, bytes, size) = (count + cleaned.Pages, bytes + cleaned.Bytes, size - cleaned.Bytes);
            isThrough = cleaned.Pages == 0;
        }
        if (count > 0) Log.PagesCleaned(logger, count, bytes, size);
        return isThrough;
    }
}
