namespace IngestWorker.Fetching;

/// <summary>What a robots.txt says to one agent.</summary>
public sealed class RobotsRules
{
    private readonly RobotsRule[] mostSpecificFirst;

    internal RobotsRules(IEnumerable<RobotsRule> rules, TimeSpan? crawlDelay)
    {
        mostSpecificFirst = [.. rules.OrderByDescending(r => r.Length).ThenByDescending(r => r.Allows)];
        CrawlDelay = crawlDelay;
    }

    /// <summary>As written, at most a day; null where there is none.</summary>
    public TimeSpan? CrawlDelay { get; }

    /// <summary>Whether a page may be fetched: the longest rule that matches decides, Allow where two are equally long.</summary>
    /// <param name="pathAndQuery">"/news/1?page=2".</param>
    public bool Allows(string pathAndQuery)
    {
        if (mostSpecificFirst.Length == 0 || pathAndQuery == "/robots.txt")
            return true;
        var path = RobotsRule.PathToMatch(pathAndQuery);
        return Array.Find(mostSpecificFirst, r => r.Matches(path))?.Allows ?? true;
    }
}
