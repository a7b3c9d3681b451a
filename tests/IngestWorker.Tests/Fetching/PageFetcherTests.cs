using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IngestWorker.Tests.Fetching;

public sealed class PageFetcherTests
{
    [Fact]
    public async Task A_page_comes_back_as_it_was_sent_with_all_that_is_said_about_it()
    {
        await using var server = RawServer.Start(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\nETag: W/\"a b\"\r\nLast-Modified: Sun, 01 Mar 2026 12:00:00 GMT\r\n"
            + "Cache-Control: public, max-age=\"90\"\r\nContent-Length: 13\r\n\r\n<p>Hello.</p>");
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url("/news?x=1#top"));

        result.Outcome.ShouldBe(Outcome.Ok);
        result.StatusCode.ShouldBe(200);
        Encoding.UTF8.GetString(result.Body.Span).ShouldBe("<p>Hello.</p>");
        result.FinalUrl.ShouldBe(server.Url("/news?x=1"));
        result.ContentType.ShouldBe("text/html; charset=windows-1251");
        result.ETag.ShouldBe("W/\"a b\"");
        result.LastModified.ShouldBe("Sun, 01 Mar 2026 12:00:00 GMT");
        result.MaxAge.ShouldBe(TimeSpan.FromSeconds(90));
        result.Attempts.ShouldBe(1);
        result.WireBytes.ShouldBe(13);
        result.IsTransient.ShouldBeFalse();
        result.Redirects.ShouldBeEmpty();
        result.MovedTo.ShouldBeNull();
        result.ResponseTime.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(result.Elapsed);
    }

    [Fact]
    public async Task The_page_to_keep_has_the_bodys_hash_and_a_repeatable_id()
    {
        await using var server = RawServer.Start(RawServer.Page("<p>Hello.</p>"));
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var fetcher = new TestFetcher(services: s => s.AddSingleton<TimeProvider>(clock));
        var item = DeterministicId.ForItem("https://example.com/");

        var page = (await fetcher.ArticleAsync(server.Url())).ToPage(item);

        page.BodySha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("<p>Hello.</p>"u8)));
        page.PageId.ShouldBe(DeterministicId.ForPage(item, page.BodySha256));
        page.FetchedAt.ShouldBe(clock.GetUtcNow());
    }

    [Fact]
    public async Task The_request_says_who_we_are_and_what_we_take_and_carries_no_cookies()
    {
        await using var server = RawServer.Start(RawServer.Page("<p>Hello.</p>", "Set-Cookie: id=1; Path=/\r\n"));
        using var fetcher = new TestFetcher(o => (o.AgentName, o.Contact) = ("Example-Reader", "https://example.org/bot"));

        await fetcher.ArticleAsync(server.Url("/1"));
        await fetcher.FeedAsync(server.Url("/2"));

        server.Requests.Count.ShouldBe(2);
        server.Requests.ShouldAllBe(r => r.Contains("User-Agent: Example-Reader/0.1.0 (+https://example.org/bot)"));
        server.Requests.ShouldAllBe(r => r.Contains("Accept-Encoding: gzip, deflate, br, zstd"));
        server.Requests.ShouldAllBe(r => !r.Contains("Cookie") && !r.Contains("traceparent"));
        server.Requests.First().ShouldContain("Accept: text/html");
        server.Requests.Last().ShouldContain("Accept: application/atom+xml");
    }

    [Fact]
    public async Task Both_validators_go_back_as_they_came_and_304_is_not_modified()
    {
        await using var server = RawServer.Start(RawServer.Status("304 Not Modified", "ETag: \"new\"\r\n"));
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url(), etag: "W/\"old\"", lastModified: "yesterday-ish, as the server says");

        result.Outcome.ShouldBe(Outcome.NotModified);
        result.ETag.ShouldBe("\"new\"");
        server.Requests.Single().ShouldContain("If-None-Match: W/\"old\"\n");
        server.Requests.Single().ShouldContain("If-Modified-Since: yesterday-ish, as the server says\n");
    }

    [Fact]
    public async Task A_validator_that_would_break_the_request_is_not_sent()
    {
        await using var server = RawServer.Start(RawServer.Page("<p>Hello.</p>"));
        using var fetcher = new TestFetcher();

        (await fetcher.ArticleAsync(server.Url(), etag: "x\r\nEvil: 1")).Outcome.ShouldBe(Outcome.Ok);

        server.Requests.Single().ShouldNotContain("Evil");
    }

    [Theory]
    [InlineData("400 Bad Request", Outcome.ClientError, false)]
    [InlineData("401 Unauthorized", Outcome.Forbidden, false)]
    [InlineData("403 Forbidden", Outcome.Forbidden, false)]
    [InlineData("404 Not Found", Outcome.NotFound, false)]
    [InlineData("408 Request Timeout", Outcome.Timeout, true)]
    [InlineData("410 Gone", Outcome.Gone, false)]
    [InlineData("429 Too Many Requests", Outcome.TooManyRequests, true)]
    [InlineData("451 Unavailable For Legal Reasons", Outcome.Forbidden, false)]
    [InlineData("500 Internal Server Error", Outcome.ServerError, true)]
    [InlineData("501 Not Implemented", Outcome.ServerError, false)]
    [InlineData("503 Service Unavailable", Outcome.ServerError, true)]
    [InlineData("204 No Content", Outcome.EmptyDocument, true)]
    [InlineData("206 Partial Content", Outcome.InvalidResponse, false)]
    [InlineData("300 Multiple Choices", Outcome.InvalidResponse, false)]
    [InlineData("304 Not Modified", Outcome.InvalidResponse, false)]
    [InlineData("302 Found", Outcome.InvalidResponse, false)]
    [InlineData("999 Request Denied", Outcome.InvalidResponse, false)]
    public async Task Every_status_has_an_outcome(string status, Outcome outcome, bool transient)
    {
        await using var server = RawServer.Start(RawServer.Status(status));
        using var fetcher = new TestFetcher(o => o.Retries = 0);

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(outcome);
        result.IsTransient.ShouldBe(transient);
        result.StatusCode.ShouldBe(int.Parse(status[..3], System.Globalization.CultureInfo.InvariantCulture));
        result.Detail.ShouldContain(status[..3]);
        result.Body.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("cf-mitigated: challenge")]
    [InlineData("x-amzn-waf-action: captcha")]
    public async Task A_bot_wall_is_no_page_even_with_status_200(string header)
    {
        await using var server = RawServer.Start(RawServer.Page("<html>Are you human?</html>", header + "\r\n"));
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.Forbidden);
        result.Detail.ShouldContain("bot wall");
    }

    [Fact]
    public async Task An_empty_200_is_told()
    {
        await using var server = RawServer.Start(RawServer.Page(""));
        using var fetcher = new TestFetcher();

        var result = await fetcher.FeedAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.EmptyDocument);
        result.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task An_address_that_is_none_is_an_outcome(string url)
    {
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(url);

        result.Outcome.ShouldBe(Outcome.InvalidUrl);
        result.IsTransient.ShouldBeFalse();
        result.Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_is_thrown_and_nothing_else_is()
    {
        var arrived = new TaskCompletionSource();
        await using var server = RawServer.Start(async r =>
        {
            arrived.SetResult();
            await r.NeverAsync();
        });
        using var fetcher = new TestFetcher();
        using var shutdown = new CancellationTokenSource();

        var fetching = fetcher.Pages.FetchAsync(new FetchRequest { Url = server.Url(), Kind = FetchKind.Article }, shutdown.Token);
        await arrived.Task;
        await shutdown.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(fetching);
    }

    [Fact]
    public async Task Connections_are_used_again()
    {
        await using var server = RawServer.Start(RawServer.Page("<p>Hello.</p>"));
        using var fetcher = new TestFetcher();

        for (var i = 0; i < 5; i++)
            (await fetcher.ArticleAsync(server.Url("/" + i))).Outcome.ShouldBe(Outcome.Ok);

        server.Connections.ShouldBe(1);
    }
}
