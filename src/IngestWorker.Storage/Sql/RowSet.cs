using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IngestWorker.Storage.Sql;

/// <summary>
/// Rows of one shape, written by one statement. In the statement {rows} stands for the rows as a relation named r, and {columns} for
/// their columns' names; PostgreSQL gets all the rows at once as arrays, ten times faster than row by row; SQLite, which
/// runs in the process, runs the prepared statement for each row.
/// </summary>
internal sealed class RowSet<TRow>(params Column<TRow>[] columns)
{
    private readonly string _names = string.Join(", ", columns.Select(c => c.Name));

    public string Statement(string template, SqlDialect dialect) => template
        .Replace("{columns}", _names, StringComparison.Ordinal)
        .Replace("{rows}", dialect.Provider == DatabaseProvider.PostgreSql ? Unnested() : OneRow(), StringComparison.Ordinal);

    public SqlMapper.IDynamicParameters Arrays(IReadOnlyList<TRow> rows) => new ArrayParameters(columns, rows);

    public void Bind(SqliteCommand command)
    {
        foreach (var column in columns)
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + column.Name });
    }

    public void Set(SqliteCommand command, TRow row)
    {
        for (var i = 0; i < columns.Length; i++)
            command.Parameters[i].Value = columns[i].ToValue(row);
    }

    private string Unnested() =>
        $"(SELECT {string.Join(", ", columns.Select(c => $"u.{c.Name}{c.Cast} AS {c.Name}"))} FROM unnest({string.Join(", ", columns.Select(c => "@" + c.Name))}) AS u({_names})) AS r";

    private string OneRow() => $"(SELECT {string.Join(", ", columns.Select(c => $"@{c.Name} AS {c.Name}"))}) AS r";

    private sealed class ArrayParameters(Column<TRow>[] columns, IReadOnlyList<TRow> rows) : SqlMapper.IDynamicParameters
    {
        public void AddParameters(IDbCommand command, SqlMapper.Identity identity)
        {
            foreach (var column in columns)
                ((NpgsqlCommand)command).Parameters.Add(column.ToArray(rows));
        }
    }
}
