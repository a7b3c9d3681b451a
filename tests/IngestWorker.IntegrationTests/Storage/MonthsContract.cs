using IngestWorker.Contracts;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>What is old goes, what is young stays, and what was dropped does not come back by a repetition.</summary>
public abstract class MonthsContract(TestDatabase test) : DatabaseContract(test)
{
    internal static readonly string[] OfEvents = ["events", "event_actors", "event_figures", "event_mentions"];

    [Fact]
    public async Task Old_events_and_trail_rows_go_and_young_ones_stay()
    {
        var articles = new ArticleStore(Database);
        await new ItemStore(Database).AddAsync(Items(4), null, Token);
        var old = Items(2).Select(i => Message(i, fetchedAt: Monday)).ToList();
        var young = Items(4).Skip(2).Select(i => Message(i, fetchedAt: DateTimeOffset.UtcNow)).ToList();
        await articles.StoreAsync([.. old, .. young], "c", Token);

        var months = new Months(Database);
        foreach (var kind in Enum.GetValues<MonthKind>()) await RemoveAsync(months, kind, TimeSpan.FromDays(365));
        (await CountAsync("events")).ShouldBe(4);
        (await CountAsync("event_actors")).ShouldBe(2 * 3);
        (await CountAsync("articles")).ShouldBe(4, "texts stay");
        (await Test.QueryAsync<Guid>("SELECT DISTINCT article_id FROM events")).ShouldBe(young.Select(m => m.Article.ArticleId), ignoreOrder: true);
        // Extracted and coded carry the worker's time, which is long ago here; stored carries the database's.
        (await Test.ValueAsync<long>("SELECT count(*) FROM item_trail WHERE stage IN ('extracted', 'coded')")).ShouldBe(4);
        (await Test.ValueAsync<long>("SELECT count(*) FROM item_trail WHERE stage = 'stored'")).ShouldBe(4);

        var again = await articles.StoreAsync([.. old, .. young], "c", Token);
        again.NewEvents.ShouldBe(0);
        again.Repeated.ShouldBe(4);
        (await CountAsync("events")).ShouldBe(4, "the article is known, so its dropped events do not come back");
    }

    internal async Task RemoveAsync(Months months, MonthKind kind, TimeSpan age)
    {
        if (months.AreDropped) (await months.DropAsync(kind, age, Token)).ShouldNotBeNull();
        else while (await months.DeleteAsync(kind, age, Token) == Months.MostRows) { }
    }

    internal Task<long> CountAsync(string table) => Test.ValueAsync<long>($"SELECT count(*) FROM {table}");
}

public sealed class MonthsOnSqlite(SqliteTestDatabase test) : MonthsContract(test), IClassFixture<SqliteTestDatabase>
{
    [Fact]
    public async Task One_transaction_deletes_a_bounded_number_of_rows_oldest_first()
    {
        await Test.ExecuteAsync("""
            WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1200)
            INSERT INTO item_trail (item_id, attempt, stage, outcome, at) SELECT 'x', n, 'stored', 'ok', printf('2020-01-01T00:%02d:%02d.000000Z', n / 60, n % 60) FROM n
            """);
        var months = new Months(Database);
        (await months.DeleteAsync(MonthKind.Trail, TimeSpan.FromDays(365), Token)).ShouldBe(Months.MostRows);
        (await Test.ValueAsync<long>("SELECT min(attempt) FROM item_trail")).ShouldBe(Months.MostRows + 1);
        (await months.DeleteAsync(MonthKind.Trail, TimeSpan.FromDays(365), Token)).ShouldBe(Months.MostRows);
        (await months.DeleteAsync(MonthKind.Trail, TimeSpan.FromDays(365), Token)).ShouldBe(200);
        (await months.MakeAsync(Token)).ShouldBe(0);
    }
}

