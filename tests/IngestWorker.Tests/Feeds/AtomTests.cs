using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class AtomTests
{
    [Fact]
    public void A_feed_and_its_entry_are_read_whole()
    {
        var feed = Parsing.Feed("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="DE-at" xml:base="https://a.example/blog/">
              <title type="html">Berge &amp;amp; &lt;b&gt;Täler&lt;/b&gt;</title><subtitle>Untertitel</subtitle>
              <id>tag:a.example,2024:feed</id><updated>2024-02-05T10:00:00.5Z</updated>
              <link href="./"/><link rel="self" href="feed.atom"/><link rel="next" href="feed.atom?page=2"/>
              <author><name>Ida</name><email>ida@a.example</email><uri>/ida</uri></author>
              <rights>frei</rights><generator version="3" uri="https://gen.example/">Gen</generator><icon>/favicon.ico</icon><logo>/logo.png</logo>
              <category term="t1" label="Thema 1"/>
              <entry>
                <id>urn:1</id><title>Eins</title><published>2024-02-04T09:00:00+01:00</published><updated>2024-02-05T09:00:00Z</updated>
                <link rel="enclosure" href="ton.mp3" type="audio/mpeg" length="9"/>
                <link rel="alternate" type="application/json" href="1.json"/><link href="1.html" type="text/html"/>
                <link rel="replies" type="text/html" href="1.html#k"/>
                <summary type="html">&lt;a href="2.html"&gt;zwei&lt;/a&gt;</summary>
                <content type="xhtml" xml:base="tief/"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>a &amp; b<x:br/><x:a href="3.html" title="z">drei</x:a></x:p></x:div></content>
                <category term="c1"/><category term="c2" label="C zwei"/>
                <source><id>urn:src</id><title>Woher</title><link href="https://src.example/"/></source>
              </entry>
              <entry><id>urn:2</id><author><name>Udo</name></author></entry>
            </feed>
            """, "https://a.example/feed.atom");

        feed.Format.ShouldBe(FeedFormat.Atom10);
        feed.Title.ShouldBe("Berge &amp; <b>Täler</b>");
        feed.PlainTitle.ShouldBe("Berge & Täler");
        feed.Description.ShouldBe("Untertitel");
        feed.Language.ShouldBe("de-at");
        feed.Link.ShouldBe("https://a.example/blog/");
        feed.FeedLink.ShouldBe("https://a.example/blog/feed.atom");
        feed.HrefsOf("next").ShouldBe(["https://a.example/blog/feed.atom?page=2"]);
        feed.Authors.ShouldBe([new FeedPerson { Name = "Ida", Email = "ida@a.example", Uri = "https://a.example/ida" }]);
        feed.Generator.ShouldBe("Gen");
        feed.Icon.ShouldBe("https://a.example/favicon.ico");
        feed.Categories.ShouldBe(["t1"]);
        feed.Updated.ShouldBe(new DateTimeOffset(2024, 2, 5, 10, 0, 0, 500, TimeSpan.Zero));

        var entry = feed.Entries[0];
        entry.Link.ShouldBe("https://a.example/blog/1.html");
        entry.Enclosures.ShouldHaveSingleItem().Url.ShouldBe("https://a.example/blog/ton.mp3");
        entry.Comments.ShouldBe("https://a.example/blog/1.html#k");
        entry.Summary.ShouldBe("<a href=\"https://a.example/blog/2.html\">zwei</a>");
        entry.Content.ShouldBe("<p>a &amp; b<br /><a href=\"https://a.example/blog/tief/3.html\" title=\"z\">drei</a></p>");
        entry.Published.ShouldBe(new DateTimeOffset(2024, 2, 4, 8, 0, 0, TimeSpan.Zero));
        entry.Categories.ShouldBe(["c1", "c2"]);
        entry.Source.ShouldBe(new FeedSource { Title = "Woher", Url = "https://src.example/", Id = "urn:src" });
        entry.Authors.ShouldBe(feed.Authors);
        feed.Entries[1].Authors.ShouldHaveSingleItem().Name.ShouldBe("Udo");
    }

    [Fact]
    public void Atom_0_3_is_read_with_its_own_names_and_modes()
    {
        var feed = Parsing.Feed("""
            <feed version="0.3" xmlns="http://purl.org/atom/ns#">
              <title mode="base64" type="text/html">PGI+b2xkPC9iPg==</title><tagline mode="escaped" type="text/html">&lt;i&gt;tag&lt;/i&gt;</tagline><modified>2004-01-01T00:00:00Z</modified>
              <entry><title>e</title><issued>2003-12-31T10:14:55Z</issued><modified>2004-01-01T00:00:00Z</modified>
                <content type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml">Inhalt <b>fett</b></div></content></entry>
            </feed>
            """);

        feed.Format.ShouldBe(FeedFormat.Atom03);
        feed.Title.ShouldBe("<b>old</b>");
        feed.Description.ShouldBe("<i>tag</i>");
        feed.Entries[0].Published!.Value.Year.ShouldBe(2003);
        feed.Entries[0].Content.ShouldBe("<div>Inhalt <b>fett</b></div>");
    }

    [Fact]
    public void A_plain_text_title_keeps_what_looks_like_a_tag()
    {
        var entry = Parsing.AtomEntry("<title type='text'>The &lt;blink&gt; tag</title>");
        entry.Title.ShouldBe("The <blink> tag");
        entry.PlainTitle.ShouldBe("The <blink> tag");
        Parsing.AtomEntry("<title type='html'>The &lt;b&gt;bold&lt;/b&gt; tag</title>").PlainTitle.ShouldBe("The bold tag");
    }

    [Fact]
    public void An_id_stays_letter_for_letter_as_it_is()
    {
        Parsing.AtomEntry("<id>HTTP://www.EXAMPLE.org/%7ebob</id>").Id.ShouldBe("HTTP://www.EXAMPLE.org/%7ebob");
        Parsing.AtomEntry("<id>http://a.example/1</id>").Link.ShouldBe("http://a.example/1");
    }

    [Fact]
    public void Elements_of_another_vocabulary_are_not_mistaken_for_Atoms()
    {
        var entry = Parsing.AtomEntry("<title>right</title><x:title xmlns:x='urn:x'>wrong</x:title><link href='https://a.example/'/><x:link xmlns:x='urn:x' href='https://wrong.example/'/>");
        entry.Title.ShouldBe("right");
        entry.Link.ShouldBe("https://a.example/");
    }

    [Fact]
    public void Inline_markup_of_other_vocabularies_declares_what_it_uses()
    {
        var content = Parsing.AtomEntry("<content type='xhtml' xmlns:l='http://www.w3.org/1999/xlink'><div xmlns='http://www.w3.org/1999/xhtml'><svg xmlns='http://www.w3.org/2000/svg'><a l:href='#x'><g/></a></svg></div></content>").Content;
        content.ShouldBe("<svg xmlns=\"http://www.w3.org/2000/svg\"><a l:href=\"#x\" xmlns:l=\"http://www.w3.org/1999/xlink\"><g></g></a></svg>");
    }

    [Fact]
    public void Names_in_markup_are_cleaned_of_what_XML_forbids() =>
        Parsing.AtomEntry("<content type='xhtml'><div><p a\u0007b='1'>x</p></div></content>").Content.ShouldBe("<p ab=\"1\">x</p>");

    [Fact]
    public void Base64_that_holds_something_else_than_text_is_cleaned_like_text() =>
        Parsing.AtomEntry("<content type='application/octet-stream'>PBI+YQCA</content>").Content.ShouldBe("<>a\uFFFD");

    [Fact]
    public void A_single_entry_document_is_a_feed_of_one()
    {
        var feed = Parsing.Feed("<entry xmlns='http://www.w3.org/2005/Atom'><id>urn:1</id><title>alone</title></entry>");
        feed.Entries.ShouldHaveSingleItem().Title.ShouldBe("alone");
    }

    [Fact]
    public void Content_elsewhere_is_a_link_to_it()
    {
        var entry = Parsing.AtomEntry("<content src='https://a.example/film.mp4' type='video/mp4'/>");
        entry.Content.ShouldBeNull();
        entry.Link.ShouldBe("https://a.example/film.mp4");
    }
}
