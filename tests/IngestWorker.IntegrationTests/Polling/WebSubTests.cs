using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using IngestWorker.Configuration;
using IngestWorker.IntegrationTests.Web;
using IngestWorker.Polling.WebSub;
using IngestWorker.Roles;
using IngestWorker.Storage;

namespace IngestWorker.IntegrationTests.Polling;

/// <summary>A small hub on loopback, by the specification, and what becomes of a feed that names it.</summary>
public sealed class WebSubTests
{
    private const string Rss = "application/rss+xml";

    [Fact]
    public async Task A_feed_that_names_a_hub_is_subscribed_verified_and_pushed_like_a_poll()
    {
        await using var bench = await StartAsync();
        var asked = Hub(bench, 202);
        await PollAsync(bench, 3);
        var request = await asked.ReadAsync(PollingBench.Token);
        request["hub.mode"].ShouldBe("subscribe");
        request["hub.topic"].ShouldBe(bench.Site.Url("/self"));
        request["hub.lease_seconds"].ShouldBe("864000");
        request["hub.callback"].ShouldStartWith("https://public.example/hooks/websub/");

        var verified = await GetAsync(bench, request, "subscribe", request["hub.topic"], "a challenge & more");
        verified.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await verified.Content.ReadAsStringAsync(PollingBench.Token)).ShouldBe("a challenge & more");
        (await SubscriptionAsync(bench)).ShouldSatisfyAllConditions(s => s.State.ShouldBe(SubscriptionState.Verified), s => (s.ExpiresAt - s.DueAt)!.Value.ShouldBeGreaterThan(TimeSpan.FromHours(1)));

        (await PushAsync(bench, request, bench.Rss(PollingBench.Paths(1, 5)))).ShouldBe(HttpStatusCode.Accepted);
        (await bench.ItemsAsync()).Count.ShouldBe(5);
        (await bench.StatusAsync("/rss")).ShouldSatisfyAllConditions(f => f.Items.ShouldBe(5), f => f.LastNewAt.ShouldNotBeNull());
        bench.Count("ingest.feed.pushes").ShouldBe(1);
        bench.Count("ingest.feed.entries by=push").ShouldBe(2);
        (await SubscriptionAsync(bench)).Pushes.ShouldBe(1);

