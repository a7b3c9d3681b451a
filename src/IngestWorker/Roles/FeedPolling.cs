using System.Security.Cryptography;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Feeds;
using IngestWorker.Fetching;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>One poll of one feed: fetch, parse, and write down what is new together with what the next poll needs.</summary>
internal sealed class FeedPolling(
    PageFetcher fetcher, FeedStore feeds, FeedItems items, RoleContext context, IngestMetrics metrics, ILogger<FeedPolling> logger)
{
    private static readonly TimeSpan s_longestBackOff = TimeSpan.FromDays(1);

    private readonly WorkerSettings _settings = context.Settings.Worker;

    /// <returns>How many items were new.</returns>
    public async Task<int> PollAsync(ClaimedFeed feed, CancellationToken cancellationToken)
    {
        var result = await ReadAsync(feed, cancellationToken);
        var poll = ToPoll(feed, result);
        var added = await feeds.RecordPollAsync(poll, cancellationToken);

        metrics.Poll(poll.Outcome);
        if (poll.Outcome is Outcome.Ok or Outcome.NotModified)
            Log.FeedPolled(logger, feed.Url, poll.Outcome.ToName(), poll.Items.Count, added, poll.Detail);
        else
            Log.FeedFailed(logger, feed.Url, poll.Outcome.ToName(), poll.Detail);
        return added;
    }

    private async Task<FetchResult> ReadAsync(ClaimedFeed feed, CancellationToken cancellationToken) =>
        LocalFeed.Is(feed.Url)
            ? await LocalFeed.ReadAsync(feed.Url, context.Time.GetUtcNow(), cancellationToken)
            : await fetcher.FetchAsync(new FetchRequest { Url = feed.Url, Kind = FetchKind.Feed, ETag = feed.ETag, LastModified = feed.LastModified }, cancellationToken);

    private FeedPoll ToPoll(ClaimedFeed feed, FetchResult result)
    {
        if (result.Outcome is not (Outcome.Ok or Outcome.NotModified)) return Failed(feed, result.Outcome, result.Detail, result.RetryAfter);
        if (result.Outcome == Outcome.NotModified) return Unchanged(feed, result);

        var hash = Convert.ToHexStringLower(SHA256.HashData(result.Body.Span));
        // Servers without validators, or with wrong ones, send the same bytes again.
        if (hash == feed.BodySha256) return Unchanged(feed, result);

        var parsed = FeedParser.Parse(result.Body, new FeedParseContext { BaseUrl = new Uri(result.FinalUrl), ContentType = result.ContentType });
        if (parsed.Outcome != Outcome.Ok || parsed.Document is not { } document)
            return Failed(feed, parsed.Outcome, parsed.Detail, null);

        return new FeedPoll
        {
            FeedId = feed.FeedId,
            Claim = feed.Claim,
            Worker = context.WorkerName,
            Outcome = Outcome.Ok,
            Detail = parsed.Detail,
            Title = document.Title,
            ETag = result.ETag,
            LastModified = result.LastModified,
            BodySha256 = hash,
            NextPollIn = _settings.PollInterval,
            Failures = 0,
            Items = items.From(document, BaseOf(result.FinalUrl), (link, reason) => Log.LinkRejected(logger, feed.Url, link, reason)),
        };
    }

    // A feed read from a file has no address that its links could be relative to.
    private static CanonicalUrl? BaseOf(string url) => CanonicalUrl.TryParse(url, out var parsed, out _) ? parsed : null;

    private FeedPoll Unchanged(ClaimedFeed feed, FetchResult result) => new()
    {
        FeedId = feed.FeedId,
        Claim = feed.Claim,
        Worker = context.WorkerName,
        Outcome = Outcome.NotModified,
        ETag = result.ETag ?? feed.ETag,
        LastModified = result.LastModified ?? feed.LastModified,
        BodySha256 = feed.BodySha256,
        NextPollIn = _settings.PollInterval,
        Failures = 0,
    };

    private FeedPoll Failed(ClaimedFeed feed, Outcome outcome, string? detail, TimeSpan? retryAfter)
    {
        var backOff = _settings.PollInterval * Math.Pow(2, Math.Min(feed.Failures, 10));
        var delay = retryAfter is { } asked && asked > backOff ? asked : backOff;
        return new FeedPoll
        {
            FeedId = feed.FeedId,
            Claim = feed.Claim,
            Worker = context.WorkerName,
            Outcome = outcome,
            Detail = detail,
            NextPollIn = delay < s_longestBackOff ? delay : s_longestBackOff,
            Failures = feed.Failures + 1,
        };
    }
}
