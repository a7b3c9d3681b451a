using System.Text;
using CsCheck;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class FeedLinksTests
{
    private static readonly Uri s_page = new("https://news.example/world/");

    [Fact]
    public void The_feeds_that_a_page_announces_are_found_in_its_order()
    {
        var found = Find("""
            <html><head><base href="https://cdn.example/">
            <link rel="alternate" type="application/rss+xml" title="The Courier &amp; Post" href="/rss?a=1&amp;b=2">
            <LINK HREF='//news.example/atom.xml' TYPE="application/atom+xml; charset=utf-8" REL="ALTERNATE home">
            <link rel=alternate type=application/feed+json href=feed.json>
            <link rel="alternate" hreflang="de" href="/de/"><link rel="stylesheet" type="text/css" href="/feed.css">
            <link rel="alternate" type="application/json" href="https://news.example/wp-json/wp/v2/pages/2">
            <link rel="alternate" type="application/json+oembed" href="/oembed?url=x">
            <!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->
            <script>document.write('<link rel="alternate" type="application/rss+xml" href="/written">')</script>
            </head></html>
            """);
        found.ShouldBe([
            new AnnouncedFeed("https://cdn.example/rss?a=1&b=2", "The Courier & Post", FeedLinkSource.Alternate),
            new AnnouncedFeed("https://news.example/atom.xml", null, FeedLinkSource.Alternate),
            new AnnouncedFeed("https://cdn.example/feed.json", null, FeedLinkSource.Alternate),
        ]);
    }

    [Fact]
    public void Links_for_people_count_where_address_or_words_say_feed_and_come_last()
    {
        var found = Find("""
            <a href="/about">About</a> <a href="/news.rss">Politics</a> <a href="https://other.example/feed/">Elsewhere</a> <a href="/subscribe/7"><b>RSS</b> feed</a>
            <a href="/feedback">Feedback</a> <a href="mailto:feed@news.example">feed</a> <a href="#rss">RSS</a> <a href="https://reader.example/add">RSS reader</a>
            <a href="/sitemap.xml">Map</a> <link rel="alternate" type="application/rss+xml" href="/main"> <a href="/main">RSS</a>
            """);
        found.Select(f => f.Url).ShouldBe(["https://news.example/main", "https://news.example/news.rss", "https://other.example/feed/", "https://news.example/subscribe/7"]);
        found[3].Title.ShouldBe("RSS feed");
    }

    [Fact]
    public void No_bytes_make_it_throw()
    {
        string[] pieces = ["<link ", "rel=alternate ", "type=\"application/rss+xml\"", "href=", "\"", "'", ">", "</", "<a ", "<!--", "-->", "<script", "=", "/", "\0", "feed", "&amp;", "<"];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 40].Sample(parts => Find(string.Concat(parts)) is not null);
        Gen.Byte.Array[0, 200].Sample(bytes => FeedLinks.Find(bytes, s_page, "text/html") is not null);
    }

    private static IReadOnlyList<AnnouncedFeed> Find(string html) => FeedLinks.Find(Encoding.UTF8.GetBytes(html), s_page, "text/html; charset=utf-8");
}
