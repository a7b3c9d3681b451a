using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <summary>The last rows of an item's trail, which the message brings: extracted, coded, published, stored.</summary>
internal static class StoredTrail
{
    /// <summary>Four rows for each message that changed something; a repetition leaves none.</summary>
    public static List<TrailRow> Of(IReadOnlyList<EventsExtracted> batch, Revisions revisions, HashSet<Guid> newlyStored, string worker)
    {
        var rows = new List<TrailRow>();
        var newArticles = revisions.New.Concat(revisions.Replaced).Select(a => a.Message.Article.ArticleId).ToHashSet();
        var told = new HashSet<Guid>();
        foreach (var message in batch)
        {
            var article = message.Article;
            var isNew = newArticles.Contains(article.ArticleId);
            if ((isNew || newlyStored.Contains(article.ItemId)) && told.Add(article.ArticleId))
                rows.AddRange(Of(message, isNew, worker));
        }

        return rows;
    }

    private static IEnumerable<TrailRow> Of(EventsExtracted message, bool isNew, string worker)
    {
        var row = new TrailRow
        {
            ItemId = message.Article.ItemId,
            Attempt = message.Attempt,
            Stage = Stage.Extracted,
            Outcome = Outcome.Ok,
            At = message.ExtractedAt,
            Version = message.Coder,
        };
        yield return row;
        yield return row with { Stage = Stage.Coded, Outcome = message.CodingOutcome, Detail = $"{message.Events.Count} events" };
        if (message.PublishedAt is { } published) yield return row with { Stage = Stage.Published, At = published };
        yield return row with { Stage = Stage.Stored, Outcome = isNew ? Outcome.Ok : Outcome.NotModified, Worker = worker, At = null };
    }
}
