using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IngestWorker.Language.Training;

/// <summary>A matrix inside an array, read as it lies or turned.</summary>
/// <param name="Values">The array.</param>
/// <param name="Stride">Distance between the rows as they lie.</param>
/// <param name="Start">Where the first row begins.</param>
/// <param name="IsTurned">True to read rows as columns.</param>
internal readonly record struct Block(float[] Values, int Stride, int Start = 0, bool IsTurned = false)
{
    public int RowStep => IsTurned ? 1 : Stride;

    public int ColumnStep => IsTurned ? Stride : 1;
}

/// <summary>
/// c += a·b for training: both operands are first copied in the order in which the loop reads them, which keeps them in the nearest cache and makes
/// turned operands as cheap as others. Each element is summed in the order of k, so the result does not depend on the blocks.
/// </summary>
internal sealed class TrainingProduct
{
    private const int RowUnit = 6;
    private const int ColumnUnit = 16;
    private const int DepthBlock = 256;
    private const int RowBlock = 16 * RowUnit;

    private readonly float[] _a = new float[RowBlock * DepthBlock];
    private readonly float[] _tile = new float[RowUnit * ColumnUnit];
    private float[] _b = [];

    /// <param name="m">Rows of a and c.</param>
    /// <param name="n">Columns of b and c, a multiple of 16.</param>
    /// <param name="k">Columns of a, rows of b.</param>
    /// <param name="a">m x k.</param>
    /// <param name="b">k x n.</param>
    /// <param name="c">m x n, not turned.</param>
    public void Add(int m, int n, int k, Block a, Block b, Block c)
    {
        if (n % ColumnUnit != 0) throw new ArgumentException($"{n} columns are no multiple of {ColumnUnit}.");
        if (_b.Length < n * DepthBlock) _b = new float[n * DepthBlock];
        for (var p = 0; p < k; p += DepthBlock)
        {
            var depth = Math.Min(DepthBlock, k - p);
            PackColumns(b, p, depth, n);
            for (var i = 0; i < m; i += RowBlock)
            {
                var rows = Math.Min(RowBlock, m - i);
                PackRows(a, i, rows, p, depth);
                for (var j = 0; j < n; j += ColumnUnit)
                {
                    for (var r = 0; r < rows; r += RowUnit)
                    {
                        ref var packedRows = ref _a[r * depth];
                        ref var packedColumns = ref _b[j * depth];
                        var at = c.Start + ((i + r) * c.Stride) + j;
                        if (rows - r >= RowUnit) Multiply(depth, ref packedRows, ref packedColumns, ref c.Values[at], c.Stride);
                        else MultiplyLast(rows - r, depth, ref packedRows, ref packedColumns, c.Values.AsSpan(at), c.Stride);
                    }
                }
            }
        }
    }

    private void PackColumns(Block b, int p, int depth, int n)
    {
        for (var j = 0; j < n; j += ColumnUnit)
        {
            var target = _b.AsSpan(j * depth, depth * ColumnUnit);
            if (!b.IsTurned)
            {
                for (var q = 0; q < depth; q++) b.Values.AsSpan(b.Start + ((p + q) * b.Stride) + j, ColumnUnit).CopyTo(target[(q * ColumnUnit)..]);
                continue;
            }

            for (var column = 0; column < ColumnUnit; column++)
            {
                var source = b.Values.AsSpan(b.Start + ((j + column) * b.Stride) + p, depth);
                for (var q = 0; q < source.Length; q++) target[(q * ColumnUnit) + column] = source[q];
            }
        }
    }

    private void PackRows(Block a, int i, int rows, int p, int depth)
    {
        for (var r = 0; r < rows; r += RowUnit)
        {
            var target = _a.AsSpan(r * depth, depth * RowUnit);
            var count = Math.Min(RowUnit, rows - r);
            if (count < RowUnit) target.Clear();
            var first = a.Start + ((i + r) * a.RowStep) + (p * a.ColumnStep);
            if (a.IsTurned)
            {
                for (var q = 0; q < depth; q++)
                {
                    var source = a.Values.AsSpan(first + (q * a.Stride), count);
                    for (var row = 0; row < source.Length; row++) target[(q * RowUnit) + row] = source[row];
                }

                continue;
            }

            for (var row = 0; row < count; row++)
            {
                var source = a.Values.AsSpan(first + (row * a.Stride), depth);
                for (var q = 0; q < source.Length; q++) target[(q * RowUnit) + row] = source[q];
            }
        }
    }

