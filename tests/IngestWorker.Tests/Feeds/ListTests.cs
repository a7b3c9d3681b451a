using System.Text;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class ListTests
{
    [Fact]
    public void A_plain_list_gives_its_addresses_and_says_what_is_wrong_with_the_rest()
    {
        var list = UrlListReader.Read("# remark\nhttps://a.example/1\n\n  http://b.example/x?y=1,2 \nftp://c.example/\nnot a url\nwww.d.example\nhttps://\nhttps://a.example/<b>\n"u8);
        list.Urls.ShouldBe([new ListedUrl(2, "https://a.example/1"), new ListedUrl(4, "http://b.example/x?y=1,2")]);
        list.Rejected.Select(line => line.Line).ShouldBe([5, 6, 7, 8, 9]);
        list.Rejected[0].Reason.ShouldBe("scheme ftp; only http and https can be fetched");
        list.Rejected[1].Reason.ShouldContain("white space");
        list.Rejected[2].Reason.ShouldContain("http://");
    }

    [Theory]
    [InlineData("id,url,date\n1,https://a.example/1,2024\n2,nothing,2024\n3,\"https://a.example/3,x\",2024\n", null)]
    [InlineData("url;title\r\nhttps://a.example/1;\"a \"\"b\"\"\r\nc\"\r\nnothing;\r\n\"https://a.example/3,x\";z\r\n", null)]
    [InlineData("a\tweb page\nx\thttps://a.example/1\ny\tnothing\nz\thttps://a.example/3,x\n", "web page")]
    [InlineData("1,https://a.example/1\n2,nothing\n3,\"https://a.example/3,x\"\n", null)]
    public void CSV_gives_the_column_of_addresses(string csv, string? column)
    {
        var list = UrlListReader.Read(Encoding.UTF8.GetBytes(csv), column);
        list.Urls.Select(url => url.Url).ShouldBe(["https://a.example/1", "https://a.example/3,x"]);
        list.Rejected.ShouldHaveSingleItem().Text.ShouldBe("nothing");
    }

    [Fact]
    public void Line_numbers_of_CSV_count_the_lines_inside_quotes()
    {
        var list = UrlListReader.Read("title,url\n\"two\nlines\",https://a.example/1\nx,bad\n"u8);
        list.Urls.ShouldBe([new ListedUrl(2, "https://a.example/1")]);
        list.Rejected.ShouldHaveSingleItem().Line.ShouldBe(4);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are() =>
        UrlListReader.Read("id,url\n1,https://a.example/\n"u8, "link").Rejected.ShouldHaveSingleItem().Reason.ShouldBe("no column \"link\"; the first row has: id, url");

    [Fact]
    public void OPML_gives_feeds_with_their_folders_each_once()
    {
        var opml = OpmlReader.Read("""
            <opml version="1.1"><head><title>Mine</title></head><body>
              <outline text="News"><outline text="World"><outline type="rss" text="A" title="A &amp; Co" xmlUrl="https://a.example/rss" htmlUrl="https://a.example/"/></outline>
                <outline text="B" xmlurl="feed://b.example/rss"/></outline>
              <outline text="C" xmlUrl="https://a.example/rss"/><outline text="D" xmlUrl="https://d.example/rss">
            </body></opml>
            """u8);
        opml.IsOpml.ShouldBeTrue();
        opml.Title.ShouldBe("Mine");
        opml.Feeds.Select(feed => (feed.XmlUrl, feed.Title, string.Join('/', feed.Folders))).ShouldBe([
            ("https://a.example/rss", "A & Co", "News/World"), ("http://b.example/rss", "B", "News"), ("https://d.example/rss", "D", "")]);
        OpmlReader.Read("<html/>"u8).IsOpml.ShouldBeFalse();
        OpmlReader.Read(""u8).IsOpml.ShouldBeFalse();
    }

    [Fact]
    public void What_is_written_as_OPML_is_read_back_the_same()
    {
        OpmlFeed[] feeds =
        [
            new() { XmlUrl = "https://a.example/rss?x=1&y=2", Title = "A <b> \"& Co\" \u0001", HtmlUrl = "https://a.example/", Folders = ["News", "World"] },
            new() { XmlUrl = "https://b.example/rss", Title = "B", Folders = ["News"] },
            new() { XmlUrl = "https://c.example/rss", Title = "Ć 😀" },
        ];
        var read = OpmlReader.Read(OpmlWriter.Write("Mein & dein", feeds));
        read.Title.ShouldBe("Mein & dein");
        read.Feeds.Count.ShouldBe(3);
        foreach (var feed in feeds)
        {
            var back = read.Feeds.Single(other => other.XmlUrl == feed.XmlUrl);
            back.Title.ShouldBe(feed.Title!.Replace("\u0001", "", StringComparison.Ordinal).Trim());
            back.HtmlUrl.ShouldBe(feed.HtmlUrl);
            back.Folders.ShouldBe(feed.Folders);
        }
    }
}
