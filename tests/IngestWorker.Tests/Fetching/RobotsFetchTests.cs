using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IngestWorker.Tests.Fetching;

public sealed class RobotsFetchTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task A_forbidden_page_is_not_asked_for()
    {
        await using var server = Site("User-agent: *\nDisallow: /private\nCrawl-delay: 7\n");
        using var fetcher = Fetcher();

        var forbidden = await fetcher.ArticleAsync(server.Url("/private/1"));
        var allowed = await fetcher.ArticleAsync(server.Url("/public/1"));

        forbidden.Outcome.ShouldBe(Outcome.RobotsDisallowed);
        forbidden.IsTransient.ShouldBeFalse();
        allowed.Outcome.ShouldBe(Outcome.Ok);
        allowed.CrawlDelay.ShouldBe(TimeSpan.FromSeconds(7));
        Asked(server).ShouldBe(["/robots.txt", "/public/1"]);
    }

    [Fact]
    public async Task The_agents_own_name_is_looked_for()
    {
        await using var server = Site("User-agent: Example-Reader\nDisallow: /\n\nUser-agent: *\nAllow: /\n");
        using var fetcher = Fetcher(o => o.AgentName = "Example-Reader2");

        (await fetcher.ArticleAsync(server.Url("/a"))).Outcome.ShouldBe(Outcome.RobotsDisallowed);
    }

    [Fact]
    public async Task Many_fetches_at_once_ask_for_the_file_once()
    {
        await using var server = Site("User-agent: *\nDisallow: /private\n");
        using var fetcher = Fetcher();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => fetcher.ArticleAsync(server.Url("/" + i))));

        Asked(server).Count(t => t == "/robots.txt").ShouldBe(1);
    }

    [Fact]
    public async Task The_file_counts_for_a_day()
    {
        await using var server = Site("User-agent: *\nAllow: /\n");
        using var fetcher = Fetcher();

        await fetcher.ArticleAsync(server.Url("/1"));
        clock.Advance(TimeSpan.FromHours(23));
        await fetcher.ArticleAsync(server.Url("/2"));
        Asked(server).Count(t => t == "/robots.txt").ShouldBe(1);

        clock.Advance(TimeSpan.FromHours(2));
        await fetcher.ArticleAsync(server.Url("/3"));
        Asked(server).Count(t => t == "/robots.txt").ShouldBe(2);
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("403 Forbidden")]
    [InlineData("401 Unauthorized")]
    [InlineData("410 Gone")]
    [InlineData("400 Bad Request")]
    [InlineData("204 No Content")]
    public async Task A_site_without_the_file_allows_everything(string status)
    {
        await using var server = Site(r => r.SendAsync(RawServer.Status(status)));
        using var fetcher = Fetcher();

        (await fetcher.ArticleAsync(server.Url("/a"))).Outcome.ShouldBe(Outcome.Ok);
    }

    [Theory]
    [InlineData("500 Internal Server Error")]
    [InlineData("503 Service Unavailable")]
    [InlineData("429 Too Many Requests")]
    public async Task A_file_that_cannot_be_had_forbids_everything_until_it_is_asked_for_again(string status)
    {
        var broken = true;
        await using var server = Site(r => r.SendAsync(broken ? RawServer.Status(status) : Text("User-agent: *\nAllow: /\n")));
        using var fetcher = Fetcher(o => o.Retries = 0);

        var result = await fetcher.ArticleAsync(server.Url("/a"));
        result.Outcome.ShouldBe(Outcome.RobotsDisallowed);
        result.IsTransient.ShouldBeTrue();
        result.RetryAfter.ShouldBe(TimeSpan.FromMinutes(10));
        result.Detail.ShouldContain(status[..3]);

        broken = false;
        clock.Advance(TimeSpan.FromMinutes(9));
        (await fetcher.ArticleAsync(server.Url("/a"))).RetryAfter.ShouldBe(TimeSpan.FromMinutes(1));
        clock.Advance(TimeSpan.FromMinutes(2));
        (await fetcher.ArticleAsync(server.Url("/a"))).Outcome.ShouldBe(Outcome.Ok);
        Asked(server).ShouldBe(["/robots.txt", "/robots.txt", "/a"]);
    }

    [Fact]
    public async Task While_a_new_copy_cannot_be_had_the_old_one_counts()
    {
        var broken = false;
        await using var server = Site(r => r.SendAsync(broken ? RawServer.Status("503 Service Unavailable") : Text("User-agent: *\nDisallow: /private\n")));
        using var fetcher = Fetcher(o => o.Retries = 0);
        await fetcher.ArticleAsync(server.Url("/a"));

        broken = true;
        clock.Advance(TimeSpan.FromHours(25));

        (await fetcher.ArticleAsync(server.Url("/a"))).Outcome.ShouldBe(Outcome.Ok);
        (await fetcher.ArticleAsync(server.Url("/private"))).Outcome.ShouldBe(Outcome.RobotsDisallowed);
        Asked(server).Count(t => t == "/robots.txt").ShouldBe(2);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_told_as_that()
    {
        var server = RawServer.Start("");
        var url = server.Url("/a");
        await server.DisposeAsync();
        using var fetcher = Fetcher(o => o.Retries = 0);

        var result = await fetcher.ArticleAsync(url);

        result.Outcome.ShouldBe(Outcome.ConnectionFailed);
        result.Detail.ShouldStartWith("robots.txt");
        result.IsTransient.ShouldBeTrue();
        result.RetryAfter.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_page_in_its_place_allows_everything()
    {
        await using var server = Site(r => r.SendAsync(RawServer.Page("<!doctype html><pre>\nUser-agent: *\nDisallow: /\n</pre>")));
        using var fetcher = Fetcher();

        (await fetcher.ArticleAsync(server.Url("/a"))).Outcome.ShouldBe(Outcome.Ok);
    }

    [Fact]
    public async Task Ten_megabytes_of_it_are_read_as_far_as_500_KiB()
    {
        await using var server = Site(r => r.SendAsync(Text("User-agent: *\nDisallow: /private\n" + new string('#', 10 << 20))));
        using var fetcher = Fetcher();

        (await fetcher.ArticleAsync(server.Url("/a"))).Outcome.ShouldBe(Outcome.Ok);
        (await fetcher.ArticleAsync(server.Url("/private"))).Outcome.ShouldBe(Outcome.RobotsDisallowed);
    }

    [Fact]
    public async Task It_is_followed_through_redirects()
    {
        await using var server = RawServer.Start(r => r.SendAsync(r.Target switch
        {
            "/robots.txt" => RawServer.Redirect("/moved.txt", 301),
            "/moved.txt" => Text("User-agent: *\nDisallow: /private\n"),
            _ => RawServer.Page("<p>Hello.</p>"),
        }));
        using var fetcher = Fetcher();

        (await fetcher.ArticleAsync(server.Url("/private"))).Outcome.ShouldBe(Outcome.RobotsDisallowed);
    }

    [Fact]
    public async Task Endless_redirects_of_it_count_as_no_file()
    {
        await using var server = RawServer.Start(r => r.SendAsync(r.Target.Contains("robots") ? RawServer.Redirect(r.Target + "x") : RawServer.Page("<p>Hello.</p>")));
        using var fetcher = Fetcher();

        (await fetcher.ArticleAsync(server.Url("/a"))).Outcome.ShouldBe(Outcome.Ok);
    }

    [Fact]
    public async Task The_target_of_a_redirect_is_asked_about_at_its_own_host()
    {
        await using var target = Site("User-agent: *\nDisallow: /\n");
        await using var source = RawServer.Start(r => r.SendAsync(r.Target == "/robots.txt" ? RawServer.Status("404 Not Found") : RawServer.Redirect(target.Url("/story"))));
        using var fetcher = Fetcher();

        var result = await fetcher.ArticleAsync(source.Url("/a"));

        result.Outcome.ShouldBe(Outcome.RobotsDisallowed);
        result.FinalUrl.ShouldBe(target.Url("/story"));
        Asked(target).ShouldBe(["/robots.txt"]);
    }

    [Fact]
    public async Task Feeds_are_published_for_programs_and_not_asked_about()
    {
        await using var server = Site("User-agent: *\nDisallow: /\n");
        using var fetcher = Fetcher();

        (await fetcher.FeedAsync(server.Url("/feed"))).Outcome.ShouldBe(Outcome.Ok);
        Asked(server).ShouldBe(["/feed"]);
    }

    [Fact]
    public async Task The_number_of_hosts_that_are_remembered_is_bounded()
    {
        using var fetcher = Fetcher(o => (o.RobotsCacheHosts, o.Retries) = (3, 0));

        for (var i = 1; i <= 10; i++)
            await fetcher.ArticleAsync($"http://127.0.0.{i}:9/");

        fetcher.Get<RobotsCache>().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Sitemaps_can_be_asked_for()
    {
        await using var server = Site("Sitemap: https://example.com/news.xml\n");
        using var fetcher = Fetcher();
        CanonicalUrl.TryParse(server.Url(), out var site, out _).ShouldBeTrue();

        (await fetcher.Get<RobotsCache>().SitemapsAsync(site!, TestContext.Current.CancellationToken)).ShouldBe(["https://example.com/news.xml"]);
    }

    [Fact]
    public async Task A_caller_that_gives_up_takes_nothing_from_those_who_wait()
    {
        var release = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        await using var server = Site(async r =>
        {
            arrived.SetResult();
            await release.Task;
            await r.SendAsync(Text("User-agent: *\nAllow: /\n"));
        });
        using var fetcher = Fetcher();
        using var impatience = new CancellationTokenSource();

        var impatient = fetcher.Pages.FetchAsync(new FetchRequest { Url = server.Url("/1"), Kind = FetchKind.Article }, impatience.Token);
        await arrived.Task;
        var patient = fetcher.ArticleAsync(server.Url("/2"));
        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(impatient);
        release.SetResult();

        (await patient).Outcome.ShouldBe(Outcome.Ok);
    }

    private TestFetcher Fetcher(Action<FetchingOptions>? configure = null) => new(
        o =>
        {
            o.RespectRobots = true;
            configure?.Invoke(o);
        },
        s => s.AddSingleton<TimeProvider>(clock));

    private static RawServer Site(string robots) => Site(r => r.SendAsync(Text(robots)));

    private static RawServer Site(Func<RawRequest, Task> robots) =>
        RawServer.Start(r => r.Target == "/robots.txt" ? robots(r) : r.SendAsync(RawServer.Page("<p>Hello.</p>")));

    private static string Text(string body) => $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static IEnumerable<string> Asked(RawServer server) => server.Requests.Select(r => r.Split(' ')[1]);
}
