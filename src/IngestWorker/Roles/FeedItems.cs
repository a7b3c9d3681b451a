using IngestWorker.Contracts;
using IngestWorker.Feeds;
using IngestWorker.Fetching;

namespace IngestWorker.Roles;

/// <summary>From a feed's entries, or from bare links, to items with canonical URLs.</summary>
internal sealed class FeedItems(UrlRules rules)
{
    /// <param name="entries">The feed's entries.</param>
    /// <param name="baseUrl">What relative links are resolved against.</param>
    /// <param name="dates">Which dates are believed.</param>
    /// <param name="rejected">Told each link that is none, with the reason.</param>
    public IReadOnlyList<Item> From(IEnumerable<FeedEntry> entries, CanonicalUrl? baseUrl, PlausibleDates dates, Action<string, string> rejected)
    {
        var items = new Dictionary<Guid, Item>();
        foreach (var entry in entries)
        {
            if ((entry.TargetUrl ?? entry.Link) is not { Length: > 0 } link) continue;
            var published = dates.OrNone(entry.Published) ?? dates.OrNone(entry.Updated);
            if (TryCreate(link, baseUrl, entry.PlainTitle, published, out var item, out var reason)) items.TryAdd(item!.ItemId, item);
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

/// <summary>
/// The dates that a feed's entries can have. Clocks of feeds stand on 1970, run decades ahead or behind; a wrong date of an
/// article is worse than none, which its page may fill.
/// </summary>
internal readonly record struct PlausibleDates(DateTimeOffset Oldest, DateTimeOffset Newest)
{
    // Older pages come in archives; a clock that was never set shows 1970 or 1980.
    private static readonly DateTimeOffset s_firstNews = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A zone misread is half a day, a paper of tomorrow is one.
    private static readonly TimeSpan s_ahead = TimeSpan.FromDays(2);

    private static readonly TimeSpan s_behind = TimeSpan.FromDays(3653);

    /// <param name="now">The time of the poll.</param>
    /// <param name="isKnown">True for a feed that was read before: what is new in it now was not published ten years ago.</param>
    public static PlausibleDates At(DateTimeOffset now, bool isKnown) => new(isKnown ? now - s_behind : s_firstNews, now + s_ahead);

    public DateTimeOffset? OrNone(DateTimeOffset? date) => date >= Oldest && date <= Newest ? date : null;
}
