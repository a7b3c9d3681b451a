namespace IngestWorker.Language.Network;

/// <summary>
/// Reads sentences with a network, several in one product of matrices. Holds its work space: one instance a thread.
/// Sentences are added word by word, then all are read; results stand in the order of the words.
/// </summary>
internal sealed class SentenceReader
{
    /// <summary>So many words make good use of a product; more only need more room.</summary>
    public const int GoodBatch = 240;

    private readonly CompiledModel _model;
    private readonly NetworkShape _shape;
    private readonly LabelSet _labels;
    private readonly TreeReader _trees;
    private readonly WordCache _cache;
    private readonly ByteRows _bytes = new();
    private readonly List<int> _starts = [];
    private readonly List<int> _missing = [];
    private float[] _current = [];
    private float[] _next = [];
    private float[] _projected = [];
    private float[] _gathered = [];
    private float[] _tagScores = [];
    private float[] _heads = [];
    private int[] _slots = [];
    private int _capacity;
    private int _rows;

    public SentenceReader(CompiledModel model)
    {
        (_model, _shape, _labels) = (model, model.Source.Shape, model.Source.Labels);
        _trees = new TreeReader(model);
        _cache = new WordCache(_shape.Width);
    }

    /// <summary>The words that were added.</summary>
    public int Words => _rows - _starts.Count;

    /// <summary>Each word as a string.</summary>
    public string[] Forms { get; private set; } = [];

    /// <summary>Index into the model's analyses for each word.</summary>
    public int[] Analyses { get; private set; } = [];

    /// <summary>Head of each word as an index into its sentence, -1 for the root.</summary>
    public int[] Heads { get; private set; } = [];

    /// <summary>Index into the model's relations for each word.</summary>
    public int[] Deprels { get; private set; } = [];

    /// <summary>Name tag of each word: 0 outside, 1 + 2 * kind begins, 2 + 2 * kind continues a name.</summary>
    public int[] NameTags { get; private set; } = [];

    /// <summary>Forgets the sentences that were read.</summary>
    public void Clear()
    {
        _rows = 0;
        _starts.Clear();
        _missing.Clear();
    }

    /// <summary>Reads one sentence by itself.</summary>
    public void Read(ReadOnlySpan<string> forms)
    {
        Clear();
        BeginSentence(forms.Length);
        foreach (var form in forms) Add(form);
        Read();
    }

    /// <param name="length">At least as many words as will be added.</param>
    public void BeginSentence(int length)
    {
        Reserve(_rows + length + 1);
        _starts.Add(_rows);
        _missing.Add(_rows);
        _slots[_rows] = -1;
        _model.EmbedRoot(_current.AsSpan(_rows++ * _shape.Width, _shape.Width));
    }

    public void Add(ReadOnlySpan<char> form)
    {
        var (d, row) = (_shape.Width, _rows++);
        var slot = _cache.Find(form, _model);
        _slots[row] = slot;
        Forms[row - _starts.Count] = slot >= 0 ? _cache.Word(slot) : _model.Text(form);
        if (slot >= 0 && _cache.TryGet(slot, _current.AsSpan(row * d, d), _projected.AsSpan(row * 3 * d, 3 * d))) return;
        _model.Embed(form, _current.AsSpan(row * d, d));
        _missing.Add(row);
    }

    /// <summary>Reads all sentences that were added.</summary>
    public void Read()
    {
        var d = _shape.Width;
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            if (layer == 0) ProjectMissing();
            else Product(_current, d, _model.Layers[layer], [], _projected);
            for (var s = 0; s < _starts.Count; s++)
            {
                var (start, length) = (_starts[s], LengthOf(s));
                Recurrence.Run(_projected.AsSpan(start * 3 * d), _current.AsSpan(start * d), _model.Source.LayerGates[layer].Values, _next.AsSpan(start * d), length, d / 2);
            }

            (_current, _next) = (_next, _current);
            if (layer + 1 == _shape.TagLayer) ReadTags();
        }

