using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Fetching;

namespace IngestWorker.Tests.Fetching;

public sealed class WebSubTests
{
    [Fact]
    public async Task A_subscription_is_posted_to_the_hub_with_all_it_needs()
    {
        string? body = null;
        await using var server = RawServer.Start(async r =>
        {
            body = await r.ReadBodyAsync();
            await r.SendAsync(RawServer.Status("202 Accepted"));
        });
        using var fetcher = new TestFetcher();

        var answer = await fetcher.Get<WebSubHub>().SubscribeAsync(Subscription(server) with { Lease = TimeSpan.FromDays(10), Secret = "s&t" }, TestContext.Current.CancellationToken);

        answer.Outcome.ShouldBe(Outcome.Ok);
        server.Requests.Single().ShouldStartWith("POST /hub ");
        server.Requests.Single().ShouldContain("Content-Type: application/x-www-form-urlencoded");
        Uri.UnescapeDataString(body!).ShouldBe(
            "hub.mode=subscribe&hub.topic=https://example.com/feed&hub.callback=https://reader.example/websub/1&hub.secret=s&t&hub.lease_seconds=864000");
    }

    [Fact]
    public async Task A_hub_that_answers_204_took_it_too()
    {
        await using var server = RawServer.Start(async r =>
        {
            await r.ReadBodyAsync();
            await r.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
        });
        using var fetcher = new TestFetcher();

        (await fetcher.Get<WebSubHub>().UnsubscribeAsync(Subscription(server), TestContext.Current.CancellationToken)).Outcome.ShouldBe(Outcome.Ok);
    }

    [Fact]
    public async Task A_hub_that_refuses_is_an_outcome()
    {
        await using var server = RawServer.Start(async r =>
        {
            await r.ReadBodyAsync();
            await r.SendAsync(RawServer.Status("400 Bad Request"));
        });
        using var fetcher = new TestFetcher();

        (await fetcher.Get<WebSubHub>().SubscribeAsync(Subscription(server), TestContext.Current.CancellationToken)).Outcome.ShouldBe(Outcome.ClientError);
    }

    [Fact]
    public async Task A_hub_in_a_private_network_is_not_asked()
    {
        await using var server = RawServer.Start(RawServer.Status("202 Accepted"));
        using var fetcher = new TestFetcher(o => o.AllowedNetworks = []);

        (await fetcher.Get<WebSubHub>().SubscribeAsync(Subscription(server), TestContext.Current.CancellationToken)).Outcome.ShouldBe(Outcome.PrivateAddress);
        server.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("<https://hub.example/>; rel=\"hub\", <https://a.example/feed>; rel=\"self\"", "https://hub.example/")]
    [InlineData("<https://a.example/x>; title=\"a, b; rel=hub\"; rel=next,<https://hub.example/>;type=\"x\";REL=\"self HUB\"", "https://hub.example/")]
    [InlineData("</hub>; rel=hub", "/hub")]
    [InlineData("<https://a.example/>; rel=next; rel=hub", null)]
    [InlineData("<https://a.example/>", null)]
    [InlineData("<https://a.example/", null)]
    [InlineData("rel=hub", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_hub_is_found_in_the_Link_header(string? header, string? hub) => LinkHeader.Find(header, "hub").ShouldBe(hub);

    // RFC 4231, test case 2, and the same input for the others.
    [Theory]
    [InlineData("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", true)]
    [InlineData("SHA256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843", true)]
    [InlineData("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", true)]
    [InlineData("sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649", true)]
    [InlineData("sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737", true)]
    [InlineData("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844", false)]
    [InlineData("sha256=5bdc", false)]
    [InlineData("sha256=zzdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", false)]
    [InlineData("md5=750c783e6ab0b503eaa86e310a5db738", false)]
    [InlineData("sha256", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_what_the_hub_signed_is_taken(string? header, bool valid) =>
        WebSubSignature.IsValid(header, "Jefe", Encoding.ASCII.GetBytes("what do ya want for nothing?")).ShouldBe(valid);

    private static HubSubscription Subscription(RawServer server) => new()
    {
        Hub = server.Url("/hub"),
        Topic = "https://example.com/feed",
        Callback = "https://reader.example/websub/1",
    };
}
