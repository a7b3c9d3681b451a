using System.Text.Json;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>
/// Prometheus's own tool on the alert rules and on the dashboard's queries. It is promtool on the PATH, or what INGEST_TEST_PROMTOOL names; in
/// Debian it is in the package prometheus.
/// </summary>
public sealed class PrometheusRulesTests
{
    private static readonly string s_root = Script.RepositoryRoot;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_alert_fires_for_what_it_is_there_for_and_for_nothing_else()
    {
        (await PromtoolAsync("check", "rules", Path.Combine(s_root, "infra", "telemetry", "alerts.yml"))).ShouldContain("SUCCESS");
        var cases = Path.Combine(s_root, "tests", "IngestWorker.IntegrationTests", "Operations", "alerts.test.yml");
        (await PromtoolAsync("test", "rules", cases)).ShouldContain("SUCCESS");
        var tried = await File.ReadAllTextAsync(cases, Token);
        foreach (var line in File.ReadLines(Path.Combine(s_root, "infra", "telemetry", "alerts.yml")).Where(l => l.Contains("- alert: ", StringComparison.Ordinal)))
            tried.ShouldContain($"alertname=\"{line.Split("- alert: ")[1]}\"");
    }

    [Fact]
    public async Task Each_query_of_the_dashboard_is_one()
    {
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(s_root, "infra", "grafana", "ingest.json"), Token));
        var rules = dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(p => p.TryGetProperty("targets", out _))
            .SelectMany(p => p.GetProperty("targets").EnumerateArray())
            // Grafana's own word for a window of the right size.
            .Select((t, i) => new { record = $"dashboard:{i}", expr = t.GetProperty("expr").GetString()!.Replace("$__rate_interval", "5m", StringComparison.Ordinal) })
            .ToList();
        rules.Count.ShouldBeGreaterThan(20);
        var file = Path.GetTempFileName();
        try
        {
            // JSON is YAML.
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { groups = new[] { new { name = "dashboard", rules } } }), Token);
            (await PromtoolAsync("check", "rules", file)).ShouldContain($"SUCCESS: {rules.Count} rules found");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> PromtoolAsync(params string[] arguments)
    {
        try
        {
            return await Script.RunAsync(Environment.GetEnvironmentVariable("INGEST_TEST_PROMTOOL") ?? "promtool", arguments, Token);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("promtool is not here: install Debian's package prometheus, or name it in INGEST_TEST_PROMTOOL");
            throw;
        }
    }
}
