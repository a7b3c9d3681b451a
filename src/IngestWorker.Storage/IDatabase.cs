using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>One of the two databases: opens connections, holds transactions, knows what differs in SQL.</summary>
public interface IDatabase : IAsyncDisposable
{
    DatabaseProvider Provider { get; }

    /// <summary>Brings the schema up to this program. Safe when several processes start at once: one does it, the others wait for it.</summary>
    /// <exception cref="DatabaseInUseException">Another process holds the SQLite file.</exception>
    /// <exception cref="NotADatabaseException">The SQLite file is something else; it was not touched.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Runs SQL of an operator's own, several statements in one transaction.</summary>
    Task RunScriptAsync(string script, CancellationToken cancellationToken) => TransactAsync(session => session.ExecuteAsync(script), cancellationToken);

    /// <summary>Asks the database for an answer; throws where none comes.</summary>
    Task PingAsync(CancellationToken cancellationToken);

    /// <summary>Runs commands that only read.</summary>
    internal Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Runs one command that writes; its statements take effect together or not at all.</summary>
    internal Task<T> WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken);

    /// <summary>Runs several commands in one transaction.</summary>
    internal Task<T> TransactAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken);
}
