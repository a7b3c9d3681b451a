using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>Adding items to the frontier: with a feed's poll, or from a list.</summary>
internal static class ItemRows
{
    private sealed record Row(Item Item, Guid? FeedId, ItemOrigin Origin);

    private static readonly RowSet<string> Hosts = new(Column<string>.Text("host", h => h));

    private static readonly RowSet<Row> Items = new(
        Column<Row>.Id("item_id", r => r.Item.ItemId),
        Column<Row>.Text("canonical_url", r => r.Item.CanonicalUrl),
        Column<Row>.Text("url", r => r.Item.Url),
        Column<Row>.Text("host", r => r.Item.Host),
        Column<Row>.Id("feed_id", r => r.FeedId),
        Column<Row>.Text("title", r => r.Item.Title),
        Column<Row>.Time("published_at", r => r.Item.Published),
        Column<Row>.Integer("published_offset_minutes", r => (int?)r.Item.Published?.Offset.TotalMinutes),
        Column<Row>.Text("trace_context", r => r.Origin.TraceContext));

    private static readonly RowSet<Row> FeedItems = new(
        Column<Row>.Id("feed_id", r => r.FeedId),
        Column<Row>.Id("item_id", r => r.Item.ItemId));

    /// <summary>Adds what is new, due at once, with its first trail row, and who carried it. What is known stays as it is.</summary>
    /// <returns>How many items were new.</returns>
    public static async Task<int> AddAsync(Session session, IReadOnlyList<Item> items, Guid? feedId, ItemOrigin origin)
    {
        // In the order of their ids: two transactions that add the same rows wait for each other and never in a circle.
        var rows = items.DistinctBy(i => i.ItemId).OrderBy(i => i.ItemId).Select(i => new Row(i, feedId, origin)).ToList();
        var hosts = rows.Select(r => r.Item.Host).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var now = session.Sql.Now;

        await session.WriteAsync(Hosts, hosts, $$"""
            INSERT INTO hosts (host, next_at) SELECT host, {{now}} FROM {rows} WHERE true
            ON CONFLICT (host) DO NOTHING
            """);
        var added = (await session.WriteReturningAsync(Items, rows, $$"""
            INSERT INTO items ({columns}, state, due_at, discovered_at)
            SELECT {columns}, 'pending', {{now}}, {{now}} FROM {rows} WHERE true
            ON CONFLICT (item_id) DO NOTHING
            RETURNING item_id
            """)).ToHashSet();
        if (feedId is not null)
        {
            await session.WriteAsync(FeedItems, rows, $$"""
                INSERT INTO feed_items ({columns}, first_seen_at) SELECT {columns}, {{now}} FROM {rows} WHERE true
                ON CONFLICT (feed_id, item_id) DO NOTHING
                """);
        }

        await TrailRows.AppendAsync(session, rows.Where(r => added.Contains(r.Item.ItemId)).Select(Discovered).ToList());
        return added.Count;
    }

    private static TrailRow Discovered(Row row) => new()
    {
        ItemId = row.Item.ItemId,
        Attempt = 0,
        Stage = Stage.Discovered,
        Outcome = Outcome.Ok,
        Worker = row.Origin.Worker,
        Version = row.Origin.Version,
    };
}
