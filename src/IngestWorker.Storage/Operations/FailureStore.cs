using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>Items that ended in a failure, and what an operator does about them. Every act leaves one row in the item's trail, however often it is repeated after a crash.</summary>
public sealed class FailureStore(IDatabase database)
{
    /// <summary>
    /// The outcomes that a retry or a hand may mend. The others are answers: the page is gone, is no article, is stored under another address,
    /// may not be fetched.
    /// </summary>
    public static IReadOnlyList<Outcome> Outcomes { get; } = [.. Enum.GetValues<Outcome>().Except(
    [
        Outcome.Ok, Outcome.NotModified, Outcome.RobotsDisallowed, Outcome.NotFound, Outcome.Gone, Outcome.UnsupportedContentType, Outcome.NoArticle,
        Outcome.SectionPage, Outcome.Duplicate, Outcome.LanguageNotSupported,
    ])];

    /// <summary>Failed items that nobody dropped, newest first.</summary>
    /// <param name="since">How far back.</param>
    /// <param name="outcomes">Which; <see cref="Outcomes"/> as a rule.</param>
    /// <param name="limit">At most so many.</param>
    public async Task<IReadOnlyList<FailedItem>> ListAsync(TimeSpan since, IReadOnlyList<Outcome> outcomes, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<FailedRow>(
                $"""
                {Select}
                WHERE i.state = 'finished' AND i.ended_at >= {session.Sql.After("@since")} AND i.dropped_at IS NULL AND i.outcome {session.Sql.In("@outcomes")}
                ORDER BY i.ended_at DESC LIMIT @limit
                """,
                new { since = -since.TotalSeconds, outcomes = session.Sql.List(outcomes.Select(o => o.ToName()).ToList()), limit }),
            cancellationToken);
        return [.. rows.Select(r => r.ToItem())];
    }

    /// <summary>One item that is finished, whatever the reason and the time; null where there is none.</summary>
    public async Task<FailedItem?> FindAsync(Guid itemId, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            session => session.FirstAsync<FailedRow>($"{Select} WHERE i.item_id = @itemId AND i.state = 'finished'", new { itemId }), cancellationToken);
        return row?.ToItem();
    }

    /// <summary>Makes an item due now, with all its attempts before it.</summary>
    public async Task<ItemRetry> RetryAsync(Guid itemId, HandAct act, CancellationToken cancellationToken) => await database.TransactAsync(
        async session =>
        {
            if (await StateAsync(session, itemId) is not { } item) return ItemRetry.Unknown;
            if (item.State is ItemState.Claimed) return ItemRetry.UnderWay;
            if (item.State is ItemState.Stored) return ItemRetry.Stored;
            await session.ExecuteAsync(
                $"""
                UPDATE items SET state = 'pending', due_at = {session.Sql.Now}, ended_at = NULL, revisit_at = NULL, dropped_at = NULL, given_back = attempt, worker = NULL
                WHERE item_id = @itemId
                """,
                new { itemId });
            await NoteAsync(session, item, Stage.Dispatched, Outcome.Ok, "due again by hand", act);
            return ItemRetry.Due;
        },
        cancellationToken);

    /// <summary>
    /// Lets an item be: one that is not ended ends as <see cref="Outcome.Abandoned"/>, one that failed is listed no more, a stored one stays
    /// stored. The reason goes into its trail.
    /// </summary>
    /// <returns>False where there is no such item; nothing was written then.</returns>
    public Task<bool> DropAsync(Guid itemId, HandAct act, CancellationToken cancellationToken) => database.TransactAsync(
        async session =>
        {
            if (await StateAsync(session, itemId) is not { } item) return false;
            await session.ExecuteAsync(
                $"""
                UPDATE items SET
                    outcome = CASE WHEN state = 'finished' THEN outcome ELSE 'abandoned' END,
                    detail = CASE WHEN state = 'finished' THEN detail ELSE @detail END,
                    ended_at = coalesce(ended_at, {session.Sql.Now}),
                    dropped_at = coalesce(dropped_at, {session.Sql.Now}),
                    state = 'finished', due_at = NULL, revisit_at = NULL, worker = NULL
                WHERE item_id = @itemId AND state <> 'stored'
                """,
                new { itemId, detail = StoredForm.Clean(Text("dropped by hand", act)) });
            await NoteAsync(session, item, Stage.Finished, Outcome.Abandoned, "dropped by hand", act);
            return true;
        },
        cancellationToken);

    /// <summary>Writes down that a message of the item was published again by hand.</summary>
    public Task NotePublishedAsync(Guid itemId, HandAct act, CancellationToken cancellationToken) => database.TransactAsync(
        async session =>
        {
            if (await StateAsync(session, itemId) is { } item) await NoteAsync(session, item, Stage.Published, Outcome.Ok, "published again by hand", act);
            return true;
        },
        cancellationToken);

    // A command that was cut off between this row and the message's end is given again: the same words in the same attempt are written once.
    private static async Task NoteAsync(Session session, KnownItem item, Stage stage, Outcome outcome, string what, HandAct act)
    {
        var detail = StoredForm.Clean(Text(what, act));
        var last = await session.FirstAsync<string>(
            "SELECT detail FROM item_trail WHERE item_id = @itemId ORDER BY trail_id DESC LIMIT 1", new { itemId = item.ItemId });
        if (last == detail) return;
        await TrailRows.AppendAsync(session,
            [new TrailRow { ItemId = item.ItemId, Attempt = item.Attempt, Stage = stage, Outcome = outcome, Detail = detail, Worker = act.By, Version = act.Version }]);
    }

    private static string Text(string what, HandAct act) => act.Reason is { Length: > 0 } reason ? $"{what}: {reason}" : what;

    private static async Task<KnownItem?> StateAsync(Session session, Guid itemId)
    {
        var row = await session.FirstAsync<StateRow>($"SELECT item_id, attempt, state FROM items WHERE item_id = @itemId {session.Sql.Locked}", new { itemId });
        return row is null ? null : new KnownItem(row.ItemId, row.Attempt, EnumNames.Parse<ItemState>(row.State));
    }

    private const string Select = """
        SELECT i.item_id, i.url, i.outcome, i.detail, i.attempt, i.ended_at,
            (SELECT t.stage FROM item_trail t WHERE t.item_id = i.item_id ORDER BY t.trail_id DESC LIMIT 1) AS stage
        FROM items i
        """;

    private sealed record KnownItem(Guid ItemId, int Attempt, ItemState State);

    private sealed class StateRow
    {
        public Guid ItemId { get; init; }

        public int Attempt { get; init; }

        public string State { get; init; } = "";
    }

    private sealed class FailedRow
    {
        public Guid ItemId { get; init; }

        public string Url { get; init; } = "";

        public string Outcome { get; init; } = "";

        public string? Detail { get; init; }

        public int Attempt { get; init; }

        public DateTimeOffset EndedAt { get; init; }

        public string? Stage { get; init; }

        public FailedItem ToItem() => new()
        {
            ItemId = ItemId,
            Url = Url,
            Outcome = EnumNames.Parse<Outcome>(Outcome),
            Stage = Stage is null ? null : EnumNames.Parse<Stage>(Stage),
            Detail = Detail,
            Attempt = Attempt,
            EndedAt = EndedAt,
        };
    }
}
