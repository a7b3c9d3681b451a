using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>What became of each item.</summary>
public sealed class TrailStore(IDatabase database)
{
    /// <summary>Appends rows that go with no other write.</summary>
    public Task AppendAsync(IReadOnlyList<Disposition> dispositions, CancellationToken cancellationToken) => database.TransactAsync(
        session => TrailRows.AppendAsync(session, dispositions.Select(ToRow).ToList()), cancellationToken);

    /// <summary>The trail of the item whose canonical URL this is; null where there is no such item.</summary>
    public Task<ItemTrail?> ReadAsync(string canonicalUrl, CancellationToken cancellationToken) =>
        ReadAsync(DeterministicId.ForItem(canonicalUrl), cancellationToken);

    /// <summary>The trail of the item with this id, or with a page, article or event of this id; null where there is none.</summary>
    public async Task<ItemTrail?> ReadAsync(Guid id, CancellationToken cancellationToken) => await database.ReadAsync(
        async session =>
        {
            var item = await session.FirstAsync<ItemRow>(
                """
                SELECT item_id, url, state, outcome, detail, attempt, due_at, worker FROM items WHERE item_id = (
                    SELECT item_id FROM items WHERE item_id = @id
                    UNION ALL SELECT item_id FROM articles WHERE article_id = @id
                    UNION ALL SELECT item_id FROM pages WHERE page_id = @id
                    UNION ALL SELECT a.item_id FROM events e JOIN articles a ON a.article_id = e.article_id WHERE e.event_id = @id
                    LIMIT 1)
                """,
                new { id });
            if (item is null)
                return null;
            var entries = await session.QueryAsync<EntryRow>(
                """
                SELECT item_id, attempt, stage, outcome, detail, worker, version, at FROM item_trail
                WHERE item_id = @itemId ORDER BY at, trail_id
                """,
                new { itemId = item.ItemId });
            return item.ToTrail(entries);
        },
        cancellationToken);

    private static TrailRow ToRow(Disposition disposition) => new()
    {
        ItemId = disposition.ItemId,
        Attempt = disposition.Attempt,
        Stage = disposition.Stage,
        Outcome = disposition.Outcome,
        Detail = disposition.Detail,
        Worker = disposition.Worker,
        Version = disposition.Version,
    };

    private sealed class ItemRow
    {
        public Guid ItemId { get; init; }

        public string Url { get; init; } = "";

        public string State { get; init; } = "";

        public string? Outcome { get; init; }

        public string? Detail { get; init; }

        public int Attempt { get; init; }

        public DateTimeOffset? DueAt { get; init; }

        public string? Worker { get; init; }

        public ItemTrail ToTrail(IReadOnlyList<EntryRow> entries) => new()
        {
            ItemId = ItemId,
            Url = Url,
            State = EnumNames.Parse<ItemState>(State),
            Outcome = Outcome is null ? null : EnumNames.Parse<Outcome>(Outcome),
            Detail = Detail,
            Attempt = Attempt,
            DueAt = DueAt,
            Worker = Worker,
            Entries = entries.Select(e => e.ToEntry()).ToList(),
        };
    }

    private sealed class EntryRow
    {
        public Guid ItemId { get; init; }

        public int Attempt { get; init; }

        public string Stage { get; init; } = "";

        public string Outcome { get; init; } = "";

        public string? Detail { get; init; }

        public string? Worker { get; init; }

        public string? Version { get; init; }

        public DateTimeOffset At { get; init; }

        public TrailEntry ToEntry() => new()
        {
            ItemId = ItemId,
            Attempt = Attempt,
            Stage = EnumNames.Parse<Stage>(Stage),
            Outcome = EnumNames.Parse<Outcome>(Outcome),
            Detail = Detail,
            Worker = Worker,
            Version = Version,
            At = At,
        };
    }
}
