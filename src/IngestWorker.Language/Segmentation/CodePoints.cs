namespace IngestWorker.Language.Segmentation;

/// <summary>From UTF-16 positions to code points. Text without surrogates, nearly all of it, needs no table.</summary>
internal readonly struct CodePoints
{
    private readonly int[]? _table;

    private CodePoints(int[]? table) => _table = table;

    public static CodePoints Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return new CodePoints(null);

        var table = new int[text.Length + 1];
        var points = 0;
        for (var i = 0; i < text.Length; i++)
        {
            table[i] = points;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) table[++i] = points;
            points++;
        }

        table[text.Length] = points;
        return new CodePoints(table);
    }

    public int At(int index) => _table is null ? index : _table[index];

    /// <summary>The UTF-16 position of a code point.</summary>
    public int CharAt(int point)
    {
        if (_table is null) return point;
        var index = Array.BinarySearch(_table, point);
        // Both halves of a pair have the same number: the first is meant.
        while (index > 0 && _table[index - 1] == point) index--;
        return index;
    }
}
