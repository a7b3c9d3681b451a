using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.IntegrationTests.Web;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>`ingest status`, as its user has it.</summary>
public sealed class StatusCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_cluster_tells_of_its_queues_feeds_frontier_rates_and_lag()
    {
        await using var operated = await OperatedCluster.CreateAsync(Token);
        await using var site = await TestSite.StartAsync(Token);
        site.On("/rss", Answers.Text($"<rss version=\"2.0\"><channel><title>One</title><item><title>I</title><link>{site.Url("/a")}</link></item><item><title>J</title><link>{site.Url("/gone")}</link></item></channel></rss>", "application/rss+xml"));
        site.On("/a", Answers.Text(StoryPage.Html("Ruritania")));
        site.On("/gone", Answers.Status(404));
        await operated.RunAsync(0, ["feeds", "add", "--as-is", site.Url("/rss")], Token);
        operated.Cluster.Start("worker");
        operated.Cluster.Start("consumer");
        await operated.Cluster.WaitForAsync("SELECT count(*) FROM items WHERE state IN ('stored', 'finished')", 2, Token);

        var status = (await operated.JsonAsync(0, ["status"], Token)).Single();

        status.GetProperty("broker_source").GetString().ShouldBe("amqp");
        var queue = status.GetProperty("queues").EnumerateArray().Single(q => q.GetProperty("name").GetString() == "events-extracted");
        (queue.GetProperty("ready").GetInt64(), queue.GetProperty("consumers").GetInt64()).ShouldBe((0, 1));
        queue.GetProperty("unacknowledged").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null, "AMQP does not tell, and nothing is guessed");
        status.GetProperty("feeds").GetProperty("ok").GetInt64().ShouldBe(1);
        status.GetProperty("frontier").GetProperty("pending").GetInt64().ShouldBe(0);
        var day = status.GetProperty("last_day");
        (day.GetProperty("items_found").GetInt64(), day.GetProperty("articles_stored").GetInt64(), day.GetProperty("items_finished").GetInt64()).ShouldBe((2, 1, 1));
        status.GetProperty("published_to_stored").GetProperty("median_seconds").GetDouble().ShouldBeGreaterThan(86400, "the page is of 2020");
        status.GetProperty("found_to_stored").GetProperty("percentile_95_seconds").GetDouble().ShouldBeLessThan(600);
        var failure = status.GetProperty("failures").EnumerateArray().ShouldHaveSingleItem();
        (failure.GetProperty("stage").GetString(), failure.GetProperty("outcome").GetString(), failure.GetProperty("last_hour").GetInt64()).ShouldBe(("fetched", "not_found", 1));

        var text = await operated.RunAsync(0, ["status"], Token);
        foreach (var words in new[] { "events-extracted", "unknown", "1 ok", "Published to stored", "not_found", "Nothing needs a hand" }) text.ShouldContain(words);
    }

    [Fact]
    public async Task What_needs_a_hand_is_told_and_ends_with_1()
    {
        await using var operated = await OperatedCluster.CreateAsync(Token);
        await using var database = await operated.OpenDatabaseAsync(Token);
        await operated.RunAsync(0, ["feeds", "add", "--as-is", "https://a.example/rss", "https://b.example/rss"], Token);
        await operated.Cluster.CountAsync("WITH f AS (UPDATE feeds SET due_at = now() - interval '1 hour', state = 'login_page' RETURNING 1) SELECT count(*) FROM f", Token);
        await using (var connection = await operated.ConnectAsync(Token))
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: Token))
            await channel.QueueDeclareAsync("events-extracted", durable: true, exclusive: false, autoDelete: false, cancellationToken: Token);
        await operated.PublishAsync("events-extracted", [(null, [1])], Token);

        var status = (await operated.JsonAsync(1, ["status"], Token)).Single();
        var hands = status.GetProperty("needs_hand").EnumerateArray().Select(h => h.GetString()!).ToList();
        hands.ShouldContain(h => h.Contains("2 feeds are due for a poll", StringComparison.Ordinal));
        hands.ShouldContain(h => h.Contains("2 feeds are login_page", StringComparison.Ordinal));
        hands.ShouldContain(h => h.Contains("1 messages wait in events-extracted and nobody consumes it", StringComparison.Ordinal));

        operated.Cluster.Settings["RabbitMq:Password"] = "wrong";
        status = (await operated.JsonAsync(1, ["status"], Token)).Single();
        status.GetProperty("queues").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        status.GetProperty("broker_failure").GetString().ShouldNotBeNull().ShouldContain("does not answer");
        status.GetProperty("feeds").GetProperty("login_page").GetInt64().ShouldBe(2, "the rest is told without the broker");
    }
}
