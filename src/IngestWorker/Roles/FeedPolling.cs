using System.Diagnostics;
using IngestWorker.Contracts;
using IngestWorker.Polling;
using IngestWorker.Polling.WebSub;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Roles;

/// <summary>One poll of one feed: fetch, parse, decide, and write down what is new together with what the next poll needs.</summary>
internal sealed class FeedPolling(
    FeedAssessor assessor, FeedMoves moves, Subscribing hubs, FeedStore feeds, RoleContext context, IngestMetrics metrics, ILogger<FeedPolling> logger)
{
    /// <returns>How many items were new.</returns>
    public async Task<int> PollAsync(ClaimedFeed feed, CancellationToken cancellationToken)
    {
        using var activity = IngestMetrics.Activities.StartActivity("poll feed");
        activity?.SetTag("ingest.feed.id", feed.FeedId).SetTag("url.full", feed.Url);
        var assessed = await assessor.AssessAsync(
            feed,
            items => feeds.CarriedAsync(feed.FeedId, items, cancellationToken),
            (link, reason) => Log.LinkRejected(logger, feed.Url, link, reason),
            cancellationToken);
        var poll = await moves.FollowAsync(ToPoll(assessed), assessed, cancellationToken);
        var added = await feeds.RecordPollAsync(poll, cancellationToken);
        if (poll.NextPollIn is not null) await hubs.WantAsync(feed, assessed.Reading, cancellationToken);
        Report(feed, poll, added);
        return added;
    }

    private void Report(ClaimedFeed feed, FeedPoll poll, int added)
    {
        metrics.Poll(poll);
        if (added > 0) metrics.Item(Stage.Discovered.ToName(), Outcome.Ok, added);
        if (poll.Outcome is Outcome.Ok or Outcome.NotModified)
            Log.FeedPolled(logger, feed.Url, poll.Outcome.ToName(), poll.Items.Count, added, poll.Detail);
        else
            Log.FeedFailed(logger, feed.Url, poll.Outcome.ToName(), poll.Detail);
        if (poll.IsGap || poll.State is not (FeedState.Ok or FeedState.Unchanged or FeedState.Failing) && poll.State != feed.State)
            Log.FeedState(logger, feed.Url, poll.State.ToName(), poll.Reason);
        if (poll.NewUrl is { } url) Log.FeedMoved(logger, feed.Url, url);
    }

    private FeedPoll ToPoll(Assessment assessed)
    {
        var (feed, reading, decision) = (assessed.Feed, assessed.Reading, assessed.Decision);
        var isGood = reading.Outcome is Outcome.Ok or Outcome.NotModified;
        // A document that names a new address is read again until that is settled: unchanged bytes would say nothing of it.
        var isMoving = reading.Document?.NewLocation is not null && assessed.Facts.MovedTo is not null;
        return new FeedPoll
        {
            FeedId = feed.FeedId,
            Claim = feed.Claim,
            Worker = context.WorkerName,
            Version = RoleContext.Version,
            TraceContext = Activity.Current?.Id,
            Outcome = reading.Outcome,
            Detail = reading.Detail,
            State = decision.State,
            Reason = decision.Reason,
            Title = reading.Document?.PlainTitle,
            SiteUrl = reading.Document?.Link,
            // A failure's validators are those of its error page.
            ETag = isGood && reading.MayBeConditional && !isMoving ? reading.Fetch.ETag : null,
            LastModified = isGood && reading.MayBeConditional && !isMoving ? reading.Fetch.LastModified : null,
            BodySha256 = reading.Outcome == Outcome.Ok && !isMoving ? reading.BodySha256 : null,
            NextPollIn = decision.NextPollIn,
            PollInterval = decision.Interval,
            IntervalReason = decision.IntervalReason,
            Failures = decision.Failures,
            Hints = reading.Document is null ? null : assessed.Facts.Hints.Write(),
            Habit = decision.Habit,
            NewEntries = assessed.Facts.NewEntries,
            IsGap = decision.IsGap,
            MovedTo = decision.MovedTo,
            MovedSeen = decision.MovedSeen,
            Items = assessed.Items,
        };
    }
}
