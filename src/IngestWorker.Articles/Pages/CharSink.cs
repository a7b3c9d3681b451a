using System.Buffers;

namespace IngestWorker.Articles.Pages;

/// <summary>Characters in a growing buffer from the shared pool; to be disposed once, by whoever holds the last copy.</summary>
internal struct CharSink(int capacity)
{
    private char[] _buffer = ArrayPool<char>.Shared.Rent(capacity);

    public int Length { get; set; }

    public readonly ReadOnlySpan<char> Span => _buffer.AsSpan(0, Length);

    public readonly ReadOnlyMemory<char> Memory => _buffer.AsMemory(0, Length);

    public void Append(char c)
    {
        if (Length == _buffer.Length)
            Grow(1);
        _buffer[Length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _buffer.Length - Length)
            Grow(text.Length);
        text.CopyTo(_buffer.AsSpan(Length));
        Length += text.Length;
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        Length = 0;
        if (buffer.Length > 0)
            ArrayPool<char>.Shared.Return(buffer);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_buffer.Length * 2, Length + more));
        Span.CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
