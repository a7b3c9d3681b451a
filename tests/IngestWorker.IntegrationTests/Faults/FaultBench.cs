using IngestWorker.Configuration;
using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.Storage;
using Npgsql;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>A worker and a consumer at work on stories that a test adds some at a time, with what the test breaks.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    private FaultBench(StorySite site, Cluster cluster) => (Site, Cluster) = (site, cluster);

    public StorySite Site { get; }

    public Cluster Cluster { get; }

    /// <summary>How many stories were added; the next is the site's story of this number.</summary>
    public int Added { get; private set; }

    public static async Task<FaultBench> StartAsync(int stories, CancellationToken cancellationToken, Uri? broker = null, string? connectionString = null, System.Net.IPAddress? site = null)
    {
        var bench = new FaultBench(await StorySite.StartAsync(stories, cancellationToken, site), await Cluster.CreateAsync(cancellationToken, broker, connectionString));
        foreach (var (name, value) in new[]
        {
            // Short, so that what hangs on them shows within seconds; attempts enough that none is given up for it on a busy machine.
            ("Worker:Lease", "10s"), ("Worker:MaxAttempts", "100"), ("Worker:RetryDelay", "1s"), ("Consumer:BatchDelay", "50ms"),
            ("RabbitMq:Heartbeat", "4s"), ("RabbitMq:ConfirmTimeout", "3s"), ("RabbitMq:DeliveryLimit", "100"), ("Database:CommandTimeout", "5s"), ("DrainTime", "3s"),
        }) bench.Cluster.Settings[name] = value;
        return bench;
    }

    /// <summary>Puts the next stories into the database, confirmed.</summary>
    public async Task AddAsync(int stories, CancellationToken cancellationToken)
    {
        await Site.AddItemsAsync(Cluster.ConnectionString, Added, stories, cancellationToken);
        Added += stories;
    }

    /// <summary>All that was added is stored, each once, and no message is left anywhere.</summary>
    /// <param name="oneCoder">False where different versions of the program worked on it.</param>
    public async Task ShouldHoldAsync(CancellationToken cancellationToken, bool oneCoder = true)
    {
        await Ledger.ShouldHoldAsync(Cluster, Added, cancellationToken, oneCoder);
        await Ledger.QueuesShouldBeEmptyAsync(Cluster, cancellationToken);
    }

    /// <summary>Waits until a process has said something since it was last asked.</summary>
    public static async Task WaitForWordAsync(IngestProcess process, string words, CancellationToken cancellationToken, int from = 0)
    {
        while (process.Errors.IndexOf(words, Math.Min(from, process.Errors.Length), StringComparison.Ordinal) < 0)
        {
            Assert.False(process.HasExited, process.Errors);
            if (cancellationToken.IsCancellationRequested) Assert.Fail($"never said '{words}':\n{process.Errors}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    /// <summary>An outage's length, with the test's own end.</summary>
    public static Task LastAsync(CancellationToken cancellationToken) => Task.Delay(Patience.Outage, cancellationToken);

    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Cluster.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Site.DisposeAsync();
    }
}
