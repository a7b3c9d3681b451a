using IngestWorker.Contracts;
using IngestWorker.Storage;

namespace IngestWorker.IntegrationTests.Storage;

public abstract class SubscriptionStoreContract(TestDatabase test) : DatabaseContract(test)
{
    private const string Feed = "https://a.example/rss";
    private const string Hub = "https://hub.example/";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private SubscriptionStore Subscriptions => new(Database);

    [Fact]
    public async Task A_wanted_subscription_goes_to_one_caller_and_is_verified()
    {
        await WantAsync(Hub);
        var claimed = (await Subscriptions.ClaimDueAsync(10, Hour, Token)).ShouldHaveSingleItem();
        claimed.State.ShouldBe(SubscriptionState.Requested);
        (await Subscriptions.ClaimDueAsync(10, Hour, Token)).ShouldBeEmpty();

        (await Subscriptions.VerifiedAsync(claimed.SubscriptionId, "another topic", Hour, Hour, Token)).ShouldBeFalse();
        (await Subscriptions.VerifiedAsync(claimed.SubscriptionId, Feed, TimeSpan.FromDays(2), Hour, Token)).ShouldBeTrue();
        await Subscriptions.AcceptedAsync(claimed.SubscriptionId, TimeSpan.FromSeconds(-1), Token);

        (await Subscriptions.ClaimDueAsync(10, Hour, Token)).ShouldBeEmpty("the verification came before the answer to the request, and it counts");
        (await IsPushedAsync()).ShouldBeTrue();
        (await Subscriptions.OfFeedAsync(DeterministicId.ForFeed(Feed), Token)).ShouldNotBeNull().State.ShouldBe(SubscriptionState.Verified);
    }

    [Fact]
    public async Task Wanted_again_it_stays_and_at_another_hub_it_begins_anew()
    {
        (await WantAsync(Hub)).ShouldBeTrue();
        var first = (await Subscriptions.ClaimDueAsync(10, Hour, Token)).Single();
        await Subscriptions.VerifiedAsync(first.SubscriptionId, Feed, Hour, Hour, Token);
        (await WantAsync(Hub)).ShouldBeFalse();
        (await Subscriptions.FindAsync(first.SubscriptionId, Token)).ShouldNotBeNull().State.ShouldBe(SubscriptionState.Verified);

        (await WantAsync("https://other.example/")).ShouldBeTrue();
        (await Subscriptions.FindAsync(first.SubscriptionId, Token)).ShouldBeNull();
        (await IsPushedAsync()).ShouldBeFalse();
        (await Subscriptions.ClaimDueAsync(10, Hour, Token)).ShouldHaveSingleItem().Hub.ShouldBe("https://other.example/");
    }

    [Fact]
    public async Task A_lease_that_holds_outlives_a_failed_renewal_and_no_denial()
    {
        await WantAsync(Hub);
        var id = (await Subscriptions.ClaimDueAsync(10, Hour, Token)).Single().SubscriptionId;
        await Subscriptions.VerifiedAsync(id, Feed, TimeSpan.FromDays(2), TimeSpan.FromSeconds(-1), Token);
        (await Subscriptions.ClaimDueAsync(10, Hour, Token)).ShouldHaveSingleItem().State.ShouldBe(SubscriptionState.Verified);
        await Subscriptions.FailedAsync(id, "busy", Hour, Token);
        (await Subscriptions.FindAsync(id, Token)).ShouldNotBeNull().ShouldSatisfyAllConditions(s => s.State.ShouldBe(SubscriptionState.Verified), s => s.Reason.ShouldBe("busy"), s => s.Failures.ShouldBe(1));
        (await IsPushedAsync()).ShouldBeTrue();

        await Subscriptions.PushedAsync(id, Token);
        await Subscriptions.DeniedAsync(id, Feed, "no", Hour, Token);
        (await Subscriptions.FindAsync(id, Token)).ShouldNotBeNull().ShouldSatisfyAllConditions(s => s.State.ShouldBe(SubscriptionState.Denied), s => s.Pushes.ShouldBe(1));
        (await IsPushedAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_feed_that_is_taken_out_has_no_subscription()
    {
        await WantAsync(Hub);
        await new FeedStore(Database).RemoveAsync(DeterministicId.ForFeed(Feed), Token);
        (await Subscriptions.ClaimDueAsync(10, Hour, Token)).ShouldBeEmpty();
        (await Subscriptions.OfFeedAsync(DeterministicId.ForFeed(Feed), Token)).ShouldBeNull();
    }

    private async Task<bool> WantAsync(string hub)
    {
        await new FeedStore(Database).AddAsync([new NewFeed(Feed)], Token);
        return await Subscriptions.WantAsync(DeterministicId.ForFeed(Feed), hub, Feed, DeterministicId.ForItem(hub), "secret", Token);
    }

    private async Task<bool> IsPushedAsync() => (await new FeedStore(Database).PeekAsync(DeterministicId.ForFeed(Feed), Token)).ShouldNotBeNull().IsPushed;
}

public sealed class SubscriptionStoreOnSqlite(SqliteTestDatabase test) : SubscriptionStoreContract(test), IClassFixture<SqliteTestDatabase>;

public sealed class SubscriptionStoreOnPostgreSql(PostgreSqlTestDatabase test) : SubscriptionStoreContract(test), IClassFixture<PostgreSqlTestDatabase>;
