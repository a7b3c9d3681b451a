using System.Collections.Concurrent;
using IngestWorker.Configuration;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>
/// Holds the claims of articles that the broker has confirmed until they are stored. Not each at once: a moment later most are stored and
/// nothing is left to write, and the others go in one statement. Until then the claim's own lease holds. A worker that is killed meanwhile leaves it
/// at that: what no consumer stores within the lease is fetched once more, and is the same article.
/// </summary>
internal sealed class PublishedArticles(ItemStore items, OutageRetry outages, RoleContext context, ILogger<PublishedArticles> logger) : BackgroundService
{
    // Longer than consumers take where nothing holds them up.
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<(Guid ItemId, int Attempt)> _waiting = new();
    private readonly WorkerSettings _settings = context.Settings.Worker;

    public void Add(Guid itemId, int attempt) => _waiting.Enqueue((itemId, attempt));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        RoleLoop.RunAsync("The holding of claims", HoldAsync, context.Time, logger, stoppingToken);

    // The bus stops before: nothing is added any more. Once only: without the database the claims keep their leases.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (Take() is not { Count: > 0 } claims) return;
        try
        {
            await items.PublishedAsync(claims, _settings.PublishedLease, cancellationToken);
        }
        catch (Exception e) when (StorageFault.IsOfDatabase(e) || cancellationToken.IsCancellationRequested)
        {
            Log.NotHeld(logger, e.Message);
        }
    }

    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        var pause = _settings.Lease / 10 < s_moment ? _settings.Lease / 10 : s_moment;
        while (true)
        {
            await Task.Delay(pause, context.Time, cancellationToken);
            if (Take() is not { Count: > 0 } claims) continue;
            try
            {
                await outages.ExecuteAsync(token => items.PublishedAsync(claims, _settings.PublishedLease, token), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                foreach (var (itemId, attempt) in claims) Add(itemId, attempt); // for the stop
                throw;
            }
        }
    }

    private List<(Guid ItemId, int Attempt)> Take()
    {
        var claims = new List<(Guid, int)>();
        while (_waiting.TryDequeue(out var claim)) claims.Add(claim);
        return claims;
    }
}
