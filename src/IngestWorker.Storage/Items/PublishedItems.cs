using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>Claims whose articles the broker has.</summary>
internal static class PublishedItems
{
    private sealed record Row(Guid ItemId, int Attempt, double Hold);

    private static readonly RowSet<Row> Rows = new(
        Column<Row>.Id("item_id", r => r.ItemId),
        Column<Row>.Integer("attempt", r => r.Attempt),
        Column<Row>.Real("hold", r => r.Hold));

    public static Task<int> WriteAsync(Session session, IReadOnlyCollection<(Guid ItemId, int Attempt)> claims, TimeSpan hold)
    {
        var rows = claims.Distinct().Select(c => new Row(c.ItemId, c.Attempt, hold.TotalSeconds)).ToList();
        // Rows are locked in the order of their ids, as storing does it: two that want the same wait for each other and never in a circle.
        return session.WriteAsync(Rows, rows, session.Sql.Provider == DatabaseProvider.PostgreSql
            ? $$"""
              WITH held AS (
                  SELECT i.item_id, r.hold FROM items i JOIN {rows} ON r.item_id = i.item_id AND r.attempt = i.attempt
                  WHERE i.state = 'claimed' OR i.revisit_until IS NOT NULL
                  ORDER BY i.item_id {{session.Sql.Locked}} OF i
              )
              UPDATE items SET {{Change(session.Sql, "held.hold")}} FROM held WHERE items.item_id = held.item_id
              """
            : $$"""
              UPDATE items SET {{Change(session.Sql, "r.hold")}} FROM {rows}
              WHERE items.item_id = r.item_id AND items.attempt = r.attempt AND (items.state = 'claimed' OR items.revisit_until IS NOT NULL)
              """);
    }

    private static string Change(SqlDialect sql, string hold) => $"""
        begun = 0,
            due_at = CASE WHEN items.state = 'claimed' THEN {sql.After(hold)} END,
            revisit_until = CASE WHEN items.state = 'stored' THEN {sql.After(hold)} END
        """;
}