        await bench.PollAsync();
        (await bench.StatusAsync("/rss")).ShouldSatisfyAllConditions(f => f.IntervalReason.ShouldBe("a hub pushes what is new"), f => f.PollInterval.ShouldBe(new WorkerSettings().MaxPollInterval));
        bench.Site.RequestsTo("/hub").Count.ShouldBe(1, "a known subscription is not asked for again");
    }

    [Fact]
    public async Task A_hub_named_by_the_server_goes_before_the_documents()
    {
        await using var bench = await StartAsync();
        var asked = Hub(bench, 202);
        var body = bench.Rss(PollingBench.Paths(1, 3), "<atom:link rel=\"hub\" href=\"http://127.0.0.1:1/\"/>");
        await bench.PollNewAsync("/rss", Answers.Text(body, Rss, ("Link", "</hub>; rel=\"hub\""), ("Link", "</topic>; rel=\"self\"")));
        (await asked.ReadAsync(PollingBench.Token))["hub.topic"].ShouldBe(bench.Site.Url("/topic"));
    }

    [Fact]
    public async Task What_nobody_signed_with_the_secret_is_thrown_away_and_the_sender_learns_nothing()
    {
        await using var bench = await StartAsync();
        var asked = Hub(bench, 202);
        await PollAsync(bench, 3);
        var request = await asked.ReadAsync(PollingBench.Token);
        await GetAsync(bench, request, "subscribe", request["hub.topic"], "c");

        foreach (var signature in new[] { null, "sha256=00", Sign("another secret", bench.Rss(PollingBench.Paths(50, 5))) })
            (await PostAsync(bench, request["hub.callback"], bench.Rss(PollingBench.Paths(50, 5)), signature)).ShouldBe(HttpStatusCode.Accepted);
        (await bench.ItemsAsync()).Count.ShouldBe(3);
        (await PostAsync(bench, "https://public.example/hooks/websub/0123456789abcdef0123456789abcdef", "x", null)).ShouldBe(HttpStatusCode.Gone);
        (await PostAsync(bench, "https://public.example/hooks/other", "x", null)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_confirmed()
    {
        await using var bench = await StartAsync();
        var asked = Hub(bench, 202);
        await PollAsync(bench, 3);
        var request = await asked.ReadAsync(PollingBench.Token);

        (await GetAsync(bench, request, "subscribe", "https://other.example/feed", "c")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(bench, request, "unsubscribe", request["hub.topic"], "c")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await bench.ExecuteAsync("UPDATE feed_subscriptions SET requested_at = '2020-01-01T00:00:00.000000Z'");
        (await GetAsync(bench, request, "subscribe", request["hub.topic"], "c")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it was asked for long ago");
        (await SubscriptionAsync(bench)).State.ShouldBe(SubscriptionState.Requested);
    }

    [Fact]
    public async Task A_lease_is_renewed_before_it_runs_out_and_holds_meanwhile()
    {
        await using var bench = await StartAsync();
        var asked = Hub(bench, 202);
        await PollAsync(bench, 3);
        var first = await asked.ReadAsync(PollingBench.Token);
        await GetAsync(bench, first, "subscribe", first["hub.topic"], "c", lease: 1000);
        var before = await SubscriptionAsync(bench);

        await bench.ExecuteAsync("UPDATE feed_subscriptions SET due_at = '2020-01-01T00:00:00.000000Z'");
        bench.Get<RoleContext>().HubsWanted.Pulse();
        var second = await asked.ReadAsync(PollingBench.Token);
        second["hub.callback"].ShouldBe(first["hub.callback"]);
        second["hub.secret"].ShouldBe(first["hub.secret"]);
        (await SubscriptionAsync(bench)).State.ShouldBe(SubscriptionState.Verified);

        await GetAsync(bench, second, "subscribe", second["hub.topic"], "c", lease: 500_000);
        (await SubscriptionAsync(bench)).ExpiresAt!.Value.ShouldBeGreaterThan(before.ExpiresAt!.Value);
    }

    [Fact]
    public async Task A_denial_is_kept_with_its_reason_and_the_feed_is_polled_on()
    {
        await using var bench = await StartAsync();
        var asked = Hub(bench, 202);
        await PollAsync(bench, 3);
        var request = await asked.ReadAsync(PollingBench.Token);
        (await GetAsync(bench, request, "denied", request["hub.topic"], null, reason: "not on this hub")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SubscriptionAsync(bench)).ShouldSatisfyAllConditions(s => s.State.ShouldBe(SubscriptionState.Denied), s => s.Reason.ShouldBe("not on this hub"));
        await bench.PollAsync();
        (await bench.StatusAsync("/rss")).IntervalReason.ShouldNotBe("a hub pushes what is new");
    }

    [Fact]
    public async Task A_hub_that_refuses_is_asked_again_later()
    {
        await using var bench = await StartAsync();
        var asked = Hub(bench, 400);
        await PollAsync(bench, 3);
        await asked.ReadAsync(PollingBench.Token);
        while ((await SubscriptionAsync(bench)).State != SubscriptionState.Failed) await Task.Delay(TimeSpan.FromMilliseconds(20), PollingBench.Token);
        (await SubscriptionAsync(bench)).ShouldSatisfyAllConditions(s => s.Failures.ShouldBe(1), s => s.Reason!.ShouldContain("400"), s => s.DueAt!.Value.ShouldBeGreaterThan(TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task A_push_that_only_says_that_there_is_something_makes_the_feed_due()
    {
        await using var bench = await StartAsync();
        var asked = Hub(bench, 202);
        await PollAsync(bench, 3);
        var request = await asked.ReadAsync(PollingBench.Token);
        (await bench.Feeds.ClaimDueAsync(10, TimeSpan.FromMinutes(5), "w", PollingBench.Token)).ShouldBeEmpty();
        (await PushAsync(bench, request, "")).ShouldBe(HttpStatusCode.Accepted);
        (await bench.Feeds.ClaimDueAsync(10, TimeSpan.FromMinutes(5), "w", PollingBench.Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_a_public_address_nobody_is_asked_and_nothing_listens()
    {
        await using var bench = await PollingBench.StartAsync();
        await bench.RunAsync(bench.Get<WebSubCallback>());
        await PollAsync(bench, 3);
        bench.Get<WebSubCallback>().Address.ShouldBeNull();
        (await bench.Get<SubscriptionStore>().OfFeedAsync((await bench.StatusAsync("/rss")).FeedId, PollingBench.Token)).ShouldBeNull();
    }

    private static async Task<PollingBench> StartAsync()
    {
        var bench = await PollingBench.StartAsync(s => (s.Worker.WebSubPublicUrl, s.Worker.WebSubPort) = (new Uri("https://public.example/hooks/"), 0));
        await bench.RunAsync(bench.Get<WebSubCallback>());
        await bench.RunAsync(bench.Get<Subscribing>());
        return bench;
    }

    private static async Task PollAsync(PollingBench bench, int entries)
    {
        bench.Site.On("/rss", Answers.Text(bench.Rss(PollingBench.Paths(1, entries), $"<atom:link rel=\"hub\" href=\"{bench.Site.Url("/hub")}\"/><atom:link rel=\"self\" href=\"{bench.Site.Url("/self")}\"/>"), Rss));
        await bench.AddAsync("/rss");
        (await bench.PollAsync()).ShouldBe(entries);
    }

    private static ChannelReader<Dictionary<string, string>> Hub(PollingBench bench, int status)
    {
        var asked = Channel.CreateUnbounded<Dictionary<string, string>>();
        bench.Site.On("/hub", async (context, cancellationToken) =>
        {
            var form = await context.Request.ReadFormAsync(cancellationToken);
            context.Response.StatusCode = status;
            await context.Response.CompleteAsync();
            asked.Writer.TryWrite(form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal));
        });
        return asked.Reader;
    }

    private static async Task<Subscription> SubscriptionAsync(PollingBench bench) =>
        (await bench.Get<SubscriptionStore>().OfFeedAsync((await bench.StatusAsync("/rss")).FeedId, PollingBench.Token)).ShouldNotBeNull();

    // What makes the callback public: it takes the public path away, as many do.
    private static Uri Local(PollingBench bench, string callback) => new(bench.Get<WebSubCallback>().Address!, callback.Replace("https://public.example/hooks", "", StringComparison.Ordinal));

    private static async Task<HttpResponseMessage> GetAsync(PollingBench bench, Dictionary<string, string> request, string mode, string topic, string? challenge, int lease = 864_000, string? reason = null)
    {
        using var client = new HttpClient();
        var query = $"?hub.mode={mode}&hub.topic={Uri.EscapeDataString(topic)}&hub.lease_seconds={lease}{(challenge is null ? "" : "&hub.challenge=" + Uri.EscapeDataString(challenge))}{(reason is null ? "" : "&hub.reason=" + Uri.EscapeDataString(reason))}";
        return await client.GetAsync(new Uri(Local(bench, request["hub.callback"]), query), PollingBench.Token);
    }

    private static Task<HttpStatusCode> PushAsync(PollingBench bench, Dictionary<string, string> request, string body) =>
        PostAsync(bench, request["hub.callback"], body, Sign(request["hub.secret"], body));

    private static async Task<HttpStatusCode> PostAsync(PollingBench bench, string callback, string body, string? signature)
    {
        using var client = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, Local(bench, callback)) { Content = new StringContent(body, Encoding.UTF8, Rss) };
        if (signature is not null) message.Headers.TryAddWithoutValidation("X-Hub-Signature", signature);
        using var response = await client.SendAsync(message, PollingBench.Token);
        return response.StatusCode;
    }

    private static string Sign(string secret, string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
}
