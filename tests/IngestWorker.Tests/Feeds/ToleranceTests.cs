using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class ToleranceTests
{
    [Theory]
    [InlineData("Fish &amp; Chips & more", "Fish & Chips & more")]
    [InlineData("caf&eacute; &nbsp;&#8217;&#x2019; &hellip;", "café \u00A0’’ …")]
    [InlineData("&#146;quoted&#147;", "’quoted“")]
    [InlineData("&unknown; stays", "&unknown; stays")]
    [InlineData("?a=1&copy=2", "?a=1&copy=2")]
    [InlineData("a\u0000b\u0008c\u001Fd", "abcd")]
    [InlineData("1 < 2 and <3", "1 < 2 and <3")]
    [InlineData("<![CDATA[<![CDATA[twice]]>]]>", "twice")]
    [InlineData("&lt;![CDATA[escaped]]&gt;", "escaped")]
    [InlineData("&#xD800; &#0; &#1114112; &#x1F600;", "\uFFFD  \uFFFD 😀")]
    [InlineData("write to <joe@a.example>", "write to <joe@a.example>")]
    [InlineData("one<br>two", "one<br />two")]
    [InlineData("Breaking: <![CDATA[<b>Big</b>]]> today", "Breaking: <b>Big</b> today")]
    [InlineData("line\r\nbreak", "line\nbreak")]
    public void Text_is_read_as_its_writer_meant_it(string written, string meant) =>
        Parsing.Item($"<description>{written}</description>").Summary.ShouldBe(meant);

    [Fact]
    public void Unclosed_and_misnested_tags_lose_no_field_and_no_item()
    {
        var feed = Parsing.Feed("""
            <rss><channel><title>T<link>https://a.example/</link>
            <item><title>one</titel><link>https://a.example/1</link><description><p>a<b>b</p></description>
            <item><title>two<link>https://a.example/2</link><pubDate>Mon, 05 Feb 2024 08:15:00 GMT</pubDate></item>
            </item><item><link>https://a.example/3</channel></rss>
            """);
        feed.Title.ShouldBe("T");
        feed.Link.ShouldBe("https://a.example/");
        feed.Entries.Select(entry => entry.Link).ShouldBe(["https://a.example/1", "https://a.example/2", "https://a.example/3"]);
        feed.Entries.Select(entry => entry.Title).ShouldBe(["one", "two", null]);
        feed.Entries[1].Published.ShouldNotBeNull();
        feed.IsRepaired.ShouldBeTrue();
    }

    [Theory]
    [InlineData("<link href=https://a.example/1 rel=alternate />")]
    [InlineData("<link href=\"https://a.example/1><title>t</title>")]
    [InlineData("<link rel='alternate' href='https://a.example/1'<title>t</title>")]
    [InlineData("<LINK HREF='https://a.example/1'></LINK>")]
    [InlineData("<link title='a < b' href='https://a.example/1'/>")]
    public void Broken_attributes_are_read_all_the_same(string link) =>
        Parsing.AtomEntry(link).Link.ShouldBe("https://a.example/1");

    [Theory]
    [InlineData("junk before <?xml version='1.0'?>")]
    [InlineData("\n\n  <?xml version='1.0'?>")]
    [InlineData("<!-- a remark -- with dashes --><?xml version='1.0'?><!DOCTYPE rss SYSTEM 'http://nowhere.example/rss.dtd'>")]
    [InlineData("<br />\n<b>Warning</b>: something failed on line 3<br /><?xml version='1.0'?>")]
    [InlineData("<?xml-stylesheet href='a.css'>")]
    public void Junk_before_the_feed_is_passed_over(string junk) =>
        Parsing.Feed(junk + "<rss version='2.0'><channel><title>T</title></channel></rss> trailing").Title.ShouldBe("T");

    [Fact]
    public void Prefixes_nobody_declared_mean_what_they_always_mean()
    {
        var entry = Parsing.Item("<dc:creator>Ann</dc:creator><content:encoded>full</content:encoded>");
        entry.Authors.ShouldHaveSingleItem().Name.ShouldBe("Ann");
        entry.Content.ShouldBe("full");
    }

    [Fact]
    public void A_truncated_document_keeps_its_complete_entries_wherever_it_breaks_off()
    {
        const string Head = "<?xml version='1.0'?><rss version='2.0'><channel><title>T</title>";
        var text = Head + string.Concat(Enumerable.Range(0, 10).Select(i => $"<item><title><![CDATA[t{i}]]></title><link>https://a.example/{i}</link><description>x &amp; y</description></item>")) + "</channel></rss>";
        for (var length = Head.Length; length < text.Length; length++)
        {
            var feed = Parsing.Feed(text[..length]);
            var complete = text[..length].Split("</item").Length - 1;
            feed.Entries.Count(entry => !entry.IsIncomplete).ShouldBe(complete);
            feed.Entries.Count.ShouldBeInRange(complete, complete + 1);
            foreach (var entry in feed.Entries)
                entry.Link.ShouldBe($"https://a.example/{entry.Link![^1]}");
            feed.IsTruncated.ShouldBeTrue();
        }
    }

    [Fact]
    public void Declared_entities_are_expanded_and_external_ones_never_fetched()
    {
        var feed = Parsing.Feed("""
            <!DOCTYPE rss [<!ENTITY who "the &what;"><!ENTITY what 'crew'><!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY % p "x">]>
            <rss><channel><title>&who; and &file;</title></channel></rss>
            """);
        feed.Title.ShouldBe("the crew and &file;");
    }

    [Fact]
    public void Entities_that_expand_into_gigabytes_are_cut_short()
    {
        var declarations = string.Concat(Enumerable.Range(1, 20).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        var bomb = $"<!DOCTYPE rss [<!ENTITY l0 \"lollollollol\">{declarations}]><rss><channel><title>&l7;&l20;</title><item><link>https://a.example/</link></item></channel></rss>";
        var before = GC.GetAllocatedBytesForCurrentThread();
        var feed = Parsing.Feed(bomb);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5_000_000);
        feed.Title!.Length.ShouldBeLessThan(500_000);
        feed.Entries.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("<a>")]
    [InlineData("<rss><channel><item>")]
    [InlineData("<description><div>")]
    [InlineData("<!--")]
    [InlineData("<![CDATA[")]
    [InlineData("<a b=\"")]
    [InlineData("<a b='<")]
    [InlineData("&lt;img src='")]
    [InlineData("&")]
    [InlineData("</a>")]
    [InlineData("<a xmlns:b='c' ")]
    [InlineData("<!DOCTYPE a [<!ENTITY ")]
    [InlineData("<media:group>")]
    [InlineData("<!DOCTYPE '")]
    public void Endless_repetition_takes_time_in_proportion_to_its_length(string part)
    {
        var document = Encoding.UTF8.GetBytes("<rss><channel><item><description>" + string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)));
        // A megabyte takes some milliseconds; what grows with the square of its length takes minutes, every time.
        Enumerable.Range(0, 3).Min(_ => TimeOf(document)).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static TimeSpan TimeOf(byte[] document)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        FeedParser.Parse(document, FeedParseContext.None).Outcome.ShouldBe(Outcome.Ok);
        return System.Diagnostics.Stopwatch.GetElapsedTime(started);
    }

    [Fact]
    public void Other_documents_are_told_from_feeds_in_words()
    {
        Parsing.Result("").Outcome.ShouldBe(Outcome.EmptyDocument);
        Parsing.Result(" \r\n\t").Outcome.ShouldBe(Outcome.EmptyDocument);
        Parsing.Result("<!DOCTYPE html><html><head><title>Log in &amp; read</title></head><body><p>rss</p></body></html>").Detail.ShouldBe("an HTML page with the title \"Log in & read\"");
        Parsing.Result("<title>cut").Detail.ShouldBe("an HTML page");
        Parsing.Result("<kml/>").Detail.ShouldBe("KML, a map");
        Parsing.Result("<opml version='2.0'><body/></opml>").Detail.ShouldBe("OPML, a list of feeds");
        Parsing.Result("<unknown/>").Detail.ShouldBe("XML with the root element <unknown>");
        Parsing.Result("Service unavailable").Detail.ShouldBe("plain text that begins \"Service unavailable\"");
        Parsing.Result("{\"error\": 1}").Detail.ShouldBe("JSON, but without the version or the items of a JSON Feed");
        FeedParser.Parse("%PDF-1.7"u8.ToArray(), FeedParseContext.None).Detail.ShouldBe("a PDF document");
        FeedParser.Parse(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D }, FeedParseContext.None).Detail.ShouldBe("a PNG image");
        Parsing.Result("<rss><channel/></rss>").Detail.ShouldBeNull();
    }
}
