using Npgsql;
using NpgsqlTypes;

namespace IngestWorker.Storage.Sql;

/// <summary>One column of rows that are written together: an array parameter in PostgreSQL, a value a row in SQLite.</summary>
internal sealed class Column<TRow>
{
    private readonly Func<string, IReadOnlyList<TRow>, NpgsqlParameter> _array;
    private readonly Func<TRow, object?> _value;

    private Column(string name, Func<string, IReadOnlyList<TRow>, NpgsqlParameter> array, Func<TRow, object?> value, string cast = "")
    {
        Name = name;
        Cast = cast;
        _array = array;
        _value = value;
    }

    public string Name { get; }

    /// <summary>What PostgreSQL makes of the text that the parameter carries ("::jsonb").</summary>
    public string Cast { get; }

    public NpgsqlParameter ToArray(IReadOnlyList<TRow> rows) => _array(Name, rows);

    public object ToValue(TRow row) => _value(row) ?? DBNull.Value;

    public static Column<TRow> Id(string name, Func<TRow, Guid?> get) =>
        new(name, Array(NpgsqlDbType.Uuid, get), row => get(row) is { } id ? StoredForm.Text(id) : null);

    public static Column<TRow> Text(string name, Func<TRow, string?> get) =>
        new(name, Array(NpgsqlDbType.Text, row => StoredForm.Clean(get(row))), row => StoredForm.Clean(get(row)));

    public static Column<TRow> Integer(string name, Func<TRow, int?> get) =>
        new(name, Array(NpgsqlDbType.Integer, get), row => get(row));

    public static Column<TRow> Long(string name, Func<TRow, long?> get) =>
        new(name, Array(NpgsqlDbType.Bigint, get), row => get(row));

    public static Column<TRow> Real(string name, Func<TRow, double?> get) =>
        new(name, Array(NpgsqlDbType.Double, get), row => get(row));

    public static Column<TRow> Boolean(string name, Func<TRow, bool?> get) =>
        new(name, Array(NpgsqlDbType.Boolean, get), row => get(row));

    public static Column<TRow> Time(string name, Func<TRow, DateTimeOffset?> get) =>
        new(name, Array(NpgsqlDbType.TimestampTz, row => get(row)?.UtcDateTime), row => get(row) is { } time ? StoredForm.Text(time) : null);

    public static Column<TRow> Day(string name, Func<TRow, DateOnly?> get) =>
        new(name, Array(NpgsqlDbType.Date, get), row => get(row) is { } day ? StoredForm.Text(day) : null);

    public static Column<TRow> Json(string name, Func<TRow, string?> get) =>
        new(name, Array(NpgsqlDbType.Text, get), get, "::jsonb");

    public static Column<TRow> Bytes(string name, Func<TRow, byte[]> get) =>
        new(name, Array(NpgsqlDbType.Bytea, get), get);

    /// <summary>A list of words: text[] in PostgreSQL, a JSON array in SQLite.</summary>
    public static Column<TRow> Words(string name, Func<TRow, IReadOnlyList<string>> get) =>
        new(name, Array(NpgsqlDbType.Text, row => StoredForm.ArrayLiteral(get(row))), row => StoredForm.JsonArray(get(row)), "::text[]");

    private static Func<string, IReadOnlyList<TRow>, NpgsqlParameter> Array<TValue>(NpgsqlDbType type, Func<TRow, TValue> get) =>
        (name, rows) =>
        {
            var values = new TValue[rows.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = get(rows[i]);
            return new NpgsqlParameter<TValue[]>(name, values) { NpgsqlDbType = NpgsqlDbType.Array | type };
        };
}
