using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestWorker.Contracts;
using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.IntegrationTests.Storage;
using IngestWorker.Storage;
using MassTransit.Serialization;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>Messages as somebody else may send them, or another version of the program, or the broker: on a real queue, beside good ones.</summary>
public sealed class BadMessageTests
{
    private const string Error = TestStream.Stored + "_error";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_cannot_be_stored_is_set_aside_alone_with_its_reason_and_its_neighbours_are_stored()
    {
        using var patience = Patience.Of(s_patience);
        var token = patience.Token;
        await using var cluster = await Cluster.CreateAsync(token);
        // One batch for all of them, good and bad.
        cluster.Settings["Consumer:BatchDelay"] = "1s";
        var good = Items(8);
        var (throws, nothing, refused) = (Item("throws"), Item("nothing"), Item("refused"));
        await AddItemsAsync(cluster, [.. good, throws, nothing, refused], token);
        var consumer = cluster.Start("consumer");
        await using var stream = await TestStream.ConnectAsync(cluster.Broker, token);
        await stream.WaitForConsumerAsync(token);

        foreach (var item in good.Take(4)) await stream.PublishAsync(Message(item), token);
        await stream.PublishAsync(With(Message(throws), m => m["events"] = new JsonArray((JsonNode?)null)), token);
        await stream.PublishAsync(With(Message(nothing), m => m["article"] = null), token);
        await stream.PublishAsync(With(Message(refused), m => m["coder"] = null), token);        // 23502, a column that takes no null
        await stream.PublishAsync(Message(Item("unknown")), token);                              // 23503, no such item
        await stream.PublishAsync(With(Message(good[7]), m => m["codingOutcome"] = "from_a_newer_version"), token);
        await stream.PublishAsync(JsonSerializer.SerializeToElement(new { anything = 1 }), token, "urn:message:Elsewhere:SomethingElse");
        await stream.PublishAsync("{ \"message\": { \"article\":"u8.ToArray(), token);
        await stream.PublishAsync(Encoding.UTF8.GetBytes("\0\u0001 not even JSON"), token);
        foreach (var item in good.Skip(4).Take(3)) await stream.PublishAsync(Message(item), token);

        await cluster.WaitForAsync(Ledger.Stored, 7, token);
        await stream.WaitForCountAsync(Error, 7, token);
        await stream.WaitForCountAsync(TestStream.Stored + "_skipped", 1, token);
        await stream.WaitForCountAsync(TestStream.Stored, 0, token);
        stream.Confirmed.ShouldBe(7 + 7 + 1, "rows, set aside, skipped");
        (await cluster.CountAsync("SELECT count(*) FROM articles", token)).ShouldBe(7);
        (await cluster.CountAsync("SELECT count(*) FROM events", token)).ShouldBe(14);
        // The items of those that named one end, with the reason; the others' claims come again.
        (await cluster.TextAsync($"SELECT state || ' ' || outcome || ' ' || detail FROM items WHERE item_id = '{throws.ItemId}'", token)).ShouldStartWith("finished internal_error set aside: NullReferenceException");
        (await cluster.TextAsync($"SELECT state || ' ' || outcome || ' ' || detail FROM items WHERE item_id = '{refused.ItemId}'", token)).ShouldStartWith("finished internal_error set aside: SQLSTATE 23502");
        (await cluster.CountAsync("SELECT count(*) FROM item_trail WHERE stage = 'stored' AND outcome = 'internal_error'", token)).ShouldBe(2);
        var aside = await stream.TakeAsync(Error, token);
        foreach (var reason in new[] { "23502", "23503", "NullReferenceException", "JsonException" }) aside.ShouldContain(m => m.Reason.Contains(reason, StringComparison.Ordinal), reason);
        (await consumer.StopAsync(token)).ShouldBe(0, consumer.Errors);
    }

