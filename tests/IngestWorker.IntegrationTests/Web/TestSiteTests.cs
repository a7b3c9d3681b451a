using System.Net;
using System.Text;

namespace IngestWorker.IntegrationTests.Web;

public sealed class TestSiteTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_etag_sent_back_is_answered_with_304_and_remembered()
    {
        await using var site = await TestSite.StartAsync(Token);
        site.On("/feed.xml", Answers.Conditional("<rss/>"u8.ToArray(), "application/rss+xml", "\"one\""));
        using var client = new HttpClient();

        using var first = await client.GetAsync(site.Url("/feed.xml"), Token);
        using var again = new HttpRequestMessage(HttpMethod.Get, site.Url("/feed.xml"));
        again.Headers.TryAddWithoutValidation("If-None-Match", "\"one\"");
        using var second = await client.SendAsync(again, Token);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync(Token)).ShouldBeEmpty();
        site.RequestsTo("/feed.xml").Select(r => r.IfNoneMatch).ShouldBe([null, "\"one\""]);
        site.Requests[0].ArrivedAt.ShouldBeLessThanOrEqualTo(site.Requests[1].ArrivedAt);
    }

    [Fact]
    public async Task A_reset_in_the_body_is_an_error_of_the_transfer()
    {
        await using var site = await TestSite.StartAsync(Token);
        site.On("/broken", Answers.ResetAfter(new byte[1000], sent: 10));
        using var client = new HttpClient();

        // A reset may overtake what was sent before it, so the error may come with the headers or with the body.
        await Should.ThrowAsync<HttpRequestException>(() => client.GetByteArrayAsync(site.Url("/broken"), Token));
    }

    [Fact]
    public async Task An_endless_redirect_leads_to_a_new_address_each_time()
    {
        await using var site = await TestSite.StartAsync(Token);
        site.On("/around", Answers.EndlessRedirect());
        using var handler = new SocketsHttpHandler { MaxAutomaticRedirections = 5 };
        using var client = new HttpClient(handler);

        using var response = await client.GetAsync(site.Url("/around"), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        site.Requests.Select(r => r.Path).ShouldBe(["/around", "/around?n=1", "/around?n=2", "/around?n=3", "/around?n=4", "/around?n=5"]);
    }

    [Fact]
    public async Task A_request_without_an_answer_ends_with_the_site()
    {
        var site = await TestSite.StartAsync(Token);
        site.On("/silence", Answers.Never());
        using var client = new HttpClient();

        var asking = client.GetAsync(site.Url("/silence"), Token);
        await site.WaitForRequestsAsync("/silence", 1, Token);
        asking.IsCompleted.ShouldBeFalse();
        await site.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(() => asking);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_long_body_has_the_length_asked_for(bool sayLength)
    {
        await using var site = await TestSite.StartAsync(Token);
        site.On("/long", Answers.Stream(5_000_001, sayLength: sayLength));
        using var client = new HttpClient();

        using var response = await client.GetAsync(site.Url("/long"), HttpCompletionOption.ResponseHeadersRead, Token);
        response.Content.Headers.ContentLength.ShouldBe(sayLength ? 5_000_001 : null);
        (await response.Content.ReadAsByteArrayAsync(Token)).Length.ShouldBe(5_000_001);
    }

    [Fact]
    public async Task Answers_follow_each_other_and_the_last_one_stays()
    {
        await using var site = await TestSite.StartAsync(Token);
        site.On("/later", Answers.InTurn(Answers.RetryAfter(503, "1"), Answers.Text("here")));
        using var client = new HttpClient();

        using var refused = await client.GetAsync(site.Url("/later"), Token);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await client.GetStringAsync(site.Url("/later"), Token)).ShouldBe("here");
        (await client.GetStringAsync(site.Url("/later"), Token)).ShouldBe("here");
        (await client.GetAsync(site.Url("/elsewhere"), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_dripping_body_arrives_whole()
    {
        await using var site = await TestSite.StartAsync(Token);
        site.On("/drip", Answers.Drip(Encoding.UTF8.GetBytes("drop"), TimeSpan.FromMilliseconds(1)));
        using var client = new HttpClient();

        (await client.GetStringAsync(site.Url("/drip"), Token)).ShouldBe("drop");
    }
}
