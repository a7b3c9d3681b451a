using IngestWorker.IntegrationTests.Faults;
using IngestWorker.IntegrationTests.Storage;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>During an upgrade the version before runs beside the new one, on the new schema; and what it wrote stays.</summary>
public sealed class UpgradeTests
{
    private static readonly string[] s_before = ["0001_initial.sql", "0002_feed_polling.sql", "0003_pages_and_revisits.sql"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_statement_of_the_version_before_works_on_the_newest_schema()
    {
        await using var database = await Servers.CreateDatabaseAsync(Token);
        await MakeOldAsync(database.ConnectionString);
        await (await MigrateAsync(database.ConnectionString)).DisposeAsync();
        var file = await File.ReadAllTextAsync(Path.Combine(Script.RepositoryRoot, "tests", "IngestWorker.IntegrationTests", "Operations", "statements-of-schema-0003.sql"), Token);
        var statements = file.Split("\n--\n", StringSplitOptions.TrimEntries).Skip(1).ToList();
        statements.Count.ShouldBeGreaterThan(60);

        await using var connection = await OpenAsync(database.ConnectionString);
        var broken = new List<string>();
        foreach (var statement in statements)
        {
            try
            {
                // The server looks up every table, column, type and unique index that it names.
                await ExecuteAsync(connection, $"PREPARE old AS {statement}");
                await ExecuteAsync(connection, "DEALLOCATE old");
            }
            catch (PostgresException e)
            {
                broken.Add($"{e.MessageText}: {statement}");
            }
        }
        broken.ShouldBeEmpty();
    }

    /// <summary>INGEST_TEST_OLD_PROGRAM: the path of another version's ingest.dll, which knows an older schema (infra/docs/operations.md).</summary>
    [Fact]
    public async Task Processes_of_the_version_before_work_beside_new_ones_on_the_newest_schema()
    {
        var old = Environment.GetEnvironmentVariable("INGEST_TEST_OLD_PROGRAM");
        Assert.SkipWhen(old is null, "no other version is at hand: INGEST_TEST_OLD_PROGRAM names its ingest.dll");
        await using var bench = await FaultBench.StartAsync(60, Token);
        // The schema first, as infra/docs/operations.md has it.
        await bench.AddAsync(20, Token);
        // Old workers before new consumers, and the other way round; both alone, and all of them at once.
        foreach (var (worker, consumer) in new[] { (old, null), ((string?)null, old) })
        {
            var (first, second) = (bench.Cluster.Start("worker", program: worker), bench.Cluster.Start("consumer", program: consumer));
            await bench.ShouldHoldAsync(Token, oneCoder: false);
            (await first.StopAsync(Token)).ShouldBe(0, first.Errors);
            (await second.StopAsync(Token)).ShouldBe(0, second.Errors);
            await bench.AddAsync(20, Token);
        }
        foreach (var program in new[] { old, null })
        {
            bench.Cluster.Start("worker", program: program);
            bench.Cluster.Start("consumer", program: program);
        }
        await bench.ShouldHoldAsync(Token, oneCoder: false);
    }

    [Fact]
    public async Task What_the_version_before_leaves_out_is_optional_and_what_it_writes_is_not_refused()
    {
        await using var old = await Servers.CreateDatabaseAsync(Token);
        await using var present = await Servers.CreateDatabaseAsync(Token);
        await MakeOldAsync(old.ConnectionString);
        await MakeOldAsync(present.ConnectionString);
        await (await MigrateAsync(present.ConnectionString)).DisposeAsync();

        var before = await ColumnsAsync(old.ConnectionString);
        var now = await ColumnsAsync(present.ConnectionString);
        foreach (var (name, column) in before)
        {
            now.ShouldContainKey(name);
            now[name].Type.ShouldBe(column.Type, name);
            if (column.IsOptional) now[name].IsOptional.ShouldBeTrue(name);
        }
        // Of the tables that both have.
        var tables = before.Keys.Select(n => n.Split('.')[0]).ToHashSet();
        now.Where(c => tables.Contains(c.Key.Split('.')[0]) && !before.ContainsKey(c.Key)).ShouldAllBe(c => c.Value.IsOptional);
    }

    [Fact]
    public async Task Rows_of_an_older_schema_are_worked_on_after_the_upgrade()
    {
        await using var database = await Servers.CreateDatabaseAsync(Token);
        await MakeOldAsync(database.ConnectionString);
        await using (var connection = await OpenAsync(database.ConnectionString))
        {
            await ExecuteAsync(connection, $"""
                INSERT INTO feeds (feed_id, url, added_at, due_at) VALUES (gen_random_uuid(), 'https://a.example/rss', now(), now());
                INSERT INTO items (item_id, canonical_url, url, host, state, due_at, discovered_at)
                VALUES ('{Item("1").ItemId}', '{Item("1").CanonicalUrl}', '{Item("1").Url}', 'news.example', 'pending', now(), now());
                """);
        }

        await using var storage = await MigrateAsync(database.ConnectionString);
        (await new ItemStore(storage).ClaimDueAsync(Dispatch(), Token)).ShouldHaveSingleItem().TraceContext.ShouldBeNull();
        await new ArticleStore(storage).StoreAsync([Message(Item("1"))], "c", Token);
        (await new TrailStore(storage).ReadAsync(Item("1").ItemId, Token))!.State.ShouldBe(ItemState.Stored);
        (await new StatusStore(storage).ReadAsync(Token)).LastDay.ShouldBe(new RateReport(1, 1, 2, 0));
    }

    // In use: with rows in it (an empty database would be made as a new one is). The journal says that the scripts ran, as that version's own
    // migration left it.
    private static async Task MakeOldAsync(string connectionString)
    {
        await using var connection = await OpenAsync(connectionString);
        await ExecuteAsync(connection, "CREATE TABLE schema_migrations (schemaversionsid integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, scriptname varchar(255) NOT NULL, applied timestamp without time zone NOT NULL)");
        foreach (var name in s_before)
        {
            await ExecuteAsync(connection, await File.ReadAllTextAsync(Path.Combine(Script.RepositoryRoot, "src", "IngestWorker.Storage", "Migrations", "PostgreSql", name), Token));
            await ExecuteAsync(connection, $"INSERT INTO schema_migrations (scriptname, applied) VALUES ('{name}', now())");
        }
        await ExecuteAsync(connection, $"""
            INSERT INTO hosts (host, next_at) VALUES ('news.example', now() - interval '1 hour');
            INSERT INTO item_trail (item_id, attempt, stage, outcome, at) VALUES ('{Item("1").ItemId}', 0, 'discovered', 'ok', now());
            """);
    }

    private static async Task<PostgreSqlDatabase> MigrateAsync(string connectionString)
    {
        var database = new PostgreSqlDatabase(new StorageOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = connectionString }, NullLoggerFactory.Instance);
        await database.MigrateAsync(Token);
        return database;
    }

    private static async Task<Dictionary<string, (string Type, bool IsOptional)>> ColumnsAsync(string connectionString)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(
            """
            SELECT c.table_name || '.' || c.column_name, c.data_type, c.is_nullable = 'YES' OR c.column_default IS NOT NULL OR c.is_identity = 'YES'
            FROM information_schema.columns c JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> 'schema_migrations'
            """, connection);
        var columns = new Dictionary<string, (string, bool)>(StringComparer.Ordinal);
        await using var rows = await command.ExecuteReaderAsync(Token);
        while (await rows.ReadAsync(Token)) columns[rows.GetString(0)] = (rows.GetString(1), rows.GetBoolean(2));
        return columns;
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
