using System.Text;
using System.Text.Json;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class FeedJsonTests
{
    [Fact]
    public void The_object_has_the_fields_of_the_filter_and_leaves_out_what_is_absent()
    {
        var json = Json(Parsing.Feed("""
            <rss version="2.0"><channel><title>T</title><link>https://a.example/</link><ttl>60</ttl><managingEditor>ed@a.example (Ed)</managingEditor>
            <item><title>One</title><link>https://a.example/1</link><pubDate>Mon, 05 Feb 2024 08:15:00 EST</pubDate><author>ann@a.example (Ann)</author>
            <category>c</category><enclosure url="https://a.example/a.mp3" type="audio/mpeg" length="x"/><source url="https://s.example/">S</source></item></channel></rss>
            """));

        var feed = json.GetProperty("feed");
        feed.GetProperty("title").GetString().ShouldBe("T");
        feed.GetProperty("ttl").GetString().ShouldBe("60");
        feed.GetProperty("format").GetString().ShouldBe("rss20");
        feed.GetProperty("author").GetString().ShouldBe("ed@a.example (Ed)");
        feed.TryGetProperty("id", out _).ShouldBeFalse();
        feed.TryGetProperty("title_derived", out _).ShouldBeFalse();

        var entry = json.GetProperty("entries")[0];
        entry.GetProperty("published").GetString().ShouldBe("2024-02-05T13:15:00Z");
        entry.GetProperty("published_raw").GetString().ShouldBe("Mon, 05 Feb 2024 08:15:00 EST");
        entry.GetProperty("author_name").GetString().ShouldBe("Ann");
        entry.GetProperty("author_email").GetString().ShouldBe("ann@a.example");
        entry.GetProperty("authors")[0].GetProperty("name").GetString().ShouldBe("Ann");
        entry.GetProperty("categories")[0].GetString().ShouldBe("c");
        entry.GetProperty("enclosures")[0].GetProperty("length").GetString().ShouldBe("0");
        entry.GetProperty("source_title").GetString().ShouldBe("S");
        entry.GetProperty("source_url").GetString().ShouldBe("https://s.example/");
        entry.TryGetProperty("content", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("<description>&lt;p&gt;First words.&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</description><link>https://a.example/1</link>", "First words. More.")]
    [InlineData("<link>https://a.example/1</link>", "https://a.example/1")]
    public void A_title_that_is_missing_is_derived_and_said_to_be(string item, string title)
    {
        var entry = Json(Parsing.Feed($"<rss><channel><item>{item}</item></channel></rss>")).GetProperty("entries")[0];
        entry.GetProperty("title").GetString().ShouldBe(title);
        entry.GetProperty("title_derived").GetBoolean().ShouldBeTrue();
    }

    private static JsonElement Json(FeedDocument feed)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            FeedJson.Write(writer, feed);
        return JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray())).RootElement;
    }
}
