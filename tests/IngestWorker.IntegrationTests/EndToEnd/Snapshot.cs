using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>What a database holds, row by row in one form for both databases, so that two runs can be compared.</summary>
internal sealed record Snapshot(IReadOnlyList<string> Articles, IReadOnlyList<string> Events, IReadOnlyList<string> Actors, IReadOnlyList<string> Figures, IReadOnlyList<string> Mentions, IReadOnlyList<string> Items)
{
    // Left out: times of this run, and which of two feeds with the same article was polled first.
    private const string ArticleColumns =
        "article_id, item_id, page_id, revision, is_current, url, canonical_url, title, text, authors, agency, site_name, section, tags, description, language, image_url, published_at, "
        + "published_offset_minutes, published_is_date_only, modified_at, modified_offset_minutes, is_paywalled, confidence, blocks, headings, provenance, coder, coding_outcome";

    private const string EventColumns =
        "event_id, article_id, type, modes, contexts, quad, score, cameo, status, trigger_text, trigger_start, trigger_end, sentence_text, sentence_start, sentence_end, date_start, date_end, "
        + "date_text, place_text, place_start, place_end, place_country, place_kind, place_latitude, place_longitude, according_to_text, according_to_country, claim, relayed_by_text, relayed_by_country, dead_value, dead_min, "
        + "dead_max, dead_text, injured_value, injured_min, injured_max, injured_text, arrested_text, displaced_text, participants_text, confidence, rule, coder";

    private const string ActorColumns = "event_id, role, position, text, text_start, text_end, country, sectors";

    private const string FigureColumns = "event_id, position, kind, value, min, max, text, text_start, text_end, of_text, of_country, according_to_text, according_to_country, claim, relayed_by_text";

    public static async Task<Snapshot> OfSqliteAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        return await ReadAsync(connection, cancellationToken);
    }

    public static async Task<Snapshot> OfPostgreSqlAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        return await ReadAsync(connection, cancellationToken);
    }

    private static async Task<Snapshot> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await connection.OpenAsync(cancellationToken);
        return new Snapshot(
            await RowsAsync(connection, $"SELECT {ArticleColumns} FROM articles", cancellationToken),
            await RowsAsync(connection, $"SELECT {EventColumns} FROM events", cancellationToken),
            await RowsAsync(connection, $"SELECT {ActorColumns} FROM event_actors", cancellationToken),
            await RowsAsync(connection, $"SELECT {FigureColumns} FROM event_figures", cancellationToken),
            await RowsAsync(connection, "SELECT event_id, position, trigger_text, trigger_start, trigger_end, sentence_start, sentence_end FROM event_mentions", cancellationToken),
            await RowsAsync(connection, "SELECT item_id, canonical_url, state, outcome FROM items", cancellationToken));
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(DbConnection connection, string select, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = select;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Form(reader.GetName(i), reader.GetValue(i))}")));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Form(string column, object value) => value switch
    {
        DBNull => "",
        Guid id => id.ToString("D"),
        bool flag => flag ? "1" : "0",
        string[] words => JsonSerializer.Serialize(words),
        DateTime time => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text when column is "blocks" or "headings" or "provenance" or "authors" or "tags" or "modes" or "contexts" or "sectors" => Sorted(JsonNode.Parse(text)).ToJsonString(),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // jsonb keeps no order of keys.
    private static JsonNode Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, p.Value is null ? null : (JsonNode?)Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(i => i is null ? null : Sorted(i))]),
        null => new JsonObject(),
        _ => node.DeepClone(),
    };

    /// <summary>Fails with the first rows that differ, not with megabytes of text.</summary>
    public void ShouldBe(Snapshot expected)
    {
        Compare("articles", Articles, expected.Articles);
        Compare("events", Events, expected.Events);
        Compare("event_actors", Actors, expected.Actors);
        Compare("event_figures", Figures, expected.Figures);
        Compare("event_mentions", Mentions, expected.Mentions);
        Compare("items", Items, expected.Items);
    }

    private static void Compare(string table, IReadOnlyList<string> actual, IReadOnlyList<string> expected)
    {
        var missing = expected.Except(actual, StringComparer.Ordinal).Take(2).ToArray();
        var extra = actual.Except(expected, StringComparer.Ordinal).Take(2).ToArray();
        Assert.True(missing.Length == 0 && extra.Length == 0 && actual.Count == expected.Count,
            $"{table}: {actual.Count} rows, expected {expected.Count}.\nMissing: {string.Join("\n", missing)}\nToo many: {string.Join("\n", extra)}");
    }
}
