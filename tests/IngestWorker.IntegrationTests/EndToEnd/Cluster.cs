using System.Globalization;
using Npgsql;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>Workers and consumers as processes on a real RabbitMQ and a real PostgreSQL, with a virtual host and a database of their own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly IAsyncDisposable[] _owned;
    private readonly List<IngestProcess> _processes = [];

    private Cluster(string connectionString, Uri broker, IAsyncDisposable[] owned) => (ConnectionString, Broker, _owned) = (connectionString, broker, owned);

    /// <summary>Of the database itself, whatever way the processes take to it.</summary>
    public string ConnectionString { get; }

    /// <summary>"amqp://guest:guest@127.0.0.1:5672/test_..": the broker itself, whatever way the processes take to it.</summary>
    public Uri Broker { get; }

    /// <summary>Settings beyond the defaults, for the processes started from now on.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<IngestProcess> Processes => _processes;

    /// <param name="broker">A broker of the test's own; null: a virtual host of the shared one.</param>
    /// <param name="connectionString">A database of the test's own; null: one on the shared server.</param>
    public static async Task<Cluster> CreateAsync(CancellationToken cancellationToken, Uri? broker = null, string? connectionString = null)
    {
        var owned = new List<IAsyncDisposable>();
        if (broker is null)
        {
            var host = await Servers.CreateVirtualHostAsync(cancellationToken);
            owned.Add(host);
            broker = host.Uri;
        }
        if (connectionString is null)
        {
            var database = await Servers.CreateDatabaseAsync(cancellationToken);
            owned.Add(database);
            connectionString = database.ConnectionString;
        }
        var cluster = new Cluster(connectionString, broker, [.. owned]);
        var user = broker.UserInfo.Split(':');
        foreach (var (name, value) in new (string, string)[]
        {
            ("Transport", "RabbitMq"),
            ("RabbitMq:Host", broker.Host),
            ("RabbitMq:Port", broker.Port.ToString(CultureInfo.InvariantCulture)),
            ("RabbitMq:VirtualHost", broker.AbsolutePath is "/" or "" ? "/" : broker.AbsolutePath[1..]),
            ("RabbitMq:Username", user[0]),
            ("RabbitMq:Password", user[1]),
            ("Database:Provider", "PostgreSql"),
            ("Database:ConnectionString", connectionString),
            ("Fetching:AllowedNetworks", "127.0.0.0/8"),
            ("Worker:HostInterval", "0s"),
            ("Worker:ResponseTimeFactor", "0"),
            ("Worker:IdleDelay", "100ms"),
            ("Http:Port", "0"),
        }) cluster.Settings[name] = value;
        return cluster;
    }

    /// <param name="role">"worker" or "consumer".</param>
    /// <param name="fault">Where it kills itself; null: nowhere.</param>
    /// <param name="within">Words to put before the command.</param>
    /// <param name="program">Another version's ingest.dll; null: the one under test.</param>
    public IngestProcess Start(string role, string? fault = null, IReadOnlyList<string>? within = null, string? program = null)
    {
        var process = IngestProcess.Start([role], Settings, fault: fault, within: within, program: program);
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
            Assert.True(_processes.TrueForAll(p => !p.HasExited || p.ExitCode is 0 or 137), Story());
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    public async Task<long> CountAsync(string count, CancellationToken cancellationToken) =>
        Convert.ToInt64(await ValueAsync(count, cancellationToken), CultureInfo.InvariantCulture);

    public async Task<string> TextAsync(string select, CancellationToken cancellationToken) => Convert.ToString(await ValueAsync(select, cancellationToken), CultureInfo.InvariantCulture) ?? "";

    private async Task<object?> ValueAsync(string select, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString); // A pooled one may be of a server that was killed.
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(select, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>What the processes said, for the message of a test that failed.</summary>
    public string Story() => string.Join("\n", _processes.Select(p => $"--- {p.Id}{(p.HasExited ? $" ended with {p.ExitCode}" : "")}\n{p.Errors}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        foreach (var owned in _owned) await owned.DisposeAsync();
    }
}
