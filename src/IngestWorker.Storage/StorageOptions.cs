namespace IngestWorker.Storage;

public enum DatabaseProvider
{
    /// <summary>One file, one process.</summary>
    Sqlite,

    /// <summary>A server, any number of processes.</summary>
    PostgreSql,
}

/// <summary>Where the database is. Settings section "Database".</summary>
public sealed class StorageOptions
{
    /// <summary>Default <see cref="DatabaseProvider.Sqlite"/>.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Npgsql connection string ("Host=...;Database=...;Username=..."). Needed with PostgreSql, ignored with Sqlite.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Goes before a password in ConnectionString. Default none. Ignored with Sqlite.</summary>
    public string? Password { get; set; }

    /// <summary>A file whose content, without a final line break, is used as Password. Default none. Ignored with Sqlite.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Host and port in ConnectionString, for messages.</summary>
    public string ServerAddress => string.IsNullOrWhiteSpace(ConnectionString) || ConnectionStringError() is not null
        ? "an unknown address"
        : Address(new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString));

    /// <summary>Path of the SQLite file, made when it is not there; its folder must exist. Default "ingest.db". Ignored with PostgreSql.</summary>
    public string? File { get; set; } = "ingest.db";

    /// <summary>Most connections that this process holds open to PostgreSQL, 2 to 1000, default 20. Ignored with Sqlite.</summary>
    public int MaxPoolSize { get; set; } = 20;

    /// <summary>How long one command may take, 1 second to 1 hour, default 30 seconds; with Sqlite: how long it waits for a foreign lock.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the migrations at start may take together, with the wait for another process that runs them; 1 second to 1 day, default 10 minutes.</summary>
    public TimeSpan MigrationTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Every error in the settings, each with the setting's name, its value and what is allowed; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (!Enum.IsDefined(Provider))
            yield return $"Database:Provider: '{Provider}' is not allowed; allowed: {string.Join(", ", Enum.GetNames<DatabaseProvider>())}";
        if (Provider == DatabaseProvider.PostgreSql && ConnectionStringError() is { } error)
            yield return error;
        if (Provider == DatabaseProvider.Sqlite && string.IsNullOrWhiteSpace(File))
            yield return $"Database:File: '{File}' is not allowed with Database:Provider Sqlite; allowed: the path of a file";
        if (MaxPoolSize is < 2 or > 1000)
            yield return $"Database:MaxPoolSize: {MaxPoolSize} is not allowed; allowed: 2 to 1000";
        if (CommandTimeout < TimeSpan.FromSeconds(1) || CommandTimeout > TimeSpan.FromHours(1))
            yield return $"Database:CommandTimeout: {CommandTimeout:c} is not allowed; allowed: 00:00:01 to 01:00:00";
        if (MigrationTimeout < TimeSpan.FromSeconds(1) || MigrationTimeout > TimeSpan.FromDays(1))
            yield return $"Database:MigrationTimeout: {MigrationTimeout:c} is not allowed; allowed: 00:00:01 to 1.00:00:00";
    }

    private static string Address(Npgsql.NpgsqlConnectionStringBuilder parsed) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parsed.Host}:{parsed.Port}");

    // The value is not repeated: it holds the password.
    private string? ConnectionStringError()
    {
        const string Allowed = "allowed: an Npgsql connection string with Host and Database (\"Host=localhost;Database=ingest;Username=ingest\")";
        if (string.IsNullOrWhiteSpace(ConnectionString))
            return $"Database:ConnectionString: '{ConnectionString}' is not allowed with Database:Provider PostgreSql; {Allowed}";
        try
        {
            var parsed = new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString);
            return string.IsNullOrEmpty(parsed.Host) || string.IsNullOrEmpty(parsed.Database)
                ? $"Database:ConnectionString: no Host or no Database in it; {Allowed}"
                : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return $"Database:ConnectionString: it cannot be read as a connection string; {Allowed}";
        }
    }
}
