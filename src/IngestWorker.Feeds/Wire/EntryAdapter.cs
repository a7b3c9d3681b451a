using IngestWorker.Feeds.Links;

namespace IngestWorker.Feeds.Wire;

/// <summary>From an entry's slots to the model: here is decided which vocabulary counts where several say something.</summary>
internal static class EntryAdapter
{
    public static FeedEntry Adapt(EntryWire wire, FeedWire feed, string? xmlLanguage, bool isComplete)
    {
        var link = LinkOf(wire);
        var (published, publishedRaw) = Date(wire.Published, wire.DcDate, wire.Created);
        var (updated, updatedRaw) = Date(wire.Updated, wire.DcDate, null);
        var (summary, content) = Texts(wire);
        return new FeedEntry
        {
            Id = First(wire.Id, wire.About),
            Title = First(wire.Title, wire.ForeignTitle, wire.DcTitle, wire.MediaTitle),
            TitleIsPlain = wire.TitleIsPlain && !string.IsNullOrEmpty(wire.Title),
            Link = link,
            TargetUrl = LinkUnwrapping.Target(wire.OrigLink, link),
            Links = wire.Links.Count == 0 ? [] : wire.Links.ToArray(),
            Published = published,
            PublishedRaw = publishedRaw,
            Updated = updated,
            UpdatedRaw = updatedRaw,
            Summary = summary,
            Content = content,
            Authors = AuthorsOf(wire, feed),
            Categories = wire.Categories.Count == 0 ? [] : wire.Categories.ToArray(),
            Enclosures = EnclosuresOf(wire),
            Comments = First(wire.Comments, RepliesOf(wire.Links)),
            CommentCount = wire.CommentCount,
            Language = Wiring.LanguageTag(First(wire.Language, xmlLanguage, wire.ContentLanguage, First(feed.Language, feed.DcLanguage))),
            Source = SourceOf(wire, link),
            Copyright = First(wire.Rights),
            ImageUrl = First(wire.Image, wire.ITunesImage, wire.MediaImage) ?? ImageOf(wire, summary, content),
            Duration = First(wire.Duration),
            IsIncomplete = !isComplete,
        };
    }

    /// <summary>The first value that is not empty.</summary>
    public static string? First(string? a, string? b = null, string? c = null, string? d = null) =>
        !string.IsNullOrEmpty(a) ? a : !string.IsNullOrEmpty(b) ? b : !string.IsNullOrEmpty(c) ? c : string.IsNullOrEmpty(d) ? null : d;

    /// <summary>The first that is a date, with its text; where none is one, the first text.</summary>
    public static (DateTimeOffset? Date, string? Raw) Date(string? a, string? b, string? c)
    {
        if (FeedDates.TryParse(a, out var date))
            return (date, a);
        if (FeedDates.TryParse(b, out date))
            return (date, b);
        if (FeedDates.TryParse(c, out date))
            return (date, c);
        return (null, First(a, b, c));
    }

    private static string? LinkOf(EntryWire wire)
    {
        if (First(wire.Link, FeedAdapter.AlternateOf(wire.Links)) is { } link)
            return link;
        if (wire.IdIsPermaLink && UrlResolver.IsHttpUrl(wire.Id))
            return wire.Id;
        if (UrlResolver.IsHttpUrl(wire.About))
            return wire.About;
        if (wire.Enclosures.Count > 0)
            return wire.Enclosures[0].Url;
        return FeedAdapter.HrefOf(wire.Links, "content") ?? FeedAdapter.HrefOf(wire.Links, "related") ?? FeedAdapter.HrefOf(wire.Links, "via");
    }

    private static (string? Summary, string? Content) Texts(EntryWire wire)
    {
        var content = First(wire.ContentEncoded, wire.Content, wire.Body);
        var summary = First(wire.Summary);
        if (summary is null)
            summary = First(wire.Description);
        else if (content is null)
            content = First(wire.Description);
        summary ??= First(wire.DcDescription, wire.ITunesSummary, wire.ITunesSubtitle, wire.MediaDescription);
        return (summary, content);
    }

    private static FeedPerson[] AuthorsOf(EntryWire wire, FeedWire feed)
    {
        if (wire.Authors.Count > 0 && (wire.DcCreators.Count == 0 || wire.Authors.Exists(author => author.Name is not null)))
            return wire.Authors.ToArray();
        if (wire.DcCreators.Count > 0)
            return wire.DcCreators.ToArray();
        if ((wire.ITunesAuthor ?? wire.MediaCredit) is { } author)
            return [author];
        if (wire.SourceAuthors.Count > 0)
            return wire.SourceAuthors.ToArray();
        // RFC 4287, 4.2.1: the feed's authors are those of every entry that names none. RSS promises no such thing.
        return feed.Format is FeedFormat.Atom03 or FeedFormat.Atom10 && feed.Authors.Count > 0 ? feed.Authors.ToArray() : [];
    }

    private static FeedEnclosure[] EnclosuresOf(EntryWire wire)
    {
        if (UrlResolver.IsHttpUrl(wire.OrigEnclosure) && wire.Enclosures.Count > 0)
            wire.Enclosures[0] = wire.Enclosures[0] with { Url = wire.OrigEnclosure! };
        if (wire.MediaContents.Count == 0)
            return wire.Enclosures.Count == 0 ? [] : wire.Enclosures.ToArray();
        var all = new List<FeedEnclosure>(wire.Enclosures);
        foreach (var media in wire.MediaContents)
        {
            if (all.Count < 100 && !all.Exists(known => known.Url == media.Url))
                all.Add(media);
        }
        return all.ToArray();
    }

    private static string? RepliesOf(List<FeedLink> links)
    {
        foreach (var link in links)
        {
            if (link.Rel == "replies" && link.Href is not null && (link.Type is null || link.Type.Contains("html", StringComparison.OrdinalIgnoreCase)))
                return link.Href;
        }
        return null;
    }

    private static FeedSource? SourceOf(EntryWire wire, string? link)
    {
        // Some name the item itself as its dc:source, which says nothing about an origin.
        if (wire.Source is not null || string.IsNullOrEmpty(wire.DcSource) || wire.DcSource == link)
            return wire.Source;
        var isUrl = UrlResolver.IsHttpUrl(wire.DcSource);
        return new FeedSource { Title = isUrl ? null : wire.DcSource, Url = isUrl ? wire.DcSource : null };
    }

    private static string? ImageOf(EntryWire wire, string? summary, string? content)
    {
        foreach (var enclosure in wire.Enclosures)
        {
            if (enclosure.Type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ?? ImageLinks.HasImageExtension(enclosure.Url))
                return enclosure.Url;
        }
        return ImageLinks.FirstIn(content) ?? ImageLinks.FirstIn(summary);
    }
}
