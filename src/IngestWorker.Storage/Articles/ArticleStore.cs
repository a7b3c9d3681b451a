using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>The end of the flow: articles and their events.</summary>
public sealed class ArticleStore(IDatabase database)
{
    /// <summary>
    /// Writes a batch in one transaction: articles, events, actors, the items' state and trail. A text that is there already adds
    /// nothing; an item's current article is that which was fetched last, in whatever order they come. Where one message cannot be
    /// stored, none is: <see cref="StorageFault.Classify"/> tells whether to try again or to look for the bad one.
    /// </summary>
    /// <param name="batch">The messages, in any order, repetitions allowed.</param>
    /// <param name="worker">Name of the process, for the trail.</param>
    public Task<StoreResult> StoreAsync(IReadOnlyList<EventsExtracted> batch, string worker, CancellationToken cancellationToken) =>
        database.TransactAsync(session => StoreAsync(session, batch, worker), cancellationToken);

    private static async Task<StoreResult> StoreAsync(Session session, IReadOnlyList<EventsExtracted> batch, string worker)
    {
        var items = batch.Select(m => m.Article.ItemId).Distinct().ToList();
        var revisions = Revisions.Plan(batch, await KnownAsync(session, items));
        var written = revisions.New.Concat(revisions.Replaced).ToList();
        var events = written.SelectMany(a => a.Message.Events.Select(e => new EventRow(a.Message, e))).OrderBy(r => r.Event.EventId).ToList();
        var actors = events.SelectMany(ActorRow.Of).ToList();

        // Before the new ones: at no time has an item two current articles.
        await session.WriteAsync(KnownArticle.Set, revisions.Changed, """
            UPDATE articles SET seen_at = r.seen_at, is_current = r.is_current FROM {rows} WHERE articles.article_id = r.article_id
            """);
        if (revisions.Replaced.Count > 0)
        {
            await session.ExecuteAsync(
                $"DELETE FROM articles WHERE article_id {session.Sql.In("@replaced")}",
                new { replaced = session.Sql.List(revisions.Replaced.Select(a => a.Message.Article.ArticleId).ToList()) });
        }
        await session.WriteAsync(ArticleRow.Set, written, $$"""
            INSERT INTO articles ({columns}, stored_at) SELECT {columns}, {{session.Sql.Now}} FROM {rows}
            """);
        // Written with their article or never: what is in conflict is twice in one message. No column is named, since which are unique depends on
        // whether the database is kept by month.
        var newEvents = await session.WriteAsync(EventRow.Set, events, """
            INSERT INTO events ({columns}) SELECT {columns} FROM {rows} WHERE true ON CONFLICT DO NOTHING
            """);
        await session.WriteAsync(ActorRow.Set, actors, """
            INSERT INTO event_actors ({columns}) SELECT {columns} FROM {rows} WHERE true ON CONFLICT DO NOTHING
            """);
        await session.WriteAsync(FigureRow.Set, events.SelectMany(FigureRow.Of).ToList(), """
            INSERT INTO event_figures ({columns}) SELECT {columns} FROM {rows} WHERE true ON CONFLICT DO NOTHING
            """);
        await session.WriteAsync(MentionRow.Set, events.SelectMany(MentionRow.Of).ToList(), """
            INSERT INTO event_mentions ({columns}) SELECT {columns} FROM {rows} WHERE true ON CONFLICT DO NOTHING
            """);
        var stored = await EndItemsAsync(session, items);
        await TrailRows.AppendAsync(session, StoredTrail.Of(batch, revisions, stored, worker));
        return new StoreResult
        {
            NewArticles = revisions.New.Select(a => a.Message.Article.ArticleId).ToList(),
            NewEvents = newEvents,
            Replaced = revisions.Replaced.Count,
            Repeated = batch.Count - written.Count,
        };
    }

    // Two statements in one round trip: the second must see what was committed while the first waited for its locks. With the items
    // locked, nobody else writes articles of theirs.
    private static Task<IReadOnlyList<KnownArticle>> KnownAsync(Session session, IReadOnlyCollection<Guid> items) => session.QuerySecondAsync<KnownArticle>(
        $"""
        SELECT item_id FROM items WHERE item_id {session.Sql.In("@items")} ORDER BY item_id {session.Sql.Locked};
        SELECT article_id, item_id, revision, is_current, seen_at, extracted_at FROM articles WHERE item_id {session.Sql.In("@items")};
        """,
        new { items = session.Sql.List(items) });

    /// <returns>The items that were not stored before, or were looked at again.</returns>
    private static async Task<HashSet<Guid>> EndItemsAsync(Session session, IReadOnlyCollection<Guid> items) => (await session.QueryAsync<Guid>(
        $"""
        UPDATE items SET state = 'stored', outcome = 'ok', detail = NULL, due_at = NULL, revisit_until = NULL, worker = NULL, begun = 0,
            ended_at = CASE WHEN state = 'stored' THEN ended_at ELSE {session.Sql.Now} END
        WHERE item_id {session.Sql.In("@items")} AND (state <> 'stored' OR revisit_until IS NOT NULL)
        RETURNING item_id
        """,
        new { items = session.Sql.List(items) })).ToHashSet();
}
