using System.IO.Compression;
using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class OtherFormatTests
{
    private const string NewsSitemap = """
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
          <url><loc> https://a.example/1 </loc><lastmod>2024-02-05</lastmod>
            <news:news><news:publication><news:name>A Times</news:name><news:language>en</news:language></news:publication>
              <news:publication_date>2024-02-04T10:00:00Z</news:publication_date><news:title>One</news:title><news:keywords>port, sea</news:keywords></news:news>
            <image:image><image:loc>https://a.example/1.jpg</image:loc></image:image></url>
          <url><lastmod>2024-02-05</lastmod></url>
          <url><loc>https://a.example/2</loc></url>
        </urlset>
        """;

    [Fact]
    public void A_news_sitemap_gives_titles_dates_and_the_publication()
    {
        var feed = Parsing.Feed(NewsSitemap);

        feed.Format.ShouldBe(FeedFormat.Sitemap);
        feed.Entries.Count.ShouldBe(2, "an url without loc is no entry");
        var entry = feed.Entries[0];
        entry.Link.ShouldBe("https://a.example/1");
        entry.Title.ShouldBe("One");
        entry.Published.ShouldBe(new DateTimeOffset(2024, 2, 4, 10, 0, 0, TimeSpan.Zero));
        entry.Updated.ShouldBe(new DateTimeOffset(2024, 2, 5, 0, 0, 0, TimeSpan.Zero));
        entry.Source!.Title.ShouldBe("A Times");
        entry.Language.ShouldBe("en");
        entry.Categories.ShouldBe(["port", "sea"]);
        entry.ImageUrl.ShouldBe("https://a.example/1.jpg");
    }

    [Fact]
    public void A_sitemap_in_gzip_is_unpacked_and_a_damaged_one_read_as_far_as_it_goes()
    {
        var packed = Gzip(Encoding.UTF8.GetBytes(NewsSitemap));
        var whole = FeedParser.Parse(packed, FeedParseContext.None).Document!;
        whole.Entries.Count.ShouldBe(2);
        whole.IsTruncated.ShouldBeFalse();

        var many = Encoding.UTF8.GetBytes("<urlset>" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<url><loc>https://a.example/{i * 7919 % 20011}</loc></url>")) + "</urlset>");
        var torn = Gzip(many)[..20_000];
        var part = FeedParser.Parse(torn, FeedParseContext.None);
        part.Outcome.ShouldBe(Outcome.Ok);
        part.Document!.IsTruncated.ShouldBeTrue();
        part.Document.Entries.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_gzip_bomb_is_unpacked_no_further_than_allowed()
    {
        var bomb = Gzip(Encoding.UTF8.GetBytes("<urlset><url><loc>https://a.example/</loc></url>" + new string(' ', 10_000_000)));
        bomb.Length.ShouldBeLessThan(20_000);
        var result = FeedParser.Parse(bomb, new FeedParseContext { MaxUnpackedBytes = 100_000 });
        result.Document!.Entries.ShouldHaveSingleItem();
        result.Document.IsTruncated.ShouldBeTrue();
    }

    [Fact]
    public void A_sitemap_index_lists_sitemaps()
    {
        var feed = Parsing.Feed("<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>https://a.example/s1.xml.gz</loc><lastmod>2024-02-05T10:00:00+00:00</lastmod></sitemap></sitemapindex>");
        feed.Format.ShouldBe(FeedFormat.SitemapIndex);
        feed.Entries.ShouldHaveSingleItem().Link.ShouldBe("https://a.example/s1.xml.gz");
    }

    [Fact]
    public void CDF_gives_items_of_its_sections_too()
    {
        var feed = Parsing.Feed("""
            <CHANNEL HREF="https://a.example/" LASTMOD="1998-03-01T10:00:00Z"><TITLE>Old</TITLE><ABSTRACT>A channel</ABSTRACT>
              <ITEM HREF="https://a.example/1" LASTMOD="1998-03-01T09:00:00Z"><TITLE>One</TITLE><ABSTRACT>first</ABSTRACT></ITEM>
              <CHANNEL><TITLE>Section</TITLE><ITEM HREF="https://a.example/2"><TITLE>Two</TITLE></ITEM></CHANNEL></CHANNEL>
            """);
        feed.Format.ShouldBe(FeedFormat.Cdf);
        feed.Title.ShouldBe("Old");
        feed.Entries.Select(entry => entry.Link).ShouldBe(["https://a.example/1", "https://a.example/2"]);
        feed.Entries[0].Updated!.Value.Year.ShouldBe(1998);
    }

    [Fact]
    public void Plain_text_of_addresses_alone_is_a_list_to_fetch()
    {
        var feed = Parsing.Feed("\uFEFFhttps://a.example/1\r\nhttps://a.example/2\n\n# remark\n");
        feed.Format.ShouldBe(FeedFormat.UrlList);
        feed.Entries.Select(entry => entry.Link).ShouldBe(["https://a.example/1", "https://a.example/2"]);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return output.ToArray();
    }
}
