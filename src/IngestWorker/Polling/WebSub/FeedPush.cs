using System.Diagnostics;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Roles;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Polling.WebSub;

/// <summary>What a hub sends goes the way of a poll: the same reading, the same items, the same rows.</summary>
internal sealed class FeedPush(FeedAssessor assessor, FeedStore feeds, SubscriptionStore subscriptions, RoleContext context, IngestMetrics metrics, ILogger<FeedPush> logger)
{
    /// <returns>How many items were new.</returns>
    public async Task<int> ReceiveAsync(Subscription subscription, byte[] body, string? contentType, CancellationToken cancellationToken)
    {
        using var activity = IngestMetrics.Activities.StartActivity("take push");
        activity?.SetTag("ingest.feed.id", subscription.FeedId);
        await subscriptions.PushedAsync(subscription.SubscriptionId, cancellationToken);
        if (await feeds.PeekAsync(subscription.FeedId, cancellationToken) is not { } feed) return 0;
        var now = context.Time.GetUtcNow();
        var reading = FeedFetch.Parse(new FetchResult { Outcome = Outcome.Ok, Detail = "pushed by its hub", FinalUrl = feed.Url, FetchedAt = now, ContentType = contentType, Body = body });
        if (reading.Outcome != Outcome.Ok)
        {
            // Some hubs only say that there is something: the feed itself tells what.
            Log.PushUnread(logger, feed.Url, reading.Outcome.ToName(), reading.Detail);
            await feeds.MakeDueAsync(feed.FeedId, cancellationToken);
            context.FeedsAdded.Pulse();
            return 0;
        }
        var items = assessor.ItemsOf(reading, feed, now, (link, reason) => Log.LinkRejected(logger, feed.Url, link, reason));
        var known = await feeds.CarriedAsync(feed.FeedId, [.. items.Select(i => i.ItemId)], cancellationToken);
        var added = await feeds.RecordPushAsync(feed.FeedId, items, items.Count(i => !known.Contains(i.ItemId)), new ItemOrigin(context.WorkerName, RoleContext.Version, Activity.Current?.Id), cancellationToken);
        metrics.Push(items.Count - known.Count);
        if (added > 0) metrics.Item(Stage.Discovered.ToName(), Outcome.Ok, added);
        Log.FeedPushed(logger, feed.Url, items.Count, added);
        if (added > 0) context.ItemsAdded.Pulse();
        return added;
    }
}
