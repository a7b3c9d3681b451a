using System.Buffers;
using System.Numerics;

namespace IngestWorker.Articles.Content;

/// <summary>
/// How often a page says its words, in all and in its running text. Words that come again and again are those that every sentence of a
/// language needs, so they tell sentences from labels without a list of them; words of the running text tell what belongs to its subject.
/// The table is open addressing in pooled memory: a dictionary would cost more than all other features of a line.
/// </summary>
internal ref struct WordCounts
{
    private ulong[] _words;
    private int[] _counts;
    private readonly int _mask;

    public WordCounts(PageTree tree)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, tree.WordCount * 2));
        _mask = size - 1;
        _words = ArrayPool<ulong>.Shared.Rent(size);
        _counts = ArrayPool<int>.Shared.Rent(size);
        Array.Clear(_counts, 0, size);
        foreach (ref readonly var block in tree.Blocks)
        {
            var add = PageLayout.IsGood(block) ? 0x10001 : 1;
            foreach (var word in tree.WordsOf(block))
            {
                var at = Find(word);
                _words[at] = word;
                // The halves must not run over into each other.
                if ((_counts[at] & 0xFFFF) < 0x7FFF)
                    _counts[at] += add;
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
            var count = _counts[Find(word)];
            logs += BitOperations.Log2((uint)(count & 0xFFFF));
            shared += (count >> 16) > own ? 1 : 0;
        }

        return (logs / (float)words.Length, shared / (float)words.Length);
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_words);
        ArrayPool<int>.Shared.Return(_counts);
        (_words, _counts) = ([], []);
    }

    private readonly int Find(ulong word)
    {
        var at = (int)((word ^ (word >> 32)) & (uint)_mask);
        while (_counts[at] != 0 && _words[at] != word)
            at = (at + 1) & _mask;
        return at;
    }
}
