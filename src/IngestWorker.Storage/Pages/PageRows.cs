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

    // A body that is there is locked by the empty update, so that the cleaning does not take it away before its page is in.
    private const string Body = """
        INSERT INTO page_bodies (body_sha256, body_bytes, stored_bytes, body) VALUES (@bodySha256, @bodyBytes, @storedBytes, @body)
        ON CONFLICT (body_sha256) DO UPDATE SET body_bytes = excluded.body_bytes
        """;

    private const string Page = """
        INSERT INTO pages (page_id, item_id, url, fetched_at, status_code, content_type, etag, last_modified, body_sha256)
        VALUES (@pageId, @itemId, @url, @fetchedAt, @statusCode, @contentType, @etag, @lastModified, @bodySha256)
        ON CONFLICT (page_id) DO UPDATE SET
            fetched_at = excluded.fetched_at, url = excluded.url, status_code = excluded.status_code,
            content_type = excluded.content_type, etag = excluded.etag, last_modified = excluded.last_modified
        WHERE pages.fetched_at < excluded.fetched_at
        """;

    /// <summary>Body, page and trail row: one command, one round trip. Foreign keys are checked at its end.</summary>
    public static Task<int> SaveAsync(Session session, Page page, byte[] body, Disposition fetched)
    {
        var trail = $"""
            INSERT INTO item_trail (item_id, attempt, stage, outcome, detail, worker, version, at)
            VALUES (@itemId, @attempt, @stage, @outcome, @detail, @worker, @version, {session.Sql.Now})
            """;
        var statement = session.Sql.Provider == DatabaseProvider.PostgreSql
            ? $"WITH body AS ({Body}), page AS ({Page}) {trail}"
            : $"{Body}; {Page}; {trail}";
        return session.ExecuteAsync(statement, new
        {
            pageId = page.PageId,
            itemId = page.ItemId,
            url = StoredForm.Clean(page.Url),
            fetchedAt = page.FetchedAt,
            statusCode = page.StatusCode,
            contentType = StoredForm.Clean(page.ContentType),
            etag = StoredForm.Clean(page.ETag),
            lastModified = StoredForm.Clean(page.LastModified),
            bodySha256 = page.BodySha256,
            bodyBytes = page.Body.Length,
            storedBytes = body.Length,
            body,
            attempt = fetched.Attempt,
            stage = fetched.Stage.ToName(),
            outcome = fetched.Outcome.ToName(),
            detail = StoredForm.Clean(fetched.Detail),
            worker = StoredForm.Clean(fetched.Worker),
            version = StoredForm.Clean(fetched.Version),
        });
    }
}

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
