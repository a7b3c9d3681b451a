using IngestWorker.Language.Segmentation;

namespace IngestWorker.Tests.Language;

/// <summary>Lines of a megabyte without sense: the words are found in time linear in their length. Quadratic work would take many minutes.</summary>
public sealed class LongLineTests
{
    private const int Length = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("x")]
    [InlineData("\"(")]
    [InlineData("a-")]
    [InlineData("1-")]
    [InlineData("aa.")]
    [InlineData("a.b_")]
    [InlineData("a/")]
    [InlineData("#a")]
    [InlineData("'s")]
    [InlineData(". ")]
    [InlineData(".)")]
    [InlineData("1,111")]
    [InlineData("1a")]
    [InlineData("😀\u200D")]
    [InlineData("www.)(")]
    public async Task A_line_of_a_megabyte_is_cut_in_linear_time(string piece)
    {
        var line = string.Concat(Enumerable.Repeat(piece, Length / piece.Length));

        var (words, _) = await Task.Run(() => Lines.Segment(line), TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        words.Sum(w => w.Length).ShouldBe(line.Count(c => !WordSplitter.IsGap(c)));
    }

    [Fact]
    public async Task The_brackets_behind_an_address_are_counted_once()
    {
        var line = "www.example.org/" + new string(')', Length);

        var (words, _) = await Task.Run(() => Lines.Segment(line), TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        words[0].Length.ShouldBe("www.example.org/".Length);
    }
}
