using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>
/// The whole way: pages on loopback, two workers and a consumer as processes, to rows in PostgreSQL; articles a second, and the processor
/// time by stage, that of the servers included and that of the sites left out.
/// </summary>
internal static class WayRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var (pages, warmUp, workers) = (Number(args, "--pages", 5000), Number(args, "--warm-up", 300), Number(args, "--workers", 2));
        var port = WaySites.FreePort();
        using var sites = Start(["way-sites", port.ToString(CultureInfo.InvariantCulture), .. Text(args, "--html") is { } folder ? (string[])[folder] : []], []);
        await sites.StandardOutput.ReadLineAsync();
        await using var servers = await BenchmarkServers.CreateAsync();
        await using var database = new PostgreSqlDatabase(servers.Settings("way.").Database, NullLoggerFactory.Instance);
        await database.MigrateAsync(CancellationToken.None);
        var roles = Enumerable.Repeat("worker", workers).Append("consumer").Select(role => Start(["way-role", role], Settings(servers, role))).ToList();
        try
        {
            await IngestAsync(database, servers, port, 0, warmUp);
            var before = await MeasureAsync(servers, roles);
            var started = Stopwatch.GetTimestamp();
            await IngestAsync(database, servers, port, warmUp, pages);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var spent = (await MeasureAsync(servers, roles)) - before;
            Console.WriteLine(JsonSerializer.Serialize(await ReportAsync(servers, pages, seconds, spent)));
        }
        finally
        {
            foreach (var process in roles.Append(sites))
            {
                process.StandardInput.Close();
                if (!process.WaitForExit(TimeSpan.FromSeconds(40))) process.Kill();
                process.Dispose();
            }
        }
        return 0;
    }

    private static async Task<object> ReportAsync(BenchmarkServers servers, int pages, double seconds, Spent spent)
    {
        double Of(string stage) => spent.Roles.Where(r => r.Role == "worker").Sum(r => r.Stages.GetValueOrDefault(stage));
        var workers = spent.Roles.Where(r => r.Role == "worker").Sum(r => r.Cpu);
        var consumers = spent.Roles.Where(r => r.Role == "consumer").Sum(r => r.Cpu);
        var stages = new Dictionary<string, double>
        {
            ["fetch"] = Of("fetch"),
            ["fetch, database"] = spent.WorkersInDatabase,
            ["extract"] = Of("extract"),
            ["code"] = Of("code"),
            ["publish"] = Of("publish"),
            // Claims, the bus, collecting garbage, compiling.
            ["worker, the rest"] = workers - Of("fetch") - Of("extract") - Of("code") - Of("publish"),
            ["broker"] = spent.Broker,
            ["store"] = consumers,
            ["store, database"] = spent.Database - spent.WorkersInDatabase,
        };
        var total = stages.Values.Sum();
        return new
        {
            pages,
            seconds = Math.Round(seconds, 1),
            pages_per_second = Math.Round(pages / seconds, 1),
            articles = await servers.ValueAsync<long>("SELECT count(*) FROM articles"),
            events = await servers.ValueAsync<long>("SELECT count(*) FROM events"),
            cpu_ms_per_page = stages.ToDictionary(s => s.Key, s => Math.Round(s.Value / pages * 1000, 2)),
            share = stages.ToDictionary(s => s.Key, s => Math.Round(s.Value / total, 3)),
            share_outside_extraction_and_coding = Math.Round(1 - (stages["extract"] + stages["code"]) / total, 3),
            worker_seconds_compiling_and_collecting = new[] { Of("compiling"), Of("collecting") }.Select(t => Math.Round(t, 1)).ToArray(),
            peak_memory_mb = spent.Roles.Select(r => $"{r.Role} {r.PeakMemoryMb}").ToArray(),
        };
    }

    private static async Task IngestAsync(IDatabase database, BenchmarkServers servers, int port, int first, int count)
    {
        var items = Enumerable.Range(first, count).Select(n => Item(WaySites.Url(port, n))).ToList();
        foreach (var some in items.Chunk(5000)) await new ItemStore(database).AddAsync(some, null, CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(30));
        // Not more often: counting is the database's work too, and would be told as that of storing.
        while (await servers.ValueAsync<long>("SELECT count(*) FROM items WHERE state IN ('stored', 'finished')") < first + count)
            await Task.Delay(TimeSpan.FromSeconds(1), patience.Token);
    }

    private static Item Item(string text)
    {
        if (!CanonicalUrl.TryParse(text, out var url, out var reason)) throw new InvalidOperationException(reason);
        return new Item { ItemId = DeterministicId.ForItem(url.Value), CanonicalUrl = url.Value, Url = url.FetchUrl, Host = url.Host };
    }

    private static async Task<Spent> MeasureAsync(BenchmarkServers servers, List<Process> roles)
    {
        var times = new List<RoleTime>();
        foreach (var role in roles)
        {
            await role.StandardInput.WriteLineAsync();
            await role.StandardInput.FlushAsync();
            times.Add(JsonSerializer.Deserialize<RoleTime>((await role.StandardOutput.ReadLineAsync())!)!);
        }
        var workers = 0.0;
        await using var connection = new NpgsqlConnection(servers.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pid FROM pg_stat_activity WHERE application_name = 'way-worker'", connection);
        await using var backends = await command.ExecuteReaderAsync();
        while (await backends.ReadAsync()) workers += CpuTime.OfProcessAlone(backends.GetInt32(0));
        var now = CpuTime.Now();
        return new Spent(times, now.Broker, now.Database, workers);
    }

    private static Process Start(string[] arguments, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment["INGEST__" + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            // The log is written as in earnest, and read away; only what went wrong is shown.
            if (line.Data is { } text && (text.Contains(" fail:", StringComparison.Ordinal) || text.Contains("Unhandled", StringComparison.Ordinal))) Console.Error.WriteLine(text);
        };
        process.BeginErrorReadLine();
        return process;
    }

    private static Dictionary<string, string> Settings(BenchmarkServers servers, string role)
    {
        var user = servers.Broker.UserInfo.Split(':');
        return new()
        {
            ["Transport"] = "RabbitMq",
            ["RabbitMq:Host"] = servers.Broker.Host,
            ["RabbitMq:Port"] = servers.Broker.Port.ToString(CultureInfo.InvariantCulture),
            ["RabbitMq:Username"] = user[0],
            ["RabbitMq:Password"] = user[1],
            ["RabbitMq:QueuePrefix"] = servers.Prefix + "way.",
            ["Database:Provider"] = "PostgreSql",
            // Connections stay, so that their processes are there to be asked for their time.
            ["Database:ConnectionString"] = new NpgsqlConnectionStringBuilder(servers.ConnectionString) { ApplicationName = "way-" + role, ConnectionIdleLifetime = 86_400 }.ConnectionString,
            ["Fetching:AllowedNetworks"] = "127.0.0.0/8",
            ["Worker:HostInterval"] = "0s",
            ["Worker:ResponseTimeFactor"] = "0",
            ["Http:Port"] = "0",
        };
    }

    private static int Number(string[] args, string name, int otherwise) => Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string? Text(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;

    /// <param name="Roles">Of each process.</param>
    /// <param name="Broker">Seconds.</param>
    /// <param name="Database">Seconds, all of the server's processes.</param>
    /// <param name="WorkersInDatabase">Of these the workers' connections.</param>
    private sealed record Spent(List<RoleTime> Roles, double Broker, double Database, double WorkersInDatabase)
    {
        public static Spent operator -(Spent a, Spent b) =>
            new([.. a.Roles.Zip(b.Roles, (x, y) => x - y)], a.Broker - b.Broker, a.Database - b.Database, a.WorkersInDatabase - b.WorkersInDatabase);
    }
}
