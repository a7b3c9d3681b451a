namespace IngestWorker.Language.Network;

/// <summary>
/// The best tree whose arcs do not cross (Eisner 1996), over the same arc scores as <see cref="SpanningTree"/>. In English text one tree in forty
/// crosses arcs, and of the best trees over scores that know each arc alone one in nine: most of those hang a word on a verb of an aside that is over.
/// Takes time with the cube of the words, so only crossing trees are found anew. Holds its work space.
/// </summary>
internal sealed class ProjectiveTree
{
    /// <summary>Longer sentences keep their tree.</summary>
    public const int MostWords = 120;

    // For a span from s to t: the best half tree that s or t heads, with an arc between the two (Open) or without the need of one (Closed), and where it is split.
    private float[] _openLeft = [];
    private float[] _openRight = [];
    private float[] _closedLeft = [];
    private float[] _closedRight = [];
    private short[] _openSplit = [];
    private short[] _leftSplit = [];
    private short[] _rightSplit = [];
    private int _size;

    /// <summary>True where two arcs cross; the root's word is taken as hanging outside all others.</summary>
    public static bool Crosses(ReadOnlySpan<int> heads)
    {
        for (var w = 1; w < heads.Length; w++)
        {
            var head = heads[w];
            if (head <= 0) continue;
            var (from, to) = w < head ? (w, head) : (head, w);
            for (var inner = from + 1; inner < to; inner++)
            {
                // A word under the arc whose head is beyond it; the root is beyond every arc.
                if (heads[inner] < from || heads[inner] > to) return true;
            }
        }

        return false;
    }

    public static float Score(ReadOnlySpan<float> scores, int stride, ReadOnlySpan<int> heads)
    {
        var sum = 0f;
        for (var w = 1; w < heads.Length; w++) sum += scores[(w * stride) + heads[w]];
        return sum;
    }

    /// <param name="scores">Row w, column h: the score of head h for word w; row and column 0 are the root. Rows are <paramref name="stride"/> apart.</param>
    /// <param name="stride">Distance between rows.</param>
    /// <param name="count">Words, the root included; at least 2.</param>
    /// <param name="heads">Out: the head of each word; heads[0] is -1. Exactly one word hangs on the root.</param>
    public void Find(ReadOnlySpan<float> scores, int stride, int count, Span<int> heads)
    {
        Reserve(count);
        for (var w = 1; w < count; w++)
        {
            var at = (w * _size) + w;
            (_closedLeft[at], _closedRight[at]) = (0, 0);
        }

        for (var width = 1; width < count - 1; width++)
        {
            for (var s = 1; s + width < count; s++) Join(scores, stride, s, s + width);
        }

        var (root, best) = (1, float.NegativeInfinity);
        for (var w = 1; w < count; w++)
        {
            var sum = scores[w * stride] + _closedLeft[At(1, w)] + _closedRight[At(w, count - 1)];
            if (sum > best) (root, best) = (w, sum);
        }

        heads[0] = -1;
        heads[root] = 0;
        Left(1, root, heads);
        Right(root, count - 1, heads);
    }

    private int At(int s, int t) => (s * _size) + t;

    private void Join(ReadOnlySpan<float> scores, int stride, int s, int t)
    {
        var (split, best) = (s, float.NegativeInfinity);
        for (var r = s; r < t; r++)
        {
            var sum = _closedRight[At(s, r)] + _closedLeft[At(r + 1, t)];
            if (sum > best) (split, best) = (r, sum);
        }

        var at = At(s, t);
        _openSplit[at] = (short)split;
        _openLeft[at] = best + scores[(s * stride) + t];
        _openRight[at] = best + scores[(t * stride) + s];

        (split, best) = (s, float.NegativeInfinity);
        for (var r = s; r < t; r++)
        {
            var sum = _closedLeft[At(s, r)] + _openLeft[At(r, t)];
            if (sum > best) (split, best) = (r, sum);
        }

        (_leftSplit[at], _closedLeft[at]) = ((short)split, best);
        (split, best) = (t, float.NegativeInfinity);
        for (var r = s + 1; r <= t; r++)
        {
            var sum = _openRight[At(s, r)] + _closedRight[At(r, t)];
            if (sum > best) (split, best) = (r, sum);
        }

        (_rightSplit[at], _closedRight[at]) = ((short)split, best);
    }

    // Everything from s to t hangs on t, at last.
    private void Left(int s, int t, Span<int> heads)
    {
        while (s < t)
        {
            var r = _leftSplit[At(s, t)];
            Left(s, r, heads);
            heads[r] = t;
            var split = _openSplit[At(r, t)];
            Right(r, split, heads);
            s = split + 1;
        }
    }

    private void Right(int s, int t, Span<int> heads)
    {
        while (s < t)
        {
            var r = _rightSplit[At(s, t)];
            Right(r, t, heads);
            heads[r] = s;
            var split = _openSplit[At(s, r)];
            Left(split + 1, r, heads);
            t = split;
        }
    }

    private void Reserve(int count)
    {
        _size = count;
        var cells = count * count;
        if (_openLeft.Length >= cells) return;
        cells = cells * 5 / 4;
        (_openLeft, _openRight, _closedLeft, _closedRight) = (new float[cells], new float[cells], new float[cells], new float[cells]);
        (_openSplit, _leftSplit, _rightSplit) = (new short[cells], new short[cells], new short[cells]);
    }
}
