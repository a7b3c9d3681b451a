using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Roles;
using IngestWorker.Storage;

namespace IngestWorker.Polling;

/// <summary>
/// Where a feed went: a move that was announced often enough is followed once the new address is a feed, and a feed that is not
/// found any more is looked for on its site.
/// </summary>
internal sealed class FeedMoves(PageFetcher fetcher, FeedDiscovery discovery, FeedStore feeds, FeedAssessor assessor, TimeProvider time)
{
    /// <summary>Where to look for the feed again: after the first failure, and ever more seldom.</summary>
    public static bool IsWorthLooking(Assessment poll) =>
        poll.Facts.Outcome is Outcome.NotFound or Outcome.NotAFeed && poll.Facts.Instead is null or FeedState.HtmlPage
        && !LocalFeed.Is(poll.Feed.Url) && int.IsPow2(poll.Decision.Failures);

    /// <summary>The poll with the move it leads to; unchanged where it leads to none.</summary>
    public async Task<FeedPoll> FollowAsync(FeedPoll poll, Assessment assessed, CancellationToken cancellationToken)
    {
        if (assessed.Decision is { HasMoved: true, MovedTo: { } target })
            return await IsFeedAsync(assessed, target, cancellationToken) ? await MoveAsync(poll, assessed.Feed, target, $"moved for good from {assessed.Feed.Url}", cancellationToken) : poll;
        return IsWorthLooking(assessed) ? await RediscoverAsync(poll, assessed, cancellationToken) : poll;
    }

    // What was read came from there already, unless only the document names it.
    private async Task<bool> IsFeedAsync(Assessment assessed, string target, CancellationToken cancellationToken) =>
        assessed.Reading.Fetch.MovedTo == target
        || FeedFetch.Parse(await fetcher.FetchAsync(new FetchRequest { Url = target, Kind = FetchKind.Feed }, cancellationToken)).Outcome == Outcome.Ok;

    private async Task<FeedPoll> RediscoverAsync(FeedPoll poll, Assessment assessed, CancellationToken cancellationToken)
    {
        var feed = assessed.Feed;
        if (!CanonicalUrl.TryParse(feed.Url, out var own, out _)) return poll;
        var site = CanonicalUrl.TryParse(feed.SiteUrl, out var page, out _) ? page : null;
        if (site is null && !CanonicalUrl.TryParse(own.Origin + "/", out site, out _)) return poll;
        var found = (await discovery.FindAsync(site, cancellationToken)).Feeds.Where(f => f.Url != feed.Url).ToArray();
        foreach (var candidate in found)
        {
            if (await IsSameAsync(feed, candidate, cancellationToken))
                return await MoveAsync(poll, feed, candidate.Url, $"not found at {feed.Url} any more, found again through {site.FetchUrl}", cancellationToken);
        }
        return found.Length == 0 ? poll : poll with { Reason = $"{poll.Reason}; {site.FetchUrl} now has {found[0].Url}, {(feed.Habit is null ? "which may be it" : "which shows nothing of what this feed brought")}" };
    }

    // By what it carries; by its name only where it never carried anything.
    private async Task<bool> IsSameAsync(ClaimedFeed feed, FoundFeed candidate, CancellationToken cancellationToken)
    {
        var items = assessor.ItemsOf(candidate.Reading, feed, time.GetUtcNow(), (_, _) => { });
        if (feed.Habit is { Entries: >= 1 }) return (await feeds.CarriedAsync(feed.FeedId, [.. items.Select(i => i.ItemId)], cancellationToken)).Count > 0;
        return feed.Title is { } title && string.Equals(title, candidate.Title, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<FeedPoll> MoveAsync(FeedPoll poll, ClaimedFeed feed, string target, string why, CancellationToken cancellationToken)
    {
        var known = await feeds.FindAsync(target, cancellationToken);
        if (known is not null && known.FeedId != feed.FeedId && known.Url == target)
            return known.State == FeedState.Removed
                ? poll
                : poll with { State = FeedState.Moved, Reason = $"it is now {target}, which is polled already", NextPollIn = null, IntervalReason = "it is not polled any more", MovedTo = null, MovedSeen = 0 };
        return poll with { State = FeedState.Moved, Reason = why, NewUrl = target, MovedTo = null, MovedSeen = 0, Failures = 0, NextPollIn = poll.Outcome is Outcome.Ok or Outcome.NotModified ? poll.NextPollIn : TimeSpan.Zero };
    }
}
