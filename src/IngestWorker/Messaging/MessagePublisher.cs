using System.Text.Json;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Telemetry;
using MassTransit;
using MassTransit.Serialization;
using RabbitMQ.Client;

namespace IngestWorker.Messaging;

/// <summary>Publishes so that success means kept: confirmed by the broker, and refused where no queue would take the message.</summary>
internal sealed class MessagePublisher(IBus bus, MessagingMetrics metrics, IngestSettings settings, TimeProvider time)
{
    private readonly Queues _queues = new(settings.RabbitMq);

    // Headers, addresses and host information around the message.
    private const int EnvelopeBytes = 4_096;

    public Task PublishAsync(FetchArticle command, CancellationToken cancellationToken) =>
        PublishAsync(command, _queues.FetchArticle, cancellationToken);

    public Task PublishAsync(EventsExtracted fact, CancellationToken cancellationToken) =>
        PublishAsync(fact, _queues.EventsExtracted, cancellationToken);

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

    private async Task PublishAsync<T>(T message, string destination, CancellationToken cancellationToken) where T : class
    {
        var started = time.GetTimestamp();
        try
        {
            await bus.Publish(message, Mandatory, cancellationToken);
        }
        catch (Exception e)
        {
            metrics.Sent(destination, time.GetElapsedTime(started), e.GetType().Name);
            throw;
        }
        metrics.Sent(destination, time.GetElapsedTime(started), null);
    }

    private void Mandatory<T>(PublishContext<T> context) where T : class
    {
        if (!context.TryGetPayload<RabbitMqSendContext>(out var rabbit)) return;
        rabbit.Mandatory = true;
        // What a broker that tells the age of a queue's head goes by.
        rabbit.BasicProperties.Timestamp = new AmqpTimestamp(time.GetUtcNow().ToUnixTimeSeconds());
    }
}
