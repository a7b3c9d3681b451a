namespace IngestWorker.Language.Network;

/// <summary>
/// The best tree over arc scores: each word's best head where that is a tree already, else Chu-Liu and Edmonds. Holds its
/// work space.
/// </summary>
internal sealed class SpanningTree
{
    private readonly List<Level> _levels = [];
    private int[] _seen = [];

    /// <param name="scores">Row w, column h: the score of head h for word w; row and column 0 are the root. Rows are <paramref name="stride"/> apart.</param>
    /// <param name="stride">Distance between rows.</param>
    /// <param name="count">Words, the root included.</param>
    /// <param name="heads">Out: the head of each word; heads[0] is -1. Exactly one word hangs on the root.</param>
    public void Find(ReadOnlySpan<float> scores, int stride, int count, Span<int> heads)
    {
        heads[0] = -1;
        if (count == 1) return;

        var root = 0;
        var rootMargin = float.NegativeInfinity;
        var onRoot = 0;
        for (var w = 1; w < count; w++)
        {
            var row = scores.Slice(w * stride, count);
            var best = w == 1 ? (count > 2 ? 2 : 0) : 1;
            for (var h = 1; h < count; h++)
            {
                if (h != w && row[h] > row[best]) best = h;
            }

            // What choosing this word as the root gains over its best other head.
            var margin = best == 0 ? float.MaxValue : row[0] - row[best];
            if (margin > rootMargin) (root, rootMargin) = (w, margin);
            heads[w] = row[0] >= row[best] ? 0 : best;
            if (heads[w] == 0) onRoot++;
        }

        if (onRoot != 1)
        {
            for (var w = 1; w < count; w++)
            {
                if (w == root) heads[w] = 0;
                else if (heads[w] == 0) heads[w] = BestHead(scores.Slice(w * stride, count), w);
            }
        }

        if (OnCycle(heads, count) < 0) return;
        for (var w = 1; w < count && onRoot == 1; w++)
        {
            if (heads[w] == 0) root = w;
        }

        WithoutCycles(scores, stride, count, root, heads);
    }

    private static int BestHead(ReadOnlySpan<float> row, int word)
    {
        var best = -1;
        for (var h = 1; h < row.Length; h++)
        {
            if (h != word && (best < 0 || row[h] > row[best])) best = h;
        }

        return best;
    }

    /// <returns>A word on a cycle; -1 where there is none.</returns>
    private int OnCycle(ReadOnlySpan<int> heads, int count)
    {
        if (_seen.Length < count) _seen = new int[count * 2];
        var seen = _seen.AsSpan(0, count);
        seen.Clear();
        for (var w = 1; w < count; w++)
        {
            var at = w;
            while (at > 0 && seen[at] == 0)
            {
                seen[at] = w;
                at = heads[at];
            }

            if (at > 0 && seen[at] == w) return at;
        }

        return -1;
    }

    /// <summary>Sentences need one contraction or two; hundreds of equal words would need one each, so the rest is broken up instead.</summary>
    private const int MaxContractions = 8;

    // Chu-Liu and Edmonds by contraction in a dense matrix.
    private void WithoutCycles(ReadOnlySpan<float> scores, int stride, int count, int root, Span<int> heads)
    {
        var level = LevelAt(0, count);
        for (var w = 1; w < count; w++)
        {
            var row = level.Row(w);
            scores.Slice(w * stride, count).CopyTo(row);
            // The root has one word, and that word no other head.
            if (w == root) row[1..].Fill(float.NegativeInfinity);
            else row[0] = row[w] = float.NegativeInfinity;
        }

        Contract(0);
        level.Heads.AsSpan(1, count - 1).CopyTo(heads[1..]);
    }

    private Level LevelAt(int depth, int size)
    {
        if (depth == _levels.Count) _levels.Add(new Level());
        _levels[depth].Reserve(size);
        return _levels[depth];
    }

