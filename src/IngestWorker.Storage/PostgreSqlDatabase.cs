using System.Globalization;
using DbUp;
using DbUp.Postgresql;
using IngestWorker.Storage.Sql;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IngestWorker.Storage;

/// <summary>A PostgreSQL server (15 or newer), shared by any number of processes.</summary>
public sealed class PostgreSqlDatabase : IDatabase
{
    // The keys of advisory locks are numbers; these two are ours ("ing" and a counter).
    private const long MigrationLock = 0x696E67_01;
    internal const long DispatchLock = 0x696E67_02;

    private readonly NpgsqlDataSource _source;
    private readonly SqlDialect _sql = new(DatabaseProvider.PostgreSql);
    private readonly StorageOptions _options;
    private readonly ILogger _logger;

    public PostgreSqlDatabase(StorageOptions options, ILoggerFactory loggers)
    {
        StoredForm.Register();
        _options = options;
        _logger = loggers.CreateLogger<PostgreSqlDatabase>();
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            MaxPoolSize = options.MaxPoolSize,
            // The statements are few and come again: planned once for each connection.
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            // Nothing is set in a session and no lock is held beyond a transaction but the migration's, which is given back: there is nothing to reset.
            NoResetOnClose = true,
        };
        connection.ApplicationName ??= "ingest";
        // A peer that vanished without a word: the kernel finds out on both ends within a minute, not within hours.
        connection.TcpKeepAlive = true;
        connection.TcpKeepAliveTime = KeepAliveSeconds;
        connection.TcpKeepAliveInterval = KeepAliveSeconds / 3;
        connection.Options ??= SessionOptions(options);
        if (options.Password is { } password) connection.Password = password;
        // The name stands in the metrics, where the connection string would otherwise.
        _source = new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = "ingest" }.UseLoggerFactory(loggers).Build();
    }

    private const int KeepAliveSeconds = 15;

    // What a process that died, or was cut off, leaves open on the server must not hold its locks for the two hours that TCP takes by default. A
    // transaction of ours waits for its next statement for milliseconds.
    private static string SessionOptions(StorageOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"-c tcp_keepalives_idle={KeepAliveSeconds} -c tcp_keepalives_interval={KeepAliveSeconds / 3} -c tcp_keepalives_count=3 -c idle_in_transaction_session_timeout={(int)options.CommandTimeout.TotalMilliseconds}");

    public DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    private int TimeoutSeconds => (int)_options.CommandTimeout.TotalSeconds;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        // The lock is the session's: it goes with the connection when this process dies.
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = (int)_options.MigrationTimeout.TotalSeconds;
        command.CommandText = $"SELECT pg_advisory_lock({MigrationLock})";
        await command.ExecuteNonQueryAsync(cancellationToken);
        try
        {
            await Task.Run(Upgrade, cancellationToken);
        }
        finally
        {
            command.CommandText = $"SELECT pg_advisory_unlock({MigrationLock})";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }

        void Upgrade() => Migration.Run(
            DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(_source)).JournalToPostgresqlTable(null, Migration.Journal),
            Provider,
            _options.MigrationTimeout,
            _logger);
    }

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }

    async Task<T> IDatabase.ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        return await read(new Session(connection, null, _sql, TimeoutSeconds, cancellationToken));
    }

    // One command without an explicit transaction is one transaction and one round trip, even of several statements: Npgsql sends
    // them with a single Sync.
    Task<T> IDatabase.WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken) =>
        ((IDatabase)this).ReadAsync(write, cancellationToken);

    async Task<T> IDatabase.TransactAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await write(new Session(connection, transaction, _sql, TimeoutSeconds, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
