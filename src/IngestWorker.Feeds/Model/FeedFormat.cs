using System.Text.Json.Serialization;

namespace IngestWorker.Feeds;

/// <summary>The format a document was read as. Stored and exported under the name in its attribute.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeedFormat>))]
public enum FeedFormat
{
    /// <summary>RSS without a known version, or not even a root element that says RSS.</summary>
    [JsonStringEnumMemberName("rss")] Rss,
    [JsonStringEnumMemberName("rss090")] Rss090,
    [JsonStringEnumMemberName("rss091")] Rss091,
    [JsonStringEnumMemberName("rss092")] Rss092,
    [JsonStringEnumMemberName("rss093")] Rss093,
    [JsonStringEnumMemberName("rss094")] Rss094,
    [JsonStringEnumMemberName("rss10")] Rss10,
    [JsonStringEnumMemberName("rss11")] Rss11,
    [JsonStringEnumMemberName("rss20")] Rss20,
    [JsonStringEnumMemberName("atom03")] Atom03,
    [JsonStringEnumMemberName("atom10")] Atom10,
    [JsonStringEnumMemberName("cdf")] Cdf,
    [JsonStringEnumMemberName("json10")] Json10,
    [JsonStringEnumMemberName("json11")] Json11,
    [JsonStringEnumMemberName("sitemap")] Sitemap,

    /// <summary>Its entries are other sitemaps, not articles.</summary>
    [JsonStringEnumMemberName("sitemap_index")] SitemapIndex,

    /// <summary>Plain text with one absolute URL a line, as the sitemap protocol allows.</summary>
    [JsonStringEnumMemberName("url_list")] UrlList,
}
