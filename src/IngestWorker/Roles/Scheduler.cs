using IngestWorker.Configuration;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>Claims feeds that are due and polls them, a bounded number at a time.</summary>
internal sealed class Scheduler(FeedStore feeds, FeedPolling polling, DatabaseGate gate, RoleContext context, ILogger<Scheduler> logger) : BackgroundService
{
    private readonly WorkerSettings _settings = context.Settings.Worker;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        RoleLoop.RunAsync("The scheduler", ScheduleAsync, context.Time, logger, stoppingToken);

    private async Task ScheduleAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        var running = new HashSet<Task>();
        try
        {
            while (true)
            {
                var next = context.FeedsAdded.Next;
                var free = _settings.PollConcurrency - running.Count;
                var due = free > 0 ? await feeds.ClaimDueAsync(free, _settings.Lease, context.WorkerName, cancellationToken) : [];
                foreach (var feed in due) running.Add(PollAsync(feed, cancellationToken));

                if (running.Count > 0)
                    await Task.WhenAny(running.Append(context.FeedsAdded.WaitAsync(next, _settings.IdleDelay, cancellationToken)));
                else
                    await context.FeedsAdded.WaitAsync(next, _settings.IdleDelay, cancellationToken);

                foreach (var done in running.Where(t => t.IsCompleted).ToArray())
                {
                    running.Remove(done);
                    await done;
                }
            }
        }
        finally
        {
            // Polls under way end before the role does: their claims are theirs to give back.
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PollAsync(ClaimedFeed feed, CancellationToken cancellationToken)
    {
        if (await polling.PollAsync(feed, cancellationToken) > 0) context.ItemsAdded.Pulse();
    }
}
