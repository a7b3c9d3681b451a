namespace IngestWorker.Articles.Content;

/// <summary>
/// Hashes of words, in lower case. A word is a run of letters, digits and their marks; apostrophes inside are passed over, and a letter
/// of a script that writes a word in a letter or two begins a new one. <see cref="LineWriter"/> makes the same of a page's lines.
/// </summary>
internal ref struct WordHashes(ReadOnlySpan<char> text)
{
    public const ulong Seed = 14_695_981_039_346_656_037;

    private const ulong Prime = 0x100000001B3;

    private readonly ReadOnlySpan<char> _text = text;
    private int _pos;

    public ulong Current { get; private set; }

    public readonly WordHashes GetEnumerator() => this;

    public static ulong Step(ulong hash, char lower) => unchecked((hash ^ lower) * Prime);

    /// <summary>The hash of three words in a row.</summary>
    public static ulong Join(ulong one, ulong two, ulong three) => unchecked((((one * 31) + two) * 31) + three);

    public static bool IsInsideWord(char c) => c is '\'' or '’' or '\u00AD' or '\u200B' or '\uFEFF' or '\u2060';

    public static List<ulong> Of(ReadOnlySpan<char> text)
    {
        var result = new List<ulong>();
        foreach (var hash in new WordHashes(text))
            result.Add(hash);
        return result;
    }

    public bool MoveNext()
    {
        var hash = Seed;
        var any = false;
        for (; _pos < _text.Length; _pos++)
        {
            var c = _text[_pos];
            if (!LineWriter.IsTextLetter(c))
            {
                if (any && !IsInsideWord(c))
                    break;
                continue;
            }

            if (any && LineWriter.IsDense(c))
                break;
            hash = Step(hash, char.ToLowerInvariant(c));
            any = true;
        }

        Current = hash;
        return any;
    }
}
