using AngleSharp.Html.Parser;
using IngestWorker.Articles.Content;

namespace IngestWorker.Tests.Articles;

public sealed class BlockSeriesTests
{
    private const string Teaser = "<div class='teaser'><img src='a.jpg'><h3>Lake level falls</h3><p>14 May 2024</p></div>";

    private static readonly string Text = string.Concat(TestPages.Paragraphs.Select(text => $"<p>{text}</p>"));

    private static PageTree Tree(string body) => TreeReader.Read(new HtmlParser().ParseDocument($"<html><body>{body}</body></html>"));

    [Fact]
    public void Elements_of_one_kind_with_several_lines_each_are_a_series()
    {
        using var tree = Tree($"<main>{Text}</main><section>{Teaser}{Teaser}{Teaser}{Teaser}</section>");
        var series = new BlockSeries(tree, PageLayout.Of(tree));
        Span<float> row = stackalloc float[BlockSeries.Count];
        series.Write(tree.BlockCount - 2, row);
        row[0].ShouldBe(2, "the logarithm of four");
        row[1].ShouldBe(3, "the last of them");
        row[2].ShouldBe(0, "no running text");
        row[3].ShouldBe(1, "the logarithm of two lines each");
        row[5].ShouldBe(1, "a picture each");
        row[7].ShouldBe(1, "a step below the item");

        series.Write(0, row);
        row[0].ShouldBe(-1, "paragraphs are lines, no items");
    }

    [Fact]
    public void Days_of_a_series_are_counted_by_item()
    {
        using var tree = Tree($"<main>{Text}</main><section>{Teaser}{Teaser}</section>");
        var series = new BlockSeries(tree, PageLayout.Of(tree));
        using var table = new FeatureTable(tree.BlockCount, 2);
        table[tree.BlockCount - 1, 0] = 2;
        series.WriteDates(table, 0, 1);
        table[tree.BlockCount - 1, 1].ShouldBe(0.5f);
        table[tree.BlockCount - 4, 1].ShouldBe(0.5f);
        table[0, 1].ShouldBe(0);
    }

    [Fact]
    public void What_a_page_says_twice_is_told_before_and_behind()
    {
        using var tree = Tree("<p>The council of Westmark voted for a second bridge on Monday.</p><p>Nothing was decided about tolls.</p><blockquote>voted for a second bridge</blockquote>");
        using var said = new SaidElsewhere(tree);
        Span<float> row = stackalloc float[SaidElsewhere.Count];
        said.Write(tree, 0, row);
        (row[0], row[1]).ShouldBe((0, 3 / 9f));
        said.Write(tree, 1, row);
        (row[0], row[1]).ShouldBe((0, 0));
        said.Write(tree, 2, row);
        (row[0], row[1]).ShouldBe((1, 0));
    }

    [Fact]
    public void Microdata_that_is_not_shown_is_left_out_where_the_page_shows_its_text()
    {
        var copy = $"<div style='display:none' itemscope><div itemprop='keywords'>bridge, river</div><div itemprop='articleBody'>{string.Join(' ', TestPages.Paragraphs)}</div></div>";
        using var shown = Tree($"<main>{Text}</main>{copy}");
        var choice = AllLikely(shown);
        choice.Taken[TestPages.Paragraphs.Length - 1].ShouldBeTrue();
        choice.Taken[^1].ShouldBeFalse();
        choice.Reasons[^1].ShouldBe(LineReason.Hidden);

        using var alone = Tree($"<p>By Jane Roe</p>{copy}");
        AllLikely(alone).Taken[^1].ShouldBeTrue();
    }

    [Fact]
    public void The_way_to_the_page_is_dropped_with_the_title_that_ends_it()
    {
        using var tree = Tree($"<nav><a>Home</a> <a>World</a> Ministers agree on a second bridge</nav><main>{Text}</main>");
        var choice = AllLikely(tree, "Ministers agree on a second bridge");
        choice.Taken[0].ShouldBeFalse();
        choice.Reasons[0].ShouldBe(LineReason.Title);
    }

    private static LineChoice AllLikely(PageTree tree, string? title = null)
    {
        var scores = new float[tree.BlockCount];
        Array.Fill(scores, 0.9f);
        return new LineChoice(tree, new PageHints(tree, title, null, null), scores);
    }

    [Theory]
    [InlineData("<p>河上の新しい橋は九月に開通した。</p>", 8)]
    [InlineData("<p>새 다리는 구월에 열렸다</p>", 4)]
    [InlineData("<p>A new bridge opened</p>", 4)]
    public void Words_are_counted_alike_in_scripts_without_spaces(string line, int words)
    {
        using var tree = Tree(line);
        tree.Blocks[0].Words.ShouldBe(words);
    }
}
