namespace IngestWorker.Language.Network;

/// <summary>The sizes of a network.</summary>
/// <param name="Width">Channels of each layer, a multiple of 32.</param>
/// <param name="Layers">Recurrent layers.</param>
/// <param name="TagLayer">How many layers the tags are read from; the trees are read from all.</param>
/// <param name="ArcWidth">Channels in which head and dependent are matched.</param>
/// <param name="LabelWidth">Channels in which the relation between the two is read.</param>
/// <param name="NameWidth">Channels in which names are read.</param>
internal sealed record NetworkShape(int Width, int Layers, int TagLayer, int ArcWidth, int LabelWidth, int NameWidth)
{
    /// <summary>Columns of the projection from the last layer: dependent, head, label of dependent, label of head, name.</summary>
    public int Projected => (2 * ArcWidth) + (2 * LabelWidth) + NameWidth;
}

/// <summary>The labels that a network tells apart.</summary>
internal sealed record LabelSet
{
    /// <summary>Parts of speech in the order of <see cref="Upos"/>.</summary>
    public const int UposCount = 17;

    /// <summary>Outside, then begin and inside of person, organization and place.</summary>
    public const int NameTagCount = 7;

    public required string[] Xpos { get; init; }

    public required string[] Feats { get; init; }

    public required string[] Deprels { get; init; }

    /// <summary>Every combination of part of speech, tag and features in the training data, as indexes.</summary>
    public required (int Upos, int Xpos, int Feats)[] Analyses { get; init; }

    /// <summary>Columns of the tag scores before the features begin.</summary>
    public int CoarseColumns => MatrixProduct.Padded(UposCount + Xpos.Length);

    public int TagColumns => CoarseColumns + MatrixProduct.Padded(Feats.Length);

    public int DeprelColumns => MatrixProduct.Padded(Deprels.Length);

    public const int NameColumns = MatrixProduct.ColumnUnit;
}

/// <summary>The words that a network knows.</summary>
/// <param name="Words">See <see cref="NetworkModel.Words"/>.</param>
/// <param name="Pieces">See <see cref="NetworkModel.Pieces"/>.</param>
/// <param name="LemmaExceptions">See <see cref="NetworkModel.LemmaExceptions"/>.</param>
/// <param name="BaseForms">See <see cref="NetworkModel.BaseForms"/>.</param>
internal sealed record Vocabulary(string[] Words, string[] Pieces, string[] LemmaExceptions, string[] BaseForms);

/// <summary>A trained network: words, labels and weights. Immutable once read.</summary>
internal sealed class NetworkModel
{
    public required NetworkShape Shape { get; init; }

    public required LabelSet Labels { get; init; }

    /// <summary>Row of each known word in the word table; rows 0 and 1 are the unknown word and the root.</summary>
    public required string[] Words { get; init; }

    /// <summary>Lemmas that no rule gives, for <see cref="Lemmas.Lemmatizer"/>.</summary>
    public required string[] LemmaExceptions { get; init; }

    /// <summary>Base forms by which the rules for lemmas decide.</summary>
    public required string[] BaseForms { get; init; }

    /// <summary>Pieces of words, in the order of <see cref="PieceTable"/>; none for a network that hears of them otherwise.</summary>
    public required string[] Pieces { get; init; }

    public required Tensor WordTable { get; init; }

    public required Tensor HashTable { get; init; }

    /// <summary>What each piece adds to the vector of a word: all channels, where <see cref="WordTable"/> and <see cref="HashTable"/> have half of them.</summary>
    public required Tensor PieceTable { get; init; }

    public required Tensor[] LayerWeights { get; init; }

    public required Tensor[] LayerGates { get; init; }

    public required Tensor TagWeights { get; init; }

    public required Tensor TagBias { get; init; }

    public required Tensor Projection { get; init; }

    public required Tensor ProjectionBias { get; init; }

    public required Tensor ArcWeights { get; init; }

    public required Tensor ArcBias { get; init; }

    public required Tensor LabelWeights { get; init; }

    public required Tensor LabelBias { get; init; }

    public required Tensor NameWeights { get; init; }

    public required Tensor NameBias { get; init; }

    /// <summary>In the order in which they are stored.</summary>
    public IEnumerable<Tensor> Tensors =>
        [WordTable, HashTable, PieceTable, .. LayerWeights, .. LayerGates, TagWeights, TagBias, Projection, ProjectionBias, ArcWeights, ArcBias, LabelWeights, LabelBias, NameWeights, NameBias];

    /// <summary>A network of this shape with all weights zero, but for tables that are given.</summary>
    public static NetworkModel Create(NetworkShape shape, LabelSet labels, Vocabulary vocabulary, ByteTable? wordTable = null, ByteTable? hashTable = null, ByteTable? pieceTable = null)
    {
        var (d, half) = (shape.Width, shape.Width / 2);
        return new NetworkModel
        {
            Shape = shape,
            Labels = labels,
            Words = vocabulary.Words,
            LemmaExceptions = vocabulary.LemmaExceptions,
            BaseForms = vocabulary.BaseForms,
            Pieces = vocabulary.Pieces,
            WordTable = wordTable is null ? new Tensor(vocabulary.Words.Length, half) : new Tensor(half, wordTable),
            HashTable = hashTable is null ? new Tensor(WordFeatures.Buckets, half) : new Tensor(half, hashTable),
            PieceTable = pieceTable is null ? new Tensor(vocabulary.Pieces.Length, d) : new Tensor(d, pieceTable),
            LayerWeights = [.. Enumerable.Range(0, shape.Layers).Select(_ => new Tensor(d, 3 * d))],
            LayerGates = [.. Enumerable.Range(0, shape.Layers).Select(_ => new Tensor(1, 4 * d))],
            TagWeights = new Tensor(d, labels.TagColumns),
            TagBias = new Tensor(1, labels.TagColumns),
            Projection = new Tensor(d, shape.Projected),
            ProjectionBias = new Tensor(1, shape.Projected),
            ArcWeights = new Tensor(shape.ArcWidth, shape.ArcWidth),
            ArcBias = new Tensor(1, shape.ArcWidth),
            LabelWeights = new Tensor(shape.LabelWidth, labels.DeprelColumns),
            LabelBias = new Tensor(1, labels.DeprelColumns),
            NameWeights = new Tensor(shape.NameWidth, LabelSet.NameColumns),
            NameBias = new Tensor(1, LabelSet.NameColumns),
        };
    }
}

/// <summary>A matrix, row by row.</summary>
internal sealed class Tensor(int rows, int columns)
{
    private float[]? _values;

    public Tensor(int columns, ByteTable stored)
        : this(stored.Rows, columns) => Stored = stored;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>The bytes that a table was read from; null for other matrices and in training.</summary>
    public ByteTable? Stored { get; private set; }

    /// <summary>Made when first asked for: who reads with a model needs the tables as bytes only.</summary>
    public float[] Values => _values ??= Expand();

    public Span<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>From here on the values count, not the bytes they were read from: they are about to be trained.</summary>
    public void ForgetStored()
    {
        _ = Values;
        Stored = null;
    }

    private float[] Expand()
    {
        var values = new float[Rows * Columns];
        for (var r = 0; r < Rows && Stored is not null; r++)
        {
            var bytes = Stored.Bytes(r);
            for (var i = 0; i < bytes.Length; i++) values[(r * Columns) + i] = bytes[i] * Stored.Scale(r);
        }

        return values;
    }
}
