using IngestWorker.Articles;

namespace IngestWorker.Tests.Articles;

public sealed class SiteRulesTests
{
    private static readonly PageSource Page = new() { Url = "https://www.riverpost.example/a", Html = TestPages.Page(0, TestPages.Paragraphs), FetchedAt = new DateTimeOffset(2024, 5, 15, 0, 0, 0, TimeSpan.Zero) };

    private static ArticleExtraction Extract(string rules) => new ArticleExtractor(null, SiteRules.Parse(rules)).Extract(Page);

    [Fact]
    public void A_rule_says_what_the_text_is()
    {
        var result = Extract("""[{"host":"riverpost.example","take":[".article-body > p"],"drop":["p:nth-of-type(2)","p:has(a)"],"author":".byline a"}]""");
        var content = result.Content.ShouldNotBeNull();
        content.Text.ShouldBe(string.Join('\n', TestPages.Paragraphs.Where((_, i) => i != 1)));
        content.Authors.ShouldBe(["Jane Roe"]);
        content.Provenance["text"].ShouldBe("rule");
        result.RuleWarnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_that_matches_nothing_any_more_says_so_and_the_page_is_read_without_it()
    {
        var result = Extract("""[{"host":"riverpost.example","take":["div.gone"]}]""");
        result.Content.ShouldNotBeNull().Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));
        result.RuleWarnings.ShouldHaveSingleItem().ShouldBe("The rule for riverpost.example: 'take' selector 'div.gone' matches nothing on the page.");
    }

    [Theory]
    [InlineData("""[{"host":"other.example","take":["h1"]}]""")]
    [InlineData("""[{"host":"post.example","take":["h1"]}]""")]
    [InlineData("""[{"host":"riverpost.example","until":"2024-05-14","take":["h1"]}]""")]
    [InlineData("""[{"host":"riverpost.example","from":"2024-05-16","take":["h1"]}]""")]
    public void A_rule_for_another_host_or_time_is_not_used(string rules) =>
        Extract(rules).Content.ShouldNotBeNull().Text.ShouldBe(string.Join('\n', TestPages.Paragraphs));

    [Theory]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("""[{"host":"a.example","take":["p:::"]}]""")]
    [InlineData("""[{"host":"a.example","from":"yesterday"}]""")]
    public void Bad_rules_are_refused_with_the_place(string rules) =>
        Should.Throw<FormatException>(() => SiteRules.Parse(rules));

    [Fact]
    public void Every_line_of_a_page_is_explained()
    {
        var explanation = new ArticleExtractor().Explain(Page);
        var first = explanation.Lines.Single(line => line.Text == TestPages.Paragraphs[0]);
        first.IsTaken.ShouldBeTrue();
        first.Path.ShouldBe("main > article > div > p:nth-of-type(1)");
        var more = explanation.Lines.Single(line => line.Text.StartsWith("READ MORE", StringComparison.Ordinal));
        more.IsTaken.ShouldBeFalse();
        explanation.Lines.Single(line => line.Text.StartsWith("Copyright", StringComparison.Ordinal)).IsTaken.ShouldBeFalse();
        explanation.Extraction.Content.ShouldNotBeNull();
    }
}
