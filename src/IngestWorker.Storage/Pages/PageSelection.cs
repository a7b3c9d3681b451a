using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <summary>Which kept pages; what is null does not restrict.</summary>
public sealed record PageSelection
{
    /// <summary>Fetched at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of items that this feed carried.</summary>
    public Guid? FeedId { get; init; }

    /// <summary>Of items of this host, as politeness knows it.</summary>
    public string? Host { get; init; }

    /// <summary>Of each item only the page that was fetched last, and none of items that ended as duplicates.</summary>
    public bool LatestOnly { get; init; }

    /// <summary>The condition on p (pages) and i (items).</summary>
    internal string Where(PagePosition? after)
    {
        var conditions = new List<string> { "1 = 1" };
        if (Since is not null) conditions.Add("p.fetched_at >= @since");
        if (FeedId is not null) conditions.Add("EXISTS (SELECT 1 FROM feed_items f WHERE f.feed_id = @feedId AND f.item_id = p.item_id)");
        if (Host is not null) conditions.Add("i.host = @host");
        if (after is not null) conditions.Add("(p.fetched_at, p.page_id) > (@afterTime, @afterPage)");
        if (LatestOnly)
        {
            conditions.Add("NOT EXISTS (SELECT 1 FROM pages q WHERE q.item_id = p.item_id AND (q.fetched_at, q.page_id) > (p.fetched_at, p.page_id))");
            conditions.Add($"i.state IN ('stored', 'finished') AND i.outcome <> '{Outcome.Duplicate.ToName()}'");
        }
        return "WHERE " + string.Join(" AND ", conditions);
    }

    internal object Parameters(PagePosition? after, int max) => new { since = Since, feedId = FeedId, host = Host, afterTime = after?.FetchedAt, afterPage = after?.PageId, max };
}

/// <summary>A place in the order of pages, by time and id.</summary>
public sealed record PagePosition(DateTimeOffset FetchedAt, Guid PageId)
{
    public static PagePosition Of(Page page) => new(page.FetchedAt, page.PageId);
}
