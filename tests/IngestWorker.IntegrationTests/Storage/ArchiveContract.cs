using IngestWorker.Contracts;
using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>What is kept once, how long, who cleans, and which item is the article of an address.</summary>
public abstract class ArchiveContract(TestDatabase test) : DatabaseContract(test)
{
    private static readonly DateTimeOffset LongAgo = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private PageStore Pages => new(Database);

    private PageCleaning Cleaning => new(Database);

    private CanonicalStore Canonicals => new(Database);

    private JobStore Jobs => new(Database);

    [Fact]
    public async Task The_same_bytes_of_many_items_are_kept_once()
    {
        await SaveAsync(Items(5).Select(i => Page(i, "the same wall")).ToArray());

        (await CountAsync("pages"), await CountAsync("page_bodies")).ShouldBe((5, 1));
        foreach (var item in Items(5)) (await Pages.LoadLatestAsync(item.ItemId, Token))!.Body.Length.ShouldBe("the same wall".Length);
    }

    [Fact]
    public async Task Of_many_pages_saved_at_once_a_bad_one_fails_alone()
    {
        await new ItemStore(Database).AddAsync(Items(40), null, Token);
        var unknown = Page(Item("unknown"), "of no item");
        var pages = new PageStore(Database);

        var saves = Items(40).Select(i => Page(i, "body of " + i.Url)).Append(unknown).Append(Page(Item("1"), "a second"))
            .Select(p => pages.SaveAsync(p, Disposition(p.ItemId, 1, Stage.Fetched, Outcome.Ok), Token)).ToList();

        (await Should.ThrowAsync<Exception>(saves[40])).ShouldSatisfyAllConditions(e => StorageFault.Classify(e).ShouldBe(FaultKind.Data));
        await Task.WhenAll(saves.Where((_, i) => i != 40));
        (await CountAsync("pages")).ShouldBe(41);
        (await Test.ValueAsync<long>("SELECT count(*) FROM item_trail WHERE stage = 'fetched'")).ShouldBe(41);
    }

    [Fact]
    public async Task Pages_over_the_age_go_and_bodies_go_with_their_last_page()
    {
        await SaveAsync(
            Page(Item("1"), "old", LongAgo), Page(Item("2"), "old and new", LongAgo), Page(Item("3"), "old and new", DateTimeOffset.UtcNow), Page(Item("4"), "new", DateTimeOffset.UtcNow));

        var cleaned = await Cleaning.ByAgeAsync(TimeSpan.FromDays(365), 100, Token);

        cleaned.Pages.ShouldBe(2);
        cleaned.Bytes.ShouldBeGreaterThan(0);
        (await CountAsync("pages"), await CountAsync("page_bodies")).ShouldBe((2, 2));
        (await Pages.LoadLatestAsync(Item("3").ItemId, Token)).ShouldNotBeNull();
        (await Cleaning.ByAgeAsync(TimeSpan.FromDays(365), 100, Token)).ShouldBe(new CleanedPages(0, 0));
    }

