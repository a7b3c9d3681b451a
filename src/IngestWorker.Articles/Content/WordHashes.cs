namespace IngestWorker.Articles.Content;

/// <summary>Hashes of the runs of <c>length</c> words in a text, one after the other; letters of dense scripts are words.</summary>
internal ref struct WordHashes(ReadOnlySpan<char> text, int length)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly int _length = length;
    private int _pos;
    private int _words;
    private ulong _a;
    private ulong _b;
    private ulong _c;

    public readonly WordHashes GetEnumerator() => this;

    public readonly ulong Current => _length == 1 ? _c : unchecked((((_a * 31) + _b) * 31) + _c);

    public bool MoveNext()
    {
        while (NextWord())
        {
            if (++_words >= _length)
                return true;
        }

        return false;
    }

    private bool NextWord()
    {
        ulong hash = 14_695_981_039_346_656_037;
        var any = false;
        for (; _pos < _text.Length; _pos++)
        {
            var c = _text[_pos];
            var letter = char.IsLetterOrDigit(c);
            if (!letter)
            {
                if (any)
                    break;
                continue;
            }

            if (c is >= '\u2E80' and <= '\uD7FF' && any)
                break;
            hash = unchecked((hash ^ char.ToLowerInvariant(c)) * 0x100000001B3);
            any = true;
            if (c is >= '\u2E80' and <= '\uD7FF')
            {
                _pos++;
                break;
            }
        }

        if (any)
            (_a, _b, _c) = (_b, _c, hash);
        return any;
    }
}
