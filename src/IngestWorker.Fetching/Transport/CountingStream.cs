using System.Buffers.Binary;

namespace IngestWorker.Fetching;

/// <summary>Counts what comes over the wire, and keeps its last four bytes: in gzip, the length of what went in (RFC 1952 §2.3.1).</summary>
internal sealed class CountingStream(Stream inner) : ReadOnlyStream
{
    private readonly byte[] tail = new byte[4];

    public long Count { get; private set; }

    public uint TailLittleEndian => BinaryPrimitives.ReadUInt32LittleEndian(tail);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count += read;
        var last = buffer.Span[Math.Max(0, read - 4)..read];
        tail.AsSpan(last.Length).CopyTo(tail);
        last.CopyTo(tail.AsSpan(4 - last.Length));
        return read;
    }
}
