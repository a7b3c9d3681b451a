namespace IngestWorker.Language.Network;

/// <summary>The best sequence of name tags in which no name continues that has not begun.</summary>
internal static class NamePath
{
    private const int Tags = LabelSet.NameTagCount;

    /// <param name="scores">A row of scores for each word.</param>
    /// <param name="stride">Distance between rows.</param>
    /// <param name="path">Out: each word's tag.</param>
    public static void Best(ReadOnlySpan<float> scores, int stride, Span<int> path)
    {
        if (path.IsEmpty) return;
        Span<float> best = stackalloc float[Tags];
        Span<float> next = stackalloc float[Tags];
        Span<byte> from = path.Length <= 512 ? stackalloc byte[path.Length * Tags] : new byte[path.Length * Tags];
        for (var t = 0; t < Tags; t++) best[t] = Continues(t) ? float.NegativeInfinity : scores[t];
        for (var w = 1; w < path.Length; w++)
        {
            var any = ArgMax(best);
            for (var t = 0; t < Tags; t++)
            {
                var previous = any;
                if (Continues(t)) previous = best[t - 1] >= best[t] ? t - 1 : t;
                next[t] = best[previous] + scores[(w * stride) + t];
                from[(w * Tags) + t] = (byte)previous;
            }

            next.CopyTo(best);
        }

        var tag = ArgMax(best);
        for (var w = path.Length - 1; w >= 0; w--)
        {
            path[w] = tag;
            tag = from[(w * Tags) + tag];
        }
    }

    private static bool Continues(int tag) => tag > 0 && tag % 2 == 0;

    private static int ArgMax(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best]) best = i;
        }

        return best;
    }
}
