using IngestWorker.Articles;
using IngestWorker.Contracts;

namespace IngestWorker.Tests.Articles;

public sealed class WorldPagesTests
{
    private static readonly ArticleExtractor Extractor = new();

    public static TheoryData<string> Languages => [.. WorldPages.All.Keys];

    private static ArticleContent Extract(string html)
    {
        var result = Extractor.Extract(new PageSource { Url = "https://riverpost.example/world/bridge", Html = html });
        result.Outcome.ShouldBe(Outcome.Ok, result.Detail);
        return result.Content.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_page_in_any_script_is_read_whatever_its_markup(string language)
    {
        var (title, _, paragraphs) = WorldPages.All[language];
        for (var markup = 0; markup < TestPages.Markups; markup++)
        {
            var content = Extract(TestPages.Page(markup, paragraphs, title, lang: language));
            content.Text.ShouldBe(string.Join('\n', paragraphs), $"markup {markup}");
            content.Title.ShouldBe(title);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_date_that_readers_see_is_read_in_any_script(string language)
    {
        var (title, date, paragraphs) = WorldPages.All[language];
        var html = TestPages.Page(2, paragraphs, title, lang: language).Replace("</h1>", $"</h1><div class='c7'>{date}</div>", StringComparison.Ordinal);
        var content = Extract(html);
        content.Text.ShouldBe(string.Join('\n', paragraphs));
        content.Published.ShouldNotBeNull().Date.ShouldBe(new DateTime(2024, 5, 14));
        content.Provenance["published"].ShouldBe("dateline");
        if (date.Contains(':', StringComparison.Ordinal))
            content.Published.Value.TimeOfDay.ShouldBe(new TimeSpan(18, 20, 0));
    }
}
