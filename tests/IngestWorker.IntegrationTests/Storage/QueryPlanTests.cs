using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using IngestWorker.Contracts;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>
/// What the claims and queries cost must depend on what they ask for, not on what is stored. The server explains every statement as it
/// runs it (auto_explain), from the stores themselves, with their parameters.
/// </summary>
public sealed partial class QueryPlanTests(BackloggedDatabase backlogged) : IClassFixture<BackloggedDatabase>, IAsyncLifetime
{
    private readonly Plans _plans = new();
    private PostgreSqlDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await backlogged.FillOnceAsync(Token);
        var explained = new NpgsqlConnectionStringBuilder(PostgreSqlTestDatabase.ConnectionString(backlogged.Test.Name))
        {
            Options = "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on -c auto_explain.log_timing=off -c auto_explain.log_level=notice",
        };
        _database = new PostgreSqlDatabase(new StorageOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = explained.ConnectionString }, _plans);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _plans.Dispose();
    }

    [Fact]
    public async Task The_claim_of_items_reads_no_more_than_the_frontier()
    {
        var items = new ItemStore(_database);
        (await items.ClaimDueAsync(Dispatch(max: 50, interval: TimeSpan.FromMilliseconds(1)), Token)).Count.ShouldBe(50);
        (await items.ClaimDueAsync(Dispatch(max: 5), Token)).Count.ShouldBe(5);
        await items.NextDueAsync(Token);
        ShouldUseIndexes("items_frontier", "items_claimed");
        // 50 hosts have 80 items each that are due; what is read is bounded by what is asked for.
        var read = _plans.Texts.SelectMany(p => FrontierRowsRead().Matches(p)).Select(m => Number(m.Groups[1]) * Number(m.Groups[2])).ToList();
        read.ShouldNotBeEmpty();
        read.Max().ShouldBeLessThanOrEqualTo(1000);

        static long Number(Group digits) => long.Parse(digits.Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_claim_of_revisits_reads_no_more_than_is_due()
    {
        var items = new ItemStore(_database);
        await items.ClaimRevisitsAsync(new RevisitRequest { Dispatch = Dispatch(max: 20, interval: TimeSpan.FromMilliseconds(1)), MaxRevisits = 20, After = [TimeSpan.FromDays(7)] }, Token);
        ShouldUseIndexes("items_revisits", "items_revisiting", "items_frontier");
    }

    [Fact]
    public async Task Cleaning_reads_the_oldest_pages_alone()
    {
        // Other tests of this class keep pages of some years ago in the same database.
        (await new PageCleaning(_database).ByAgeAsync(TimeSpan.FromDays(36500), 100, Token)).Pages.ShouldBe(0);
        (await new PageCleaning(_database).BySizeAsync(1, 1, Token)).Pages.ShouldBe(1);
        ShouldUseIndexes("pages_fetched", "pages_body", "page_bodies_pkey");
    }

    [Fact]
    public async Task What_is_done_with_one_item_reads_one_item()
    {
        var items = new ItemStore(_database);
        var commands = await items.ClaimDueAsync(Dispatch(max: 4), Token);
        await new PageStore(_database).SaveAsync(Page(Item("1"), "body") with { ItemId = commands[0].ItemId }, Disposition(commands[0].ItemId, 1, Stage.Fetched, Outcome.Ok), Token);
        (await items.BeginFetchAsync(commands[0].ItemId, 1, Terms(TimeSpan.FromMinutes(1)), Token)).ShouldNotBeNull();
        (await items.FinishAsync(Disposition(commands[1].ItemId, 1, Stage.Fetched, Outcome.Gone), Token)).ShouldBeTrue();
        (await items.PostponeAsync(Disposition(commands[2].ItemId, 1, Stage.Fetched, Outcome.Timeout), TimeSpan.FromMinutes(1), Token)).ShouldBeTrue();
        (await items.ReleaseAsync(commands[3].ItemId, 1, TimeSpan.Zero, Token)).ShouldBeTrue();
        await new PageStore(_database).LoadLatestAsync(commands[0].ItemId, Token);
        await new TrailStore(_database).ReadAsync(commands[0].ItemId, Token);
        await new TrailStore(_database).ReadAsync(Guid.Empty, Token);
        ShouldUseIndexes("items_pkey", "pages_item", InMonths("item_trail", "item_id_idx"));
    }

    [Fact]
    public async Task The_claim_and_the_record_of_feeds_read_what_is_due()
    {
        var feeds = new FeedStore(_database);
        var claimed = await feeds.ClaimDueAsync(10, TimeSpan.FromMinutes(1), "w", Token);
        var poll = new FeedPoll { FeedId = claimed[0].FeedId, Claim = claimed[0].Claim, Outcome = Outcome.Ok, NextPollIn = TimeSpan.FromHours(1), Failures = 0, Items = Items(50, "polled.example") };
        (await feeds.RecordPollAsync(poll, Token)).ShouldBe(50);
        ShouldUseIndexes("feeds_due", "feeds_pkey");
    }

    [Fact]
    public async Task Storing_a_batch_reads_its_items_alone()
    {
        await new ItemStore(_database).AddAsync(Items(50), null, Token);
        await new ArticleStore(_database).StoreAsync(Items(50).Select(i => Message(i)).ToList(), "c", Token);
        await new ArticleStore(_database).StoreAsync(Items(50).Select(i => Message(i, "Changed.", Monday.AddHours(1))).ToList(), "c", Token);
        ShouldUseIndexes("items_pkey", "articles_item_id_revision_key", "articles_pkey");
    }

    [Fact]
    public async Task The_reports_of_a_run_read_what_the_run_did()
    {
        await new ItemStore(_database).AddAsync(Items(5), null, Token);
        var since = await backlogged.Test.ValueAsync<DateTimeOffset>("SELECT now() - interval '5 seconds'");
        await new ArticleStore(_database).StoreAsync([Message(Item("1"))], "c", Token);
        var reports = new Reports(_database);
        (await reports.FeedsAsync(since, Token)).ShouldNotBeEmpty();
        (await reports.EventsByTypeAsync(since, Token)).ShouldNotBeEmpty();
        (await reports.SampleAsync(10, since, Token)).ShouldNotBeEmpty();
        ShouldUseIndexes("items_discovered", "items_ended", "articles_stored", InMonths("events", "article_id_idx"), InMonths("event_actors", "pkey"));
    }

    [Fact]
    public async Task The_status_and_the_failures_read_what_is_not_ended_and_what_a_day_brought()
    {
        await new StatusStore(_database).ReadAsync(Token);
        await new FailureStore(_database).ListAsync(TimeSpan.FromHours(1), FailureStore.Outcomes, 100, Token);
        ShouldUseIndexes("items_discovered", "articles_stored", "items_failed", InMonths("item_trail", "at_idx"));
    }

    [Fact]
    public async Task The_analyst_s_question_is_answered_by_index()
    {
        IDatabase database = _database;
        await database.ReadAsync(
            session => session.QueryAsync<Guid>(
                """
                SELECT e.event_id FROM current_events e
                JOIN event_actors a ON a.event_id = e.event_id AND a.role = 'actor' AND a.country = 'C7'
                WHERE e.type = 'TYPE3' AND e.according_to_country = 'C2' AND e.date_start BETWEEN '2020-10-01' AND '2020-10-31'
                """),
            Token);
        ShouldUseIndexes(InMonths("events", "(according_to_country|type)_date_start_idx"), InMonths("event_actors", "pkey"), "articles_pkey");
    }

    // hosts is read whole where most hosts are ready, feeds by the report that shows them all.
    private void ShouldUseIndexes(params string[] indexes)
    {
        _plans.Texts.ShouldNotBeEmpty();
        _plans.Texts.Where(p => SequentialScan().IsMatch(p)).ShouldBeEmpty();
        foreach (var index in indexes)
            _plans.Texts.ShouldContain(p => Regex.IsMatch(p, $@"\b{index}\b"), index);
    }

    /// <summary>An index of a table that is kept by month: the server names the index of each month's table.</summary>
    private static string InMonths(string table, string index) => $@"{table}_(\d{{4}}_\d\d|other)_{index}";

    // A month's table that nothing is in may be read whole, and so may the table of what fits no month, which is small.
    [GeneratedRegex(@"Seq Scan on ((items|pages|articles|feed_items)\b|(events|event_actors|item_trail)_\d{4}_\d\d\b[^\n]*(actual rows=[1-9]|(\n\s+Filter[^\n]*)?\n\s+Rows Removed by Filter: [1-9]))")]
    private static partial Regex SequentialScan();

    [GeneratedRegex(@"using items_frontier .*actual rows=(\d+) loops=(\d+)")]
    private static partial Regex FrontierRowsRead();

    /// <summary>Collects the plans that the server sends as notices, which Npgsql logs.</summary>
    private sealed class Plans : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            if (text.Contains("Query Text:", StringComparison.Ordinal))
                Texts.Enqueue(text);
        }

        public void Dispose()
        {
        }
    }
}
