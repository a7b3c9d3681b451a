using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Text;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds.Wire;

/// <summary>The steps from an element to a slot that all vocabularies share.</summary>
internal static class Wiring
{
    // Feeds with more than this of one kind in one entry are broken, or attacks.
    private const int MaxListed = 1000;

    /// <summary>Reads a short value into a slot that is still empty.</summary>
    public static void Field(ref XmlPull x, ref string? slot)
    {
        var value = x.ReadValue(ValueKind.Field);
        if (string.IsNullOrEmpty(slot))
            slot = value;
    }

    /// <summary>Reads a date into a slot. Of several the last counts: writers that correct themselves append.</summary>
    public static void Date(ref XmlPull x, ref string? slot)
    {
        var value = x.ReadValue(ValueKind.Field);
        if (value.Length > 0)
            slot = value;
    }

    /// <summary>Reads text that may be HTML, with absolute links, into a slot that is still empty.</summary>
    public static void Html(ref XmlPull x, ref string? slot)
    {
        var baseUri = x.BaseUri;
        var value = x.ReadValue(ValueKind.Text);
        if (string.IsNullOrEmpty(slot))
            slot = HtmlLinks.Absolute(value, baseUri);
    }

    /// <summary>Reads a short text that may be HTML, with absolute links, into a slot that is still empty.</summary>
    public static void HtmlField(ref XmlPull x, ref string? slot)
    {
        var baseUri = x.BaseUri;
        var value = x.ReadValue(ValueKind.Field);
        if (string.IsNullOrEmpty(slot))
            slot = HtmlLinks.Absolute(value, baseUri);
    }

    /// <summary>Reads an address, made absolute, into a slot that is still empty.</summary>
    public static void Url(ref XmlPull x, ref string? slot)
    {
        var baseUri = x.BaseUri;
        var value = x.ReadValue(ValueKind.Field);
        if (string.IsNullOrEmpty(slot) && value.Length > 0)
            slot = UrlResolver.Resolve(baseUri, value);
    }

    /// <summary>Takes an address from an attribute into a slot that is still empty.</summary>
    public static void UrlAttribute(ref XmlPull x, ReadOnlySpan<char> attribute, ref string? slot)
    {
        if (string.IsNullOrEmpty(slot) && x.Attr(attribute) is { Length: > 0 } value)
            slot = UrlResolver.Resolve(x.BaseUri, value);
    }

    /// <summary>Reads a person written as one text.</summary>
    public static FeedPerson? Person(ref XmlPull x) => PersonText.Read(x.ReadValue(ValueKind.Field));

    public static void Add<T>(List<T> list, T? value) where T : class
    {
        if (value is not null && list.Count < MaxListed)
            list.Add(value);
    }

    /// <summary>Adds a value that is not empty and not there yet.</summary>
    public static void AddText(List<string> list, string value)
    {
        if (value.Length > 0 && list.Count < MaxListed && !list.Contains(value))
            list.Add(value);
    }

    /// <summary>Adds the values of a list separated by commas.</summary>
    public static void AddCommaSeparated(List<string> list, string values)
    {
        foreach (var value in values.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            AddText(list, value);
    }

    /// <summary>Adds a person who is not there yet.</summary>
    public static void AddPerson(List<FeedPerson> list, FeedPerson? person)
    {
        if (person is not null && list.Count < MaxListed && !list.Contains(person))
            list.Add(person);
    }

    /// <summary>A language tag with the separator BCP 47 asks for, in lower case (RFC 5646, 2.1.1: case means nothing); null for none.</summary>
    public static string? LanguageTag(string? tag) => string.IsNullOrWhiteSpace(tag) ? null : tag.Trim().Replace('_', '-').ToLowerInvariant();
}
