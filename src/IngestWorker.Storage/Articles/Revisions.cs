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

    public DateTimeOffset ExtractedAt { get; init; }
}

/// <summary>What a batch means for the articles of its items.</summary>
/// <param name="New">Articles to add, by item and then in the order of their fetches.</param>
/// <param name="Replaced">Known articles whose page was read anew: the same text and revision, with other metadata or events.</param>
/// <param name="Changed">Known articles that were seen again, or are no longer or again the current one.</param>
internal sealed record Revisions(IReadOnlyList<ArticleRow> New, IReadOnlyList<ArticleRow> Replaced, IReadOnlyList<KnownArticle> Changed)
{
    /// <summary>
    /// Numbers new texts in the order in which they come, and makes that article current which was fetched last, be it an old text that a
    /// page went back to.
    /// </summary>
    public static Revisions Plan(IReadOnlyList<EventsExtracted> batch, IReadOnlyList<KnownArticle> known)
    {
        var added = new List<ArticleRow>();
        var replaced = new List<ArticleRow>();
        var changed = new List<KnownArticle>();
        var knownByItem = known.ToLookup(a => a.ItemId);
        foreach (var messages in batch.GroupBy(m => m.Article.ItemId).OrderBy(g => g.Key))
            PlanItem(messages, knownByItem[messages.Key].ToList(), added, replaced, changed);
        return new Revisions(added, replaced, changed);
    }

    private static void PlanItem(IEnumerable<EventsExtracted> messages, List<KnownArticle> known, List<ArticleRow> added, List<ArticleRow> replaced, List<KnownArticle> changed)
    {
        var seen = known.ToDictionary(a => a.ArticleId, a => a.SeenAt);
        var extracted = known.ToDictionary(a => a.ArticleId, a => a.ExtractedAt);
        var recoded = messages.Where(m => m.IsRecoding && extracted.TryGetValue(m.Article.ArticleId, out var at) && at < m.ExtractedAt)
            .GroupBy(m => m.Article.ArticleId).ToDictionary(g => g.Key, g => g.MaxBy(m => m.ExtractedAt)!);
        var texts = messages.GroupBy(m => m.Article.ArticleId)
            .Select(g => (First: g.MinBy(m => m.Article.FetchedAt)!, LastSeen: g.Max(m => m.Article.FetchedAt)))
            .OrderBy(t => t.First.Article.FetchedAt)
            .ToList();
        foreach (var (first, lastSeen) in texts)
        {
            var id = first.Article.ArticleId;
            seen[id] = seen.TryGetValue(id, out var before) && before > lastSeen ? before : lastSeen;
            extracted.TryAdd(id, first.ExtractedAt);
        }

        // Of two texts of one page the one that was taken from it last; other equal times are told apart by the id, the same way every time.
        var current = seen.OrderByDescending(s => s.Value).ThenByDescending(s => extracted[s.Key]).ThenBy(s => s.Key).First().Key;
        var revision = known.Count == 0 ? 0 : known.Max(a => a.Revision);
        foreach (var (first, _) in texts.Where(t => known.TrueForAll(k => k.ArticleId != t.First.Article.ArticleId)))
            added.Add(new ArticleRow(first, ++revision, seen[first.Article.ArticleId], first.Article.ArticleId == current));
        replaced.AddRange(known.Where(k => recoded.ContainsKey(k.ArticleId)).Select(k => new ArticleRow(recoded[k.ArticleId], k.Revision, seen[k.ArticleId], k.ArticleId == current)));
        changed.AddRange(known
            .Where(k => !recoded.ContainsKey(k.ArticleId))
            .Select(k => k with { SeenAt = seen[k.ArticleId], IsCurrent = k.ArticleId == current })
            .Where(k => !known.Contains(k)));
    }
}
