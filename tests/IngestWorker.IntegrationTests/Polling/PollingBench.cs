using System.Diagnostics.Metrics;
using IngestWorker.Configuration;
using IngestWorker.Fetching;
using IngestWorker.IntegrationTests.Web;
using IngestWorker.Polling;
using IngestWorker.Roles;
using IngestWorker.Storage;
using IngestWorker.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IngestWorker.IntegrationTests.Polling;

/// <summary>The program's own polling on an SQLite file and a site on loopback, one poll at a time, without waiting for anything to be due.</summary>
internal sealed class PollingBench : IAsyncDisposable
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("ingest-polling-").FullName;
    private readonly MeterListener _meters = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _started = [];

    private PollingBench(TestSite site, Action<IngestSettings>? configure)
    {
        Site = site;
        var settings = new IngestSettings { Transport = TransportKind.InMemory };
        settings.Database.File = Path.Combine(_folder, "polling.db");
        settings.Fetching.AllowedNetworks = ["127.0.0.0/8"];
        settings.Fetching.Retries = 0;
        settings.Fetching.CircuitMinimumRequests = 10_000;
        configure?.Invoke(settings);
        _services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddMetrics()
            .AddSingleton(settings).AddSingleton(settings.Worker).AddSingleton(TimeProvider.System).AddSingleton<RoleContext>().AddSingleton<IngestMetrics>()
            .AddStorage(settings.Database).AddSingleton<DatabaseGate>()
            .AddFetching(settings.Fetching).AddPolling(settings.Worker).AddPushing().AddSingleton<FeedPolling>()
            .BuildServiceProvider();
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name.StartsWith("ingest.feed", StringComparison.Ordinal) && ReferenceEquals(instrument.Meter.Scope, _services.GetRequiredService<IMeterFactory>())) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var name = instrument.Name + string.Concat(tags.ToArray().Select(t => $" {t.Key}={t.Value}"));
            lock (_counts) _counts[name] = _counts.GetValueOrDefault(name) + value;
        });
        _meters.Start();
    }

    public TestSite Site { get; }

    public FeedStore Feeds => Get<FeedStore>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PollingBench> StartAsync(Action<IngestSettings>? configure = null)
    {
        var bench = new PollingBench(await TestSite.StartAsync(Token), configure);
        await bench.RunAsync(bench.Get<DatabaseGate>());
        await bench.Get<DatabaseGate>().WaitAsync(Token);
        return bench;
    }

    /// <summary>Starts what runs beside the polls.</summary>
    public async Task RunAsync(IHostedService service)
    {
        await service.StartAsync(Token);
        _started.Add(service);
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public long Count(string name)
    {
        lock (_counts) return _counts.GetValueOrDefault(name);
    }

    /// <summary>Adds a feed of the site.</summary>
    public async Task<string> AddAsync(string path)
    {
        await Feeds.AddAsync([new NewFeed(Site.Url(path))], Token);
        return Site.Url(path);
    }

    /// <summary>Polls every feed that is polled at all, once, and tells how many items were new.</summary>
    public async Task<int> PollAsync()
    {
        await Feeds.MakeAllDueAsync(Token);
        var added = 0;
        foreach (var feed in await Feeds.ClaimDueAsync(100, s_lease, "bench", Token)) added += await Get<FeedPolling>().PollAsync(feed, Token);
        return added;
    }

    /// <summary>Adds a feed with what it answers, polls it, and gives what became of it.</summary>
    public async Task<FeedStatus> PollNewAsync(string path, Answer answer)
    {
        Site.On(path, answer);
        await AddAsync(path);
        await PollAsync();
        return await StatusAsync(path);
    }

    public async Task<FeedStatus> StatusAsync(string path) => (await Feeds.FindAsync(Site.Url(path), Token)).ShouldNotBeNull();

    public async Task<IReadOnlyList<(string Url, DateTimeOffset? Published)>> ItemsAsync()
    {
        var rows = await Get<IDatabase>().ReadAsync(session => session.QueryAsync<ItemRow>("SELECT url, published_at FROM items ORDER BY url"), Token);
        return [.. rows.Select(r => (r.Url, r.PublishedAt))];
    }

    public async Task ExecuteAsync(string sql) => await Get<IDatabase>().WriteAsync(session => session.ExecuteAsync(sql), Token);

    public async ValueTask DisposeAsync()
    {
        _meters.Dispose();
        foreach (var started in _started) await started.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await Site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>An RSS feed with an entry for each path.</summary>
    public string Rss(IEnumerable<string> paths, string channel = "", Func<string, string>? entry = null) =>
        $"""<?xml version="1.0"?><rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>The Courier</title><link>{Site.BaseUrl}</link>{channel}{string.Concat(paths.Select(p =>
            $"<item><title>Report</title><link>{Site.Url(p)}</link>{entry?.Invoke(p)}</item>"))}</channel></rss>""";

    public static IEnumerable<string> Paths(int from, int count) => Enumerable.Range(from, count).Select(i => $"/story/{i}");

    private sealed class ItemRow
    {
        public string Url { get; init; } = "";

        public DateTimeOffset? PublishedAt { get; init; }
    }
}
