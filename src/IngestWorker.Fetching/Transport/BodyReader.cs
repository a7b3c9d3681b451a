using System.Buffers;
using IngestWorker.Contracts;

namespace IngestWorker.Fetching;

/// <param name="MaxBytes">The decoded body's size, and the size on the wire.</param>
/// <param name="MayBeCut">Whether the first <paramref name="MaxBytes"/> of a longer body will do.</param>
/// <param name="MaxRatio">Decoded size to size on the wire.</param>
internal readonly record struct BodyLimits(long MaxBytes, bool MayBeCut, double MaxRatio);

internal readonly record struct BodyRead(Outcome Outcome, string Detail, ReadOnlyMemory<byte> Body, long WireBytes);

/// <summary>Reads a body as long as it keeps within its limits: no more is ever held than <see cref="BodyLimits.MaxBytes"/> and one buffer.</summary>
internal static class BodyReader
{
    private const int FirstBuffer = 32 * 1024;

    // Below this size the ratio says nothing: a short page of one repeated line compresses by any factor.
    private const int RatioCountsFrom = 1024 * 1024;

    public static async Task<BodyRead> ReadAsync(
        Stream wire, IReadOnlyList<string> codings, bool selfDelimited, BodyLimits limits, CancellationToken cancellationToken)
    {
        var counted = new CountingStream(wire);
        using var decoded = await ContentCodings.DecodeAsync(counted, codings, cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                    buffer = Grow(buffer, limits.MaxBytes);
                var read = await decoded.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += read;
                if (read == 0)
                    break;
                if (length > limits.MaxBytes || counted.Count > limits.MaxBytes)
                {
                    if (limits.MayBeCut)
                        return Ok(buffer, (int)Math.Min(length, limits.MaxBytes), counted);
                    return Failed(Outcome.TooLarge, $"the body is larger than {limits.MaxBytes:N0} bytes", counted);
                }
                if (length > RatioCountsFrom && length > counted.Count * limits.MaxRatio)
                    return Failed(Outcome.TooLarge, $"the body unpacks to more than {limits.MaxRatio:0.#} times its size (Fetching:MaxDecompressionRatio)", counted);
            }

            // GZipStream takes a body that just stops for a complete one. Where nothing else tells, its last field does.
            if (!selfDelimited && codings is ["gzip" or "x-gzip"] && counted.Count != length && counted.TailLittleEndian != (uint)length)
                return Failed(Outcome.InvalidResponse, $"the compressed body stops in its middle, after {counted.Count:N0} bytes", counted);
            return Ok(buffer, length, counted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // One byte beyond the limit is enough to see that there is more.
    private static byte[] Grow(byte[] full, long maxBytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(full.Length * 2L, full.Length + 1), Math.Max(maxBytes + 1, full.Length + 1)));
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private static BodyRead Ok(byte[] buffer, int length, CountingStream wire) => new(Outcome.Ok, "", buffer.AsMemory(0, length).ToArray(), wire.Count);

    private static BodyRead Failed(Outcome outcome, string detail, CountingStream wire) => new(outcome, detail, default, wire.Count);
}
