using IngestWorker.Contracts;
using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

public abstract class ReportsContract(TestDatabase test) : DatabaseContract(test)
{
    private Reports Reports => new(Database);

    [Fact]
    public async Task Items_are_counted_under_the_feed_that_brought_them_first()
    {
        var since = await Reports.NowAsync(Token);
        await PollAsync("https://a.example/rss", Items(4, "a.example"));
        await PollAsync("https://b.example/rss", [.. Items(2, "a.example"), .. Items(1, "b.example")]);
        await new ItemStore(Database).AddAsync([Item("list")], null, Token);
        var items = new ItemStore(Database);
        await items.ClaimDueAsync(Dispatch(), Token);
        await items.FinishAsync(Disposition(Item("1", "a.example").ItemId, 1, Stage.Fetched, Outcome.NotFound), Token);
        await items.FinishAsync(Disposition(Item("2", "a.example").ItemId, 1, Stage.Extracted, Outcome.NoArticle), Token);
        await new ArticleStore(Database).StoreAsync([Message(Item("3", "a.example")), Message(Item("list"))], "c", Token);

        var feeds = await Reports.FeedsAsync(since, Token);

        feeds.Select(f => (f.Url, f.Found, f.Stored, f.Unfinished)).ShouldBe([
            ("https://a.example/rss", 4, 1, 1), ("https://b.example/rss", 1, 0, 1), (null, 1, 1, 0)]);
        feeds[0].Finished.ShouldBe(new Dictionary<Outcome, long> { [Outcome.NotFound] = 1, [Outcome.NoArticle] = 1 }, ignoreOrder: true);
        feeds[0].Title.ShouldBe("Title of https://a.example/rss");
        feeds[0].Outcome.ShouldBe(Outcome.Ok);
    }

    [Fact]
    public async Task What_was_before_the_run_is_not_counted()
    {
        await PollAsync("https://a.example/rss", Items(3));
        await new ArticleStore(Database).StoreAsync([Message(Item("1"))], "c", Token);

        var since = await LaterAsync();
        await new ArticleStore(Database).StoreAsync([Message(Item("2"))], "c", Token);

        var feed = (await Reports.FeedsAsync(since, Token)).ShouldHaveSingleItem();
        (feed.Found, feed.Stored, feed.Unfinished).ShouldBe((0, 1, 1));
        (await Reports.EventsByTypeAsync(since, Token)).ShouldBe([new TypeCount(PloverType.Accuse, 1), new TypeCount(PloverType.Assault, 1)], ignoreOrder: true);
        (await Reports.SampleAsync(10, since, Token)).Count.ShouldBe(2);
    }

    /// <summary>The database's clock once it has moved on: what was stored in its last tick counts as of the run.</summary>
    private async Task<DateTimeOffset> LaterAsync()
    {
        var stored = await Reports.NowAsync(Token);
        while (true)
        {
            var now = await Reports.NowAsync(Token);
            if (now > stored) return now;
        }
    }

    [Fact]
    public async Task Event_types_come_by_frequency()
    {
        await new ItemStore(Database).AddAsync(Items(2), null, Token);
        var second = Message(Item("2"));
        await new ArticleStore(Database).StoreAsync([Message(Item("1")), second with { Events = [second.Events[1]] }], "c", Token);

        (await Reports.EventsByTypeAsync(DateTimeOffset.MinValue, Token)).ShouldBe([new TypeCount(PloverType.Accuse, 2), new TypeCount(PloverType.Assault, 1)]);
    }

    [Fact]
    public async Task A_sample_takes_the_surest_event_of_each_article_first_and_shows_its_evidence()
    {
        await new ItemStore(Database).AddAsync(Items(2), null, Token);
        await new ArticleStore(Database).StoreAsync([Message(Item("1")), Message(Item("2"))], "c", Token);

        var sample = await Reports.SampleAsync(3, DateTimeOffset.MinValue, Token);

        sample.Select(s => s.Type).ShouldBe([PloverType.Assault, PloverType.Assault, PloverType.Accuse]);
        var shelling = sample[0];
        shelling.Sentence.ShouldBe("Armenian forces shelled Ganja on Sunday, Baku said.");
        var actor = shelling.Actors.ShouldHaveSingleItem();
        (actor.Text, actor.Country, actor.Sectors.Single()).ShouldBe(("Armenian forces", "ARM", "MIL"));
        shelling.Recipients.Single().Country.ShouldBe("AZE");
        shelling.AccordingTo!.Text.ShouldBe("Baku");
        (shelling.Claim, shelling.Place, shelling.DateStart).ShouldBe((Claim.Stated, "Ganja", new DateOnly(2020, 10, 4)));
        shelling.Dead.ShouldBe(new Quantity(200, null, 200, "nearly 200"));
        shelling.ArticleTitle.ShouldBe("A title");
        sample[2].AccordingTo.ShouldBeNull();
    }

    [Fact]
    public async Task A_trail_is_found_by_any_id_of_the_way()
    {
        await new ItemStore(Database).AddAsync(Items(1), null, Token);
        var message = Message(Item("1"));
        await new ArticleStore(Database).StoreAsync([message], "c", Token);
        await new TrailStore(Database).AppendAsync([Disposition(Item("1").ItemId, 1, Stage.Published, Outcome.Ok)], Token);
        var trail = new TrailStore(Database);

        foreach (var id in (Guid[])[Item("1").ItemId, message.Article.ArticleId, message.Events[0].EventId])
            (await trail.ReadAsync(id, Token))!.Entries.Select(e => e.Stage).ShouldContain(Stage.Published);
        (await trail.ReadAsync(Guid.Empty, Token)).ShouldBeNull();
        (await trail.ReadAsync("https://unknown.example/", Token)).ShouldBeNull();
    }

    private async Task PollAsync(string url, IReadOnlyList<Item> items)
    {
        var feeds = new FeedStore(Database);
        await feeds.AddAsync([new NewFeed(url)], Token);
        var claimed = (await feeds.ClaimDueAsync(10, TimeSpan.FromMinutes(1), "w", Token)).Single(f => f.Url == url);
        await feeds.RecordPollAsync(
            new FeedPoll
            {
                FeedId = claimed.FeedId,
                Claim = claimed.Claim,
                Outcome = Outcome.Ok,
                Title = "Title of " + url,
                NextPollIn = TimeSpan.FromHours(1),
                Failures = 0,
                Items = items,
            },
            Token);
    }
}

public sealed class ReportsOnSqlite(SqliteTestDatabase test) : ReportsContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class ReportsOnPostgreSql(PostgreSqlTestDatabase test) : ReportsContract(test), IClassFixture<PostgreSqlTestDatabase>;