    private void MultiplyLast(int rows, int k, ref float a, ref float b, Span<float> c, int ldc)
    {
        for (var r = 0; r < rows; r++) c.Slice(r * ldc, ColumnUnit).CopyTo(_tile.AsSpan(r * ColumnUnit));
        Multiply(k, ref a, ref b, ref _tile[0], ColumnUnit);
        for (var r = 0; r < rows; r++) _tile.AsSpan(r * ColumnUnit, ColumnUnit).CopyTo(c[(r * ldc)..]);
    }

    // The sums stay in registers: named locals, because arrays of vectors would live in memory.
    private static void Multiply(int k, ref float a, ref float b, ref float c, int ldc)
    {
        ref var c1 = ref Unsafe.Add(ref c, ldc);
        ref var c2 = ref Unsafe.Add(ref c1, ldc);
        ref var c3 = ref Unsafe.Add(ref c2, ldc);
        ref var c4 = ref Unsafe.Add(ref c3, ldc);
        ref var c5 = ref Unsafe.Add(ref c4, ldc);
        var s00 = Load(ref c, 0); var s01 = Load(ref c, 8);
        var s10 = Load(ref c1, 0); var s11 = Load(ref c1, 8);
        var s20 = Load(ref c2, 0); var s21 = Load(ref c2, 8);
        var s30 = Load(ref c3, 0); var s31 = Load(ref c3, 8);
        var s40 = Load(ref c4, 0); var s41 = Load(ref c4, 8);
        var s50 = Load(ref c5, 0); var s51 = Load(ref c5, 8);
        for (var p = 0; p < k; p++)
        {
            var b0 = Load(ref b, 0); var b1 = Load(ref b, 8);
            var x = Vector256.Create(a);
            s00 = Vector256.FusedMultiplyAdd(x, b0, s00); s01 = Vector256.FusedMultiplyAdd(x, b1, s01);
            x = Vector256.Create(Unsafe.Add(ref a, 1));
            s10 = Vector256.FusedMultiplyAdd(x, b0, s10); s11 = Vector256.FusedMultiplyAdd(x, b1, s11);
            x = Vector256.Create(Unsafe.Add(ref a, 2));
            s20 = Vector256.FusedMultiplyAdd(x, b0, s20); s21 = Vector256.FusedMultiplyAdd(x, b1, s21);
            x = Vector256.Create(Unsafe.Add(ref a, 3));
            s30 = Vector256.FusedMultiplyAdd(x, b0, s30); s31 = Vector256.FusedMultiplyAdd(x, b1, s31);
            x = Vector256.Create(Unsafe.Add(ref a, 4));
            s40 = Vector256.FusedMultiplyAdd(x, b0, s40); s41 = Vector256.FusedMultiplyAdd(x, b1, s41);
            x = Vector256.Create(Unsafe.Add(ref a, 5));
            s50 = Vector256.FusedMultiplyAdd(x, b0, s50); s51 = Vector256.FusedMultiplyAdd(x, b1, s51);
            a = ref Unsafe.Add(ref a, RowUnit);
            b = ref Unsafe.Add(ref b, ColumnUnit);
        }

        Store(s00, ref c, 0); Store(s01, ref c, 8);
        Store(s10, ref c1, 0); Store(s11, ref c1, 8);
        Store(s20, ref c2, 0); Store(s21, ref c2, 8);
        Store(s30, ref c3, 0); Store(s31, ref c3, 8);
        Store(s40, ref c4, 0); Store(s41, ref c4, 8);
        Store(s50, ref c5, 0); Store(s51, ref c5, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ref float at, int offset) => Vector256.LoadUnsafe(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> value, ref float at, int offset) => value.StoreUnsafe(ref Unsafe.Add(ref at, offset));
}
