using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Storage;
using IngestWorker.Storage.Sql;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

public abstract class ArticleStoreContract(TestDatabase test) : DatabaseContract(test)
{
    private readonly Item _item = Item("1");

    private ArticleStore Store => new(Database);

    [Fact]
    public async Task An_event_stands_in_columns_that_give_it_back_whole()
    {
        await AddAsync(_item);
        var message = Message(_item);

        await StoreAsync(message);

        var rows = await StoredEvents.ReadAsync(Test, message.Article.ArticleId);
        JsonSerializer.Serialize(rows).ShouldBe(JsonSerializer.Serialize(message.Events.OrderBy(e => e.Trigger.Start)));
    }

    [Fact]
    public async Task An_article_stands_in_columns()
    {
        await AddAsync(_item);
        var message = Message(_item);
        await StoreAsync(message);

        var row = (IDictionary<string, object?>)(await Test.QueryAsync<dynamic>("SELECT * FROM articles")).Single();

        row["text"].ShouldBe(message.Article.Content.Text);
        row["title"].ShouldBe("A title");
        StoredForm.Words(row["authors"]).ShouldBe(["Ann O'Nymous", "B, \"C\""]);
        StoredForm.Words(row["tags"]).ShouldBe(["war"]);
        JsonDocument.Parse((string)row["blocks"]!).RootElement[0].GetProperty("kind").GetString().ShouldBe("paragraph");
        JsonDocument.Parse((string)row["headings"]!).RootElement[0].GetProperty("level").GetInt32().ShouldBe(2);
        JsonDocument.Parse((string)row["provenance"]!).RootElement.GetProperty("published").GetString().ShouldBe("json-ld");
        (await Test.ValueAsync<DateTimeOffset>("SELECT published_at FROM articles")).ShouldBe(Monday.AddHours(-1));
        (await Test.ValueAsync<int>("SELECT published_offset_minutes FROM articles")).ShouldBe(240);
        row["coder"].ShouldBe("coder/1.0");
        row["coding_outcome"].ShouldBe("ok");
    }

    [Fact]
    public async Task The_analyst_s_question_is_one_plain_query()
    {
        await AddAsync(_item);
        await StoreAsync(Message(_item));

        (await Test.QueryAsync<string>(
            $"""
            SELECT e.sentence_text FROM events e
            JOIN event_actors a ON a.event_id = e.event_id AND a.role = 'actor' AND a.country = 'ARM'
            WHERE e.type = 'ASSAULT' AND e.according_to_country = 'AZE' AND e.date_start BETWEEN '2020-10-01' AND '2020-10-31'
            """)).ShouldHaveSingleItem();
        (await Test.QueryAsync<string>("SELECT mode FROM event_modes ORDER BY mode")).ShouldBe(["a \"quoted\\ mode", "heavy-weapons"]);
        (await Test.QueryAsync<string>("SELECT context FROM event_contexts ORDER BY context")).ShouldBe(["military", "territory"]);
        (await Test.QueryAsync<string>("SELECT role || ' ' || sector FROM event_actor_sectors ORDER BY role, sector"))
            .ShouldBe(["according_to GOV", "according_to MIL", "actor MIL"]);
        (await Test.ValueAsync<long>("SELECT count(*) FROM current_events")).ShouldBe(2);
    }

    [Fact]
    public async Task Storing_ends_the_item_and_tells_its_trail()
    {
        await AddAsync(_item);
        await new ItemStore(Database).ClaimDueAsync(Dispatch(), Token);

        var result = await StoreAsync(Message(_item));

        (result.NewArticles.Count, result.NewEvents, result.Repeated).ShouldBe((1, 2, 0));
        var trail = (await new TrailStore(Database).ReadAsync(_item.CanonicalUrl, Token))!;
        (trail.State, trail.Outcome, trail.DueAt).ShouldBe((ItemState.Stored, Outcome.Ok, null));
        trail.Entries.Select(e => e.Stage).ShouldBe([Stage.Extracted, Stage.Coded, Stage.Discovered, Stage.Stored], ignoreOrder: true);
        trail.Entries.Single(e => e.Stage == Stage.Stored).Worker.ShouldBe("consumer-1");
        trail.Entries.Single(e => e.Stage == Stage.Coded).Detail.ShouldBe("2 events");
        trail.Entries.Single(e => e.Stage == Stage.Extracted).At.ShouldBe(Monday.AddSeconds(2));
    }

