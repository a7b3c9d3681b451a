using System.Globalization;
using System.Text;

namespace IngestWorker.Language.Network;

/// <summary>
/// Cuts words into the pieces of a BERT vocabulary (WordPiece, Wu and others 2016): lower case, no accents, the longest piece first. Pieces that go on
/// with a word begin with "##". Immutable.
/// </summary>
internal sealed class WordPieces
{
    /// <summary>Longer words are not cut: they are unknown.</summary>
    public const int MaxLength = 100;

    /// <summary>The piece that stands for what cannot be cut.</summary>
    public const string UnknownPiece = "[UNK]";

    private const int LongestPiece = 32;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _first;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _later;
    private readonly int _unknown;

    public WordPieces(IReadOnlyList<string> pieces)
    {
        var (first, later) = (new Dictionary<string, int>(pieces.Count, StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].Length > 2 && pieces[i].StartsWith("##", StringComparison.Ordinal)) later[pieces[i][2..]] = i;
            else first[pieces[i]] = i;
        }

        (_first, _later) = (first.GetAlternateLookup<ReadOnlySpan<char>>(), later.GetAlternateLookup<ReadOnlySpan<char>>());
        _unknown = first[UnknownPiece];
    }

    /// <param name="word">A word as it stands in the text.</param>
    /// <param name="rows">Gets the row of each piece; holds <see cref="MaxLength"/>. Pieces beyond it are left out.</param>
    /// <returns>How many pieces there are, one at least.</returns>
    public int Cut(ReadOnlySpan<char> word, Span<int> rows)
    {
        Span<char> plain = stackalloc char[MaxLength];
        var length = word.Length <= MaxLength ? Plain(word, plain) : 0;
        var count = 0;
        for (var start = 0; start < length;)
        {
            // A mark is always a piece of its own.
            var end = start;
            while (end < length && IsLetter(plain[end])) end++;
            if (end == start) end++;
            CutRun(plain[start..end], rows, ref count);
            start = end;
        }

        if (count == 0) rows[count++] = _unknown;
        return count;
    }

    private void CutRun(ReadOnlySpan<char> run, Span<int> rows, ref int count)
    {
        var before = count;
        for (var start = 0; start < run.Length && count < rows.Length;)
        {
            var pieces = start == 0 ? _first : _later;
            var end = Math.Min(run.Length, start + LongestPiece);
            int row;
            while (!pieces.TryGetValue(run[start..end], out row))
            {
                if (--end > start) continue;
                count = before;
                row = _unknown;
                end = run.Length;
                break;
            }

            rows[count++] = row;
            start = end;
        }
    }

    // Lower case without marks, never longer than the word.
    private static int Plain(ReadOnlySpan<char> word, Span<char> plain)
    {
        if (Ascii.ToLower(word, plain, out var length) is System.Buffers.OperationStatus.Done) return length;
        length = 0;
        foreach (var c in word)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && Letters.Plain(c) is > '\0' and var letter) plain[length++] = letter;
        }

        return length;
    }

    private static bool IsLetter(char c) => char.IsAsciiLetterOrDigit(c) || (c >= 0x80 && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)));
}
