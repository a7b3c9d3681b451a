using System.Diagnostics.CodeAnalysis;

namespace IngestWorker.Fetching;

/// <summary>
/// An http or https address in two forms: <see cref="Value"/>, by which two spellings of one address are the same item, and
/// <see cref="FetchUrl"/>, which is requested. Parsed as browsers do (WHATWG URL Standard), compared by RFC 3986 §6.2.
/// </summary>
/// <remarks>
/// The canonical form has a lower-case ASCII host without a final dot, no default port, no fragment, no dot segments, unreserved
/// characters decoded and all others percent-encoded in upper case, the query's parameters sorted by name (order kept among equal
/// names) and without empty and tracking parameters. http and https, "www." and a final slash are kept apart: they can differ.
/// </remarks>
public sealed record CanonicalUrl
{
    private CanonicalUrl(UrlParts parts, string value, string hostKey)
    {
        Parts = parts;
        Value = value;
        HostKey = hostKey;
        FetchUrl = parts.Origin + parts.PathAndQuery;
    }

    /// <summary>The canonical string. Canonicalizing it again gives the same string.</summary>
    public string Value { get; }

    /// <summary>The address to request: as given, with only the fragment gone and illegal characters encoded.</summary>
    public string FetchUrl { get; }

    /// <summary>
    /// The host by which politeness is kept: the registrable domain by the public suffix list ("bbc.co.uk"). A host that has none
    /// (an IP address, "localhost", a bare machine name, a public suffix itself) is its own key, with a port that is not the scheme's own.
    /// </summary>
    public string HostKey { get; }

    /// <summary>Lower-case ASCII (IDNA); IPv4 in dotted decimals, IPv6 in brackets.</summary>
    public string Host => Parts.Host;

    /// <summary>"http" or "https".</summary>
    public string Scheme => Parts.Scheme;

    /// <summary>Scheme, host and a port that is not the scheme's own: "https://example.com:8443".</summary>
    public string Origin => Parts.Origin;

    internal UrlParts Parts { get; }

    /// <summary>Reads an address with the bundled tracking parameters and public suffix list.</summary>
    /// <param name="text">The address; relative ones need <paramref name="baseUrl"/>.</param>
    /// <param name="url">The address; null where the answer is false.</param>
    /// <param name="reason">Why there is none, for a human; null where the answer is true.</param>
    /// <param name="baseUrl">What a relative address is resolved against.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out CanonicalUrl? url,
        [NotNullWhen(false)] out string? reason,
        CanonicalUrl? baseUrl = null) =>
        TryParse(text, UrlRules.Default, out url, out reason, baseUrl);

    /// <inheritdoc cref="TryParse(string?, out CanonicalUrl?, out string?, CanonicalUrl?)"/>
    /// <param name="rules">What counts as tracking and as a public suffix.</param>
    public static bool TryParse(
        string? text,
        UrlRules rules,
        [NotNullWhen(true)] out CanonicalUrl? url,
        [NotNullWhen(false)] out string? reason,
        CanonicalUrl? baseUrl = null)
    {
        url = null;
        if (!UrlParser.TryParse(text, baseUrl?.Parts, out var parts, out reason))
            return false;

        var registrable = parts.IsDomain ? rules.PublicSuffixes.RegistrableDomain(parts.Host) : null;
        var path = PercentEncoding.Normalize(parts.Path);
        var query = QueryString.Canonicalize(parts.Query, parts.Host, rules.TrackingParameters);
        url = new CanonicalUrl(parts, parts.Origin + path + query, registrable ?? parts.HostAndPort);
        return true;
    }

    /// <summary>True where both addresses are of one registrable domain, or of one host that has none.</summary>
    public bool IsSameSite(CanonicalUrl other) => HostKey == other.HostKey;

    /// <summary>For HTTP: the path and query go over the wire exactly as they are in <see cref="FetchUrl"/>.</summary>
    internal Uri ToUri() => new(FetchUrl, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    public override string ToString() => Value;

    // Two addresses are equal where their canonical strings are.
    public bool Equals(CanonicalUrl? other) => other is not null && Value == other.Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);
}