    [Fact]
    public async Task Messages_repeated_out_of_order_larger_and_of_other_versions_end_in_the_same_rows()
    {
        using var patience = Patience.Of(s_patience);
        var token = patience.Token;
        await using var cluster = await Cluster.CreateAsync(token);
        cluster.Settings["Consumer:BatchSize"] = "3";
        var items = Items(6);
        var (older, newer, large, revised) = (Item("older"), Item("newer"), Item("large"), Item("revised"));
        await AddItemsAsync(cluster, [.. items, older, newer, large, revised], token);
        cluster.Start("consumer");
        cluster.Start("consumer");
        await using var stream = await TestStream.ConnectAsync(cluster.Broker, token);
        await stream.WaitForConsumerAsync(token);

        var second = Message(revised, "The second text of a page that was changed after an hour.", Monday.AddHours(1));
        var first = Message(revised, "The first text of the page.", Monday);
        EventsExtracted[] all = [.. items.Select(i => Message(i)), second, first, second];
        foreach (var message in all) await stream.PublishAsync(message, token);
        foreach (var message in all.Reverse()) await stream.PublishAsync(message, token);
        // A version that knew less: only what was always there.
        await stream.PublishAsync(With(Message(older), m =>
        {
            foreach (var name in new[] { "isRecoding" }) m.Remove(name);
            foreach (var name in new[] { "blocks", "headings", "authors", "tags", "provenance", "agency", "isPaywalled", "confidence", "section" }) m["article"]!["content"]!.AsObject().Remove(name);
            foreach (var name in new[] { "modes", "contexts", "dead", "injured", "claim" }) m["events"]![0]!.AsObject().Remove(name);
        }), token);
        // One that knows more, in every place.
        await stream.PublishAsync(With(Message(newer), m =>
        {
            m["embedding"] = new JsonArray(0.1, 0.2);
            m["article"]!["reading"] = new JsonObject { ["minutes"] = 3 };
            m["article"]!["content"]!["topics"] = new JsonArray("politics");
            m["events"]![0]!["severity"] = "high";
            m["events"]![0]!["actors"]![0]!["wikidata"] = "Q1";
        }), token);
        // Over the publisher's own limit: whoever sent it, it is an article.
        await stream.PublishAsync(Message(large, string.Concat(Enumerable.Repeat("A text of more than a megabyte. ", 50_000))), token);

        await cluster.WaitForAsync(Ledger.Stored, 10, token);
        await stream.WaitForCountAsync(TestStream.Stored, 0, token);
        await cluster.WaitForAsync($"SELECT count(*) FROM articles WHERE item_id = '{revised.ItemId}'", 2, token);
        foreach (var process in cluster.Processes) (await process.StopAsync(token)).ShouldBe(0, process.Errors);
        (await stream.CountAsync(Error, token)).ShouldBe(0, cluster.Story());
        (await stream.CountAsync(TestStream.Stored, token)).ShouldBe(0, "both stopped with everything acknowledged");
        (await cluster.CountAsync("SELECT count(*) FROM articles", token)).ShouldBe(11);
        (await cluster.CountAsync("SELECT count(*) FROM events", token)).ShouldBe(22);
        (await cluster.CountAsync("SELECT count(*) FROM item_trail WHERE stage = 'stored' AND outcome = 'ok'", token)).ShouldBe(11);
        (await cluster.TextAsync($"SELECT text FROM articles WHERE is_current AND item_id = '{revised.ItemId}'", token)).ShouldStartWith("The second text");
        (await cluster.CountAsync("SELECT length(text) FROM articles ORDER BY length(text) DESC LIMIT 1", token)).ShouldBeGreaterThan(1 << 20);
    }

