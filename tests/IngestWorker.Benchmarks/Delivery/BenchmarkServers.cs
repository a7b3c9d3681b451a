using IngestWorker.Configuration;
using IngestWorker.Messaging;
using IngestWorker.Storage;
using Npgsql;
using RabbitMQ.Client;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>The servers of infra/test-servers.sh, with a database and queue names of this run's own; both are taken away at its end.</summary>
internal sealed class BenchmarkServers(string server, string database, string prefix) : IAsyncDisposable
{
    private readonly List<string> _prefixes = [];

    public Uri Broker { get; } = new(Required("INGEST_TEST_RABBITMQ"));

    public string Prefix => prefix;

    public string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;

    public static async Task<BenchmarkServers> CreateAsync()
    {
        var server = Required("INGEST_TEST_POSTGRES");
        var name = "benchmark_" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal);
        await ExecuteAsync(server, "postgres", $"CREATE DATABASE {name}");
        return new BenchmarkServers(server, name, name + ".");
    }

    /// <summary>Settings as an installation has them by default, on these servers.</summary>
    public IngestSettings Settings(string queues)
    {
        var settings = new IngestSettings { Transport = TransportKind.RabbitMq };
        var user = Broker.UserInfo.Split(':');
        settings.RabbitMq.Host = Broker.Host;
        settings.RabbitMq.Port = Broker.Port;
        settings.RabbitMq.Username = user[0];
        settings.RabbitMq.Password = user[1];
        settings.RabbitMq.QueuePrefix = prefix + queues;
        settings.Database.Provider = DatabaseProvider.PostgreSql;
        settings.Database.ConnectionString = ConnectionString;
        _prefixes.Add(settings.RabbitMq.QueuePrefix);
        return settings;
    }

    public Task ExecuteAsync(string statement) => ExecuteAsync(server, database, statement);

    public async Task<T> ValueAsync<T>(string query)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 600 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = await new ConnectionFactory { Uri = Broker }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync())
        {
            foreach (var queues in _prefixes.Select(p => new Queues(new RabbitMqSettings { QueuePrefix = p })))
                foreach (var name in (string[])[queues.EventsExtracted, queues.FetchArticle])
                    foreach (var each in (string[])[name, Queues.DeadLetter(name), name + "_error", name + "_skipped"])
                    {
                        await channel.QueueDeleteAsync(each);
                        await channel.ExchangeDeleteAsync(each);
                    }
        }
        await ExecuteAsync(server, "postgres", $"DROP DATABASE {database} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string server, string database, string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = false, CommandTimeout = 3600 }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : throw new InvalidOperationException($"{variable} is not set; infra/test-servers.sh starts the servers and writes it.");
}
