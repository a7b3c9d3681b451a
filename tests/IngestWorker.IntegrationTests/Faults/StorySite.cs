using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.IntegrationTests.Web;
using IngestWorker.Roles;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>A site of short invented stories, each with the same number of events, behind one feed.</summary>
internal sealed class StorySite : IAsyncDisposable
{
    private StorySite(TestSite site, IReadOnlyList<string> stories) => (Site, Stories) = (site, stories);

    public TestSite Site { get; }

    /// <summary>The addresses, each once.</summary>
    public IReadOnlyList<string> Stories { get; }

    public string Feed => Site.Url("/feed.xml");

    public static async Task<StorySite> StartAsync(int stories, CancellationToken cancellationToken, System.Net.IPAddress? address = null)
    {
        var site = await TestSite.StartAsync(cancellationToken, address);
        var urls = Enumerable.Range(0, stories).Select(i => Add(site, i)).ToList();
        var entries = string.Concat(urls.Select(u => $"<item><title>Story</title><link>{u}</link><guid>{u}</guid></item>"));
        site.On("/feed.xml", Answers.Text($"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Stories</title>{entries}</channel></rss>", "application/rss+xml"));
        return new StorySite(site, urls);
    }

    /// <summary>How often any story was asked for.</summary>
    public int Fetches => Site.Requests.Count(r => r.Path.StartsWith("/story/", StringComparison.Ordinal));

    /// <summary>Puts some of the stories into the database as items that are due; the return is the database's confirmation.</summary>
    public async Task AddItemsAsync(string connectionString, int first, int count, CancellationToken cancellationToken)
    {
        await using var database = await OpenAsync(connectionString, cancellationToken);
        (await new ItemStore(database).AddAsync(Items([.. Stories.Skip(first).Take(count)]), null, cancellationToken)).ShouldBe(count);
    }

    public static async Task<IDatabase> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var database = new PostgreSqlDatabase(new StorageOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = connectionString }, NullLoggerFactory.Instance);
        await database.MigrateAsync(cancellationToken);
        return database;
    }

    private static List<Item> Items(IReadOnlyList<string> urls)
    {
        var adapter = new FeedItems(UrlRules.Of(new FetchingOptions()));
        return [.. urls.Select(u => adapter.TryCreate(u, null, null, null, out var item, out var reason) ? item! : throw new InvalidOperationException(reason))];
    }

    // Names that no two stories share, so that no text is the copy of another.
    private static string Add(TestSite site, int number)
    {
        var path = $"/story/{number}";
        site.On(path, Answers.Bytes(Encoding.UTF8.GetBytes(StoryPage.Html($"Town {number}", site.Url(path))), "text/html; charset=utf-8"));
        return site.Url(path);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