        Project();
        _trees.Read(_heads, _rows, _starts, Analyses, Heads, Deprels);
        ReadNames();
    }

    /// <summary>The lemma of a word, by the cache or else by the function.</summary>
    public string Lemma(int word, int sentence, Func<string, int, string> lemmaOf)
    {
        var (form, analysis, slot) = (Forms[word], Analyses[word], _slots[word + sentence + 1]);
        if (slot < 0) return lemmaOf(form, analysis);
        if (_cache.Lemma(slot, form, analysis) is { } known) return known;
        var lemma = lemmaOf(form, analysis);
        _cache.Remember(slot, form, analysis, lemma);
        return lemma;
    }

    private int LengthOf(int sentence) => (sentence + 1 < _starts.Count ? _starts[sentence + 1] : _rows) - _starts[sentence];

    private void Product(float[] input, int channels, ByteMatrix weights, ReadOnlySpan<float> bias, Span<float> result)
    {
        _bytes.Fill(input, _rows, channels, channels);
        weights.Multiply(_bytes, bias, result, weights.Columns);
    }

    // The first layer's product depends on the word alone: only what the cache does not hold is worked out.
    private void ProjectMissing()
    {
        var d = _shape.Width;
        for (var i = 0; i < _missing.Count; i++) _current.AsSpan(_missing[i] * d, d).CopyTo(_gathered.AsSpan(i * d));
        _bytes.Fill(_gathered, _missing.Count, d, d);
        _model.Layers[0].Multiply(_bytes, [], _next3, 3 * d);
        for (var i = 0; i < _missing.Count; i++)
        {
            var row = _missing[i];
            var product = _next3.AsSpan(i * 3 * d, 3 * d);
            product.CopyTo(_projected.AsSpan(row * 3 * d));
            if (_slots[row] < 0) continue;
            var word = Forms[row - SentenceOf(row) - 1];
            _cache.Fill(_slots[row], word, _current.AsSpan(row * d, d), product);
        }
    }

    private float[] _next3 = [];

    private int SentenceOf(int row)
    {
        var at = _starts.BinarySearch(row);
        return at >= 0 ? at : ~at - 1;
    }

    private void ReadTags()
    {
        var (d, coarse) = (_shape.Width, _labels.CoarseColumns);
        Product(_current, d, _model.CoarseTags, _model.Source.TagBias.Values.AsSpan(0, coarse), _tagScores);
        var word = 0;
        for (var s = 0; s < _starts.Count; s++)
        {
            for (var row = _starts[s] + 1; row < _starts[s] + LengthOf(s); row++)
                Analyses[word++] = _model.Tags.Best(_tagScores.AsSpan(row * coarse, coarse), _current.AsSpan(row * d, d));
        }
    }

    private void Project()
    {
        var p = _shape.Projected;
        Product(_current, _shape.Width, _model.Projection, _model.Source.ProjectionBias.Values, _heads);
        for (var row = 0; row < _rows; row++)
        {
            Activation.Apply(_heads.AsSpan(row * p, 2 * _shape.ArcWidth));
            Activation.Apply(_heads.AsSpan(((row + 1) * p) - _shape.NameWidth, _shape.NameWidth));
        }
    }

    private void ReadNames()
    {
        var (n, p) = (_shape.NameWidth, _shape.Projected);
        const int columns = LabelSet.NameColumns;
        _bytes.Fill(_heads.AsSpan(p - n), _rows, n, p);
        _model.Names.Multiply(_bytes, _model.Source.NameBias.Values, _projected, columns);
        for (var s = 0; s < _starts.Count; s++)
        {
            var words = LengthOf(s) - 1;
            NamePath.Best(_projected.AsSpan((_starts[s] + 1) * columns), columns, NameTags.AsSpan(_starts[s] - s, words));
        }
    }

    private void Reserve(int rows)
    {
        if (rows <= _capacity) return;
        _capacity = Math.Max(GoodBatch + 256, rows * 3 / 2);
        var d = _shape.Width;
        Grow(_capacity * d, ref _current);
        Grow(_capacity * d, ref _next);
        Grow(_capacity * d, ref _gathered);
        Grow(_capacity * 3 * d, ref _projected);
        Grow(_capacity * 3 * d, ref _next3);
        Grow(_capacity * _labels.CoarseColumns, ref _tagScores);
        Grow(_capacity * _shape.Projected, ref _heads);
        Grow(_capacity, ref _slots);
        var (forms, analyses, heads, deprels, names) = (Forms, Analyses, Heads, Deprels, NameTags);
        Grow(_capacity, ref forms);
        Grow(_capacity, ref analyses);
        Grow(_capacity, ref heads);
        Grow(_capacity, ref deprels);
        Grow(_capacity, ref names);
        (Forms, Analyses, Heads, Deprels, NameTags) = (forms, analyses, heads, deprels, names);
    }

    private static void Grow<T>(int length, ref T[] array) => Array.Resize(ref array, length);
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