    [Fact]
    public async Task Storing_the_same_twice_changes_no_row()
    {
        await AddAsync(_item);
        await StoreAsync(Message(_item), Message(_item));
        var before = await CountsAsync();

        var result = await StoreAsync(Message(_item));

        (result.NewArticles.Count, result.NewEvents, result.Repeated).ShouldBe((0, 0, 1));
        (await CountsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_changed_text_is_the_next_revision_and_the_current_one()
    {
        await AddAsync(_item);
        await StoreAsync(Message(_item, "First text."));
        await StoreAsync(Message(_item, "Second text.", Monday.AddHours(1)));

        (await RevisionsAsync()).ShouldBe(["1 First text. old", "2 Second text. current"]);
        (await Test.ValueAsync<long>("SELECT count(*) FROM events")).ShouldBe(4);
        (await Test.ValueAsync<long>("SELECT count(*) FROM current_events")).ShouldBe(2);
    }

    [Fact]
    public async Task An_older_fetch_that_comes_later_never_becomes_current()
    {
        await AddAsync(_item);
        await StoreAsync(Message(_item, "Newer text.", Monday.AddHours(1)));
        await StoreAsync(Message(_item, "Older text."));

        (await RevisionsAsync()).ShouldBe(["1 Newer text. current", "2 Older text. old"]);
    }

    [Fact]
    public async Task A_page_that_goes_back_to_its_old_text_makes_that_current_again()
    {
        await AddAsync(_item);
        await StoreAsync(Message(_item, "First text."));
        await StoreAsync(Message(_item, "Second text.", Monday.AddHours(1)));

        (await StoreAsync(Message(_item, "First text.", Monday.AddHours(2)))).NewArticles.ShouldBeEmpty();

        (await RevisionsAsync()).ShouldBe(["1 First text. current", "2 Second text. old"]);
    }

    [Fact]
    public async Task Revisions_within_one_batch_are_numbered_by_their_fetches()
    {
        await AddAsync(_item);
        await StoreAsync(
            Message(_item, "Third text.", Monday.AddHours(2)), Message(_item, "First text."), Message(_item, "Second text.", Monday.AddHours(1)));

        (await RevisionsAsync()).ShouldBe(["1 First text. old", "2 Second text. old", "3 Third text. current"]);
    }

    [Fact]
    public async Task Any_order_of_the_same_messages_ends_in_the_same_rows()
    {
        var messages = new[] { Message(_item, "A."), Message(_item, "B.", Monday.AddHours(1)), Message(_item, "C.", Monday.AddHours(2)), Message(_item, "A.", Monday.AddHours(3)) };
        var random = new Random(7);
        for (var round = 0; round < 10; round++)
        {
            await Test.ResetAsync(Token);
            await AddAsync(_item);
            random.Shuffle(messages);
            foreach (var batch in messages.Chunk(random.Next(1, 5)))
                await StoreAsync(batch);

            (await Test.QueryAsync<string>("SELECT text FROM articles WHERE is_current")).ShouldBe(["A."]);
            (await Test.ValueAsync<long>("SELECT count(*) FROM articles")).ShouldBe(3);
            (await Test.ValueAsync<long>("SELECT count(*) FROM events")).ShouldBe(6);
        }
    }

    [Fact]
    public async Task An_article_of_a_lost_claim_is_stored_and_the_new_claim_is_out_of_date()
    {
        await AddAsync(_item);
        var items = new ItemStore(Database);
        await items.ClaimDueAsync(Dispatch(lease: TimeSpan.FromSeconds(-1)), Token);
        await items.ClaimDueAsync(Dispatch(), Token);

        await StoreAsync(Message(_item, attempt: 1));

        (await items.BeginFetchAsync(_item.ItemId, 2, Terms(TimeSpan.FromMinutes(1)), Token)).ShouldBeNull();
        (await items.FinishAsync(Disposition(_item.ItemId, 2, Stage.Fetched, Outcome.NotFound), Token)).ShouldBeFalse();
        (await items.CountsAsync(Token)).Of(ItemState.Stored).ShouldBe(1);
    }

    [Fact]
    public async Task An_item_that_was_given_up_is_stored_when_its_article_comes_after_all()
    {
        await AddAsync(_item);
        var items = new ItemStore(Database);
        await items.ClaimDueAsync(Dispatch(), Token);
        await items.FinishAsync(Disposition(_item.ItemId, 1, Stage.Finished, Outcome.Abandoned), Token);

        await StoreAsync(Message(_item));

        (await items.CountsAsync(Token)).States.ShouldBe([new StateCount(ItemState.Stored, Outcome.Ok, 1)]);
    }

    [Fact]
    public async Task Nothing_of_a_batch_stays_when_one_message_cannot_be_stored_and_the_fault_is_in_the_data()
    {
        await AddAsync(_item);

        var failure = await Should.ThrowAsync<Exception>(() => StoreAsync(Message(_item), Message(Item("unknown"))));

        StorageFault.Classify(failure).ShouldBe(FaultKind.Data);
        StorageFault.Code(failure).ShouldBe(Database.Provider == DatabaseProvider.PostgreSql ? "23503" : "SQLITE_787");
        (await Test.ValueAsync<long>("SELECT count(*) FROM articles")).ShouldBe(0);
        (await StoreAsync(Message(_item))).NewArticles.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_article_without_events_is_stored_with_the_reason()
    {
        await AddAsync(_item);
        await StoreAsync(Message(_item) with { Events = [], CodingOutcome = Outcome.LanguageNotSupported });

        (await Test.ValueAsync<string>("SELECT coding_outcome FROM articles")).ShouldBe("language_not_supported");
        (await new TrailStore(Database).ReadAsync(_item.ItemId, Token))!.Entries.Single(e => e.Stage == Stage.Coded).Outcome.ShouldBe(Outcome.LanguageNotSupported);
        (await StoreAsync()).NewArticles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Characters_that_no_database_holds_are_replaced_everywhere()
    {
        await AddAsync(_item);
        var message = Message(_item, "Bad \0 text \uDC00.");
        var content = message.Article.Content with { Title = "\0", Tags = ["\0"], Headings = [new Heading(0, 1, "a\0b\uD800c")] };

        await StoreAsync(message with { Article = message.Article with { Content = content } });

        (await Test.ValueAsync<string>("SELECT text FROM articles")).ShouldBe("Bad \uFFFD text \uFFFD.");
        (await Test.QueryAsync<string>("SELECT sentence_text FROM events")).ShouldAllBe(s => s == "Bad \uFFFD text \uFFFD.");
        (await Test.ValueAsync<string>("SELECT CAST(headings AS text) FROM articles")).ShouldContain("a\uFFFDb\uFFFDc");
    }

    [Fact]
    public async Task Consumers_that_store_the_same_at_once_store_it_once()
    {
        var items = Items(40);
        await AddAsync([.. items]);
        var messages = items.SelectMany(i => new[] { Message(i, "One."), Message(i, "Two.", Monday.AddHours(1)) }).ToArray();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(seed => Task.Run(async () =>
        {
            var store = new ArticleStore(Test.OpenAnother());
            var mine = messages.ToArray();
            new Random(seed).Shuffle(mine);
            var added = 0;
            foreach (var batch in mine.Chunk(16))
                added += (await store.StoreAsync(batch, $"consumer-{seed}", Token)).NewArticles.Count;
            return added;
        })));

        results.Sum().ShouldBe(80);
        (await Test.ValueAsync<long>("SELECT count(*) FROM articles WHERE is_current AND text = 'Two.'")).ShouldBe(40);
        (await Test.ValueAsync<long>("SELECT count(*) FROM articles WHERE is_current")).ShouldBe(40);
        (await Test.ValueAsync<long>("SELECT count(*) FROM events")).ShouldBe(160);
        (await Test.ValueAsync<long>("SELECT count(*) FROM event_actors")).ShouldBe(240);
        (await Test.ValueAsync<long>("SELECT count(*) FROM item_trail WHERE stage = 'stored'")).ShouldBe(80);
    }

    private Task AddAsync(params Item[] items) => new ItemStore(Database).AddAsync(items, null, Token);

    private Task<StoreResult> StoreAsync(params EventsExtracted[] batch) => Store.StoreAsync(batch, "consumer-1", Token);

    private async Task<List<string>> RevisionsAsync() => [.. await Test.QueryAsync<string>(
        "SELECT revision || ' ' || text || CASE WHEN is_current THEN ' current' ELSE ' old' END FROM articles ORDER BY revision")];

    private Task<IReadOnlyList<string>> CountsAsync() => Test.QueryAsync<string>(
        """
        SELECT (SELECT count(*) FROM articles) || ' ' || (SELECT count(*) FROM events) || ' ' || (SELECT count(*) FROM event_actors)
            || ' ' || (SELECT count(*) FROM item_trail) || ' ' || (SELECT count(*) FROM items WHERE state = 'stored')
        """);
}

public sealed class ArticleStoreOnSqlite(SqliteTestDatabase test) : ArticleStoreContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class ArticleStoreOnPostgreSql(PostgreSqlTestDatabase test) : ArticleStoreContract(test), IClassFixture<PostgreSqlTestDatabase>;
