using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>The subscriptions at hubs: which are to be asked for, and what the hubs said.</summary>
public sealed class SubscriptionStore(IDatabase database)
{
    private const string Columns = "subscription_id, feed_id, hub, topic, secret, state, reason, failures, due_at, expires_at, pushed_at, pushes";

    // A verification answers a request of ours; one that comes much later is nobody's.
    private const string LongestVerification = "-86400";

    /// <summary>Wants a feed's subscription; one at another hub or of another topic takes the place of the one before.</summary>
    /// <returns>True where the hub is to be asked now.</returns>
    public async Task<bool> WantAsync(Guid feedId, string hub, string topic, Guid subscriptionId, string secret, CancellationToken cancellationToken) => 0 < await database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            INSERT INTO feed_subscriptions (subscription_id, feed_id, hub, topic, secret, state, due_at)
            VALUES (@subscriptionId, @feedId, @hub, @topic, @secret, 'wanted', {session.Sql.Now})
            ON CONFLICT (feed_id) DO UPDATE SET
                subscription_id = excluded.subscription_id, hub = excluded.hub, topic = excluded.topic, secret = excluded.secret,
                state = 'wanted', reason = NULL, due_at = excluded.due_at, failures = 0, requested_at = NULL, verified_at = NULL, expires_at = NULL
            WHERE feed_subscriptions.hub <> excluded.hub OR feed_subscriptions.topic <> excluded.topic
            """,
            new { feedId, hub = StoredForm.Clean(hub), topic = StoredForm.Clean(topic), subscriptionId, secret }),
        cancellationToken);

    /// <summary>Takes the subscriptions whose hub is to be asked, of feeds that are polled; none goes to two callers within the lease.</summary>
    public async Task<IReadOnlyList<Subscription>> ClaimDueAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        var rows = await database.WriteAsync(
            session => session.QueryAsync<Row>(
                $"""
                WITH due AS (
                    SELECT s.subscription_id FROM feed_subscriptions s
                    WHERE s.due_at <= {session.Sql.Now} AND EXISTS (SELECT 1 FROM feeds f WHERE f.feed_id = s.feed_id AND f.due_at IS NOT NULL)
                    ORDER BY s.due_at LIMIT @max {session.Sql.SkipLocked}
                )
                UPDATE feed_subscriptions SET due_at = {session.Sql.After("@lease")}, requested_at = {session.Sql.Now},
                    state = CASE WHEN state = 'verified' AND expires_at > {session.Sql.Now} THEN state ELSE 'requested' END
                WHERE subscription_id IN (SELECT subscription_id FROM due)
                RETURNING {Columns}
                """,
                new { max, lease = lease.TotalSeconds }),
            cancellationToken);
        return rows.Select(r => r.ToSubscription()).ToList();
    }

    /// <summary>The hub took the request: it is asked again where it does not verify in time.</summary>
    public Task AcceptedAsync(Guid subscriptionId, TimeSpan again, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            UPDATE feed_subscriptions SET failures = 0, due_at = {session.Sql.After("@again")}
            WHERE subscription_id = @subscriptionId AND state <> 'denied' AND (verified_at IS NULL OR verified_at < requested_at)
            """,
            new { subscriptionId, again = again.TotalSeconds }),
        cancellationToken);

    /// <summary>The hub did not take the request. A lease that still holds goes on.</summary>
    public Task FailedAsync(Guid subscriptionId, string reason, TimeSpan again, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            UPDATE feed_subscriptions SET state = CASE WHEN state = 'verified' THEN state ELSE 'failed' END, reason = @reason, failures = failures + 1, due_at = {session.Sql.After("@again")}
            WHERE subscription_id = @subscriptionId
            """,
            new { subscriptionId, reason = StoredForm.Clean(reason), again = again.TotalSeconds }),
        cancellationToken);

    /// <summary>The hub verified the intent of a request.</summary>
    /// <returns>False where nobody asked for it: the hub is to be told so.</returns>
    public async Task<bool> VerifiedAsync(Guid subscriptionId, string topic, TimeSpan lease, TimeSpan renewIn, CancellationToken cancellationToken) => 0 < await database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            UPDATE feed_subscriptions SET state = 'verified', reason = NULL, failures = 0, verified_at = {session.Sql.Now}, expires_at = {session.Sql.After("@lease")}, due_at = {session.Sql.After("@renewIn")}
            WHERE subscription_id = @subscriptionId AND topic = @topic AND requested_at > {session.Sql.After(LongestVerification)}
            """,
            new { subscriptionId, topic, lease = lease.TotalSeconds, renewIn = renewIn.TotalSeconds }),
        cancellationToken);

    /// <summary>The hub denies the subscription, or ends it.</summary>
    public Task DeniedAsync(Guid subscriptionId, string topic, string reason, TimeSpan again, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            UPDATE feed_subscriptions SET state = 'denied', reason = @reason, expires_at = NULL, due_at = {session.Sql.After("@again")}
            WHERE subscription_id = @subscriptionId AND topic = @topic
            """,
            new { subscriptionId, topic, reason = StoredForm.Clean(reason), again = again.TotalSeconds }),
        cancellationToken);

    /// <summary>Notes that the hub sent something.</summary>
    public Task PushedAsync(Guid subscriptionId, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync($"UPDATE feed_subscriptions SET pushes = pushes + 1, pushed_at = {session.Sql.Now} WHERE subscription_id = @subscriptionId", new { subscriptionId }),
        cancellationToken);

    public Task<Subscription?> FindAsync(Guid subscriptionId, CancellationToken cancellationToken) => FirstAsync("subscription_id = @id", subscriptionId, cancellationToken);

    public Task<Subscription?> OfFeedAsync(Guid feedId, CancellationToken cancellationToken) => FirstAsync("feed_id = @id", feedId, cancellationToken);

    private async Task<Subscription?> FirstAsync(string where, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(session => session.FirstAsync<Row>($"SELECT {Columns} FROM feed_subscriptions WHERE {where}", new { id }), cancellationToken);
        return row?.ToSubscription();
    }

    private sealed class Row
    {
        public Guid SubscriptionId { get; init; }

        public Guid FeedId { get; init; }

        public string Hub { get; init; } = "";

        public string Topic { get; init; } = "";

        public string Secret { get; init; } = "";

        public string State { get; init; } = "";

        public string? Reason { get; init; }

        public int Failures { get; init; }

        public DateTimeOffset? DueAt { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        public DateTimeOffset? PushedAt { get; init; }

        public long Pushes { get; init; }

        public Subscription ToSubscription() => new()
        {
            SubscriptionId = SubscriptionId,
            FeedId = FeedId,
            Hub = Hub,
            Topic = Topic,
            Secret = Secret,
            State = EnumNames.Parse<SubscriptionState>(State),
            Reason = Reason,
            Failures = Failures,
            DueAt = DueAt,
            ExpiresAt = ExpiresAt,
            PushedAt = PushedAt,
            Pushes = Pushes,
        };
    }
}
