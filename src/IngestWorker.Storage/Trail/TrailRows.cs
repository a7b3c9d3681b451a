using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>A trail row to append; without a time of its own it gets the database's.</summary>
internal sealed record TrailRow
{
    public required Guid ItemId { get; init; }

    public required int Attempt { get; init; }

    public required Stage Stage { get; init; }

    public required Outcome Outcome { get; init; }

    public string? Detail { get; init; }

    public string? Worker { get; init; }

    public string? Version { get; init; }

    public DateTimeOffset? At { get; init; }
}

internal static class TrailRows
{
    private static readonly RowSet<TrailRow> Rows = new(
        Column<TrailRow>.Id("item_id", r => r.ItemId),
        Column<TrailRow>.Integer("attempt", r => r.Attempt),
        Column<TrailRow>.Text("stage", r => r.Stage.ToName()),
        Column<TrailRow>.Text("outcome", r => r.Outcome.ToName()),
        Column<TrailRow>.Text("detail", r => r.Detail),
        Column<TrailRow>.Text("worker", r => r.Worker),
        Column<TrailRow>.Text("version", r => r.Version),
        Column<TrailRow>.Time("at", r => r.At));

    public static Task<int> AppendAsync(Session session, IReadOnlyList<TrailRow> rows) => session.WriteAsync(Rows, rows, $$"""
        INSERT INTO item_trail ({columns})
        SELECT item_id, attempt, stage, outcome, detail, worker, version, coalesce(at, {{session.Sql.Now}}) FROM {rows}
        """);

    /// <summary>The parameters that <see cref="SqlDialect.WithTrail"/> names, with the item's and one more.</summary>
    public static object Parameters(Disposition disposition, double seconds = 0) => new
    {
        itemId = disposition.ItemId,
        attempt = disposition.Attempt,
        stage = disposition.Stage.ToName(),
        outcome = disposition.Outcome.ToName(),
        detail = StoredForm.Clean(disposition.Detail),
        worker = StoredForm.Clean(disposition.Worker),
        version = StoredForm.Clean(disposition.Version),
        seconds,
    };
}
