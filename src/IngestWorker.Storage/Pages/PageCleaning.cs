using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>Takes pages out of the archive, the oldest first. What was coded from them stays.</summary>
public sealed class PageCleaning(IDatabase database)
{
    /// <summary>The size of all bodies as they are kept, in bytes.</summary>
    public Task<long> SizeAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.FirstAsync<long>($"SELECT {Total(session.Sql)} FROM page_bodies"), cancellationToken);

    /// <summary>Takes out pages that were fetched longer ago.</summary>
    /// <param name="age">How long pages are kept.</param>
    /// <param name="max">How many at most.</param>
    public Task<CleanedPages> ByAgeAsync(TimeSpan age, int max, CancellationToken cancellationToken) => database.TransactAsync(
        async session => await DeleteAsync(session, await session.QueryAsync<OldPage>(
            OldestPages($"WHERE fetched_at < {session.Sql.After("@age")}"),
            new { age = -age.TotalSeconds, max })),
        cancellationToken);

    /// <summary>Takes out the oldest pages until so many bytes are free, or so many pages are gone.</summary>
    /// <param name="bytes">To be freed.</param>
    /// <param name="max">How many pages at most.</param>
    public Task<CleanedPages> BySizeAsync(long bytes, int max, CancellationToken cancellationToken) => database.TransactAsync(
        async session =>
        {
            var oldest = await session.QueryAsync<OldPage>(OldestPages(""), new { max });
            var (count, sum) = (0, 0L);
            while (count < oldest.Count && sum < bytes) sum += oldest[count++].StoredBytes;
            return await DeleteAsync(session, oldest.Take(count).ToList());
        },
        cancellationToken);

    // The pages first: their sizes are looked up for these alone.
    private static string OldestPages(string where) => $"""
        SELECT p.page_id, p.body_sha256, b.stored_bytes
        FROM (SELECT page_id, body_sha256, fetched_at FROM pages {where} ORDER BY fetched_at, page_id LIMIT @max) p
        JOIN page_bodies b ON b.body_sha256 = p.body_sha256
        ORDER BY p.fetched_at, p.page_id
        """;

    // A body goes with the last of its pages. One that a page was just added to is locked or has that page: it stays, whatever comes first.
    private static async Task<CleanedPages> DeleteAsync(Session session, IReadOnlyList<OldPage> pages)
    {
        if (pages.Count == 0) return new CleanedPages(0, 0);
        var deleted = await session.ExecuteAsync($"DELETE FROM pages WHERE page_id {session.Sql.In("@pages")}", new { pages = session.Sql.List(pages.Select(p => p.PageId).ToList()) });
        var hashes = pages.Select(p => p.BodySha256).Distinct(StringComparer.Ordinal).ToList();
        var freed = await session.QueryAsync<long>(
            $"""
            DELETE FROM page_bodies WHERE body_sha256 IN (
                SELECT b.body_sha256 FROM page_bodies b
                WHERE b.body_sha256 {session.Sql.In("@hashes")} AND NOT EXISTS (SELECT 1 FROM pages p WHERE p.body_sha256 = b.body_sha256)
                {session.Sql.SkipLocked})
            RETURNING stored_bytes
            """,
            new { hashes = session.Sql.List(hashes) });
        return new CleanedPages(deleted, freed.Sum());
    }

    private static string Total(SqlDialect sql) => sql.Provider == DatabaseProvider.PostgreSql ? "coalesce(sum(stored_bytes), 0)::bigint" : "coalesce(sum(stored_bytes), 0)";

    private sealed class OldPage
    {
        public Guid PageId { get; init; }

        public string BodySha256 { get; init; } = "";

        public long StoredBytes { get; init; }
    }
}

/// <param name="Pages">How many were taken out.</param>
/// <param name="Bytes">How much room their bodies took; a body that other pages share stays.</param>
public sealed record CleanedPages(int Pages, long Bytes);
