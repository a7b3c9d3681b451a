using IngestWorker.Configuration;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestWorker.Messaging.Broker;

/// <summary>
/// The queues of messages that were set aside, one message after the other. What is looked at stays the broker's until it is acknowledged: a
/// command that dies in the middle, or leaves a message as it is, gives all of them back. A message that goes on its way again is
/// acknowledged here once the broker has confirmed its copy, so a crash between the two leaves it in both places, where ids that are
/// deterministic make one row of it.
/// </summary>
internal sealed class SetAsideQueues : IAsyncDisposable
{
    private readonly Queues _queues;
    private readonly IConnection _connection;
    private readonly IChannel _publisher;
    private readonly List<IChannel> _held = [];

    private SetAsideQueues(Queues queues, IConnection connection, IChannel publisher) => (_queues, _connection, _publisher) = (queues, connection, publisher);

    public static async Task<SetAsideQueues> OpenAsync(RabbitMqSettings settings, CancellationToken cancellationToken)
    {
        var connection = await BrokerConnection.OpenAsync(settings, "ingest failures", cancellationToken);
        try
        {
            var publisher = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
            return new SetAsideQueues(new Queues(settings), connection, publisher);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands out every message that was set aside before now.</summary>
    /// <param name="limit">At most so many of a queue.</param>
    /// <param name="cut">Told the name of each queue that holds more.</param>
    public async IAsyncEnumerable<HeldMessage> ReadAsync(int limit, Action<string> cut, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var origin = "";
        foreach (var (name, kind) in _queues.All)
        {
            if (kind == QueueKind.Work)
            {
                origin = name;
                continue;
            }
            var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
            // Kept open to the end: closing it gives back what was not acknowledged, which would then be handed out again.
            _held.Add(channel);
            if (await CountAsync(channel, name, cancellationToken) is not { } count) continue;
            if (count > limit) cut(name);
            for (var i = 0; i < Math.Min(count, limit) && await channel.BasicGetAsync(name, autoAck: false, cancellationToken) is { } message; i++)
                yield return new HeldMessage(SetAsideMessage.Read(message, name, origin, kind), message, channel, _publisher);
        }
    }

    private static async Task<uint?> CountAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null; // nothing was ever put there
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _held) await channel.DisposeAsync();
        await _publisher.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

/// <summary>A message in this program's hands.</summary>
internal sealed class HeldMessage(SetAsideMessage message, BasicGetResult delivery, IChannel channel, IChannel publisher)
{
    // What MassTransit and the broker wrote on it when it was set aside; on its way again it is a message like any other.
    private static readonly string[] s_marks = ["MT-Fault-", "MT-Reason", "MT-Host-", "x-death", "x-first-death-", "x-last-death-", "x-delivery-count", "x-acquired-count"];

    public SetAsideMessage Message => message;

    public ReadOnlyMemory<byte> Body => delivery.Body;

    /// <summary>Puts a copy into the queue that the message came from; returns when the broker has it.</summary>
    public async Task PublishAgainAsync(CancellationToken cancellationToken)
    {
        var properties = new BasicProperties(delivery.BasicProperties) { Persistent = true };
        properties.Headers = delivery.BasicProperties.Headers?
            .Where(h => !s_marks.Any(mark => h.Key.StartsWith(mark, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(h => h.Key, h => h.Value, StringComparer.Ordinal);
        await publisher.BasicPublishAsync("", message.Origin, mandatory: true, properties, delivery.Body, cancellationToken);
    }

    /// <summary>Takes the message out of its queue.</summary>
    public ValueTask AcknowledgeAsync(CancellationToken cancellationToken) => channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, cancellationToken);
}
