using System.Buffers;
using System.Numerics;

namespace IngestWorker.Articles.Content;

/// <summary>
/// How much of a line the page says in other lines too, three words at a time: pull quotes, copies for other readers and other screens,
/// summaries that repeat their article's opening. The table is of the same make as that of <see cref="WordCounts"/>.
/// </summary>
internal ref struct SaidElsewhere
{
    /// <summary>Features of a line.</summary>
    public const int Count = 2;

    private const int Run = 3;

    private ulong[] _runs;

    // The first and the last line that says it, plus one; 0 where the place is free.
    private (int First, int Last)[] _lines;
    private readonly int _mask;

    public SaidElsewhere(PageTree tree)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, tree.WordCount * 2));
        _mask = size - 1;
        _runs = ArrayPool<ulong>.Shared.Rent(size);
        _lines = ArrayPool<(int, int)>.Shared.Rent(size);
        Array.Clear(_lines, 0, size);
        var blocks = tree.Blocks;
        for (var line = 1; line <= blocks.Length; line++)
        {
            var words = tree.WordsOf(blocks[line - 1]);
            for (var i = 0; i + Run <= words.Length; i++)
            {
                var run = WordHashes.Join(words[i], words[i + 1], words[i + 2]);
                var at = Find(run);
                _runs[at] = run;
                ref var lines = ref _lines[at];
                lines = (lines.First == 0 ? line : lines.First, line);
            }
        }
    }

    /// <summary>The shares of the line that stand in lines before it and behind it.</summary>
    public readonly void Write(PageTree tree, int index, Span<float> row)
    {
        var words = tree.WordsOf(tree.Blocks[index]);
        var all = words.Length - Run + 1;
        if (all < 1)
        {
            (row[0], row[1]) = (-1, -1);
            return;
        }

        int before = 0, behind = 0;
        for (var i = 0; i < all; i++)
        {
            var (first, last) = _lines[Find(WordHashes.Join(words[i], words[i + 1], words[i + 2]))];
            before += first < index + 1 ? 1 : 0;
            behind += last > index + 1 ? 1 : 0;
        }

        (row[0], row[1]) = (before / (float)all, behind / (float)all);
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_runs);
        ArrayPool<(int, int)>.Shared.Return(_lines);
        (_runs, _lines) = ([], []);
    }

    private readonly int Find(ulong run)
    {
        var at = (int)((run ^ (run >> 32)) & (uint)_mask);
        while (_lines[at].First != 0 && _runs[at] != run)
            at = (at + 1) & _mask;
        return at;
    }
}
