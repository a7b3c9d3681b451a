using IngestWorker.IntegrationTests.EndToEnd;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>Confirmed in, rows out: nothing lost, nothing doubled, whatever happened between.</summary>
internal static class Ledger
{
    public const string Stored = "SELECT count(*) FROM items WHERE state = 'stored'";
    public const string Ended = "SELECT count(*) FROM items WHERE state IN ('stored', 'finished')";
    public const string Claimed = "SELECT count(*) FROM items WHERE state = 'claimed'";

    /// <summary>With the broker, confirmed, and not stored: claimed for longer than any fetch.</summary>
    public const string Published = "SELECT count(*) FROM items WHERE state = 'claimed' AND due_at > now() + interval '1 hour'";

    /// <summary>Waits until every item is stored, and checks that each is one article with its events, told once in its trail.</summary>
    /// <param name="oneCoder">False where different versions coded them, which may find different events in the same words.</param>
    public static async Task ShouldHoldAsync(Cluster cluster, int items, CancellationToken cancellationToken, bool oneCoder = true)
    {
        try
        {
            await cluster.WaitForAsync(Stored, items, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            var states = await cluster.TextAsync("SELECT string_agg(concat_ws(' ', n, state, outcome, detail), E'\n') FROM (SELECT count(*) AS n, state, outcome, detail FROM items GROUP BY state, outcome, detail) AS s", CancellationToken.None);
            Assert.Fail($"{items} items were confirmed; stored within the test's time:\n{states}\n{cluster.Story()}");
        }
        (await Count("SELECT count(*) FROM items")).ShouldBe(items);
        (await Count("SELECT count(*) FROM articles")).ShouldBe(items, cluster.Story());
        (await Count("SELECT count(DISTINCT item_id) FROM articles WHERE is_current")).ShouldBe(items);
        if (oneCoder) (await Count("SELECT count(DISTINCT n) FROM (SELECT count(*) AS n FROM events GROUP BY article_id) AS each")).ShouldBe(1, "each story has the same number of events");
        (await Count("SELECT count(DISTINCT article_id) FROM events")).ShouldBe(items);
        (await Count("SELECT count(*) FROM (SELECT DISTINCT article_id, trigger_start, trigger_end, type FROM events) AS different")).ShouldBe(await Count("SELECT count(*) FROM events"));
        (await Count("SELECT count(*) FROM item_trail WHERE stage = 'stored' AND outcome = 'ok'")).ShouldBe(items, "told once each");

        Task<long> Count(string sql) => cluster.CountAsync(sql, cancellationToken);
    }

    /// <summary>Checks that no message is left anywhere: not in the queues, not set aside.</summary>
    public static async Task QueuesShouldBeEmptyAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        await using var stream = await TestStream.ConnectAsync(cluster.Broker, cancellationToken);
        foreach (var queue in new[] { "fetch-article", "events-extracted" })
        {
            await stream.WaitForCountAsync(queue, 0, cancellationToken);
            foreach (var aside in new[] { "_error", "_skipped", "_dead" })
                (await stream.CountAsync(queue + aside, cancellationToken)).ShouldBe(0, $"{queue}{aside}\n{cluster.Story()}");
        }
    }
}
