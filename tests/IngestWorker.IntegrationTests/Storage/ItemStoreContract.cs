using System.Collections.Concurrent;
using IngestWorker.Contracts;
using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

public abstract class ItemStoreContract(TestDatabase test) : DatabaseContract(test)
{
    private static readonly TimeSpan Expired = TimeSpan.FromSeconds(-1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private ItemStore Store => new(Database);

    [Fact]
    public async Task An_item_is_added_once_and_claimed_with_all_that_the_fetch_needs()
    {
        var item = Item("1", published: Monday);
        (await Store.AddAsync([item, item], null, Token)).ShouldBe(1);
        (await Store.AddAsync([item, Item("2")], null, Token)).ShouldBe(1);

        var command = (await Store.ClaimDueAsync(Dispatch(), Token)).Single(c => c.ItemId == item.ItemId);

        command.Url.ShouldBe(item.Url);
        command.Attempt.ShouldBe(1);
        command.FeedId.ShouldBeNull();
        command.Title.ShouldBe(item.Title);
        command.Published.ShouldBe(Monday);
        command.Published!.Value.Offset.ShouldBe(Monday.Offset);
    }

    [Fact]
    public async Task A_claimed_item_is_not_claimed_again_before_its_lease_runs_out()
    {
        await Store.AddAsync(Items(2), null, Token);
        (await Store.ClaimDueAsync(Dispatch(), Token)).Count.ShouldBe(2);

        (await Store.ClaimDueAsync(Dispatch(), Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_item_whose_lease_ran_out_is_claimed_with_the_next_attempt()
    {
        await Store.AddAsync(Items(1), null, Token);
        await Store.ClaimDueAsync(Dispatch(lease: Expired), Token);

        (await Store.ClaimDueAsync(Dispatch(), Token)).Single().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task With_an_interval_one_item_of_each_host_is_claimed_and_its_slot_moves_on()
    {
        await Store.AddAsync([.. Items(3, "a.example"), .. Items(3, "b.example")], null, Token);

        var first = await Store.ClaimDueAsync(Dispatch(interval: Minute), Token);
        first.Select(c => new Uri(c.Url).Host).Order().ShouldBe(["a.example", "b.example"]);
        (await Store.ClaimDueAsync(Dispatch(interval: Minute), Token)).ShouldBeEmpty();
        (await Store.NextDueAsync(Token))!.Value.ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(61));
    }

    [Fact]
    public async Task A_host_is_served_again_when_its_slot_has_come()
    {
        await Store.AddAsync(Items(3, "a.example"), null, Token);
        await Store.ClaimDueAsync(Dispatch(interval: Minute), Token);
        await Test.ExecuteAsync($"UPDATE hosts SET next_at = {Database.Now("-1")}");

        (await Store.ClaimDueAsync(Dispatch(interval: Minute), Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_host_s_own_interval_goes_before_the_dispatcher_s()
    {
        await Store.AddAsync([.. Items(3, "free.example"), .. Items(3, "slow.example")], null, Token);
        await Store.SetHostIntervalAsync("free.example", TimeSpan.Zero, Token);
        await Store.SetHostIntervalAsync("slow.example", TimeSpan.FromHours(1), Token);

        var claimed = await Store.ClaimDueAsync(Dispatch(interval: TimeSpan.FromMilliseconds(1)), Token);

        claimed.Count(c => c.Url.Contains("free")).ShouldBe(3);
        claimed.Count(c => c.Url.Contains("slow")).ShouldBe(1);
        (await Test.ValueAsync<DateTimeOffset>("SELECT next_at FROM hosts WHERE host = 'slow.example'"))
            .ShouldBeGreaterThan(await Test.ValueAsync<DateTimeOffset>($"SELECT {Database.Now("3000")}"));
    }

    [Fact]
    public async Task Without_an_interval_hosts_take_turns_and_the_longest_due_come_first()
    {
        await Store.AddAsync(Items(50, "big.example"), null, Token);
        await Store.AddAsync(Items(2, "small.example"), null, Token);
        await Test.ExecuteAsync($"UPDATE items SET due_at = {Database.Now("-60")} WHERE item_id = @id", new { id = Item("17", "big.example").ItemId });

        var claimed = await Store.ClaimDueAsync(Dispatch(max: 4), Token);

        claimed.Count(c => c.Url.Contains("small")).ShouldBe(2);
        claimed.ShouldContain(c => c.ItemId == Item("17", "big.example").ItemId);
    }

    [Fact]
    public async Task No_more_than_the_bound_is_in_flight_and_expired_leases_do_not_count()
    {
        await Store.AddAsync(Items(10), null, Token);
        (await Store.ClaimDueAsync(Dispatch(max: 3, maxInFlight: 5), Token)).Count.ShouldBe(3);
        (await Store.ClaimDueAsync(Dispatch(max: 3, maxInFlight: 5), Token)).Count.ShouldBe(2);
        (await Store.ClaimDueAsync(Dispatch(max: 3, maxInFlight: 5), Token)).ShouldBeEmpty();
        (await Store.ClaimDueAsync(Dispatch(max: 3, maxInFlight: 2), Token)).ShouldBeEmpty();

        await Test.ExecuteAsync($"UPDATE items SET due_at = {Database.Now("-1")} WHERE state = 'claimed'");
        (await Store.ClaimDueAsync(Dispatch(max: 9, maxInFlight: 5), Token)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task An_item_that_used_up_its_attempts_ends_as_abandoned()
    {
        await Store.AddAsync(Items(2), null, Token);
        var items = Items(2);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            (await Store.ClaimDueAsync(Dispatch(maxAttempts: 3), Token)).Count.ShouldBe(2);
            foreach (var item in items)
                (await Store.PostponeAsync(Disposition(item.ItemId, attempt, Stage.Fetched, Outcome.Timeout, "after 10 s"), TimeSpan.Zero, Token)).ShouldBeTrue();
        }

        (await Store.ClaimDueAsync(Dispatch(maxAttempts: 3), Token)).ShouldBeEmpty();

        (await Store.CountsAsync(Token)).States.ShouldBe([new StateCount(ItemState.Finished, Outcome.Abandoned, 2)]);
        var trail = (await new TrailStore(Database).ReadAsync(items[0].ItemId, Token))!;
        trail.Detail.ShouldBe("3 claims, last outcome: timeout: after 10 s");
        trail.Entries.Select(e => (e.Attempt, e.Stage, e.Outcome)).ShouldBe([
            (0, Stage.Discovered, Outcome.Ok),
            (1, Stage.Fetched, Outcome.Timeout), (2, Stage.Fetched, Outcome.Timeout), (3, Stage.Fetched, Outcome.Timeout),
            (3, Stage.Finished, Outcome.Abandoned)]);
    }

    [Fact]
    public async Task An_item_whose_workers_all_died_ends_as_abandoned_too()
    {
        await Store.AddAsync(Items(1), null, Token);
        for (var i = 0; i < 4; i++)
            await Store.ClaimDueAsync(Dispatch(lease: Expired, maxAttempts: 3), Token);

        (await Test.ValueAsync<string>("SELECT outcome || ': ' || detail FROM items")).ShouldBe("abandoned: 3 claims, last outcome: no answer");
        (await Store.NextDueAsync(Token)).ShouldBeNull();
    }

    [Fact]
    public async Task An_abandoned_item_takes_no_slot_of_its_host()
    {
        await Store.AddAsync([Item("bad"), Item("good")], null, Token);
        await Test.ExecuteAsync($"UPDATE items SET attempt = 9, due_at = {Database.Now("-60")} WHERE item_id = @id", new { id = Item("bad").ItemId });

        (await Store.ClaimDueAsync(Dispatch(interval: Minute), Token)).ShouldBeEmpty();
        (await Store.ClaimDueAsync(Dispatch(interval: Minute), Token)).Single().ItemId.ShouldBe(Item("good").ItemId);
    }

    [Fact]
    public async Task A_claim_that_was_given_back_is_due_at_once_and_uses_up_no_attempt()
    {
        await Store.AddAsync(Items(1), null, Token);
        for (var attempt = 1; attempt <= 9; attempt++)
        {
            var command = (await Store.ClaimDueAsync(Dispatch(maxAttempts: 3), Token)).Single();
            command.Attempt.ShouldBe(attempt);
            (await Store.ReleaseAsync(command.ItemId, command.Attempt, TimeSpan.Zero, Token)).ShouldBeTrue();
            (await Store.ReleaseAsync(command.ItemId, command.Attempt, TimeSpan.Zero, Token)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Only_the_present_claim_may_begin_finish_or_put_off()
    {
        var id = Item("1").ItemId;
        await Store.AddAsync([Item("1")], null, Token);
        (await Store.BeginFetchAsync(id, 0, Terms(Minute), Token)).ShouldBeNull();
        await Store.ClaimDueAsync(Dispatch(lease: Expired), Token);
        await Store.ClaimDueAsync(Dispatch(), Token);

        (await Store.BeginFetchAsync(id, 1, Terms(Minute), Token)).ShouldBeNull();
        (await Store.FinishAsync(Disposition(id, 1, Stage.Fetched, Outcome.Gone), Token)).ShouldBeFalse();
        (await Store.PostponeAsync(Disposition(id, 1, Stage.Fetched, Outcome.Timeout), Minute, Token)).ShouldBeFalse();
        (await Store.ReleaseAsync(id, 1, TimeSpan.Zero, Token)).ShouldBeFalse();

        (await Store.BeginFetchAsync(id, 2, Terms(Minute), Token))!.Host.ShouldBe("news.example");
        (await Test.ValueAsync<long>("SELECT count(*) FROM item_trail WHERE stage NOT IN ('discovered', 'dispatched')")).ShouldBe(0);
    }

    [Fact]
    public async Task Beginning_renews_the_lease()
    {
        await Store.AddAsync([Item("1")], null, Token);
        await Store.ClaimDueAsync(Dispatch(lease: Expired), Token);

        (await Store.BeginFetchAsync(Item("1").ItemId, 1, Terms(Minute), Token)).ShouldNotBeNull();

        (await Store.ClaimDueAsync(Dispatch(), Token)).ShouldBeEmpty();
        (await Store.NextDueAsync(Token))!.Value.ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(61));
    }

    [Fact]
    public async Task Beginning_tells_the_validators_of_the_newest_page()
    {
        var item = Item("1");
        await Store.AddAsync([item], null, Token);
        await Store.ClaimDueAsync(Dispatch(), Token);
        var pages = new PageStore(Database);
        var newest = Page(item, "new", Monday.AddDays(1), "\"new\"");
        await pages.SaveAsync(newest, Disposition(item.ItemId, 1, Stage.Fetched, Outcome.Ok), Token);
        await pages.SaveAsync(Page(item, "old", Monday, "\"old\""), Disposition(item.ItemId, 1, Stage.Fetched, Outcome.Ok), Token);

        var start = (await Store.BeginFetchAsync(item.ItemId, 1, Terms(Minute), Token))!;

        start.ShouldBe(new FetchStart { Host = "news.example", BegunAt = start.BegunAt, PageId = newest.PageId, ETag = "\"new\"", LastModified = newest.LastModified, BodySha256 = newest.BodySha256 });
    }

    [Fact]
    public async Task A_published_item_is_in_flight_until_it_is_stored_or_its_time_is_over()
    {
        var (first, second) = (Item("1"), Item("2"));
        await Store.AddAsync([first], null, Token);
        await Store.ClaimDueAsync(Dispatch(lease: TimeSpan.FromSeconds(-1)), Token);
        await Store.AddAsync([second], null, Token);

        await Store.PublishedAsync([(first.ItemId, 1)], TimeSpan.FromDays(1), Token);

        (await Store.ClaimDueAsync(Dispatch(maxInFlight: 1), Token)).ShouldBeEmpty("its lease would be over, and it still takes the one place");
        await Store.PublishedAsync([(first.ItemId, 2)], TimeSpan.FromSeconds(-1), Token);
        (await Store.ClaimDueAsync(Dispatch(maxInFlight: 1), Token)).ShouldBeEmpty("that was another claim's word");
        await Store.PublishedAsync([(first.ItemId, 1)], TimeSpan.FromSeconds(-1), Token);
        var again = await Store.ClaimDueAsync(Dispatch(), Token);
        again.Select(c => (c.ItemId, c.Attempt)).ShouldBe([(first.ItemId, 2), (second.ItemId, 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_published_items_those_that_ended_meanwhile_stay_as_they_are()
    {
        await Store.AddAsync(Items(3), null, Token);
        var claims = await Store.ClaimDueAsync(Dispatch(), Token);
        await Store.FinishAsync(Disposition(claims[1].ItemId, 1, Stage.Stored, Outcome.InternalError), Token);

        await Store.PublishedAsync([.. claims.Select(c => (c.ItemId, c.Attempt)), (claims[0].ItemId, 1), (Item("unknown").ItemId, 1)], TimeSpan.FromSeconds(-1), Token);

        (await Store.ClaimDueAsync(Dispatch(), Token)).Select(c => c.ItemId).ShouldBe([claims[0].ItemId, claims[2].ItemId], ignoreOrder: true);
    }

    [Fact]
    public async Task Work_that_was_begun_and_not_ended_is_counted_within_its_claim()
    {
        var item = Item("1");
        await Store.AddAsync([item], null, Token);
        await Store.ClaimDueAsync(Dispatch(), Token);
        (await Store.BeginFetchAsync(item.ItemId, 1, Terms(Minute), Token))!.Begun.ShouldBe(1);
        (await Store.BeginFetchAsync(item.ItemId, 1, Terms(Minute), Token))!.Begun.ShouldBe(2);
        (await Store.BeginStoreAsync(item.ItemId, Token)).ShouldBe(3);
        await Store.GiveBackStoreAsync(item.ItemId, Token);
        (await Store.BeginStoreAsync(item.ItemId, Token)).ShouldBe(3, "nobody died of what was given back");

        await Store.PublishedAsync([(item.ItemId, 1)], TimeSpan.FromSeconds(-1), Token);
        (await Store.BeginStoreAsync(item.ItemId, Token)).ShouldBe(1);
        await Store.ClaimDueAsync(Dispatch(), Token);
        (await Store.BeginFetchAsync(item.ItemId, 2, Terms(Minute), Token))!.Begun.ShouldBe(1);
        (await Store.BeginStoreAsync(Item("unknown").ItemId, Token)).ShouldBe(1);
    }

    [Fact]
    public async Task A_finished_item_says_why_and_comes_no_more()
    {
        var id = Item("1").ItemId;
        await Store.AddAsync([Item("1")], null, Token);
        await Store.ClaimDueAsync(Dispatch(lease: Expired), Token);

        (await Store.FinishAsync(Disposition(id, 1, Stage.Extracted, Outcome.NoArticle, "no text"), Token)).ShouldBeTrue();

        (await Store.FinishAsync(Disposition(id, 1, Stage.Extracted, Outcome.NoArticle, "no text"), Token)).ShouldBeFalse();
        (await Store.ClaimDueAsync(Dispatch(), Token)).ShouldBeEmpty();
        (await Store.NextDueAsync(Token)).ShouldBeNull();
        var trail = (await new TrailStore(Database).ReadAsync(Item("1").CanonicalUrl, Token))!;
        (trail.State, trail.Outcome, trail.Detail, trail.DueAt).ShouldBe((ItemState.Finished, Outcome.NoArticle, "no text", null));
        var last = trail.Entries[^1];
        (last.Stage, last.Outcome, last.Detail, last.Worker, last.Version, last.Attempt).ShouldBe((Stage.Extracted, Outcome.NoArticle, "no text", "worker-1", "1.0", 1));
        last.At.ShouldBeGreaterThanOrEqualTo(trail.Entries[0].At);
    }

    [Fact]
    public async Task A_postponed_item_is_due_after_its_delay()
    {
        await Store.AddAsync(Items(2), null, Token);
        await Store.ClaimDueAsync(Dispatch(), Token);
        await Store.PostponeAsync(Disposition(Item("1").ItemId, 1, Stage.Fetched, Outcome.ServerError), TimeSpan.FromHours(1), Token);
        await Store.PostponeAsync(Disposition(Item("2").ItemId, 1, Stage.Fetched, Outcome.ServerError), TimeSpan.Zero, Token);

        (await Store.ClaimDueAsync(Dispatch(), Token)).Single().ItemId.ShouldBe(Item("2").ItemId);
        (await Store.CountsAsync(Token)).Unfinished.ShouldBe(2);
    }

    [Fact]
    public async Task A_delayed_host_waits_and_the_longest_delay_holds()
    {
        await Store.AddAsync(Items(1), null, Token);
        await Store.DelayHostAsync("news.example", TimeSpan.FromHours(1), Token);
        await Store.DelayHostAsync("news.example", Minute, Token);
        await Store.DelayHostAsync("unknown.example", Minute, Token);

        (await Store.ClaimDueAsync(Dispatch(), Token)).ShouldBeEmpty();
        (await Store.NextDueAsync(Token))!.Value.ShouldBeInRange(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task The_next_due_time_is_past_when_something_is_due_and_null_when_all_is_ended()
    {
        (await Store.NextDueAsync(Token)).ShouldBeNull();
        await Store.AddAsync(Items(1), null, Token);
        (await Store.NextDueAsync(Token))!.Value.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task The_frontier_is_counted_by_state_and_outcome()
    {
        await Store.AddAsync(Items(4), null, Token);
        await Store.ClaimDueAsync(Dispatch(max: 3), Token);
        var claimed = (await Test.QueryAsync<Guid>("SELECT item_id FROM items WHERE state = 'claimed'")).ToList();
        await Store.FinishAsync(Disposition(claimed[0], 1, Stage.Fetched, Outcome.NotFound), Token);
        await Store.PostponeAsync(Disposition(claimed[1], 1, Stage.Fetched, Outcome.Timeout), Minute, Token);

        var counts = await Store.CountsAsync(Token);

        counts.States.ShouldBe([
            new StateCount(ItemState.Claimed, null, 1),
            new StateCount(ItemState.Finished, Outcome.NotFound, 1),
            new StateCount(ItemState.Pending, null, 1),
            new StateCount(ItemState.Pending, Outcome.Timeout, 1)], ignoreOrder: true);
        counts.Unfinished.ShouldBe(3);
        counts.NextDueIn!.Value.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Many_dispatchers_at_once_never_share_an_item()
    {
        await Store.AddAsync([.. Items(250, "a.example"), .. Items(250, "b.example")], null, Token);

        var claimed = await DispatchInParallelAsync(Dispatch(max: 7));

        claimed.Count.ShouldBe(500);
        claimed.Select(c => c.ItemId).Distinct().Count().ShouldBe(500);
        claimed.ShouldAllBe(c => c.Attempt == 1);
    }

    [Fact]
    public async Task Many_dispatchers_at_once_never_share_a_slot_of_a_host()
    {
        await Store.AddAsync(Enumerable.Range(0, 100).SelectMany(i => Items(5, $"h{i}.example")).ToList(), null, Token);

        var claimed = await DispatchInParallelAsync(Dispatch(max: 7, interval: TimeSpan.FromHours(1)));

        claimed.GroupBy(c => new Uri(c.Url).Host).Count().ShouldBe(100);
        claimed.Count.ShouldBe(100);
    }

    [Fact]
    public async Task Many_dispatchers_at_once_keep_the_bound_on_what_is_in_flight()
    {
        await Store.AddAsync(Items(300), null, Token);

        var claimed = await DispatchInParallelAsync(Dispatch(max: 7, maxInFlight: 50));

        claimed.Count.ShouldBe(50);
    }

    [Fact]
    public async Task Workers_that_die_at_any_point_lose_no_item_and_double_no_ending()
    {
        await Store.AddAsync([.. Items(40, "a.example"), .. Items(40, "b.example")], null, Token);
        var ended = new ConcurrentBag<Guid>();

        await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(() => WorkAsync(n), Token)));

        ended.Count.ShouldBe(80);
        ended.Distinct().Count().ShouldBe(80);
        (await Store.CountsAsync(Token)).States.ShouldBe([new StateCount(ItemState.Finished, Outcome.NotFound, 80)]);

        async Task WorkAsync(int seed)
        {
            var random = new Random(seed);
            var store = new ItemStore(Test.OpenAnother());
            while (await store.NextDueAsync(Token) is not null)
            {
                // A lease that has run out when it is given stands for a worker that dies after the claim.
                var dies = random.Next(3) == 0;
                foreach (var command in await store.ClaimDueAsync(Dispatch(max: 3, lease: dies ? Expired : Minute, maxAttempts: 1000), Token))
                {
                    if (await store.BeginFetchAsync(command.ItemId, command.Attempt, Terms(random.Next(3) == 0 ? Expired : Minute), Token) is null)
                        continue;
                    if (await store.FinishAsync(Disposition(command.ItemId, command.Attempt, Stage.Fetched, Outcome.NotFound), Token))
                        ended.Add(command.ItemId);
                }
            }
        }
    }

    private async Task<List<FetchArticle>> DispatchInParallelAsync(DispatchRequest request)
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var store = new ItemStore(Test.OpenAnother());
            var mine = new List<FetchArticle>();
            while (await store.ClaimDueAsync(request, Token) is { Count: > 0 } some)
                mine.AddRange(some);
            return mine;
        })));
        return claims.SelectMany(c => c).ToList();
    }
}

public sealed class ItemStoreOnSqlite(SqliteTestDatabase test) : ItemStoreContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class ItemStoreOnPostgreSql(PostgreSqlTestDatabase test) : ItemStoreContract(test), IClassFixture<PostgreSqlTestDatabase>;
