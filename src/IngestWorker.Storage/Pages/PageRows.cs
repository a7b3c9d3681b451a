using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;
using ZstdSharp;

namespace IngestWorker.Storage;

/// <summary>Pages and their bodies as rows.</summary>
internal static class PageRows
{
    public const string Select = """
        SELECT p.page_id, p.item_id, p.url, p.fetched_at, p.status_code, p.content_type, p.etag, p.last_modified, p.body_sha256, b.body_bytes, b.body
        FROM pages p JOIN page_bodies b ON b.body_sha256 = p.body_sha256 JOIN items i ON i.item_id = p.item_id
        """;

    private static readonly RowSet<PageToKeep> Rows = new(
        Column<PageToKeep>.Id("page_id", r => r.Page.PageId),
        Column<PageToKeep>.Id("item_id", r => r.Page.ItemId),
        Column<PageToKeep>.Text("url", r => r.Page.Url),
        Column<PageToKeep>.Time("fetched_at", r => r.Page.FetchedAt),
        Column<PageToKeep>.Integer("status_code", r => r.Page.StatusCode),
        Column<PageToKeep>.Text("content_type", r => r.Page.ContentType),
        Column<PageToKeep>.Text("etag", r => r.Page.ETag),
        Column<PageToKeep>.Text("last_modified", r => r.Page.LastModified),
        Column<PageToKeep>.Text("body_sha256", r => r.Page.BodySha256),
        Column<PageToKeep>.Integer("body_bytes", r => r.Page.Body.Length),
        Column<PageToKeep>.Integer("stored_bytes", r => r.Compressed.Length),
        Column<PageToKeep>.Bytes("body", r => r.Compressed),
        Column<PageToKeep>.Integer("attempt", r => r.Fetched.Attempt),
        Column<PageToKeep>.Text("stage", r => r.Fetched.Stage.ToName()),
        Column<PageToKeep>.Text("outcome", r => r.Fetched.Outcome.ToName()),
        Column<PageToKeep>.Text("detail", r => r.Fetched.Detail),
        Column<PageToKeep>.Text("worker", r => r.Fetched.Worker),
        Column<PageToKeep>.Text("version", r => r.Fetched.Version));

    /// <summary>Bodies, pages and trail rows of pages that have a body each: in PostgreSQL by one statement, which is one round trip and one transaction.</summary>
    /// <returns>How many rows the trail got.</returns>
    public static async Task<int> SaveAsync(Session session, IReadOnlyList<PageToKeep> pages)
    {
        // In the order of their keys, so that two batches wait for each other and never in a circle.
        var rows = pages.OrderBy(r => r.Page.BodySha256, StringComparer.Ordinal).ToList();
        if (session.Sql.Provider == DatabaseProvider.PostgreSql)
        {
            // The bodies first, as versions before have it: a part of WITH that nobody counts would be done last.
            return await session.WriteAsync(Rows, rows, $$"""
                WITH r AS (SELECT * FROM {rows}),
                bodies AS ({{InsertBody("r", "true")}} RETURNING 1),
                kept AS ({{InsertPage("r", "(SELECT count(*) FROM bodies) > 0")}})
                {{InsertTrail(session.Sql, "r")}}
                """);
        }
        await session.WriteAsync(Rows, rows, InsertBody("{rows}", "true"));
        await session.WriteAsync(Rows, rows, InsertPage("{rows}", "true"));
        return await session.WriteAsync(Rows, rows, InsertTrail(session.Sql, "{rows}"));
    }

    // A body that is there is locked by the empty update: the cleaning does not take it away before its page is in.
    private static string InsertBody(string rows, string condition) => $"""
        INSERT INTO page_bodies (body_sha256, body_bytes, stored_bytes, body)
        SELECT body_sha256, body_bytes, stored_bytes, body FROM {rows} WHERE {condition}
        ON CONFLICT (body_sha256) DO UPDATE SET body_bytes = excluded.body_bytes
        """;

    private static string InsertPage(string rows, string condition) => $"""
        INSERT INTO pages (page_id, item_id, url, fetched_at, status_code, content_type, etag, last_modified, body_sha256)
        SELECT page_id, item_id, url, fetched_at, status_code, content_type, etag, last_modified, body_sha256 FROM {rows} WHERE {condition}
        ON CONFLICT (page_id) DO UPDATE SET
            fetched_at = excluded.fetched_at, url = excluded.url, status_code = excluded.status_code,
            content_type = excluded.content_type, etag = excluded.etag, last_modified = excluded.last_modified
        WHERE pages.fetched_at < excluded.fetched_at
        """;

    private static string InsertTrail(SqlDialect sql, string rows) => $"""
        INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, version, at)
        SELECT item_id, attempt, stage, outcome, detail, worker, version, {sql.Now} FROM {rows}
        """;
}

/// <summary>A page to be kept, with its body as it is kept and the disposition of its fetch.</summary>
internal sealed record PageToKeep(Page Page, byte[] Compressed, Disposition Fetched);

/// <summary>A page as <see cref="PageRows.Select"/> gives it.</summary>
internal sealed class PageRow
{
    public Guid PageId { get; init; }

    public Guid ItemId { get; init; }

    public string Url { get; init; } = "";

    public DateTimeOffset FetchedAt { get; init; }

    public int StatusCode { get; init; }

    public string? ContentType { get; init; }

    public string? Etag { get; init; }

    public string? LastModified { get; init; }

    public string BodySha256 { get; init; } = "";

    public int BodyBytes { get; init; }

    public byte[] Body { get; init; } = [];

    public Page ToPage() => new()
    {
        PageId = PageId,
        ItemId = ItemId,
        Url = Url,
        FetchedAt = FetchedAt,
        StatusCode = StatusCode,
        ContentType = ContentType,
        ETag = Etag,
        LastModified = LastModified,
        BodySha256 = BodySha256,
        Body = Decompress(),
    };

    private byte[] Decompress()
    {
        using var decompressor = new Decompressor();
        return decompressor.Unwrap(Body, BodyBytes).ToArray();
    }
}
