using IngestWorker.Language.Network;
using Shouldly;

namespace IngestWorker.Tests.Language;

public sealed class WordPieceTests
{
    private static readonly string[] Known = ["[UNK]", "khar", "##kiv", "##k", "a", "u", "s", ".", "-", "president", "elect", "zurich", "1", "##2", ","];
    private static readonly WordPieces Pieces = new(Known);

    [Theory]
    [InlineData("President", "president")]
    [InlineData("Kharkiv", "khar ##kiv")]
    [InlineData("Kharkk", "khar ##k ##k")]
    [InlineData("president-elect", "president - elect")]
    [InlineData("U.S.", "u . s .")]
    [InlineData("Zürich", "zurich")]
    [InlineData("12,1", "1 ##2 , 1")]
    [InlineData("Kharx", "[UNK]")]
    [InlineData("president-kiv", "president - [UNK]")]
    [InlineData("", "[UNK]")]
    [InlineData("##kiv", "[UNK] [UNK] [UNK]")]
    public void A_word_is_cut_into_the_longest_pieces(string word, string expected) => Cut(word).ShouldBe(expected);

    [Fact]
    public void Words_of_more_than_a_hundred_letters_are_unknown()
    {
        Cut(new string('a', 100)).ShouldBe("[UNK]");
        Cut(new string('-', 100)).ShouldBe(string.Join(' ', Enumerable.Repeat("-", 100)));
        Cut(new string('-', 101)).ShouldBe("[UNK]");
    }

    [Fact]
    public void Half_a_surrogate_pair_is_unknown() => Cut("a\ud83d").ShouldBe("[UNK]");

    private static string Cut(string word)
    {
        var rows = new int[WordPieces.MaxLength];
        return string.Join(' ', rows[..Pieces.Cut(word, rows)].Select(r => Known[r]));
    }
}
