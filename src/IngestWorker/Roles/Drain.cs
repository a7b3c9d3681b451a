using IngestWorker.Configuration;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>
/// In one process, waits at the end until what was dispatched is stored: the in-memory transport keeps nothing. On RabbitMQ
/// the broker keeps it, and there is nothing to wait for.
/// </summary>
internal sealed class Drain(ItemStore items, DatabaseGate gate, RoleContext context, ILogger<Drain> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (context.Settings.Transport != TransportKind.InMemory || !gate.IsOpen) return;
        var started = context.Time.GetTimestamp();
        var announced = false;
        while (!cancellationToken.IsCancellationRequested && context.Time.GetElapsedTime(started) < context.Settings.DrainTime)
        {
            var next = context.ItemsAdded.Next;
            var counts = await items.CountsAsync(cancellationToken);
            var inFlight = counts.Of(ItemState.Claimed) + counts.Revisits;
            if (inFlight == 0) return;
            if (!announced) Log.Draining(logger, inFlight);
            announced = true;
            await context.ItemsAdded.WaitAsync(next, TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }
}
