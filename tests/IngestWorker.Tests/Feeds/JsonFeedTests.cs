using IngestWorker.Contracts;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class JsonFeedTests
{
    [Fact]
    public void A_feed_and_its_items_are_read_whole()
    {
        var feed = Parsing.Feed("""
            {"items": [
              {"id": "1", "url": "/1", "external_url": "https://else.example/", "title": "Eins \u00e4 \ud83d\ude00", "content_html": "<a href='/2'>x</a>", "summary": "s",
               "image": "i.png", "date_published": "2024-02-05T10:00:00+01:00", "date_modified": "2024-02-06T10:00:00Z", "tags": ["a", "b", "a"],
               "attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12, "title": {"deep": [1, {"x": "]"}]}}]},
              {"id": 2, "content_text": "only text", "authors": [{"name": "Eve"}]}],
             "version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://j.example/", "feed_url": "https://j.example/feed.json",
             "next_url": "?page=2", "hubs": [{"type": "WebSub", "url": "https://hub.example/"}], "language": "en-GB", "authors": [{"name": "Ann", "url": "https://ann.example/"}],
             "author": {"name": "Bob"}, "expired": true, "icon": "icon.png", "_ours": {"deep": [[[]]]}}
            """, "https://j.example/feed.json");

        feed.Format.ShouldBe(FeedFormat.Json11);
        feed.Link.ShouldBe("https://j.example/");
        feed.Authors.Select(author => author.Name).ShouldBe(["Ann", "Bob"]);
        feed.Hubs.ShouldBe(["https://hub.example/"]);
        feed.HrefsOf("next").ShouldBe(["https://j.example/feed.json?page=2"]);
        feed.IsExpired.ShouldBeTrue();
        feed.ImageUrl.ShouldBe("https://j.example/icon.png");

        var entry = feed.Entries[0];
        entry.Link.ShouldBe("https://j.example/1");
        entry.Title.ShouldBe("Eins ä 😀");
        entry.Content.ShouldBe("<a href='https://j.example/2'>x</a>");
        entry.Categories.ShouldBe(["a", "b"]);
        entry.Enclosures.ShouldHaveSingleItem().Url.ShouldBe("https://j.example/a.mp3");
        entry.Language.ShouldBe("en-gb", "the feed says it behind its items");
        entry.Authors.Select(author => author.Name).ShouldBe(["Ann", "Bob"]);
        feed.Entries[1].Id.ShouldBe("2");
        feed.Entries[1].Content.ShouldBe("only text");
        feed.Entries[1].Authors.ShouldHaveSingleItem().Name.ShouldBe("Eve");
    }

    [Fact]
    public void A_document_that_breaks_off_gives_its_complete_items()
    {
        var feed = Parsing.Feed("""{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "url": "https://a.example/1"}, {"id": "2", "url": "https://a.example/2"}, {"title": "th""");
        feed.Format.ShouldBe(FeedFormat.Json10);
        feed.Entries.Select(entry => entry.Id).ShouldBe(["1", "2"]);
        feed.IsTruncated.ShouldBeTrue();
    }

    [Fact]
    public void What_templates_get_wrong_is_forgiven()
    {
        var feed = Parsing.Feed("{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"two\nlines\", \"items\": [{\"id\": \"1\" \"title\": \"no comma\",},,{\"id\": \"2\"},],}");
        feed.Title.ShouldBe("two\nlines");
        feed.Entries.Select(entry => entry.Id).ShouldBe(["1", "2"]);
        feed.Entries[0].Title.ShouldBe("no comma");
    }

    [Fact]
    public void Control_characters_are_left_out_of_strings_and_of_what_should_be_one()
    {
        var feed = Parsing.Feed("{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"a\\u0007b\u0008c\", \"items\": [{\"id\": \u00071\u0008}]}");
        feed.Title.ShouldBe("abc");
        feed.Entries.ShouldHaveSingleItem().Id.ShouldBe("1");
    }

    [Theory]
    [InlineData("{\"error\": \"not found\"}")]
    [InlineData("[1, 2, 3]")]
    [InlineData("{")]
    [InlineData("{\"items\": {}}")]
    public void Other_JSON_is_no_feed(string json) => Parsing.Result(json).Outcome.ShouldBe(Outcome.NotAFeed);
}