    private void Contract(int depth)
    {
        var level = _levels[depth];
        var (count, heads) = (level.Size, level.Heads);
        for (var w = 1; w < count; w++)
        {
            var row = level.Row(w);
            var best = 0;
            for (var h = 1; h < count; h++)
            {
                if (row[h] > row[best]) best = h;
            }

            heads[w] = best;
        }

        var at = OnCycle(heads, count);
        if (at < 0) return;
        if (depth == MaxContractions)
        {
            BreakCycles(level);
            return;
        }

        level.MarkCycle(at);
        var merged = Merge(level, depth + 1);
        Contract(depth + 1);
        var last = merged.Size - 1;
        for (var o = 1; o < last; o++) heads[level.Outside[o]] = merged.Heads[o] == last ? level.Leaves[o] : level.Outside[merged.Heads[o]];
        heads[level.Enters[merged.Heads[last]]] = level.Outside[merged.Heads[last]];
    }

    // The nodes outside keep their order; the cycle becomes the last node.
    private Level Merge(Level level, int depth)
    {
        var outside = 0;
        for (var w = 0; w < level.Size; w++)
        {
            if (!level.InCycle[w]) level.Outside[outside++] = w;
        }

        var merged = LevelAt(depth, outside + 1);
        merged.Row(outside)[outside] = float.NegativeInfinity;
        for (var o = 0; o < outside; o++)
        {
            var row = merged.Row(o);
            var own = level.Row(level.Outside[o]);
            for (var p = 0; p < outside; p++) row[p] = own[level.Outside[p]];
            var (bestIn, bestOut) = (float.NegativeInfinity, float.NegativeInfinity);
            (level.Enters[o], level.Leaves[o]) = (level.Cycle[0], level.Cycle[0]);
            foreach (var c in level.Cycle)
            {
                var into = level.Row(c)[level.Outside[o]] - level.Row(c)[level.Heads[c]];
                if (into > bestIn) (bestIn, level.Enters[o]) = (into, c);
                if (own[c] > bestOut) (bestOut, level.Leaves[o]) = (own[c], c);
            }

            merged.Row(outside)[o] = bestIn;
            row[outside] = bestOut;
        }

        return merged;
    }

    // Hangs one word of each cycle on the root's word, which is in none.
    private void BreakCycles(Level level)
    {
        var heads = level.Heads.AsSpan(0, level.Size);
        var root = heads[1..].IndexOf(0) + 1;
        for (var at = OnCycle(heads, level.Size); at >= 0; at = OnCycle(heads, level.Size))
        {
            level.MarkCycle(at);
            var best = level.Cycle[0];
            foreach (var w in level.Cycle)
            {
                if (level.Row(w)[root] - level.Row(w)[heads[w]] > level.Row(best)[root] - level.Row(best)[heads[best]]) best = w;
            }

            heads[best] = root;
        }
    }

    /// <summary>One contraction's scores and what is needed to undo it.</summary>
    private sealed class Level
    {
        private float[] _scores = [];

        public int Size { get; private set; }

        public int[] Heads { get; private set; } = [];

        public int[] Enters { get; private set; } = [];

        public int[] Leaves { get; private set; } = [];

        public int[] Outside { get; private set; } = [];

        public bool[] InCycle { get; private set; } = [];

        public List<int> Cycle { get; } = [];

        public Span<float> Row(int word) => _scores.AsSpan(word * Size, Size);

        public void Reserve(int size)
        {
            Size = size;
            if (_scores.Length < size * size) _scores = new float[size * size * 5 / 4];
            // The root's row is read when rows are copied, and never chosen from.
            _scores.AsSpan(0, size).Fill(float.NegativeInfinity);
            if (Heads.Length >= size) return;
            (Heads, Enters, Leaves, Outside, InCycle) = (new int[size * 2], new int[size * 2], new int[size * 2], new int[size * 2], new bool[size * 2]);
        }

        public void MarkCycle(int at)
        {
            Cycle.Clear();
            InCycle.AsSpan(0, Size).Clear();
            for (var w = at; !InCycle[w]; w = Heads[w])
            {
                InCycle[w] = true;
                Cycle.Add(w);
            }
        }
    }
}
