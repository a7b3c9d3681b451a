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

    private static readonly RowSet<PageToKeep> Bodies = new(
        Column<PageToKeep>.Text("body_sha256", r => r.Page.BodySha256),
        Column<PageToKeep>.Integer("body_bytes", r => r.Page.Body.Length),
        Column<PageToKeep>.Integer("stored_bytes", r => r.Compressed.Length),
        Column<PageToKeep>.Bytes("body", r => r.Compressed));

    private static readonly RowSet<PageToKeep> Pages = new(
        Column<PageToKeep>.Id("page_id", r => r.Page.PageId),
        Column<PageToKeep>.Id("item_id", r => r.Page.ItemId),
        Column<PageToKeep>.Text("url", r => r.Page.Url),
        Column<PageToKeep>.Time("fetched_at", r => r.Page.FetchedAt),
        Column<PageToKeep>.Integer("status_code", r => r.Page.StatusCode),
        Column<PageToKeep>.Text("content_type", r => r.Page.ContentType),
        Column<PageToKeep>.Text("etag", r => r.Page.ETag),
        Column<PageToKeep>.Text("last_modified", r => r.Page.LastModified),
        Column<PageToKeep>.Text("body_sha256", r => r.Page.BodySha256));

    /// <summary>Bodies, pages and trail rows of a batch.</summary>
    public static async Task<int> SaveAsync(Session session, IReadOnlyList<PageToKeep> batch)
    {
        // In the order of their keys, so that two batches wait for each other and never in a circle; each key once, as one statement asks for it.
        // A body that is there is locked by the empty update: the cleaning does not take it away before its page is in.
        var bodies = batch.DistinctBy(r => r.Page.BodySha256).OrderBy(r => r.Page.BodySha256, StringComparer.Ordinal).ToList();
        await session.WriteAsync(Bodies, bodies, """
            INSERT INTO page_bodies ({columns}) SELECT {columns} FROM {rows} WHERE true
            ON CONFLICT (body_sha256) DO UPDATE SET body_bytes = excluded.body_bytes
            """);
        var pages = batch.OrderByDescending(r => r.Page.FetchedAt).DistinctBy(r => r.Page.PageId).OrderBy(r => r.Page.PageId).ToList();
        await session.WriteAsync(Pages, pages, """
            INSERT INTO pages ({columns}) SELECT {columns} FROM {rows} WHERE true
            ON CONFLICT (page_id) DO UPDATE SET
                fetched_at = excluded.fetched_at, url = excluded.url, status_code = excluded.status_code,
                content_type = excluded.content_type, etag = excluded.etag, last_modified = excluded.last_modified
            WHERE pages.fetched_at < excluded.fetched_at
            """);
        return await TrailRows.AppendAsync(session, batch.Select(Trail).ToList());
    }

    private static TrailRow Trail(PageToKeep row) => new()
    {
        ItemId = row.Page.ItemId,
        Attempt = row.Fetched.Attempt,
        Stage = row.Fetched.Stage,
        Outcome = row.Fetched.Outcome,
        Detail = row.Fetched.Detail,
        Worker = row.Fetched.Worker,
        Version = row.Fetched.Version,
    };
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
