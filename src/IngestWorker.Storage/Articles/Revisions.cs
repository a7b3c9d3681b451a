using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>An article that the database has.</summary>
internal sealed record KnownArticle
{
    public static readonly RowSet<KnownArticle> Set = new(
        Column<KnownArticle>.Id("article_id", a => a.ArticleId),
        Column<KnownArticle>.Time("seen_at", a => a.SeenAt),
        Column<KnownArticle>.Boolean("is_current", a => a.IsCurrent));

    public Guid ArticleId { get; init; }

    public Guid ItemId { get; init; }

    public int Revision { get; init; }

    public bool IsCurrent { get; init; }

    public DateTimeOffset SeenAt { get; init; }
}

/// <summary>What a batch means for the articles of its items.</summary>
/// <param name="New">Articles to add, by item and then in the order of their fetches.</param>
/// <param name="Changed">Known articles that were seen again, or are no longer or again the current one.</param>
internal sealed record Revisions(IReadOnlyList<ArticleRow> New, IReadOnlyList<KnownArticle> Changed)
{
    /// <summary>
    /// Numbers new texts in the order in which they come, and makes that article current which was fetched last, be it an old text that a
    /// page went back to.
    /// </summary>
    public static Revisions Plan(IReadOnlyList<EventsExtracted> batch, IReadOnlyList<KnownArticle> known)
    {
        var added = new List<ArticleRow>();
        var changed = new List<KnownArticle>();
        var knownByItem = known.ToLookup(a => a.ItemId);
        foreach (var messages in batch.GroupBy(m => m.Article.ItemId).OrderBy(g => g.Key))
            PlanItem(messages, knownByItem[messages.Key].ToList(), added, changed);
        return new Revisions(added, changed);
    }

    private static void PlanItem(IEnumerable<EventsExtracted> messages, List<KnownArticle> known, List<ArticleRow> added, List<KnownArticle> changed)
    {
        var seen = known.ToDictionary(a => a.ArticleId, a => a.SeenAt);
        var texts = messages.GroupBy(m => m.Article.ArticleId)
            .Select(g => (First: g.MinBy(m => m.Article.FetchedAt)!, LastSeen: g.Max(m => m.Article.FetchedAt)))
            .OrderBy(t => t.First.Article.FetchedAt)
            .ToList();
        foreach (var (first, lastSeen) in texts)
        {
            var id = first.Article.ArticleId;
            seen[id] = seen.TryGetValue(id, out var before) && before > lastSeen ? before : lastSeen;
        }

        // Equal times (a fetch repeated within a microsecond) are told apart by the id, the same way every time.
        var current = seen.OrderByDescending(s => s.Value).ThenBy(s => s.Key).First().Key;
        var revision = known.Count == 0 ? 0 : known.Max(a => a.Revision);
        foreach (var (first, _) in texts.Where(t => known.TrueForAll(k => k.ArticleId != t.First.Article.ArticleId)))
            added.Add(new ArticleRow(first, ++revision, seen[first.Article.ArticleId], first.Article.ArticleId == current));
        changed.AddRange(known
            .Select(k => k with { SeenAt = seen[k.ArticleId], IsCurrent = k.ArticleId == current })
            .Where(k => !known.Contains(k)));
    }
}
