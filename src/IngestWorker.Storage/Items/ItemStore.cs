using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>The frontier: the items that are not ended, who may fetch which when, and how they end.</summary>
public sealed class ItemStore(IDatabase database)
{
    /// <summary>Adds items of a list (no feed) or of a feed, due at once; those that are known stay as they are.</summary>
    /// <returns>How many were new.</returns>
    public Task<int> AddAsync(IReadOnlyList<Item> items, Guid? feedId, CancellationToken cancellationToken) =>
        AddAsync(items, feedId, ItemOrigin.Unknown, cancellationToken);

    /// <summary>The same, with who found them.</summary>
    public Task<int> AddAsync(IReadOnlyList<Item> items, Guid? feedId, ItemOrigin origin, CancellationToken cancellationToken) =>
        database.TransactAsync(session => ItemRows.AddAsync(session, items, feedId, origin), cancellationToken);

    /// <summary>
    /// Leases items that are due: pending ones, and claimed ones whose lease ran out. Only of hosts whose next slot has come, one of
    /// each host where there is an interval, the longest due first; the slots move on. No item and no slot goes to two callers.
    /// An item that used up its attempts ends here as <see cref="Outcome.Abandoned"/>.
    /// </summary>
    public Task<IReadOnlyList<FetchArticle>> ClaimDueAsync(DispatchRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync(session => ItemClaim.RunAsync(session, request), cancellationToken);

    /// <summary>
    /// Leases stored articles that are due to be looked at again, of hosts whose slot has come and where no new item is due; the
    /// slots move on. A look that fails is not repeated: the claim has set the next one already.
    /// </summary>
    public Task<IReadOnlyList<FetchArticle>> ClaimRevisitsAsync(RevisitRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync(session => RevisitClaim.RunAsync(session, request), cancellationToken);

    /// <summary>Asks for leave to fetch a claimed item, renews its lease, and takes the host's next turn.</summary>
    /// <returns>Null where this attempt is not the item's present claim: somebody else has it, or it is ended.</returns>
    public Task<FetchStart?> BeginFetchAsync(Guid itemId, int attempt, FetchTerms terms, CancellationToken cancellationToken) =>
        database.WriteAsync(session => FetchBegin.RunAsync(session, itemId, attempt, terms), cancellationToken);

    /// <summary>
    /// Writes down that the articles of claims are with the broker, confirmed: a claim holds until a consumer stores it, so that what waits there
    /// is in flight and nobody fetches it again. After the time the item is due anew, for a broker that lost it.
    /// </summary>
    /// <param name="claims">Items and attempts; those that are over meanwhile, stored mostly, stay as they are.</param>
    /// <param name="hold">The time.</param>
    public Task PublishedAsync(IReadOnlyCollection<(Guid ItemId, int Attempt)> claims, TimeSpan hold, CancellationToken cancellationToken) => database.WriteAsync(
        session => PublishedItems.WriteAsync(session, claims, hold), cancellationToken);

    /// <summary>Writes down, before a message that was handed out before is stored, that somebody begins with it.</summary>
    /// <returns>How often that was, this time included, without an end; 1 for an item that is not known.</returns>
    public async Task<int> BeginStoreAsync(Guid itemId, CancellationToken cancellationToken) => await database.WriteAsync(
        session => session.FirstAsync<int?>("UPDATE items SET begun = begun + 1 WHERE item_id = @itemId RETURNING begun", new { itemId }), cancellationToken) ?? 1;

    /// <summary>Takes back what <see cref="BeginStoreAsync"/> wrote down: the storing ended before its time, and nobody died of it.</summary>
    public Task GiveBackStoreAsync(Guid itemId, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync("UPDATE items SET begun = begun - 1 WHERE item_id = @itemId AND begun > 0", new { itemId }), cancellationToken);

    /// <summary>Ends a look at a stored article; the article stays as it is.</summary>
    /// <param name="disposition">What it came to.</param>
    /// <param name="again">Whether the looks that are still to come take place.</param>
    /// <returns>False where this attempt is not a look under way; nothing was written then.</returns>
    public async Task<bool> EndRevisitAsync(Disposition disposition, bool again, CancellationToken cancellationToken) => 0 < await database.WriteAsync(
        session => session.ExecuteAsync(
            session.Sql.WithTrail($"""
                UPDATE items SET revisit_until = NULL, worker = NULL, revisit_at = CASE WHEN @seconds > 0 THEN revisit_at END
                WHERE item_id = @itemId AND attempt = @attempt AND revisit_until IS NOT NULL
                """),
            TrailRows.Parameters(disposition, again ? 1 : 0)),
        cancellationToken);

    /// <summary>Ends an item without an article.</summary>
    /// <returns>False where this attempt is not the item's present claim; nothing was written then.</returns>
    public async Task<bool> FinishAsync(Disposition disposition, CancellationToken cancellationToken) => 0 < await database.WriteAsync(
        session => session.ExecuteAsync(
            session.Sql.WithTrail($"""
                UPDATE items SET state = 'finished', outcome = @outcome, detail = @detail, due_at = NULL, revisit_at = NULL, worker = NULL, ended_at = {session.Sql.Now}
                WHERE item_id = @itemId AND attempt = @attempt AND state = 'claimed'
                """),
            TrailRows.Parameters(disposition)),
        cancellationToken);

    /// <summary>Puts an item off: it is due again after a delay.</summary>
    /// <returns>False where this attempt is not the item's present claim; nothing was written then.</returns>
    public async Task<bool> PostponeAsync(Disposition disposition, TimeSpan delay, CancellationToken cancellationToken) => 0 < await database.WriteAsync(
        session => session.ExecuteAsync(
            session.Sql.WithTrail($"""
                UPDATE items SET state = 'pending', outcome = @outcome, detail = @detail, due_at = {session.Sql.After("@seconds")}, worker = NULL
                WHERE item_id = @itemId AND attempt = @attempt AND state = 'claimed'
                """),
            TrailRows.Parameters(disposition, delay.TotalSeconds)),
        cancellationToken);

    /// <summary>Gives a claim back untouched, at shutdown, where its command could not be sent, or where its host's turn is far off; no attempt is used up.</summary>
    /// <param name="itemId">The item.</param>
    /// <param name="attempt">The claim.</param>
    /// <param name="delay">When it is due again; zero: at once.</param>
    /// <returns>False where this attempt is not the item's present claim.</returns>
    public async Task<bool> ReleaseAsync(Guid itemId, int attempt, TimeSpan delay, CancellationToken cancellationToken) => 0 < await database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            UPDATE items SET
                due_at = CASE WHEN state = 'claimed' THEN {session.Sql.After("@delay")} END,
                revisit_at = CASE WHEN state = 'stored' THEN {session.Sql.After("@delay")} ELSE revisit_at END,
                state = CASE WHEN state = 'claimed' THEN 'pending' ELSE state END,
                revisit_until = NULL, given_back = given_back + 1, worker = NULL
            WHERE item_id = @itemId AND attempt = @attempt AND (state = 'claimed' OR revisit_until IS NOT NULL)
            """,
            new { itemId, attempt, delay = delay.TotalSeconds }),
        cancellationToken);

    /// <summary>
    /// Gives back every claim, whoever holds it. Only for one who knows that nobody works on any: the single process of an SQLite
    /// file, at its start.
    /// </summary>
    /// <returns>How many were given back.</returns>
    public Task<int> ReleaseAllAsync(CancellationToken cancellationToken) => database.TransactAsync(
        async session =>
        {
            await session.ExecuteAsync("UPDATE items SET revisit_until = NULL, worker = NULL WHERE revisit_until IS NOT NULL");
            return await session.ExecuteAsync($"UPDATE items SET state = 'pending', due_at = {session.Sql.Now}, given_back = given_back + 1, worker = NULL WHERE state = 'claimed'");
        },
        cancellationToken);

    /// <summary>Claims no item of the host before the delay is over (Retry-After, an open circuit), and fetches none that is claimed already. A later slot stays.</summary>
    public Task DelayHostAsync(string host, TimeSpan delay, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            INSERT INTO hosts (host, next_at) VALUES (@host, {session.Sql.After("@delay")})
            ON CONFLICT (host) DO UPDATE SET
                next_at = {session.Sql.Later("hosts.next_at", "excluded.next_at")},
                fetch_at = {session.Sql.Later("coalesce(hosts.fetch_at, excluded.next_at)", "excluded.next_at")}
            """,
            new { host, delay = delay.TotalSeconds }),
        cancellationToken);

