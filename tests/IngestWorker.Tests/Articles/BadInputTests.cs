using System.Diagnostics;
using System.Text;
using CsCheck;
using IngestWorker.Articles;
using IngestWorker.Contracts;

namespace IngestWorker.Tests.Articles;

public sealed class BadInputTests
{
    private static readonly ArticleExtractor Extractor = new();

    private static ArticleExtraction Bytes(byte[] body, string? contentType = "text/html") =>
        Extractor.Extract(new PageSource { Url = "https://riverpost.example/a", Body = body, ContentType = contentType });

    private static ArticleExtraction Html(string html) => Extractor.Extract(new PageSource { Url = "https://riverpost.example/a", Html = html });

    [Fact]
    public void A_pdf_is_unsupported_whatever_its_header_says()
    {
        Bytes("%PDF-1.7\n..."u8.ToArray()).Outcome.ShouldBe(Outcome.UnsupportedContentType);
        Bytes("words"u8.ToArray(), "application/pdf").Outcome.ShouldBe(Outcome.UnsupportedContentType);
    }

    [Fact]
    public void An_image_is_unsupported_whatever_its_header_says()
    {
        Bytes([0xFF, 0xD8, 0xFF, 0xE0, 0, 1]).Outcome.ShouldBe(Outcome.UnsupportedContentType);
        Bytes([1, 2, 3, 4, 5], "image/png").Outcome.ShouldBe(Outcome.UnsupportedContentType);
    }

