using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>Processes start in any order: one that has no database or broker yet waits, says for what, and is not ready.</summary>
public sealed class StartUpTests
{
    [Fact]
    public async Task Without_PostgreSQL_a_worker_waits_says_for_what_and_is_not_ready()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cluster = await Cluster.CreateAsync(cancellationToken);
        var health = FreePort();
        cluster.Settings["Http:Port"] = Text(health);
        var closed = FreePort();
        cluster.Settings["Database:ConnectionString"] = $"Host=127.0.0.1;Port={closed};Database=ingest;Username=postgres;Timeout=2";
        var worker = cluster.Start("worker");

        await WaitForAsync(() => worker.Errors.Contains($"Waiting for PostgreSQL at 127.0.0.1:{closed}", StringComparison.Ordinal), worker, cancellationToken);
        // What is told on standard error may come before the port listens.
        await WaitForAsync(async () => (await HealthAsync(health, "live", cancellationToken)).Status == HttpStatusCode.OK, worker, cancellationToken);
        var ready = await HealthAsync(health, "ready", cancellationToken);
        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Text.ShouldContain($"PostgreSQL at 127.0.0.1:{closed}");
        (await worker.StopAsync(cancellationToken)).ShouldBe(0, worker.Errors);
    }

    [Fact]
    public async Task Without_RabbitMQ_a_consumer_waits_and_is_not_ready_until_it_is_there()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cluster = await Cluster.CreateAsync(cancellationToken);
        var health = FreePort();
        var broker = cluster.Settings["RabbitMq:Port"];
        cluster.Settings["Http:Port"] = Text(health);
        cluster.Settings["RabbitMq:Port"] = Text(FreePort());
        var consumer = cluster.Start("consumer");

        await WaitForAsync(() => consumer.Errors.Contains("127.0.0.1:" + cluster.Settings["RabbitMq:Port"], StringComparison.Ordinal), consumer, cancellationToken);
        await WaitForAsync(async () => (await HealthAsync(health, "live", cancellationToken)).Status == HttpStatusCode.OK, consumer, cancellationToken);
        (await HealthAsync(health, "ready", cancellationToken)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await consumer.StopAsync(cancellationToken)).ShouldBe(0, consumer.Errors);

        cluster.Settings["RabbitMq:Port"] = broker;
        var again = cluster.Start("consumer");
        await WaitForAsync(async () => (await HealthAsync(health, "ready", cancellationToken)).Status == HttpStatusCode.OK, again, cancellationToken);
        await using var asked = await IngestProcess.RunAsync(["health", "--url", $"http://127.0.0.1:{health}/health/ready"], null, cancellationToken);
        asked.ExitCode.ShouldBe(0, asked.Errors);
    }

    [Fact]
    public async Task Several_processes_started_at_once_on_an_empty_database_migrate_it_once()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cluster = await Cluster.CreateAsync(cancellationToken);
        foreach (var role in new[] { "worker", "worker", "consumer", "consumer" }) cluster.Start(role);
        await WaitForAsync(() => cluster.Processes.All(p => p.Errors.Contains("is ready", StringComparison.Ordinal)), cluster.Processes[0], cancellationToken);
        (await cluster.CountAsync("SELECT count(*) FROM pg_indexes WHERE indexname = 'items_frontier'", cancellationToken)).ShouldBe(1);
        foreach (var process in cluster.Processes) (await process.StopAsync(cancellationToken)).ShouldBe(0, process.Errors);
    }

    [Theory]
    [InlineData("Transport", "InMemory", "would be lost")]
    [InlineData("Database:Provider", "Sqlite", "several processes")]
    public async Task One_role_is_refused_where_its_messages_or_its_rows_would_reach_nobody(string name, string value, string reason)
    {
        var settings = new Dictionary<string, string> { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = "Host=127.0.0.1;Database=ingest", [name] = value };
        await using var worker = await IngestProcess.RunAsync(["worker"], settings, TestContext.Current.CancellationToken);
        worker.ExitCode.ShouldBe(2);
        worker.Errors.ShouldContain(reason);
    }

    [Fact]
    public async Task All_settings_that_cannot_be_used_are_told_together()
    {
        var settings = new Dictionary<string, string> { ["Worker:FetchConcurrency"] = "0", ["Worker:Lease"] = "soon", ["Consumer:BatchSize"] = "-1", ["Wroker:Lease"] = "1m" };
        await using var worker = await IngestProcess.RunAsync(["worker"], settings, TestContext.Current.CancellationToken);
        worker.ExitCode.ShouldBe(2);
        foreach (var name in new[] { "Worker:FetchConcurrency:", "Worker:Lease:", "Consumer:BatchSize:", "Wroker:" }) worker.Errors.ShouldContain(name);
    }

    private static async Task<(HttpStatusCode Status, string Text)> HealthAsync(int port, string check, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        try
        {
            using var response = await client.GetAsync($"http://127.0.0.1:{port}/health/{check}", cancellationToken);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException)
        {
            return (0, "");
        }
    }

    private static Task WaitForAsync(Func<bool> fact, IngestProcess process, CancellationToken cancellationToken) =>
        WaitForAsync(() => Task.FromResult(fact()), process, cancellationToken);

    private static async Task WaitForAsync(Func<Task<bool>> fact, IngestProcess process, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!await fact())
        {
            Assert.False(process.HasExited, process.Errors);
            if (patience.IsCancellationRequested) Assert.Fail(process.Errors);
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
