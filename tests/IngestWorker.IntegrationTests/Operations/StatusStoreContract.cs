using IngestWorker.Contracts;
using IngestWorker.IntegrationTests.Storage;
using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Operations;

public abstract class StatusStoreContract(Storage.TestDatabase test) : DatabaseContract(test)
{
    private StatusStore Statuses => new(Database);

    private ItemStore Items => new(Database);

    [Fact]
    public async Task An_empty_database_has_nothing_and_claims_to_know_nothing()
    {
        var status = await Statuses.ReadAsync(Token);

        status.Feeds.States.ShouldBeEmpty();
        (status.Feeds.LastNewAt, status.Feeds.Overdue, status.Feeds.Polled).ShouldBe((null, 0, 0));
        (status.Frontier.Pending, status.Frontier.Leased, status.Frontier.OldestDue, status.Frontier.OldestOverdue, status.Frontier.OldestFetched).ShouldBe((0, 0, null, null, null));
        status.LastDay.ShouldBe(new RateReport(0, 0, 0, 0));
        status.Published.ShouldBe(new LagReport(0, null, null));
        status.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Items_are_counted_by_what_they_wait_for_and_the_oldest_is_told()
    {
        await Items.AddAsync(Samples.Items(6), null, Token);
        await Items.ClaimDueAsync(Dispatch(max: 2, lease: TimeSpan.FromHours(1)), Token);
        await Items.ClaimDueAsync(Dispatch(max: 1, lease: TimeSpan.FromMilliseconds(1)), Token);
        await PassAsync("SELECT count(*) FROM items WHERE state = 'claimed' AND due_at < {now}", 1);
        var later = (await Test.QueryAsync<Guid>("SELECT item_id FROM items WHERE state = 'pending' ORDER BY item_id LIMIT 1")).Single();
        await Test.ExecuteAsync($"UPDATE items SET due_at = {Sql.After("3600")} WHERE item_id = @later", new { later });

        var frontier = (await Statuses.GaugesAsync(Token)).Frontier;

        (frontier.Pending, frontier.Due, frontier.Leased, frontier.Overdue).ShouldBe((3, 2, 2, 1));
        frontier.OldestDue.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        frontier.OldestOverdue.ShouldNotBeNull().ShouldBeLessThan(TimeSpan.FromMinutes(5));
        frontier.OldestFetched.ShouldBeNull();
    }

    [Fact]
    public async Task A_page_that_waits_to_be_stored_tells_how_old_the_oldest_message_can_be()
    {
        await Items.AddAsync(Samples.Items(2), null, Token);
        var claimed = await Items.ClaimDueAsync(Dispatch(), Token);
        foreach (var command in claimed)
            await new PageStore(Database).SaveAsync(Page(Item("1"), "body " + command.ItemId) with { ItemId = command.ItemId }, Disposition(command.ItemId, command.Attempt, Stage.Fetched, Outcome.Ok), Token);
        await Test.ExecuteAsync($"UPDATE item_trail SET at = {Sql.After("-900")} WHERE stage = 'fetched' AND item_id = @id", new { id = claimed[0].ItemId });

        (await Statuses.GaugesAsync(Token)).Frontier.OldestFetched.ShouldNotBeNull().TotalSeconds.ShouldBeInRange(890, 990);

        await Items.FinishAsync(Disposition(claimed[0].ItemId, 1, Stage.Extracted, Outcome.NoArticle), Token);
        (await Statuses.GaugesAsync(Token)).Frontier.OldestFetched.ShouldNotBeNull().TotalSeconds.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task Rates_and_lags_are_those_of_the_last_hour_and_the_last_day()
    {
        await Items.AddAsync(Samples.Items(20), null, Token);
        var messages = Samples.Items(20).Select(i => Message(i)).ToList();
        await new ArticleStore(Database).StoreAsync(messages, "c", Token);
        // Published 1 to 20 minutes before the row; two of them stored longer ago.
        foreach (var (message, n) in messages.Select((m, i) => (m, i + 1)))
            await Test.ExecuteAsync(
                $"UPDATE articles SET published_at = {Sql.AfterTime("stored_at", "@before")} WHERE article_id = @id", new { before = -60.0 * n, id = message.Article.ArticleId });
        await Test.ExecuteAsync($"UPDATE articles SET published_is_date_only = @yes WHERE article_id = @id", new { yes = true, id = messages[9].Article.ArticleId });
        await Test.ExecuteAsync($"UPDATE articles SET stored_at = {Sql.After("-7200")}, published_at = {Sql.After("-7260")} WHERE article_id = @id", new { id = messages[0].Article.ArticleId });
        await Test.ExecuteAsync($"UPDATE articles SET stored_at = {Sql.After("-100000")} WHERE article_id = @id", new { id = messages[19].Article.ArticleId });

        var status = await Statuses.ReadAsync(Token);

        status.LastHour.ShouldBe(new RateReport(20, 18, 36, 0));
        status.LastDay.ShouldBe(new RateReport(20, 19, 38, 0));
        // Of 1 to 19 minutes, 10 left out for its date without a time: the median is 9 (of 18 the 9th), 95 % is the 18th.
        status.Published.Articles.ShouldBe(18);
        status.Published.Median!.Value.TotalMinutes.ShouldBe(9, 0.01);
        status.Published.Percentile95!.Value.TotalMinutes.ShouldBe(19, 0.01);
        status.Found.Articles.ShouldBe(19);
    }

    [Fact]
    public async Task Failures_are_counted_by_stage_and_reason()
    {
        await Items.AddAsync(Samples.Items(4), null, Token);
        var claimed = await Items.ClaimDueAsync(Dispatch(), Token);
        foreach (var command in claimed.Take(3)) await Items.FinishAsync(Disposition(command.ItemId, 1, Stage.Fetched, Outcome.NotFound), Token);
        await Items.PostponeAsync(Disposition(claimed[3].ItemId, 1, Stage.Fetched, Outcome.Timeout), TimeSpan.FromMinutes(1), Token);
        await Test.ExecuteAsync($"UPDATE item_trail SET at = {Sql.After("-7200")} WHERE item_id = @id AND stage = 'fetched'", new { id = claimed[0].ItemId });

        (await Statuses.ReadAsync(Token)).Failures.ShouldBe([new FailureCount(Stage.Fetched, Outcome.NotFound, 2, 3), new FailureCount(Stage.Fetched, Outcome.Timeout, 1, 1)]);
    }

    [Fact]
    public async Task Feeds_are_counted_by_state_and_those_that_are_late()
    {
        var feeds = new FeedStore(Database);
        await feeds.AddAsync([new NewFeed("https://a.example/rss"), new NewFeed("https://b.example/rss"), new NewFeed("https://c.example/rss")], Token);
        await feeds.RemoveAsync(DeterministicId.ForFeed("https://c.example/rss"), Token);
        await Test.ExecuteAsync($"UPDATE feeds SET due_at = {Sql.After("-600")}, failing_since = {Sql.After("-100000")}, state = 'failing' WHERE url = 'https://b.example/rss'");

        var report = (await Statuses.GaugesAsync(Token)).Feeds;

        report.States.ShouldBe(new Dictionary<FeedState, long> { [FeedState.New] = 1, [FeedState.Failing] = 1, [FeedState.Removed] = 1 }, ignoreOrder: true);
        (report.Overdue, report.FailingLong, report.Polled, report.LastNewAt).ShouldBe((1, 1, 2, null));
    }

    private IngestWorker.Storage.Sql.SqlDialect Sql => new(Database.Provider);

    private async Task PassAsync(string count, long wanted)
    {
        while (await Test.ValueAsync<long>(count.Replace("{now}", Sql.Now, StringComparison.Ordinal)) != wanted) await Task.Yield();
    }
}

public sealed class StatusStoreOnSqlite(SqliteTestDatabase test) : StatusStoreContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class StatusStoreOnPostgreSql(PostgreSqlTestDatabase test) : StatusStoreContract(test), IClassFixture<PostgreSqlTestDatabase>;
