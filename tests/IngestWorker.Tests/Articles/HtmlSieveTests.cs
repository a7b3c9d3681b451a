using IngestWorker.Articles;
using IngestWorker.Articles.Pages;

namespace IngestWorker.Tests.Articles;

public sealed class HtmlSieveTests
{
    private static string Sift(string html, ArticleOptions? options = null)
    {
        var sieve = new HtmlSieve(html, options ?? new ArticleOptions());
        var result = sieve.Run();
        var text = result.Span.ToString();
        result.Dispose();
        return text;
    }

    [Theory]
    [InlineData("<p>a<script>if (a < b) x('</p>')</script>b</p>", "<p>ab</p>")]
    [InlineData("<p>a<!-- <b> --->b</p>", "<p>ab</p>")]
    [InlineData("<p>a<svg><g><svg></svg></g></svg>b</p>", "<p>ab</p>")]
    [InlineData("<P CLASS=lead onclick='x()' data-v=\"1\">a</P>", "<P CLASS=\"lead\">a</P>")]
    [InlineData("<p title='a > b' class='x'>c</p>", "<p class='x'>c</p>")]
    [InlineData("<p>1 < 2 and <font color=red>3</font></p>", "<p>1 &lt; 2 and 3</p>")]
    [InlineData("<div>\n  <p>a</p>\n  <p>b</p>\n</div>", "<div><p>a</p><p>b</p></div>")]
    [InlineData("<p><b>a</b> <i>b</i></p>", "<p><b>a</b> <i>b</i></p>")]
    [InlineData("<p>a</div>b</p>", "<p>ab</p>")]
    [InlineData("<p>a <span>b</span> c</p>", "<p>a b c</p>")]
    [InlineData("<p style='color:red'>a</p><p style='display:none'>b</p>", "<p>a</p><p style='display:none'>b</p>")]
    [InlineData("<noscript><img src=x></noscript><p>a</p>", "<p>a</p>")]
    public void What_is_no_text_or_metadata_is_left_out(string html, string expected) => Sift(html).ShouldBe(expected);

    [Fact]
    public void An_attribute_that_never_closes_ends_with_its_tag() => Sift("<p class=\"a>text</p>").ShouldContain("text");

    [Fact]
    public void Json_ld_is_kept_beside_the_page()
    {
        const string Html = "<script type='application/ld+json'>{\"a\":1}</script>";
        var sieve = new HtmlSieve(Html, new ArticleOptions());
        sieve.Run().Dispose();
        var script = sieve.Scripts.ShouldHaveSingleItem();
        Html.Substring(script.Start, script.Length).ShouldBe("{\"a\":1}");
        script.IsJsonLd.ShouldBeTrue();
    }

    [Fact]
    public void Tags_nested_too_deep_are_left_out_and_their_text_stays()
    {
        var sifted = Sift(string.Concat(Enumerable.Repeat("<div>", 100)) + "deep" + string.Concat(Enumerable.Repeat("</div>", 100)), new ArticleOptions { MaxDepth = 32 });
        sifted.Split("<div>").Length.ShouldBe(33);
        sifted.ShouldContain("deep");
    }
}
