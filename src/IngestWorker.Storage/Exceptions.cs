namespace IngestWorker.Storage;

/// <summary>Another process has the SQLite file open for writing.</summary>
public sealed class DatabaseInUseException(string message, Exception inner) : Exception(message, inner);

/// <summary>The file that should be the SQLite database is something else. It was not changed.</summary>
public sealed class NotADatabaseException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A migration failed; the schema is as it was before that script.</summary>
public sealed class MigrationException(string message, Exception inner) : Exception(message, inner);

/// <summary>A copy would mix with what the database holds already. Nothing was written.</summary>
public sealed class DatabaseNotEmptyException(string message) : Exception(message);
