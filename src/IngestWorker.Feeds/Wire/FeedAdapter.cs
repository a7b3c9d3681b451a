using System.Globalization;
using IngestWorker.Feeds.Links;

namespace IngestWorker.Feeds.Wire;

/// <summary>From a feed's slots to the model.</summary>
internal static class FeedAdapter
{
    public static FeedDocument Adapt(FeedWire wire, FeedParseContext context)
    {
        var (updated, updatedRaw) = EntryAdapter.Date(wire.Updated, wire.DcDate, null);
        var (published, publishedRaw) = EntryAdapter.Date(wire.Published, null, null);
        var selfLink = HrefOf(wire.Links, "self");
        var description = EntryAdapter.First(wire.Description, wire.DcDescription, wire.ITunesSummary, wire.ITunesSubtitle);
        return new FeedDocument
        {
            Format = wire.Format,
            Title = EntryAdapter.First(wire.Title, wire.ForeignTitle),
            Link = EntryAdapter.First(wire.Link, AlternateOf(wire.Links), UrlResolver.IsHttpUrl(wire.Id) ? wire.Id : null),
            FeedLink = selfLink ?? context.BaseUrl?.OriginalString,
            Description = description,
            Language = Wiring.LanguageTag(EntryAdapter.First(wire.Language, wire.DcLanguage, wire.XmlLanguage, context.ContentLanguage)),
            Id = EntryAdapter.First(wire.Id, wire.About),
            Authors = AuthorsOf(wire),
            Copyright = EntryAdapter.First(wire.Rights, wire.DcRights),
            Generator = EntryAdapter.First(wire.Generator),
            ImageUrl = EntryAdapter.First(wire.Image, wire.ITunesImage, wire.Logo, wire.Icon) ?? wire.MediaImage ?? ImageLinks.FirstIn(description),
            Icon = EntryAdapter.First(wire.Icon),
            Logo = EntryAdapter.First(wire.Logo),
            Docs = EntryAdapter.First(wire.Docs),
            Ttl = TtlOf(wire.Ttl),
            SkipHours = wire.SkipHours,
            SkipDays = wire.SkipDays,
            UpdateInterval = IntervalOf(wire),
            UpdateBase = FeedDates.Parse(wire.UpdateBase),
            Links = wire.Links,
            Categories = wire.Categories,
            Updated = updated,
            UpdatedRaw = updatedRaw,
            Published = published,
            PublishedRaw = publishedRaw,
            Entries = wire.Entries,
            NewLocation = EntryAdapter.First(wire.NewLocation),
            IsExpired = wire.IsComplete,
            IsTruncated = wire.HasTooMany,
        };
    }

    /// <summary>The page a feed or entry is the feed or entry of: HTML rather than other alternates.</summary>
    public static string? AlternateOf(List<FeedLink> links)
    {
        string? other = null;
        foreach (var link in links)
        {
            if (link.Rel is not "alternate" || string.IsNullOrEmpty(link.Href))
                continue;
            if (link.Type is null || link.Type.Contains("html", StringComparison.OrdinalIgnoreCase))
                return link.Href;
            other ??= link.Href;
        }
        return other;
    }

    public static string? HrefOf(List<FeedLink> links, string rel)
    {
        foreach (var link in links)
        {
            if (link.Rel == rel && !string.IsNullOrEmpty(link.Href))
                return link.Href;
        }
        return null;
    }

    private static IReadOnlyList<FeedPerson> AuthorsOf(FeedWire wire)
    {
        if (wire.Authors.Count > 0)
            return wire.Authors;
        if ((wire.ManagingEditor ?? wire.WebMaster) is { } editor && (editor.Name is not null || wire.DcCreators.Count == 0))
            return [editor];
        if (wire.DcCreators.Count > 0)
            return wire.DcCreators;
        return (wire.ITunesAuthor ?? wire.ITunesOwner) is { } owner ? [owner] : [];
    }

    private static TimeSpan? TtlOf(string? minutes) =>
        int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? TimeSpan.FromMinutes(number) : null;

    /// <summary>RSS 1.0 syndication module: the period's default is daily, the frequency's 1.</summary>
    private static TimeSpan? IntervalOf(FeedWire wire)
    {
        if (string.IsNullOrEmpty(wire.UpdatePeriod) && string.IsNullOrEmpty(wire.UpdateFrequency))
            return null;
        var period = wire.UpdatePeriod?.ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(30),
            "yearly" => TimeSpan.FromDays(365),
            _ => TimeSpan.FromDays(1),
        };
        var frequency = int.TryParse(wire.UpdateFrequency, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
        return period / frequency;
    }
}
