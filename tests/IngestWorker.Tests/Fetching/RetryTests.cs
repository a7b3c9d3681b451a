using IngestWorker.Contracts;
using IngestWorker.Fetching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IngestWorker.Tests.Fetching;

public sealed class RetryTests
{
    [Fact]
    public async Task A_server_error_that_passes_is_not_noticed()
    {
        var requests = 0;
        await using var server = RawServer.Start(r => r.SendAsync(requests++ < 2 ? RawServer.Status("502 Bad Gateway") : RawServer.Page("<p>Hello.</p>")));
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.Ok);
        result.Attempts.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_error_that_stays_is_told_after_the_last_retry()
    {
        await using var server = RawServer.Start(RawServer.Status("500 Internal Server Error"));
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.ServerError);
        server.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("403 Forbidden")]
    [InlineData("410 Gone")]
    [InlineData("501 Not Implemented")]
    [InlineData("429 Too Many Requests")]
    public async Task What_a_retry_cannot_help_is_asked_once(string status)
    {
        await using var server = RawServer.Start(RawServer.Status(status));
        using var fetcher = new TestFetcher();

        await fetcher.ArticleAsync(server.Url());

        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("429 Too Many Requests")]
    [InlineData("503 Service Unavailable")]
    public async Task A_short_retry_after_is_waited_for_in_place(string status)
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var requests = 0;
        await using var server = RawServer.Start(r => r.SendAsync(requests++ == 0 ? RawServer.Status(status, "Retry-After: 4\r\n") : RawServer.Page("<p>Hello.</p>")));
        using var fetcher = new TestFetcher(
            o =>
            {
                o.AttemptTimeout = o.ConnectTimeout = TimeSpan.FromMinutes(1);
                o.TotalTimeout = TimeSpan.FromMinutes(10);
            },
            s => s.AddSingleton<TimeProvider>(clock));

        var fetching = fetcher.ArticleAsync(server.Url());
        while (!fetching.IsCompleted)
        {
            await Task.WhenAny(fetching, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken));
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        var result = await fetching;
        result.Outcome.ShouldBe(Outcome.Ok);
        result.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(4));
    }

    [Theory]
    [InlineData("429 Too Many Requests")]
    [InlineData("503 Service Unavailable")]
    public async Task A_long_retry_after_is_handed_to_the_caller_at_once(string status)
    {
        await using var server = RawServer.Start(RawServer.Status(status, "Retry-After: 200000\r\n"));
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url());

        result.RetryAfter.ShouldBe(TimeSpan.FromDays(1));
        result.IsTransient.ShouldBeTrue();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_host_that_keeps_failing_is_left_alone_for_a_while_and_then_asked_again()
    {
        var clock = new FakeTimeProvider();
        var broken = true;
        await using var server = RawServer.Start(r => r.SendAsync(broken ? RawServer.Status("500 Internal Server Error") : RawServer.Page("<p>Hello.</p>")));
        await using var neighbour = RawServer.Start(RawServer.Page("<p>Hello.</p>"));
        using var fetcher = new TestFetcher(
            o => (o.Retries, o.CircuitMinimumRequests, o.CircuitBreak) = (0, 4, TimeSpan.FromMinutes(1)),
            s => s.AddSingleton<TimeProvider>(clock));

        for (var i = 0; i < 4; i++)
            (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.ServerError);
        var refused = await fetcher.ArticleAsync(server.Url());

        refused.Outcome.ShouldBe(Outcome.CircuitOpen);
        refused.IsTransient.ShouldBeTrue();
        refused.RetryAfter.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        server.Requests.Count.ShouldBe(4);
        (await fetcher.ArticleAsync(neighbour.Url())).Outcome.ShouldBe(Outcome.Ok);

        broken = false;
        clock.Advance(TimeSpan.FromSeconds(61));
        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.Ok);
    }

    [Fact]
    public async Task Missing_pages_do_not_open_a_circuit()
    {
        await using var server = RawServer.Start(RawServer.Status("404 Not Found"));
        using var fetcher = new TestFetcher(o => o.CircuitMinimumRequests = 2);

        for (var i = 0; i < 10; i++)
            (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.NotFound);
    }

    [Fact]
    public async Task The_number_of_hosts_that_are_remembered_is_bounded()
    {
        using var fetcher = new TestFetcher(o => (o.CircuitHosts, o.Retries) = (8, 0), s => s.AddSingleton<ResolveHost>(
            (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound)));

        for (var i = 0; i < 50; i++)
            await fetcher.ArticleAsync($"http://host{i}.example/");

        fetcher.Get<HostCircuits>().Count.ShouldBe(8);
    }
}
