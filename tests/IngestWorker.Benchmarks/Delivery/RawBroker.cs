using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>The broker alone, by its own client: confirmed, persistent, mandatory messages into a quorum queue and out of it again.</summary>
internal sealed class RawBroker(IConnection connection, string queue) : IAsyncDisposable
{
    private const int AckEvery = 50;

    public static async Task<RawBroker> StartAsync(Uri broker, string queue)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        return new RawBroker(connection, queue);
    }

    public async Task RunAsync(int messages, int bytes, int inFlight)
    {
        await using var consuming = await connection.CreateChannelAsync();
        await consuming.BasicQosAsync(0, 200, global: false);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new AsyncEventingBasicConsumer(consuming);
        var received = 0;
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            var count = ++received;
            if (count % AckEvery == 0 || count == messages) await consuming.BasicAckAsync(delivery.DeliveryTag, multiple: true);
            if (count == messages) all.TrySetResult();
        };
        await consuming.BasicConsumeAsync(queue, autoAck: false, consumer);

        await using var publishing = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var body = new byte[bytes];
        Random.Shared.NextBytes(body);
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (_, token) =>
            await publishing.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true }, body, token));
        await all.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var channel = await connection.CreateChannelAsync()) await channel.QueueDeleteAsync(queue);
        await connection.DisposeAsync();
    }
}
