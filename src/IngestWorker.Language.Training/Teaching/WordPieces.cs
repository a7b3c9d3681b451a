using System.Globalization;
using System.Text;

namespace IngestWorker.Language.Training.Teaching;

/// <summary>Cuts words into the pieces of a BERT vocabulary: lower case, no accents, the longest piece first.</summary>
internal sealed class WordPieces
{
    private const int MaxLength = 100;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _rows;
    private readonly Dictionary<string, int[]> _known = new(StringComparer.Ordinal);

    public WordPieces(string[] pieces)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < pieces.Length; i++) rows[pieces[i]] = i;
        _rows = rows.GetAlternateLookup<ReadOnlySpan<char>>();
        (First, Last, Unknown) = (rows["[CLS]"], rows["[SEP]"], rows["[UNK]"]);
    }

    /// <summary>The piece that begins each sentence.</summary>
    public int First { get; }

    /// <summary>The piece that ends each sentence.</summary>
    public int Last { get; }

    public int Unknown { get; }

    public int[] Of(string word)
    {
        if (_known.TryGetValue(word, out var known)) return known;
        var pieces = new List<int>();
        var run = new StringBuilder();
        foreach (var c in word.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) continue;
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                run.Append(c);
                continue;
            }

            // A mark is always a piece of its own.
            Cut(run, pieces);
            Cut(run.Append(c), pieces);
        }

        Cut(run, pieces);
        return _known[word] = pieces.Count == 0 ? [Unknown] : [.. pieces];
    }

    private void Cut(StringBuilder run, List<int> pieces)
    {
        if (run.Length == 0) return;
        var text = run.ToString();
        run.Clear();
        var before = pieces.Count;
        for (var start = 0; start < text.Length;)
        {
            var end = text.Length;
            var row = -1;
            for (; end > start && text.Length <= MaxLength; end--)
            {
                if (_rows.TryGetValue(start == 0 ? text[..end] : string.Concat("##", text.AsSpan(start, end - start)), out row)) break;
                row = -1;
            }

            if (row < 0)
            {
                pieces.RemoveRange(before, pieces.Count - before);
                pieces.Add(Unknown);
                return;
            }

            pieces.Add(row);
            start = end;
        }
    }
}
