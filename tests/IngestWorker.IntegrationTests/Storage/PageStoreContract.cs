using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

public abstract class PageStoreContract(TestDatabase test) : DatabaseContract(test)
{
    private readonly Item _item = Item("1");

    private PageStore Pages => new(Database);

    [Fact]
    public async Task A_page_comes_back_as_it_was()
    {
        await new ItemStore(Database).AddAsync([_item], null, Token);
        var page = Page(_item, string.Concat(Enumerable.Repeat("<p>Größe \0 текст</p>", 1000)), etag: "\"1\"");

        await Pages.SaveAsync(page, Fetched(1), Token);

        var loaded = (await Pages.LoadAsync(page.PageId, Token))!;
        loaded.Body.ToArray().ShouldBe(page.Body.ToArray());
        (loaded with { Body = page.Body }).ShouldBe(page);
        (await Test.ValueAsync<int>("SELECT length(body) FROM page_bodies")).ShouldBeLessThan(page.Body.Length / 10);
    }

    [Fact]
    public async Task An_empty_page_and_one_that_cannot_be_compressed_come_back_too()
    {
        await new ItemStore(Database).AddAsync([_item], null, Token);
        var noise = new byte[100_000];
        new Random(1).NextBytes(noise);

        foreach (var body in (byte[][])[[], noise])
        {
            var page = Page(_item, $"{body.Length}") with { Body = body };
            await Pages.SaveAsync(page, Fetched(1), Token);
            (await Pages.LoadAsync(page.PageId, Token))!.Body.ToArray().ShouldBe(body);
        }
    }

    [Fact]
    public async Task The_same_bytes_are_kept_once_with_the_newest_time_and_validators()
    {
        await new ItemStore(Database).AddAsync([_item], null, Token);
        await Pages.SaveAsync(Page(_item, "body", Monday.AddHours(1), "\"2\""), Fetched(1), Token);
        await Pages.SaveAsync(Page(_item, "body", Monday, "\"1\""), Fetched(1), Token);
        await Pages.SaveAsync(Page(_item, "body", Monday.AddHours(2), "\"3\""), Fetched(2), Token);

        (await Test.ValueAsync<long>("SELECT count(*) FROM pages")).ShouldBe(1);
        var page = (await Pages.LoadLatestAsync(_item.ItemId, Token))!;
        page.ETag.ShouldBe("\"3\"");
        page.FetchedAt.ShouldBe(Monday.AddHours(2));
    }

    [Fact]
    public async Task The_latest_page_of_an_item_is_that_which_was_fetched_last()
    {
        await new ItemStore(Database).AddAsync([_item, Item("2")], null, Token);
        await Pages.SaveAsync(Page(_item, "new", Monday.AddHours(1)), Fetched(2), Token);
        await Pages.SaveAsync(Page(_item, "old", Monday), Fetched(1), Token);
        await Pages.SaveAsync(Page(Item("2"), "other", Monday.AddDays(1)), Fetched(1), Token);

        Encoding.UTF8.GetString((await Pages.LoadLatestAsync(_item.ItemId, Token))!.Body.Span).ShouldBe("new");
        (await Pages.LoadLatestAsync(Item("3").ItemId, Token)).ShouldBeNull();
        (await Pages.LoadAsync(Guid.Empty, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Keeping_a_page_leaves_a_row_in_the_trail()
    {
        await new ItemStore(Database).AddAsync([_item], null, Token);
        await Pages.SaveAsync(Page(_item, "body"), Fetched(3) with { Detail = "200, 4 bytes" }, Token);

        var trail = (await new TrailStore(Database).ReadAsync(Page(_item, "body").PageId, Token))!;
        trail.ItemId.ShouldBe(_item.ItemId);
        var entry = trail.Entries[^1];
        (entry.Stage, entry.Outcome, entry.Attempt, entry.Detail).ShouldBe((Stage.Fetched, Outcome.Ok, 3, "200, 4 bytes"));
    }

    private Disposition Fetched(int attempt) => Disposition(_item.ItemId, attempt, Stage.Fetched, Outcome.Ok);
}

public sealed class PageStoreOnSqlite(SqliteTestDatabase test) : PageStoreContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class PageStoreOnPostgreSql(PostgreSqlTestDatabase test) : PageStoreContract(test), IClassFixture<PostgreSqlTestDatabase>;
