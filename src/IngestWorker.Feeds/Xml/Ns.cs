using System.Collections.Frozen;

namespace IngestWorker.Feeds.Xml;

/// <summary>The vocabularies this room reads.</summary>
internal enum Ns
{
    /// <summary>Anything else; its elements are skipped.</summary>
    Other,

    /// <summary>No namespace, or one of RSS.</summary>
    Rss,
    Atom,
    Rdf,
    Dc,
    DcTerms,
    Content,
    Media,
    ITunes,
    Syndication,
    Slash,
    FeedBurner,
    Pheedo,
    Thread,
    GooglePlay,
    Sitemap,
    News,
    Image,
    Video,
    Xhtml,
    Svg,
    MathMl,
    Xml,
    Xmlns,
}

/// <summary>Namespace names and, for documents that declare none, the prefixes everybody uses.</summary>
internal static class Namespaces
{
    private static readonly FrozenDictionary<string, Ns> ByUri = new Dictionary<string, Ns>(StringComparer.OrdinalIgnoreCase)
    {
        [""] = Ns.Rss,
        ["backend.userland.com/rss"] = Ns.Rss,
        ["backend.userland.com/rss2"] = Ns.Rss,
        ["backend.userland.com/rss091"] = Ns.Rss,
        ["backend.userland.com/rss092"] = Ns.Rss,
        ["blogs.law.harvard.edu/tech/rss"] = Ns.Rss,
        ["cyber.law.harvard.edu/rss/rss.html"] = Ns.Rss,
        ["www.rssboard.org/rss-specification"] = Ns.Rss,
        ["my.netscape.com/rdf/simple/0.9"] = Ns.Rss,
        ["my.netscape.com/publish/formats/rss-0.91.dtd"] = Ns.Rss,
        ["channel.netscape.com/rdf/simple/0.9"] = Ns.Rss,
        ["purl.org/rss/1.0"] = Ns.Rss,
        ["purl.org/net/rss1.1"] = Ns.Rss,
        ["purl.org/rss/2.0"] = Ns.Rss,
        ["www.w3.org/2005/atom"] = Ns.Atom,
        ["purl.org/atom/ns"] = Ns.Atom,
        ["example.com/newformat"] = Ns.Atom,
        ["example.com/necho"] = Ns.Atom,
        ["purl.org/echo"] = Ns.Atom,
        ["purl.org/pie"] = Ns.Atom,
        ["uri/of/echo/namespace"] = Ns.Atom,
        ["www.w3.org/1999/02/22-rdf-syntax-ns"] = Ns.Rdf,
        ["purl.org/dc/elements/1.1"] = Ns.Dc,
        ["purl.org/dc/elements/1.0"] = Ns.Dc,
        ["purl.org/dc/terms"] = Ns.DcTerms,
        ["purl.org/rss/1.0/modules/dcterms"] = Ns.DcTerms,
        ["purl.org/rss/1.0/modules/content"] = Ns.Content,
        ["search.yahoo.com/mrss"] = Ns.Media,
        ["www.rssboard.org/media-rss"] = Ns.Media,
        ["www.itunes.com/dtds/podcast-1.0.dtd"] = Ns.ITunes,
        ["example.com/dtds/podcast-1.0.dtd"] = Ns.ITunes,
        ["purl.org/rss/1.0/modules/syndication"] = Ns.Syndication,
        ["purl.org/rss/1.0/modules/slash"] = Ns.Slash,
        ["rssnamespace.org/feedburner/ext/1.0"] = Ns.FeedBurner,
        ["www.pheedo.com/namespace/pheedo"] = Ns.Pheedo,
        ["purl.org/syndication/thread/1.0"] = Ns.Thread,
        ["www.google.com/schemas/play-podcasts/1.0"] = Ns.GooglePlay,
        ["www.sitemaps.org/schemas/sitemap/0.9"] = Ns.Sitemap,
        ["www.google.com/schemas/sitemap/0.84"] = Ns.Sitemap,
        ["www.google.com/schemas/sitemap/0.9"] = Ns.Sitemap,
        ["www.google.com/schemas/sitemap-news/0.9"] = Ns.News,
        ["www.google.com/schemas/sitemap-image/1.1"] = Ns.Image,
        ["www.google.com/schemas/sitemap-video/1.1"] = Ns.Video,
        ["www.w3.org/1999/xhtml"] = Ns.Xhtml,
        ["www.w3.org/2000/svg"] = Ns.Svg,
        ["www.w3.org/1998/math/mathml"] = Ns.MathMl,
        ["www.w3.org/xml/1998/namespace"] = Ns.Xml,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Ns> ByPrefix = new Dictionary<string, Ns>(StringComparer.OrdinalIgnoreCase)
    {
        ["rss"] = Ns.Rss,
        ["atom"] = Ns.Atom,
        ["atom10"] = Ns.Atom,
        ["rdf"] = Ns.Rdf,
        ["dc"] = Ns.Dc,
        ["dcterms"] = Ns.DcTerms,
        ["dct"] = Ns.DcTerms,
        ["content"] = Ns.Content,
        ["media"] = Ns.Media,
        ["itunes"] = Ns.ITunes,
        ["sy"] = Ns.Syndication,
        ["slash"] = Ns.Slash,
        ["feedburner"] = Ns.FeedBurner,
        ["pheedo"] = Ns.Pheedo,
        ["thr"] = Ns.Thread,
        ["googleplay"] = Ns.GooglePlay,
        ["news"] = Ns.News,
        ["image"] = Ns.Image,
        ["video"] = Ns.Video,
        ["xhtml"] = Ns.Xhtml,
        ["svg"] = Ns.Svg,
        ["xml"] = Ns.Xml,
        ["xmlns"] = Ns.Xmlns,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Ns>.AlternateLookup<ReadOnlySpan<char>> UriLookup = ByUri.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, Ns>.AlternateLookup<ReadOnlySpan<char>> PrefixLookup = ByPrefix.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>By name, forgiving what people get wrong in names: scheme, case, a final slash or number sign.</summary>
    public static Ns OfUri(ReadOnlySpan<char> uri)
    {
        uri = uri.Trim();
        var scheme = uri.IndexOf("://");
        if (scheme is > 0 and < 7)
            uri = uri[(scheme + 3)..];
        return UriLookup.TryGetValue(uri.TrimEnd("/#"), out var ns) ? ns : Ns.Other;
    }

    public static Ns OfUndeclaredPrefix(ReadOnlySpan<char> prefix) => PrefixLookup.TryGetValue(prefix, out var ns) ? ns : Ns.Other;
}
