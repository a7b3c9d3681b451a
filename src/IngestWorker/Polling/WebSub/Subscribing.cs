using System.Security.Cryptography;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Roles;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Polling.WebSub;

/// <summary>
/// Asks hubs to push the feeds that name one (W3C WebSub §5), and again before a lease runs out. Off without Worker:WebSubPublicUrl.
/// </summary>
internal sealed class Subscribing(SubscriptionStore subscriptions, WebSubHub hub, DatabaseGate gate, RoleContext context, ILogger<Subscribing> logger) : BackgroundService
{
    private const int AtATime = 16;
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_claim = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_verification = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    private readonly WorkerSettings _settings = context.Settings.Worker;

    /// <summary>Wants a subscription for a feed whose document names a hub.</summary>
    public async Task WantAsync(ClaimedFeed feed, FeedReading reading, CancellationToken cancellationToken)
    {
        if (_settings.WebSubPublicUrl is null || reading.Document is not { } document || !CanonicalUrl.TryParse(reading.Fetch.FinalUrl, out var from, out _)) return;
        // §4: the server's word goes before the document's.
        var link = reading.Fetch.Link;
        if (!CanonicalUrl.TryParse(LinkHeader.Find(link, "hub") ?? document.Hubs.FirstOrDefault(), out var address, out _, from)) return;
        var topic = CanonicalUrl.TryParse(LinkHeader.Find(link, "self") ?? document.HrefsOf("self").FirstOrDefault(), out var self, out _, from) ? self.FetchUrl : feed.Url;
        var id = new Guid(RandomNumberGenerator.GetBytes(16));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        if (await subscriptions.WantAsync(feed.FeedId, address.FetchUrl, topic, id, secret, cancellationToken)) context.HubsWanted.Pulse();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _settings.WebSubPublicUrl is null
        ? Task.CompletedTask
        : RoleLoop.RunAsync("The subscriber", SubscribeAsync, context.Time, logger, stoppingToken);

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        while (true)
        {
            var next = context.HubsWanted.Next;
            var due = await subscriptions.ClaimDueAsync(AtATime, s_claim, cancellationToken);
            await Task.WhenAll(due.Select(subscription => AskAsync(subscription, cancellationToken)));
            if (due.Count == 0) await context.HubsWanted.WaitAsync(next, s_idle, cancellationToken);
        }
    }

    /// <summary>Asks the hub once, and writes down what it said.</summary>
    public async Task AskAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        // The secret also goes to hubs without TLS, against the specification's advice: who listens there learns it, but without one
        // anybody who learns the callback's address could write into the feed.
        var answer = await hub.SubscribeAsync(new HubSubscription
        {
            Hub = subscription.Hub,
            Topic = subscription.Topic,
            Callback = CallbackOf(_settings.WebSubPublicUrl!, subscription.SubscriptionId),
            Secret = subscription.Secret,
            Lease = _settings.WebSubLease,
        }, cancellationToken);
        if (answer.Outcome == Outcome.Ok)
        {
            await subscriptions.AcceptedAsync(subscription.SubscriptionId, s_verification, cancellationToken);
            return;
        }
        var wait = s_firstWait * Math.Pow(2, Math.Min(subscription.Failures, 10));
        if (answer.RetryAfter > wait) wait = answer.RetryAfter.Value;
        await subscriptions.FailedAsync(subscription.SubscriptionId, answer.Detail, wait < s_longestWait ? wait : s_longestWait, cancellationToken);
        Log.HubFailed(logger, subscription.Hub, subscription.Topic, answer.Detail);
    }

    public static string CallbackOf(Uri publicUrl, Guid subscriptionId) => $"{publicUrl.AbsoluteUri.TrimEnd('/')}{WebSubCallback.Path}{subscriptionId:N}";
}
