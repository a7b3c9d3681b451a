namespace IngestWorker.Language.Network;

/// <summary>
/// What a reader need not work out again for words it meets often: the string, the vector, its product with the first
/// layer, the lemma. Only time depends on it, never a result. One instance a thread.
/// </summary>
internal sealed class WordCache(int width)
{
    /// <summary>The thousand or two most frequent words are four fifths of a text.</summary>
    private const int Slots = 2048;

    /// <summary>So often others may ask for a slot before its word gives way to one of them.</summary>
    private const int MaxAge = 3;

    private readonly string?[] _words = new string?[Slots];
    private readonly byte[] _age = new byte[Slots];
    private readonly bool[] _isFilled = new bool[Slots];
    private readonly float[] _vectors = new float[Slots * width];
    private readonly float[] _products = new float[Slots * 3 * width];
    private readonly int[] _analyses = new int[Slots];
    private readonly string[] _lemmas = new string[Slots];

    /// <returns>The slot that belongs to the word, or -1 where another word holds it.</returns>
    public int Find(ReadOnlySpan<char> word, CompiledModel model)
    {
        var hash = 2166136261u;
        foreach (var c in word) hash = (hash ^ c) * 16777619u;
        var slot = (int)((hash ^ (hash >> 15)) & (Slots - 1));
        if (_words[slot] is { } held)
        {
            if (word.SequenceEqual(held))
            {
                _age[slot] = MaxAge;
                return slot;
            }

            if (_age[slot] > 0)
            {
                _age[slot]--;
                return -1;
            }
        }

        (_words[slot], _age[slot], _isFilled[slot], _analyses[slot]) = (model.Text(word), 1, false, -1);
        return slot;
    }

    public string Word(int slot) => _words[slot]!;

    /// <returns>False where the word's vectors are not known yet.</returns>
    public bool TryGet(int slot, Span<float> vector, Span<float> product)
    {
        if (!_isFilled[slot]) return false;
        _vectors.AsSpan(slot * width, width).CopyTo(vector);
        _products.AsSpan(slot * 3 * width, 3 * width).CopyTo(product);
        return true;
    }

    public void Fill(int slot, string word, ReadOnlySpan<float> vector, ReadOnlySpan<float> product)
    {
        if (!ReferenceEquals(_words[slot], word)) return;
        vector.CopyTo(_vectors.AsSpan(slot * width));
        product.CopyTo(_products.AsSpan(slot * 3 * width));
        _isFilled[slot] = true;
    }

    /// <returns>The lemma that was worked out last, where that was for the same word and analysis; null otherwise.</returns>
    public string? Lemma(int slot, string word, int analysis) =>
        _analyses[slot] == analysis && ReferenceEquals(_words[slot], word) ? _lemmas[slot] : null;

    public void Remember(int slot, string word, int analysis, string lemma)
    {
        if (ReferenceEquals(_words[slot], word)) (_analyses[slot], _lemmas[slot]) = (analysis, lemma);
    }
}
