using System.Buffers;

namespace IngestWorker.Feeds.Text;

/// <summary>A growing run of characters in a pooled array, used again for every value of a document.</summary>
internal sealed class TextBuffer : IDisposable
{
    private char[] _chars = ArrayPool<char>.Shared.Rent(1024);

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(char c)
    {
        if (Length == _chars.Length)
            Grow(1);
        _chars[Length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _chars.Length - Length)
            Grow(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Appends text so that it reads the same inside markup.</summary>
    public void AppendEscaped(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var at = text.IndexOfAny('&', '<', '>');
            if (at < 0)
                break;
            Append(text[..at]);
            Append(text[at] switch { '&' => "&amp;", '<' => "&lt;", _ => "&gt;" });
            text = text[(at + 1)..];
        }
        Append(text);
    }

    /// <summary>Escapes what was appended so far, for text that turns out to stand beside markup.</summary>
    public void EscapeAll()
    {
        if (Span.IndexOfAny('&', '<', '>') < 0)
            return;
        var text = Span.ToString();
        Clear();
        AppendEscaped(text);
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        _chars = [];
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(checked(Length + more), _chars.Length * 2));
        Span.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
