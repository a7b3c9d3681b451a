namespace IngestWorker.Fetching;

/// <summary>A stream whose first two bytes have been looked at, and are still to be read.</summary>
internal sealed class PeekedStream : ReadOnlyStream
{
    private readonly Stream inner;
    private int given;

    private PeekedStream(Stream inner, byte[] peeked)
    {
        this.inner = inner;
        Peeked = peeked;
    }

    /// <summary>Two bytes, fewer where there are no more.</summary>
    public byte[] Peeked { get; }

    public static async Task<PeekedStream> OpenAsync(Stream inner, CancellationToken cancellationToken)
    {
        var peeked = new byte[2];
        var read = await inner.ReadAtLeastAsync(peeked, 2, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return new PeekedStream(inner, peeked[..read]);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (given == Peeked.Length || buffer.Length == 0)
            return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        var count = Math.Min(buffer.Length, Peeked.Length - given);
        Peeked.AsMemory(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
