using System.Collections.Concurrent;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Storage;

namespace IngestWorker.Roles;

/// <summary>
/// What a fetch tells of how fast a host may be asked: its Crawl-delay, and how long its server takes. Both go into the database, so that
/// every worker keeps to them.
/// </summary>
internal sealed class HostPace(ItemStore items, IngestSettings settings)
{
    // What was written already; forgetting it costs one more write a host.
    private const int MostPaces = 10_000;

    // The share of a new measurement in the smoothed time.
    private const double Weight = 0.3;

    // A slot that would change by less than this is left as it is: most fetches write nothing here.
    private const double Noticeable = 0.05;

    private readonly ConcurrentDictionary<string, TimeSpan> _paces = new(StringComparer.Ordinal);
    private readonly WorkerSettings _settings = settings.Worker;

    public async Task KeepAsync(FetchStart known, FetchResult result, CancellationToken cancellationToken)
    {
        if (result.CrawlDelay is { } delay) await KeepCrawlDelayAsync(known.Host, delay, cancellationToken);
        if (Measured(result) is { } measured) await KeepResponseTimeAsync(known, measured, cancellationToken);
    }

    /// <summary>The slot that follows from a response time.</summary>
    internal TimeSpan Slot(TimeSpan responseTime)
    {
        var slot = responseTime * _settings.ResponseTimeFactor;
        return slot < _settings.HostInterval ? _settings.HostInterval : slot > _settings.MaxHostInterval ? _settings.MaxHostInterval : slot;
    }

    // A server that does not answer in time is as slow as one can see.
    private TimeSpan? Measured(FetchResult result) => result.Outcome == Outcome.Timeout ? settings.Fetching.AttemptTimeout : result.ResponseTime;

    private async Task KeepCrawlDelayAsync(string host, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay <= _settings.HostInterval) return;
        if (_paces.TryGetValue(host, out var written) && written == delay) return;
        await items.SetHostIntervalAsync(host, delay, cancellationToken);
        if (_paces.Count >= MostPaces) _paces.Clear();
        _paces[host] = delay;
    }

    private async Task KeepResponseTimeAsync(FetchStart known, TimeSpan measured, CancellationToken cancellationToken)
    {
        if (_settings.HostInterval == TimeSpan.Zero || _settings.ResponseTimeFactor == 0) return;
        var before = known.ResponseTime ?? TimeSpan.Zero;
        var smoothed = known.ResponseTime is null ? measured : before * (1 - Weight) + measured * Weight;
        var (was, now) = (Slot(before), Slot(smoothed));
        if ((now - was).Duration() > was * Noticeable) await items.SetResponseTimeAsync(known.Host, smoothed, cancellationToken);
    }
}
