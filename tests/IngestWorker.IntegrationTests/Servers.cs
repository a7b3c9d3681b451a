using Npgsql;

namespace IngestWorker.IntegrationTests;

/// <summary>
/// The PostgreSQL and the RabbitMQ that infra/test-servers.sh started. Where they are missing the test is skipped and says what
/// to do; with CI=true it fails, so that nothing is left out unseen.
/// </summary>
internal static class Servers
{
    /// <summary>A new, empty database; it is dropped at the end.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var server = Require("INGEST_TEST_POSTGRES");
        var name = "test_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync(server, $"CREATE DATABASE {name}", cancellationToken);
        return new TestDatabase(server, name);
    }

    /// <summary>A new virtual host of the shared broker, so that no two tests see each other's exchanges; it is deleted at the end.</summary>
    public static async Task<TestVirtualHost> CreateVirtualHostAsync(CancellationToken cancellationToken)
    {
        var broker = new Uri(Require("INGEST_TEST_RABBITMQ"));
        var control = Require("INGEST_TEST_RABBITMQCTL");
        var name = "test_" + Guid.NewGuid().ToString("N");
        var user = broker.UserInfo.Split(':')[0];
        await Script.RunAsync(control, ["add_vhost", name], cancellationToken);
        await Script.RunAsync(control, ["set_permissions", "-p", name, user, ".*", ".*", ".*"], cancellationToken);
        return new TestVirtualHost(broker, name, control);
    }

    internal static string Require(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value) return value;
        var message = $"{variable} is not set: run infra/test.sh, or `infra/test-servers.sh start DIR` and `. DIR/env`";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)) Assert.Fail(message);
        Assert.Skip(message);
        throw new InvalidOperationException(message);
    }

    internal static async Task ExecuteAsync(string server, string statement, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A database of one test.</summary>
internal sealed class TestDatabase(string server, string name) : IAsyncDisposable
{
    public string Name => name;

    public string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(pooled);
        await Servers.ExecuteAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)", CancellationToken.None);
    }
}

/// <summary>A virtual host of one test.</summary>
internal sealed class TestVirtualHost(Uri broker, string name, string control) : IAsyncDisposable
{
    public string Host => broker.Host;

    public int Port => broker.Port;

    public string Name => name;

    public string Username => broker.UserInfo.Split(':')[0];

    public string Password => broker.UserInfo.Split(':')[1];

    /// <summary>"amqp://guest:guest@127.0.0.1:5672/test_..".</summary>
    public Uri Uri => new(broker, name);

    /// <summary>
    /// Each queue's name and how many messages are in it, delivered but unconfirmed ones included. A quorum queue's count is
    /// as old as its last tick (200 ms): wait for a number rather than look once.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync(CancellationToken cancellationToken)
    {
        var lines = await Script.RunAsync(control, ["list_queues", "-p", name, "--no-table-headers", "name", "messages"], cancellationToken);
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToDictionary(cells => cells[0], cells => int.TryParse(cells[^1], out var count) ? count : 0, StringComparer.Ordinal);
    }

    /// <summary>Waits until a queue exists and holds this many messages.</summary>
    public async Task WaitForQueueAsync(string queue, int messages, CancellationToken cancellationToken)
    {
        while (!(await QueuesAsync(cancellationToken)).TryGetValue(queue, out var now) || now != messages)
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
    }

    /// <summary>Closes every connection to this virtual host, as a broker does that goes down.</summary>
    public Task CloseConnectionsAsync(CancellationToken cancellationToken) =>
        Script.RunAsync(control, ["close_all_connections", "-p", name, "test"], cancellationToken);

    public async ValueTask DisposeAsync() => await Script.RunAsync(control, ["delete_vhost", name], CancellationToken.None);
}
