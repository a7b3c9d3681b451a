using IngestWorker.Contracts;
using IngestWorker.IntegrationTests.Web;
using IngestWorker.Storage;

namespace IngestWorker.IntegrationTests.Polling;

public sealed class MovedFeedTests
{
    private const string Rss = "application/rss+xml";

    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public async Task A_permanent_redirect_is_believed_at_the_third_poll_in_a_row(int status)
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/new", Answers.Text(bench.Rss(PollingBench.Paths(1, 3)), Rss));
        var old = await bench.PollNewAsync("/old", Answers.Redirect("/new", status));
        old.State.ShouldBe(FeedState.Ok);
        old.MovedTo.ShouldBe(bench.Site.Url("/new"));
        old.Reason!.ShouldContain("1 of 3");
        await bench.PollAsync();
        (await bench.StatusAsync("/old")).Url.ShouldBe(bench.Site.Url("/old"));
        await bench.PollAsync();

        var moved = await bench.StatusAsync("/new");
        moved.FeedId.ShouldBe(old.FeedId);
        moved.State.ShouldBe(FeedState.Moved);
        moved.MovedFrom.ShouldBe(bench.Site.Url("/old"));
        bench.Count("ingest.feed.moves").ShouldBe(1);
        await bench.PollAsync();
        bench.Site.RequestsTo("/old").Count.ShouldBe(3);
        (await bench.StatusAsync("/new")).State.ShouldBe(FeedState.Unchanged);
        (await bench.Feeds.AddAsync([new NewFeed(bench.Site.Url("/old")), new NewFeed(bench.Site.Url("/new"))], PollingBench.Token)).ShouldBe(0, "it is known by both addresses");
    }

    [Theory]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    public async Task A_passing_redirect_is_never_believed(int status)
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/new", Answers.Text(bench.Rss(PollingBench.Paths(1, 3)), Rss));
        await bench.PollNewAsync("/old", Answers.Redirect("/new", status));
        for (var i = 0; i < 4; i++) await bench.PollAsync();
        (await bench.StatusAsync("/old")).ShouldSatisfyAllConditions(f => f.Url.ShouldBe(bench.Site.Url("/old")), f => f.MovedTo.ShouldBeNull());
    }

    [Fact]
    public async Task A_redirect_that_was_taken_back_is_counted_anew()
    {
        await using var bench = await PollingBench.StartAsync();
        var (there, here) = (Answers.Redirect("/new", 301), Answers.Text(bench.Rss(PollingBench.Paths(1, 3)), Rss));
        bench.Site.On("/new", here);
        await bench.PollNewAsync("/old", Answers.InTurn(there, there, here, there, there, here));
        for (var i = 0; i < 5; i++) await bench.PollAsync();
        (await bench.StatusAsync("/old")).ShouldSatisfyAllConditions(f => f.Url.ShouldBe(bench.Site.Url("/old")), f => f.MovedSeen.ShouldBe(0));
    }

    [Fact]
    public async Task A_permanent_redirect_to_a_page_is_no_move()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/", Answers.Text("<html><head><title>Welcome</title></head><body>News</body></html>"));
        await bench.PollNewAsync("/old", Answers.Redirect("/", 301));
        for (var i = 0; i < 4; i++) await bench.PollAsync();
        (await bench.StatusAsync("/old")).ShouldSatisfyAllConditions(f => f.Url.ShouldBe(bench.Site.Url("/old")), f => f.State.ShouldBe(FeedState.HtmlPage), f => f.Failures.ShouldBe(5));
    }

    [Fact]
    public async Task The_documents_own_word_is_believed_at_the_third_poll_once_a_feed_is_there()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/old", Answers.Text(bench.Rss(PollingBench.Paths(1, 3), $"<itunes:new-feed-url>{bench.Site.Url("/new")}</itunes:new-feed-url>"), Rss, ("ETag", "\"same\"")));
        await bench.AddAsync("/old");
        for (var i = 0; i < 3; i++) await bench.PollAsync();
        (await bench.StatusAsync("/old")).Url.ShouldBe(bench.Site.Url("/old"), "there is no feed at the new address yet");

        bench.Site.On("/new", Answers.Text(bench.Rss(PollingBench.Paths(1, 3)), Rss));
        await bench.PollAsync();
        (await bench.StatusAsync("/old")).Url.ShouldBe(bench.Site.Url("/new"));
    }

    [Fact]
    public async Task A_feed_that_moved_to_one_that_is_polled_already_is_polled_no_more()
    {
        await using var bench = await PollingBench.StartAsync();
        bench.Site.On("/new", Answers.Text(bench.Rss(PollingBench.Paths(1, 3)), Rss)).On("/old", Answers.Redirect("/new", 301));
        await bench.AddAsync("/new");
        await bench.AddAsync("/old");
        for (var i = 0; i < 3; i++) await bench.PollAsync();
        var old = await bench.StatusAsync("/old");
        old.State.ShouldBe(FeedState.Moved);
        old.DueAt.ShouldBeNull();
        old.Reason!.ShouldContain("polled already");
        (await bench.StatusAsync("/new")).DueAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_feed_that_is_not_found_any_more_is_found_again_through_its_sites_page()
    {
        await using var bench = await PollingBench.StartAsync();
        var feed = bench.Rss(PollingBench.Paths(1, 5), $"<link>{bench.Site.Url("/world")}</link>");
        await bench.PollNewAsync("/old", Answers.InTurn(Answers.Text(feed, Rss), Answers.Status(404)));
        bench.Site.On("/other", Answers.Text(bench.Rss(PollingBench.Paths(100, 5)), Rss)).On("/new", Answers.Text(bench.Rss(PollingBench.Paths(3, 5)), Rss));
        bench.Site.On("/", Answers.Text("<html><head><link rel=alternate type=application/rss+xml href=/other><link rel=alternate type=application/rss+xml href=/new></head></html>"));
        bench.Site.On("/world", Answers.Text("<html><head><link rel=alternate type=application/rss+xml href=/other><link rel=alternate type=application/rss+xml href=/new></head></html>"));
        await bench.PollAsync();

        var found = await bench.StatusAsync("/new");
        found.State.ShouldBe(FeedState.Moved);
        found.Reason!.ShouldContain("found again");
        (await bench.PollAsync()).ShouldBe(2);
        (await bench.StatusAsync("/new")).State.ShouldBe(FeedState.Ok);
    }

    [Fact]
    public async Task Another_feed_of_the_site_is_only_told_of()
    {
        await using var bench = await PollingBench.StartAsync();
        await bench.PollNewAsync("/old", Answers.InTurn(Answers.Text(bench.Rss(PollingBench.Paths(1, 5)), Rss), Answers.Status(404)));
        bench.Site.On("/other", Answers.Text(bench.Rss(PollingBench.Paths(100, 5)), Rss)).On("/", Answers.Text("<html><head><link rel=alternate type=application/rss+xml href=/other></head></html>"));
        await bench.PollAsync();
        var feed = await bench.StatusAsync("/old");
        feed.State.ShouldBe(FeedState.Failing);
        feed.Reason!.ShouldContain(bench.Site.Url("/other"));
    }

    [Fact]
    public async Task A_feed_that_is_gone_is_polled_no_more_until_it_is_added_again()
    {
        await using var bench = await PollingBench.StartAsync();
        var feed = await bench.PollNewAsync("/rss", Answers.InTurn(Answers.Status(410), Answers.Text(bench.Rss(PollingBench.Paths(1, 5)), Rss)));
        feed.State.ShouldBe(FeedState.Retired);
        feed.Outcome.ShouldBe(Outcome.Gone);
        feed.DueAt.ShouldBeNull();
        await bench.PollAsync();
        bench.Site.RequestsTo("/rss").Count.ShouldBe(1);

        await bench.AddAsync("/rss");
        (await bench.PollAsync()).ShouldBe(5);
        (await bench.StatusAsync("/rss")).State.ShouldBe(FeedState.Ok);
    }
}
