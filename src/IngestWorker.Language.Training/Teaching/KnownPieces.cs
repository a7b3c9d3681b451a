using IngestWorker.Language.Network;

namespace IngestWorker.Language.Training.Teaching;

/// <summary>
/// What the pretrained encoder makes of each of its word pieces standing alone. A network learns one matrix over these vectors, and its table of pieces is
/// their product: it knows words by it that no training text holds.
/// </summary>
internal sealed class KnownPieces
{
    private const int AtATime = 250;
    private readonly Half[][] _vectors;
    private readonly WordPieces _cutter;

    public KnownPieces(EncoderFile file)
    {
        // Words are never cut into the encoder's marks, but for the one of the unknown.
        var rows = Enumerable.Range(0, file.Pieces.Length).Where(i => file.Pieces[i] == WordPieces.UnknownPiece || file.Pieces[i] is not ['[', _, .., ']']).ToArray();
        var encoder = new PretrainedEncoder(file);
        Pieces = [.. rows.Select(i => file.Pieces[i])];
        _vectors = [.. rows.Chunk(AtATime).SelectMany(encoder.ReadPieces)];
        _cutter = new WordPieces(Pieces);
    }

    public string[] Pieces { get; }

    public int Cut(string word, Span<int> rows) => _cutter.Cut(word, rows);

    /// <summary>The mean over the pieces of a word.</summary>
    public void Mean(ReadOnlySpan<int> pieces, Span<float> mean)
    {
        mean.Clear();
        foreach (var piece in pieces)
        {
            var vector = _vectors[piece];
            for (var i = 0; i < vector.Length; i++) mean[i] += (float)vector[i];
        }

        foreach (ref var value in mean) value /= pieces.Length;
    }
}