    [Fact]
    public void A_page_with_a_wrong_header_is_read_all_the_same() =>
        Bytes(Encoding.UTF8.GetBytes(TestPages.Page(0, TestPages.Paragraphs)), "application/json").Outcome.ShouldBe(Outcome.Ok);

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("<html><head><title>x</title></head><body></body></html>")]
    [InlineData("<script>var a = 1;</script>")]
    public void A_page_without_text_is_empty(string html) => Html(html).Outcome.ShouldBe(Outcome.EmptyDocument);

    [Fact]
    public void A_page_with_a_few_words_is_no_article() =>
        Html("<html><body><h1>Not found</h1><p>This page does not exist.</p></body></html>").Outcome.ShouldBe(Outcome.NoArticle);

    [Fact]
    public void A_front_page_is_a_section_page()
    {
        var teasers = string.Concat(Enumerable.Range(0, 60).Select(i => $"<div class='card'><a href='/{i}'><h3>Minister number {i} says something about the bridge</h3></a></div>"));
        Html($"<html><body><h1>The River Post</h1>{teasers}</body></html>").Outcome.ShouldBe(Outcome.SectionPage);
    }

    [Fact]
    public void A_page_of_summaries_under_their_headlines_is_a_section_page()
    {
        var teasers = string.Concat(Enumerable.Range(0, 12).Select(i => $"<div class='entry'><h2><a href='/{i}'>Minister number {i} says something about the bridge</a></h2><p>The minister said on day {i} that the bridge would stay closed until the other side, which wants it open, has cleared the mines.</p></div>"));
        Html($"<html><head><title>World</title></head><body><h1>World</h1>{teasers}</body></html>").Outcome.ShouldBe(Outcome.SectionPage);
    }

    [Theory]
    [InlineData("Just a moment...", "Checking your browser before accessing riverpost.example. This process is automatic. Your browser will redirect to your requested content shortly, please allow up to five seconds and do not close this window.")]
    [InlineData("Access denied", "You do not have permission to view this page. If you think that this is a mistake, write to the owner of the site and tell him the number of your request and what you were doing when this page came up.")]
    [InlineData("Seite nicht gefunden", "Die Seite, die Sie suchen, gibt es nicht mehr oder sie ist an einem anderen Ort. Bitte versuchen Sie es über die Suche oder gehen Sie auf die Startseite, wo Sie alle Meldungen des Tages finden können.")]
    public void A_wall_or_an_error_is_no_article(string title, string text)
    {
        var result = Html($"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>");
        result.Outcome.ShouldBe(Outcome.NoArticle);
        result.Detail.ShouldNotBeNull();
    }

    [Fact]
    public void A_video_with_a_line_about_it_is_no_article() =>
        Html("<html><head><title>Watch</title><meta property='og:type' content='video.other'></head><body><h1>Bridge opens</h1><video src='/v.mp4'></video><p>The bridge at Laren opened on Tuesday for the first lorries with food and medicine, and our camera was there when the barrier went up at dawn.</p></body></html>")
            .Outcome.ShouldBe(Outcome.NoArticle);

    [Fact]
    public void A_request_for_consent_is_a_consent_wall() =>
        Html("<html><head><title>Before you continue</title></head><body><div class='consent'><h1>We value your privacy</h1><p>We and our partners use cookies to store and access information on your device, and need your consent to do so.</p><p>You can change your cookie settings at any time in our privacy policy.</p><button>Accept all</button><button>Reject</button></div></body></html>")
            .Outcome.ShouldBe(Outcome.ConsentWall);

    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<ul><li>", 60_000)]
    [InlineData("<b>", 100_000)]
    [InlineData("<a href=x>", 100_000)]
    [InlineData("<table><tr><td>", 50_000)]
    [InlineData("<font size=1><i class=a>", 50_000)]
    [InlineData("<svg>", 100_000)]
    [InlineData("<canvas>", 100_000)]
    [InlineData("<template>", 100_000)]
    [InlineData("<!--", 200_000)]
    [InlineData("<a b=\"", 200_000)]
    [InlineData("<a b='", 200_000)]
    [InlineData("</p>", 300_000)]
    [InlineData("<p>", 100_000)]
    [InlineData("<br>x", 100_000)]
    [InlineData("<form><button><h1>", 50_000)]
    public void Nesting_and_repetition_cost_neither_the_stack_nor_much_time(string part, int times)
    {
        var watch = Stopwatch.StartNew();
        var html = TestPages.Page(0, TestPages.Paragraphs).Replace("</article>", "</article>" + new StringBuilder().Insert(0, part, times), StringComparison.Ordinal);
        var result = Html(html);
        result.Outcome.ShouldBeOneOf(Outcome.Ok, Outcome.BudgetExceeded);
        result.Content.ShouldNotBeNull().Text.ShouldContain(TestPages.Paragraphs[5]);
        // Linear work takes a fraction of a second; the limit is for slow machines, quadratic work takes minutes.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void The_text_before_the_limit_is_kept_when_a_page_has_too_many_elements()
    {
        var html = TestPages.Page(0, TestPages.Paragraphs) + new StringBuilder().Insert(0, "<i>x</i>", 300_000);
        var result = Html(html);
        result.Outcome.ShouldBe(Outcome.BudgetExceeded);
        result.Detail.ShouldNotBeNull().ShouldContain("Articles:MaxElements");
        result.Content.ShouldNotBeNull().Text.ShouldContain(TestPages.Paragraphs[0]);
    }

    [Fact]
    public void A_million_elements_are_too_many_and_cost_no_more_than_the_limit()
    {
        var result = Html(TestPages.Page(0, TestPages.Paragraphs) + new StringBuilder().Insert(0, "<p>x<b>y", 500_000));
        result.Outcome.ShouldBe(Outcome.BudgetExceeded);
        result.Content.ShouldNotBeNull().Text.ShouldContain(TestPages.Paragraphs[0]);
    }

    [Fact]
    public void Megabytes_of_script_are_no_text()
    {
        var html = TestPages.Page(0, TestPages.Paragraphs).Replace("</head>", $"<script>var x = \"{new string('x', 8_000_000)}\";</script></head>", StringComparison.Ordinal);
        Html(html).Content.ShouldNotBeNull().Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
    }

    [Fact]
    public void A_page_over_the_limit_of_characters_is_cut()
    {
        var small = new ArticleExtractor(new ArticleOptions { MaxCharacters = 10_000 });
        var html = TestPages.Page(0, TestPages.Paragraphs) + new string('y', 50_000);
        var result = small.Extract(new PageSource { Url = string.Empty, Html = html });
        result.Outcome.ShouldBe(Outcome.BudgetExceeded);
        result.Content.ShouldNotBeNull().Text.ShouldContain(TestPages.Paragraphs[0]);
    }

    [Fact]
    public void Broken_pages_never_throw()
    {
        string[] parts = ["<", ">", "</", "<!--", "-->", "\"", "'", "=", "&", "&#x110000;", "&amp", "<p", "<script>", "</script>", "<table>", "<tr>", "<td>", "<svg>", "<title>", "<meta charset=", "\0", "\uD800", "é", "文", " ", "<a href=", "<b>", "</b>", "<li>", "<template>", "<select>", "<option>", "<math>", "<![CDATA[", "<?x", "<h1>", "{\"@type\":\"Article\",", "<script type=application/ld+json>", "\"datePublished\":\"20", "<time datetime='2024-13-45'>"];
        var page = TestPages.Page(1, TestPages.Paragraphs);
        Gen.Select(Gen.Int[0, page.Length - 1], Gen.Int[0, 200], Gen.Int[0, parts.Length - 1].Select(i => parts[i]).Array[0, 12]).Sample(
            cut =>
            {
                var (at, gone, added) = cut;
                var html = page[..at] + string.Concat(added) + page[Math.Min(page.Length, at + gone)..];
                var result = Html(html);
                (result.Content is not null || result.Outcome != Outcome.Ok).ShouldBeTrue();
                CheckOffsets(result.Content);
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Byte.Array[0, 400].Sample(body => Bytes(body, null).ShouldNotBeNull(), iter: 150, threads: 1);

    private static void CheckOffsets(ArticleContent? content)
    {
        if (content is null)
            return;
        var length = content.Text.EnumerateRunes().Count();
        var at = 0;
        foreach (var block in content.Blocks)
        {
            block.Start.ShouldBe(at);
            block.End.ShouldBeGreaterThan(block.Start);
            at = block.End + 1;
        }

        (content.Blocks.Count == 0 ? 0 : at - 1).ShouldBe(length);
        content.Headings.ShouldAllBe(h => h.At >= 0 && h.At <= length);
    }
}
