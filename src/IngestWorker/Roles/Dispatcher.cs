using System.Diagnostics;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Messaging;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>Claims items that are due, at the pace their hosts are promised, and publishes a command for each.</summary>
internal sealed class Dispatcher(ItemStore items, MessagePublisher publisher, DatabaseGate gate, RoleContext context, Dispositions dispositions, ILogger<Dispatcher> logger) : BackgroundService
{
    private const int RestPerLook = 4;

    private static readonly TimeSpan s_leastRest = TimeSpan.FromMilliseconds(500);

    private readonly WorkerSettings _settings = context.Settings.Worker;
    private readonly IReadOnlyList<TimeSpan> _revisits = RevisitTimes.Of(context.Settings.Worker);
    private long? _revisitsClaimed;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        RoleLoop.RunAsync("The dispatcher", DispatchAsync, context.Time, logger, stoppingToken);

    private async Task DispatchAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        while (true)
        {
            var next = context.ItemsAdded.Next;
            var started = context.Time.GetTimestamp();
            var claimed = await items.ClaimDueAsync(Request(), cancellationToken);
            var pause = Pause(context.Time.GetElapsedTime(started));
            if (claimed.Count > 0)
            {
                if (!await PublishAsync(claimed, cancellationToken)) await Task.Delay(_settings.IdleDelay, context.Time, cancellationToken);
                else if (claimed.Count < _settings.DispatchBatch) await Task.Delay(pause, context.Time, cancellationToken);
                continue;
            }
            if (await ClaimRevisitsAsync(cancellationToken) is { Count: > 0 } revisits && await PublishAsync(revisits, cancellationToken, areRevisits: true)) continue;
            var idle = await IdleTimeAsync(cancellationToken);
            await Task.Delay(pause, context.Time, cancellationToken);
            if (pause < idle) await context.ItemsAdded.WaitAsync(next, idle - pause, cancellationToken);
        }
    }

    // Every fetch that ends makes room for another, and a claim reads a row a host: done at each, claims took more of the database than all
    // else together. A look that found no full batch is therefore not followed by the next at once, and a slow one by a longer rest.
    private static TimeSpan Pause(TimeSpan took) => took * RestPerLook > s_leastRest ? took * RestPerLook : s_leastRest;

    // Only when nothing new is due, and not at every wake-up: what is an hour old may be looked at a moment later.
    private async Task<IReadOnlyList<FetchArticle>> ClaimRevisitsAsync(CancellationToken cancellationToken)
    {
        if (_revisits.Count == 0 || (_revisitsClaimed is { } last && context.Time.GetElapsedTime(last) < _settings.IdleDelay)) return [];
        _revisitsClaimed = context.Time.GetTimestamp();
        return await items.ClaimRevisitsAsync(new RevisitRequest
        {
            Dispatch = Request(),
            MaxRevisits = Math.Max(1, (int)(_settings.MaxInFlight * _settings.RevisitShare)),
            After = _revisits,
        }, cancellationToken);
    }

    // Items of a host whose slot comes soon are worth waking up for; what others add is found after the idle delay.
    private async Task<TimeSpan> IdleTimeAsync(CancellationToken cancellationToken) =>
        await items.NextDueAsync(cancellationToken) is { } due && due < _settings.IdleDelay ? due : _settings.IdleDelay;

    /// <returns>False where any could not be published.</returns>
    private async Task<bool> PublishAsync(IReadOnlyList<FetchArticle> claimed, CancellationToken cancellationToken, bool areRevisits = false)
    {
        // All in flight together: waiting for each confirm in turn gives a few hundred a second.
        var sent = claimed.Select(command => TryPublishAsync(command, areRevisits, cancellationToken)).ToArray();
        var failures = (await Task.WhenAll(sent)).OfType<string>().ToArray();
        if (failures.Length > 0) Log.DispatchFailed(logger, failures.Length, claimed.Count, failures[0]);
        else Log.Dispatched(logger, claimed.Count);
        return failures.Length == 0;
    }

    private async Task<string?> TryPublishAsync(FetchArticle command, bool isRevisit, CancellationToken cancellationToken)
    {
        using var activity = Trace(command, isRevisit);
        try
        {
            await publisher.PublishAsync(activity is null ? command : command with { TraceContext = activity.Id }, cancellationToken);
            return null;
        }
        catch (Exception e)
        {
            // Not confirmed may still be delivered: then two fetch, one of them superseded by its attempt's number.
            await items.ReleaseAsync(command.ItemId, command.Attempt, TimeSpan.Zero, CancellationToken.None);
            return e.Message;
        }
    }

    // An item's way goes on in the trace of the poll that found it. A look at a stored article, days later, is a trace of its own that points there.
    private static Activity? Trace(FetchArticle command, bool isRevisit)
    {
        if (!ActivityContext.TryParse(command.TraceContext, null, isRemote: true, out var found))
            return IngestMetrics.Activities.StartActivity("dispatch item")?.SetTag("ingest.item.id", command.ItemId);
        var activity = isRevisit
            ? IngestMetrics.Activities.StartActivity("dispatch item", ActivityKind.Internal, default(ActivityContext), links: [new ActivityLink(found)])
            : IngestMetrics.Activities.StartActivity("dispatch item", ActivityKind.Internal, found);
        return activity?.SetTag("ingest.item.id", command.ItemId);
    }

    private DispatchRequest Request() => new()
    {
        Max = _settings.DispatchBatch,
        MaxInFlight = _settings.MaxInFlight,
        Lease = _settings.Lease,
        HostInterval = _settings.HostInterval,
        MaxHostInterval = _settings.MaxHostInterval,
        ResponseTimeFactor = _settings.ResponseTimeFactor,
        MaxAttempts = _settings.MaxAttempts,
        Worker = context.WorkerName,
        Abandoned = (itemId, url, detail) => dispositions.Record(itemId, Stage.Finished, Outcome.Abandoned, url, detail),
    };
}
