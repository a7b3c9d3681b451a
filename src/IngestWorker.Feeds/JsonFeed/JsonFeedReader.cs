using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Wire;

namespace IngestWorker.Feeds.JsonFeed;

/// <summary>JSON Feed 1.0 and 1.1, from members to slots.</summary>
internal static class JsonFeedReader
{
    /// <summary>Reads the document. False where it is JSON, but nothing that a feed has.</summary>
    public static bool Feed(ref JsonCursor json, FeedReading reading, Uri? baseUri)
    {
        var feed = reading.Feed;
        feed.Format = FeedFormat.Json10;
        var isFeed = false;
        if (!json.EnterObject())
            return false;
        while (json.NextMember(out var name))
        {
            switch (name)
            {
                case "version":
                    var version = json.ReadText() ?? "";
                    isFeed |= version.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase);
                    feed.Format = version.EndsWith("1.1", StringComparison.Ordinal) ? FeedFormat.Json11 : FeedFormat.Json10;
                    break;
                case "items":
                    isFeed |= Items(ref json, reading, baseUri);
                    break;
                default:
                    FeedMember(ref json, name, feed, baseUri);
                    break;
            }
        }
        Merge(feed.Authors, feed.DcCreators);
        return isFeed;
    }

    /// <summary>"author" is 1.0's form of "authors"; where both stand, the deprecated one adds whom the other leaves out.</summary>
    private static void Merge(List<FeedPerson> authors, List<FeedPerson> deprecated)
    {
        foreach (var author in deprecated)
        {
            if (!authors.Exists(known => known.Name == author.Name))
                authors.Add(author);
        }
        deprecated.Clear();
    }

    private static void FeedMember(ref JsonCursor json, ReadOnlySpan<char> name, FeedWire feed, Uri? baseUri)
    {
        switch (name)
        {
            case "title":
                feed.Title = json.ReadText();
                break;
            case "home_page_url":
                feed.Link = Url(ref json, baseUri);
                AddLink(feed.Links, feed.Link, "alternate");
                break;
            case "feed_url":
                AddLink(feed.Links, Url(ref json, baseUri), "self");
                break;
            case "next_url":
                AddLink(feed.Links, Url(ref json, baseUri), "next");
                break;
            case "description":
                feed.Description = json.ReadText();
                break;
            case "icon":
                feed.Logo = Url(ref json, baseUri);
                break;
            case "favicon":
                feed.Icon = Url(ref json, baseUri);
                break;
            case "language":
                feed.Language = json.ReadText();
                break;
            case "expired":
                feed.IsComplete = json.ReadTrue();
                break;
            case "authors":
                Authors(ref json, feed.Authors, baseUri);
                break;
            case "author":
                Authors(ref json, feed.DcCreators, baseUri);
                break;
            case "hubs":
                Hubs(ref json, feed, baseUri);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private static bool Items(ref JsonCursor json, FeedReading reading, Uri? baseUri)
    {
        if (!json.EnterArray())
        {
            json.Skip();
            return false;
        }
        while (json.NextElement())
        {
            if (json.EnterObject())
                Item(ref json, reading, baseUri);
            else
                json.Skip();
        }
        return true;
    }

    private static void Item(ref JsonCursor json, FeedReading reading, Uri? baseUri)
    {
        var entry = reading.StartEntry(null);
        string? externalUrl = null;
        var wasCutOff = json.IsCutOff;
        while (json.NextMember(out var name))
        {
            if (name is "external_url")
                externalUrl = Url(ref json, baseUri);
            else
                ItemMember(ref json, name, entry, baseUri);
            if (json.IsCutOff && !wasCutOff)
                break;
        }
        Merge(entry.Authors, entry.DcCreators);
        entry.Link ??= externalUrl;
        if (entry.Link is not null)
            entry.Links.Insert(0, new FeedLink { Href = entry.Link, Rel = "alternate" });
        AddLink(entry.Links, externalUrl == entry.Link ? null : externalUrl, "related");
        reading.EndEntry(isComplete: !json.IsCutOff);
    }

    private static void ItemMember(ref JsonCursor json, ReadOnlySpan<char> name, EntryWire entry, Uri? baseUri)
    {
        switch (name)
        {
            case "id":
                entry.Id = json.ReadText();
                // The specification asks for a permanent address here where there is one.
                entry.IdIsPermaLink = true;
                break;
            case "url":
                entry.Link = Url(ref json, baseUri);
                break;
            case "title":
                entry.Title = json.ReadText();
                entry.TitleIsPlain = true;
                break;
            case "content_html":
                entry.ContentEncoded = HtmlLinks.Absolute(json.ReadText() ?? "", baseUri);
                break;
            case "content_text":
                entry.Content = json.ReadText();
                break;
            case "summary":
                entry.Summary = json.ReadText();
                break;
            case "image":
                entry.Image = Url(ref json, baseUri);
                break;
            case "banner_image":
                entry.MediaImage = Url(ref json, baseUri);
                break;
            case "date_published":
                entry.Published = json.ReadText();
                break;
            case "date_modified":
                entry.Updated = json.ReadText();
                break;
            case "language":
                entry.Language = json.ReadText();
                break;
            case "authors":
                Authors(ref json, entry.Authors, baseUri);
                break;
            case "author":
                Authors(ref json, entry.DcCreators, baseUri);
                break;
            case "tags":
                Tags(ref json, entry);
                break;
            case "attachments":
                Attachments(ref json, entry, baseUri);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private static void Tags(ref JsonCursor json, EntryWire entry)
    {
        if (!json.EnterArray())
        {
            Wiring.AddCommaSeparated(entry.Categories, json.ReadText() ?? "");
            return;
        }
        while (json.NextElement())
            Wiring.AddText(entry.Categories, json.ReadText() ?? "");
    }

    /// <summary>One author or a list of them; 1.0 has the one, 1.1 the other, and documents mix them.</summary>
    private static void Authors(ref JsonCursor json, List<FeedPerson> authors, Uri? baseUri)
    {
        if (json.EnterArray())
        {
            while (json.NextElement())
                Author(ref json, authors, baseUri);
            return;
        }
        Author(ref json, authors, baseUri);
    }

    private static void Author(ref JsonCursor json, List<FeedPerson> authors, Uri? baseUri)
    {
        string? name = null, url = null;
        if (!json.EnterObject())
        {
            name = json.ReadText();
        }
        else
        {
            while (json.NextMember(out var member))
            {
                if (member is "name")
                    name = json.ReadText();
                else if (member is "url")
                    url = Url(ref json, baseUri);
                else
                    json.Skip();
            }
        }
        var author = new FeedPerson { Name = string.IsNullOrEmpty(name) ? null : name, Uri = url };
        if ((author.Name ?? author.Uri) is not null && !authors.Exists(known => known.Name == author.Name))
            Wiring.Add(authors, author);
    }

    private static void Attachments(ref JsonCursor json, EntryWire entry, Uri? baseUri)
    {
        if (!json.EnterArray())
        {
            json.Skip();
            return;
        }
        while (json.NextElement())
        {
            string? url = null, type = null, size = null;
            if (!json.EnterObject())
            {
                json.Skip();
                continue;
            }
            while (json.NextMember(out var member))
            {
                switch (member)
                {
                    case "url":
                        url = Url(ref json, baseUri);
                        break;
                    case "mime_type":
                        type = json.ReadText();
                        break;
                    case "size_in_bytes":
                        size = json.ReadText();
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }
            if (url is not null)
                Wiring.Add(entry.Enclosures, new FeedEnclosure { Url = url, Type = type, Length = size });
        }
    }

    private static void Hubs(ref JsonCursor json, FeedWire feed, Uri? baseUri)
    {
        if (!json.EnterArray())
        {
            json.Skip();
            return;
        }
        while (json.NextElement())
        {
            if (!json.EnterObject())
            {
                json.Skip();
                continue;
            }
            while (json.NextMember(out var member))
            {
                if (member is "url")
                    AddLink(feed.Links, Url(ref json, baseUri), "hub");
                else
                    json.Skip();
            }
        }
    }

    private static string? Url(ref JsonCursor json, Uri? baseUri) =>
        json.ReadText() is { Length: > 0 } url ? UrlResolver.Resolve(baseUri, url) : null;

    private static void AddLink(List<FeedLink> links, string? href, string rel)
    {
        if (href is not null)
            Wiring.Add(links, new FeedLink { Href = href, Rel = rel });
    }
}
