using IngestWorker.Contracts;
using IngestWorker.Feeds;
using IngestWorker.Fetching;
using IngestWorker.Roles;
using IngestWorker.Storage;

namespace IngestWorker.Polling;

/// <summary>One poll as far as it changes nothing: what was read, and what follows from it.</summary>
internal sealed record Assessment
{
    public required ClaimedFeed Feed { get; init; }

    public required FeedReading Reading { get; init; }

    public required IReadOnlyList<Item> Items { get; init; }

    public required PollFacts Facts { get; init; }

    public required PollDecision Decision { get; init; }
}

/// <summary>Chance for spreading polls. A parameter everywhere else; here it comes from.</summary>
internal sealed class PollChance(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    /// <summary>0 up to 1.</summary>
    public double Next()
    {
        lock (_gate) return _random.NextDouble();
    }
}

/// <summary>Reads a feed and decides, writing nothing: what a poll does, and what `feeds check` shows.</summary>
internal sealed class FeedAssessor(FeedFetch fetch, FeedItems items, PollPolicy policy, PollChance chance, TimeProvider time)
{
    /// <param name="carried">Which of these items the feed has carried before.</param>
    /// <param name="rejected">Told each link that is none, with the reason.</param>
    public async Task<Assessment> AssessAsync(
        ClaimedFeed feed, Func<IReadOnlyCollection<Guid>, Task<IReadOnlySet<Guid>>> carried, Action<string, string> rejected, CancellationToken cancellationToken)
    {
        var reading = await fetch.ReadAsync(feed, cancellationToken);
        var now = time.GetUtcNow();
        var found = ItemsOf(reading, feed, now, rejected);
        var known = await carried([.. found.Select(i => i.ItemId)]);
        var facts = FactsOf(feed, reading, found, known);
        return new Assessment { Feed = feed, Reading = reading, Items = found, Facts = facts, Decision = policy.Decide(feed, facts, now, chance.Next()) };
    }

    /// <summary>The items of a document, with dates that can be.</summary>
    public IReadOnlyList<Item> ItemsOf(FeedReading reading, ClaimedFeed feed, DateTimeOffset now, Action<string, string> rejected)
    {
        if (reading.Document is not { } document) return [];
        var isNews = document.Format is not (FeedFormat.Sitemap or FeedFormat.SitemapIndex or FeedFormat.UrlList);
        return items.From(reading.Entries, BaseOf(reading.Fetch.FinalUrl), PlausibleDates.At(now, isNews && feed.Habit is not null), rejected);
    }

    private static PollFacts FactsOf(ClaimedFeed feed, FeedReading reading, IReadOnlyList<Item> found, IReadOnlySet<Guid> known) => new()
    {
        Outcome = reading.Outcome,
        Detail = reading.Detail,
        Instead = reading.Instead,
        RetryAfter = reading.Fetch.RetryAfter,
        MaxAge = reading.Fetch.MaxAge,
        Hints = reading.Document is { } document ? HintsOf(document) : PublisherHints.Parse(feed.Hints),
        Entries = found.Count,
        NewEntries = found.Count(i => !known.Contains(i.ItemId)),
        Dates = [.. found.Select(i => i.Published).OfType<DateTimeOffset>()],
        ShowsKnownEntries = reading.Document?.Format != FeedFormat.SitemapIndex,
        MovedTo = reading.Fetch.MovedTo ?? NewLocationOf(reading),
    };

    private static PublisherHints HintsOf(FeedDocument document) => new()
    {
        Ttl = document.Ttl,
        UpdateInterval = document.UpdateInterval,
        SkipHours = document.SkipHours,
        SkipDays = document.SkipDays,
        IsExpired = document.IsExpired,
    };

    // Only http and https, and only where it is another address.
    private static string? NewLocationOf(FeedReading reading) =>
        CanonicalUrl.TryParse(reading.Document?.NewLocation, out var url, out _) && url.FetchUrl != reading.Fetch.FinalUrl ? url.FetchUrl : null;

    // A feed read from a file has no address that its links could be relative to.
    private static CanonicalUrl? BaseOf(string url) => CanonicalUrl.TryParse(url, out var parsed, out _) ? parsed : null;
}
