namespace IngestWorker.Language.Network;

/// <summary>The best tree over arc scores: each word's best head where that is a tree already, else Chu-Liu and Edmonds.</summary>
internal static class SpanningTree
{
    /// <param name="scores">Row w, column h: the score of head h for word w; row and column 0 are the root. Rows are <paramref name="stride"/> apart.</param>
    /// <param name="stride">Distance between rows.</param>
    /// <param name="count">Words, the root included.</param>
    /// <param name="heads">Out: the head of each word; heads[0] is -1. Exactly one word hangs on the root.</param>
    public static void Find(ReadOnlySpan<float> scores, int stride, int count, Span<int> heads)
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

        if (!HasCycle(heads, count)) return;
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

    private static bool HasCycle(ReadOnlySpan<int> heads, int count)
    {
        Span<int> seen = count <= 512 ? stackalloc int[count] : new int[count];
        seen.Clear();
        for (var w = 1; w < count; w++)
        {
            var at = w;
            while (at > 0 && seen[at] == 0)
            {
                seen[at] = w;
                at = heads[at];
            }

            if (at > 0 && seen[at] == w) return true;
        }

        return false;
    }

    /// <summary>Sentences need one contraction or two; hundreds of equal words would need one each, so the rest is broken up instead.</summary>
    private const int MaxContractions = 8;

    // Chu-Liu and Edmonds by contraction in a dense matrix.
    private static void WithoutCycles(ReadOnlySpan<float> scores, int stride, int count, int root, Span<int> heads)
    {
        var cost = new float[count, count];
        for (var w = 1; w < count; w++)
        {
            for (var h = 0; h < count; h++)
            {
                var allowed = h != w && (h == 0 ? w == root : w != root);
                cost[w, h] = allowed ? scores[(w * stride) + h] : float.NegativeInfinity;
            }
        }

        var result = Contract(cost, count, 0);
        for (var w = 1; w < count; w++) heads[w] = result[w];
    }

    private static int[] Contract(float[,] score, int count, int depth)
    {
        var heads = new int[count];
        for (var w = 1; w < count; w++)
        {
            var best = 0;
            for (var h = 1; h < count; h++)
            {
                if (score[w, h] > score[w, best]) best = h;
            }

            heads[w] = best;
        }

        var cycle = FindCycle(heads, count);
        if (cycle is null) return heads;
        if (depth == MaxContractions) return BreakCycles(score, heads, count);

        // The nodes outside keep their order; the cycle becomes the last node.
        var inCycle = new bool[count];
        foreach (var w in cycle) inCycle[w] = true;
        var outside = Enumerable.Range(0, count).Where(w => !inCycle[w]).ToArray();
        var size = outside.Length + 1;
        var merged = new float[size, size];
        var enters = new int[size];
        var leaves = new int[size];
        for (var o = 0; o < outside.Length; o++)
        {
            for (var p = 0; p < outside.Length; p++) merged[o, p] = score[outside[o], outside[p]];
            var (bestIn, bestOut) = (float.NegativeInfinity, float.NegativeInfinity);
            (enters[o], leaves[o]) = (cycle[0], cycle[0]);
            foreach (var c in cycle)
            {
                var into = score[c, outside[o]] - score[c, heads[c]];
                if (into > bestIn) (bestIn, enters[o]) = (into, c);
                if (score[outside[o], c] > bestOut) (bestOut, leaves[o]) = (score[outside[o], c], c);
            }

            merged[size - 1, o] = bestIn;
            merged[o, size - 1] = bestOut;
        }

        merged[size - 1, size - 1] = float.NegativeInfinity;
        var inner = Contract(merged, size, depth + 1);
        for (var o = 1; o < outside.Length; o++) heads[outside[o]] = inner[o] == size - 1 ? leaves[o] : outside[inner[o]];
        heads[enters[inner[size - 1]]] = outside[inner[size - 1]];
        return heads;
    }

    // Hangs one word of each cycle on the root's word, which is in none.
    private static int[] BreakCycles(float[,] score, int[] heads, int count)
    {
        var root = Array.IndexOf(heads, 0, 1);
        while (FindCycle(heads, count) is { } cycle)
        {
            var best = cycle[0];
            foreach (var w in cycle)
            {
                if (score[w, root] - score[w, heads[w]] > score[best, root] - score[best, heads[best]]) best = w;
            }

            heads[best] = root;
        }

        return heads;
    }

    private static List<int>? FindCycle(int[] heads, int count)
    {
        var seen = new int[count];
        for (var w = 1; w < count; w++)
        {
            var at = w;
            while (at > 0 && seen[at] == 0)
            {
                seen[at] = w;
                at = heads[at];
            }

            if (at <= 0 || seen[at] != w) continue;
            var cycle = new List<int>();
            var start = at;
            do
            {
                cycle.Add(at);
                at = heads[at];
            }
            while (at != start);
            return cycle;
        }

        return null;
    }
}
