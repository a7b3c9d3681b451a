using IngestWorker.Articles;
using IngestWorker.Contracts;

namespace IngestWorker.Tests.Articles;

public sealed class EmbeddedPostTests
{
    private const string Said = "Our engineers cleared 200 metres of the eastern bank today.";

    private static readonly ArticleExtractor Extractor = new();

    private static ArticleContent With(string post) => Extractor.Extract(new PageSource
    {
        Url = "https://riverpost.example/world/bridge",
        Html = TestPages.Page(2, TestPages.Paragraphs).Replace($"<p>{TestPages.Paragraphs[3]}", post + $"<p>{TestPages.Paragraphs[3]}", StringComparison.Ordinal),
    }).Content.ShouldNotBeNull();

    [Theory]
    [InlineData("<blockquote class='twitter-tweet'><p lang='en'>" + Said + "</p>&mdash; Westmark MoD (@WestmarkMoD) <a href='https://twitter.com/x/status/1'>May 14, 2024</a></blockquote>", "Westmark MoD (@WestmarkMoD)")]
    [InlineData("<blockquote class='bluesky-embed'><p>" + Said + "</p>&mdash; Westmark MoD (<a href='https://bsky.app/profile/x'>@mod.westmark.example</a>) <a href='https://bsky.app/x'>May 14, 2024 at 9:14 PM</a></blockquote>", "Westmark MoD (@mod.westmark.example)")]
    [InlineData("<div class='fb-post'><blockquote class='fb-xfbml-parse-ignore'><p>" + Said + "</p>Posted by <a href='https://www.facebook.com/x'>Westmark MoD</a> on <a href='https://www.facebook.com/x/1'>Tuesday, May 14, 2024</a></blockquote></div>", "Westmark MoD")]
    [InlineData("<blockquote class='instagram-media'><p>" + Said + "</p><a href='https://www.instagram.com/p/x/'>View this post on Instagram</a><p><a href='https://www.instagram.com/p/x/'>A post shared by Westmark MoD (@westmarkmod)</a> on <time datetime='2024-05-14T10:00:00Z'>May 14, 2024</time></p></blockquote>", "Westmark MoD (@westmarkmod)")]
    [InlineData("<div class='embed-tweet'><div><span>Westmark MoD</span> <span>@WestmarkMoD</span></div><div>" + Said + "</div><div class='tweet-date'>9:14 PM · May 14, 2024</div></div>", "Westmark MoD @WestmarkMoD")]
    public void A_post_is_marked_with_who_wrote_it_and_when(string post, string author)
    {
        var content = With(post);
        content.Text.ShouldContain(Said);
        content.Text.ShouldNotContain("View this post");
        var blocks = content.Blocks.Where(block => block.Kind == BlockKind.EmbeddedPost).ToList();
        blocks.ShouldNotBeEmpty();
        foreach (var block in blocks)
        {
            block.Author.ShouldBe(author);
            block.Published!.Value.Date.ShouldBe(new DateTime(2024, 5, 14));
        }
    }

    [Fact]
    public void The_page_has_neither_the_date_nor_the_author_of_a_post_in_it()
    {
        var content = With("<blockquote class='instagram-media'><p>" + Said + "</p><p>A post shared by <a rel='author' href='/author/x'>Otto Lindt</a> (@otto) on <time datetime='2019-02-03T10:00:00Z'>February 3, 2019</time></p></blockquote>");
        content.Published.ShouldBeNull();
        content.Authors.ShouldBeEmpty();
    }
}
