using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.IntegrationTests.Web;
using Npgsql;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>A PostgreSQL, a worker and a consumer for the tests of this class, each of which breaks the database and mends it again.</summary>
public sealed class DatabaseFaultBench : IAsyncLifetime
{
    internal OwnPostgreSql Server { get; private set; } = null!;

    internal FaultBench Bench { get; private set; } = null!;

    internal IngestProcess Worker { get; private set; } = null!;

    internal IngestProcess Consumer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        Server = await OwnPostgreSql.StartAsync(token);
        // No superuser: limits and privileges are to count.
        await Server.ExecuteAsync("CREATE ROLE ingest LOGIN", token);
        // Who waits longest finds a deadlock: time for a test to make one, and less than Database:CommandTimeout.
        await Server.ExecuteAsync("ALTER ROLE ingest SET deadlock_timeout = '3s'", token);
        await Server.ExecuteAsync("CREATE DATABASE ingest OWNER ingest", token);
        Bench = await FaultBench.StartAsync(100, token, connectionString: Server.Server.Replace("Username=postgres", "Username=ingest;Database=ingest", StringComparison.Ordinal));
        Worker = Bench.Cluster.Start("worker");
        Consumer = Bench.Cluster.Start("consumer");
        await using var stream = await TestStream.ConnectAsync(Bench.Cluster.Broker, token);
        await stream.WaitForConsumerAsync(token);
        await FaultBench.WaitForWordAsync(Worker, "is ready", token);
        await FaultBench.WaitForWordAsync(Consumer, "is ready", token);
    }

    /// <summary>A statement of the superuser.</summary>
    internal Task AdministerAsync(string statement, CancellationToken cancellationToken) => Server.ExecuteAsync(statement, cancellationToken);

    /// <summary>Ends the sessions of all processes, so that what was set for their user counts from now on.</summary>
    internal Task EndSessionsAsync(CancellationToken cancellationToken) =>
        AdministerAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ingest'", cancellationToken);

    /// <summary>A session of the superuser in the processes' database.</summary>
    internal async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection($"{Server.Server};Database=ingest;Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (Bench is not null) await Bench.DisposeAsync();
        if (Server is not null) await Server.DisposeAsync();
    }
}

