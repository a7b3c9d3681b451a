using IngestWorker.Storage;
using IngestWorker.Storage.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>A database for one test class, emptied before each of its tests.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private bool _ready;

    /// <summary>The database as the tested process has it open.</summary>
    internal IDatabase Database { get; private set; } = null!;

    /// <summary>The database as another process has it open; with SQLite, where there is none, as another thread.</summary>
    internal abstract IDatabase OpenAnother();

    internal async Task ResetAsync(CancellationToken cancellationToken)
    {
        if (!_ready)
        {
            Database = await CreateAsync(cancellationToken);
            await Database.MigrateAsync(cancellationToken);
            _ready = true;
        }

        foreach (var table in (string[])["item_trail", "event_actors", "event_figures", "event_mentions", "events", "articles", "pages", "page_bodies", "canonicals", "jobs", "feed_items", "items", "hosts", "feeds"])
            await ExecuteAsync($"DELETE FROM {table}");
    }

    internal Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Database.WriteAsync(session => session.ExecuteAsync(sql, parameters), TestContext.Current.CancellationToken);

    internal Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        Database.ReadAsync(session => session.QueryAsync<T>(sql, parameters), TestContext.Current.CancellationToken);

    internal async Task<T> ValueAsync<T>(string sql, object? parameters = null) => (await QueryAsync<T>(sql, parameters)).Single();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<IDatabase> CreateAsync(CancellationToken cancellationToken);
}

public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingest-sqlite-").FullName;

    internal override IDatabase OpenAnother() => Database;

    public override async ValueTask DisposeAsync()
    {
        if (Database is not null)
            await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<IDatabase> CreateAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IDatabase>(new SqliteDatabase(new StorageOptions { File = Path.Combine(_folder, "test.db") }, NullLoggerFactory.Instance));
}

public sealed class PostgreSqlTestDatabase : TestDatabase
{
    private readonly string _name = "ingest_test_" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal);
    private readonly List<IDatabase> _opened = [];
    private bool _created;

    internal string Name => _name;

    internal StorageOptions Options => new() { Provider = DatabaseProvider.PostgreSql, ConnectionString = ConnectionString(_name) };

    internal override IDatabase OpenAnother()
    {
        var another = new PostgreSqlDatabase(Options, NullLoggerFactory.Instance);
        _opened.Add(another);
        return another;
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_created)
            return;
        foreach (var database in _opened)
            await database.DisposeAsync();
        await AdministerAsync($"DROP DATABASE {_name} WITH (FORCE)", CancellationToken.None);
    }

    /// <summary>Skips the test where no server is given; fails it there in continuous integration.</summary>
    internal static string Server()
    {
        var server = Environment.GetEnvironmentVariable("INGEST_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            const string Reason = "INGEST_TEST_POSTGRES is not set: the connection string of a PostgreSQL superuser, for example \"Host=127.0.0.1;Port=5432;Username=postgres\"";
            Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", Reason);
            Assert.Skip(Reason);
        }

        return server;
    }

    internal static string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(Server()) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    internal static async Task AdministerAsync(string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server()) { Database = "postgres", Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    protected override async Task<IDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        await AdministerAsync($"CREATE DATABASE {_name}", cancellationToken);
        _created = true;
        return OpenAnother();
    }
}

/// <summary>What the contract tests of both databases share: an empty database before each test.</summary>
public abstract class DatabaseContract(TestDatabase test) : IAsyncLifetime
{
    internal TestDatabase Test => test;

    internal IDatabase Database => test.Database;

    internal static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await test.ResetAsync(Token);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
