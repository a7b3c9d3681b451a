using IngestWorker.Feeds.Links;

namespace IngestWorker.Tests.Feeds;

public sealed class LinkTests
{
    [Theory]
    [InlineData("https://www.google.com/url?rct=j&sa=t&url=https://a.example/1%3Fx%3D1%26y%3D2&ct=ga&usg=X", "https://a.example/1?x=1&y=2")]
    [InlineData("http://news.google.com/news/url?sa=t&fd=R&url=http://a.example/1", "http://a.example/1")]
    [InlineData("http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fa.example%2f1&c=9", "https://a.example/1")]
    [InlineData("https://news.google.com/rss/articles/CBMiG2h0dHBzOi8vYS5leGFtcGxlL25ld3Mvb25lL9IBAA?oc=5", "https://a.example/news/one/")]
    [InlineData("https://news.google.com/rss/articles/CBMiVkFVX3lxTE9wYXF1ZV9pZGVudGlmaWVy?oc=5", "https://news.google.com/rss/articles/CBMiVkFVX3lxTE9wYXF1ZV9pZGVudGlmaWVy?oc=5")]
    [InlineData("https://www.google.com/search?q=x", "https://www.google.com/search?q=x")]
    [InlineData("https://google.evil.example.com/url?url=https://a.example/", "https://google.evil.example.com/url?url=https://a.example/")]
    [InlineData("https://a.example/1", "https://a.example/1")]
    public void An_address_that_carries_its_target_is_unwrapped(string link, string target) =>
        LinkUnwrapping.Target(null, link).ShouldBe(target);

    [Theory]
    [InlineData("1.html", "https://a.example/b/1.html")]
    [InlineData("/1", "https://a.example/1")]
    [InlineData("//c.example/1", "https://c.example/1")]
    [InlineData("?q=1", "https://a.example/b/?q=1")]
    [InlineData(" https://Ä.example/x\n y ", "https://Ä.example/xy")]
    [InlineData("mailto:x@a.example", "mailto:x@a.example")]
    [InlineData("javascript:alert(1)", "javascript:alert(1)")]
    [InlineData("feed://c.example/rss", "http://c.example/rss")]
    [InlineData("feed:https://c.example/rss", "https://c.example/rss")]
    public void Addresses_are_made_absolute_and_absolute_ones_left_alone(string url, string expected) =>
        UrlResolver.Resolve(new Uri("https://a.example/b/"), url).ShouldBe(expected);

    [Fact]
    public void Only_links_in_tags_are_changed_in_HTML()
    {
        const string Html = "<p class='/x'>href=\"/no\" <a title=\"href='/no'\" href=/1>1</a><img alt='>' src='/2?a=1&amp;b=2'><a href=\"#x\"><a href='https://c.example/'><A HREF = \"3\">";
        HtmlLinks.Absolute(Html, new Uri("https://a.example/b/"))
            .ShouldBe("<p class='/x'>href=\"/no\" <a title=\"href='/no'\" href=https://a.example/1>1</a><img alt='>' src='https://a.example/2?a=1&amp;b=2'><a href=\"#x\"><a href='https://c.example/'><A HREF = \"https://a.example/b/3\">");
    }

    [Fact]
    public void HTML_without_relative_links_is_the_very_same_string()
    {
        const string Html = "<p>a <a href='https://a.example/'>b</a> < c & d";
        HtmlLinks.Absolute(Html, new Uri("https://a.example/")).ShouldBeSameAs(Html);
    }
}
