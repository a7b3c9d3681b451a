using System.Text.Json;
using IngestWorker.Contracts;
using MassTransit;
using MassTransit.Serialization;

namespace IngestWorker.Messaging;

/// <summary>Publishes so that success means kept: confirmed by the broker, and refused where no queue would take the message.</summary>
internal sealed class MessagePublisher(IBus bus)
{
    // Headers, addresses and host information around the message.
    private const int EnvelopeBytes = 4_096;

    public Task PublishAsync(FetchArticle command, CancellationToken cancellationToken) =>
        bus.Publish(command, Mandatory, cancellationToken);

    public Task PublishAsync(EventsExtracted fact, CancellationToken cancellationToken) =>
        bus.Publish(fact, Mandatory, cancellationToken);

    /// <summary>True where the broker would get a message over the stream's limit.</summary>
    /// <param name="fact">What is to be published.</param>
    /// <param name="bytes">Its size; 0 where it is far too small to be worth measuring.</param>
    public static bool IsTooLarge(EventsExtracted fact, out int bytes)
    {
        bytes = 0;
        // Six bytes is the most that a character takes in JSON; an event with its sentence and actors is some two thousand.
        const int MostBytesOfCharacter = 6;
        const int MostBytesOfEvent = 8_000;
        if ((long)fact.Article.Content.Text.Length * MostBytesOfCharacter + (long)fact.Events.Count * MostBytesOfEvent < EventsExtracted.MaxBytes / 2) return false;
        bytes = JsonSerializer.SerializeToUtf8Bytes(fact, SystemTextJsonMessageSerializer.Options).Length + EnvelopeBytes;
        return bytes > EventsExtracted.MaxBytes;
    }

    private static void Mandatory<T>(PublishContext<T> context) where T : class
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit)) rabbit.Mandatory = true;
    }
}
