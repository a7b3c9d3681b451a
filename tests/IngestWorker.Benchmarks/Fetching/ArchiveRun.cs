using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Roles;
using IngestWorker.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IngestWorker.Benchmarks.Fetching;

/// <summary>
/// One worker's dispatch, fetch and archive stages as the program has them, beside a bare HttpClient loop, in one run: the same sites,
/// pages and number of fetches at a time, turn by turn. The sites are a process of their own, so that the memory measured is the worker's.
/// </summary>
internal static class ArchiveRun
{
    private const int Sites = 200;

    public static async Task ServeAsync(string[] args)
    {
        await using var sites = new LoopbackSites(TimeSpan.FromMilliseconds(Number(args, "--latency", 50)));
        Console.WriteLine(sites.Port);
        await Console.In.ReadToEndAsync(); // until who started it closes its input, or is gone
    }

    public static async Task<int> RunAsync(string[] args)
    {
        var (pages, rounds, atATime) = (Number(args, "--pages", 4000), Number(args, "--rounds", 3), Number(args, "--at-a-time", 64));
        var isPostgreSql = args.Contains("--postgres");
        using var server = StartSites(args);
        var port = int.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        await using var worker = await Worker.StartAsync(isPostgreSql, atATime);

        var (bare, archive) = (new List<double>(), new List<double>());
        var isMemoryRun = args.Contains("--no-bare");
        if (!isMemoryRun)
        {
            // Both once before it counts: tiered compilation, connections, robots.txt.
            await BareAsync(port, -1, Math.Min(pages, 2000), atATime);
            await worker.ArchiveAsync(port, -1, Math.Min(pages, 2000));
        }
        for (var round = 0; round < rounds; round++)
        {
            if (!isMemoryRun) bare.Add(await BareAsync(port, round, pages, atATime));
            archive.Add(await worker.ArchiveAsync(port, round, pages));
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            database = isPostgreSql ? "postgres" : "sqlite",
            at_a_time = atATime,
            pages,
            bare_per_second = Rounded(bare),
            archive_per_second = Rounded(archive),
            // The best round of each: what else the machine does only ever takes away.
            ratio = isMemoryRun ? 0 : Math.Round(archive.Max() / bare.Max(), 3),
            fetched = archive.Count * pages,
            peak_memory_mb = PeakMemory() >> 20,
        }));
        server.StandardInput.Close();
        return 0;
    }

    private static async Task<double> BareAsync(int port, int round, int pages, int atATime)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = 4,
            ConnectCallback = async (context, token) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, pages), new ParallelOptions { MaxDegreeOfParallelism = atATime }, async (i, token) =>
        {
            var body = await client.GetByteArrayAsync(Url(port, round, i), token);
            if (body.Length < 80_000) throw new InvalidOperationException("The page is not whole.");
        });
        return pages / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string Url(int port, int round, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"http://site{page % Sites}.example:{port}/news/{round}/{page / Sites}");

    private static Process StartSites(string[] args) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["sites", "--latency", Number(args, "--latency", 50).ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private static double[] Rounded(List<double> values) => [.. values.Select(v => Math.Round(v))];

    private static long PeakMemory() =>
        long.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    /// <summary>The parts of a worker up to the archive, registered as the program does it; extraction and coding are left out.</summary>
    private sealed class Worker(ServiceProvider services, IngestSettings settings, Func<ValueTask> drop) : IAsyncDisposable
    {
        private readonly ItemStore _items = services.GetRequiredService<ItemStore>();
        private readonly PageArchive _archive = services.GetRequiredService<PageArchive>();
        private readonly FetchTerms _terms = new()
        {
            Lease = settings.Worker.Lease,
            FirstRevisit = TimeSpan.FromHours(1),
            HostInterval = settings.Worker.HostInterval,
            MaxHostInterval = settings.Worker.MaxHostInterval,
            ResponseTimeFactor = settings.Worker.ResponseTimeFactor,
        };

        public static async Task<Worker> StartAsync(bool isPostgreSql, int atATime)
        {
            var settings = new IngestSettings { Transport = TransportKind.InMemory };
            settings.Fetching.AllowedNetworks = ["127.0.0.0/8"];
            settings.Worker.HostInterval = TimeSpan.Zero;
            settings.Worker.FetchConcurrency = atATime;
            var drop = isPostgreSql ? await PostgreSqlAsync(settings) : Sqlite(settings);
            var collection = new ServiceCollection();
            collection.AddSingleton<ResolveHost>((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
            collection.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning)).AddMetrics();
            collection.AddIngest(settings, RoleSet.All); // an in-memory bus has every role in its process
            var services = collection.BuildServiceProvider();
            await services.GetRequiredService<IDatabase>().MigrateAsync(CancellationToken.None);
            return new Worker(services, settings, drop);
        }

        /// <returns>Pages a second, from the first claim to the last page in the archive.</returns>
        public async Task<double> ArchiveAsync(int port, int round, int pages)
        {
            foreach (var some in Enumerable.Range(0, pages).Chunk(5000)) await _items.AddAsync([.. some.Select(i => Item(Url(port, round, i)))], null, CancellationToken.None);
            var claimed = Channel.CreateBounded<FetchArticle>(settings.Worker.MaxInFlight);
            var failures = new ConcurrentBag<string>();
            var started = Stopwatch.GetTimestamp();
            var dispatching = DispatchAsync(claimed.Writer, pages);
            await Task.WhenAll(Enumerable.Range(0, settings.Worker.FetchConcurrency).Select(_ => Task.Run(async () =>
            {
                await foreach (var command in claimed.Reader.ReadAllAsync())
                {
                    var known = await _items.BeginFetchAsync(command.ItemId, command.Attempt, _terms, CancellationToken.None);
                    if (known is null || await _archive.FetchAsync(command, known, CancellationToken.None) is not { Body.Length: > 80_000 }) failures.Add(command.Url);
                }
            })));
            await dispatching;
            var rate = pages / Stopwatch.GetElapsedTime(started).TotalSeconds;
            // What follows the archive ends the items; here nothing does, and the next round is not to count them.
            IDatabase database = services.GetRequiredService<IDatabase>();
            await database.WriteAsync(
                session => session.ExecuteAsync($"UPDATE items SET state = 'finished', outcome = 'no_article', due_at = NULL, ended_at = {session.Sql.Now} WHERE state = 'claimed'"),
                CancellationToken.None);
            return failures.IsEmpty ? rate : throw new InvalidOperationException($"{failures.Count} pages were not archived, such as {failures.First()}");
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await drop();
        }

        private async Task DispatchAsync(ChannelWriter<FetchArticle> claimed, int pages)
        {
            var request = new DispatchRequest
            {
                Max = settings.Worker.DispatchBatch,
                MaxInFlight = int.MaxValue, // The channel bounds it.
                Lease = TimeSpan.FromHours(1),
                HostInterval = settings.Worker.HostInterval,
                Worker = "benchmark",
            };
            for (var left = pages; left > 0;)
            {
                var some = await _items.ClaimDueAsync(request, CancellationToken.None);
                foreach (var command in some) await claimed.WriteAsync(command);
                left -= some.Count;
            }
            claimed.Complete();
        }

        private static Item Item(string text)
        {
            if (!CanonicalUrl.TryParse(text, out var url, out var reason)) throw new InvalidOperationException(reason);
            return new Item { ItemId = DeterministicId.ForItem(url.Value), CanonicalUrl = url.Value, Url = url.FetchUrl, Host = url.Host };
        }

        private static Func<ValueTask> Sqlite(IngestSettings settings)
        {
            var folder = Directory.CreateTempSubdirectory("ingest-archive-").FullName;
            settings.Database.File = Path.Combine(folder, "archive.db");
            return () =>
            {
                Directory.Delete(folder, recursive: true);
                return default;
            };
        }

        private static async Task<Func<ValueTask>> PostgreSqlAsync(IngestSettings settings)
        {
            var server = Environment.GetEnvironmentVariable("INGEST_TEST_POSTGRES") ?? throw new InvalidOperationException("INGEST_TEST_POSTGRES is not set; infra/test-servers.sh starts a server.");
            var name = "benchmark_" + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal);
            await ExecuteAsync($"CREATE DATABASE {name}");
            settings.Database.Provider = DatabaseProvider.PostgreSql;
            settings.Database.ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
            return async () => await ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");

            async Task ExecuteAsync(string statement)
            {
                await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString);
                await using var command = source.CreateCommand(statement);
                await command.ExecuteNonQueryAsync();
            }
        }
    }
}
