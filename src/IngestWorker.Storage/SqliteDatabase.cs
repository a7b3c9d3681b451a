using DbUp;
using DbUp.Sqlite.Helpers;
using IngestWorker.Storage.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace IngestWorker.Storage;

/// <summary>
/// One SQLite file, held by one process. Writers wait for each other at a gate in the process, because SQLite has room for one and
/// tells the others to try again; readers see the last commit meanwhile (WAL).
/// </summary>
public sealed class SqliteDatabase : IDatabase
{
    private readonly SqlDialect _sql = new(DatabaseProvider.Sqlite);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly StorageOptions _options;
    private readonly ILogger _logger;
    private readonly string _connectionString;
    private volatile SqliteFile? _file;
    private SqliteConnection? _writer;
    private int _disposed;

    public SqliteDatabase(StorageOptions options, ILoggerFactory loggers)
    {
        StoredForm.Register();
        _options = options;
        _logger = loggers.CreateLogger<SqliteDatabase>();
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path.GetFullPath(options.File!),
            ForeignKeys = true,
            DefaultTimeout = TimeoutSeconds,
        }.ToString();
    }

    public DatabaseProvider Provider => DatabaseProvider.Sqlite;

    private int TimeoutSeconds => (int)_options.CommandTimeout.TotalSeconds;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await OpenOnceAsync(cancellationToken);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            using var shared = new SharedConnection(_writer!);
            Migration.Run(DeployChanges.To.SqliteDatabase(shared).JournalToSqliteTable(Migration.Journal), Provider, _options.MigrationTimeout, _logger);
        }
        finally
        {
            _gate.Release();
        }
    }

    public Task PingAsync(CancellationToken cancellationToken) =>
        ((IDatabase)this).ReadAsync(session => session.FirstAsync<long>("SELECT count(*) FROM sqlite_schema"), cancellationToken);

    async Task<T> IDatabase.ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellationToken)
    {
        await OpenOnceAsync(cancellationToken);
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        return await read(new Session(connection, null, _sql, TimeoutSeconds, cancellationToken));
    }

    Task<T> IDatabase.WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken) =>
        ((IDatabase)this).TransactAsync(write, cancellationToken);

    async Task<T> IDatabase.TransactAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken)
    {
        await OpenOnceAsync(cancellationToken);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // Immediate: the lock is taken now, not at the first write, where a reader's snapshot could be too old for it.
            await using var transaction = _writer!.BeginTransaction(deferred: false);
            var result = await write(new Session(_writer, transaction, _sql, TimeoutSeconds, cancellationToken));
            transaction.Commit();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _gate.WaitAsync(); // the writer at work ends first
        if (_writer is not null)
        {
            SqliteConnection.ClearPool(_writer);
            await _writer.DisposeAsync();
        }

        _file?.Dispose();
        _gate.Dispose();
    }

    private async Task OpenOnceAsync(CancellationToken cancellationToken)
    {
        if (_file is not null)
            return;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_file is not null)
                return;
            var file = SqliteFile.Take(_options.File!);
            try
            {
                _writer = file.OpenWriter(_connectionString);
                _file = file;
            }
            finally
            {
                if (_file is null)
                    file.Dispose();
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
