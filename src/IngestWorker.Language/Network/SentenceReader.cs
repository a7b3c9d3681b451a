using System.Runtime.InteropServices;

namespace IngestWorker.Language.Network;

/// <summary>Reads one sentence after the other with a network. Holds its work space: one instance a thread.</summary>
internal sealed class SentenceReader(CompiledModel model)
{
    private readonly NetworkShape _shape = model.Source.Shape;
    private readonly LabelSet _labels = model.Source.Labels;
    private float[] _current = [];
    private float[] _next = [];
    private float[] _projected = [];
    private float[] _tagScores = [];
    private float[] _heads = [];
    private float[] _headsTurned = [];
    private float[] _matched = [];
    private float[] _arcs = [];
    private int[] _headOf = [];
    private int _capacity;

    /// <summary>Index into the model's analyses for each word, without the root.</summary>
    public int[] Analyses { get; private set; } = [];

    /// <summary>Head of each word as an index into the sentence, -1 for the root.</summary>
    public int[] Heads { get; private set; } = [];

    /// <summary>Index into the model's relations for each word.</summary>
    public int[] Deprels { get; private set; } = [];

    /// <summary>Name tag of each word: 0 outside, 1 + 2 * kind begins, 2 + 2 * kind continues a name.</summary>
    public int[] NameTags { get; private set; } = [];

    /// <param name="forms">The sentence's words.</param>
    public void Read(ReadOnlySpan<ReadOnlyMemory<char>> forms)
    {
        var count = forms.Length + 1;
        Reserve(count);
        var d = _shape.Width;
        model.EmbedRoot(_current.AsSpan(0, d));
        for (var w = 0; w < forms.Length; w++) model.Embed(forms[w].Span, _current.AsSpan((w + 1) * d, d));

        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            var projected = _projected.AsSpan(0, count * 3 * d);
            projected.Clear();
            MatrixProduct.Add(count, 3 * d, d, _current, d, model.Source.LayerWeights[layer].Values, 3 * d, projected, 3 * d);
            Recurrence.Run(projected, _current, model.Source.LayerGates[layer].Values, _next, count, d / 2);
            (_current, _next) = (_next, _current);
            if (layer + 1 == _shape.TagLayer) ReadTags(count);
        }

        Project(count);
        ReadTree(count);
        ReadNames(count);
    }

    private void Reserve(int count)
    {
        if (count <= _capacity) return;
        _capacity = Math.Max(64, count * 3 / 2);
        var d = _shape.Width;
        _current = new float[_capacity * d];
        _next = new float[_capacity * d];
        _projected = new float[_capacity * 3 * d];
        _tagScores = new float[_capacity * _labels.CoarseColumns];
        _heads = new float[_capacity * _shape.Projected];
        _matched = new float[_capacity * _shape.ArcWidth];
        _headsTurned = new float[_shape.ArcWidth * MatrixProduct.Padded(_capacity)];
        _arcs = new float[_capacity * MatrixProduct.Padded(_capacity)];
        _headOf = new int[_capacity];
        Analyses = new int[_capacity];
        Heads = new int[_capacity];
        Deprels = new int[_capacity];
        NameTags = new int[_capacity];
    }

    private void ReadTags(int count)
    {
        var (d, coarse) = (_shape.Width, _labels.CoarseColumns);
        for (var w = 0; w < count; w++) model.Source.TagBias.Values.AsSpan(0, coarse).CopyTo(_tagScores.AsSpan(w * coarse));
        MatrixProduct.Add(count, coarse, d, _current, d, model.Source.TagWeights.Values, _labels.TagColumns, _tagScores, coarse);
        for (var w = 1; w < count; w++)
            Analyses[w - 1] = model.Tags.Best(_tagScores.AsSpan(w * coarse, coarse), _current.AsSpan(w * d, d));
    }

    private void Project(int count)
    {
        var (d, p) = (_shape.Width, _shape.Projected);
        for (var w = 0; w < count; w++) model.Source.ProjectionBias.Values.CopyTo(_heads.AsSpan(w * p));
        MatrixProduct.Add(count, p, d, _current, d, model.Source.Projection.Values, p, _heads, p);
        for (var w = 0; w < count; w++)
        {
            Activation.Apply(_heads.AsSpan(w * p, 2 * _shape.ArcWidth));
            Activation.Apply(_heads.AsSpan(((w + 1) * p) - _shape.NameWidth, _shape.NameWidth));
        }
    }

    private void ReadTree(int count)
    {
        var (a, p, stride) = (_shape.ArcWidth, _shape.Projected, MatrixProduct.Padded(count));
        var matched = _matched.AsSpan(0, count * a);
        matched.Clear();
        MatrixProduct.Add(count, a, a, _heads, p, model.Source.ArcWeights.Values, a, matched, a);

        var arcs = _arcs.AsSpan(0, count * stride);
        arcs.Clear();
        var bias = model.Source.ArcBias.Values;
        for (var h = 0; h < count; h++)
        {
            var head = _heads.AsSpan((h * p) + a, a);
            for (var i = 0; i < a; i++) _headsTurned[(i * stride) + h] = head[i];
            arcs[h] = VectorMath.Dot(head, bias);
        }

        // Row 0, the root's own, is never read as a dependent: it holds each head's bias until the rows have taken it.
        for (var w = 1; w < count; w++) arcs[..stride].CopyTo(arcs[(w * stride)..]);
        MatrixProduct.Add(count, stride, a, matched, a, _headsTurned, stride, arcs, stride);
        SpanningTree.Find(arcs, stride, count, _headOf);
        for (var w = 1; w < count; w++)
        {
            Heads[w - 1] = _headOf[w] - 1;
            Deprels[w - 1] = Relation(w, _headOf[w]);
        }
    }

    private int Relation(int word, int head)
    {
        var (l, p) = (_shape.LabelWidth, _shape.Projected);
        if (head == 0) return model.RootRelation;
        Span<float> hidden = stackalloc float[l];
        var dependent = _heads.AsSpan((word * p) + (2 * _shape.ArcWidth), l);
        var governor = _heads.AsSpan((head * p) + (2 * _shape.ArcWidth) + l, l);
        dependent.CopyTo(hidden);
        VectorMath.Add(hidden, governor);
        Activation.Apply(hidden);

        Span<float> scores = stackalloc float[_labels.DeprelColumns];
        model.Source.LabelBias.Values.CopyTo(scores);
        MatrixProduct.Add(1, scores.Length, l, hidden, l, model.Source.LabelWeights.Values, scores.Length, scores, scores.Length);
        var best = -1;
        for (var r = 0; r < _labels.Deprels.Length; r++)
        {
            if (r != model.RootRelation && (best < 0 || scores[r] > scores[best])) best = r;
        }

        return best;
    }

    private void ReadNames(int count)
    {
        var (n, p) = (_shape.NameWidth, _shape.Projected);
        const int columns = LabelSet.NameColumns;
        var scores = _projected.AsSpan(0, count * columns);
        for (var w = 0; w < count; w++) model.Source.NameBias.Values.CopyTo(scores[(w * columns)..]);
        MatrixProduct.Add(count, columns, n, _heads.AsSpan(p - n), p, model.Source.NameWeights.Values, columns, scores, columns);
        NamePath.Best(scores[columns..], columns, NameTags.AsSpan(0, count - 1));
    }
}

/// <summary>The leaky rectifier.</summary>
internal static class Activation
{
    public const float Slope = 0.1f;

    public static void Apply(Span<float> values)
    {
        VectorMath.Rectify(values, Slope);
    }
}
