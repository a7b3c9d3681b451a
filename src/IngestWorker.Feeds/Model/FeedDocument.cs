using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds;

/// <summary>A feed as it was read. Absent values are null; text values are trimmed and keep the markup the feed gives.</summary>
public sealed record FeedDocument
{
    public required FeedFormat Format { get; init; }

    public string? Title { get; init; }

    /// <summary>The site's address.</summary>
    public string? Link { get; init; }

    /// <summary>The feed's own address: as it states it (rel="self", feed_url), or the one it was read from.</summary>
    public string? FeedLink { get; init; }

    public string? Description { get; init; }

    /// <summary>The language tag as written; from Content-Language where the document has none.</summary>
    public string? Language { get; init; }

    public string? Id { get; init; }

    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];

    public string? Copyright { get; init; }

    public string? Generator { get; init; }

    public string? ImageUrl { get; init; }

    /// <summary>atom:icon or JSON Feed's favicon.</summary>
    public string? Icon { get; init; }

    /// <summary>atom:logo or JSON Feed's icon.</summary>
    public string? Logo { get; init; }

    public string? Docs { get; init; }

    /// <summary>RSS ttl: how long the feed may be kept before the next poll.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>Hours of the day (0 to 23, GMT) in which the feed asks not to be polled.</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>Days of the week (GMT) on which the feed asks not to be polled.</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>sy:updatePeriod divided by sy:updateFrequency: how often the feed says that it is renewed.</summary>
    public TimeSpan? UpdateInterval { get; init; }

    /// <summary>sy:updateBase.</summary>
    public DateTimeOffset? UpdateBase { get; init; }

    /// <summary>Every link, with its relation: self, hub, next, prev-archive and so on.</summary>
    public IReadOnlyList<FeedLink> Links { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public DateTimeOffset? Updated { get; init; }

    public string? UpdatedRaw { get; init; }

    public DateTimeOffset? Published { get; init; }

    public string? PublishedRaw { get; init; }

    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>The address a feed that moved gives for itself (itunes:new-feed-url, newLocation).</summary>
    public string? NewLocation { get; init; }

    /// <summary>True where JSON Feed's "expired" or itunes:complete says that nothing new will come.</summary>
    public bool IsExpired { get; init; }

    /// <summary>True where the document broke off, or was longer than this room reads.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>True where the document was not well-formed, or its encoding not the declared one, and was read all the same.</summary>
    public bool IsRepaired { get; init; }

    /// <summary>The name of the encoding the document was decoded with.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>The hubs to subscribe to (WebSub).</summary>
    public IEnumerable<string> Hubs => HrefsOf("hub");

    /// <summary><see cref="Title"/> without tags, entities and runs of white space; null where nothing is left.</summary>
    public string? PlainTitle => PlainText.OfTitle(Title);

    /// <summary>The addresses of the links with this relation, in the document's order.</summary>
    public IEnumerable<string> HrefsOf(string rel) =>
        from link in Links
        where link.Href is not null && string.Equals(link.Rel, rel, StringComparison.OrdinalIgnoreCase)
        select link.Href;
}
