using IngestWorker.Contracts;

namespace IngestWorker.Tests.Fetching;

public sealed class RedirectTests
{
    [Fact]
    public async Task Redirects_are_followed_and_all_told()
    {
        await using var server = RawServer.Start(r => r.SendAsync(r.Target switch
        {
            "/a" => RawServer.Redirect("/b?x=1", 301),
            "/b?x=1" => RawServer.Redirect("c#part", 308),
            "/c" => RawServer.Redirect("//127.0.0.1:" + r.Header("Host")!.Split(':')[1] + "/d", 302),
            _ => RawServer.Page("<p>There.</p>"),
        }));
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url("/a"));

        result.Outcome.ShouldBe(Outcome.Ok);
        result.FinalUrl.ShouldBe(server.Url("/d"));
        result.Redirects.Select(r => r.StatusCode).ShouldBe([301, 308, 302]);
        result.Redirects.Select(r => r.To).ShouldBe([server.Url("/b?x=1"), server.Url("/c"), server.Url("/d")]);
        result.MovedTo.ShouldBe(server.Url("/c"));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    public async Task A_temporary_redirect_moves_nothing(int status)
    {
        await using var server = RawServer.Start(r => r.SendAsync(r.Target == "/a" ? RawServer.Redirect("/b", status) : RawServer.Page("<p>There.</p>")));
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url("/a"));

        result.Outcome.ShouldBe(Outcome.Ok);
        result.MovedTo.ShouldBeNull();
    }

    [Fact]
    public async Task A_location_in_raw_utf8_is_followed()
    {
        await using var server = RawServer.Start(r => r.SendAsync(r.Target == "/a" ? RawServer.Redirect("/новости") : RawServer.Page("<p>There.</p>")));
        using var fetcher = new TestFetcher();

        (await fetcher.ArticleAsync(server.Url("/a"))).FinalUrl.ShouldBe(server.Url("/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"));
    }

    [Fact]
    public async Task A_circle_ends_where_it_closes()
    {
        await using var server = RawServer.Start(r => r.SendAsync(RawServer.Redirect(r.Target == "/a" ? "/b" : "/a")));
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url("/a"));

        result.Outcome.ShouldBe(Outcome.TooManyRedirects);
        result.IsTransient.ShouldBeFalse();
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Endless_redirects_end_at_the_limit()
    {
        await using var server = RawServer.Start(r => r.SendAsync(RawServer.Redirect(r.Target + "x")));
        using var fetcher = new TestFetcher(o => o.MaxRedirects = 4);

        var result = await fetcher.ArticleAsync(server.Url("/"));

        result.Outcome.ShouldBe(Outcome.TooManyRedirects);
        result.Redirects.Count.ShouldBe(4);
        server.Requests.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/x", Outcome.InvalidUrl)]
    [InlineData("file:///etc/passwd", Outcome.InvalidUrl)]
    [InlineData("gopher://127.0.0.1:6379/_INFO", Outcome.InvalidUrl)]
    [InlineData("http://169.254.169.254/latest/meta-data/", Outcome.PrivateAddress)]
    [InlineData("http://10.0.0.1/", Outcome.PrivateAddress)]
    [InlineData("http://0xA000001/", Outcome.PrivateAddress)]
    [InlineData("http://[::ffff:10.0.0.1]/", Outcome.PrivateAddress)]
    [InlineData("http://[64:ff9b::a00:1]/", Outcome.PrivateAddress)]
    [InlineData("http://0.0.0.0/", Outcome.PrivateAddress)]
    public async Task A_redirect_to_another_scheme_or_a_private_address_is_refused(string target, Outcome outcome)
    {
        await using var server = RawServer.Start(RawServer.Redirect(target));
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(outcome);
        result.IsTransient.ShouldBeFalse();
        server.Requests.Count.ShouldBe(1);
    }
}