/// <summary>What the database does to those who rely on it. Stories are confirmed before; they are stored when it is over, and nothing is set aside for it.</summary>
public sealed class DatabaseFaultTests(DatabaseFaultBench broken) : IClassFixture<DatabaseFaultBench>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_database_that_restarts_under_load()
    {
        using var patience = Patience.Of(s_patience);
        await broken.Bench.AddAsync(15, patience.Token);
        await broken.Server.StopAsync(patience.Token);
        await broken.Server.StartAgainAsync(patience.Token);
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    [Fact]
    public async Task A_database_that_is_killed_and_away_for_long()
    {
        using var patience = Patience.Of(s_patience);
        await using var stream = await TestStream.ConnectAsync(broken.Bench.Cluster.Broker, patience.Token);
        await broken.Bench.AddAsync(10, patience.Token);
        await broken.Server.KillAsync(patience.Token);
        await FaultBench.LastAsync(patience.Token);
        await broken.Server.StartAgainAsync(patience.Token);
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    [Fact]
    public async Task A_database_without_room_on_its_disk()
    {
        using var patience = Patience.Of(s_patience);
        using var disk = SmallDisk.Mount(16);
        await Script.RunAsync("chown", ["postgres", disk.Folder], patience.Token);
        await broken.AdministerAsync($"CREATE TABLESPACE small LOCATION '{disk.Folder}'", patience.Token);
        await broken.AdministerAsync("GRANT ALL ON TABLESPACE small TO ingest", patience.Token);
        await broken.Bench.ExecuteAsync("ALTER TABLE articles SET TABLESPACE small", patience.Token);
        var from = broken.Consumer.Errors.Length;
        disk.Fill();
        await broken.Bench.AddAsync(10, patience.Token);
        await FaultBench.WaitForWordAsync(broken.Consumer, "No space left on device", patience.Token, from);
        await FaultBench.LastAsync(patience.Token);
        disk.Free();
        await broken.Bench.ShouldHoldAsync(patience.Token);
        await broken.Bench.ExecuteAsync("ALTER TABLE articles SET TABLESPACE pg_default", patience.Token);
        await broken.AdministerAsync("DROP TABLESPACE small", patience.Token);
    }

    [Fact]
    public async Task A_deadlock_is_tried_again()
    {
        using var patience = Patience.Of(s_patience);
        var from = broken.Consumer.Errors.Length;
        await using (var other = await broken.ConnectAsync(patience.Token))
        {
            // The consumer comes to the events with articles written, while this one has the events and comes for the articles. It would wait
            // for longer than the consumer does.
            await ExecuteAsync(other, "SET deadlock_timeout = '1min'; BEGIN; LOCK TABLE events IN SHARE MODE", patience.Token);
            await broken.Bench.AddAsync(5, patience.Token);
            await WaitForLockAsync("INSERT INTO events", patience.Token);
            await ExecuteAsync(other, "LOCK TABLE articles IN SHARE MODE", patience.Token);
            await FaultBench.WaitForWordAsync(broken.Consumer, "40P01", patience.Token, from);
        }
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    [Fact]
    public async Task A_serialization_failure_is_tried_again()
    {
        using var patience = Patience.Of(s_patience);
        var from = broken.Worker.Errors.Length;
        await using var other = await broken.ConnectAsync(patience.Token);
        // Transactions of the program name their level; single statements have the server's.
        await broken.AdministerAsync("ALTER ROLE ingest SET default_transaction_isolation = 'repeatable read'", patience.Token);
        await broken.EndSessionsAsync(patience.Token);
        try
        {
            var page = new TaskCompletionSource();
            var path = new Uri(broken.Bench.Site.Stories[broken.Bench.Added]).AbsolutePath;
            broken.Bench.Site.Site.On(path, Answers.After(page.Task, Answers.Text(StoryPage.Html("Town of the failure"))));
            await broken.Bench.AddAsync(1, patience.Token);
            await broken.Bench.Site.Site.WaitForRequestsAsync(path, 1, patience.Token);
            // The item changes under a worker that has begun to change it.
            await ExecuteAsync(other, "BEGIN; SELECT 1 FROM items WHERE state = 'claimed' FOR NO KEY UPDATE", patience.Token);
            page.SetResult();
            await WaitForLockAsync("UPDATE items SET", patience.Token);
            await ExecuteAsync(other, "UPDATE items SET title = 'changed' WHERE state = 'claimed'; COMMIT", patience.Token);
            await FaultBench.WaitForWordAsync(broken.Worker, "40001", patience.Token, from);
        }
        finally
        {
            await broken.AdministerAsync("ALTER ROLE ingest RESET default_transaction_isolation", CancellationToken.None);
            await broken.EndSessionsAsync(CancellationToken.None);
        }
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    [Fact]
    public Task A_database_that_is_read_only() => HoldsThroughAsync(
        broken.Worker,
        "read-only transaction",
        async token =>
        {
            await broken.AdministerAsync("ALTER SYSTEM SET default_transaction_read_only = on", token);
            await broken.AdministerAsync("SELECT pg_reload_conf()", token);
        },
        async token =>
        {
            await broken.AdministerAsync("ALTER SYSTEM RESET default_transaction_read_only", token);
            await broken.AdministerAsync("SELECT pg_reload_conf()", token);
        });

    [Fact]
    public Task A_database_without_a_connection_left() => HoldsThroughAsync(
        broken.Worker,
        "too many connections",
        async token =>
        {
            await broken.AdministerAsync("ALTER ROLE ingest CONNECTION LIMIT 0", token);
            await broken.EndSessionsAsync(token);
        },
        token => broken.AdministerAsync("ALTER ROLE ingest CONNECTION LIMIT -1", token));

    [Fact]
    public Task A_database_that_takes_a_privilege_away_needs_a_hand_and_nothing_is_set_aside() => HoldsThroughAsync(
        broken.Consumer,
        "waiting alone does not help: 42501",
        async token =>
        {
            await broken.Bench.ExecuteAsync("REVOKE INSERT ON articles FROM ingest", token);
            await broken.Bench.AddAsync(5, token);
        },
        token => broken.Bench.ExecuteAsync("GRANT INSERT ON articles TO ingest", token));

    /// <summary>The database refuses for a while: a process says why, and all is stored when it does so no more.</summary>
    private async Task HoldsThroughAsync(IngestProcess process, string says, Func<CancellationToken, Task> refuse, Func<CancellationToken, Task> mend)
    {
        using var patience = Patience.Of(s_patience);
        var from = process.Errors.Length;
        await broken.Bench.AddAsync(5, patience.Token);
        await refuse(patience.Token);
        try
        {
            await FaultBench.WaitForWordAsync(process, says, patience.Token, from);
            await FaultBench.LastAsync(patience.Token);
        }
        finally
        {
            await mend(CancellationToken.None);
        }
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    private async Task WaitForLockAsync(string statement, CancellationToken cancellationToken)
    {
        while (await broken.Bench.Cluster.CountAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%{statement}%' AND pid <> pg_backend_pid()", cancellationToken) == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
