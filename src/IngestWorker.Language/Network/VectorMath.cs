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
        var half = sum.GetLower() + sum.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        return (quarter[0] + quarter[1]) + (quarter[2] + quarter[3]);
    }

    /// <summary>target += values; the length is a multiple of 16.</summary>
    public static void Add(Span<float> target, ReadOnlySpan<float> values)
    {
        ref var t = ref MemoryMarshal.GetReference(target[..values.Length]);
        ref var v = ref MemoryMarshal.GetReference(values);
        for (var i = 0; i + 16 <= values.Length; i += 16)
            (Vector512.LoadUnsafe(ref Unsafe.Add(ref t, i)) + Vector512.LoadUnsafe(ref Unsafe.Add(ref v, i))).StoreUnsafe(ref Unsafe.Add(ref t, i));
    }

    /// <summary>target += bytes · scale; the length is a multiple of 16.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<sbyte> bytes, float scale)
    {
        ref var t = ref MemoryMarshal.GetReference(target[..bytes.Length]);
        ref var b = ref MemoryMarshal.GetReference(bytes);
        var factor = Vector512.Create(scale);
        for (var i = 0; i + 16 <= bytes.Length; i += 16)
        {
            var (low, high) = Vector256.Widen(Widen(Vector128.LoadUnsafe(ref Unsafe.Add(ref b, i))));
            var values = Vector512.ConvertToSingle(Vector512.Create(low, high));
            ref var at = ref Unsafe.Add(ref t, i);
            (Vector512.LoadUnsafe(ref at) + (values * factor)).StoreUnsafe(ref at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Widen(Vector128<sbyte> bytes)
    {
        var (low, high) = Vector128.Widen(bytes);
        return Vector256.Create(low, high);
    }

    /// <summary>e to the power of the value, which lies within ±80: 2^n times a polynomial, to seven digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> value)
    {
        var round = Vector512.Create(12582912f);
        var shifted = Vector512.FusedMultiplyAdd(value, Vector512.Create(1.44269504f), round);
        var n = shifted - round;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), value);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);
        var p = Vector512.FusedMultiplyAdd(r, Vector512.Create(1.9875691500e-4f), Vector512.Create(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(5.0000001201e-1f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r + Vector512<float>.One);
        return ((shifted.AsInt32() << 23) + p.AsInt32()).AsSingle();
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
