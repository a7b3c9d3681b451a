using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Storage;

/// <summary>The distance between fetches of a host.</summary>
public abstract class PolitenessContract(TestDatabase test) : DatabaseContract(test)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private ItemStore Store => new(Database);

    [Theory]
    [InlineData(4, 240)] // factor 60 x 4 s
    [InlineData(0.5, 60)] // never less than the interval
    [InlineData(100, 600)] // never more than the bound
    public async Task A_slot_grows_with_the_time_that_the_server_takes(double responseSeconds, double slotSeconds)
    {
        await Store.AddAsync(Items(2), null, Token);
        await Store.SetResponseTimeAsync("news.example", TimeSpan.FromSeconds(responseSeconds), Token);

        await Store.ClaimDueAsync(Slow(Minute), Token);

        (await Store.NextDueAsync(Token))!.Value.TotalSeconds.ShouldBeInRange(slotSeconds - 30, slotSeconds + 1);
    }

    [Fact]
    public async Task Without_an_interval_a_slow_server_makes_no_slots()
    {
        await Store.AddAsync(Items(3), null, Token);
        await Store.SetResponseTimeAsync("news.example", TimeSpan.FromSeconds(50), Token);

        (await Store.ClaimDueAsync(Slow(TimeSpan.Zero), Token)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Claims_that_waited_and_come_all_at_once_are_fetched_a_slot_apart()
    {
        await Store.AddAsync(Items(3), null, Token);
        foreach (var command in await Store.ClaimDueAsync(Dispatch(), Token)) command.Attempt.ShouldBe(1);

        var waits = new List<double>();
        foreach (var item in Items(3)) waits.Add((await Store.BeginFetchAsync(item.ItemId, 1, Terms(Minute, interval: Minute), Token))!.Wait.TotalSeconds);

        waits[0].ShouldBe(0);
        // SQLite counts in days as a double: to 50 microseconds.
        waits[1].ShouldBeInRange(30, 60.001);
        waits[2].ShouldBeInRange(90, 120.001);
    }

    [Fact]
    public async Task A_host_that_asked_for_rest_is_not_fetched_by_claims_made_before()
    {
        await Store.AddAsync(Items(1), null, Token);
        await Store.ClaimDueAsync(Dispatch(), Token);
        await Store.DelayHostAsync("news.example", TimeSpan.FromHours(1), Token);

        var start = (await Store.BeginFetchAsync(Item("1").ItemId, 1, Terms(Minute, interval: TimeSpan.FromSeconds(1)), Token))!;
        start.Wait.ShouldBeGreaterThan(TimeSpan.FromMinutes(50));

        (await Store.ReleaseAsync(Item("1").ItemId, 1, start.Wait, Token)).ShouldBeTrue();
        (await Store.ClaimDueAsync(Dispatch(), Token)).ShouldBeEmpty();
        (await Store.NextDueAsync(Token))!.Value.ShouldBeGreaterThan(TimeSpan.FromMinutes(50));
    }

    [Fact]
    public async Task Many_workers_at_once_never_share_a_turn()
    {
        await Store.AddAsync(Items(40), null, Token);
        await Store.ClaimDueAsync(Dispatch(max: 40), Token);

        var waits = await Task.WhenAll(Items(40).Chunk(5).Select(some => Task.Run(async () =>
        {
            var store = new ItemStore(Test.OpenAnother());
            var mine = new List<double>();
            foreach (var item in some) mine.Add((await store.BeginFetchAsync(item.ItemId, 1, Terms(Minute, interval: Minute), Token))!.Wait.TotalMinutes);
            return mine;
        })));

        // Forty turns a minute apart: each begins in a minute of its own, however long the taking took.
        var turns = waits.SelectMany(w => w).Order().ToList();
        turns[^1].ShouldBeInRange(38, 39.001);
        turns.Zip(turns.Skip(1), (a, b) => b - a).Min().ShouldBeGreaterThan(0.4);
    }

    private static DispatchRequest Slow(TimeSpan interval) => Dispatch(interval: interval) with { MaxHostInterval = TimeSpan.FromMinutes(10), ResponseTimeFactor = 60 };
}

public sealed class PolitenessOnSqlite(SqliteTestDatabase test) : PolitenessContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class PolitenessOnPostgreSql(PostgreSqlTestDatabase test) : PolitenessContract(test), IClassFixture<PostgreSqlTestDatabase>;