    /// <summary>Gives a host an interval of its own (Crawl-delay, an operator's wish); null: the dispatcher's again.</summary>
    public Task SetHostIntervalAsync(string host, TimeSpan? interval, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            INSERT INTO hosts (host, next_at, interval_seconds) VALUES (@host, {session.Sql.Now}, @interval)
            ON CONFLICT (host) DO UPDATE SET interval_seconds = excluded.interval_seconds
            """,
            new { host, interval = interval?.TotalSeconds }),
        cancellationToken);

    /// <summary>Writes down how long a host's server takes to answer.</summary>
    public Task SetResponseTimeAsync(string host, TimeSpan responseTime, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync("UPDATE hosts SET response_seconds = @seconds WHERE host = @host", new { host, seconds = responseTime.TotalSeconds }),
        cancellationToken);

    /// <summary>
    /// Takes a stored article back that its page, read anew, does not hold: the item ends without one, its texts are no longer current.
    /// </summary>
    /// <returns>False where the item is not stored; nothing was written then.</returns>
    public Task<bool> WithdrawAsync(Disposition disposition, CancellationToken cancellationToken) => database.TransactAsync(
        async session =>
        {
            var changed = await session.ExecuteAsync(
                session.Sql.WithTrail("""
                    UPDATE items SET state = 'finished', outcome = @outcome, detail = @detail, revisit_at = NULL, revisit_until = NULL, worker = NULL
                    WHERE item_id = @itemId AND state = 'stored'
                    """),
                TrailRows.Parameters(disposition));
            if (changed == 0) return false;
            await session.ExecuteAsync("UPDATE articles SET is_current = false WHERE item_id = @itemId AND is_current", new { itemId = disposition.ItemId });
            return true;
        },
        cancellationToken);

    /// <summary>The frontier in numbers. Counts every item: for reports, not for loops.</summary>
    public async Task<FrontierCounts> CountsAsync(CancellationToken cancellationToken)
    {
        var (rows, revisits) = await database.ReadAsync(
            async session => (
                await session.QueryAsync<CountRow>("SELECT state, outcome, count(*) AS count FROM items GROUP BY state, outcome ORDER BY state, outcome"),
                await session.FirstAsync<long>($"SELECT count(*) FROM items WHERE revisit_until > {session.Sql.Now}")),
            cancellationToken);
        return new FrontierCounts
        {
            States = rows.Select(r => new StateCount(EnumNames.Parse<ItemState>(r.State), r.Outcome is null ? null : EnumNames.Parse<Outcome>(r.Outcome), r.Count)).ToList(),
            Revisits = revisits,
            NextDueIn = await NextDueAsync(cancellationToken),
        };
    }

    /// <summary>
    /// How long until there may be something to claim: an item due, with its host's slot come. Zero or less: now. Null: every item
    /// is ended. While items are leased, the end of a lease counts.
    /// </summary>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken cancellationToken)
    {
        var seconds = await database.ReadAsync(
            session => session.FirstAsync<double?>($"""
                SELECT {session.Sql.SecondsUntil($"min({session.Sql.Later("f.due_at", "f.next_at")})")}
                FROM (
                    SELECT h.next_at, (SELECT min(i.due_at) FROM items i WHERE i.host = h.host AND i.state IN ('pending', 'claimed')) AS due_at
                    FROM hosts h
                ) AS f
                WHERE f.due_at IS NOT NULL
                """),
            cancellationToken);
        return seconds is { } known ? TimeSpan.FromSeconds(known) : null;
    }

    private sealed class CountRow
    {
        public string State { get; init; } = "";

        public string? Outcome { get; init; }

        public long Count { get; init; }
    }
}
