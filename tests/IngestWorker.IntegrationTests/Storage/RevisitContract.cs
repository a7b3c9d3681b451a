using IngestWorker.Contracts;
using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>Looking at stored articles again.</summary>
public abstract class RevisitContract(TestDatabase test) : DatabaseContract(test)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Expired = TimeSpan.FromSeconds(-1);

    private ItemStore Store => new(Database);

    [Fact]
    public async Task A_stored_article_is_looked_at_after_the_first_time_and_then_after_the_next()
    {
        await StoreAsync(Item("1"));
        (await ClaimAsync()).ShouldBeEmpty("an hour has not passed");
        await TimePassesAsync(Hour + Minute);

        var look = (await ClaimAsync()).Single();

        (look.ItemId, look.Attempt).ShouldBe((Item("1").ItemId, 2));
        (await ClaimAsync()).ShouldBeEmpty("it is under way, and the next time is hours away");
        (await Store.EndRevisitAsync(Disposition(look.ItemId, 2, Stage.Fetched, Outcome.NotModified), again: true, Token)).ShouldBeTrue();
        (await Test.ValueAsync<string>("SELECT state FROM items")).ShouldBe("stored");
        await TimePassesAsync(TimeSpan.FromHours(5));
        (await ClaimAsync()).Single().Attempt.ShouldBe(3);
        await TimePassesAsync(TimeSpan.FromDays(30));
        (await ClaimAsync()).Single().Attempt.ShouldBe(4, "all that is left, in one");
        await TimePassesAsync(TimeSpan.FromDays(30));
        (await ClaimAsync()).ShouldBeEmpty("after the last time there is no other");
    }

    [Fact]
    public async Task What_was_missed_while_nobody_worked_is_one_look()
    {
        await StoreAsync(Item("1"));
        await TimePassesAsync(TimeSpan.FromHours(5));

        (await ClaimAsync()).Count.ShouldBe(1);

        (await Store.EndRevisitAsync(Disposition(Item("1").ItemId, 2, Stage.Fetched, Outcome.NotModified), again: true, Token)).ShouldBeTrue();
        await TimePassesAsync(TimeSpan.FromMinutes(50));
        (await ClaimAsync()).ShouldBeEmpty();
        await TimePassesAsync(TimeSpan.FromMinutes(20));
        (await ClaimAsync()).Count.ShouldBe(1, "six hours are over");
    }

    [Fact]
    public async Task Without_times_nothing_is_looked_at_again()
    {
        await StoreAsync(Item("1"), firstRevisit: null);
        await TimePassesAsync(TimeSpan.FromDays(10));

        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_item_without_an_article_is_not_looked_at_again()
    {
        await Store.AddAsync([Item("1")], null, Token);
        await BeginAsync(Item("1"), Hour);
        await Store.FinishAsync(Disposition(Item("1").ItemId, 1, Stage.Extracted, Outcome.NoArticle), Token);
        await TimePassesAsync(TimeSpan.FromDays(1));

        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task New_items_of_a_host_come_before_its_revisits()
    {
        await StoreAsync(Item("old", "busy.example"));
        await StoreAsync(Item("old", "calm.example"));
        await TimePassesAsync(TimeSpan.FromHours(2));
        await Store.AddAsync(Items(5, "busy.example"), null, Token);

        (await ClaimAsync()).Single().Url.ShouldContain("calm.example");

        while (await Store.ClaimDueAsync(Dispatch(), Token) is { Count: > 0 }) { }
        (await ClaimAsync()).Single().Url.ShouldContain("busy.example");
    }

    [Fact]
    public async Task Revisits_have_a_share_of_their_own_and_take_no_place_of_new_items()
    {
        foreach (var item in Items(10)) await StoreAsync(item);
        await TimePassesAsync(TimeSpan.FromHours(2));

        (await ClaimAsync(maxRevisits: 3)).Count.ShouldBe(3);
        (await ClaimAsync(maxRevisits: 3)).ShouldBeEmpty();
        await Store.AddAsync(Items(7, "new.example"), null, Token);
        (await Store.ClaimDueAsync(Dispatch(max: 5, maxInFlight: 5), Token)).Count.ShouldBe(5);
        (await ClaimAsync(maxRevisits: 9, maxInFlight: 5)).ShouldBeEmpty("new items fill what may be in flight");
        (await Store.CountsAsync(Token)).Revisits.ShouldBe(3);
    }

    [Fact]
    public async Task A_revisit_takes_its_host_s_slot()
    {
        foreach (var item in Items(3)) await StoreAsync(item);
        await TimePassesAsync(TimeSpan.FromHours(2));

        (await ClaimAsync(interval: Minute)).Count.ShouldBe(1);
        (await ClaimAsync(interval: Minute)).ShouldBeEmpty();
        await Store.AddAsync([Item("new")], null, Token);
        (await Store.ClaimDueAsync(Dispatch(interval: Minute), Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_look_that_began_knows_what_to_compare_with()
    {
        var item = Item("1");
        await StoreAsync(item, page: Page(item, "body", Monday, "\"1\""));
        await TimePassesAsync(TimeSpan.FromHours(2));
        await ClaimAsync();

        var start = (await Store.BeginFetchAsync(item.ItemId, 2, Terms(Minute, Hour), Token))!;

        start.IsRevisit.ShouldBeTrue();
        (start.ETag, start.BodySha256, start.ArticleId).ShouldBe(("\"1\"", Page(item, "body").BodySha256, Message(item).Article.ArticleId));
        (await Store.BeginFetchAsync(item.ItemId, 1, Terms(Minute), Token)).ShouldBeNull("the claim that stored it is over");
        (await Store.FinishAsync(Disposition(item.ItemId, 2, Stage.Fetched, Outcome.Gone), Token)).ShouldBeFalse("a stored article is not finished by a look");
        (await Store.PostponeAsync(Disposition(item.ItemId, 2, Stage.Fetched, Outcome.Timeout), Minute, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Storing_a_changed_text_ends_the_look_and_keeps_the_times_to_come()
    {
        var item = Item("1");
        await StoreAsync(item);
        await TimePassesAsync(TimeSpan.FromHours(2));
        await ClaimAsync();
        var ended = await Test.ValueAsync<DateTimeOffset>("SELECT ended_at FROM items");

        await new ArticleStore(Database).StoreAsync([Message(item, "Changed.", Monday.AddHours(1), attempt: 2)], "c", Token);

        (await Store.CountsAsync(Token)).Revisits.ShouldBe(0);
        (await Test.ValueAsync<long>("SELECT count(*) FROM articles")).ShouldBe(2);
        (await Test.ValueAsync<DateTimeOffset>("SELECT ended_at FROM items")).ShouldBe(ended);
        await TimePassesAsync(TimeSpan.FromHours(5));
        (await ClaimAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_is_gone_is_not_looked_at_any_more()
    {
        await StoreAsync(Item("1"));
        await TimePassesAsync(TimeSpan.FromHours(2));
        await ClaimAsync();
        (await Store.EndRevisitAsync(Disposition(Item("1").ItemId, 2, Stage.Fetched, Outcome.Gone, "410"), again: false, Token)).ShouldBeTrue();
        await TimePassesAsync(TimeSpan.FromHours(20));

        (await ClaimAsync()).ShouldBeEmpty();
        var trail = (await new TrailStore(Database).ReadAsync(Item("1").ItemId, Token))!;
        (trail.State, trail.Outcome).ShouldBe((ItemState.Stored, Outcome.Ok));
        (trail.Entries[^1].Stage, trail.Entries[^1].Outcome).ShouldBe((Stage.Fetched, Outcome.Gone));
    }

    [Fact]
    public async Task A_look_whose_worker_died_holds_nothing_up()
    {
        await StoreAsync(Item("1"));
        await TimePassesAsync(TimeSpan.FromHours(2));
        (await ClaimAsync(lease: Expired)).Count.ShouldBe(1);

        (await Store.CountsAsync(Token)).Revisits.ShouldBe(0);
        (await ClaimAsync()).ShouldBeEmpty();
        await TimePassesAsync(TimeSpan.FromHours(5));
        (await ClaimAsync()).Single().Attempt.ShouldBe(3);
    }

    [Fact]
    public async Task A_look_that_was_given_back_takes_place_later()
    {
        await StoreAsync(Item("1"));
        await TimePassesAsync(TimeSpan.FromHours(2));
        await ClaimAsync();
        (await Store.ReleaseAsync(Item("1").ItemId, 2, TimeSpan.Zero, Token)).ShouldBeTrue();
        (await Test.ValueAsync<string>("SELECT state FROM items")).ShouldBe("stored");
        (await ClaimAsync()).Single().Attempt.ShouldBe(3);
    }

    [Fact]
    public async Task Many_dispatchers_at_once_never_share_a_look()
    {
        foreach (var host in Enumerable.Range(0, 40)) await StoreAsync(Item("1", $"h{host}.example"));
        await TimePassesAsync(TimeSpan.FromHours(2));

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            var store = new ItemStore(Test.OpenAnother());
            var mine = new List<FetchArticle>();
            while (await store.ClaimRevisitsAsync(Request(max: 3, maxRevisits: 25), Token) is { Count: > 0 } some) mine.AddRange(some);
            return mine;
        })));

        claims.Sum(c => c.Count).ShouldBe(25);
        claims.SelectMany(c => c).Select(c => c.ItemId).Distinct().Count().ShouldBe(25);
    }

    private async Task StoreAsync(Item item, Page? page = null) => await StoreAsync(item, Hour, page);

    private async Task StoreAsync(Item item, TimeSpan? firstRevisit, Page? page = null)
    {
        await Store.AddAsync([item], null, Token);
        await BeginAsync(item, firstRevisit);
        if (page is not null) await new PageStore(Database).SaveAsync(page, Disposition(item.ItemId, 1, Stage.Fetched, Outcome.Ok), Token);
        await new ArticleStore(Database).StoreAsync([Message(item)], "c", Token);
    }

    private async Task BeginAsync(Item item, TimeSpan? firstRevisit)
    {
        await Store.ClaimDueAsync(Dispatch(), Token);
        (await Store.BeginFetchAsync(item.ItemId, 1, Terms(Minute, firstRevisit), Token)).ShouldNotBeNull();
    }

    // Everything that happened was so much longer ago.
    private async Task TimePassesAsync(TimeSpan time)
    {
        var seconds = (-time.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var sql = new IngestWorker.Storage.Sql.SqlDialect(Database.Provider);
        await Test.ExecuteAsync($"UPDATE items SET ended_at = {sql.AfterTime("ended_at", seconds)}, revisit_at = {sql.AfterTime("revisit_at", seconds)}");
    }

    private async Task<IReadOnlyList<FetchArticle>> ClaimAsync(int maxRevisits = 100, int maxInFlight = 1000, TimeSpan? interval = null, TimeSpan? lease = null) =>
        await Store.ClaimRevisitsAsync(Request(10, maxRevisits, maxInFlight, interval, lease), Token);

    private static RevisitRequest Request(int max, int maxRevisits, int maxInFlight = 1000, TimeSpan? interval = null, TimeSpan? lease = null) => new()
    {
        Dispatch = Dispatch(max, maxInFlight, lease, interval),
        MaxRevisits = maxRevisits,
        After = [Hour, TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7)],
    };
}

public sealed class RevisitOnSqlite(SqliteTestDatabase test) : RevisitContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class RevisitOnPostgreSql(PostgreSqlTestDatabase test) : RevisitContract(test), IClassFixture<PostgreSqlTestDatabase>;
