using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IngestWorker.Language.Network;

/// <summary>Sums and products over whole rows, sixteen at a time on any machine, so that every machine gives the same bits.</summary>
internal static class VectorMath
{
    /// <summary>The inner product; the length is a multiple of 16.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var ra = ref MemoryMarshal.GetReference(a);
        ref var rb = ref MemoryMarshal.GetReference(b[..a.Length]);
        var sum = Vector512<float>.Zero;
        for (var i = 0; i + 16 <= a.Length; i += 16)
            sum += Vector512.LoadUnsafe(ref Unsafe.Add(ref ra, i)) * Vector512.LoadUnsafe(ref Unsafe.Add(ref rb, i));
        // The order of the last additions is fixed by hand.
        var total = 0f;
        for (var i = 0; i < 16; i++) total += sum.GetElement(i);
        return total;
    }

    /// <summary>target += values; the length is a multiple of 16.</summary>
    public static void Add(Span<float> target, ReadOnlySpan<float> values)
    {
        ref var t = ref MemoryMarshal.GetReference(target[..values.Length]);
        ref var v = ref MemoryMarshal.GetReference(values);
        for (var i = 0; i + 16 <= values.Length; i += 16)
            (Vector512.LoadUnsafe(ref Unsafe.Add(ref t, i)) + Vector512.LoadUnsafe(ref Unsafe.Add(ref v, i))).StoreUnsafe(ref Unsafe.Add(ref t, i));
    }

    /// <summary>The leaky rectifier; the length is a multiple of 16.</summary>
    public static void Rectify(Span<float> values, float slope)
    {
        ref var r = ref MemoryMarshal.GetReference(values);
        for (var i = 0; i + 16 <= values.Length; i += 16)
        {
            var value = Vector512.LoadUnsafe(ref Unsafe.Add(ref r, i));
            Vector512.Max(value, value * slope).StoreUnsafe(ref Unsafe.Add(ref r, i));
        }
    }
}
