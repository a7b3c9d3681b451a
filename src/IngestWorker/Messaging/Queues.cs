using IngestWorker.Configuration;
using IngestWorker.Messaging.Broker;
using MassTransit;

namespace IngestWorker.Messaging;

/// <summary>
/// The topology as data: for each message one fanout exchange and one quorum queue of the same name, declared alike by whoever
/// publishes and whoever consumes. Others bind queues of their own to the exchange.
/// </summary>
internal sealed class Queues(RabbitMqSettings settings)
{
    // A command that takes its worker down is handed out only a few times: the item's own attempts count further.
    private const int FetchDeliveryLimit = 3;

    public string FetchArticle { get; } = settings.QueuePrefix + "fetch-article";

    public string EventsExtracted { get; } = settings.QueuePrefix + "events-extracted";

    public void ConfigureFetchArticle(IRabbitMqQueueConfigurator queue) => Configure(queue, FetchArticle, FetchDeliveryLimit);

    public void ConfigureEventsExtracted(IRabbitMqQueueConfigurator queue) => Configure(queue, EventsExtracted, settings.DeliveryLimit);

    /// <summary>Where the broker puts messages that were handed out too often: nobody consumes it, an operator reads it.</summary>
    public static string DeadLetter(string queue) => queue + "_dead";

    /// <summary>Where MassTransit puts messages whose consumer threw.</summary>
    public static string Error(string queue) => queue + "_error";

    /// <summary>Where MassTransit puts messages of a type that no consumer knows.</summary>
    public static string Skipped(string queue) => queue + "_skipped";

    /// <summary>Every queue of the installation, those of set-aside messages after the one they come from.</summary>
    public IEnumerable<(string Name, QueueKind Kind)> All => ((string[])[FetchArticle, EventsExtracted]).SelectMany(queue => new[]
    {
        (queue, QueueKind.Work), (Error(queue), QueueKind.Error), (Skipped(queue), QueueKind.Skipped), (DeadLetter(queue), QueueKind.Dead),
    });

    private static void Configure(IRabbitMqQueueConfigurator queue, string name, int deliveryLimit)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", deliveryLimit);
        queue.SetQueueArgument("x-dead-letter-exchange", DeadLetter(name));
        // With at-most-once a message set aside while the dead-letter queue is away would vanish; at-least-once needs this overflow mode.
        queue.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        queue.SetQueueArgument("x-overflow", "reject-publish");
    }
}