public sealed class MonthsOnPostgreSql(PostgreSqlTestDatabase test) : MonthsContract(test), IClassFixture<PostgreSqlTestDatabase>
{
    [Fact]
    public async Task A_new_database_has_the_tables_of_this_month_and_the_next_two()
    {
        var months = new Months(Database);
        (await months.IsKeptAsync(Token)).ShouldBeTrue();
        await months.MakeAsync(Token);
        (await months.MakeAsync(Token)).ShouldBe(0, "they are there");
        foreach (var table in (string[])[.. OfEvents, "item_trail"])
            (await Test.QueryAsync<string>($"SELECT to_char(starts, 'YYYY-MM') FROM ingest_months() WHERE name = '{table}' AND starts <= date_trunc('month', now()) + interval '2 months' ORDER BY starts"))
                .ShouldBe(await Test.QueryAsync<string>("SELECT to_char(date_trunc('month', now()) + make_interval(months => n), 'YYYY-MM') FROM generate_series(0, 2) n ORDER BY n"));
    }

    [Fact]
    public async Task The_tables_of_an_event_are_all_kept_by_month()
    {
        // Whatever migration adds a table with an event's id in it must put it into months too, or its rows outlive their events.
        var withEvents = await Test.QueryAsync<string>("""
            SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'event_id'
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = current_schema()::regnamespace
            """);
        (await Test.QueryAsync<string>("SELECT name FROM ingest_month_tables() WHERE kind = 'events'")).ShouldBe(withEvents, ignoreOrder: true);
    }

    [Fact]
    public async Task A_month_drops_as_a_whole_whatever_is_in_it_and_its_neighbours_stay()
    {
        await new ItemStore(Database).AddAsync(Items(3), null, Token);
        var now = DateTimeOffset.UtcNow;
        await new ArticleStore(Database).StoreAsync([Message(Item("1"), fetchedAt: now), Message(Item("2"), fetchedAt: now.AddDays(32))], "c", Token);
        var untilNextMonth = now - new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
        var dropped = await new Months(Database).DropAsync(MonthKind.Events, untilNextMonth, Token);
        dropped.ShouldNotBeNull().ShouldContain($"events_{now:yyyy_MM}");
        (await CountAsync("events")).ShouldBe(2);
        (await CountAsync("event_actors")).ShouldBe(3);
        await new Months(Database).MakeAsync(Token);
        await new ArticleStore(Database).StoreAsync([Message(Item("3"), fetchedAt: now)], "c", Token);
        (await CountAsync("events")).ShouldBe(4);
    }

    [Fact]
    public async Task What_came_before_its_month_was_made_moves_into_it()
    {
        await Test.ExecuteAsync("INSERT INTO item_trail (item_id, attempt, stage, outcome, at) SELECT gen_random_uuid(), 1, 'stored', 'ok', now() + make_interval(months => n) FROM generate_series(0, 6) n");
        (await CountAsync("item_trail_other")).ShouldBe(4);
        await Test.QueryAsync<int>("SELECT ingest_make_months(5)");
        (await CountAsync("item_trail_other")).ShouldBe(1);
        (await CountAsync("item_trail")).ShouldBe(7);
    }

    [Fact]
    public async Task A_month_that_somebody_reads_is_left_for_the_next_time()
    {
        await Database.TransactAsync(
            async session =>
            {
                await session.QueryAsync<long>("SELECT count(*) FROM item_trail");
                (await new Months(Test.OpenAnother()).DropAsync(MonthKind.Trail, TimeSpan.FromDays(-365), Token)).ShouldBeNull();
                return 0;
            },
            Token);
        (await Test.ValueAsync<long>("SELECT count(*) FROM ingest_months() WHERE kind = 'trail' AND starts IS NOT NULL")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_article_that_goes_takes_its_events_and_their_actors_with_it()
    {
        await new ItemStore(Database).AddAsync(Items(2), null, Token);
        await new ArticleStore(Database).StoreAsync([Message(Item("1")), Message(Item("2"))], "c", Token);
        await Test.ExecuteAsync("DELETE FROM articles WHERE article_id = @id", new { id = Message(Item("1")).Article.ArticleId });
        (await CountAsync("events")).ShouldBe(2);
        (await CountAsync("event_actors")).ShouldBe(3);
    }
}

/// <summary>A database that was in use before there were months: nothing changes until a hand says so, and nothing is lost then.</summary>
public sealed class MonthsOfAUsedDatabaseTests(PostgreSqlTestDatabase test) : IClassFixture<PostgreSqlTestDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_used_as_before_by_both_versions_until_it_is_put_into_months()
    {
        await PostgreSqlTestDatabase.AdministerAsync($"CREATE DATABASE {Name}", Token);
        await using (var database = new PostgreSqlDatabase(new StorageOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = PostgreSqlTestDatabase.ConnectionString(Name) }, NullLoggerFactory.Instance))
        {
            foreach (var script in Scripts().Where(s => string.CompareOrdinal(s, "PostgreSql/0006") < 0)) await ExecuteAsync(database, Read(script));
            await ExecuteAsync(database, "INSERT INTO item_trail (item_id, attempt, stage, outcome, at) VALUES (gen_random_uuid(), 1, 'stored', 'ok', '2020-01-01')");
            foreach (var script in Scripts().Where(s => string.CompareOrdinal(s, "PostgreSql/0006") >= 0)) await ExecuteAsync(database, Read(script));
            await StaysAsItIsAsync(database);
            await IsPutIntoMonthsAsync(database);
        }
        await PostgreSqlTestDatabase.AdministerAsync($"DROP DATABASE {Name} WITH (FORCE)", Token);
    }

