using IngestWorker.Contracts;
using IngestWorker.IntegrationTests.Storage;
using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Operations;

public abstract class FailureStoreContract(Storage.TestDatabase test) : DatabaseContract(test)
{
    private static readonly HandAct s_act = new("ann@desk", "ingestworker/9.9", "the disk was full");

    private FailureStore Failures => new(Database);

    private ItemStore Items => new(Database);

    [Fact]
    public async Task What_a_hand_can_mend_is_listed_and_answers_are_not()
    {
        await FinishAsync("1", Stage.Fetched, Outcome.TlsFailed, "certificate expired");
        await FinishAsync("2", Stage.Fetched, Outcome.NotFound, "404");

        var failed = (await Failures.ListAsync(TimeSpan.FromDays(1), FailureStore.Outcomes, 10, Token)).ShouldHaveSingleItem();
        (failed.Url, failed.Outcome, failed.Stage, failed.Detail, failed.Attempt).ShouldBe((Item("1").Url, Outcome.TlsFailed, Stage.Fetched, "certificate expired", 1));
        (await Failures.ListAsync(TimeSpan.FromDays(1), [Outcome.NotFound], 10, Token)).ShouldHaveSingleItem();
        (await Failures.FindAsync(Item("2").ItemId, Token)).ShouldNotBeNull();
        await Test.ExecuteAsync("UPDATE items SET ended_at = @old", new { old = Monday });
        (await Failures.ListAsync(TimeSpan.FromDays(1), FailureStore.Outcomes, 10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retried_item_is_due_at_once_with_all_its_attempts_and_its_trail_says_who_did_it()
    {
        await FinishAsync("1", Stage.Fetched, Outcome.TlsFailed, "certificate expired");
        await Test.ExecuteAsync("UPDATE items SET attempt = 5");

        (await Failures.RetryAsync(Item("1").ItemId, s_act, Token)).ShouldBe(ItemRetry.Due);

        (await Failures.ListAsync(TimeSpan.FromDays(1), FailureStore.Outcomes, 10, Token)).ShouldBeEmpty();
        (await LastAsync("1")).ShouldBe((Stage.Dispatched, Outcome.Ok, "due again by hand: the disk was full", "ann@desk", "ingestworker/9.9"));
        (await Items.ClaimDueAsync(Dispatch(maxAttempts: 1), Token)).ShouldHaveSingleItem().Attempt.ShouldBe(6);
        (await Failures.RetryAsync(Item("1").ItemId, s_act, Token)).ShouldBe(ItemRetry.UnderWay);
        await new ArticleStore(Database).StoreAsync([Message(Item("1"))], "c", Token);
        (await Failures.RetryAsync(Item("1").ItemId, s_act, Token)).ShouldBe(ItemRetry.Stored);
        (await Failures.RetryAsync(Guid.Empty, s_act, Token)).ShouldBe(ItemRetry.Unknown);
    }

    [Fact]
    public async Task A_dropped_item_is_listed_no_more_and_keeps_its_outcome_and_the_reason()
    {
        await FinishAsync("1", Stage.Fetched, Outcome.TlsFailed, "certificate expired");

        (await Failures.DropAsync(Item("1").ItemId, s_act, Token)).ShouldBeTrue();
        (await Failures.DropAsync(Item("1").ItemId, s_act, Token)).ShouldBeTrue();

        (await Failures.ListAsync(TimeSpan.FromDays(1), FailureStore.Outcomes, 10, Token)).ShouldBeEmpty();
        (await LastAsync("1")).ShouldBe((Stage.Finished, Outcome.Abandoned, "dropped by hand: the disk was full", "ann@desk", "ingestworker/9.9"));
        var trail = (await new TrailStore(Database).ReadAsync(Item("1").ItemId, Token))!;
        trail.Outcome.ShouldBe(Outcome.TlsFailed);
        trail.Entries.Count(e => e.Stage == Stage.Finished).ShouldBe(1, "a command that is given again after a crash writes nothing twice");
        (await Failures.DropAsync(Guid.Empty, s_act, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Dropping_ends_an_item_that_is_under_way_and_leaves_a_stored_one_stored()
    {
        await Items.AddAsync([Item("1"), Item("2")], null, Token);
        await new ArticleStore(Database).StoreAsync([Message(Item("2"))], "c", Token);
        await Items.ClaimDueAsync(Dispatch(), Token);

        await Failures.DropAsync(Item("1").ItemId, s_act, Token);
        await Failures.DropAsync(Item("2").ItemId, s_act, Token);

        var ended = (await new TrailStore(Database).ReadAsync(Item("1").ItemId, Token))!;
        (ended.State, ended.Outcome).ShouldBe((ItemState.Finished, Outcome.Abandoned));
        (await Items.FinishAsync(Disposition(Item("1").ItemId, 1, Stage.Fetched, Outcome.Gone), Token)).ShouldBeFalse();
        var stored = (await new TrailStore(Database).ReadAsync(Item("2").ItemId, Token))!;
        (stored.State, stored.Entries[^1].Detail).ShouldBe((ItemState.Stored, "dropped by hand: the disk was full"));
    }

    [Fact]
    public async Task The_trail_names_every_stage_with_its_version()
    {
        await Items.AddAsync([Item("1")], null, new ItemOrigin("w-1", "ingestworker/1"), Token);
        var command = (await Items.ClaimDueAsync(Dispatch(), Token)).Single();
        await Items.BeginFetchAsync(command.ItemId, command.Attempt, Terms(TimeSpan.FromMinutes(1)) with { Worker = "w-2", Version = "ingestworker/2" }, Token);
        await new PageStore(Database).SaveAsync(Page(Item("1"), "body"), Disposition(command.ItemId, 1, Stage.Fetched, Outcome.Ok), Token);
        await new ArticleStore(Database).StoreAsync([Message(Item("1")) with { PublishedAt = Monday.AddSeconds(3) }], "c", Token);

        var trail = (await new TrailStore(Database).ReadAsync(Item("1").ItemId, Token))!;

        trail.Entries.Select(e => (e.Stage, e.Version)).ShouldBe(
        [
            (Stage.Discovered, "ingestworker/1"), (Stage.Dispatched, "ingestworker/2"), (Stage.Fetched, "1.0"),
            (Stage.Extracted, "coder/1.0"), (Stage.Coded, "coder/1.0"), (Stage.Published, "coder/1.0"), (Stage.Stored, "coder/1.0"),
        ], ignoreOrder: true);
        trail.Entries.ShouldAllBe(e => e.Outcome == Outcome.Ok);
    }

    [Fact]
    public async Task The_trace_of_the_poll_goes_on_with_the_claim()
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await Items.AddAsync([Item("1")], null, new ItemOrigin("w", "v", Trace), Token);
        await Items.AddAsync([Item("1")], null, new ItemOrigin("w", "v", "00-00000000000000000000000000000001-0000000000000001-01"), Token);
        (await Items.ClaimDueAsync(Dispatch(), Token)).Single().TraceContext.ShouldBe(Trace);
    }

    [Fact]
    public async Task An_item_that_used_up_its_attempts_is_told_once()
    {
        await Items.AddAsync([Item("1")], null, Token);
        await Items.ClaimDueAsync(Dispatch(lease: TimeSpan.Zero), Token);
        var told = new List<(Guid, string, string?)>();

        (await Items.ClaimDueAsync(Dispatch(maxAttempts: 1) with { Abandoned = (id, url, detail) => told.Add((id, url, detail)) }, Token)).ShouldBeEmpty();

        var (itemId, address, why) = told.ShouldHaveSingleItem();
        (itemId, address).ShouldBe((Item("1").ItemId, Item("1").Url));
        why.ShouldNotBeNull().ShouldContain("no answer");
    }

    private async Task FinishAsync(string path, Stage stage, Outcome outcome, string detail)
    {
        await Items.AddAsync([Item(path)], null, Token);
        var command = (await Items.ClaimDueAsync(Dispatch(), Token)).Single();
        (await Items.FinishAsync(Disposition(command.ItemId, command.Attempt, stage, outcome, detail), Token)).ShouldBeTrue();
    }

    private async Task<(Stage, Outcome, string?, string?, string?)> LastAsync(string path)
    {
        var last = (await new TrailStore(Database).ReadAsync(Item(path).ItemId, Token))!.Entries[^1];
        return (last.Stage, last.Outcome, last.Detail, last.Worker, last.Version);
    }
}

public sealed class FailureStoreOnSqlite(SqliteTestDatabase test) : FailureStoreContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class FailureStoreOnPostgreSql(PostgreSqlTestDatabase test) : FailureStoreContract(test), IClassFixture<PostgreSqlTestDatabase>;
