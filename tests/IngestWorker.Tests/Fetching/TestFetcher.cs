using IngestWorker.Fetching;
using Microsoft.Extensions.DependencyInjection;

namespace IngestWorker.Tests.Fetching;

/// <summary>A fetcher as the program registers it, with loopback allowed, short waits and robots.txt off.</summary>
internal sealed class TestFetcher : IDisposable
{
    private readonly ServiceProvider provider;

    public TestFetcher(Action<FetchingOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        collection.AddFetching(options =>
        {
            options.AllowedNetworks = ["127.0.0.0/8", "::1/128"];
            options.RespectRobots = false;
            options.RetryDelay = TimeSpan.FromMilliseconds(1);
            options.ConnectTimeout = options.AttemptTimeout = TimeSpan.FromSeconds(5);
            options.TotalTimeout = TimeSpan.FromSeconds(10);
            configure?.Invoke(options);
        });
        services?.Invoke(collection);
        provider = collection.BuildServiceProvider();
        Pages = provider.GetRequiredService<PageFetcher>();
    }

    public PageFetcher Pages { get; }

    public T Get<T>() where T : notnull => provider.GetRequiredService<T>();

    public Task<FetchResult> ArticleAsync(string url, string? etag = null, string? lastModified = null) =>
        FetchAsync(new FetchRequest { Url = url, Kind = FetchKind.Article, ETag = etag, LastModified = lastModified });

    public Task<FetchResult> FeedAsync(string url) => FetchAsync(new FetchRequest { Url = url, Kind = FetchKind.Feed });

    public void Dispose() => provider.Dispose();

    private Task<FetchResult> FetchAsync(FetchRequest request) => Pages.FetchAsync(request, TestContext.Current.CancellationToken);
}
