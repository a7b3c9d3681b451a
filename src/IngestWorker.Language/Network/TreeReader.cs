namespace IngestWorker.Language.Network;

/// <summary>Heads and relations from the projected states of several sentences. Holds its work space.</summary>
internal sealed class TreeReader(CompiledModel model)
{
    /// <summary>A tree is found anew so often at most.</summary>
    private const int Rounds = 3;

    /// <summary>What crossing arcs have to gain in score.</summary>
    private const float Worth = 5;

    private const float Forbidden = -1e9f;
    private readonly List<(int Word, int Head)> _forbidden = [];
    private readonly NetworkShape _shape = model.Source.Shape;
    private readonly ByteRows _bytes = new();
    private readonly SpanningTree _tree = new();
    private readonly ProjectiveTree _projective = new();
    private int[] _uncrossed = [];
    private float[] _matched = [];
    private float[] _turned = [];
    private float[] _arcs = [];
    private float[] _hidden = [];
    private float[] _scores = [];
    private int[] _headOf = [];

    /// <param name="projected">The projected states, a row for each word and for the root before each sentence.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="starts">The first row of each sentence, its root.</param>
    /// <param name="analyses">The analysis of each word.</param>
    /// <param name="heads">Out: the head of each word as an index into its sentence, -1 for the root.</param>
    /// <param name="deprels">Out: the relation of each word.</param>
    public void Read(float[] projected, int rows, List<int> starts, int[] analyses, int[] heads, int[] deprels)
    {
        var (a, l, p) = (_shape.ArcWidth, _shape.LabelWidth, _shape.Projected);
        Reserve(ref _matched, rows * a);
        Reserve(ref _hidden, rows * l);
        Reserve(ref _scores, rows * model.Relations.Columns);
        _bytes.Fill(projected, rows, a, p);
        model.Arcs.Multiply(_bytes, [], _matched, a);
        _forbidden.Clear();
        for (var s = 0; s < starts.Count; s++) ReadHeads(projected, starts[s], End(starts, s, rows), s, heads);
        ReadRelations(0, rows);
        for (var s = 0; s < starts.Count; s++)
        {
            var end = End(starts, s, rows);
            NameRelations(starts[s], end, s, heads, deprels);
            for (var round = 0; round < Rounds && ForbidFiniteModifiers(starts[s], end, s, analyses, heads, deprels); round++)
            {
                ReadHeads(projected, starts[s], end, s, heads);
                ReadRelations(starts[s], end);
                NameRelations(starts[s], end, s, heads, deprels);
            }

            _forbidden.Clear();
        }
    }

    private static int End(List<int> starts, int sentence, int rows) => sentence + 1 < starts.Count ? starts[sentence + 1] : rows;

    // "Police arrested protesters": what is tagged as a finite verb is nobody's adjective, so the tree is found anew without that arc.
    private bool ForbidFiniteModifiers(int start, int end, int sentence, int[] analyses, int[] heads, int[] deprels)
    {
        var known = _forbidden.Count;
        for (var row = start + 1; row < end; row++)
        {
            var word = row - sentence - 1;
            if (deprels[word] == model.Modifier && model.IsFinite(analyses[word])) _forbidden.Add((row - start, heads[word] + 1));
        }

        return _forbidden.Count > known;
    }

    private void ReadRelations(int first, int end)
    {
        var (l, columns) = (_shape.LabelWidth, model.Relations.Columns);
        _bytes.Fill(_hidden.AsSpan(first * l), end - first, l, l);
        model.Relations.Multiply(_bytes, model.Source.LabelBias.Values, _scores.AsSpan(first * columns), columns);
    }

    private void NameRelations(int start, int end, int sentence, int[] heads, int[] deprels)
    {
        for (var row = start + 1; row < end; row++)
        {
            var word = row - sentence - 1;
            deprels[word] = heads[word] < 0 ? model.RootRelation : BestRelation(_scores.AsSpan(row * model.Relations.Columns, model.Source.Labels.Deprels.Length));
        }
    }

    private void ReadHeads(float[] all, int start, int end, int sentence, int[] allHeads)
    {
        var count = end - start;
        var (a, p, stride) = (_shape.ArcWidth, _shape.Projected, MatrixProduct.Padded(count));
        var projected = all.AsSpan(start * p);
        var heads = allHeads.AsSpan(start - sentence);
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
        MatrixProduct.Add(count, stride, a, _matched.AsSpan(start * a), a, _turned, stride, arcs, stride);
        foreach (var (word, head) in _forbidden) arcs[(word * stride) + head] = Forbidden;
        _tree.Find(arcs, stride, count, _headOf);
        Uncross(arcs, stride, count);
        for (var w = 1; w < count; w++) heads[w - 1] = _headOf[w] - 1;
        GatherEnds(all, start, end, sentence, allHeads);
    }

    // "Soldiers, backed by helicopters, abducted villagers", whom the scores hang on the aside: arcs cross only where that is worth much.
    private void Uncross(ReadOnlySpan<float> arcs, int stride, int count)
    {
        var heads = _headOf.AsSpan(0, count);
        if (count > ProjectiveTree.MostWords || !ProjectiveTree.Crosses(heads)) return;
        Reserve(ref _uncrossed, count);
        var uncrossed = _uncrossed.AsSpan(0, count);
        _projective.Find(arcs, stride, count, uncrossed);
        if (ProjectiveTree.Score(arcs, stride, heads) - ProjectiveTree.Score(arcs, stride, uncrossed) <= Worth) uncrossed.CopyTo(heads);
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
