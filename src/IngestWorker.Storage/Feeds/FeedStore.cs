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

    /// <summary>Adds feeds, due at once; those that are known stay as they are.</summary>
    /// <returns>How many were new.</returns>
    public Task<int> AddAsync(IReadOnlyList<NewFeed> feeds, CancellationToken cancellationToken)
    {
        var rows = feeds.OrderBy(f => f.Url, StringComparer.Ordinal).ToList();
        return database.TransactAsync(
            session => session.WriteAsync(NewFeeds, rows, $$"""
                INSERT INTO feeds ({columns}, added_at, due_at)
                SELECT {columns}, {{session.Sql.Now}}, {{session.Sql.Now}} FROM {rows} WHERE true
                ON CONFLICT (feed_id) DO NOTHING
                """),
            cancellationToken);
    }

    /// <summary>Leases the feeds that are due, the longest due first; no feed to two callers.</summary>
    /// <param name="max">How many at most.</param>
    /// <param name="lease">After it an unfinished poll is due again.</param>
    /// <param name="worker">Name of the process.</param>
    public async Task<IReadOnlyList<ClaimedFeed>> ClaimDueAsync(int max, TimeSpan lease, string worker, CancellationToken cancellationToken)
    {
        var rows = await database.WriteAsync(
            session => session.QueryAsync<ClaimedRow>(
                $"""
                WITH due AS (
                    SELECT feed_id FROM feeds WHERE due_at <= {session.Sql.Now} ORDER BY due_at LIMIT @max {session.Sql.SkipLocked}
                )
                UPDATE feeds SET claim = claim + 1, worker = @worker, due_at = {session.Sql.After("@lease")}
                WHERE feed_id IN (SELECT feed_id FROM due)
                RETURNING feed_id, url, title, etag, last_modified, body_sha256, failures, poll_interval_seconds, claim
                """,
                new { max, lease = lease.TotalSeconds, worker }),
            cancellationToken);
        return rows.Select(r => r.ToFeed()).ToList();
    }

    /// <summary>
    /// Writes what a poll came to, in one transaction: the items that are new, the feed's validators and its next poll. The lease
    /// ends. A poll that comes after its lease went to somebody else adds its items and changes nothing else.
    /// </summary>
    /// <returns>How many items were new.</returns>
    public Task<int> RecordPollAsync(FeedPoll poll, CancellationToken cancellationToken) => database.TransactAsync(
        async session =>
        {
            var added = await ItemRows.AddAsync(session, poll.Items, poll.FeedId, poll.Worker);
            await UpdateAsync(session, poll);
            return added;
        },
        cancellationToken);

    /// <summary>Makes every feed due that is polled at all, leases aside.</summary>
    /// <returns>How many are due.</returns>
    public Task<int> MakeAllDueAsync(CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync($"UPDATE feeds SET due_at = {session.Sql.Now}, worker = NULL WHERE due_at IS NOT NULL"),
        cancellationToken);

    public async Task<IReadOnlyList<FeedStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<StatusRow>(
                "SELECT feed_id, url, title, outcome, detail, failures, polled_at, due_at, worker FROM feeds ORDER BY url"),
            cancellationToken);
        return rows.Select(r => r.ToStatus()).ToList();
    }

    private static Task<int> UpdateAsync(Session session, FeedPoll poll) => session.ExecuteAsync(
        $"""
        UPDATE feeds SET
            title = coalesce(@title, title),
            etag = CASE WHEN @read THEN @etag ELSE coalesce(@etag, etag) END,
            last_modified = CASE WHEN @read THEN @lastModified ELSE coalesce(@lastModified, last_modified) END,
            body_sha256 = CASE WHEN @read THEN @bodySha256 ELSE coalesce(@bodySha256, body_sha256) END,
            poll_interval_seconds = coalesce(@interval, poll_interval_seconds),
            due_at = CASE WHEN @again THEN {session.Sql.After("@next")} END,
            failures = @failures,
            outcome = @outcome,
            detail = @detail,
            polled_at = {session.Sql.Now},
            worker = NULL
        WHERE feed_id = @feedId AND claim = @claim AND worker IS NOT NULL
        """,
        new
        {
            feedId = poll.FeedId,
            claim = poll.Claim,
            title = StoredForm.Clean(poll.Title),
            read = poll.Outcome == Outcome.Ok,
            etag = StoredForm.Clean(poll.ETag),
            lastModified = StoredForm.Clean(poll.LastModified),
            bodySha256 = poll.BodySha256,
            interval = poll.PollInterval?.TotalSeconds,
            again = poll.NextPollIn is not null,
            next = poll.NextPollIn?.TotalSeconds ?? 0,
            failures = poll.Failures,
            outcome = poll.Outcome.ToName(),
            detail = StoredForm.Clean(poll.Detail),
        });

    private sealed class ClaimedRow
    {
        public Guid FeedId { get; init; }

        public string Url { get; init; } = "";

        public string? Title { get; init; }

        public string? Etag { get; init; }

        public string? LastModified { get; init; }

        public string? BodySha256 { get; init; }

        public int Failures { get; init; }

        public double? PollIntervalSeconds { get; init; }

        public long Claim { get; init; }

        public ClaimedFeed ToFeed() => new()
        {
            FeedId = FeedId,
            Url = Url,
            Title = Title,
            ETag = Etag,
            LastModified = LastModified,
            BodySha256 = BodySha256,
            Failures = Failures,
            PollInterval = PollIntervalSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Claim = Claim,
        };
    }

    private sealed class StatusRow
    {
        public Guid FeedId { get; init; }

        public string Url { get; init; } = "";

        public string? Title { get; init; }

        public string? Outcome { get; init; }

        public string? Detail { get; init; }

        public int Failures { get; init; }

        public DateTimeOffset? PolledAt { get; init; }

        public DateTimeOffset? DueAt { get; init; }

        public string? Worker { get; init; }

        public FeedStatus ToStatus() => new()
        {
            FeedId = FeedId,
            Url = Url,
            Title = Title,
            Outcome = Outcome is null ? null : EnumNames.Parse<Outcome>(Outcome),
            Detail = Detail,
            Failures = Failures,
            PolledAt = PolledAt,
            DueAt = DueAt,
            Worker = Worker,
        };
    }
}
