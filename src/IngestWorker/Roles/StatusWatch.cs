using IngestWorker.Messaging.Broker;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>Asks database and broker now and then how things stand, for the gauges. Runs where somebody is told of them.</summary>
internal sealed class StatusWatch(StatusStore statuses, StatusGauges gauges, DatabaseGate gate, RoleContext context, ILogger<StatusWatch> logger) : BackgroundService
{
    private readonly QueueReader? _queues = context.Settings.HasBroker ? new QueueReader(context.Settings.RabbitMq) : null;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        RoleLoop.RunAsync("The watch of the status", LoopAsync, context.Time, logger, stoppingToken);

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        while (true)
        {
            try
            {
                (gauges.Feeds, gauges.Frontier) = await statuses.GaugesAsync(cancellationToken);
                if (_queues is not null) gauges.Broker = await _queues.ReadAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Silent gauges are what an outage looks like; the roles themselves wait for the server and say so.
                (gauges.Feeds, gauges.Frontier, gauges.Broker) = (null, null, null);
                Log.StatusUnknown(logger, BrokerConnection.Reason(e));
            }
            await Task.Delay(context.Settings.Telemetry.GaugeInterval, context.Time, cancellationToken);
        }
    }
}
