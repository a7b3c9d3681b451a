using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class RssTests
{
    private const string Harbour = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
             xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
          <channel>
            <title>Harbour Gazette</title>
            <link>https://harbour.example/</link>
            <atom:link rel="self" href="https://harbour.example/rss" type="application/rss+xml"/>
            <atom:link rel="hub" href="https://hub.example/"/>
            <description>News of the port &amp; the sea</description>
            <language>en_GB</language>
            <copyright>Harbour Gazette 2024</copyright>
            <managingEditor>desk@harbour.example (Ann Desk)</managingEditor>
            <pubDate>Mon, 05 Feb 2024 09:00:00 GMT</pubDate>
            <lastBuildDate>Mon, 05 Feb 2024 10:30:00 +0100</lastBuildDate>
            <ttl>45</ttl>
            <skipHours><hour>0</hour><hour>24</hour><hour>3</hour><hour>99</hour></skipHours>
            <skipDays><day>Sunday</day><day>someday</day></skipDays>
            <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
            <image><url>/logo.png</url><title>no title of the feed</title><link>https://else.example/</link></image>
            <item>
              <title>Ferry runs aground</title>
              <link>/news/ferry?a=1&amp;b=2</link>
              <guid isPermaLink="false">hg-1</guid>
              <pubDate>Mon, 05 Feb 2024 08:15:00 EST</pubDate>
              <dc:creator>Bo Writer</dc:creator>
              <dc:creator>Cy Writer</dc:creator>
              <category>Ships</category><category>Accidents</category>
              <description>Nobody was hurt.</description>
              <content:encoded><![CDATA[<p>Nobody was hurt. <a href="/map">Map</a></p>]]></content:encoded>
              <comments>/news/ferry#comments</comments>
              <slash:comments>7</slash:comments>
              <enclosure url="/ferry.mp3" length="1234" type="audio/mpeg"/>
              <source url="https://wire.example/rss">The Wire</source>
            </item>
          </channel>
        </rss>
        """;

    [Fact]
    public void A_feed_tells_about_itself_and_about_being_polled()
    {
        var feed = Parsing.Feed(Harbour, "https://harbour.example/rss");

        feed.Format.ShouldBe(FeedFormat.Rss20);
        feed.Title.ShouldBe("Harbour Gazette");
        feed.Link.ShouldBe("https://harbour.example/");
        feed.FeedLink.ShouldBe("https://harbour.example/rss");
        feed.Hubs.ShouldBe(["https://hub.example/"]);
        feed.Description.ShouldBe("News of the port & the sea");
        feed.Language.ShouldBe("en-gb");
        feed.Authors.ShouldHaveSingleItem().Name.ShouldBe("Ann Desk");
        feed.Authors[0].Email.ShouldBe("desk@harbour.example");
        feed.Published.ShouldBe(new DateTimeOffset(2024, 2, 5, 9, 0, 0, TimeSpan.Zero));
        feed.Updated.ShouldBe(new DateTimeOffset(2024, 2, 5, 9, 30, 0, TimeSpan.Zero));
        feed.Ttl.ShouldBe(TimeSpan.FromMinutes(45));
        feed.SkipHours.ShouldBe([0, 3]);
        feed.SkipDays.ShouldBe([DayOfWeek.Sunday]);
        feed.UpdateInterval.ShouldBe(TimeSpan.FromMinutes(15));
        feed.ImageUrl.ShouldBe("https://harbour.example/logo.png");
        feed.IsRepaired.ShouldBeFalse();
        feed.IsTruncated.ShouldBeFalse();
    }

    [Fact]
    public void An_item_carries_everything_it_has_with_absolute_links()
    {
        var entry = Parsing.Feed(Harbour, "https://harbour.example/rss").Entries.ShouldHaveSingleItem();

        entry.Id.ShouldBe("hg-1");
        entry.Title.ShouldBe("Ferry runs aground");
        entry.Link.ShouldBe("https://harbour.example/news/ferry?a=1&b=2");
        entry.TargetUrl.ShouldBe(entry.Link);
        entry.Published.ShouldBe(new DateTimeOffset(2024, 2, 5, 13, 15, 0, TimeSpan.Zero));
        entry.PublishedRaw.ShouldBe("Mon, 05 Feb 2024 08:15:00 EST");
        entry.Authors.Select(author => author.Name).ShouldBe(["Bo Writer", "Cy Writer"]);
        entry.Categories.ShouldBe(["Ships", "Accidents"]);
        entry.Summary.ShouldBe("Nobody was hurt.");
        entry.Content.ShouldBe("<p>Nobody was hurt. <a href=\"https://harbour.example/map\">Map</a></p>");
        entry.Comments.ShouldBe("https://harbour.example/news/ferry#comments");
        entry.CommentCount.ShouldBe(7);
        entry.Enclosures.ShouldBe([new FeedEnclosure { Url = "https://harbour.example/ferry.mp3", Type = "audio/mpeg", Length = "1234" }]);
        entry.Source.ShouldBe(new FeedSource { Title = "The Wire", Url = "https://wire.example/rss" });
        entry.Language.ShouldBe("en-gb");
    }

    [Fact]
    public void RSS_1_keeps_its_items_beside_the_channel()
    {
        var feed = Parsing.Feed("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel rdf:about="https://a.example/rdf"><title>A</title><link>https://a.example/</link><dc:language>fr</dc:language>
                <items><rdf:Seq><rdf:li rdf:resource="https://a.example/1"/></rdf:Seq></items></channel>
              <image><url>https://a.example/i.gif</url></image>
              <item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link><dc:date>2024-02-05T10:00:00+01:00</dc:date></item>
              <item rdf:about="https://a.example/2"><title>Two</title></item>
            </rdf:RDF>
            """);

        feed.Format.ShouldBe(FeedFormat.Rss10);
        feed.Language.ShouldBe("fr");
        feed.ImageUrl.ShouldBe("https://a.example/i.gif");
        feed.Entries.Select(entry => entry.Link).ShouldBe(["https://a.example/1", "https://a.example/2"]);
        feed.Entries[0].Published.ShouldBe(new DateTimeOffset(2024, 2, 5, 9, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("0.91", FeedFormat.Rss091)]
    [InlineData("0.92", FeedFormat.Rss092)]
    [InlineData("0.93", FeedFormat.Rss093)]
    [InlineData("0.94", FeedFormat.Rss094)]
    [InlineData("2.0.1", FeedFormat.Rss20)]
    [InlineData("", FeedFormat.Rss)]
    public void The_version_names_the_format(string version, FeedFormat format) =>
        Parsing.Feed($"<rss version='{version}'><channel/></rss>").Format.ShouldBe(format);

    [Fact]
    public void Netscapes_and_the_RSS_1_1_vocabulary_are_told_from_RSS_1_0()
    {
        Parsing.Feed("""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><item><link>https://a.example/</link></item></rdf:RDF>""")
            .Format.ShouldBe(FeedFormat.Rss090);
        var feed = Parsing.Feed("""<Channel xmlns="http://purl.org/net/rss1.1#"><title>C</title><items><item><title>one</title><link>https://a.example/1</link></item></items></Channel>""");
        feed.Format.ShouldBe(FeedFormat.Rss11);
        feed.Entries.ShouldHaveSingleItem().Title.ShouldBe("one");
    }

    [Fact]
    public void A_guid_is_the_link_only_where_it_says_so_and_is_an_address()
    {
        Parsing.Item("<guid>https://a.example/1</guid>").Link.ShouldBe("https://a.example/1");
        Parsing.Item("<guid isPermaLink='false'>https://a.example/1</guid>").Link.ShouldBeNull();
        Parsing.Item("<guid>tag:1</guid>").Link.ShouldBeNull();
        Parsing.Item("<guid>https://a.example/1</guid><link>https://a.example/2</link>").Link.ShouldBe("https://a.example/2");
    }

    [Fact]
    public void Values_of_extensions_fill_in_only_what_the_format_itself_leaves_out()
    {
        const string Namespaces = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'";

        var filled = Parsing.Item("<dc:title>D</dc:title><dc:description>DD</dc:description><dc:date>2024-02-05</dc:date><dc:subject>S</dc:subject>"
            + "<media:group><media:content url='https://a.example/p.jpg' medium='image'/><media:thumbnail url='https://a.example/t.jpg'/></media:group><itunes:duration>3:00</itunes:duration>", Namespaces);
        filled.Title.ShouldBe("D");
        filled.Summary.ShouldBe("DD");
        filled.Published.ShouldBe(new DateTimeOffset(2024, 2, 5, 0, 0, 0, TimeSpan.Zero));
        filled.Categories.ShouldBe(["S"]);
        filled.ImageUrl.ShouldBe("https://a.example/p.jpg");
        filled.Duration.ShouldBe("3:00");

        var own = Parsing.Item("<dc:title>D</dc:title><title>T</title><media:title>M</media:title><itunes:author>I</itunes:author><dc:creator>C</dc:creator>", Namespaces);
        own.Title.ShouldBe("T");
        own.Authors.ShouldHaveSingleItem().Name.ShouldBe("C");
    }

    [Theory]
    [InlineData("joe@a.example (Joe Doe)", "Joe Doe", "joe@a.example")]
    [InlineData("Joe Doe (joe@a.example)", "Joe Doe", "joe@a.example")]
    [InlineData("Joe Doe &lt;joe@a.example&gt;", "Joe Doe", "joe@a.example")]
    [InlineData("joe@a.example", null, "joe@a.example")]
    [InlineData("Joe Doe", "Joe Doe", null)]
    [InlineData("@joe", "@joe", null)]
    public void An_author_in_one_text_is_parted_into_name_and_address(string text, string? name, string? email)
    {
        var author = Parsing.Item($"<author>{text}</author>").Authors.ShouldHaveSingleItem();
        author.Name.ShouldBe(name);
        author.Email.ShouldBe(email);
    }

    [Fact]
    public void A_dc_source_is_an_origin_unless_it_is_the_item_itself()
    {
        Parsing.Item("<link>https://a.example/1</link><dc:source>https://wire.example/9</dc:source>").Source!.Url.ShouldBe("https://wire.example/9");
        Parsing.Item("<link>https://a.example/1</link><dc:source>https://a.example/1</dc:source>").Source.ShouldBeNull();
    }

    [Fact]
    public void FeedBurners_link_leads_to_the_article_behind_it()
    {
        var entry = Parsing.Item("<link>http://feeds.example/~r/x/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>",
            "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'");
        entry.Link.ShouldBe("http://feeds.example/~r/x/1");
        entry.TargetUrl.ShouldBe("https://a.example/1");
    }

    [Fact]
    public void Entries_beyond_the_bound_are_left_out_and_said_to_be()
    {
        var items = string.Concat(Enumerable.Range(0, 20).Select(i => $"<item><link>https://a.example/{i}</link></item>"));
        var result = Parsing.Result($"<rss><channel>{items}</channel></rss>", new FeedParseContext { MaxEntries = 5 });
        result.Document!.Entries.Count.ShouldBe(5);
        result.Document.IsTruncated.ShouldBeTrue();
    }
}
