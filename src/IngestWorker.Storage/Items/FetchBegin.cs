using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>
/// The begin of a fetch: is the claim still good, what is known of the item, and when is it the host's turn. Claims of a host keep their
/// distance, but the messages they lead to may wait in a queue and be worked on all at once; the turn, taken here, keeps the distance
/// between the fetches themselves.
/// </summary>
internal static class FetchBegin
{
    public static async Task<FetchStart?> RunAsync(Session session, Guid itemId, int attempt, FetchTerms terms)
    {
        var parameters = new
        {
            itemId,
            attempt,
            lease = terms.Lease.TotalSeconds,
            firstRevisit = terms.FirstRevisit?.TotalSeconds ?? 0,
            again = terms.FirstRevisit is not null,
            hostInterval = terms.HostInterval.TotalSeconds,
            maxHostInterval = terms.MaxHostInterval.TotalSeconds,
            responseFactor = terms.ResponseTimeFactor,
            worker = StoredForm.Clean(terms.Worker),
            version = StoredForm.Clean(terms.Version),
        };
        var row = session.Sql.Provider == DatabaseProvider.PostgreSql
            ? await session.FirstAsync<StartRow>(PostgreSql(session.Sql), parameters)
            : await OnSqliteAsync(session, parameters);
        return row?.ToStart();
    }

    private static string Begin(SqlDialect sql) => $"""
        UPDATE items SET begun = begun + 1,
            due_at = CASE WHEN state = 'claimed' THEN {sql.After("@lease")} END,
            revisit_until = CASE WHEN state = 'stored' THEN {sql.After("@lease")} END,
            revisit_at = CASE WHEN state = 'stored' THEN revisit_at WHEN @again THEN {sql.After("@firstRevisit")} END
        WHERE item_id = @itemId AND attempt = @attempt AND (state = 'claimed' OR revisit_until IS NOT NULL)
        """;

    private static string PostgreSql(SqlDialect sql) => $"""
        WITH begun AS ({Begin(sql)} RETURNING item_id, host, state, begun),
        turn AS (
            UPDATE hosts SET fetch_at = greatest({sql.Now}, {sql.AfterTime("fetch_at", sql.SlotSeconds("hosts"))})
            FROM begun WHERE hosts.host = begun.host AND {sql.SlotSeconds("hosts")} > 0
            RETURNING hosts.fetch_at
        ), trail AS ({Trail(sql)} FROM begun)
        SELECT b.host, b.state, b.begun, {sql.Now} AS begun_at, coalesce({sql.SecondsUntil("t.fetch_at")}, 0) AS wait_seconds, h.response_seconds, p.page_id, p.etag, p.last_modified, p.body_sha256,
            CASE WHEN b.state = 'stored' THEN (SELECT a.article_id FROM articles a WHERE a.item_id = b.item_id AND a.is_current LIMIT 1) END AS article_id
        FROM begun b
        JOIN hosts h ON h.host = b.host
        LEFT JOIN turn t ON true
        LEFT JOIN LATERAL (SELECT page_id, etag, last_modified, body_sha256 FROM pages WHERE item_id = b.item_id ORDER BY fetched_at DESC LIMIT 1) p ON true
        """;

    // When a worker took the command up, not when it was sent: a broker that takes nothing for an hour would leave a row a second.
    private static string Trail(SqlDialect sql) => $"""
        INSERT INTO item_trail (item_id, attempt, stage, outcome, worker, version, at)
        SELECT @itemId, @attempt, 'dispatched', 'ok', @worker, @version, {sql.Now}
        """;

    private static async Task<StartRow?> OnSqliteAsync(Session session, object parameters)
    {
        var sql = session.Sql;
        if (await session.ExecuteAsync(Begin(sql), parameters) == 0) return null;
        await session.ExecuteAsync(Trail(sql), parameters);
        await session.ExecuteAsync(
            $"""
            UPDATE hosts SET fetch_at = max({sql.Now}, coalesce({sql.AfterTime("fetch_at", sql.SlotSeconds("hosts"))}, ''))
            WHERE host = (SELECT host FROM items WHERE item_id = @itemId) AND {sql.SlotSeconds("hosts")} > 0
            """,
            parameters);
        return await session.FirstAsync<StartRow>(
            $"""
            SELECT i.host, i.state, i.begun, {sql.Now} AS begun_at, CASE WHEN {sql.SlotSeconds("h")} > 0 THEN {sql.SecondsUntil("h.fetch_at")} ELSE 0.0 END AS wait_seconds, h.response_seconds,
                p.page_id, p.etag, p.last_modified, p.body_sha256,
                CASE WHEN i.state = 'stored' THEN (SELECT a.article_id FROM articles a WHERE a.item_id = i.item_id AND a.is_current LIMIT 1) END AS article_id
            FROM items i
            JOIN hosts h ON h.host = i.host
            LEFT JOIN pages p ON p.page_id = (SELECT q.page_id FROM pages q WHERE q.item_id = i.item_id ORDER BY q.fetched_at DESC LIMIT 1)
            WHERE i.item_id = @itemId
            """,
            parameters);
    }

    private sealed class StartRow
    {
        public string Host { get; init; } = "";

        public string State { get; init; } = "";

        public int Begun { get; init; }

        public DateTimeOffset BegunAt { get; init; }

        public double WaitSeconds { get; init; }

        public double? ResponseSeconds { get; init; }

        public Guid? PageId { get; init; }

        public string? Etag { get; init; }

        public string? LastModified { get; init; }

        public string? BodySha256 { get; init; }

        public Guid? ArticleId { get; init; }

        public FetchStart ToStart() => new()
        {
            Host = Host,
            IsRevisit = State == "stored",
            Begun = Begun,
            BegunAt = BegunAt,
            // A turn that has come a moment ago is no wait.
            Wait = WaitSeconds > 0.001 ? TimeSpan.FromSeconds(WaitSeconds) : TimeSpan.Zero,
            ResponseTime = ResponseSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            PageId = PageId,
            ETag = Etag,
            LastModified = LastModified,
            BodySha256 = BodySha256,
            ArticleId = ArticleId,
        };
    }
}
