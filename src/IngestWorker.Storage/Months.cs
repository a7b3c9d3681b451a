using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>What is kept by month, and goes when it is old.</summary>
public enum MonthKind
{
    /// <summary>Events with all that belongs to them, by the first fetch of their article.</summary>
    Events,

    /// <summary>The items' trail.</summary>
    Trail,
}

/// <summary>
/// The months of PostgreSQL's tables: made ahead, dropped whole in milliseconds however much is in them. SQLite has no months: there
/// old rows are deleted, some at a time.
/// </summary>
public sealed class Months(IDatabase database)
{
    /// <summary>Deleted by one transaction in SQLite.</summary>
    public const int MostRows = 500;

    // A worker that does not run for two months finds what came in meanwhile in the table of the rest, and moves it.
    private const int Ahead = 2;

    private bool HasMonths => database.Provider == DatabaseProvider.PostgreSql;

    /// <summary>False for a PostgreSQL database that was in use before there were months, until somebody calls ingest_by_month() in it.</summary>
    public async Task<bool> IsKeptAsync(CancellationToken cancellationToken) => !HasMonths || await database.ReadAsync(
        session => session.FirstAsync<bool>("SELECT EXISTS (SELECT FROM ingest_month_tables())"), cancellationToken);

    /// <summary>Makes the tables of this month and the next ones, where they are missing.</summary>
    /// <returns>How many were made.</returns>
    public async Task<int> MakeAsync(CancellationToken cancellationToken) => HasMonths
        ? await database.WriteAsync(session => session.FirstAsync<int>("SELECT ingest_make_months(@ahead)", new { ahead = Ahead }), cancellationToken)
        : 0;

    /// <summary>Drops the months that ended longer ago than <paramref name="age"/>. PostgreSQL only.</summary>
    /// <returns>The dropped tables. Null where somebody read them for longer than is waited for: nothing was dropped then.</returns>
    public async Task<IReadOnlyList<string>?> DropAsync(MonthKind kind, TimeSpan age, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(
                session => session.QueryAsync<string>($"SELECT ingest_drop_months(@kind, {session.Sql.After("@age")})", new { kind = Name(kind), age = -age.TotalSeconds }),
                cancellationToken);
        }
        catch (Exception e) when (StorageFault.Code(e) == Npgsql.PostgresErrorCodes.LockNotAvailable)
        {
            return null;
        }
    }

    /// <summary>Deletes rows that are older than <paramref name="age"/>, <see cref="MostRows"/> at most. SQLite only.</summary>
    /// <returns>How many; what belongs to an event is not counted.</returns>
    public Task<int> DeleteAsync(MonthKind kind, TimeSpan age, CancellationToken cancellationToken)
    {
        var (table, key, time) = kind == MonthKind.Events ? ("events", "event_id", "fetched_at") : ("item_trail", "trail_id", "at");
        return database.WriteAsync(
            session => session.ExecuteAsync(
                $"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {time} < {session.Sql.After("@age")} ORDER BY {time} LIMIT @max)",
                new { age = -age.TotalSeconds, max = MostRows }),
            cancellationToken);
    }

    /// <summary>True where <see cref="DropAsync"/> is for this database, false where <see cref="DeleteAsync"/> is.</summary>
    public bool AreDropped => HasMonths;

    private static string Name(MonthKind kind) => kind == MonthKind.Events ? "events" : "trail";
}
