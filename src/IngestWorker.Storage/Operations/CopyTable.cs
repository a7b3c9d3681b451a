using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>One table with its columns, as PostgreSQL's catalogue has it; SQLite has the same by name.</summary>
internal sealed class CopyTable
{
    // The most that a batch of bodies can be is some hundred megabytes.
    private const int RowsWithBytes = 20;
    private const int Rows = 1000;

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<CopyColumn> _columns;
    private readonly IReadOnlyList<CopyColumn> _key;
    private readonly RowSet<IDictionary<string, object?>> _set;

    public CopyTable(string name, IReadOnlyList<CopyColumn> columns)
    {
        Name = name;
        _columns = columns;
        _key = [.. columns.Where(c => c.KeyPosition > 0).OrderBy(c => c.KeyPosition)];
        _set = new RowSet<IDictionary<string, object?>>([.. columns.Select(Column)]);
    }

    public string Name { get; }

    public int Batch => _columns.Any(c => c.Type == "bytea") ? RowsWithBytes : Rows;

    public CopyColumn? Identity => _columns.FirstOrDefault(c => c.IsIdentity);

    /// <summary>The rows behind a position, in the order of the primary key.</summary>
    public async Task<IReadOnlyList<IDictionary<string, object?>>> ReadAsync(Session session, string? position, int count)
    {
        var keys = string.Join(", ", _key.Select(c => c.Name));
        var values = position is null ? [] : JsonSerializer.Deserialize<string[]>(position)!;
        var behind = position is null ? "" : $"AND ({keys}) > ({string.Join(", ", _key.Select((c, i) => $"CAST(@k{i} AS {KeyType(session.Sql, c)})"))})";
        var parameters = new Dapper.DynamicParameters(new { count });
        for (var i = 0; i < values.Length; i++) parameters.Add($"k{i}", values[i]);
        var rows = await session.QueryAsync<dynamic>(
            $"SELECT {string.Join(", ", _columns.Select(c => c.Name))} FROM {Name} WHERE {Filter} {behind} ORDER BY {keys} LIMIT @count", parameters);
        return [.. rows.Select(r => (IDictionary<string, object?>)r)];
    }

    public Task<int> WriteAsync(Session session, IReadOnlyList<IDictionary<string, object?>> rows) => session.WriteAsync(_set, rows, $$"""
        INSERT INTO {{Name}} ({columns}) {{(session.Sql.Provider == DatabaseProvider.PostgreSql && Identity is not null ? "OVERRIDING SYSTEM VALUE" : "")}}
        SELECT {columns} FROM {rows} WHERE true ON CONFLICT DO NOTHING
        """);

    public Task<long> CountAsync(Session session) => session.FirstAsync<long>($"SELECT count(*) FROM {Name} WHERE {Filter}");

    public string Position(IDictionary<string, object?> row) => JsonSerializer.Serialize(_key.Select(c => KeyText(row[c.Name])));

    // How far a copy got is no work of the installation.
    private string Filter => Name == "jobs" ? $"name NOT LIKE '{DatabaseCopy.JobPrefix}%'" : "1 = 1";

    private static string KeyType(SqlDialect sql, CopyColumn column) => sql.Provider == DatabaseProvider.PostgreSql ? column.Type
        : column.Type is "integer" or "bigint" ? "INTEGER" : "TEXT";

    private static string KeyText(object? value) => value switch
    {
        Guid id => StoredForm.Text(id),
        DateTime time => StoredForm.Text(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static Column<IDictionary<string, object?>> Column(CopyColumn column)
    {
        var name = column.Name;
        return column.Type switch
        {
            "uuid" => Column<IDictionary<string, object?>>.Id(name, r => r[name] switch { null => null, Guid id => id, var text => Guid.Parse((string)text) }),
            "integer" => Column<IDictionary<string, object?>>.Integer(name, r => r[name] is { } number ? Convert.ToInt32(number, CultureInfo.InvariantCulture) : null),
            "bigint" => Column<IDictionary<string, object?>>.Long(name, r => r[name] is { } number ? Convert.ToInt64(number, CultureInfo.InvariantCulture) : null),
            "double precision" => Column<IDictionary<string, object?>>.Real(name, r => r[name] is { } number ? Convert.ToDouble(number, CultureInfo.InvariantCulture) : null),
            "boolean" => Column<IDictionary<string, object?>>.Boolean(name, r => r[name] is { } yes ? Convert.ToBoolean(yes, CultureInfo.InvariantCulture) : null),
            "timestamp with time zone" => Column<IDictionary<string, object?>>.Time(name, r => r[name] is { } time ? StoredForm.ParseTime(time) : null),
            "date" => Column<IDictionary<string, object?>>.Day(name, r => r[name] is { } day ? StoredForm.ParseDay(day) : null),
            "bytea" => Column<IDictionary<string, object?>>.Bytes(name, r => (byte[])r[name]!),
            // PostgreSQL puts spaces into JSON that SQLite keeps as it was written.
            "jsonb" => Column<IDictionary<string, object?>>.Json(name, r => r[name] is string json ? JsonNode.Parse(json)?.ToJsonString(s_json) ?? "null" : null),
            "text[]" => Column<IDictionary<string, object?>>.Words(name, r => StoredForm.Words(r[name])),
            "text" => Column<IDictionary<string, object?>>.Text(name, r => (string?)r[name]),
            var other => throw new NotSupportedException($"{name}: a column of type {other} has no copy."),
        };
    }
}

/// <param name="Name">The same in both databases.</param>
/// <param name="Type">PostgreSQL's name of it.</param>
/// <param name="KeyPosition">Place in the primary key, from 1; 0: not in it.</param>
/// <param name="IsIdentity">True where the database numbers the rows.</param>
internal sealed record CopyColumn(string Name, string Type, int KeyPosition, bool IsIdentity);
