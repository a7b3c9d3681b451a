namespace IngestWorker.Language.Network;

/// <summary>A model made ready for reading: word index, weights as bytes, tag candidates. Shared by all threads.</summary>
internal sealed class CompiledModel
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _wordRows;
    private readonly ByteTable _wordTable;
    private readonly ByteTable _hashTable;
    private readonly ByteTable _pieceTable;
    private readonly WordPieces? _pieces;
    private readonly bool[] _isFinite;

    public CompiledModel(NetworkModel source)
    {
        Source = source;
        var rows = new Dictionary<string, int>(source.Words.Length, StringComparer.Ordinal);
        for (var i = 0; i < source.Words.Length; i++) rows[source.Words[i]] = i;
        _wordRows = rows.GetAlternateLookup<ReadOnlySpan<char>>();
        RootRelation = Array.IndexOf(source.Labels.Deprels, "root");
        Modifier = Array.IndexOf(source.Labels.Deprels, "amod");
        _isFinite = [.. source.Labels.Analyses.Select(a => source.Labels.Xpos[a.Xpos] is "VBD" or "VBZ" or "VBP" or "MD")];
        Tags = new TagChoice(source);
        var (shape, labels) = (source.Shape, source.Labels);
        _wordTable = ByteTable.Of(source.WordTable);
        _hashTable = ByteTable.Of(source.HashTable);
        _pieceTable = ByteTable.Of(source.PieceTable);
        _pieces = source.Pieces.Length == 0 ? null : new WordPieces(source.Pieces);
        Layers = [.. source.LayerWeights.Select(Bytes)];
        CoarseTags = new ByteMatrix(shape.Width, labels.CoarseColumns, labels.TagColumns, source.TagWeights.Values);
        Projection = Bytes(source.Projection);
        Arcs = Bytes(source.ArcWeights);
        Relations = Bytes(source.LabelWeights);
        Names = Bytes(source.NameWeights);

        static ByteMatrix Bytes(Tensor tensor) => new(tensor.Rows, tensor.Columns, tensor.Columns, tensor.Values);
    }

    public const int UnknownRow = 0;

    public const int RootRow = 1;

    public NetworkModel Source { get; }

    public TagChoice Tags { get; }

    public int RootRelation { get; }

    /// <summary>The relation of an adjective to its noun.</summary>
    public int Modifier { get; }

    public ByteMatrix[] Layers { get; }

    public ByteMatrix CoarseTags { get; }

    public ByteMatrix Projection { get; }

    public ByteMatrix Arcs { get; }

    public ByteMatrix Relations { get; }

    public ByteMatrix Names { get; }

    /// <summary>The word as a string, without a new one where it is a known word in lower case.</summary>
    public string Text(ReadOnlySpan<char> form)
    {
        if (_wordRows.TryGetValue(form, out var row) && row > RootRow) return Source.Words[row];
        return form.Length == 1 && form[0] < 0x80 ? OneLetter[form[0]] : form.ToString();
    }

    private static readonly string[] OneLetter = [.. Enumerable.Range(0, 0x80).Select(c => ((char)c).ToString())];

    /// <summary>Whether an analysis is that of a finite verb.</summary>
    public bool IsFinite(int analysis) => _isFinite[analysis];

    public int RowOf(ReadOnlySpan<char> normal) => _wordRows.TryGetValue(normal, out var row) ? row : UnknownRow;

    public void EmbedRoot(Span<float> vector)
    {
        vector.Clear();
        _wordTable.AddTo(vector[.._wordTable.Columns], RootRow);
    }

    private void AddPieces(WordPieces pieces, ReadOnlySpan<char> form, Span<float> vector)
    {
        Span<int> rows = stackalloc int[WordPieces.MaxLength];
        var count = pieces.Cut(form, rows);
        for (var i = 0; i < count; i++) _pieceTable.AddTo(vector, rows[i], 1f / count);
    }

    /// <summary>A word's vector: its own half and the sum of its hashed features, and over both the mean of its pieces.</summary>
    public void Embed(ReadOnlySpan<char> form, Span<float> vector)
    {
        Span<char> normal = stackalloc char[WordFeatures.MaxLength];
        normal = normal[..WordFeatures.Normalize(form, normal)];
        Span<int> hashed = stackalloc int[WordFeatures.Count];
        WordFeatures.Hash(form, normal, hashed);

        vector.Clear();
        _wordTable.AddTo(vector, RowOf(normal));
        var sum = vector[(vector.Length / 2)..];
        foreach (var row in hashed) _hashTable.AddTo(sum, row);
        if (_pieces is not null) AddPieces(_pieces, form, vector);
    }
}

/// <summary>Chooses part of speech, tag and features together, among the combinations that were seen in training.</summary>
internal sealed class TagChoice
{
    private readonly (int Upos, int Xpos, int First, int End)[] _pairs;
    private readonly (int Analysis, int Feats)[] _analyses;
    private readonly float[] _featureRows;
    private readonly float[] _featureBias;
    private readonly int _width;

    public TagChoice(NetworkModel model)
    {
        var labels = model.Labels;
        _width = model.Shape.Width;
        var order = Enumerable.Range(0, labels.Analyses.Length).OrderBy(i => labels.Analyses[i].Upos).ThenBy(i => labels.Analyses[i].Xpos).ToArray();
        _analyses = [.. order.Select(i => (i, labels.Analyses[i].Feats))];
        var pairs = new List<(int, int, int, int)>();
        for (var i = 0; i < order.Length;)
        {
            var (upos, xpos, _) = labels.Analyses[order[i]];
            var end = i;
            while (end < order.Length && labels.Analyses[order[end]].Upos == upos && labels.Analyses[order[end]].Xpos == xpos) end++;
            pairs.Add((upos, LabelSet.UposCount + xpos, i, end));
            i = end;
        }

        _pairs = [.. pairs];
        _featureRows = new float[labels.Feats.Length * _width];
        _featureBias = model.TagBias.Values[labels.CoarseColumns..];
        for (var f = 0; f < labels.Feats.Length; f++)
        {
            for (var i = 0; i < _width; i++) _featureRows[(f * _width) + i] = model.TagWeights.Values[(i * labels.TagColumns) + labels.CoarseColumns + f];
        }
    }

    /// <returns>Index of the analysis.</returns>
    public int Best(ReadOnlySpan<float> coarseScores, ReadOnlySpan<float> state)
    {
        var pair = 0;
        var pairScore = float.NegativeInfinity;
        for (var i = 0; i < _pairs.Length; i++)
        {
            var score = coarseScores[_pairs[i].Upos] + coarseScores[_pairs[i].Xpos];
            if (score > pairScore) (pair, pairScore) = (i, score);
        }

        var (_, _, first, end) = _pairs[pair];
        var best = first;
        if (end - first == 1) return _analyses[best].Analysis;
        var bestScore = float.NegativeInfinity;
        for (var i = first; i < end; i++)
        {
            var score = _featureBias[_analyses[i].Feats] + VectorMath.Dot(_featureRows.AsSpan(_analyses[i].Feats * _width, _width), state);
            if (score > bestScore) (best, bestScore) = (i, score);
        }

        return _analyses[best].Analysis;
    }
}
