using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>The feeds: which are due, and what their polls came to.</summary>
public sealed class FeedStore(IDatabase database)
{
    private static readonly RowSet<NewFeed> NewFeeds = new(
        Column<NewFeed>.Id("feed_id", f => DeterministicId.ForFeed(f.Url)),
        Column<NewFeed>.Text("url", f => f.Url),
        Column<NewFeed>.Text("title", f => f.Title));

    /// <summary>
    /// Adds feeds, due at once; those that are known stay as they are, by an address they moved to as well. One that was retired or
    /// removed is polled again.
    /// </summary>
    /// <returns>How many were new.</returns>
    public Task<int> AddAsync(IReadOnlyList<NewFeed> feeds, CancellationToken cancellationToken)
    {
        var rows = feeds.DistinctBy(f => f.Url, StringComparer.Ordinal).OrderBy(f => f.Url, StringComparer.Ordinal).ToList();
        return database.TransactAsync(
            async session =>
            {
                await session.WriteAsync(NewFeeds, rows, $$"""
                    UPDATE feeds SET due_at = {{session.Sql.Now}}, state = 'new', reason = NULL, failures = 0, failing_since = NULL, moved_to = NULL, moved_seen = 0
                    WHERE state IN ('retired', 'removed') AND url IN (SELECT r.url FROM {rows})
                    """);
                return await session.WriteAsync(NewFeeds, rows, $$"""
                    INSERT INTO feeds ({columns}, added_at, due_at)
                    SELECT {columns}, {{session.Sql.Now}}, {{session.Sql.Now}} FROM {rows}
                    WHERE NOT EXISTS (SELECT 1 FROM feeds known WHERE known.url = r.url)
                    ON CONFLICT (feed_id) DO NOTHING
                    """);
            },
            cancellationToken);
    }

    /// <summary>Leases the feeds that are due, the longest due first; no feed to two callers.</summary>
    /// <param name="max">How many at most.</param>
    /// <param name="lease">After it an unfinished poll is due again.</param>
    /// <param name="worker">Name of the process.</param>
    public async Task<IReadOnlyList<ClaimedFeed>> ClaimDueAsync(int max, TimeSpan lease, string worker, CancellationToken cancellationToken)
    {
        var rows = await database.WriteAsync(
            session => session.QueryAsync<ClaimedFeedRow>(
                $"""
                WITH due AS (
                    SELECT feed_id FROM feeds WHERE due_at <= {session.Sql.Now} ORDER BY due_at LIMIT @max {session.Sql.SkipLocked}
                )
                UPDATE feeds SET claim = claim + 1, worker = @worker, due_at = {session.Sql.After("@lease")}
                WHERE feed_id IN (SELECT feed_id FROM due)
                RETURNING {ClaimedFeedRow.Columns(session.Sql)}
                """,
                new { max, lease = lease.TotalSeconds, worker }),
            cancellationToken);
        return rows.Select(r => r.ToFeed()).ToList();
    }

