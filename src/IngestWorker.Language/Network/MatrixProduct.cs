using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IngestWorker.Language.Network;

/// <summary>
/// c += a·b on row-major matrices. Each element is summed in the order of k whatever the vector width, so that a machine
/// with AVX-512 and one with AVX2 give the same bits.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>The number of columns of b and c is a multiple of this.</summary>
    public const int ColumnUnit = 16;

    public static int Padded(int columns) => (columns + ColumnUnit - 1) / ColumnUnit * ColumnUnit;

    /// <param name="m">Rows of a and c.</param>
    /// <param name="n">Columns of b and c, a multiple of <see cref="ColumnUnit"/>.</param>
    /// <param name="k">Columns of a, rows of b.</param>
    /// <param name="a">m x k, rows <paramref name="lda"/> apart.</param>
    /// <param name="lda">Distance between the rows of a.</param>
    /// <param name="b">k x n, rows <paramref name="ldb"/> apart.</param>
    /// <param name="ldb">Distance between the rows of b.</param>
    /// <param name="c">m x n, rows <paramref name="ldc"/> apart.</param>
    /// <param name="ldc">Distance between the rows of c.</param>
    public static void Add(int m, int n, int k, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, Span<float> c, int ldc)
    {
        if (m == 0 || n == 0 || k == 0) return;
        if (n % ColumnUnit != 0 || a.Length < ((m - 1) * lda) + k || b.Length < ((k - 1) * ldb) + n || c.Length < ((m - 1) * ldc) + n)
            throw new ArgumentException($"Matrices do not fit: {m} x {k} times {k} x {n}.");

        ref var ra = ref MemoryMarshal.GetReference(a);
        ref var rb = ref MemoryMarshal.GetReference(b);
        ref var rc = ref MemoryMarshal.GetReference(c);
        var j = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; j + 64 <= n; j += 64)
            {
                var i = 0;
                for (; i + 4 <= m; i += 4) Block4X64(k, ref Unsafe.Add(ref ra, i * lda), lda, ref Unsafe.Add(ref rb, j), ldb, ref Unsafe.Add(ref rc, (i * ldc) + j), ldc);
                for (; i < m; i++) Block1X64(k, ref Unsafe.Add(ref ra, i * lda), ref Unsafe.Add(ref rb, j), ldb, ref Unsafe.Add(ref rc, (i * ldc) + j));
            }
        }

        for (; j < n; j += 16)
        {
            var i = 0;
            for (; i + 4 <= m; i += 4) Block4X16(k, ref Unsafe.Add(ref ra, i * lda), lda, ref Unsafe.Add(ref rb, j), ldb, ref Unsafe.Add(ref rc, (i * ldc) + j), ldc);
            for (; i < m; i++) Block1X16(k, ref Unsafe.Add(ref ra, i * lda), ref Unsafe.Add(ref rb, j), ldb, ref Unsafe.Add(ref rc, (i * ldc) + j));
        }
    }

    // The blocks keep their sums in registers: named locals, because arrays of vectors would live in memory.
    private static void Block4X64(int k, ref float a, int lda, ref float b, int ldb, ref float c, int ldc)
    {
        ref var a1 = ref Unsafe.Add(ref a, lda);
        ref var a2 = ref Unsafe.Add(ref a1, lda);
        ref var a3 = ref Unsafe.Add(ref a2, lda);
        ref var c1 = ref Unsafe.Add(ref c, ldc);
        ref var c2 = ref Unsafe.Add(ref c1, ldc);
        ref var c3 = ref Unsafe.Add(ref c2, ldc);
        var s00 = Load(ref c, 0); var s01 = Load(ref c, 16); var s02 = Load(ref c, 32); var s03 = Load(ref c, 48);
        var s10 = Load(ref c1, 0); var s11 = Load(ref c1, 16); var s12 = Load(ref c1, 32); var s13 = Load(ref c1, 48);
        var s20 = Load(ref c2, 0); var s21 = Load(ref c2, 16); var s22 = Load(ref c2, 32); var s23 = Load(ref c2, 48);
        var s30 = Load(ref c3, 0); var s31 = Load(ref c3, 16); var s32 = Load(ref c3, 32); var s33 = Load(ref c3, 48);
        for (var p = 0; p < k; p++)
        {
            var b0 = Load(ref b, 0); var b1 = Load(ref b, 16); var b2 = Load(ref b, 32); var b3 = Load(ref b, 48);
            var x = Vector512.Create(Unsafe.Add(ref a, p));
            s00 = Vector512.FusedMultiplyAdd(x, b0, s00); s01 = Vector512.FusedMultiplyAdd(x, b1, s01);
            s02 = Vector512.FusedMultiplyAdd(x, b2, s02); s03 = Vector512.FusedMultiplyAdd(x, b3, s03);
            x = Vector512.Create(Unsafe.Add(ref a1, p));
            s10 = Vector512.FusedMultiplyAdd(x, b0, s10); s11 = Vector512.FusedMultiplyAdd(x, b1, s11);
            s12 = Vector512.FusedMultiplyAdd(x, b2, s12); s13 = Vector512.FusedMultiplyAdd(x, b3, s13);
            x = Vector512.Create(Unsafe.Add(ref a2, p));
            s20 = Vector512.FusedMultiplyAdd(x, b0, s20); s21 = Vector512.FusedMultiplyAdd(x, b1, s21);
            s22 = Vector512.FusedMultiplyAdd(x, b2, s22); s23 = Vector512.FusedMultiplyAdd(x, b3, s23);
            x = Vector512.Create(Unsafe.Add(ref a3, p));
            s30 = Vector512.FusedMultiplyAdd(x, b0, s30); s31 = Vector512.FusedMultiplyAdd(x, b1, s31);
            s32 = Vector512.FusedMultiplyAdd(x, b2, s32); s33 = Vector512.FusedMultiplyAdd(x, b3, s33);
            b = ref Unsafe.Add(ref b, ldb);
        }

        Store(s00, ref c, 0); Store(s01, ref c, 16); Store(s02, ref c, 32); Store(s03, ref c, 48);
        Store(s10, ref c1, 0); Store(s11, ref c1, 16); Store(s12, ref c1, 32); Store(s13, ref c1, 48);
        Store(s20, ref c2, 0); Store(s21, ref c2, 16); Store(s22, ref c2, 32); Store(s23, ref c2, 48);
        Store(s30, ref c3, 0); Store(s31, ref c3, 16); Store(s32, ref c3, 32); Store(s33, ref c3, 48);
    }

    private static void Block1X64(int k, ref float a, ref float b, int ldb, ref float c)
    {
        var s0 = Load(ref c, 0); var s1 = Load(ref c, 16); var s2 = Load(ref c, 32); var s3 = Load(ref c, 48);
        for (var p = 0; p < k; p++)
        {
            var x = Vector512.Create(Unsafe.Add(ref a, p));
            s0 = Vector512.FusedMultiplyAdd(x, Load(ref b, 0), s0);
            s1 = Vector512.FusedMultiplyAdd(x, Load(ref b, 16), s1);
            s2 = Vector512.FusedMultiplyAdd(x, Load(ref b, 32), s2);
            s3 = Vector512.FusedMultiplyAdd(x, Load(ref b, 48), s3);
            b = ref Unsafe.Add(ref b, ldb);
        }

        Store(s0, ref c, 0); Store(s1, ref c, 16); Store(s2, ref c, 32); Store(s3, ref c, 48);
    }

    private static void Block4X16(int k, ref float a, int lda, ref float b, int ldb, ref float c, int ldc)
    {
        ref var a1 = ref Unsafe.Add(ref a, lda);
        ref var a2 = ref Unsafe.Add(ref a1, lda);
        ref var a3 = ref Unsafe.Add(ref a2, lda);
        ref var c1 = ref Unsafe.Add(ref c, ldc);
        ref var c2 = ref Unsafe.Add(ref c1, ldc);
        ref var c3 = ref Unsafe.Add(ref c2, ldc);
        var s00 = Load8(ref c, 0); var s01 = Load8(ref c, 8);
        var s10 = Load8(ref c1, 0); var s11 = Load8(ref c1, 8);
        var s20 = Load8(ref c2, 0); var s21 = Load8(ref c2, 8);
        var s30 = Load8(ref c3, 0); var s31 = Load8(ref c3, 8);
        for (var p = 0; p < k; p++)
        {
            var b0 = Load8(ref b, 0); var b1 = Load8(ref b, 8);
            var x = Vector256.Create(Unsafe.Add(ref a, p));
            s00 = Vector256.FusedMultiplyAdd(x, b0, s00); s01 = Vector256.FusedMultiplyAdd(x, b1, s01);
            x = Vector256.Create(Unsafe.Add(ref a1, p));
            s10 = Vector256.FusedMultiplyAdd(x, b0, s10); s11 = Vector256.FusedMultiplyAdd(x, b1, s11);
            x = Vector256.Create(Unsafe.Add(ref a2, p));
            s20 = Vector256.FusedMultiplyAdd(x, b0, s20); s21 = Vector256.FusedMultiplyAdd(x, b1, s21);
            x = Vector256.Create(Unsafe.Add(ref a3, p));
            s30 = Vector256.FusedMultiplyAdd(x, b0, s30); s31 = Vector256.FusedMultiplyAdd(x, b1, s31);
            b = ref Unsafe.Add(ref b, ldb);
        }

        Store8(s00, ref c, 0); Store8(s01, ref c, 8);
        Store8(s10, ref c1, 0); Store8(s11, ref c1, 8);
        Store8(s20, ref c2, 0); Store8(s21, ref c2, 8);
        Store8(s30, ref c3, 0); Store8(s31, ref c3, 8);
    }

    private static void Block1X16(int k, ref float a, ref float b, int ldb, ref float c)
    {
        var s0 = Load8(ref c, 0);
        var s1 = Load8(ref c, 8);
        for (var p = 0; p < k; p++)
        {
            var x = Vector256.Create(Unsafe.Add(ref a, p));
            s0 = Vector256.FusedMultiplyAdd(x, Load8(ref b, 0), s0);
            s1 = Vector256.FusedMultiplyAdd(x, Load8(ref b, 8), s1);
            b = ref Unsafe.Add(ref b, ldb);
        }

        Store8(s0, ref c, 0);
        Store8(s1, ref c, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(ref float at, int offset) => Vector512.LoadUnsafe(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> value, ref float at, int offset) => value.StoreUnsafe(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load8(ref float at, int offset) => Vector256.LoadUnsafe(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store8(Vector256<float> value, ref float at, int offset) => value.StoreUnsafe(ref Unsafe.Add(ref at, offset));
}
