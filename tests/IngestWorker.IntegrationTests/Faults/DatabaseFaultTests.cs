using IngestWorker.IntegrationTests.EndToEnd;
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
        await Server.ExecuteAsync("CREATE DATABASE ingest OWNER ingest", token);
        Bench = await FaultBench.StartAsync(100, token, connectionString: Server.Server.Replace("Username=postgres", "Username=ingest;Database=ingest", StringComparison.Ordinal));
        Worker = Bench.Cluster.Start("worker");
        Consumer = Bench.Cluster.Start("consumer");
        await using var stream = await TestStream.ConnectAsync(Bench.Cluster.Broker, token);
        await stream.WaitForConsumerAsync(token);
        await FaultBench.WaitForWordAsync(Worker, "is ready", token);
        await FaultBench.WaitForWordAsync(Consumer, "is ready", token);
    }

    /// <summary>A statement of the superuser on the processes' database.</summary>
    internal Task AdministerAsync(string statement, CancellationToken cancellationToken) => Server.ExecuteAsync(statement, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Bench is not null) await Bench.DisposeAsync();
        if (Server is not null) await Server.DisposeAsync();
    }
}

/// <summary>What the database does to those who rely on it. Stories are confirmed before; they are stored when it is over, and nothing is set aside for it.</summary>
public sealed class DatabaseFaultTests(DatabaseFaultBench broken) : IClassFixture<DatabaseFaultBench>
{
    private const string Waiting = "Waiting for PostgreSQL";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact(Explicit = true)]
    public async Task A_database_that_restarts_under_load()
    {
        using var patience = Patience.Of(s_patience);
        await broken.Bench.AddAsync(15, patience.Token);
        await broken.Server.StopAsync(patience.Token);
        await broken.Server.StartAgainAsync(patience.Token);
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    [Fact(Explicit = true)]
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

    [Fact(Explicit = true)]
    public async Task A_database_that_is_read_only()
    {
        using var patience = Patience.Of(s_patience);
        var from = broken.Worker.Errors.Length;
        await broken.Bench.AddAsync(5, patience.Token);
        await broken.AdministerAsync("ALTER SYSTEM SET default_transaction_read_only = on", patience.Token);
        await broken.AdministerAsync("SELECT pg_reload_conf()", patience.Token);
        await FaultBench.WaitForWordAsync(broken.Worker, "read-only transaction", patience.Token, from);
        await FaultBench.LastAsync(patience.Token);
        await broken.AdministerAsync("SET default_transaction_read_only = off; ALTER SYSTEM RESET default_transaction_read_only", patience.Token);
        await broken.AdministerAsync("SELECT pg_reload_conf()", patience.Token);
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    [Fact(Explicit = true)]
    public async Task A_database_without_a_connection_left()
    {
        using var patience = Patience.Of(s_patience);
        var from = broken.Worker.Errors.Length;
        await broken.Bench.AddAsync(5, patience.Token);
        await broken.AdministerAsync("ALTER ROLE ingest CONNECTION LIMIT 0", patience.Token);
        await broken.AdministerAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ingest'", patience.Token);
        await FaultBench.WaitForWordAsync(broken.Worker, "too many connections", patience.Token, from);
        await FaultBench.LastAsync(patience.Token);
        await broken.AdministerAsync("ALTER ROLE ingest CONNECTION LIMIT -1", patience.Token);
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    [Fact(Explicit = true)]
    public async Task A_database_that_takes_a_privilege_away_needs_a_hand_and_nothing_is_set_aside()
    {
        using var patience = Patience.Of(s_patience);
        var from = broken.Consumer.Errors.Length;
        await broken.Bench.ExecuteAsync("REVOKE INSERT ON articles FROM ingest", patience.Token);
        await broken.Bench.AddAsync(5, patience.Token);
        await FaultBench.WaitForWordAsync(broken.Consumer, "waiting alone does not help: 42501", patience.Token, from);
        await broken.Bench.ExecuteAsync("GRANT INSERT ON articles TO ingest", patience.Token);
        await broken.Bench.ShouldHoldAsync(patience.Token);
    }

    [Fact(Explicit = true)]
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

    [Fact(Explicit = true)]
    public async Task A_deadlock_and_a_serialization_failure_are_tried_again()
    {
        using var patience = Patience.Of(s_patience);
        var (from, cluster) = (broken.Consumer.Errors.Length, broken.Bench.Cluster);
        // Whatever the consumer's batch: it comes to the table of events when it holds its items, while this holds the table and comes for the items.
        await using (var other = await broken.Bench.ConnectAsync(patience.Token))
        {
            await ExecuteAsync(other, "SET deadlock_timeout = '1min'; BEGIN; LOCK TABLE events IN SHARE MODE");
            await broken.Bench.AddAsync(5, patience.Token);
            await WaitForLockAsync("INSERT INTO events");
            await ExecuteAsync(other, "LOCK TABLE articles IN SHARE MODE");
            await FaultBench.WaitForWordAsync(broken.Consumer, "40P01", patience.Token, from);
        }
        await broken.Bench.ShouldHoldAsync(patience.Token);

        await broken.AdministerAsync("ALTER ROLE ingest SET default_transaction_isolation = 'repeatable read'", patience.Token);
        await broken.AdministerAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ingest'", patience.Token);
        await using (var other = await broken.Bench.ConnectAsync(patience.Token))
        {
            // The items are held and then changed under a consumer that has begun to look at them.
            await using var stopped = await HoldItemsAsync(other);
            await ExecuteAsync(other, "UPDATE items SET title = 'changed' WHERE state = 'claimed'; COMMIT");
            await FaultBench.WaitForWordAsync(broken.Consumer, "40001", patience.Token, from);
        }
        await broken.AdministerAsync("ALTER ROLE ingest RESET default_transaction_isolation", patience.Token);
        await broken.AdministerAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ingest'", patience.Token);
        await broken.Bench.ShouldHoldAsync(patience.Token);

        async Task<IAsyncDisposable> HoldItemsAsync(NpgsqlConnection connection)
        {
            // The worker's own writes are let by: what is held is held once the messages are with the broker.
            var hold = await broken.Bench.ConnectAsync(patience.Token);
            await ExecuteAsync(hold, "BEGIN; LOCK TABLE articles IN ACCESS EXCLUSIVE MODE");
            await broken.Bench.AddAsync(5, patience.Token);
            await WaitForLockAsync("FROM articles");
            await ExecuteAsync(hold, "COMMIT");
            await ExecuteAsync(connection, "BEGIN; SELECT 1 FROM items WHERE state = 'claimed' FOR UPDATE");
            return hold;
        }

        async Task WaitForLockAsync(string statement)
        {
            while (await cluster.CountAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%{statement}%' AND pid <> pg_backend_pid()", patience.Token) == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }

        async Task ExecuteAsync(NpgsqlConnection connection, string statement)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(patience.Token);
        }
    }
}
