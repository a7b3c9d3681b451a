using System.Text;
using IngestWorker.Contracts;
using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.IntegrationTests.Storage;
using IngestWorker.Storage;
using static IngestWorker.IntegrationTests.Storage.Samples;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>`ingest failures`, as its user has it, on messages that a real consumer set aside.</summary>
public sealed class FailuresCommandTests
{
    private const string Errors = "events-extracted_error";
    private const string Skipped = "events-extracted_skipped";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_set_aside_are_grouped_shown_whole_retried_when_mended_and_dropped_with_their_reason()
    {
        await using var operated = await OperatedCluster.CreateAsync(Token);
        await using var database = await operated.OpenDatabaseAsync(Token);
        operated.Cluster.Start("consumer");
        await operated.WaitForReadyAsync("events-extracted", 0, Token);
        // Three of items that the database does not know, one that is no JSON, one of a type that nobody consumes.
        var facts = Items(3).Select(i => Message(i)).ToList();
        await operated.PublishAsync(facts, Token);
        await operated.PublishAsync("events-extracted", [(null, Encoding.UTF8.GetBytes("{\"message\": {")), ("other", OperatedCluster.Envelope(facts[0], "urn:message:Somebody:Else"))], Token);
        await operated.WaitForReadyAsync(Errors, 4, Token);
        await operated.WaitForReadyAsync(Skipped, 1, Token);

        var groups = await operated.JsonAsync(0, ["failures", "list"], Token);
        groups.Select(g => (g.GetProperty("where").GetString(), g.GetProperty("count").GetInt32())).ShouldBe([(Errors, 3), (Errors, 1), (Skipped, 1)], ignoreOrder: true);
        var refused = groups.Single(g => g.GetProperty("count").GetInt32() == 3);
        refused.GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("foreign key");
        var group = refused.GetProperty("group").GetString()!;
        (await operated.RunAsync(0, ["failures", "list"], Token)).ShouldContain(group);
        (await operated.JsonAsync(0, ["failures", "list", group], Token)).Select(f => f.GetProperty("url").GetString()).ShouldBe(facts.Select(f => f.Article.Url), ignoreOrder: true);

        var first = facts[0].Article;
        var shown = (await operated.JsonAsync(0, ["failures", "show", first.ArticleId.ToString()], Token)).ShouldHaveSingleItem();
        shown.GetProperty("stack_trace").GetString().ShouldNotBeNull().ShouldContain("   at ");
        shown.GetProperty("body").GetProperty("message").GetProperty("article").GetProperty("content").GetProperty("text").GetString().ShouldBe(first.Content.Text);
        (await operated.RunAsync(0, ["failures", "show", group], Token)).ShouldContain("\"messageType\"");

        var status = (await operated.JsonAsync(1, ["status"], Token)).Single();
        status.GetProperty("needs_hand").EnumerateArray().Select(h => h.GetString()!).ShouldContain(h => h.Contains($"4 messages are set aside in {Errors}", StringComparison.Ordinal));

        // The cause is mended for the first: its message is stored. The others come back as they went.
        await new ItemStore(database).AddAsync([Item("1"), Item("2")], null, Token);
        (await operated.RunAsync(0, ["failures", "retry", first.ArticleId.ToString(), "--reason", "the item is there now"], Token)).ShouldContain("published again");
        await operated.Cluster.WaitForAsync("SELECT count(*) FROM articles", 1, Token);
        await operated.WaitForReadyAsync(Errors, 3, Token);
        await operated.RunAsync(0, ["failures", "retry", facts[2].Article.ItemId.ToString()], Token);
        await operated.WaitForReadyAsync(Errors, 3, Token);
        (await operated.JsonAsync(0, ["trail", Item("1").CanonicalUrl], Token)).Single().GetProperty("trail").EnumerateArray()
            .ShouldContain(t => t.GetProperty("detail").GetString() == "published again by hand: the item is there now" && t.GetProperty("version").GetString()!.StartsWith("ingestworker/"));

        await operated.RunAsync(2, ["failures", "drop", facts[1].Article.ArticleId.ToString()], Token);
        await operated.RunAsync(0, ["failures", "drop", facts[1].Article.ArticleId.ToString(), "--reason", "a test page"], Token);
        var dropped = (await operated.JsonAsync(0, ["trail", Item("2").ItemId.ToString()], Token)).Single();
        dropped.GetProperty("state").GetString().ShouldBe("finished");
        dropped.GetProperty("trail").EnumerateArray().ShouldContain(t => t.GetProperty("detail").GetString() == "dropped by hand: a test page");
        await operated.WaitForReadyAsync(Errors, 2, Token);

        await operated.RunAsync(2, ["failures", "retry"], Token);
        await operated.RunAsync(1, ["failures", "retry", "no-such-id"], Token);
        await operated.RunAsync(0, ["failures", "drop", "--all", "--reason", "they are of nobody"], Token);
        (await operated.RunAsync(0, ["failures", "list"], Token)).ShouldContain("Nothing is set aside");
        (await operated.ReadyAsync(Skipped, Token)).ShouldBe(0);
        (await operated.RunAsync(0, ["status"], Token)).ShouldContain("Nothing needs a hand");
    }

