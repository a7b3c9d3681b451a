namespace IngestWorker.Articles.Content;

/// <summary>
/// How much of a line the page says in other lines too, three words at a time: pull quotes, copies for other readers and other screens,
/// summaries that repeat their article's opening.
/// </summary>
internal ref struct SaidElsewhere
{
    /// <summary>Features of a line.</summary>
    public const int Count = 2;

    private const int Run = 3;

    // The first and the last line that says it, plus one; 0 where none does.
    private WordTable<(int First, int Last)> _lines;

    public SaidElsewhere(PageTree tree)
    {
        _lines = new(tree.WordCount);
        var blocks = tree.Blocks;
        for (var line = 1; line <= blocks.Length; line++)
        {
            var words = tree.WordsOf(blocks[line - 1]);
            for (var i = 0; i + Run <= words.Length; i++)
            {
                ref var lines = ref _lines.Of(WordHashes.Join(words[i], words[i + 1], words[i + 2]));
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
            var (first, last) = _lines.Of(WordHashes.Join(words[i], words[i + 1], words[i + 2]));
            before += first < index + 1 ? 1 : 0;
            behind += last > index + 1 ? 1 : 0;
        }

        (row[0], row[1]) = (before / (float)all, behind / (float)all);
    }

    public void Dispose() => _lines.Return();
}
