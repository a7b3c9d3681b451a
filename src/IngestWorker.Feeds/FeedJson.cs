using System.Globalization;
using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds;

/// <summary>The feed as one JSON object, {"feed": {...}, "entries": [...]}: what the program's "feed parse" prints.</summary>
public static class FeedJson
{
    private const int DerivedTitleLength = 100;

    /// <summary>Writes the object. Absent values are left out; a title or feed link that the document does not give is derived and marked "title_derived", "link_derived".</summary>
    public static void Write(Utf8JsonWriter writer, FeedDocument document)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("feed");
        Feed(writer, document);
        writer.WriteEndObject();
        writer.WriteStartArray("entries");
        foreach (var entry in document.Entries)
        {
            writer.WriteStartObject();
            Entry(writer, entry);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Feed(Utf8JsonWriter writer, FeedDocument feed)
    {
        writer.WriteString("format", feed.Format.ToName());
        Title(writer, feed.Title, feed.Link ?? feed.FeedLink);
        Text(writer, "link", feed.Link ?? feed.FeedLink);
        Flag(writer, "link_derived", feed.Link is null && feed.FeedLink is not null);
        Text(writer, "feed_link", feed.FeedLink);
        Text(writer, "description", feed.Description);
        Text(writer, "language", feed.Language);
        Text(writer, "id", feed.Id);
        Authors(writer, feed.Authors);
        Text(writer, "copyright", feed.Copyright);
        Text(writer, "generator", feed.Generator);
        Text(writer, "image_url", feed.ImageUrl);
        Text(writer, "icon", feed.Icon);
        Text(writer, "logo", feed.Logo);
        Text(writer, "docs", feed.Docs);
        if (feed.Ttl is { } ttl)
            writer.WriteString("ttl", ((int)ttl.TotalMinutes).ToString(CultureInfo.InvariantCulture));
        Strings(writer, "categories", feed.Categories);
        Links(writer, feed.Links);
        Date(writer, "updated", feed.Updated, feed.UpdatedRaw);
        Date(writer, "published", feed.Published, feed.PublishedRaw);
        Polling(writer, feed);
        writer.WriteString("encoding", feed.Encoding);
        Flag(writer, "truncated", feed.IsTruncated);
        Flag(writer, "repaired", feed.IsRepaired);
    }

    private static void Polling(Utf8JsonWriter writer, FeedDocument feed)
    {
        if (feed.SkipHours.Count > 0)
        {
            writer.WriteStartArray("skip_hours");
            foreach (var hour in feed.SkipHours)
                writer.WriteNumberValue(hour);
            writer.WriteEndArray();
        }
        Strings(writer, "skip_days", feed.SkipDays.Select(day => day.ToString()).ToArray());
        if (feed.UpdateInterval is { } interval)
            writer.WriteNumber("update_interval_minutes", (long)interval.TotalMinutes);
        if (feed.UpdateBase is { } from)
            writer.WriteString("update_base", Utc(from));
        Text(writer, "new_location", feed.NewLocation);
        Flag(writer, "expired", feed.IsExpired);
    }

    private static void Entry(Utf8JsonWriter writer, FeedEntry entry)
    {
        Text(writer, "id", entry.Id);
        Title(writer, entry.Title, Derived(entry));
        Text(writer, "link", entry.Link);
        if (entry.TargetUrl != entry.Link)
            Text(writer, "target_url", entry.TargetUrl);
        Links(writer, entry.Links);
        Date(writer, "published", entry.Published, entry.PublishedRaw);
        Date(writer, "updated", entry.Updated, entry.UpdatedRaw);
        Text(writer, "summary", entry.Summary);
        Text(writer, "content", entry.Content);
        Authors(writer, entry.Authors);
        Strings(writer, "categories", entry.Categories);
        Enclosures(writer, entry.Enclosures);
        Text(writer, "comments", entry.Comments);
        if (entry.CommentCount is { } count)
            writer.WriteNumber("comment_count", count);
        Text(writer, "language", entry.Language);
        Text(writer, "source_title", entry.Source?.Title);
        Text(writer, "source_url", entry.Source?.Url);
        Text(writer, "source_id", entry.Source?.Id);
        Text(writer, "copyright", entry.Copyright);
        Text(writer, "image_url", entry.ImageUrl);
        Text(writer, "itunes_duration", entry.Duration);
        Flag(writer, "incomplete", entry.IsIncomplete);
    }

    /// <summary>What to call an entry that has no title: its first words, or its address.</summary>
    private static string? Derived(FeedEntry entry)
    {
        if (entry.Title is not null)
            return null;
        var words = PlainText.Of(entry.Summary ?? entry.Content ?? "", DerivedTitleLength);
        return words.Length > 0 ? words : entry.Link;
    }

    private static void Title(Utf8JsonWriter writer, string? title, string? derived)
    {
        Text(writer, "title", title ?? derived);
        Flag(writer, "title_derived", title is null && derived is not null);
    }

    private static void Authors(Utf8JsonWriter writer, IReadOnlyList<FeedPerson> authors)
    {
        if (authors.Count == 0)
            return;
        writer.WriteString("author", authors.Count == 1 ? authors[0].Display : string.Join(", ", authors.Select(author => author.Name ?? author.Display)));
        Text(writer, "author_name", authors[0].Name);
        Text(writer, "author_email", authors[0].Email);
        Text(writer, "author_uri", authors[0].Uri);
        writer.WriteStartArray("authors");
        foreach (var author in authors)
        {
            writer.WriteStartObject();
            Text(writer, "name", author.Name);
            Text(writer, "email", author.Email);
            Text(writer, "uri", author.Uri);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Links(Utf8JsonWriter writer, IReadOnlyList<FeedLink> links)
    {
        if (links.Count == 0)
            return;
        writer.WriteStartArray("links");
        foreach (var link in links)
        {
            writer.WriteStartObject();
            Text(writer, "href", link.Href);
            Text(writer, "rel", link.Rel);
            Text(writer, "type", link.Type);
            Text(writer, "title", link.Title);
            Text(writer, "hreflang", link.HrefLang);
            Text(writer, "length", link.Length);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Enclosures(Utf8JsonWriter writer, IReadOnlyList<FeedEnclosure> enclosures)
    {
        if (enclosures.Count == 0)
            return;
        writer.WriteStartArray("enclosures");
        foreach (var enclosure in enclosures)
        {
            writer.WriteStartObject();
            Text(writer, "url", enclosure.Url);
            Text(writer, "type", enclosure.Type);
            Text(writer, "length", enclosure.Length);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Date(Utf8JsonWriter writer, string name, DateTimeOffset? date, string? raw)
    {
        if (date is { } value)
            writer.WriteString(name, Utc(value));
        if (raw is not null)
            writer.WriteString(name + "_raw", raw);
    }

    private static string Utc(DateTimeOffset date) =>
        date.UtcDateTime.ToString(date.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture);

    private static void Strings(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void Flag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
            writer.WriteBoolean(name, true);
    }
}
