using System.Data;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace IngestWorker.Storage.Sql;

/// <summary>
/// How a value stands in each database. SQLite has no type for these, so its form is text that sorts as the value does:
/// lower-case hyphenated ids, ISO 8601 days, UTC times with microseconds (what PostgreSQL keeps too) and "Z".
/// </summary>
internal static class StoredForm
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string DayFormat = "yyyy-MM-dd";

    // Letters of every script as they are: people search in these columns, and no browser reads them.
    private static readonly JsonSerializerOptions JsonForm = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new CleanText() },
    };

    public static string Text(Guid id) => id.ToString("D");

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>
    /// PostgreSQL stores no U+0000, and neither a lone surrogate, which is no character: both become U+FFFD, one for one, so
    /// that offsets hold.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (text is null)
            return null;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
                return Replace(text);
        }

        return text;
    }

    private static string Replace(string text) => string.Create(text.Length, text, (result, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            if (char.IsHighSurrogate(source[i]) && i + 1 < source.Length && char.IsLowSurrogate(source[i + 1]))
            {
                result[i] = source[i];
                result[i + 1] = source[++i];
            }
            else
            {
                result[i] = source[i] == '\0' || char.IsSurrogate(source[i]) ? '\uFFFD' : source[i];
            }
        }
    });

    /// <summary>A list of words as PostgreSQL reads an array from text.</summary>
    public static string ArrayLiteral(IReadOnlyList<string> words) => words.Count == 0
        ? "{}"
        : "{" + string.Join(',', words.Select(w => $"\"{Clean(w)!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"")) + "}";

    /// <summary>A list of words in SQLite: JSON.</summary>
    public static string JsonArray(IReadOnlyList<string> words) => words.Count == 0 ? "[]" : Json(words);

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonForm);

    /// <summary>A list of words from either.</summary>
    public static IReadOnlyList<string> Words(object? stored) => stored switch
    {
        string[] array => array,
        string json => JsonSerializer.Deserialize<string[]>(json) ?? [],
        _ => [],
    };

    private static readonly Lock RegistrationLock = new();
    private static bool registered;

    /// <summary>Tells Dapper, whose type table is one for the process; nobody else in the process uses Dapper.</summary>
    public static void Register()
    {
        lock (RegistrationLock)
        {
            if (registered)
                return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            Add(new Handler<Guid>(NpgsqlDbType.Uuid, id => id, Text, o => o is Guid id ? id : Guid.Parse((string)o)));
            Add(new Handler<DateTimeOffset>(NpgsqlDbType.TimestampTz, time => time.UtcDateTime, Text, ParseTime));
            Add(new Handler<DateOnly>(NpgsqlDbType.Date, day => day, Text, ParseDay));
            registered = true;
        }
    }

    private static void Add<T>(Handler<T> handler) where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(typeof(T), handler);
    }

    public static DateTimeOffset ParseTime(object stored) => stored is DateTime time
        ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
        : DateTimeOffset.ParseExact((string)stored, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateOnly ParseDay(object stored) => stored switch
    {
        DateOnly day => day,
        DateTime time => DateOnly.FromDateTime(time),
        _ => DateOnly.ParseExact((string)stored, DayFormat, CultureInfo.InvariantCulture),
    };

    private sealed class CleanText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Clean(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(Clean(value)!);
    }

    private sealed class Handler<T>(NpgsqlDbType type, Func<T, object> postgres, Func<T, string> text, Func<object, T> parse)
        : SqlMapper.ITypeHandler where T : struct
    {
        public object? Parse(Type destinationType, object value) => parse(value);

        public void SetValue(IDbDataParameter parameter, object? value)
        {
            if (parameter is NpgsqlParameter npgsql)
            {
                npgsql.NpgsqlDbType = type;
                npgsql.Value = value is T given ? postgres(given) : DBNull.Value;
            }
            else if (parameter is SqliteParameter sqlite)
            {
                sqlite.SqliteType = SqliteType.Text;
                sqlite.Value = value is T given ? text(given) : DBNull.Value;
            }
        }
    }
}