    /// <summary>A feed as a poll would get it, without a lease; null where it is not known.</summary>
    public async Task<ClaimedFeed?> PeekAsync(Guid feedId, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            session => session.FirstAsync<ClaimedFeedRow>($"SELECT {ClaimedFeedRow.Columns(session.Sql)} FROM feeds WHERE feed_id = @feedId", new { feedId }),
            cancellationToken);
        return row?.ToFeed();
    }

    /// <summary>Which of the items the feed has carried before.</summary>
    public async Task<IReadOnlySet<Guid>> CarriedAsync(Guid feedId, IReadOnlyCollection<Guid> items, CancellationToken cancellationToken) => items.Count == 0
        ? new HashSet<Guid>()
        : (await database.ReadAsync(
            session => session.QueryAsync<Guid>(
                $"SELECT item_id FROM feed_items WHERE feed_id = @feedId AND item_id {session.Sql.In("@items")}",
                new { feedId, items = session.Sql.List(items) }),
            cancellationToken)).ToHashSet();

    /// <summary>
    /// Writes what a poll came to, in one transaction: the items that are new, the feed's validators and its next poll. The lease
    /// ends. A poll that comes after its lease went to somebody else adds its items and changes nothing else.
    /// </summary>
    /// <returns>How many items were new.</returns>
    public Task<int> RecordPollAsync(FeedPoll poll, CancellationToken cancellationToken) => database.TransactAsync(
        async session =>
        {
            var added = await ItemRows.AddAsync(session, poll.Items, poll.FeedId, new ItemOrigin(poll.Worker, poll.Version, poll.TraceContext));
            await PollUpdate.RunAsync(session, poll);
            return added;
        },
        cancellationToken);

    /// <summary>Writes what a hub pushed: the items that are new, and that the feed brought something. Its next poll stays.</summary>
    /// <param name="feedId">The feed.</param>
    /// <param name="items">All that was pushed.</param>
    /// <param name="newEntries">How many of them the feed had not shown before.</param>
    /// <param name="origin">Who took it.</param>
    /// <returns>How many items were new.</returns>
    public Task<int> RecordPushAsync(Guid feedId, IReadOnlyList<Item> items, int newEntries, ItemOrigin origin, CancellationToken cancellationToken) => database.TransactAsync(
        async session =>
        {
            var added = await ItemRows.AddAsync(session, items, feedId, origin);
            if (newEntries > 0)
                await session.ExecuteAsync(
                    $"""
                    UPDATE feeds SET last_new_at = {session.Sql.Now}, recent_items = coalesce(recent_items, 0) + @newEntries, habit_items = coalesce(habit_items, 0) + @newEntries
                    WHERE feed_id = @feedId
                    """,
                    new { feedId, newEntries });
            return added;
        },
        cancellationToken);

    /// <summary>Makes every feed due that is polled at all, leases aside.</summary>
    /// <returns>How many are due.</returns>
    public Task<int> MakeAllDueAsync(CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync($"UPDATE feeds SET due_at = {session.Sql.Now}, worker = NULL WHERE due_at IS NOT NULL"),
        cancellationToken);

    /// <summary>Makes one feed due, where it is polled at all and not being polled.</summary>
    public Task MakeDueAsync(Guid feedId, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync($"UPDATE feeds SET due_at = {session.Sql.Now} WHERE feed_id = @feedId AND due_at IS NOT NULL AND worker IS NULL", new { feedId }),
        cancellationToken);

    /// <summary>Takes a feed out: it is not polled any more, what it brought stays.</summary>
    public Task RemoveAsync(Guid feedId, CancellationToken cancellationToken) => database.TransactAsync(
        async session =>
        {
            await session.ExecuteAsync("DELETE FROM feed_subscriptions WHERE feed_id = @feedId", new { feedId });
            // A poll under way must not bring it back: its claim is over.
            return await session.ExecuteAsync(
                "UPDATE feeds SET state = 'removed', reason = NULL, due_at = NULL, worker = NULL, claim = claim + 1 WHERE feed_id = @feedId", new { feedId });
        },
        cancellationToken);

    /// <summary>Every feed, by address. <see cref="FeedStatus.Items"/> is not counted.</summary>
    public async Task<IReadOnlyList<FeedStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<FeedStatusRow>($"SELECT {FeedStatusRow.Columns} FROM feeds ORDER BY url"),
            cancellationToken);
        return rows.Select(r => r.ToStatus()).ToList();
    }

    /// <summary>A feed by its present or its first address, or the one before its last move; null where there is none.</summary>
    public Task<FeedStatus?> FindAsync(string url, CancellationToken cancellationToken) => FindAsync(DeterministicId.ForFeed(url), url, cancellationToken);

    public Task<FeedStatus?> FindAsync(Guid feedId, CancellationToken cancellationToken) => FindAsync(feedId, "", cancellationToken);

    private async Task<FeedStatus?> FindAsync(Guid feedId, string url, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            session => session.FirstAsync<FeedStatusRow>(
                $"""
                SELECT {FeedStatusRow.Columns}, (SELECT count(*) FROM feed_items i WHERE i.feed_id = feeds.feed_id) AS items
                FROM feeds WHERE url = @url OR moved_from = @url OR feed_id = @feedId
                ORDER BY CASE WHEN url = @url THEN 0 WHEN feed_id = @feedId THEN 1 ELSE 2 END LIMIT 1
                """,
                new { feedId, url }),
            cancellationToken);
        return row?.ToStatus();
    }
}
