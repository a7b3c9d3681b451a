using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestWorker.Contracts;
using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.IntegrationTests.Storage;
using IngestWorker.Storage;
using MassTransit.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>A cluster as its operator has it: the program's own commands, messages of one's own, the queues and the rows.</summary>
internal sealed class OperatedCluster(Cluster cluster) : IAsyncDisposable
{
    public Cluster Cluster => cluster;

    public static async Task<OperatedCluster> CreateAsync(CancellationToken cancellationToken) => new(await Cluster.CreateAsync(cancellationToken));

    /// <summary>Runs a command of the program with the cluster's settings; the lines it wrote to stdout.</summary>
    public async Task<string> RunAsync(int exit, string[] arguments, CancellationToken cancellationToken)
    {
        await using var process = await IngestProcess.RunAsync(arguments, cluster.Settings, cancellationToken);
        process.ExitCode.ShouldBe(exit, process.Errors + process.Output);
        return process.Output;
    }

    public async Task<List<JsonElement>> JsonAsync(int exit, string[] arguments, CancellationToken cancellationToken) =>
        [.. (await RunAsync(exit, [.. arguments, "--json"], cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The stores on the cluster's database; its schema is made where it is not there.</summary>
    public async Task<IDatabase> OpenDatabaseAsync(CancellationToken cancellationToken)
    {
        var database = new PostgreSqlDatabase(new StorageOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = cluster.ConnectionString }, NullLoggerFactory.Instance);
        await database.MigrateAsync(cancellationToken);
        return database;
    }

    public Task<IConnection> ConnectAsync(CancellationToken cancellationToken) => new ConnectionFactory
    {
        HostName = cluster.Settings["RabbitMq:Host"],
        Port = int.Parse(cluster.Settings["RabbitMq:Port"], CultureInfo.InvariantCulture),
        VirtualHost = cluster.Settings["RabbitMq:VirtualHost"],
        UserName = cluster.Settings["RabbitMq:Username"],
        Password = cluster.Settings["RabbitMq:Password"],
    }.CreateConnectionAsync(cancellationToken);

    /// <summary>A fact in MassTransit's envelope, as a worker sends it.</summary>
    public static byte[] Envelope(EventsExtracted fact, string type = "urn:message:IngestWorker.Contracts:EventsExtracted") => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["messageId"] = fact.Article.ArticleId.ToString(),
        ["messageType"] = new JsonArray(type),
        ["sentTime"] = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture),
        ["message"] = JsonSerializer.SerializeToNode(fact, SystemTextJsonMessageSerializer.Options),
    });

    public async Task PublishAsync(string queue, IEnumerable<(string? Id, byte[] Body)> messages, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        foreach (var (id, body) in messages)
            await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true, MessageId = id, ContentType = "application/vnd.masstransit+json" }, body, cancellationToken);
    }

    public Task PublishAsync(IEnumerable<EventsExtracted> facts, CancellationToken cancellationToken) =>
        PublishAsync("events-extracted", facts.Select(f => ((string?)f.Article.ArticleId.ToString(), Envelope(f))), cancellationToken);

    /// <summary>Messages that are ready in a queue; -1 where it is not declared.</summary>
    public async Task<long> ReadyAsync(string queue, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return -1;
        }
    }

    public async Task WaitForReadyAsync(string queue, long wanted, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        for (var now = -2L; now != wanted;)
        {
            now = await ReadyAsync(queue, cancellationToken);
            if (patience.IsCancellationRequested) Assert.Fail($"{queue} holds {now} messages, not {wanted}\n{cluster.Story()}");
        }
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
