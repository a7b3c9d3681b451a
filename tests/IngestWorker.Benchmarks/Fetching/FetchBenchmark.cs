using System.Net;
using System.Net.Sockets;
using BenchmarkDotNet.Attributes;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using Microsoft.Extensions.DependencyInjection;

namespace IngestWorker.Benchmarks.Fetching;

/// <summary>One worker's fetching beside a bare HttpClient loop: 200 sites with 50 ms latency, the same pages, the same number of fetches at a time.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(3)]
[IterationCount(10)]
[InvocationCount(1)]
public class FetchBenchmark
{
    private const int Sites = 200;
    private const int PagesPerSite = 10;
    private const int Total = Sites * PagesPerSite;

    private LoopbackSites sites = null!;
    private ServiceProvider provider = null!;
    private PageFetcher fetcher = null!;
    private HttpClient bare = null!;

    [Params(64)]
    public int AtATime { get; set; }

    /// <summary>Without latency it is the processor's time that is measured, not the waiting.</summary>
    [Params(50, 0)]
    public int LatencyMilliseconds { get; set; }

    [GlobalSetup]
    public void Start()
    {
        sites = new LoopbackSites(TimeSpan.FromMilliseconds(LatencyMilliseconds));
        var services = new ServiceCollection();
        services.AddFetching(o =>
        {
            o.AllowedNetworks = ["127.0.0.0/8"];
            o.ConnectionIdleTime = TimeSpan.FromMinutes(5);
        });
        services.AddSingleton<ResolveHost>((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        provider = services.BuildServiceProvider();
        fetcher = provider.GetRequiredService<PageFetcher>();
        bare = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = 4,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            ConnectCallback = async (context, token) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        bare.Dispose();
        await provider.DisposeAsync();
        await sites.DisposeAsync();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Total)]
    public Task BareHttpClient() => ForAllAsync(async (url, token) =>
    {
        var body = await bare.GetByteArrayAsync(url, token);
        if (body.Length < 80_000)
            throw new InvalidOperationException("The page is not whole.");
    });

    [Benchmark(OperationsPerInvoke = Total)]
    public Task PageFetcher() => ForAllAsync(async (url, token) =>
    {
        var result = await fetcher.FetchAsync(new FetchRequest { Url = url, Kind = FetchKind.Article }, token);
        if (result.Outcome != Outcome.Ok || result.ToPage(DeterministicId.ForItem(url)).Body.Length < 80_000)
            throw new InvalidOperationException(result.Detail);
    });

    private Task ForAllAsync(Func<string, CancellationToken, ValueTask> fetch) => Parallel.ForEachAsync(
        Enumerable.Range(0, Total),
        new ParallelOptions { MaxDegreeOfParallelism = AtATime },
        (i, token) => fetch(sites.Url(i % Sites, i / Sites), token));
}
