using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IngestWorker.Configuration;
using IngestWorker.Messaging.Broker;
using RabbitMQ.Client;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>What the management plugin of a real broker adds to what AMQP tells, and what is said where it does not answer.</summary>
public sealed class ManagementTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_management_plugin_tells_what_is_unacknowledged_and_whether_the_broker_complains()
    {
        var port = FreePort();
        await using var broker = await OwnBroker.StartAsync(
            Token,
            _ => string.Create(CultureInfo.InvariantCulture, $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {port}\ncollect_statistics_interval = 1000\n"),
            "rabbitmq_management");
        var settings = new RabbitMqSettings { Host = broker.Uri.Host, Port = broker.Uri.Port, ManagementUrl = new Uri($"http://127.0.0.1:{port}") };
        await using var connection = await new ConnectionFactory { Uri = broker.Uri }.CreateConnectionAsync(Token);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Token);
        await channel.QueueDeclareAsync("events-extracted", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Token);
        for (var i = 0; i < 3; i++) await channel.BasicPublishAsync("", "events-extracted", mandatory: true, new BasicProperties { Persistent = true }, new byte[] { 1 }, Token);
        (await channel.BasicGetAsync("events-extracted", autoAck: false, Token)).ShouldNotBeNull();

        // The plugin's numbers are as old as its last collection.
        BrokerStatus status;
        do status = await new QueueReader(settings).ReadAsync(Token);
        while (status.Queues.Single(q => q.Name == "events-extracted") is not { Ready: 2, Unacknowledged: 1 });

        (status.Source, status.Note).ShouldBe(("management", null));
        status.Alarms.ShouldNotBeNull().ShouldBeEmpty();
        status.Queues.Single(q => q.Name == "fetch-article").Exists.ShouldBeFalse();
        await broker.ControlAsync(Token, "set_vm_memory_high_watermark", "0.000001");
        do status = await new QueueReader(settings).ReadAsync(Token);
        while (status.Alarms!.Count == 0);
        status.Alarms.ShouldContain(a => a.StartsWith("memory alarm on", StringComparison.Ordinal));

        settings.ManagementUrl = new Uri("http://127.0.0.1:1");
        var fallback = await new QueueReader(settings).ReadAsync(Token);
        (fallback.Source, fallback.Alarms).ShouldBe(("amqp", null));
        fallback.Note.ShouldNotBeNull().ShouldContain("cannot be asked");
        fallback.Queues.Single(q => q.Name == "events-extracted").Unacknowledged.ShouldBeNull();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
