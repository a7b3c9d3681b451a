using IngestWorker.Contracts;
using MassTransit;

namespace IngestWorker.Messaging;

/// <summary>Publishes so that success means kept: confirmed by the broker, and refused where no queue would take the message.</summary>
internal sealed class MessagePublisher(IBus bus)
{
    public Task PublishAsync(FetchArticle command, CancellationToken cancellationToken) =>
        bus.Publish(command, Mandatory, cancellationToken);

    public Task PublishAsync(EventsExtracted fact, CancellationToken cancellationToken) =>
        bus.Publish(fact, Mandatory, cancellationToken);

    private static void Mandatory<T>(PublishContext<T> context) where T : class
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit)) rabbit.Mandatory = true;
    }
}
