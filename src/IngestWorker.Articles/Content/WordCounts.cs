using System.Numerics;

namespace IngestWorker.Articles.Content;

/// <summary>
/// How often a page says its words, in all and in its running text. Words that come again and again are those that every sentence of a
/// language needs, so they tell sentences from labels without a list of them; words of the running text tell what belongs to its subject.
/// </summary>
internal ref struct WordCounts
{
    // In all below, in the running text above the sixteenth bit.
    private WordTable<int> _counts;

    public WordCounts(PageTree tree)
    {
        _counts = new(tree.WordCount);
        foreach (ref readonly var block in tree.Blocks)
        {
            var add = PageLayout.IsGood(block) ? 0x10001 : 1;
            foreach (var word in tree.WordsOf(block))
            {
                ref var count = ref _counts.Of(word);
                // The halves must not run over into each other.
                if ((count & 0xFFFF) < 0x7FFF)
                    count += add;
            }
        }
    }

    /// <summary>How common a line's words are on the page (mean logarithm of their number), and the share of them that its running text says elsewhere.</summary>
    public readonly (float Common, float Shared) Of(PageTree tree, in PageBlock block)
    {
        var words = tree.WordsOf(block);
        if (words.IsEmpty)
            return (0, 0);
        var own = PageLayout.IsGood(block) ? 1 : 0;
        int logs = 0, shared = 0;
        foreach (var word in words)
        {
            var count = _counts.Of(word);
            logs += BitOperations.Log2((uint)(count & 0xFFFF));
            shared += (count >> 16) > own ? 1 : 0;
        }

        return (logs / (float)words.Length, shared / (float)words.Length);
    }

    public void Dispose() => _counts.Return();
}
