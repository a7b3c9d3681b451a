using System.IO.Compression;
using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Fetching;

namespace IngestWorker.Tests.Fetching;

/// <summary>Servers that do what servers should not.</summary>
public sealed class FaultTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

    [Fact]
    public async Task A_server_that_never_answers_costs_the_timeout_and_no_more()
    {
        await using var server = RawServer.Start(r => r.NeverAsync());
        using var fetcher = new TestFetcher(Hasty);

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.Timeout);
        result.IsTransient.ShouldBeTrue();
        result.Attempts.ShouldBe(2);
        result.Detail.ShouldContain("Fetching:AttemptTimeout");
    }

    [Fact]
    public async Task A_server_that_sends_a_byte_at_a_time_is_left_when_the_time_is_up()
    {
        await using var server = RawServer.Start(async r =>
        {
            await r.SendAsync(Head + "Content-Length: 1000000\r\n\r\n");
            while (true)
            {
                await r.SendAsync("x");
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, r.ServerStops);
            }
        });
        using var fetcher = new TestFetcher(Hasty);

        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.Timeout);
    }

    [Fact]
    public async Task Headers_that_come_a_byte_at_a_time_are_left_when_the_time_is_up()
    {
        await using var server = RawServer.Start(async r =>
        {
            await r.SendAsync("HTTP/1.1 200 OK\r\nX-Slow: ");
            while (true)
            {
                await r.SendAsync("x");
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, r.ServerStops);
            }
        });
        using var fetcher = new TestFetcher(Hasty);

        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.Timeout);
    }

    [Fact]
    public async Task Interim_answers_without_end_count_as_headers()
    {
        await using var server = RawServer.Start(async r =>
        {
            while (true)
                await r.SendAsync("HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n");
        });
        using var fetcher = new TestFetcher();

        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.TooLarge);
    }

    [Fact]
    public async Task The_total_time_ends_retries_with_what_the_server_last_said()
    {
        await using var server = RawServer.Start(r => r.SendAsync(RawServer.Status("503 Service Unavailable")));
        using var fetcher = new TestFetcher(o =>
        {
            o.ConnectTimeout = o.AttemptTimeout = o.TotalTimeout = TimeSpan.FromSeconds(1.5);
            o.Retries = 10;
            o.RetryDelay = TimeSpan.FromSeconds(30);
        });

        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.ServerError);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_a_body_is_tried_again()
    {
        var requests = 0;
        await using var server = RawServer.Start(async r =>
        {
            if (requests++ > 0)
            {
                await r.SendAsync(RawServer.Page("<p>Whole.</p>"));
                return;
            }
            await r.SendAsync(Head + "Content-Length: 1000\r\n\r\n<p>Half");
            r.Reset();
        });
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.Ok);
        result.Attempts.ShouldBe(2);
        Encoding.UTF8.GetString(result.Body.Span).ShouldBe("<p>Whole.</p>");
    }

    [Fact]
    public async Task Resets_without_end_are_a_failed_connection()
    {
        await using var server = RawServer.Start(r =>
        {
            r.Reset();
            return Task.CompletedTask;
        });
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBeOneOf(Outcome.ConnectionFailed, Outcome.InvalidResponse);
        result.IsTransient.ShouldBeTrue();
        result.Attempts.ShouldBe(3);
    }

    [Theory]
    [InlineData(Head + "Content-Length: 1000\r\n\r\n<p>Too short.</p>")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n5\r\n<p>To")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    public async Task A_broken_answer_is_an_outcome_worth_trying_again(string answer)
    {
        await using var server = RawServer.Start(async r =>
        {
            await r.SendAsync(answer);
            r.Close();
        });
        using var fetcher = new TestFetcher(o => o.Retries = 1);

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.InvalidResponse, result.Detail);
        result.IsTransient.ShouldBeTrue();
        result.Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_content_length_that_is_too_small_ends_the_body_there_and_harms_no_later_request()
    {
        await using var server = RawServer.Start(r => r.SendAsync(Head + "Content-Length: 13\r\n\r\n<p>Hello.</p>and more"));
        using var fetcher = new TestFetcher();

        for (var i = 0; i < 3; i++)
            Encoding.UTF8.GetString((await fetcher.ArticleAsync(server.Url())).Body.Span).ShouldBe("<p>Hello.</p>");
    }

    [Theory]
    [InlineData(1.0, Outcome.Ok)]
    [InlineData(0.5, Outcome.InvalidResponse)]
    public async Task A_gzip_body_that_ends_with_its_connection_must_be_whole(double share, Outcome outcome)
    {
        var encoded = new MemoryStream();
        using (var gzip = new GZipStream(encoded, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes("<html>" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"<p>{i * 7919}</p>"))));
        var body = encoded.ToArray();
        await using var server = RawServer.Start(async r =>
        {
            await r.SendAsync(Head + "Content-Encoding: gzip\r\nConnection: close\r\n\r\n");
            await r.SendAsync(body.AsMemory(0, (int)(body.Length * share)));
            r.Close();
        });
        using var fetcher = new TestFetcher(o => o.Retries = 0);

        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task A_zstd_body_that_is_cut_is_an_outcome()
    {
        var body = Bodies.Encode(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"<p>{i * 7919}</p>"))), "zstd");
        await using var server = RawServer.Start(r => r.SendAsync("Content-Encoding: zstd\r\n", body[..(body.Length / 2)]));
        using var fetcher = new TestFetcher(o => o.Retries = 0);

        (await fetcher.ArticleAsync(server.Url())).Outcome.ShouldBe(Outcome.InvalidResponse);
    }

    [Fact]
    public async Task Endless_headers_end_at_their_limit()
    {
        await using var server = RawServer.Start(async r =>
        {
            await r.SendAsync("HTTP/1.1 200 OK\r\n");
            while (true)
                await r.SendAsync("X-More: " + new string('x', 1000) + "\r\n");
        });
        using var fetcher = new TestFetcher(o => o.MaxHeaderKilobytes = 8);

        var result = await fetcher.ArticleAsync(server.Url());

        result.Outcome.ShouldBe(Outcome.TooLarge, result.Detail);
        result.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_a_failed_connection()
    {
        var server = RawServer.Start("");
        var url = server.Url();
        await server.DisposeAsync();
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(url);

        result.Outcome.ShouldBe(Outcome.ConnectionFailed);
        result.Attempts.ShouldBe(3);
    }

    private static void Hasty(FetchingOptions options)
    {
        options.ConnectTimeout = options.AttemptTimeout = TimeSpan.FromMilliseconds(150);
        options.Retries = 1;
    }
}
