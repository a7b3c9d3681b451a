using System.Buffers;
using System.Text;
using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Text;
using IngestWorker.Feeds.Wire;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds.Atom;

/// <summary>The constructs of Atom that its elements share (RFC 4287, 3 and 4.2.7; Atom 0.3, 3).</summary>
internal static class AtomParts
{
    /// <summary>A text or content construct as HTML or plain text, with absolute links.</summary>
    public static string Text(ref XmlPull x, out bool isPlain)
    {
        var type = x.Attr("type")?.Trim().ToLowerInvariant();
        var mode = x.Attr("mode")?.Trim().ToLowerInvariant();
        var baseUri = x.BaseUri;
        isPlain = type is null or "text" or "text/plain" or "plain";
        if (mode == "base64" || (mode is null && IsBinary(type)))
        {
            var text = FromBase64(x.ReadValue(ValueKind.Field));
            return HtmlLinks.Absolute(text, baseUri);
        }
        if (type == "xhtml")
            return x.ReadValue(ValueKind.MarkupInDiv);
        if (mode != "escaped" && IsXml(type))
            return x.ReadValue(mode == "xml" ? ValueKind.Markup : ValueKind.MarkupInDiv);
        var value = x.ReadValue(ValueKind.Text);
        return isPlain && type is not null ? value : HtmlLinks.Absolute(value, baseUri);
    }

    /// <summary>A person construct; elements in it may be in any namespace.</summary>
    public static FeedPerson? Person(ref XmlPull x)
    {
        if (x.HoldsOnlyText)
            return Feeds.Text.PersonText.Read(x.ReadValue(ValueKind.Field));
        string? name = null, email = null, uri = null;
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            switch (x.Name)
            {
                case "name":
                    Wiring.Field(ref x, ref name);
                    break;
                case "email":
                    Wiring.Field(ref x, ref email);
                    break;
                case "uri" or "url" or "homepage":
                    Wiring.Url(ref x, ref uri);
                    break;
            }
        }
        return string.IsNullOrEmpty(name) && string.IsNullOrEmpty(email) && string.IsNullOrEmpty(uri)
            ? null
            : new FeedPerson { Name = NotEmpty(name), Email = NotEmpty(email), Uri = NotEmpty(uri) };
    }

    /// <summary>A link; the relation is "alternate" where none is named.</summary>
    public static FeedLink Link(ref XmlPull x)
    {
        var href = x.Attr("href");
        var rel = x.Attr("rel");
        var link = new FeedLink
        {
            Href = href is null ? null : UrlResolver.Resolve(x.BaseUri, href),
            Rel = string.IsNullOrWhiteSpace(rel) ? "alternate" : Relation(rel),
            Type = NotEmpty(x.Attr("type")) ?? (rel is "self" ? "application/atom+xml" : null),
            Title = NotEmpty(x.Attr("title")),
            HrefLang = NotEmpty(x.Attr("hreflang")),
            Length = NotEmpty(x.Attr("length")),
        };
        if (href is not null)
            return link;
        // Some write the address as the element's text.
        var baseUri = x.BaseUri;
        var text = x.ReadValue(ValueKind.Field);
        return text.Length == 0 ? link : link with { Href = UrlResolver.Resolve(baseUri, text) };
    }

    public static string? Category(ref XmlPull x)
    {
        // The term identifies the category (RFC 4287, 4.2.2.1); the label is a translation of it.
        var term = x.Attr("term");
        var label = x.Attr("label");
        return NotEmpty(term) ?? NotEmpty(label) ?? NotEmpty(x.ReadValue(ValueKind.Field));
    }

    public static string? NotEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string Relation(string rel)
    {
        const string Iana = "http://www.iana.org/assignments/relation/";
        return rel.StartsWith(Iana, StringComparison.OrdinalIgnoreCase) ? rel[Iana.Length..] : rel;
    }

    private static bool IsXml(string? type) =>
        type is not null && (type.EndsWith("/xml", StringComparison.Ordinal) || type.EndsWith("+xml", StringComparison.Ordinal));

    private static bool IsBinary(string? type) =>
        type is not null && type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal) && !IsXml(type);

    private static string Clean(string text)
    {
        using var output = new TextBuffer();
        Entities.Copy(text, output);
        return output.Span.Trim().ToString();
    }

    /// <summary>What is no base64 after all stays as it is.</summary>
    private static string FromBase64(string value)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(value.Length);
        try
        {
            return Convert.TryFromBase64String(value, buffer, out var length) ? Clean(Encoding.UTF8.GetString(buffer, 0, length)) : value;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
