using System.Text;
using IngestWorker.Contracts;
using IngestWorker.IntegrationTests.Web;
using IngestWorker.Storage;

namespace IngestWorker.IntegrationTests.Polling;

/// <summary>What goes over the wire when nothing has changed, and what does not happen then.</summary>
public sealed class ConditionalPollTests
{
    private const string Rss = "application/rss+xml";

    [Fact]
    public async Task The_second_poll_sends_both_validators_as_the_server_gave_them_and_a_304_brings_no_work()
    {
        await using var bench = await PollingBench.StartAsync();
        var modified = new DateTimeOffset(2026, 1, 5, 8, 30, 0, TimeSpan.Zero);
        bench.Site.On("/rss", Answers.Conditional(Encoding.UTF8.GetBytes(bench.Rss(PollingBench.Paths(1, 5))), Rss, "W/\"five\"", modified));
        await bench.AddAsync("/rss");

        (await bench.PollAsync()).ShouldBe(5);
        (await bench.PollAsync()).ShouldBe(0);
        await bench.PollAsync();

        var requests = bench.Site.RequestsTo("/rss");
        requests[0].IfNoneMatch.ShouldBeNull();
        requests[0].IfModifiedSince.ShouldBeNull();
        foreach (var again in requests.Skip(1))
        {
            again.IfNoneMatch.ShouldBe("W/\"five\"");
            again.IfModifiedSince.ShouldBe("Mon, 05 Jan 2026 08:30:00 GMT");
        }
        var feed = await bench.StatusAsync("/rss");
        feed.Outcome.ShouldBe(Outcome.NotModified);
        feed.State.ShouldBe(FeedState.Unchanged);
        bench.Count("ingest.feed.polls outcome=ok state=ok").ShouldBe(1);
        bench.Count("ingest.feed.polls outcome=not_modified state=unchanged").ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_gives_only_a_date_gets_the_date_back()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/rss", Answers.Text(bench.Rss(PollingBench.Paths(1, 2)), Rss, ("Last-Modified", "Mon, 05 Jan 2026 08:30:00 GMT")));
        await bench.AddAsync("/rss");
        await bench.PollAsync();
        await bench.PollAsync();

        var again = bench.Site.RequestsTo("/rss")[1];
        again.IfNoneMatch.ShouldBeNull();
        again.IfModifiedSince.ShouldBe("Mon, 05 Jan 2026 08:30:00 GMT");
    }

    [Fact]
    public async Task The_same_bytes_under_a_200_with_ever_new_validators_bring_no_work()
    {
        await using var bench = await PollingBench.StartAsync();
        var body = bench.Rss(PollingBench.Paths(1, 5));
        bench.Site.On("/rss", Answers.InTurn([.. Enumerable.Range(0, 3).Select(i => Answers.Text(body, Rss, ("ETag", $"\"{i}\"")))]));
        await bench.AddAsync("/rss");

        (await bench.PollAsync()).ShouldBe(5);
        (await bench.PollAsync()).ShouldBe(0);
        (await bench.PollAsync()).ShouldBe(0);

        (await bench.StatusAsync("/rss")).ShouldSatisfyAllConditions(f => f.Outcome.ShouldBe(Outcome.NotModified), f => f.State.ShouldBe(FeedState.Unchanged), f => f.Detail.ShouldBe("the same bytes as before"));
        bench.Site.RequestsTo("/rss").Select(r => r.IfNoneMatch).ShouldBe([null, "\"0\"", "\"1\""]);
    }

    [Fact]
    public async Task A_failure_costs_the_validators_nothing()
    {
        await using var bench = await PollingBench.StartAsync();
        var good = Answers.Conditional(Encoding.UTF8.GetBytes(bench.Rss(PollingBench.Paths(1, 5))), Rss, "\"good\"");
        bench.Site.On("/rss", Answers.InTurn(good, Answers.Status(500, ("ETag", "\"error page\"")), good));
        await bench.AddAsync("/rss");
        await bench.PollAsync();
        await bench.PollAsync();
        (await bench.StatusAsync("/rss")).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FeedState.Failing), f => f.Failures.ShouldBe(1), f => f.FailingSince.ShouldNotBeNull());
        await bench.PollAsync();

        bench.Site.RequestsTo("/rss")[2].IfNoneMatch.ShouldBe("\"good\"");
        (await bench.StatusAsync("/rss")).ShouldSatisfyAllConditions(f => f.State.ShouldBe(FeedState.Unchanged), f => f.Failures.ShouldBe(0), f => f.FailingSince.ShouldBeNull());
    }

    [Theory]
    [InlineData(429, "7200", 2.0)]
    [InlineData(503, "7200", 2.0)]
    [InlineData(429, "999999", 24.0)]
    [InlineData(503, "Wed, 21 Oct 2099 07:28:00 GMT", 24.0)]
    public async Task A_Retry_After_in_either_form_is_honoured_up_to_a_day(int status, string value, double hours)
    {
        await using var bench = await PollingBench.StartAsync();
        var feed = await bench.PollNewAsync("/rss", Answers.RetryAfter(status, value));
        feed.State.ShouldBe(FeedState.Failing);
        (feed.DueAt!.Value - feed.PolledAt!.Value).TotalHours.ShouldBeInRange(hours - 0.01, hours * 1.11);
        feed.IntervalReason.ShouldBe("the server asked for this wait (Retry-After)");
    }
}