    [Fact]
    public async Task A_message_that_kills_its_consumer_is_set_aside_after_three_deaths_and_takes_no_other_along()
    {
        using var patience = Patience.Of(s_patience);
        var token = patience.Token;
        await using var cluster = await Cluster.CreateAsync(token);
        cluster.Settings["Consumer:BatchDelay"] = "500ms";
        var (items, killer) = (Items(20), Item("killer"));
        await AddItemsAsync(cluster, [.. items, killer], token);
        await using (var bench = new Npgsql.NpgsqlConnection(cluster.ConnectionString))
        {
            await bench.OpenAsync(token);
            await using var trap = new Npgsql.NpgsqlCommand(
                """
                CREATE FUNCTION spring() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'sprung' USING ERRCODE = 'KILL9'; END $$;
                CREATE TRIGGER trap BEFORE INSERT ON articles FOR EACH ROW WHEN (NEW.url LIKE '%/killer%') EXECUTE FUNCTION spring();
                """,
                bench);
            await trap.ExecuteNonQueryAsync(token);
        }

        var deaths = 0;
        await using var stream = await TestStream.ConnectAsync(cluster.Broker, token);
        var consumer = cluster.Start("consumer", "failed|KILL9|1");
        await stream.WaitForConsumerAsync(token);
        foreach (var message in (EventsExtracted[])[.. items.Take(10).Select(i => Message(i)), Message(killer), .. items.Skip(10).Select(i => Message(i))]) await stream.PublishAsync(message, token);
        while (await cluster.CountAsync(Ledger.Ended, CancellationToken.None) < 21)
        {
            if (token.IsCancellationRequested) Assert.Fail($"{deaths} deaths\n{cluster.Story()}");
            if (consumer.HasExited)
            {
                deaths++;
                consumer = cluster.Start("consumer", "failed|KILL9|1");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        deaths.ShouldBe(3);
        (await cluster.CountAsync(Ledger.Stored, token)).ShouldBe(20);
        (await cluster.CountAsync("SELECT count(*) FROM articles", token)).ShouldBe(20);
        (await cluster.TextAsync($"SELECT state || ' ' || outcome || ' ' || detail FROM items WHERE item_id = '{killer.ItemId}'", token)).ShouldContain("3 consumers ended while they stored it");
        await stream.WaitForCountAsync(Error, 1, token);
        (await stream.CountAsync(TestStream.Stored + "_dead", token)).ShouldBe(0);
        await stream.WaitForCountAsync(TestStream.Stored, 0, token);
    }

    [Fact(Explicit = true)]
    public async Task A_page_that_kills_its_worker_is_finished_after_three_deaths_and_takes_no_other_along()
    {
        using var patience = Patience.Of(s_patience);
        var token = patience.Token;
        await using var bench = await FaultBench.StartAsync(12, token);
        // What comes again comes from the broker, not from a lease that ran out.
        bench.Cluster.Settings["Worker:Lease"] = "10m";
        await bench.AddAsync(12, token);
        bench.Cluster.Start("consumer");
        var deaths = 0;
        var worker = bench.Cluster.Start("worker", "stopped|/story/7|1");
        while (await bench.Cluster.CountAsync(Ledger.Ended, CancellationToken.None) < 12)
        {
            if (token.IsCancellationRequested) Assert.Fail($"{deaths} deaths\n{bench.Cluster.Story()}");
            if (worker.HasExited)
            {
                deaths++;
                worker = bench.Cluster.Start("worker", "stopped|/story/7|1");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        deaths.ShouldBe(3);
        (await bench.Cluster.CountAsync(Ledger.Stored, token)).ShouldBe(11);
        (await bench.Cluster.TextAsync("SELECT outcome || ' ' || detail FROM items WHERE state = 'finished'", token)).ShouldBe("internal_error 3 workers ended while they worked on it.");
        await Ledger.QueuesShouldBeEmptyAsync(bench.Cluster, token);
    }

    private static JsonElement With(EventsExtracted message, Action<JsonObject> change)
    {
        var node = JsonSerializer.SerializeToNode(message, SystemTextJsonMessageSerializer.Options)!.AsObject();
        change(node);
        return JsonSerializer.SerializeToElement(node);
    }

    private static async Task AddItemsAsync(Cluster cluster, IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        await using var database = await StorySite.OpenAsync(cluster.ConnectionString, cancellationToken);
        (await new ItemStore(database).AddAsync(items, null, cancellationToken)).ShouldBe(items.Count);
        // As a worker has them whose messages these are.
        await new ItemStore(database).ClaimDueAsync(Dispatch(max: 1000), cancellationToken);
    }
}
