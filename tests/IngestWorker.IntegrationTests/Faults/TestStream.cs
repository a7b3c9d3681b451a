using System.Text;
using System.Text.Json;
using IngestWorker.Contracts;
using MassTransit.Serialization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>Somebody else on the broker: publishes to the public stream, confirmed, in the form that the program publishes in, or in a worse one; looks into queues.</summary>
internal sealed class TestStream : IAsyncDisposable
{
    public const string Stored = "events-extracted";
    private const string EnvelopeType = "application/vnd.masstransit+json";

    private readonly IConnection _connection;
    private IChannel _channel;

    private TestStream(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>Messages that the broker confirmed.</summary>
    public int Confirmed { get; private set; }

    public static async Task<TestStream> ConnectAsync(Uri broker, CancellationToken cancellationToken)
    {
        var connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(cancellationToken);
        return new TestStream(connection, await OpenAsync(connection, cancellationToken));
    }

    public Task PublishAsync(EventsExtracted fact, CancellationToken cancellationToken) =>
        PublishAsync(JsonSerializer.SerializeToElement(fact, SystemTextJsonMessageSerializer.Options), cancellationToken);

    /// <summary>Publishes a message that has some other shape.</summary>
    public Task PublishAsync(JsonElement message, CancellationToken cancellationToken, string type = "urn:message:IngestWorker.Contracts:EventsExtracted")
    {
        var id = Guid.NewGuid();
        return PublishAsync(JsonSerializer.SerializeToUtf8Bytes(new { messageId = id, messageType = new[] { type }, message }), cancellationToken, id);
    }

    /// <summary>Publishes bytes that claim to be a message.</summary>
    public async Task PublishAsync(byte[] body, CancellationToken cancellationToken, Guid? id = null)
    {
        await _channel.BasicPublishAsync(Stored, "", mandatory: true, new BasicProperties { Persistent = true, ContentType = EnvelopeType, MessageId = (id ?? Guid.NewGuid()).ToString() }, body, cancellationToken);
        Confirmed++;
    }

    /// <summary>Messages that are ready in a queue; 0 where there is no such queue.</summary>
    public async Task<int> CountAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            return (int)(await _channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == 404)
        {
            _channel = await OpenAsync(_connection, cancellationToken);
            return 0;
        }
    }

    public async Task WaitForCountAsync(string queue, int count, CancellationToken cancellationToken)
    {
        while (await CountAsync(queue, cancellationToken) != count) await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
    }

    /// <summary>The same for what may be there twice: on a slow machine a confirm can come too late for its publisher.</summary>
    public async Task WaitForAtLeastAsync(string queue, int count, CancellationToken cancellationToken)
    {
        while (await CountAsync(queue, cancellationToken) < count) await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
    }

    /// <summary>Waits until whoever publishes or consumes has declared the stream, and somebody consumes it.</summary>
    public async Task WaitForConsumerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if ((await _channel.QueueDeclarePassiveAsync(Stored, cancellationToken)).ConsumerCount > 0) return;
            }
            catch (OperationInterruptedException)
            {
                _channel = await OpenAsync(_connection, cancellationToken);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    /// <summary>Takes everything that is ready in a queue.</summary>
    public async Task<IReadOnlyList<(string Body, string Reason)>> TakeAsync(string queue, CancellationToken cancellationToken)
    {
        var taken = new List<(string, string)>();
        while (await _channel.BasicGetAsync(queue, autoAck: true, cancellationToken) is { } message)
        {
            var headers = message.BasicProperties.Headers ?? new Dictionary<string, object?>();
            var reason = headers.Where(h => h.Key.StartsWith("MT-Fault", StringComparison.Ordinal) && h.Value is byte[]).Select(h => Encoding.UTF8.GetString((byte[])h.Value!));
            taken.Add((Encoding.UTF8.GetString(message.Body.Span), string.Join(' ', reason)));
        }
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static Task<IChannel> OpenAsync(IConnection connection, CancellationToken cancellationToken) =>
        connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
}
