using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>The claim of due items, which PostgreSQL and SQLite write differently (LATERAL, data-modifying WITH, row locks).</summary>
internal static class ItemClaim
{
    public static async Task<IReadOnlyList<FetchArticle>> RunAsync(Session session, DispatchRequest request)
    {
        var parameters = new
        {
            max = request.Max,
            maxInFlight = request.MaxInFlight,
            lease = request.Lease.TotalSeconds,
            hostInterval = request.HostInterval.TotalSeconds,
            maxHostInterval = request.MaxHostInterval.TotalSeconds,
            responseFactor = request.ResponseTimeFactor,
            worker = request.Worker,
            maxAttempts = request.MaxAttempts,
            dispatchLock = PostgreSqlDatabase.DispatchLock,
        };
        var rows = session.Sql.Provider == DatabaseProvider.PostgreSql
            ? await session.QuerySecondAsync<ClaimedRow>(PostgreSql(session.Sql), parameters)
            : await ClaimOnSqliteAsync(session, request, parameters);
        foreach (var ended in rows.Where(r => r.State == "finished")) request.Abandoned?.Invoke(ended.ItemId, ended.Url, ended.Detail);
        return rows.Where(r => r.State == "claimed").OrderBy(r => r.Rank).Select(r => r.ToCommand()).ToList();
    }

    // The lock makes claims follow one another, so that the bound on what is in flight is exact over any number of workers. It
    // is a statement of its own because a statement sees the database as it was when it began; it ends with the transaction,
    // and the server has both statements before it runs the first, so that no worker's death can hold it.
    // The inner LIMIT walks one index range a host and stops: nothing reads the rest of a host's backlog. Within the LIMIT a window
    // function would read it all. With all but a few places taken, a host is read for as many as there are, not for a whole batch.
    internal static string PostgreSql(SqlDialect sql) => $"""
        SELECT pg_advisory_xact_lock(@dispatchLock);
        WITH free AS (
            SELECT greatest(0, least(@max, @maxInFlight - (SELECT count(*) FROM items WHERE state = 'claimed' AND due_at > statement_timestamp()))) AS places
        ), candidate AS (
            SELECT r.item_id, r.host, row_number() OVER (ORDER BY r.turn, r.due_at) AS rank
            FROM (
                SELECT d.item_id, d.due_at, h.host, row_number() OVER (PARTITION BY h.host ORDER BY d.due_at) AS turn
                FROM hosts h
                CROSS JOIN LATERAL (
                    SELECT i.item_id, i.due_at
                    FROM items i
                    WHERE i.host = h.host AND i.state IN ('pending', 'claimed') AND i.due_at <= statement_timestamp()
                    ORDER BY i.due_at
                    LIMIT CASE WHEN coalesce(h.interval_seconds, @hostInterval) > 0 THEN least(1, (SELECT places FROM free)) ELSE (SELECT places FROM free) END
                ) AS d
                WHERE h.next_at <= statement_timestamp()
            ) AS r
            ORDER BY r.turn, r.due_at
            LIMIT (SELECT places FROM free)
        ), taken AS (
            SELECT c.rank, i.item_id, i.attempt - i.given_back >= @maxAttempts AS is_spent, h.host, {sql.SlotSeconds("h")} AS seconds
            FROM candidate c
            JOIN items i ON i.item_id = c.item_id
            JOIN hosts h ON h.host = c.host
            WHERE i.state IN ('pending', 'claimed') AND i.due_at <= statement_timestamp() AND h.next_at <= statement_timestamp()
            FOR NO KEY UPDATE OF i, h SKIP LOCKED
        ), slot AS (
            UPDATE hosts SET next_at = statement_timestamp() + make_interval(secs => t.seconds)
            FROM (SELECT DISTINCT host, seconds FROM taken WHERE NOT is_spent) AS t
            WHERE hosts.host = t.host
        ), changed AS (
            UPDATE items i SET
                state = CASE WHEN t.is_spent THEN 'finished' ELSE 'claimed' END,
                attempt = CASE WHEN t.is_spent THEN i.attempt ELSE i.attempt + 1 END,
                due_at = CASE WHEN t.is_spent THEN NULL ELSE statement_timestamp() + make_interval(secs => @lease) END,
                worker = CASE WHEN t.is_spent THEN NULL ELSE @worker END,
                begun = 0,
                outcome = CASE WHEN t.is_spent THEN 'abandoned' ELSE i.outcome END,
                detail = CASE WHEN t.is_spent THEN i.attempt || ' claims, last outcome: ' || coalesce(i.outcome, 'no answer') || coalesce(': ' || i.detail, '') ELSE i.detail END,
                ended_at = CASE WHEN t.is_spent THEN statement_timestamp() END
            FROM taken t
            WHERE i.item_id = t.item_id
            RETURNING t.rank, i.item_id, i.url, i.feed_id, i.attempt, i.title, i.published_at, i.published_offset_minutes, i.state, i.detail, i.trace_context
        ), trail AS (
            INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, at)
            SELECT item_id, attempt, 'finished', 'abandoned', detail, @worker, statement_timestamp() FROM changed WHERE state = 'finished'
        )
        SELECT * FROM changed
        """;

