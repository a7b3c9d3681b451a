using System.Text;
using IngestWorker.Articles;
using IngestWorker.Contracts;
using IngestWorker.Events;
using IngestWorker.Roles;
using IngestWorker.Tests.Articles;
using Shouldly;
using Xunit;

namespace IngestWorker.Tests.Roles;

/// <summary>What a feed says of an article's day, beside what its page says.</summary>
public sealed class FeedDatesTests
{
    private static readonly DateTimeOffset InFeed = new(2023, 5, 12, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("<time datetime='2023-05-11T09:00:00Z'>11 May 2023</time>", "2023-05-11T09:00:00Z", "time")]
    [InlineData("<p class='meta'>12 May</p>", "2023-05-12T08:00:00Z", "feed")]
    [InlineData("", "2023-05-12T08:00:00Z", "feed")]
    public void The_feed_has_the_word_where_the_page_does_not_name_the_day_with_its_year(string line, string expected, string source)
    {
        var content = Extract(line, InFeed);

        content.Published.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
        content.Provenance["published"].ShouldBe(source);
    }

    [Fact]
    public void Without_a_feed_the_day_is_told_from_the_fetch()
    {
        var content = Extract("<p class='meta'>12 May</p>", null);

        content.Published.ShouldBe(new DateTimeOffset(2024, 5, 12, 0, 0, 0, TimeSpan.Zero));
        content.PublishedIsDateOnly.ShouldBeTrue();
        content.Provenance["published"].ShouldBe(ArticleContent.ToldFromFetch);
    }

    private static ArticleContent Extract(string line, DateTimeOffset? inFeed)
    {
        var text = string.Concat(TestPages.Paragraphs.Select(paragraph => $"<p>{paragraph}</p>"));
        var page = new Page
        {
            PageId = Guid.NewGuid(),
            ItemId = Guid.NewGuid(),
            Url = "https://riverpost.example/world/bridge",
            FetchedAt = new DateTimeOffset(2024, 5, 14, 18, 0, 0, TimeSpan.Zero),
            StatusCode = 200,
            ContentType = "text/html; charset=utf-8",
            BodySha256 = "",
            Body = Encoding.UTF8.GetBytes($"<html><body><article><h1>{TestPages.Title}</h1>{line}{text}</article></body></html>"),
        };
        using var coding = new ArticleCoding(new ArticleExtractor(), new EventCoder(), 1);
        return coding.Extract(page, new FetchArticle { ItemId = page.ItemId, Url = page.Url, Attempt = 1, Published = inFeed }).Content.ShouldNotBeNull();
    }
}
