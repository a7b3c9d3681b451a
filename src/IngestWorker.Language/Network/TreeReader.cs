namespace IngestWorker.Language.Network;

/// <summary>Heads and relations from the projected states of several sentences. Holds its work space.</summary>
internal sealed class TreeReader(CompiledModel model)
{
    private readonly NetworkShape _shape = model.Source.Shape;
    private readonly ByteRows _bytes = new();
    private readonly SpanningTree _tree = new();
    private float[] _matched = [];
    private float[] _turned = [];
    private float[] _arcs = [];
    private float[] _hidden = [];
    private float[] _scores = [];
    private int[] _headOf = [];

    /// <param name="projected">The projected states, a row for each word and for the root before each sentence.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="starts">The first row of each sentence, its root.</param>
    /// <param name="heads">Out: the head of each word as an index into its sentence, -1 for the root.</param>
    /// <param name="deprels">Out: the relation of each word.</param>
    public void Read(float[] projected, int rows, List<int> starts, int[] heads, int[] deprels)
    {
        var (a, l, p, columns) = (_shape.ArcWidth, _shape.LabelWidth, _shape.Projected, model.Relations.Columns);
        Reserve(ref _matched, rows * a);
        Reserve(ref _hidden, rows * l);
        Reserve(ref _scores, rows * columns);
        _bytes.Fill(projected, rows, a, p);
        model.Arcs.Multiply(_bytes, [], _matched, a);
        for (var s = 0; s < starts.Count; s++)
        {
            var end = s + 1 < starts.Count ? starts[s + 1] : rows;
            ReadHeads(projected.AsSpan(starts[s] * p), _matched.AsSpan(starts[s] * a), end - starts[s], heads.AsSpan(starts[s] - s));
            GatherEnds(projected, starts[s], end, s, heads);
        }

        _bytes.Fill(_hidden, rows, l, l);
        model.Relations.Multiply(_bytes, model.Source.LabelBias.Values, _scores, columns);
        for (var s = 0; s < starts.Count; s++)
        {
            var end = s + 1 < starts.Count ? starts[s + 1] : rows;
            for (var row = starts[s] + 1; row < end; row++)
            {
                var word = row - s - 1;
                deprels[word] = heads[word] < 0 ? model.RootRelation : BestRelation(_scores.AsSpan(row * columns, model.Source.Labels.Deprels.Length));
            }
        }
    }

    private void ReadHeads(ReadOnlySpan<float> projected, ReadOnlySpan<float> matched, int count, Span<int> heads)
    {
        var (a, p, stride) = (_shape.ArcWidth, _shape.Projected, MatrixProduct.Padded(count));
        Reserve(ref _turned, a * stride);
        Reserve(ref _arcs, count * stride);
        Reserve(ref _headOf, count);
        var arcs = _arcs.AsSpan(0, count * stride);
        var bias = model.Source.ArcBias.Values;
        arcs[..stride].Clear();
        for (var h = 0; h < count; h++)
        {
            var head = projected.Slice((h * p) + a, a);
            for (var i = 0; i < a; i++) _turned[(i * stride) + h] = head[i];
            arcs[h] = VectorMath.Dot(head, bias);
        }

        // Row 0, the root's own, is never read as a dependent: it holds each head's bias until the rows have taken it.
        for (var w = 1; w < count; w++) arcs[..stride].CopyTo(arcs[(w * stride)..]);
        MatrixProduct.Add(count, stride, a, matched, a, _turned, stride, arcs, stride);
        _tree.Find(arcs, stride, count, _headOf);
        for (var w = 1; w < count; w++) heads[w - 1] = _headOf[w] - 1;
    }

    // The relation is read from the rectified sum of both ends.
    private void GatherEnds(float[] projected, int start, int end, int sentence, int[] heads)
    {
        var (a, l, p) = (_shape.ArcWidth, _shape.LabelWidth, _shape.Projected);
        _hidden.AsSpan(start * l, l).Clear();
        for (var row = start + 1; row < end; row++)
        {
            var hidden = _hidden.AsSpan(row * l, l);
            projected.AsSpan((row * p) + (2 * a), l).CopyTo(hidden);
            VectorMath.Add(hidden, projected.AsSpan(((start + heads[row - sentence - 1] + 1) * p) + (2 * a) + l, l));
            Activation.Apply(hidden);
        }
    }

    private int BestRelation(ReadOnlySpan<float> scores)
    {
        var best = -1;
        for (var r = 0; r < scores.Length; r++)
        {
            if (r != model.RootRelation && (best < 0 || scores[r] > scores[best])) best = r;
        }

        return best;
    }

    private static void Reserve<T>(ref T[] array, int length)
    {
        if (array.Length < length) array = new T[length * 5 / 4];
    }
}
