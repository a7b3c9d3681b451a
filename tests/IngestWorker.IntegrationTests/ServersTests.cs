using System.Text;
using Npgsql;
using RabbitMQ.Client;

namespace IngestWorker.IntegrationTests;

/// <summary>The servers are the real ones, and behave as the other tests take for granted.</summary>
public sealed class ServersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_database_is_new_and_gone_afterwards()
    {
        string connectionString;
        await using (var database = await Servers.CreateDatabaseAsync(Token))
        {
            connectionString = database.ConnectionString;
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(Token);
            await using var count = new NpgsqlCommand("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", connection);
            (await count.ExecuteScalarAsync(Token)).ShouldBe(0L);
        }

        await using var late = new NpgsqlConnection(connectionString);
        var refusal = await Should.ThrowAsync<PostgresException>(() => late.OpenAsync(Token));
        refusal.SqlState.ShouldBe(PostgresErrorCodes.InvalidCatalogName);
    }

    [Fact]
    public async Task Queues_of_one_virtual_host_are_not_seen_in_another()
    {
        await using var one = await Servers.CreateVirtualHostAsync(Token);
        await using var other = await Servers.CreateVirtualHostAsync(Token);

        await PublishAsync(one.Uri, "letters", 3);

        await one.WaitForQueueAsync("letters", 3, Token);
        (await one.QueuesAsync(Token)).Keys.ShouldBe(["letters"]);
        (await other.QueuesAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broker_that_was_killed_comes_back_on_its_port_with_its_messages()
    {
        await using var broker = await OwnBroker.StartAsync(Token);
        await PublishAsync(broker.Uri, "letters", 2);

        await broker.WriteQueueNamesAsync(Token);
        await broker.KillAsync(Token);
        await Should.ThrowAsync<RabbitMQ.Client.Exceptions.BrokerUnreachableException>(() => PublishAsync(broker.Uri, "letters", 1));
        await broker.StartAgainAsync(Token);

        await using var connection = await ConnectAsync(broker.Uri);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        for (var i = 0; i < 2; i++)
        {
            var letter = (await channel.BasicGetAsync("letters", autoAck: false, Token)).ShouldNotBeNull();
            Encoding.UTF8.GetString(letter.Body.Span).ShouldBe("a letter");
        }

        (await channel.BasicGetAsync("letters", autoAck: false, Token)).ShouldBeNull();
    }

    private static async Task PublishAsync(Uri broker, string queue, int count)
    {
        await using var connection = await ConnectAsync(broker);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Token);
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: Token);
        for (var i = 0; i < count; i++)
            await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes("a letter"), Token);
    }

    private static Task<IConnection> ConnectAsync(Uri broker) => new ConnectionFactory { Uri = broker }.CreateConnectionAsync(Token);
}
