namespace IngestWorker.Language.Network;

/// <summary>What the network sees of a word: its lower-cased form, and hashed affixes and shape for words it never met.</summary>
internal static class WordFeatures
{
    /// <summary>Hashed features per word.</summary>
    public const int Count = 9;

    /// <summary>Rows of the table that the hashed features share.</summary>
    public const int Buckets = 1 << 15;

    /// <summary>Longer words are read up to here.</summary>
    public const int MaxLength = 48;

    /// <summary>The form under which a word is looked up: lower case, digits as 0, typographic quotes made plain.</summary>
    /// <returns>The length written; <paramref name="normal"/> holds at least <see cref="MaxLength"/> characters.</returns>
    public static int Normalize(ReadOnlySpan<char> word, Span<char> normal)
    {
        var length = Math.Min(word.Length, MaxLength);
        for (var i = 0; i < length; i++)
        {
            var c = word[i];
            normal[i] = c switch
            {
                >= 'A' and <= 'Z' => (char)(c | 0x20),
                >= '0' and <= '9' => '0',
                '’' or '‘' => '\'',
                '“' or '”' => '"',
                '–' or '—' => '—',
                < (char)0x80 => c,
                _ => char.ToLowerInvariant(c),
            };
        }

        return length;
    }

    /// <summary>Writes the <see cref="Count"/> rows of the hashed features.</summary>
    public static void Hash(ReadOnlySpan<char> word, ReadOnlySpan<char> normal, Span<int> rows)
    {
        var n = normal.Length;
        rows[0] = Bucket(1, normal[..1]);
        rows[1] = Bucket(2, normal[..Math.Min(2, n)]);
        rows[2] = Bucket(3, normal[..Math.Min(3, n)]);
        rows[3] = Bucket(4, normal[(n - 1)..]);
        rows[4] = Bucket(5, normal[Math.Max(0, n - 2)..]);
        rows[5] = Bucket(6, normal[Math.Max(0, n - 3)..]);
        rows[6] = Bucket(7, normal[Math.Max(0, n - 4)..]);
        rows[7] = Bucket(8, normal);
        Span<char> shape = stackalloc char[MaxLength];
        rows[8] = Bucket(9, shape[..Shape(word[..Math.Min(word.Length, MaxLength)], shape)]);
    }

    // "McDonald" is XxXx, "U.S." X.X., "1,200" d,d: runs are written twice at most.
    private static int Shape(ReadOnlySpan<char> word, Span<char> shape)
    {
        var length = 0;
        foreach (var c in word)
        {
            var kind = char.IsUpper(c) ? 'X' : char.IsLower(c) ? 'x' : char.IsDigit(c) ? 'd' : c;
            if (length >= 2 && shape[length - 1] == kind && shape[length - 2] == kind) continue;
            shape[length++] = kind;
        }

        return length;
    }

    // FNV-1a, the feature's kind first.
    private static int Bucket(uint kind, ReadOnlySpan<char> text)
    {
        var hash = (2166136261u ^ kind) * 16777619u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        hash ^= hash >> 15;
        return (int)(hash & (Buckets - 1));
    }
}
