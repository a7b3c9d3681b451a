using IngestWorker.Contracts;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IngestWorker.IntegrationTests.Storage;

public sealed class PostgreSqlDatabaseTests(PostgreSqlTestDatabase test) : DatabaseContract(test), IClassFixture<PostgreSqlTestDatabase>
{
    [Fact]
    public async Task Processes_that_start_at_once_migrate_once()
    {
        const string Name = "ingest_test_migration";
        await PostgreSqlTestDatabase.AdministerAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", Token);
        await PostgreSqlTestDatabase.AdministerAsync($"CREATE DATABASE {Name}", Token);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
            {
                await using var database = Open(PostgreSqlTestDatabase.ConnectionString(Name));
                await database.MigrateAsync(Token);
                (await new FeedStore(database).ListAsync(Token)).ShouldBeEmpty();
            })));

            await using var again = Open(PostgreSqlTestDatabase.ConnectionString(Name));
            await again.MigrateAsync(Token);
            IDatabase opened = again;
            (await opened.ReadAsync(s => s.QueryAsync<string>("SELECT scriptname FROM schema_migrations ORDER BY 1"), Token)).ShouldBe(Scripts());
        }
        finally
        {
            await PostgreSqlTestDatabase.AdministerAsync($"DROP DATABASE {Name} WITH (FORCE)", CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_transient_fault()
    {
        await using var database = Open("Host=127.0.0.1;Port=9;Database=ingest;Username=ingest");
        var failure = await Should.ThrowAsync<Exception>(() => database.PingAsync(Token));
        StorageFault.Classify(failure).ShouldBe(FaultKind.Transient);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_a_fatal_fault()
    {
        await using var database = Open(PostgreSqlTestDatabase.ConnectionString("ingest_test_nowhere"));
        var failure = await Should.ThrowAsync<Exception>(() => database.PingAsync(Token));
        StorageFault.Classify(failure).ShouldBe(FaultKind.Fatal);
        StorageFault.Code(failure).ShouldBe("3D000");
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_a_transient_fault_and_the_next_call_succeeds()
    {
        var failure = await Should.ThrowAsync<Exception>(() => Database.TransactAsync(
            async session =>
            {
                var pid = await session.FirstAsync<int>("SELECT pg_backend_pid()");
                await PostgreSqlTestDatabase.AdministerAsync($"SELECT pg_terminate_backend({pid})", Token);
                return await session.ExecuteAsync("DELETE FROM hosts");
            },
            Token));

        StorageFault.Classify(failure).ShouldBe(FaultKind.Transient);
        await Database.PingAsync(Token);
    }

    [Fact]
    public async Task A_database_that_is_read_only_is_a_transient_fault()
    {
        var failure = await Should.ThrowAsync<Exception>(() => Database.TransactAsync(
            async session =>
            {
                await session.ExecuteAsync("SET TRANSACTION READ ONLY");
                return await session.ExecuteAsync("DELETE FROM hosts");
            },
            Token));
        StorageFault.Classify(failure).ShouldBe(FaultKind.Transient);
    }

    [Fact]
    public async Task A_command_over_its_time_is_a_transient_fault()
    {
        var options = new StorageOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = PostgreSqlTestDatabase.ConnectionString(((PostgreSqlTestDatabase)Test).Name), CommandTimeout = TimeSpan.FromSeconds(1) };
        await using var database = new PostgreSqlDatabase(options, NullLoggerFactory.Instance);
        IDatabase opened = database;
        var failure = await Should.ThrowAsync<NpgsqlException>(() => opened.ReadAsync(s => s.ExecuteAsync("SELECT pg_sleep(30)"), Token));
        StorageFault.Classify(failure).ShouldBe(FaultKind.Transient);
    }

    [Fact]
    public async Task A_claim_passes_by_what_another_transaction_holds()
    {
        await new ItemStore(Database).AddAsync([Samples.Item("held", "a.example"), Samples.Item("free", "b.example")], null, Token);
        await new FeedStore(Database).AddAsync([new NewFeed("https://held.example/"), new NewFeed("https://free.example/")], Token);
        var another = Test.OpenAnother();

        await Database.TransactAsync(
            async session =>
            {
                await session.ExecuteAsync("SELECT 1 FROM items WHERE host = 'a.example' FOR UPDATE");
                await session.ExecuteAsync("SELECT 1 FROM feeds WHERE url LIKE '%held%' FOR UPDATE");
                (await new ItemStore(another).ClaimDueAsync(Samples.Dispatch(interval: TimeSpan.FromMinutes(1)), Token)).Single().Url.ShouldContain("free");
                (await new FeedStore(another).ClaimDueAsync(10, TimeSpan.FromMinutes(1), "w", Token)).Single().Url.ShouldContain("free");
                return 0;
            },
            Token);

        (await new ItemStore(another).ClaimDueAsync(Samples.Dispatch(interval: TimeSpan.FromMinutes(1)), Token)).Single().Url.ShouldContain("held");
    }

    [Fact]
    public async Task The_claims_of_hosts_go_on_while_a_poll_adds_items_of_them()
    {
        await new ItemStore(Database).AddAsync([Samples.Item("1", "a.example")], null, Token);
        var another = Test.OpenAnother();
        await Database.TransactAsync(
            async session =>
            {
                await ItemRows.AddAsync(session, [Samples.Item("2", "a.example")], null, ItemOrigin.Unknown);
                (await new ItemStore(another).ClaimDueAsync(Samples.Dispatch(interval: TimeSpan.FromMinutes(1)), Token)).Count.ShouldBe(1);
                return 0;
            },
            Token);
    }

    private static PostgreSqlDatabase Open(string connectionString) =>
        new(new StorageOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = connectionString }, NullLoggerFactory.Instance);

    private static IEnumerable<string> Scripts() => typeof(FeedStore).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("PostgreSql/", StringComparison.Ordinal)).Select(n => n["PostgreSql/".Length..]).Order(StringComparer.Ordinal);
}