    private static async Task<IReadOnlyList<ClaimedRow>> ClaimOnSqliteAsync(Session session, DispatchRequest request, object parameters)
    {
        var changed = await session.QueryAsync<ClaimedRow>(Sqlite(session.Sql), parameters);
        var claimed = changed.Where(r => r.State == "claimed").ToList();
        await session.ExecuteAsync(
            $"""
            UPDATE hosts SET next_at = {session.Sql.After(session.Sql.SlotSeconds("hosts"))}
            WHERE host IN (SELECT value FROM json_each(@hosts))
            """,
            new
            {
                hostInterval = request.HostInterval.TotalSeconds,
                maxHostInterval = request.MaxHostInterval.TotalSeconds,
                responseFactor = request.ResponseTimeFactor,
                hosts = StoredForm.JsonArray(claimed.Select(r => r.Host!).Distinct(StringComparer.Ordinal).ToList()),
            });
        await TrailRows.AppendAsync(session, changed.Where(r => r.State == "finished").Select(r => r.ToTrail(request.Worker)).ToList());
        return changed;
    }

    // json_each over json_group_array is SQLite's way to join to a limited subquery a row. INDEXED BY: without statistics SQLite
    // takes the larger index on the state. CROSS JOIN: the candidates first.
    internal static string Sqlite(SqlDialect sql)
    {
        var due = $"i.host = h.host AND i.state IN ('pending', 'claimed') AND i.due_at <= {sql.Now} ORDER BY i.due_at";
        const string isSpent = "attempt - given_back >= @maxAttempts";
        return $"""
            WITH candidate AS (
                SELECT d.value AS item_id, d.key AS rank
                FROM hosts h, json_each(CASE
                    WHEN coalesce(h.interval_seconds, @hostInterval) > 0
                    THEN (SELECT json_group_array(item_id) FROM (SELECT i.item_id FROM items i WHERE {due} LIMIT 1))
                    ELSE (SELECT json_group_array(item_id) FROM (SELECT i.item_id FROM items i WHERE {due} LIMIT @max))
                END) AS d
                WHERE h.next_at <= {sql.Now}
            )
            UPDATE items SET
                state = CASE WHEN {isSpent} THEN 'finished' ELSE 'claimed' END,
                attempt = CASE WHEN {isSpent} THEN attempt ELSE attempt + 1 END,
                due_at = CASE WHEN {isSpent} THEN NULL ELSE {sql.After("@lease")} END,
                worker = CASE WHEN {isSpent} THEN NULL ELSE @worker END,
                begun = 0,
                outcome = CASE WHEN {isSpent} THEN 'abandoned' ELSE outcome END,
                detail = CASE WHEN {isSpent} THEN attempt || ' claims, last outcome: ' || coalesce(outcome, 'no answer') || coalesce(': ' || detail, '') ELSE detail END,
                ended_at = CASE WHEN {isSpent} THEN {sql.Now} END
            WHERE item_id IN (
                SELECT i.item_id FROM candidate c CROSS JOIN items i ON i.item_id = c.item_id
                ORDER BY c.rank, i.due_at
                LIMIT max(0, min(@max, @maxInFlight - (SELECT count(*) FROM items INDEXED BY items_claimed WHERE state = 'claimed' AND due_at > {sql.Now}))))
            RETURNING item_id, url, feed_id, attempt, title, published_at, published_offset_minutes, state, detail, host, trace_context
            """;
    }
}
