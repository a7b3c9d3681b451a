using IngestWorker.Contracts;
using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

public abstract class FeedStoreContract(TestDatabase test) : DatabaseContract(test)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private FeedStore Feeds => new(Database);

    [Fact]
    public async Task A_feed_is_added_once()
    {
        (await Feeds.AddAsync([new NewFeed("https://a.example/rss", "A"), new NewFeed("https://b.example/rss")], Token)).ShouldBe(2);
        (await Feeds.AddAsync([new NewFeed("https://a.example/rss", "Other"), new NewFeed("https://c.example/rss")], Token)).ShouldBe(1);

        var feeds = await Feeds.ListAsync(Token);
        feeds.Select(f => f.Url).ShouldBe(["https://a.example/rss", "https://b.example/rss", "https://c.example/rss"]);
        feeds[0].Title.ShouldBe("A");
        feeds[0].FeedId.ShouldBe(DeterministicId.ForFeed("https://a.example/rss"));
        feeds[0].Outcome.ShouldBeNull();
    }

    [Fact]
    public async Task A_claimed_feed_is_not_claimed_again_before_its_lease_runs_out()
    {
        await Feeds.AddAsync([new NewFeed("https://a.example/rss")], Token);

        var claimed = (await Feeds.ClaimDueAsync(10, Lease, "w1", Token)).ShouldHaveSingleItem();
        claimed.Claim.ShouldBe(1);
        claimed.ETag.ShouldBeNull();
        (await Feeds.ClaimDueAsync(10, Lease, "w2", Token)).ShouldBeEmpty();
        (await Feeds.ListAsync(Token)).Single().Worker.ShouldBe("w1");
    }

    [Fact]
    public async Task A_feed_whose_lease_ran_out_is_claimed_anew()
    {
        await Feeds.AddAsync([new NewFeed("https://a.example/rss")], Token);
        await Feeds.ClaimDueAsync(10, TimeSpan.FromSeconds(-1), "w1", Token);

        (await Feeds.ClaimDueAsync(10, Lease, "w2", Token)).ShouldHaveSingleItem().Claim.ShouldBe(2);
    }

    [Fact]
    public async Task The_feeds_longest_due_come_first_and_no_more_than_asked_for()
    {
        await Feeds.AddAsync([new NewFeed("https://late.example/"), new NewFeed("https://later.example/"), new NewFeed("https://tomorrow.example/")], Token);
        await DueAsync("https://late.example/", "-10");
        await DueAsync("https://later.example/", "-60");
        await DueAsync("https://tomorrow.example/", "86400");

        (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).Single().Url.ShouldBe("https://later.example/");
        (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).Single().Url.ShouldBe("https://late.example/");
        (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).ShouldBeEmpty();

        Task DueAsync(string url, string seconds) => Test.ExecuteAsync($"UPDATE feeds SET due_at = {Database.Now(seconds)} WHERE url = @url", new { url });
    }

    [Fact]
    public async Task A_poll_adds_its_items_and_keeps_what_the_next_needs()
    {
        var feed = await ClaimNewAsync();
        var items = Items(3);

        (await Feeds.RecordPollAsync(Poll(feed, items) with { ETag = "\"1\"", LastModified = "yesterday", BodySha256 = "abc", Title = "The feed", PollInterval = TimeSpan.FromMinutes(7), NextPollIn = TimeSpan.Zero, Failures = 2, Detail = "fine" }, Token)).ShouldBe(3);

        var again = (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).Single();
        again.ETag.ShouldBe("\"1\"");
        again.LastModified.ShouldBe("yesterday");
        again.BodySha256.ShouldBe("abc");
        again.Title.ShouldBe("The feed");
        again.PollInterval.ShouldBe(TimeSpan.FromMinutes(7));
        again.Failures.ShouldBe(2);
        (await Test.ValueAsync<long>("SELECT count(*) FROM items WHERE state = 'pending'")).ShouldBe(3);
        (await Test.ValueAsync<long>("SELECT count(*) FROM feed_items")).ShouldBe(3);
        (await Test.QueryAsync<string>("SELECT stage || ' ' || outcome || ' ' || worker FROM item_trail")).ShouldBe(Enumerable.Repeat("discovered ok w1", 3));
    }

    [Fact]
    public async Task Known_items_are_not_new_again_but_their_second_feed_is_noted()
    {
        var first = await ClaimNewAsync("https://a.example/rss");
        await Feeds.RecordPollAsync(Poll(first, Items(3)), Token);
        var second = await ClaimNewAsync("https://b.example/rss");

        (await Feeds.RecordPollAsync(Poll(second, [.. Items(4), Item("1")]), Token)).ShouldBe(1);

        (await Test.ValueAsync<long>("SELECT count(*) FROM feed_items")).ShouldBe(7);
        (await Test.ValueAsync<Guid>("SELECT feed_id FROM items WHERE item_id = @id", new { id = Item("1").ItemId })).ShouldBe(first.FeedId);
        (await Test.ValueAsync<long>("SELECT count(*) FROM item_trail")).ShouldBe(4);
    }

    [Fact]
    public async Task A_failed_poll_keeps_the_validators_and_a_good_one_replaces_them()
    {
        var feed = await ClaimNewAsync();
        await Feeds.RecordPollAsync(Poll(feed, []) with { ETag = "\"1\"", BodySha256 = "abc", NextPollIn = TimeSpan.Zero }, Token);
        feed = (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).Single();
        await Feeds.RecordPollAsync(Poll(feed, []) with { Outcome = Outcome.Timeout, NextPollIn = TimeSpan.Zero, Failures = 1 }, Token);
        feed = (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).Single();
        feed.ETag.ShouldBe("\"1\"");
        feed.Failures.ShouldBe(1);

        await Feeds.RecordPollAsync(Poll(feed, []) with { BodySha256 = "def", NextPollIn = TimeSpan.Zero }, Token);

        feed = (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).Single();
        feed.ETag.ShouldBeNull();
        feed.BodySha256.ShouldBe("def");
    }

    [Fact]
    public async Task A_poll_whose_lease_went_to_another_adds_items_and_changes_nothing_else()
    {
        await Feeds.AddAsync([new NewFeed("https://a.example/rss")], Token);
        var late = (await Feeds.ClaimDueAsync(1, TimeSpan.FromSeconds(-1), "w1", Token)).Single();
        var present = (await Feeds.ClaimDueAsync(1, Lease, "w2", Token)).Single();

        (await Feeds.RecordPollAsync(Poll(late, Items(2)) with { ETag = "late" }, Token)).ShouldBe(2);

        var status = (await Feeds.ListAsync(Token)).Single();
        status.Worker.ShouldBe("w2");
        status.Outcome.ShouldBeNull();
        await Feeds.RecordPollAsync(Poll(present, Items(2)) with { ETag = "present", NextPollIn = TimeSpan.Zero }, Token);
        (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).Single().ETag.ShouldBe("present");
    }

    [Fact]
    public async Task The_same_poll_recorded_twice_is_recorded_once()
    {
        var feed = await ClaimNewAsync();
        await Feeds.RecordPollAsync(Poll(feed, Items(2)) with { ETag = "first", NextPollIn = TimeSpan.FromHours(1) }, Token);

        (await Feeds.RecordPollAsync(Poll(feed, Items(2)) with { ETag = "second", NextPollIn = TimeSpan.Zero }, Token)).ShouldBe(0);

        (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).ShouldBeEmpty();
        (await Test.ValueAsync<string>("SELECT etag FROM feeds")).ShouldBe("first");
    }

    [Fact]
    public async Task A_feed_without_a_next_poll_is_never_due()
    {
        var feed = await ClaimNewAsync();
        await Feeds.RecordPollAsync(Poll(feed, []) with { Outcome = Outcome.Gone, NextPollIn = null }, Token);

        (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).ShouldBeEmpty();
        var status = (await Feeds.ListAsync(Token)).Single();
        status.DueAt.ShouldBeNull();
        status.Worker.ShouldBeNull();
        status.Outcome.ShouldBe(Outcome.Gone);
        status.PolledAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Nothing_of_a_poll_stays_when_a_part_of_it_fails()
    {
        var feed = await ClaimNewAsync();
        var unknown = Poll(feed, Items(2)) with { FeedId = DeterministicId.ForFeed("https://unknown.example/") };

        var failure = await Should.ThrowAsync<Exception>(() => Feeds.RecordPollAsync(unknown, Token));

        StorageFault.Classify(failure).ShouldBe(FaultKind.Data);
        (await Test.ValueAsync<long>("SELECT count(*) FROM items")).ShouldBe(0);
        (await Test.ValueAsync<long>("SELECT count(*) FROM hosts")).ShouldBe(0);
    }

    [Fact]
    public async Task Characters_that_no_database_holds_are_replaced()
    {
        var feed = await ClaimNewAsync();
        var item = Item("1") with { Title = "a\0b\uD800c\U0001F600" };

        await Feeds.RecordPollAsync(Poll(feed, [item]) with { Title = "t\0", Detail = "\0" }, Token);

        (await Test.ValueAsync<string>("SELECT title FROM items")).ShouldBe("a\uFFFDb\uFFFDc\U0001F600");
        (await Test.ValueAsync<string>("SELECT title FROM feeds")).ShouldBe("t\uFFFD");
    }

    [Fact]
    public async Task Many_callers_at_once_divide_the_due_feeds()
    {
        await Feeds.AddAsync(Enumerable.Range(0, 200).Select(i => new NewFeed($"https://f{i}.example/")).ToList(), Token);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => ClaimAllAsync(n))));

        var all = claims.SelectMany(c => c).ToList();
        all.Count.ShouldBe(200);
        all.Select(f => f.FeedId).Distinct().Count().ShouldBe(200);

        async Task<List<ClaimedFeed>> ClaimAllAsync(int n)
        {
            var feeds = new FeedStore(Test.OpenAnother());
            var mine = new List<ClaimedFeed>();
            while (await feeds.ClaimDueAsync(7, Lease, $"w{n}", Token) is { Count: > 0 } some)
                mine.AddRange(some);
            return mine;
        }
    }

    [Fact]
    public async Task What_a_poll_learned_of_its_feed_is_there_for_the_next()
    {
        var feed = await ClaimNewAsync();
        feed.State.ShouldBe(FeedState.New);
        feed.Habit.ShouldBeNull();
        feed.SinceRead.ShouldBeNull();
        var habit = new FeedHabit(1.5, 2.5, 3.5, 4.5, 5.5);
        await Feeds.RecordPollAsync(Poll(feed, Items(2)) with
        {
            NextPollIn = TimeSpan.Zero,
            State = FeedState.Gap,
            Reason = "lost",
            IntervalReason = "why",
            SiteUrl = "https://a.example/",
            Hints = "{}",
            Habit = habit,
            NewEntries = 2,
            IsGap = true,
            MovedTo = "https://b.example/",
            MovedSeen = 2,
        }, Token);

        var again = (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).Single();
        again.State.ShouldBe(FeedState.Gap);
        again.Habit.ShouldBe(habit);
        again.SiteUrl.ShouldBe("https://a.example/");
        again.Hints.ShouldBe("{}");
        (again.MovedTo, again.MovedSeen).ShouldBe(("https://b.example/", 2));
        again.SinceRead!.Value.TotalSeconds.ShouldBeInRange(-1, 600);
        again.SinceNew!.Value.TotalSeconds.ShouldBeInRange(-1, 600);
        (await Feeds.FindAsync(feed.FeedId, Token)).ShouldNotBeNull().ShouldSatisfyAllConditions(f => f.Gaps.ShouldBe(1), f => f.GapAt.ShouldNotBeNull(), f => f.Reason.ShouldBe("lost"), f => f.IntervalReason.ShouldBe("why"), f => f.Items.ShouldBe(2));

        await Feeds.RecordPollAsync(Poll(again, []) with { Outcome = Outcome.Timeout, Failures = 1, State = FeedState.Failing, NextPollIn = TimeSpan.Zero }, Token);
        (await Feeds.FindAsync(feed.FeedId, Token)).ShouldNotBeNull().FailingSince.ShouldNotBeNull();
        again = (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).Single();
        again.Habit.ShouldBe(habit);
    }

    [Fact]
    public async Task A_feed_with_a_new_address_keeps_its_id_and_is_known_by_both()
    {
        var feed = await ClaimNewAsync("https://a.example/old");
        await Feeds.RecordPollAsync(Poll(feed, Items(1)) with { NewUrl = "https://a.example/new", State = FeedState.Moved }, Token);
        foreach (var url in new[] { "https://a.example/old", "https://a.example/new" })
            (await Feeds.FindAsync(url, Token)).ShouldNotBeNull().ShouldSatisfyAllConditions(f => f.FeedId.ShouldBe(feed.FeedId), f => f.Url.ShouldBe("https://a.example/new"), f => f.MovedFrom.ShouldBe("https://a.example/old"));
        (await Feeds.AddAsync([new NewFeed("https://a.example/old"), new NewFeed("https://a.example/new")], Token)).ShouldBe(0);
        (await Feeds.ListAsync(Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_feed_taken_out_is_not_polled_even_by_a_poll_under_way_until_it_is_added_again()
    {
        var feed = await ClaimNewAsync();
        await Feeds.RemoveAsync(feed.FeedId, Token);
        await Feeds.RecordPollAsync(Poll(feed, Items(1)) with { NextPollIn = TimeSpan.Zero }, Token);
        (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).ShouldBeEmpty();
        (await Feeds.ListAsync(Token)).Single().State.ShouldBe(FeedState.Removed);

        (await Feeds.AddAsync([new NewFeed(feed.Url)], Token)).ShouldBe(0);
        (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).ShouldHaveSingleItem().State.ShouldBe(FeedState.New);
    }

    [Fact]
    public async Task What_a_feed_carried_is_known_whoever_brought_it_first()
    {
        var (first, second) = (await ClaimNewAsync("https://a.example/rss"), await ClaimNewAsync("https://b.example/rss"));
        await Feeds.RecordPollAsync(Poll(first, Items(3)), Token);
        await Feeds.RecordPollAsync(Poll(second, [Item("2")]), Token);
        var asked = Items(5).Select(i => i.ItemId).ToList();
        (await Feeds.CarriedAsync(first.FeedId, asked, Token)).Count.ShouldBe(3);
        (await Feeds.CarriedAsync(second.FeedId, asked, Token)).ShouldBe([Item("2").ItemId]);
        (await Feeds.CarriedAsync(second.FeedId, [], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_pushed_is_added_and_the_next_poll_stays()
    {
        var feed = await ClaimNewAsync();
        await Feeds.RecordPollAsync(Poll(feed, Items(1)) with { NextPollIn = TimeSpan.FromHours(2), Habit = new FeedHabit(1, 1, 1, 1, 1) }, Token);
        var due = (await Feeds.FindAsync(feed.FeedId, Token))!.DueAt;
        (await Feeds.RecordPushAsync(feed.FeedId, Items(3), 2, new ItemOrigin("w"), Token)).ShouldBe(2);
        (await Feeds.FindAsync(feed.FeedId, Token)).ShouldNotBeNull().ShouldSatisfyAllConditions(f => f.DueAt.ShouldBe(due), f => f.LastNewAt.ShouldNotBeNull(), f => f.Habit!.Items.ShouldBe(3));
        await Feeds.MakeDueAsync(feed.FeedId, Token);
        (await Feeds.ClaimDueAsync(1, Lease, "w", Token)).ShouldHaveSingleItem();
    }

    private static FeedPoll Poll(ClaimedFeed feed, IReadOnlyList<Item> items) => new()
    {
        FeedId = feed.FeedId,
        Claim = feed.Claim,
        Outcome = Outcome.Ok,
        NextPollIn = TimeSpan.FromMinutes(10),
        Failures = 0,
        Items = items,
        Worker = "w1",
    };

    private async Task<ClaimedFeed> ClaimNewAsync(string url = "https://a.example/rss")
    {
        await Feeds.AddAsync([new NewFeed(url)], Token);
        return (await Feeds.ClaimDueAsync(10, Lease, "w1", Token)).Single(f => f.Url == url);
    }
}

public sealed class FeedStoreOnSqlite(SqliteTestDatabase test) : FeedStoreContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class FeedStoreOnPostgreSql(PostgreSqlTestDatabase test) : FeedStoreContract(test), IClassFixture<PostgreSqlTestDatabase>;
