using System.Text;
using IngestWorker.Contracts;

namespace IngestWorker.Tests.Fetching;

public sealed class BodyTests
{
    private static readonly byte[] Html = Encoding.UTF8.GetBytes("<html><body>" + string.Concat(Enumerable.Range(0, 500).Select(i => $"<p>Paragraph {i}</p>")) + "</body></html>");

    public static TheoryData<string> Codings => new("gzip", "x-gzip", "deflate", "deflate-raw", "br", "zstd", "gzip, br");

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Every_offered_coding_is_undone(string coding)
    {
        await using var server = RawServer.Start(r => r.SendAsync($"Content-Encoding: {coding.Replace("-raw", "")}\r\n", Bodies.Encode(Html, coding)));
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.Ok, result.Detail);
        result.Body.ToArray().ShouldBe(Html);
        result.WireBytes.ShouldBeLessThan(Html.Length);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_damaged_body_is_an_outcome_in_every_coding(string coding)
    {
        var damaged = Bodies.Encode(Html, coding);
        for (var i = damaged.Length / 4; i < damaged.Length * 3 / 4; i++)
            damaged[i] ^= 0x5A;
        await using var server = RawServer.Start(r => r.SendAsync($"Content-Encoding: {coding.Replace("-raw", "")}\r\n", damaged));
        using var fetcher = new TestFetcher(o => o.Retries = 0);

        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.InvalidResponse);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("utf-8")]
    [InlineData("identity")]
    public async Task Plain_text_that_is_announced_as_something_else_is_read_as_it_is(string coding)
    {
        await using var server = RawServer.Start(r => r.SendAsync($"Content-Encoding: {coding}\r\n", Html));
        using var fetcher = new TestFetcher();

        (await fetcher.ArticleAsync(server.Url())).Body.ToArray().ShouldBe(Html);
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("gzip, gzip, gzip")]
    public async Task A_coding_that_was_not_offered_is_an_outcome(string coding)
    {
        await using var server = RawServer.Start(r => r.SendAsync($"Content-Encoding: {coding}\r\n", Html));
        using var fetcher = new TestFetcher(o => o.Retries = 0);

        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.InvalidResponse);
    }

    [Fact]
    public async Task A_declared_length_over_the_limit_is_not_even_read()
    {
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 104857600\r\n\r\n<html>");
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.TooLarge);
        result.IsTransient.ShouldBeFalse();
        result.WireBytes.ShouldBe(0);
    }

    [Fact]
    public async Task An_endless_body_ends_at_the_limit()
    {
        await using var server = RawServer.Start(Bodies.EndlessAsync);
        using var fetcher = new TestFetcher(o => o.MaxArticleBytes = 1 << 20);

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.TooLarge);
        result.WireBytes.ShouldBeInRange(1 << 20, 2 << 20);
    }

    [Fact]
    public async Task Feeds_have_a_limit_of_their_own()
    {
        await using var server = RawServer.Start(Bodies.EndlessAsync);
        using var fetcher = new TestFetcher(o => (o.MaxArticleBytes, o.MaxFeedBytes) = (1024, 4096));

        (await fetcher.FeedAsync(server.Url())).Detail.ShouldContain("4,096");
        (await fetcher.ArticleAsync(server.Url())).Detail.ShouldContain("1,024");
    }

    [Theory]
    [InlineData("application/pdf", "%PDF-1.7 ...")]
    [InlineData("text/html", "%PDF-1.7 ...")]
    [InlineData("image/png", "whatever")]
    [InlineData("text/html", "GIF89a...")]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "Only words.")]
    [InlineData("application/octet-stream", "PK\u0003\u0004")]
    public async Task What_is_no_page_is_told_by_its_type_or_its_first_bytes(string type, string body)
    {
        await using var server = RawServer.Start($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.UnsupportedContentType);
        result.IsTransient.ShouldBeFalse();
        result.Body.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("Content-Type: text/plain\r\n")]
    [InlineData("Content-Type: application/octet-stream\r\n")]
    [InlineData("Content-Type: ;;;\r\n")]
    [InlineData("")]
    public async Task A_page_with_a_vague_type_or_none_is_known_by_its_beginning(string header)
    {
        const string body = "<?xml version=\"1.0\"?>\n<!-- x -->\n<!DOCTYPE html><p>Hello.</p>";
        await using var server = RawServer.Start($"HTTP/1.1 200 OK\r\n{header}Content-Length: {body.Length}\r\n\r\n{body}");
        using var fetcher = new TestFetcher();

        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.Ok);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/gzip")]
    [InlineData("nonsense")]
    public async Task A_feed_may_have_almost_any_type(string type)
    {
        await using var server = RawServer.Start($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: 6\r\n\r\n<rss/>");
        using var fetcher = new TestFetcher();

        (await fetcher.FeedAsync(server.Url())).Outcome.ShouldBe(Outcome.Ok);
    }
}
