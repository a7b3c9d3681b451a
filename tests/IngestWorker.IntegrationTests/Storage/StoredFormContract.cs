using CsCheck;
using IngestWorker.Storage.Sql;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>Values come back from both databases as they went in, as single parameters and in rows.</summary>
public abstract class StoredFormContract(TestDatabase test) : DatabaseContract(test)
{
    private sealed record Row(Guid Id, DateTimeOffset Time, DateOnly Day, double Number, string Text, bool Flag, IReadOnlyList<string> Words);

    private static readonly RowSet<Row> Rows = new(
        Column<Row>.Id("id", r => r.Id),
        Column<Row>.Time("time", r => r.Time),
        Column<Row>.Day("day", r => r.Day),
        Column<Row>.Real("number", r => r.Number),
        Column<Row>.Text("text", r => r.Text),
        Column<Row>.Boolean("flag", r => r.Flag),
        Column<Row>.Words("words", r => r.Words));

    // Whole microseconds are what both keep; a day away from the ends, so that every offset fits.
    private static readonly Gen<DateTimeOffset> Times = Gen.Select(
        Gen.Long[TimeSpan.TicksPerDay / 10, DateTimeOffset.MaxValue.UtcTicks / 10 - TimeSpan.TicksPerDay / 10], Gen.Int[-14 * 60, 14 * 60],
        (micros, offset) => new DateTimeOffset(micros * 10, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(offset)));

    private static readonly Gen<string> Texts = Gen.Char[' ', '\u2FFF'].Array[0, 20].Select(c => new string(c));

    private static readonly Gen<Row> AnyRow = Gen.Select(
        Gen.Guid, Times, Gen.Int[1, 3_000_000].Select(DateOnly.FromDayNumber), Gen.Double[-1e9, 1e9], Texts, Gen.Bool, Texts.Array[0, 4].Select(w => (IReadOnlyList<string>)w),
        (id, time, day, number, text, flag, words) => new Row(id, time, day, number, text, flag, words));

    [Fact]
    public async Task Rows_come_back_as_they_went_in()
    {
        await AnyRow.List[200].SampleAsync(RoundTripAsync, iter: 5, threads: 1);

        Task RoundTripAsync(List<Row> rows) => Database.TransactAsync(
            async session =>
            {
                await CreateTableAsync(session);
                await session.WriteAsync(Rows, rows, "INSERT INTO forms ({columns}) SELECT {columns} FROM {rows}");
                var read = (await session.QueryAsync<ReadRow>("SELECT * FROM forms")).ToDictionary(r => r.Id);
                foreach (var row in rows)
                {
                    var r = read[row.Id];
                    (r.Time, r.Day, r.Number, r.Text, r.Flag).ShouldBe((row.Time, row.Day, row.Number, row.Text, row.Flag));
                    StoredForm.Words(r.Words).ShouldBe(row.Words);
                }

                return await session.ExecuteAsync("DROP TABLE forms");
            },
            Token);
    }

    [Fact]
    public async Task Times_sort_as_text_as_they_do_as_times()
    {
        DateTimeOffset[] times = [new(2020, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)), new(2019, 12, 31, 23, 0, 0, TimeSpan.Zero), new(2019, 12, 31, 23, 0, 0, 1, TimeSpan.Zero), new(900, 1, 1, 0, 0, 0, TimeSpan.Zero)];
        foreach (var a in times)
        {
            foreach (var b in times)
                (await Test.ValueAsync<bool>("SELECT @a < @b", new { a, b })).ShouldBe(a < b);
        }
    }

    [Fact]
    public async Task The_database_s_own_time_has_the_stored_form()
    {
        var now = await Test.ValueAsync<DateTimeOffset>($"SELECT {new SqlDialect(Database.Provider).Now}");
        var before = await Test.ValueAsync<DateTimeOffset>($"SELECT {new SqlDialect(Database.Provider).After("-3600.5")}");

        (now - before).ShouldBeInRange(TimeSpan.FromSeconds(3590), TimeSpan.FromSeconds(3601));
        (await Test.ValueAsync<double>($"SELECT {new SqlDialect(Database.Provider).SecondsUntil("@before")}", new { before })).ShouldBeInRange(-3660, -3600);
    }

    [Fact]
    public async Task Ids_are_lower_case_text_or_a_uuid()
    {
        var id = Guid.Parse("ABCDEF00-0000-5000-8000-00000000000A");
        (await Test.ValueAsync<string>("SELECT CAST(@id AS text)", new { id })).ShouldBe("abcdef00-0000-5000-8000-00000000000a");
        (await Test.ValueAsync<long>("SELECT count(*) WHERE @none IS NULL", new { none = (Guid?)null })).ShouldBe(1);
    }

    private Task<int> CreateTableAsync(Session session) => session.ExecuteAsync(Database.Provider == IngestWorker.Storage.DatabaseProvider.PostgreSql
        ? "CREATE TABLE forms (id uuid, time timestamptz, day date, number double precision, text text, flag boolean, words text[])"
        : "CREATE TABLE forms (id TEXT, time TEXT, day TEXT, number REAL, text TEXT, flag INTEGER, words TEXT) STRICT");

    private sealed class ReadRow
    {
        public Guid Id { get; init; }

        public DateTimeOffset Time { get; init; }

        public DateOnly Day { get; init; }

        public double Number { get; init; }

        public string Text { get; init; } = "";

        public bool Flag { get; init; }

        public object? Words { get; init; }
    }
}

public sealed class StoredFormOnSqlite(SqliteTestDatabase test) : StoredFormContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class StoredFormOnPostgreSql(PostgreSqlTestDatabase test) : StoredFormContract(test), IClassFixture<PostgreSqlTestDatabase>;
