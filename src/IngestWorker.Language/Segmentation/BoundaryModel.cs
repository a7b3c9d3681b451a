using System.Runtime.InteropServices;
using IngestWorker.Language.Network;

namespace IngestWorker.Language.Segmentation;

/// <summary>
/// Where sentences end, learned from treebanks: a weight for each hashed feature of the words about a place, the rules' own
/// opinion among them. It finds ends without any mark (headlines run together, lists, hasty mails) and mends the rules'.
/// </summary>
internal sealed class BoundaryModel(sbyte[] weights)
{
    /// <summary>Weights, a power of two.</summary>
    public const int Buckets = 1 << 17;

    /// <summary>Features of a place.</summary>
    public const int Count = 20;

    private const string ResourceName = "IngestWorker.Language.Model.sentences.bin";

    private static readonly Lazy<BoundaryModel?> s_embedded = new(ReadEmbedded);

    /// <summary>The one that is part of this assembly; null while it is being made.</summary>
    public static BoundaryModel? Embedded => s_embedded.Value;

    /// <summary>Units of a stored weight in one of the logarithm of the odds.</summary>
    public const int Unit = 16;

    /// <summary>
    /// How sure it must be where neither a mark nor the rules speak for an end: odds of three to one. In running prose a
    /// sentence cut in two costs more than two lines of a list run together.
    /// </summary>
    private const int Margin = 18;

    /// <param name="features">Rows of the features that are there.</param>
    /// <param name="isHinted">Whether the rules or a mark speak for an end.</param>
    /// <returns>True where a sentence ends.</returns>
    public bool Ends(ReadOnlySpan<int> features, bool isHinted)
    {
        var sum = 0;
        foreach (var feature in features) sum += weights[feature];
        return sum > (isHinted ? 0 : Margin);
    }

    private static BoundaryModel? ReadEmbedded()
    {
        using var stream = typeof(BoundaryModel).Assembly.GetManifestResourceStream(ResourceName);
        if (stream is null) return null;
        var weights = new sbyte[Buckets];
        stream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new BoundaryModel(weights);
    }
}

/// <summary>The words of one line as the boundary model sees them. The space is used again from line to line.</summary>
internal sealed class BoundaryFeatures
{
    private readonly List<uint> _words = [];
    private readonly List<uint> _shapes = [];
    private readonly List<int> _gaps = [];
    private uint _line;

    public int Count => _words.Count;

    public void Begin(string text, List<WordSpan> words, int first)
    {
        _words.Clear();
        _shapes.Clear();
        _gaps.Clear();
        Span<char> normal = stackalloc char[WordFeatures.MaxLength];
        int capital = 0, letters = 0, stops = 0;
        for (var w = first; w < words.Count; w++)
        {
            var form = text.AsSpan(words[w].Start, words[w].Length);
            _words.Add(Hash(normal[..WordFeatures.Normalize(form, normal)]));
            var shape = Shape(form);
            _shapes.Add(shape);
            _gaps.Add(w + 1 < words.Count ? Math.Min(2, words[w + 1].Start - words[w].End) : 0);
            if (shape <= Title) letters++;
            if (shape is Capital or Title) capital++;
            if (shape == '.') stops++;
        }

        var ends = _shapes.Count > 0 && _shapes[^1] is '.' or '!' or '?' or '"' or '”' or ')' ? 1u : 0u;
        var titled = (uint)(letters == 0 ? 0 : 4 * capital / letters);
        _line = (ends * 64) + (titled * 8) + (Log(words.Count - first) / 2);
        _line = (_line * 4) + (uint)Math.Min(3, stops);
    }

    private const uint Lower = 1;
    private const uint Capital = 2;
    private const uint Title = 3;
    private const uint Digits = 6;

    /// <summary>Where neither the rules nor a capital, figure or mark hints at an end, none is looked for.</summary>
    public bool IsCandidate(int i, bool byRule) => byRule || _shapes[i + 1] != Lower || _shapes[i] > Title;

