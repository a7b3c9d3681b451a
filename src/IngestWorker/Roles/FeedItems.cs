using IngestWorker.Contracts;
using IngestWorker.Feeds;
using IngestWorker.Fetching;

namespace IngestWorker.Roles;

/// <summary>From a feed's entries, or from bare links, to items with canonical URLs.</summary>
internal sealed class FeedItems(UrlRules rules)
{
    /// <param name="document">The feed.</param>
    /// <param name="baseUrl">What relative links are resolved against.</param>
    /// <param name="rejected">Told each link that is none, with the reason.</param>
    public IReadOnlyList<Item> From(FeedDocument document, CanonicalUrl? baseUrl, Action<string, string> rejected)
    {
        var items = new Dictionary<Guid, Item>();
        foreach (var entry in document.Entries)
        {
            if ((entry.TargetUrl ?? entry.Link) is not { Length: > 0 } link) continue;
            if (TryCreate(link, baseUrl, entry.PlainTitle, entry.Published ?? entry.Updated, out var item, out var reason)) items.TryAdd(item!.ItemId, item);
            else rejected(link, reason!);
        }
        return [.. items.Values];
    }

    public bool TryCreate(string link, CanonicalUrl? baseUrl, string? title, DateTimeOffset? published, out Item? item, out string? reason)
    {
        item = null;
        if (!CanonicalUrl.TryParse(link, rules, out var url, out reason, baseUrl)) return false;
        item = new Item
        {
            ItemId = DeterministicId.ForItem(url.Value),
            CanonicalUrl = url.Value,
            Url = url.FetchUrl,
            Host = url.HostKey,
            Title = title,
            Published = published,
        };
        return true;
    }
}