    [Fact]
    public async Task Over_the_size_the_oldest_go_and_no_more_than_needed()
    {
        await SaveAsync(Items(10).Select((item, i) => Page(item, $"body {i}", LongAgo.AddDays(i))).ToArray());
        var size = await Cleaning.SizeAsync(Token);

        var cleaned = await Cleaning.BySizeAsync(size / 2, 100, Token);

        cleaned.Pages.ShouldBe(5);
        (await Cleaning.SizeAsync(Token)).ShouldBe(size - cleaned.Bytes);
        (await Pages.LoadLatestAsync(Item("5").ItemId, Token)).ShouldBeNull();
        (await Pages.LoadLatestAsync(Item("6").ItemId, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Cleaning_beside_saving_loses_no_body_of_a_kept_page()
    {
        await new ItemStore(Database).AddAsync(Items(60), null, Token);
        var saving = Task.WhenAll(Items(60).Chunk(15).Select(some => Task.Run(async () =>
        {
            var pages = new PageStore(Test.OpenAnother());
            foreach (var item in some)
            {
                // Three bodies between all of them, some of their pages so old that the cleaning takes them at once.
                await pages.SaveAsync(Page(item, $"shared {item.Url.Length % 3}", LongAgo), Disposition(item.ItemId, 1, Stage.Fetched, Outcome.Ok), Token);
                await pages.SaveAsync(Page(item, $"shared {(item.Url.Length + 1) % 3}", DateTimeOffset.UtcNow), Disposition(item.ItemId, 1, Stage.Fetched, Outcome.Ok), Token);
            }
        }, Token)));
        while (!saving.IsCompleted)
        {
            try
            {
                await Cleaning.ByAgeAsync(TimeSpan.FromDays(365), 7, Token);
            }
            catch (Exception e) when (StorageFault.Code(e) == "23503")
            {
                // The database refused to take a body that had just got a page: the next cleaning will look again.
            }
        }
        await saving;

        (await Test.ValueAsync<long>("SELECT count(*) FROM pages p WHERE NOT EXISTS (SELECT 1 FROM page_bodies b WHERE b.body_sha256 = p.body_sha256)")).ShouldBe(0);
        foreach (var item in Items(60)) (await Pages.LoadLatestAsync(item.ItemId, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_selection_is_read_in_pieces_in_the_order_of_time()
    {
        await SaveAsync([.. Items(7).Select((item, i) => Page(item, $"b{i}", Monday.AddHours(i))), Page(Item("1", "other.example"), "o", Monday)]);
        await SaveAsync(Page(Item("2"), "changed", Monday.AddDays(1)));
        var selection = new PageSelection { Host = "news.example", Since = Monday.AddHours(1) };

        (await Pages.CountAsync(selection, null, Token)).ShouldBe(7);
        var seen = new List<DateTimeOffset>();
        for (PagePosition? at = null; await Pages.ReadAsync(selection, at, 3, Token) is { Count: > 0 } some; at = PagePosition.Of(some[^1])) seen.AddRange(some.Select(p => p.FetchedAt));

        seen.ShouldBe([.. Enumerable.Range(1, 6).Select(i => Monday.AddHours(i)), Monday.AddDays(1)]);
    }

    [Fact]
    public async Task A_job_is_one_worker_s_at_a_time_and_due_again_after_its_pause()
    {
        var hour = TimeSpan.FromHours(1);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => new JobStore(Test.OpenAnother()).TryTakeAsync("job", hour, $"w{n}", Token), Token)));
        taken.Count(t => t).ShouldBe(1);
        var winner = $"w{Array.IndexOf(taken, true)}";

        await Jobs.EndAsync("job", TimeSpan.Zero, "somebody else", Token);
        (await Jobs.TryTakeAsync("job", hour, "x", Token)).ShouldBeFalse();
        await Jobs.EndAsync("job", hour, winner, Token);
        (await Jobs.TryTakeAsync("job", hour, "x", Token)).ShouldBeFalse("it is not due");
        await Test.ExecuteAsync($"UPDATE jobs SET due_at = {Database.Now("-1")}");
        (await Jobs.TryTakeAsync("job", TimeSpan.FromSeconds(-1), "x", Token)).ShouldBeTrue();
        (await Jobs.TryTakeAsync("job", hour, "y", Token)).ShouldBeTrue("the lease of one that died runs out");
    }

    [Fact]
    public async Task The_first_item_of_an_address_is_its_article_and_later_ones_are_told()
    {
        await new ItemStore(Database).AddAsync(Items(3), null, Token);
        var (first, second) = (Item("1"), Item("2"));

        (await Canonicals.ClaimAsync("https://news.example/c", first.ItemId, 7, Token)).ShouldBeNull();
        (await Canonicals.ClaimAsync("https://news.example/c", first.ItemId, 8, Token)).ShouldBeNull();
        (await Canonicals.ClaimAsync("https://news.example/c", second.ItemId, 9, Token)).ShouldBe(new CanonicalOwner(first.ItemId, first.Url, 8));
        (await Canonicals.ClaimAsync("https://news.example/d", second.ItemId, -9, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task An_item_that_ended_without_an_article_gives_its_address_up()
    {
        var items = new ItemStore(Database);
        await items.AddAsync(Items(3), null, Token);
        await Canonicals.ClaimAsync("https://news.example/c", Item("1").ItemId, 7, Token);
        await items.ClaimDueAsync(Dispatch(), Token);
        await items.FinishAsync(Disposition(Item("1").ItemId, 1, Stage.Published, Outcome.MessageTooLarge), Token);

        (await Canonicals.ClaimAsync("https://news.example/c", Item("2").ItemId, 9, Token)).ShouldBeNull();
        (await Canonicals.ClaimAsync("https://news.example/c", Item("3").ItemId, 9, Token))!.ItemId.ShouldBe(Item("2").ItemId);
    }

    [Fact]
    public async Task Many_items_of_one_address_at_once_are_one_article()
    {
        await new ItemStore(Database).AddAsync(Items(12), null, Token);

        var owners = await Task.WhenAll(Items(12).Select(item => Task.Run(() => new CanonicalStore(Test.OpenAnother()).ClaimAsync("https://news.example/c", item.ItemId, 1, Token))));

        owners.Count(o => o is null).ShouldBe(1);
    }

    [Fact]
    public async Task A_withdrawn_article_is_current_no_more()
    {
        var items = new ItemStore(Database);
        await items.AddAsync([Item("1")], null, Token);
        await new ArticleStore(Database).StoreAsync([Message(Item("1"))], "c", Token);

        (await items.WithdrawAsync(Disposition(Item("1").ItemId, 1, Stage.Extracted, Outcome.SectionPage), Token)).ShouldBeTrue();
        (await items.WithdrawAsync(Disposition(Item("1").ItemId, 1, Stage.Extracted, Outcome.SectionPage), Token)).ShouldBeFalse();

        (await CountAsync("current_events"), await CountAsync("events")).ShouldBe((0, 2));
        (await new TrailStore(Database).ReadAsync(Item("1").ItemId, Token))!.State.ShouldBe(ItemState.Finished);
    }

    private async Task SaveAsync(params Page[] pages)
    {
        var known = pages.Select(p => new Uri(p.Url)).Select(u => Item(u.AbsolutePath.TrimStart('/'), u.Host)).ToList();
        await new ItemStore(Database).AddAsync(known, null, Token);
        foreach (var page in pages) await Pages.SaveAsync(page, Disposition(page.ItemId, 1, Stage.Fetched, Outcome.Ok), Token);
    }

    private Task<long> CountAsync(string table) => Test.ValueAsync<long>($"SELECT count(*) FROM {table}");
}

public sealed class ArchiveOnSqlite(SqliteTestDatabase test) : ArchiveContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class ArchiveOnPostgreSql(PostgreSqlTestDatabase test) : ArchiveContract(test), IClassFixture<PostgreSqlTestDatabase>;
