using System.Text.Json;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Telemetry;
using MassTransit;
using MassTransit.Serialization;
using RabbitMQ.Client;

namespace IngestWorker.Messaging;

/// <summary>
/// Publishes so that success means kept: confirmed by the broker, and refused where no queue would take the message. A confirm that does not
/// come is not waited for: what was on its way when a connection broke, or the broker was blocked, may never be answered.
/// </summary>
internal sealed class MessagePublisher(IBus bus, MessagingMetrics metrics, IngestSettings settings, TimeProvider time)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly Queues _queues = new(settings.RabbitMq);

    // Headers, addresses and host information around the message.
    private const int EnvelopeBytes = 4_096;

    /// <summary>Publishes once.</summary>
    /// <exception cref="TimeoutException">The broker did not confirm in time. It may have the message all the same.</exception>
    public Task PublishAsync(FetchArticle command, CancellationToken cancellationToken) =>
        PublishOnceAsync(command, _queues.FetchArticle, cancellationToken);

    /// <summary>Publishes, again and again until the broker has it: what led to the fact is too dear to be done twice for a broker that is away for a while.</summary>
    public Task PublishAsync(EventsExtracted fact, CancellationToken cancellationToken) => PublishAsync(fact, _ => { }, cancellationToken);

    /// <summary>As above.</summary>
    /// <param name="fact">What is to be published.</param>
    /// <param name="waiting">Told why it has to be published again.</param>
    public async Task PublishAsync(EventsExtracted fact, Action<string> waiting, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await PublishOnceAsync(fact, _queues.EventsExtracted, cancellationToken);
                return;
            }
            catch (Exception e) when (e is not (JsonException or NotSupportedException) && !cancellationToken.IsCancellationRequested)
            {
                waiting(e.Message);
                await Task.Delay(s_pause, time, cancellationToken);
            }
        }
    }

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

    private async Task PublishOnceAsync<T>(T message, string destination, CancellationToken cancellationToken) where T : class
    {
        var started = time.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.RabbitMq.ConfirmTimeout);
        try
        {
            await bus.Publish(message, Mandatory, patience.Token);
        }
        catch (Exception e)
        {
            var isLate = patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested;
            metrics.Sent(destination, time.GetElapsedTime(started), isLate ? nameof(TimeoutException) : e.GetType().Name);
            if (!isLate) throw;
            throw new TimeoutException($"not confirmed within {settings.RabbitMq.ConfirmTimeout.TotalSeconds} s (RabbitMq:ConfirmTimeout)", e);
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
