using System.Globalization;
using Npgsql;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>Workers and consumers as processes on a real RabbitMQ and a real PostgreSQL, with a virtual host and a database of their own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly TestVirtualHost _broker;
    private readonly List<IngestProcess> _processes = [];

    private Cluster(TestDatabase database, TestVirtualHost broker) => (_database, _broker) = (database, broker);

    public string ConnectionString => _database.ConnectionString;

    /// <summary>Settings beyond the defaults, for the processes started from now on.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<IngestProcess> Processes => _processes;

    public static async Task<Cluster> CreateAsync(CancellationToken cancellationToken)
    {
        var cluster = new Cluster(await Servers.CreateDatabaseAsync(cancellationToken), await Servers.CreateVirtualHostAsync(cancellationToken));
        var broker = cluster._broker;
        foreach (var (name, value) in new (string, string)[]
        {
            ("Transport", "RabbitMq"),
            ("RabbitMq:Host", broker.Host),
            ("RabbitMq:Port", broker.Port.ToString(CultureInfo.InvariantCulture)),
            ("RabbitMq:VirtualHost", broker.Name),
            ("RabbitMq:Username", broker.Username),
            ("RabbitMq:Password", broker.Password),
            ("Database:Provider", "PostgreSql"),
            ("Database:ConnectionString", cluster.ConnectionString),
            ("Fetching:AllowedNetworks", "127.0.0.0/8"),
            ("Worker:HostInterval", "0s"),
            ("Worker:ResponseTimeFactor", "0"),
            ("Worker:IdleDelay", "100ms"),
            ("Http:Port", "0"),
        }) cluster.Settings[name] = value;
        return cluster;
    }

    public IngestProcess Start(string role)
    {
        var process = IngestProcess.Start([role], Settings);
        _processes.Add(process);
        return process;
    }

    /// <summary>Adds feeds and single articles by the program's own command.</summary>
    public async Task AddAsync(NewsSite news, CancellationToken cancellationToken)
    {
        var list = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".txt");
        await File.WriteAllTextAsync(list, news.UrlList, cancellationToken);
        await using var add = await IngestProcess.RunAsync(["feeds", "add", .. news.Feeds, "--urls", list], Settings, cancellationToken);
        File.Delete(list);
        add.ExitCode.ShouldBe(0, add.Errors);
    }

    /// <summary>Waits until a number in the database is reached.</summary>
    public async Task WaitForAsync(string count, long atLeast, CancellationToken cancellationToken)
    {
        while (await CountAsync(count, cancellationToken) is var now && now < atLeast)
        {
            Assert.True(_processes.TrueForAll(p => !p.HasExited || p.ExitCode == 137), Story());
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    public async Task<long> CountAsync(string count, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(count, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>What the processes said, for the message of a test that failed.</summary>
    public string Story() => string.Join("\n", _processes.Select(p => $"--- {p.Id}{(p.HasExited ? $" ended with {p.ExitCode}" : "")}\n{p.Errors}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        await _broker.DisposeAsync();
        await _database.DisposeAsync();
    }
}
