using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>
/// The claim of stored articles that are due to be looked at again. It takes what new items leave: only of hosts where no new item
/// is due, only within its own bound, and only up to what may be in flight at all. The claim itself sets the next look, so one
/// that fails, or whose worker dies, is not repeated: the next one comes.
/// </summary>
internal static class RevisitClaim
{
    public static async Task<IReadOnlyList<FetchArticle>> RunAsync(Session session, RevisitRequest request)
    {
        var parameters = new
        {
            max = request.Dispatch.Max,
            maxInFlight = request.Dispatch.MaxInFlight,
            maxRevisits = request.MaxRevisits,
            lease = request.Dispatch.Lease.TotalSeconds,
            hostInterval = request.Dispatch.HostInterval.TotalSeconds,
            maxHostInterval = request.Dispatch.MaxHostInterval.TotalSeconds,
            responseFactor = request.Dispatch.ResponseTimeFactor,
            worker = request.Dispatch.Worker,
            revisits = session.Sql.Seconds(request.After),
            dispatchLock = PostgreSqlDatabase.DispatchLock,
        };
        if (session.Sql.Provider == DatabaseProvider.PostgreSql)
            return (await session.QuerySecondAsync<ClaimedRow>(PostgreSql(session.Sql), parameters)).OrderBy(r => r.Rank).Select(r => r.ToCommand()).ToList();

        var claimed = await session.QueryAsync<ClaimedRow>(Sqlite(session.Sql), parameters);
        if (claimed.Count > 0)
        {
            await session.ExecuteAsync(
                $"UPDATE hosts SET next_at = {session.Sql.After(session.Sql.SlotSeconds("hosts"))} WHERE host IN (SELECT value FROM json_each(@hosts))",
                new
                {
                    parameters.hostInterval,
                    parameters.maxHostInterval,
                    parameters.responseFactor,
                    hosts = StoredForm.JsonArray(claimed.Select(r => r.Host!).Distinct(StringComparer.Ordinal).ToList()),
                });
        }
        return claimed.Select(r => r.ToCommand()).ToList();
    }

    // As ItemClaim does it, and under the same lock: the bounds count both.
    private static string PostgreSql(SqlDialect sql) => $"""
        SELECT pg_advisory_xact_lock(@dispatchLock);
        WITH candidate AS (
            SELECT d.item_id, h.host, row_number() OVER (ORDER BY d.revisit_at) AS rank
            FROM hosts h
            CROSS JOIN LATERAL (
                SELECT i.item_id, i.revisit_at
                FROM items i
                WHERE i.host = h.host AND i.state = 'stored' AND i.revisit_at <= {sql.Now}
                ORDER BY i.revisit_at
                LIMIT CASE WHEN coalesce(h.interval_seconds, @hostInterval) > 0 THEN 1 ELSE @max END
            ) AS d
            WHERE h.next_at <= {sql.Now} AND {NothingNew(sql)}
            ORDER BY d.revisit_at
            LIMIT greatest(0, least(@max, @maxRevisits - {UnderWay(sql)}, @maxInFlight - {UnderWay(sql)} - (SELECT count(*) FROM items WHERE state = 'claimed' AND due_at > {sql.Now})))
        ), taken AS (
            SELECT c.rank, i.item_id, h.host, {sql.SlotSeconds("h")} AS seconds
            FROM candidate c
            JOIN items i ON i.item_id = c.item_id
            JOIN hosts h ON h.host = c.host
            WHERE i.state = 'stored' AND i.revisit_at <= {sql.Now} AND h.next_at <= {sql.Now}
            FOR NO KEY UPDATE OF i, h SKIP LOCKED
        ), slot AS (
            UPDATE hosts SET next_at = {sql.After("t.seconds")}
            FROM (SELECT DISTINCT host, seconds FROM taken) AS t
            WHERE hosts.host = t.host
        )
        UPDATE items SET attempt = items.attempt + 1, begun = 0, worker = @worker, revisit_until = {sql.After("@lease")}, revisit_at = {sql.NextRevisit("items")}
        FROM taken t
        WHERE items.item_id = t.item_id
        RETURNING t.rank, items.item_id, items.url, items.feed_id, items.attempt, items.title, items.published_at, items.published_offset_minutes, items.state, items.trace_context
        """;

    private static string Sqlite(SqlDialect sql)
    {
        var due = $"i.host = h.host AND i.state = 'stored' AND i.revisit_at <= {sql.Now} ORDER BY i.revisit_at";
        return $"""
            WITH candidate AS (
                SELECT d.value AS item_id
                FROM hosts h, json_each(CASE
                    WHEN coalesce(h.interval_seconds, @hostInterval) > 0
                    THEN (SELECT json_group_array(item_id) FROM (SELECT i.item_id FROM items i WHERE {due} LIMIT 1))
                    ELSE (SELECT json_group_array(item_id) FROM (SELECT i.item_id FROM items i WHERE {due} LIMIT @max))
                END) AS d
                WHERE h.next_at <= {sql.Now} AND {NothingNew(sql)}
            )
            UPDATE items SET attempt = attempt + 1, begun = 0, worker = @worker, revisit_until = {sql.After("@lease")}, revisit_at = {sql.NextRevisit("items")}
            WHERE item_id IN (
                SELECT i.item_id FROM candidate c CROSS JOIN items i ON i.item_id = c.item_id
                ORDER BY i.revisit_at
                LIMIT max(0, min(@max, @maxRevisits - {UnderWay(sql)}, @maxInFlight - {UnderWay(sql)} - (SELECT count(*) FROM items INDEXED BY items_claimed WHERE state = 'claimed' AND due_at > {sql.Now}))))
            RETURNING item_id, url, feed_id, attempt, title, published_at, published_offset_minutes, state, host, trace_context
            """;
    }

    private static string NothingNew(SqlDialect sql) =>
        $"NOT EXISTS (SELECT 1 FROM items n WHERE n.host = h.host AND n.state IN ('pending', 'claimed') AND n.due_at <= {sql.Now})";

    private static string UnderWay(SqlDialect sql) => $"(SELECT count(*) FROM items WHERE revisit_until > {sql.Now})";
}
