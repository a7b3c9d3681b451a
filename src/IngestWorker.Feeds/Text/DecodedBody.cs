using System.Buffers;

namespace IngestWorker.Feeds.Text;

/// <summary>A document as characters, in a pooled array.</summary>
internal readonly struct DecodedBody : IDisposable
{
    private readonly char[] _chars;
    private readonly int _length;

    /// <param name="chars">An array from the shared pool; this takes it over.</param>
    /// <param name="length">How much of it is text.</param>
    /// <param name="encoding">The name of the encoding.</param>
    /// <param name="wasRepaired">Whether the bytes were not what was declared.</param>
    public DecodedBody(char[] chars, int length, string encoding, bool wasRepaired)
    {
        _chars = chars;
        _length = length;
        Encoding = encoding;
        WasRepaired = wasRepaired;
    }

    public ReadOnlySpan<char> Text => _chars.AsSpan(0, _length);

    public string Encoding { get; }

    public bool WasRepaired { get; }

    public void Dispose() => ArrayPool<char>.Shared.Return(_chars);
}
