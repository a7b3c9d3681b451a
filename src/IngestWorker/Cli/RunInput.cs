using IngestWorker.Contracts;
using IngestWorker.Feeds;
using IngestWorker.Fetching;
using IngestWorker.Roles;
using IngestWorker.Storage;

namespace IngestWorker.Cli;

/// <summary>What the command line names to be ingested, checked before anything is started.</summary>
internal sealed record RunInput
{
    public IReadOnlyList<NewFeed> Feeds { get; init; } = [];

    /// <summary>Articles named by their addresses.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <exception cref="UsageException">A name is neither a URL nor a file, or a file holds nothing of its kind.</exception>
    public static async Task<RunInput> ReadAsync(IReadOnlyList<string> feeds, string? urlsFile, string? opmlFile, UrlRules rules, CancellationToken cancellationToken)
    {
        var found = feeds.Select(ToFeed).ToList();
        if (opmlFile is not null) found.AddRange(await ReadOpmlAsync(opmlFile, cancellationToken));
        return new RunInput
        {
            Feeds = found,
            Items = urlsFile is null ? [] : await ReadUrlsAsync(urlsFile, rules, cancellationToken),
        };
    }

    private static NewFeed ToFeed(string text)
    {
        if (File.Exists(text)) return new NewFeed(LocalFeed.ToUrl(text));
        if (!text.Contains("://", StringComparison.Ordinal)) throw new UsageException($"--feed: there is no file '{text}', and it is no URL; a URL begins with http:// or https://.");
        return CanonicalUrl.TryParse(text, out var url, out var reason)
            ? new NewFeed(url.FetchUrl)
            : throw new UsageException($"--feed: '{text}' cannot be polled: {reason}");
    }

    private static async Task<IReadOnlyList<NewFeed>> ReadOpmlAsync(string file, CancellationToken cancellationToken)
    {
        var result = OpmlReader.Read(await ReadFileAsync("--opml", file, cancellationToken));
        if (!result.IsOpml) throw new UsageException($"--opml: {file} is no OPML document.");
        var feeds = new List<NewFeed>();
        foreach (var outline in result.Feeds)
        {
            if (CanonicalUrl.TryParse(outline.XmlUrl, out var url, out var reason)) feeds.Add(new NewFeed(url.FetchUrl, outline.Title));
            else await Console.Error.WriteLineAsync($"{file}: '{outline.XmlUrl}' left out: {reason}");
        }
        return feeds.Count > 0 ? feeds : throw new UsageException($"--opml: there are no feeds in {file}.");
    }

    private static async Task<IReadOnlyList<Item>> ReadUrlsAsync(string file, UrlRules rules, CancellationToken cancellationToken)
    {
        var list = UrlListReader.Read(await ReadFileAsync("--urls", file, cancellationToken));
        foreach (var line in list.Rejected) await Console.Error.WriteLineAsync($"{file}:{line.Line}: '{line.Text}' left out: {line.Reason}");
        var adapter = new FeedItems(rules);
        var items = new Dictionary<Guid, Item>();
        foreach (var line in list.Urls)
        {
            if (adapter.TryCreate(line.Url, null, null, null, out var item, out var reason)) items.TryAdd(item!.ItemId, item);
            else await Console.Error.WriteLineAsync($"{file}:{line.Line}: '{line.Url}' left out: {reason}");
        }
        return items.Count > 0 ? [.. items.Values] : throw new UsageException($"--urls: there are no addresses in {file}.");
    }

    private static async Task<byte[]> ReadFileAsync(string option, string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {file} cannot be read: {e.Message}");
        }
    }
}
