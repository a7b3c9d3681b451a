using AngleSharp.Html.Parser;
using IngestWorker.Articles.Content;

namespace IngestWorker.Tests.Articles;

public sealed class WordCountsTests
{
    [Fact]
    public void A_line_of_common_words_is_told_from_one_of_rare_ones_and_the_texts_own_words_from_others()
    {
        var page = $"<html><body><ul><li>Weather Crossword Horoscope</li><li>Westmark ministers of the bridge</li></ul>{string.Concat(TestPages.Paragraphs.Select(text => $"<p>{text}</p>"))}</body></html>";
        using var tree = TreeReader.Read(new HtmlParser().ParseDocument(page));
        using var counts = new WordCounts(tree);
        var (common, shared) = counts.Of(tree, tree.Blocks[0]);
        (common, shared).ShouldBe((0, 0));
        var own = counts.Of(tree, tree.Blocks[1]);
        own.Shared.ShouldBe(1);
        own.Common.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_word_said_a_hundred_thousand_times_is_counted_without_running_over()
    {
        using var tree = TreeReader.Read(new HtmlParser().ParseDocument($"<html><body><p>{string.Concat(Enumerable.Repeat("again ", 100_000))}, once.</p></body></html>"));
        using var counts = new WordCounts(tree);
        var (common, shared) = counts.Of(tree, tree.Blocks[0]);
        common.ShouldBeInRange(13, 15);
        shared.ShouldBeInRange(0.99f, 1);
    }
}