    private static async Task StaysAsItIsAsync(IDatabase database)
    {
        var (articles, months) = (new ArticleStore(database), new Months(database));
        (await months.IsKeptAsync(Token)).ShouldBeFalse();
        (await months.MakeAsync(Token)).ShouldBe(0);
        (await months.DropAsync(MonthKind.Events, TimeSpan.Zero, Token)).ShouldNotBeNull().ShouldBeEmpty();
        await new ItemStore(database).AddAsync(Items(3), null, Token);
        (await articles.StoreAsync([Message(Item("1")), Message(Item("2"))], "c", Token)).NewEvents.ShouldBe(4);
        (await articles.StoreAsync([Message(Item("1"))], "c", Token)).Repeated.ShouldBe(1);
        // As the version before writes them.
        await ExecuteAsync(database, """
            INSERT INTO event_actors (event_id, role, position, text, text_start, text_end, sectors) SELECT event_id, 'actor', 7, 'old', 0, 3, '{}' FROM events WHERE true
            ON CONFLICT (event_id, role, position) DO NOTHING
            """);
        await ExecuteAsync(database, "CREATE VIEW somebodys AS SELECT type, sentence_text FROM events");
    }

    private static async Task IsPutIntoMonthsAsync(IDatabase database)
    {
        var (articles, months) = (new ArticleStore(database), new Months(database));
        var trail = await CountAsync(database, "item_trail");
        await ExecuteAsync(database, "SELECT ingest_by_month()");
        await ExecuteAsync(database, "SELECT ingest_by_month()");
        (await months.IsKeptAsync(Token)).ShouldBeTrue();
        (await CountAsync(database, "item_trail")).ShouldBe(trail);
        (await articles.StoreAsync([Message(Item("2")), Message(Item("3"))], "c", Token)).NewEvents.ShouldBe(2);
        (await CountAsync(database, "events")).ShouldBe(6);
        (await CountAsync(database, "event_actors")).ShouldBe(3 * 3 + 4);
        (await CountAsync(database, "event_actors a WHERE NOT EXISTS (SELECT FROM events e WHERE e.event_id = a.event_id AND e.fetched_at = a.fetched_at)")).ShouldBe(0);
        (await CountAsync(database, "current_events")).ShouldBe(6);
        (await CountAsync(database, "somebodys")).ShouldBe(6);
        (await new TrailStore(database).ReadAsync(Item("1").ItemId, Token)).ShouldNotBeNull().Entries.ShouldContain(e => e.Stage == Stage.Stored);

        // Everything from before is one part, which goes when this month is old.
        (await months.DropAsync(MonthKind.Events, TimeSpan.FromDays(-32), Token)).ShouldNotBeNull().ShouldContain("events_before");
        (await CountAsync(database, "events")).ShouldBe(0);
        (await articles.StoreAsync([Message(Item("1"))], "c", Token)).Repeated.ShouldBe(1);
    }

    private string Name => test.Name + "_used";

    private static Task ExecuteAsync(IDatabase database, string sql) => database.TransactAsync(session => session.ExecuteAsync(sql + ";"), Token);

    private static Task<long> CountAsync(IDatabase database, string table) => database.ReadAsync(session => session.FirstAsync<long>($"SELECT count(*) FROM {table}"), Token);

    private static IEnumerable<string> Scripts() => typeof(FeedStore).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("PostgreSql/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(FeedStore).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
