using System.Text.Json.Nodes;
using IngestWorker.Contracts;
using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.IntegrationTests.Storage;
using IngestWorker.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>From SQLite to PostgreSQL and back nothing is lost, a copy that was cut off goes on, and a dump comes back as it went.</summary>
public sealed class DatabaseCopyTests : IDisposable
{
    private const int Many = 2_300;

    private readonly string _folder = Directory.CreateTempSubdirectory("ingest-copy-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Everything_goes_to_PostgreSQL_and_back_and_is_the_same()
    {
        var (original, returned) = (Path.Combine(_folder, "original.db"), Path.Combine(_folder, "returned.db"));
        await FillAsync(original);
        await using var server = await Servers.CreateDatabaseAsync(Token);
        var settings = Settings(server.ConnectionString);

        (await RunAsync(0, settings, "database", "copy", "--from", original)).ShouldContain("Everything is there");
        (await RunAsync(1, settings, "database", "copy", "--from", original)).ShouldContain("not empty");
        await RunAsync(0, settings, "database", "copy", "--to", returned);

        var rows = await RowsAsync(original);
        rows["items"].Count.ShouldBe(Many);
        rows.Keys.ShouldBe(["articles", "canonicals", "event_actors", "event_figures", "event_mentions", "events", "feed_items", "feed_subscriptions", "feeds", "hosts", "item_trail", "items", "jobs", "page_bodies", "pages"], ignoreOrder: true, "every table has rows to lose");
        var back = await RowsAsync(returned);
        foreach (var (table, before) in rows) back[table].ShouldBe(before, table);
        (await Snapshot.OfPostgreSqlAsync(server.ConnectionString, Token)).ShouldBe(await Snapshot.OfSqliteAsync(original, Token));

        // Life goes on there: the trail numbers its rows behind those that came along.
        await using var database = Open(server.ConnectionString);
        await new ItemStore(database).AddAsync([Item("new", "other.example")], null, Token);
        (await new TrailStore(database).ReadAsync(Item("new", "other.example").ItemId, Token))!.Entries.ShouldHaveSingleItem();
        (await new ItemStore(database).ClaimDueAsync(Dispatch(max: 5), Token)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_copy_that_was_cut_off_goes_on_where_it_was()
    {
        var file = Path.Combine(_folder, "original.db");
        await FillAsync(file);
        await using var server = await Servers.CreateDatabaseAsync(Token);
        await using (var source = await OpenFileAsync(file))
        await using (var target = Open(server.ConnectionString))
        {
            await target.MigrateAsync(Token);
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(Token);
            await Should.ThrowAsync<OperationCanceledException>(() => new DatabaseCopy(source, target).RunAsync((table, _) =>
            {
                if (table == "items") cut.Cancel();
            }, cut.Token));

            var copied = await new DatabaseCopy(source, target).RunAsync(null, Token);

            copied.ShouldAllBe(t => t.IsComplete);
            copied.Single(t => t.Name == "items").Copied.ShouldBeInRange(1, Many - 1000, "the first thousand were there already");
            copied.Single(t => t.Name == "feeds").Copied.ShouldBe(0);
        }
        (await Snapshot.OfPostgreSqlAsync(server.ConnectionString, Token)).ShouldBe(await Snapshot.OfSqliteAsync(file, Token));
    }

    [Fact]
    public async Task A_dump_comes_back_as_it_went_and_works()
    {
        var file = Path.Combine(_folder, "original.db");
        await FillAsync(file);
        await using var server = await Servers.CreateDatabaseAsync(Token);
        await RunAsync(0, Settings(server.ConnectionString), "database", "copy", "--from", file);
        await using var restored = await Servers.CreateDatabaseAsync(Token);
        var dump = Path.Combine(_folder, "ingest.dump");

        await Script.RunAsync("pg_dump", ["--format=custom", "--file", dump, "--dbname", Uri(server.ConnectionString)], Token);
        await Script.RunAsync("pg_restore", ["--exit-on-error", "--no-owner", "--dbname", Uri(restored.ConnectionString), dump], Token);

        (await Snapshot.OfPostgreSqlAsync(restored.ConnectionString, Token)).ShouldBe(await Snapshot.OfPostgreSqlAsync(server.ConnectionString, Token));
        await using var database = Open(restored.ConnectionString);
        await database.MigrateAsync(Token);
        (await new ItemStore(database).ClaimDueAsync(Dispatch(max: 5), Token)).Count.ShouldBe(5);
        await new ItemStore(database).AddAsync([Item("new", "other.example")], null, Token);
        (await new TrailStore(database).ReadAsync(Item("new", "other.example").ItemId, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_cannot_be_copied_is_told()
    {
        (await RunAsync(2, [], "database", "copy")).ShouldContain("--from");
        (await RunAsync(2, [], "database", "copy", "--from", Path.Combine(_folder, "none.db"))).ShouldContain("there is no file");
        var file = Path.Combine(_folder, "small.db");
        await using (var database = await OpenFileAsync(file)) await database.MigrateAsync(Token);
        (await RunAsync(2, [], "database", "copy", "--from", file)).ShouldContain("Database:Provider");
    }

    private static async Task FillAsync(string file)
    {
        await using var database = await OpenFileAsync(file);
        await database.MigrateAsync(Token);
        var (feeds, items) = (new FeedStore(database), new ItemStore(database));
        await feeds.AddAsync([new NewFeed("https://a.example/rss", "Ä \"title\" \\ with 日本")], Token);
        var feed = (await feeds.ClaimDueAsync(1, TimeSpan.FromMinutes(1), "w", Token)).Single();
        await feeds.RecordPollAsync(
            new FeedPoll
            {
                FeedId = feed.FeedId,
                Claim = feed.Claim,
                Outcome = Outcome.Ok,
                NextPollIn = TimeSpan.FromHours(1),
                Failures = 0,
                Items = [.. Items(Many).Select(i => i with { Published = Monday })],
                Worker = "w",
                Version = "v",
                Hints = "{\"ttl\":60}",
                Habit = new FeedHabit(1.5, 2.25, 3, 4, 5),
                NewEntries = Many,
                TraceContext = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            }, Token);
        await new SubscriptionStore(database).WantAsync(feed.FeedId, "https://hub.example/", "https://a.example/rss", DeterministicId.ForItem("subscription"), "secret", Token);
        var claimed = await items.ClaimDueAsync(Dispatch(max: 30), Token);
        foreach (var command in claimed.Take(25))
            await new PageStore(database).SaveAsync(Page(Item("1"), "body " + command.ItemId) with { ItemId = command.ItemId, PageId = DeterministicId.ForPage(command.ItemId, "x") }, Disposition(command.ItemId, 1, Stage.Fetched, Outcome.Ok), Token);
        await items.FinishAsync(Disposition(claimed[25].ItemId, 1, Stage.Fetched, Outcome.NotFound, "gone\u2028away"), Token);
        await new CanonicalStore(database).ClaimAsync("https://a.example/canonical", claimed[0].ItemId, long.MinValue + 7, Token);
        await new ArticleStore(database).StoreAsync([.. Items(20).Select(i => Message(i)), Message(Item("1"), "Changed text, later.", Monday.AddHours(1))], "c", Token);
        await new JobStore(database).SetPositionAsync("a job", "at 7", Token);
    }

    private static async Task<Dictionary<string, List<string>>> RowsAsync(string file)
    {
        var rows = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(Token);
        await using var list = new SqliteCommand("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migrations'", connection);
        var tables = new List<string>();
        await using (var names = await list.ExecuteReaderAsync(Token))
            while (await names.ReadAsync(Token)) tables.Add(names.GetString(0));
        foreach (var table in tables)
        {
            await using var all = new SqliteCommand($"SELECT * FROM {table}", connection);
            await using var reader = await all.ExecuteReaderAsync(Token);
            var found = new List<string>();
            while (await reader.ReadAsync(Token)) found.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Text(reader.GetValue(i))}")));
            if (found.Count > 0) rows[table] = [.. found.Order(StringComparer.Ordinal)];
        }
        return rows;
    }

    // The order of an object's members has no meaning, and jsonb keeps none.
    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        string json when json.StartsWith('{') || json.StartsWith('[') => Sorted(JsonNode.Parse(json))!.ToJsonString(),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static async Task<SqliteDatabase> OpenFileAsync(string file)
    {
        var database = new SqliteDatabase(new StorageOptions { File = file }, NullLoggerFactory.Instance);
        await database.PingAsync(Token);
        return database;
    }

    private static PostgreSqlDatabase Open(string connectionString) =>
        new(new StorageOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = connectionString }, NullLoggerFactory.Instance);

    private static Dictionary<string, string> Settings(string connectionString) => new(StringComparer.Ordinal) { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = connectionString };

    private static string Uri(string connectionString)
    {
        var parsed = new NpgsqlConnectionStringBuilder(connectionString);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"postgresql://{parsed.Username}@{parsed.Host}:{parsed.Port}/{parsed.Database}");
    }

    private static async Task<string> RunAsync(int exit, Dictionary<string, string> settings, params string[] arguments)
    {
        await using var process = await IngestProcess.RunAsync(arguments, settings, Token);
        process.ExitCode.ShouldBe(exit, process.Errors + process.Output);
        return process.Output + process.Errors;
    }
}
