using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace IngestWorker.Storage.Sql;

/// <summary>An open connection, within a transaction where there is one, for the length of one call of a store.</summary>
internal sealed class Session(DbConnection connection, DbTransaction? transaction, SqlDialect sql, int timeoutSeconds, CancellationToken cancellationToken)
{
    public SqlDialect Sql => sql;

    public Task<int> ExecuteAsync(string statement, object? parameters = null) =>
        connection.ExecuteAsync(Command(statement, parameters));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string statement, object? parameters = null) =>
        (await connection.QueryAsync<T>(Command(statement, parameters))).AsList();

    public Task<T?> FirstAsync<T>(string statement, object? parameters = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Command(statement, parameters));

    /// <summary>The last result of a command whose first statement answers with a result that nobody needs.</summary>
    public async Task<IReadOnlyList<T>> QuerySecondAsync<T>(string statements, object? parameters = null)
    {
        await using var results = await connection.QueryMultipleAsync(Command(statements, parameters));
        await results.ReadAsync();
        return (await results.ReadAsync<T>()).AsList();
    }

    /// <summary>Runs the statement over the rows; the number of rows written.</summary>
    public async Task<int> WriteAsync<TRow>(RowSet<TRow> set, IReadOnlyList<TRow> rows, string template)
    {
        if (rows.Count == 0)
            return 0;
        var statement = set.Statement(template, sql);
        if (sql.Provider == DatabaseProvider.PostgreSql)
            return await ExecuteAsync(statement, set.Arrays(rows));

        using var command = Prepared(set, statement);
        var written = 0;
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            set.Set(command, row);
            written += command.ExecuteNonQuery();
        }

        return written;
    }

    /// <summary>Runs the statement, which returns ids, over the rows.</summary>
    public async Task<IReadOnlyList<Guid>> WriteReturningAsync<TRow>(RowSet<TRow> set, IReadOnlyList<TRow> rows, string template)
    {
        if (rows.Count == 0)
            return [];
        var statement = set.Statement(template, sql);
        if (sql.Provider == DatabaseProvider.PostgreSql)
            return await QueryAsync<Guid>(statement, set.Arrays(rows));

        using var command = Prepared(set, statement);
        var ids = new List<Guid>();
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            set.Set(command, row);
            if (command.ExecuteScalar() is string id)
                ids.Add(Guid.Parse(id));
        }

        return ids;
    }

    private SqliteCommand Prepared<TRow>(RowSet<TRow> set, string statement)
    {
        var command = ((SqliteConnection)connection).CreateCommand();
        command.Transaction = (SqliteTransaction?)transaction;
        command.CommandText = statement;
        command.CommandTimeout = timeoutSeconds;
        set.Bind(command);
        return command;
    }

    private CommandDefinition Command(string statement, object? parameters) =>
        new(statement, parameters, transaction, timeoutSeconds, cancellationToken: cancellationToken);
}