    /// <summary>Whether the rules or a mark speak for an end behind a word.</summary>
    public bool IsHinted(int i, bool byRule) => byRule || _shapes[i] is not (Lower or Capital or Title or Digits or ',');

    /// <param name="i">The word behind which a sentence may end; not the last.</param>
    /// <param name="start">The first word of the sentence.</param>
    /// <param name="byRule">Whether the rules end it here.</param>
    /// <param name="isOpen">Whether a bracket or quote is open.</param>
    /// <param name="rows">Out: <see cref="BoundaryModel.Count"/> rows.</param>
    public void Rows(int i, int start, bool byRule, bool isOpen, Span<int> rows)
    {
        var rule = byRule ? 1u : 0u;
        var (w, v, a, b) = (Word(i), Word(i + 1), Shape(i), Shape(i + 1));
        var length = Log(i + 1 - start);
        rows[0] = Row(0, rule, 0, 0);
        rows[1] = Row(1, rule, w, 0);
        rows[2] = Row(2, rule, v, 0);
        rows[3] = Row(3, w, v, 0);
        rows[4] = Row(4, a, b, rule);
        rows[5] = Row(5, (Shape(i - 1) << 8) + rule, a, b);
        rows[6] = Row(6, a, b, Shape(i + 2));
        rows[7] = Row(7, Word(i - 1), w, rule);
        rows[8] = Row(8, v, Word(i + 2), rule);
        rows[9] = Row(9, rule, (uint)_gaps[i], (a << 8) + b);
        rows[10] = Row(10, rule, length, (a << 8) + b);
        rows[11] = Row(11, v, a, (uint)_gaps[i]);
        rows[12] = Row(12, _line, rule, Math.Min(4, Log(Count - i - 1)));
        rows[13] = Row(13, Shape(start), (a << 8) + b, rule);
        rows[14] = Row(14, isOpen ? 1u : 0u, (a << 8) + b, rule);
        rows[15] = Row(15, _line, (a << 8) + b, 0);
        rows[16] = Row(16, w, b, rule);
        rows[17] = Row(17, Word(i - 1), v, 0);
        rows[18] = Row(18, length, v, rule);
        rows[19] = Row(19, (Shape(i - 1) << 16) + (a << 8) + b, (Shape(i - 2) << 8) + Shape(i + 2), Shape(i + 3));
    }

    private uint Word(int i) => (uint)i < (uint)_words.Count ? _words[i] : i < 0 ? 1u : 2u;

    private uint Shape(int i) => (uint)i < (uint)_shapes.Count ? _shapes[i] : i < 0 ? 4u : 5u;

    private static uint Log(int n) => (uint)(32 - int.LeadingZeroCount(Math.Max(0, n)));

    private static uint Hash(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        return hash;
    }

    private static int Row(uint kind, uint a, uint b, uint c)
    {
        var hash = (2166136261u ^ kind) * 16777619u;
        hash = (hash ^ a) * 2654435761u;
        hash = ((hash ^ (hash >> 15)) ^ b) * 2246822519u;
        hash = ((hash ^ (hash >> 13)) ^ c) * 3266489917u;
        hash ^= hash >> 16;
        return (int)(hash & (BoundaryModel.Buckets - 1));
    }

    // Letters by their case, figures as one, marks as themselves.
    private static uint Shape(ReadOnlySpan<char> form)
    {
        var c = form[0];
        if (char.IsLower(c)) return Lower;
        if (char.IsLetter(c)) return form.Length > 1 && char.IsUpper(form[^1]) ? Capital : Title;
        if (char.IsDigit(c)) return Digits;
        if (form.Length > 1 && c == '.') return 7;
        if (form.Length > 1 && char.IsLetter(form[^1])) return 8;
        return c < 0x80 ? c : c is '“' or '”' or '‘' or '’' or '–' or '—' or '…' or '•' ? c & 0xFFu : 9;
    }
}
