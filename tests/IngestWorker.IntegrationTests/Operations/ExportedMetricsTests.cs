using System.Text.Json;
using System.Text.RegularExpressions;
using IngestWorker.Contracts;
using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.IntegrationTests.Web;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>
/// The dashboard and the alert rules ask for nothing that the roles do not export, and a trace leads from the poll to the row. Both are
/// seen on what a worker and a consumer really send under load.
/// </summary>
public sealed partial class ExportedMetricsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_and_alerts_name_what_is_exported_and_a_trace_leads_from_the_poll_to_the_row()
    {
        await using var collector = await OtlpCollector.StartAsync(Token);
        await RunAsync(collector);

        var exported = collector.Points().SelectMany(p => p.Names.Select(n => (Name: n, p.Labels))).ToLookup(p => p.Name, p => p.Labels);
        var asked = Dashboard().Concat(Alerts()).Select(e => (Expression: e, Query: PromQuery.Parse(e))).ToList();
        asked.Count.ShouldBeGreaterThan(40);
        var wrong = asked.SelectMany(a => Wrong(a.Query, exported).Select(w => $"{w}: {a.Expression}")).ToList();
        wrong.ShouldBeEmpty(string.Join("\n", wrong) + "\nexported: " + string.Join(", ", exported.Select(e => e.Key).Order(StringComparer.Ordinal)));
        OneDispositionForEachItemAndStage(collector);

        var spans = collector.Spans().ToList();
        var poll = spans.Single(s => s.Name == "poll feed" && spans.Exists(o => o.Name == "store article" && o.TraceId == s.TraceId));
        var stored = spans.Where(s => s.Name == "store article").ToList();
        stored.Count.ShouldBe(20);
        var byId = spans.ToDictionary(s => s.SpanId);
        foreach (var span in stored)
        {
            span.TraceId.ShouldBe(poll.TraceId);
            var way = WayUp(span, byId).ToList();
            foreach (var name in new[] { "process item", "dispatch item", "poll feed" }) way.ShouldContain(name);
            // The statements are the batch's, in a trace that the link names.
            var batch = span.Links.ShouldHaveSingleItem();
            spans.ShouldContain(s => s.TraceId == batch.TraceId && s.SpanId != batch.SpanId);
        }
    }

    [Theory]
    [InlineData("""sum by (stage) (rate(a_total{stage="x", outcome!~"ok|no"}[5m])) > 0.2 and on (b) max(c) == 0""")]
    public void A_query_is_read_as_what_it_names(string expression)
    {
        var query = PromQuery.Parse(expression);
        query.Selectors.Select(s => s.Name).ShouldBe(["a_total", "c"]);
        query.Selectors[0].Matchers.Select(m => (m.Label, m.Operator, string.Join(' ', m.Values))).ShouldBe([("stage", "=", "x"), ("outcome", "!~", "ok no")]);
        query.Grouping.ShouldBe(["stage", "b"], ignoreOrder: true);
    }

    private static async Task RunAsync(OtlpCollector collector)
    {
        await using var site = await TestSite.StartAsync(Token);
        var pages = Enumerable.Range(1, 20).Select(i => $"/story/{i}").ToList();
        foreach (var (page, i) in pages.Select((p, i) => (p, i))) site.On(page, Answers.Text(StoryPage.Html($"Ruritania {i}")));
        site.On("/gone", Answers.Status(404)).On("/flaky", Answers.Status(503));
        site.On("/rss", Answers.Text($"<rss version=\"2.0\"><channel><title>One</title>{string.Concat(pages.Append("/gone").Append("/flaky").Select(p => $"<item><title>I</title><link>{site.Url(p)}</link></item>"))}</channel></rss>", "application/rss+xml"));
        site.On("/wall", Answers.Status(500));

        await using var operated = await OperatedCluster.CreateAsync(Token);
        operated.Cluster.Settings["Telemetry:OtlpEndpoint"] = collector.Url;
        operated.Cluster.Settings["Telemetry:GaugeInterval"] = "1s";
        operated.Cluster.Settings["Fetching:Retries"] = "1";
        operated.Cluster.Settings["Fetching:RetryDelay"] = "50ms";
        var worker = operated.Cluster.Start("worker");
        var consumer = operated.Cluster.Start("consumer");
        await operated.WaitForReadyAsync("events-extracted", 0, Token);
        await operated.RunAsync(0, ["feeds", "add", "--as-is", site.Url("/rss"), site.Url("/wall")], Token);
        await operated.Cluster.WaitForAsync("SELECT count(*) FROM items WHERE state IN ('stored', 'finished')", 21, Token);
        await operated.Cluster.WaitForAsync("SELECT count(*) FROM items WHERE outcome = 'server_error'", 1, Token);
        await operated.Cluster.WaitForAsync("SELECT count(*) FROM feeds WHERE state = 'failing'", 1, Token);
        // What is told at the end holds everything: the gauges are read a last time after all that.
        var read = collector.Spans().Count();
        (await worker.StopAsync(Token)).ShouldBe(0, worker.Errors);
        (await consumer.StopAsync(Token)).ShouldBe(0, consumer.Errors);
        collector.Spans().Count().ShouldBeGreaterThanOrEqualTo(read);
    }

    private static IEnumerable<string> Wrong(PromQuery query, ILookup<string, IReadOnlyDictionary<string, string>> exported)
    {
        if (query.Selectors.Count == 0) yield return "nothing is asked for";
        foreach (var selector in query.Selectors)
        {
            var points = exported[selector.Name].ToList();
            if (points.Count == 0)
            {
                yield return $"{selector.Name} is not exported";
                continue;
            }
            // Set by the collector (job, instance) and by the form of a histogram.
            var labels = points.SelectMany(p => p.Keys).ToHashSet(StringComparer.Ordinal);
            labels.UnionWith(["job", "instance"]);
            if (selector.Name.EndsWith("_bucket", StringComparison.Ordinal)) labels.Add("le");
            foreach (var label in query.Grouping.Concat(selector.Matchers.Select(m => m.Label)).Where(l => !labels.Contains(l))) yield return $"{selector.Name} has no label {label}";
            foreach (var (label, _, values) in selector.Matchers)
            {
                // A reason need not have occurred, but there must be such a reason.
                var known = points.Select(p => p.GetValueOrDefault(label)).Concat(label == "outcome" ? Enum.GetValues<Outcome>().Select(o => o.ToName()) : []).ToHashSet();
                foreach (var value in values.Where(v => !known.Contains(v))) yield return $"{selector.Name} has no {label} {value}";
            }
        }
    }

    // Counters are cumulative: what a process says last is all of it.
    private static void OneDispositionForEachItemAndStage(OtlpCollector collector)
    {
        var stages = collector.Points().Where(p => p.Names[0] == "ingest_items_total").Select(p => p.Labels["stage"]).ToHashSet();
        stages.ShouldBe(["discovered", "dispatched", "fetched", "extracted", "coded", "published", "stored"], ignoreOrder: true);
    }

    private static IEnumerable<string> WayUp(ExportedSpan span, Dictionary<string, ExportedSpan> byId)
    {
        for (ExportedSpan? at = span; at is not null; at = byId.GetValueOrDefault(at.ParentId)) yield return at.Name;
    }

    private static IEnumerable<string> Dashboard()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Script.RepositoryRoot, "infra", "grafana", "ingest.json")));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(p => p.TryGetProperty("targets", out _))
            .SelectMany(p => p.GetProperty("targets").EnumerateArray()).Select(t => t.GetProperty("expr").GetString()!)];
    }

    private static IEnumerable<string> Alerts() =>
        File.ReadLines(Path.Combine(Script.RepositoryRoot, "infra", "telemetry", "alerts.yml")).Select(l => Expression().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value);

    [GeneratedRegex("^ +expr: (.+)$")]
    private static partial Regex Expression();
}
