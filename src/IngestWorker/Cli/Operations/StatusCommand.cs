using System.CommandLine;
using IngestWorker.Configuration;
using IngestWorker.Messaging.Broker;
using IngestWorker.Storage;
using RabbitMQ.Client.Exceptions;

namespace IngestWorker.Cli.Operations;

/// <summary>`ingest status`: how everything stands, and what needs a hand.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var database = ConfiguredDatabase.Option();
        var json = new Option<bool>("--json") { Description = "One JSON object, for programs." };
        var command = new Command("status", "Queues, feeds, frontier, rates, lag and failures. Exit code 1 where something needs a hand, which the last lines name.") { database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = ConfiguredDatabase.Settings(parsed.GetValue(database));
            await using var storage = await ConfiguredDatabase.OpenAsync(settings, cancellationToken);
            var status = new InstallationStatus(await new StatusStore(storage).ReadAsync(cancellationToken), await BrokerAsync(settings, cancellationToken));
            if (parsed.GetValue(json)) StatusJson.Write(status);
            else StatusText.Show(status);
            return status.NeedsHand.Count == 0 ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static async Task<BrokerLook> BrokerAsync(IngestSettings settings, CancellationToken cancellationToken)
    {
        if (!settings.HasBroker) return new BrokerLook(null, null);
        try
        {
            return new BrokerLook(await new QueueReader(settings.RabbitMq).ReadAsync(cancellationToken), null);
        }
        // An outage of the broker is a finding; the rest of the status is wanted all the more.
        catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or TimeoutException or IOException)
        {
            return new BrokerLook(null, $"{ServerNames.Broker(settings.RabbitMq)} does not answer: {BrokerConnection.Reason(e)}");
        }
    }
}

/// <param name="Status">Null where there is no broker, or it does not answer.</param>
/// <param name="Failure">Why it does not; null where it does, or there is none.</param>
internal sealed record BrokerLook(BrokerStatus? Status, string? Failure);