    [Fact]
    public async Task A_retry_that_is_killed_in_the_middle_loses_nothing_and_stores_nothing_twice()
    {
        const int Count = 400;
        await using var operated = await OperatedCluster.CreateAsync(Token);
        await using var database = await operated.OpenDatabaseAsync(Token);
        operated.Cluster.Start("consumer");
        await operated.WaitForReadyAsync("events-extracted", 0, Token);
        await operated.PublishAsync(Items(Count).Select(i => Message(i)), Token);
        await operated.WaitForReadyAsync(Errors, Count, Token);
        await new ItemStore(database).AddAsync(Items(Count), null, Token);

        await using (var retry = IngestProcess.Start(["failures", "retry", "--all"], operated.Cluster.Settings))
        {
            while (!retry.Output.Contains("published again", StringComparison.Ordinal)) retry.HasExited.ShouldBeFalse(retry.Errors);
            retry.Kill();
        }
        // What was in its hands is given back when the broker notices that it is gone.
        var stored = 0L;
        while (true)
        {
            stored = await operated.Cluster.CountAsync("SELECT count(*) FROM articles", Token);
            if (await operated.ReadyAsync("events-extracted", Token) == 0 && stored + await operated.ReadyAsync(Errors, Token) >= Count) break;
            Token.ThrowIfCancellationRequested();
        }
        stored.ShouldBeLessThan(Count, "killed after the end, not in the middle");

        // The dead one's lease is waited for by its holder's death only after two minutes; an operator in a hurry would wait, a test takes it away.
        await operated.Cluster.CountAsync("WITH gone AS (DELETE FROM jobs RETURNING 1) SELECT count(*) FROM gone", Token);
        await operated.RunAsync(0, ["failures", "retry", "--all"], Token);
        await operated.Cluster.WaitForAsync("SELECT count(*) FROM articles", Count, Token);
        await operated.WaitForReadyAsync(Errors, 0, Token);
        (await operated.Cluster.CountAsync("SELECT count(*) FROM articles", Token)).ShouldBe(Count);
        (await operated.Cluster.CountAsync("SELECT count(*) FROM events", Token)).ShouldBe(2 * Count);
        (await operated.Cluster.CountAsync("SELECT count(*) FROM items WHERE state = 'stored'", Token)).ShouldBe(Count);
    }

    [Fact]
    public async Task Two_commands_at_once_do_not_hide_messages_from_each_other()
    {
        await using var operated = await OperatedCluster.CreateAsync(Token);
        await using var database = await operated.OpenDatabaseAsync(Token);
        (await new JobStore(database).TryTakeAsync("failures by hand", TimeSpan.FromMinutes(1), "somebody", Token)).ShouldBeTrue();
        await using var refused = await IngestProcess.RunAsync(["failures", "list"], operated.Cluster.Settings, Token);
        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("Another `ingest failures` is at work");
    }

    [Fact]
    public async Task A_command_that_made_its_worker_throw_is_retried_by_its_item()
    {
        await using var operated = await OperatedCluster.CreateAsync(Token);
        await using var database = await operated.OpenDatabaseAsync(Token);
        await new ItemStore(database).AddAsync([Item("1")], null, Token);
        var command = (await new ItemStore(database).ClaimDueAsync(Dispatch(), Token)).Single();
        await new ItemStore(database).PostponeAsync(Disposition(command.ItemId, 1, Stage.Extracted, Outcome.InternalError, "a fault"), TimeSpan.FromHours(5), Token);
        await SetAsideAsync(operated, "fetch-article_error", command);

        (await operated.RunAsync(0, ["failures", "retry", "--all"], Token)).ShouldContain("is due again");

        (await operated.Cluster.CountAsync("SELECT count(*) FROM items WHERE state = 'pending' AND due_at <= now()", Token)).ShouldBe(1);
        (await operated.ReadyAsync("fetch-article_error", Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Items_that_failed_are_listed_beside_the_messages_and_retried_by_their_group()
    {
        var folder = Directory.CreateTempSubdirectory("ingest-failures-").FullName;
        var file = Path.Combine(folder, "f.db");
        await using (var database = new SqliteDatabase(new StorageOptions { File = file }, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance))
        {
            await database.MigrateAsync(Token);
            var items = new ItemStore(database);
            await items.AddAsync(Items(3), null, Token);
            foreach (var command in await items.ClaimDueAsync(Dispatch(), Token))
                await items.FinishAsync(Disposition(command.ItemId, 1, Stage.Fetched, Outcome.TlsFailed, $"{command.Url}: the certificate is of 2019"), Token);
        }

        var group = (await RunAsync(file, "failures", "list", "--json")).Split('"').SkipWhile(w => w != "group").Skip(2).First();
        (await RunAsync(file, "failures", "show", group)).ShouldContain("the certificate is of 2019");
        (await RunAsync(file, "failures", "retry", group)).Split("is due again").Length.ShouldBe(4);
        (await RunAsync(file, "failures", "list")).ShouldContain("Nothing is set aside");
        (await RunAsync(file, "status")).ShouldContain("3 pending");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> RunAsync(string file, params string[] arguments)
    {
        await using var process = await IngestProcess.RunAsync([.. arguments, "--database", file], null, Token);
        process.ExitCode.ShouldBe(0, process.Errors);
        return process.Output;
    }

    // As MassTransit leaves it: the envelope as it was, the exception in the headers.
    private static async Task SetAsideAsync(OperatedCluster operated, string queue, FetchArticle command)
    {
        await using var connection = await operated.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(new RabbitMQ.Client.CreateChannelOptions(true, true), Token);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: Token);
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { messageType = new[] { "urn:message:IngestWorker.Contracts:FetchArticle" }, message = new { itemId = command.ItemId, url = command.Url, attempt = command.Attempt } });
        var properties = new RabbitMQ.Client.BasicProperties
        {
            Persistent = true,
            MessageId = command.ItemId.ToString(),
            Headers = new Dictionary<string, object?> { ["MT-Fault-ExceptionType"] = "System.InvalidOperationException", ["MT-Fault-Message"] = "a fault", ["MT-Reason"] = "fault" },
        };
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, body, Token);
    }
}
