using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IngestWorker.Language.Network;

/// <summary>Activations as bytes with a scale for each row, moved up by 128. The space is used again.</summary>
internal sealed class ByteRows
{
    public byte[] Bytes { get; private set; } = [];

    public float[] Scales { get; private set; } = [];

    private short[] _wide = [];
    private bool _isWide;

    public int Count { get; private set; }

    public int Channels { get; private set; }

    /// <param name="values">The rows.</param>
    /// <param name="count">How many.</param>
    /// <param name="channels">Columns to take, a multiple of 16.</param>
    /// <param name="stride">Distance between the rows.</param>
    public void Fill(ReadOnlySpan<float> values, int count, int channels, int stride)
    {
        (Count, Channels, _isWide) = (count, channels, false);
        if (Bytes.Length < count * channels) Bytes = new byte[count * channels * 5 / 4];
        if (Scales.Length < count) Scales = new float[count * 5 / 4];
        for (var r = 0; r < count; r++) Scales[r] = Quantize(values.Slice(r * stride, channels), Bytes.AsSpan(r * channels, channels));
    }

    /// <summary>The same values 16 bits wide and not moved up, for processors without byte products.</summary>
    public ReadOnlySpan<short> Wide()
    {
        var length = Count * Channels;
        if (_isWide) return _wide.AsSpan(0, length);
        if (_wide.Length < length) _wide = new short[Bytes.Length];
        ref var from = ref MemoryMarshal.GetArrayDataReference(Bytes);
        ref var to = ref MemoryMarshal.GetArrayDataReference(_wide);
        var moved = Vector256.Create((short)128);
        for (var i = 0; i < length; i += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref Unsafe.Add(ref from, i)));
            (Vector256.Create(low, high).AsInt16() - moved).StoreUnsafe(ref Unsafe.Add(ref to, i));
        }

        _isWide = true;
        return _wide.AsSpan(0, length);
    }

    private static float Quantize(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        ref var v = ref MemoryMarshal.GetReference(values);
        ref var b = ref MemoryMarshal.GetReference(bytes);
        var largest = Vector512<float>.Zero;
        for (var i = 0; i < values.Length; i += 16) largest = Vector512.Max(largest, Vector512.Abs(Vector512.LoadUnsafe(ref Unsafe.Add(ref v, i))));
        var half = Vector256.Max(largest.GetLower(), largest.GetUpper());
        var quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        var max = Math.Max(Math.Max(quarter[0], quarter[1]), Math.Max(quarter[2], quarter[3]));
        if (!(max > 0))
        {
            bytes.Fill(128);
            return 0;
        }

        // Adding 1.5 · 2^23 rounds to the nearest integer and leaves it in the low bits, on any machine alike.
        var factor = Vector512.Create(127 / max);
        var round = Vector512.Create(12582912f);
        for (var i = 0; i < values.Length; i += 16)
        {
            var integers = ((Vector512.LoadUnsafe(ref Unsafe.Add(ref v, i)) * factor) + round).AsInt32() + Vector512.Create(128 - 0x4B400000);
            var shorts = Vector256.Narrow(integers.GetLower(), integers.GetUpper()).AsUInt16();
            Vector128.Narrow(shorts.GetLower(), shorts.GetUpper()).StoreUnsafe(ref Unsafe.Add(ref b, i));
        }

        return max / 127;
    }
}
