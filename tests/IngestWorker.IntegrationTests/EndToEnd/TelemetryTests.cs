using System.Text.Json;
using IngestWorker.IntegrationTests.Operations;
using IngestWorker.IntegrationTests.Web;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>What a running process tells of itself: metrics and traces by OTLP to whoever is named, logs as JSON where that is asked for.</summary>
public sealed class TelemetryTests
{
    private const string Text = "The president of Ruritania met the foreign minister of Graustark in Strelsau on Monday, and the two agreed to reopen the border that was closed in March after shots were fired at a customs post. ";

    [Fact]
    public async Task Metrics_and_traces_reach_the_collector_that_is_set()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var collector = await OtlpCollector.StartAsync(cancellationToken);
        await using var site = await SiteAsync(cancellationToken);
        await using var run = await IngestProcess.RunAsync(Arguments(site), Settings(("Telemetry:OtlpEndpoint", collector.Url)), cancellationToken);
        run.ExitCode.ShouldBe(0, run.Errors);

        collector.Received("MetricsService").ShouldContain("ingest.items");
        collector.Received("MetricsService").ShouldContain("ingest.feed.polls");
        collector.Received("TraceService").ShouldContain("process item");
    }

    [Fact]
    public async Task Logs_are_one_JSON_object_a_line_where_that_is_set()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var site = await SiteAsync(cancellationToken);
        await using var run = await IngestProcess.RunAsync(Arguments(site), Settings(("Logging:Format", "Json"), ("Logging:Level", "Information")), cancellationToken);
        run.ExitCode.ShouldBe(0, run.Errors);

        var lines = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        var polled = lines.Single(l => l.GetProperty("EventId").GetInt32() == 1001).GetProperty("State");
        polled.GetProperty("FeedUrl").GetString().ShouldBe(site.Url("/rss"));
        polled.GetProperty("Outcome").GetString().ShouldBe("ok");
    }

    private static async Task<TestSite> SiteAsync(CancellationToken cancellationToken)
    {
        var site = await TestSite.StartAsync(cancellationToken);
        site.On("/rss", Answers.Text($"<rss version=\"2.0\"><channel><title>One</title><item><title>Item</title><link>{site.Url("/a")}</link></item></channel></rss>", "application/rss+xml"));
        site.On("/a", Answers.Text($"<html><head><title>Border</title></head><body><article>{string.Concat(Enumerable.Repeat($"<p>{Text}</p>", 4))}</article></body></html>"));
        return site;
    }

    private static string[] Arguments(TestSite site) =>
        ["run", "--once", "--feed", site.Url("/rss"), "--database", Path.Combine(Directory.CreateTempSubdirectory("ingest-telemetry-").FullName, "t.db")];

    private static Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Fetching:AllowedNetworks"] = "127.0.0.0/8", ["Worker:HostInterval"] = "0s" };
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }
}
