using IngestWorker.Storage;
using IngestWorker.Storage.Sql;

namespace IngestWorker.IntegrationTests.Storage;

internal static class DatabaseExtensions
{
    /// <summary>SQL for the database's now and so many seconds.</summary>
    public static string Now(this IDatabase database, string seconds) => new SqlDialect(database.Provider).After(seconds);
}
