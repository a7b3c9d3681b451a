using System.CommandLine;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Polling;
using IngestWorker.Roles;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IngestWorker.Cli.Feeds;

/// <summary>What a subcommand works with: the settings, the opened database, and on demand what polls feeds.</summary>
internal sealed class FeedsScope : IAsyncDisposable
{
    private readonly IDatabase _database;
    private readonly Lazy<ServiceProvider> _polling;

    private FeedsScope(IngestSettings settings, IDatabase database)
    {
        (Settings, _database) = (settings, database);
        Feeds = new FeedStore(database);
        _polling = new Lazy<ServiceProvider>(() => new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddMetrics()
            .AddSingleton(settings.Worker).AddSingleton(Feeds)
            .AddFetching(settings.Fetching).AddPolling(settings.Worker)
            .BuildServiceProvider());
    }

    public IngestSettings Settings { get; }

    public FeedStore Feeds { get; }

    public ItemStore Items => new(_database);

    public SubscriptionStore Subscriptions => new(_database);

    public T Get<T>() where T : notnull => _polling.Value.GetRequiredService<T>();

    public static async Task<FeedsScope> OpenAsync(ParseResult parsed, FeedsOptions options, CancellationToken cancellationToken)
    {
        var settings = ConfiguredDatabase.Settings(parsed.GetValue(options.Database));
        return new FeedsScope(settings, await ConfiguredDatabase.OpenAsync(settings, cancellationToken));
    }

    /// <summary>A feed by its address, its file, or its id; null where it is not known.</summary>
    public Task<FeedStatus?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(name, out var id)) return Feeds.FindAsync(id, cancellationToken);
        if (File.Exists(name)) return Feeds.FindAsync(LocalFeed.ToUrl(name), cancellationToken);
        return Feeds.FindAsync(CanonicalUrl.TryParse(name, out var url, out _) ? url.FetchUrl : name, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_polling.IsValueCreated) await _polling.Value.DisposeAsync();
        await _database.DisposeAsync();
    }
}
