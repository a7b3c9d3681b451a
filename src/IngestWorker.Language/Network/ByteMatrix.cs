using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IngestWorker.Language.Network;

/// <summary>
/// Weights as signed bytes with a scale for each column. Products are summed in integers, so that every machine gives the
/// same bits: with the dot product instructions where there are any (AVX-VNNI), in pairs of 16-bit products elsewhere.
/// </summary>
internal sealed class ByteMatrix
{
    /// <summary>Columns that are read together; the number of columns is a multiple of this, that of rows of 4.</summary>
    private const int Block = 16;

    private readonly int _rows;
    private readonly bool _usesDots;
    private readonly float[] _scales;

    // By blocks of columns; in a block by groups of 4 rows: the 4 bytes of each column. Empty without dot products.
    private readonly sbyte[] _bytes;

    // 128 times the sum of each column: dot products take one side unsigned, so activations are moved up by 128.
    private readonly int[] _moved;

    // The same in pairs of rows, 16 bits wide. Empty with dot products.
    private readonly short[] _pairs;

    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns to take.</param>
    /// <param name="stride">Columns of the source.</param>
    /// <param name="values">The source, row by row.</param>
    public ByteMatrix(int rows, int columns, int stride, ReadOnlySpan<float> values)
        : this(rows, columns, stride, values, AvxVnni.IsSupported)
    {
    }

    /// <summary>With the kernel named: the tests compare both.</summary>
    internal ByteMatrix(int rows, int columns, int stride, ReadOnlySpan<float> values, bool usesDots)
    {
        if (rows % 4 != 0 || columns % Block != 0) throw new ArgumentException($"{rows} x {columns} does not fit blocks of 4 x {Block}.");
        (_rows, Columns, _usesDots) = (rows, columns, usesDots);
        _scales = new float[columns];
        _moved = new int[columns];
        _bytes = usesDots ? new sbyte[rows * columns] : [];
        _pairs = usesDots ? [] : new short[rows * columns];
        for (var c = 0; c < columns; c++)
        {
            var max = 0f;
            for (var r = 0; r < rows; r++) max = Math.Max(max, Math.Abs(values[(r * stride) + c]));
            _scales[c] = max / 127;
            var (block, column) = (c / Block * Block * rows, c % Block);
            for (var r = 0; r < rows && max > 0; r++)
            {
                var value = (sbyte)MathF.Round(values[(r * stride) + c] / max * 127);
                _moved[c] += 128 * value;
                if (usesDots) _bytes[block + (r / 4 * 4 * Block) + (column * 4) + (r % 4)] = value;
                else _pairs[block + (r / 2 * 2 * Block) + (column * 2) + (r % 2)] = value;
            }
        }
    }

    public int Columns { get; }

    /// <summary>result = input · matrix + bias.</summary>
    /// <param name="input">As many channels as the matrix has rows.</param>
    /// <param name="bias">One value a column; empty for none.</param>
    /// <param name="result">Rows of <paramref name="stride"/>.</param>
    /// <param name="stride">Distance between the rows of the result.</param>
    public void Multiply(ByteRows input, ReadOnlySpan<float> bias, Span<float> result, int stride)
    {
        var m = input.Count;
        if (m == 0) return;
        if (input.Channels != _rows || result.Length < ((m - 1) * stride) + Columns || (!bias.IsEmpty && bias.Length < Columns))
            throw new ArgumentException($"{input.Channels} channels do not fit {_rows} x {Columns}.");
        Span<float> none = stackalloc float[Block];
        none.Clear();
        var wide = _usesDots ? [] : input.Wide();
        for (var j = 0; j < Columns; j += Block)
        {
            var added = bias.IsEmpty ? none : bias.Slice(j, Block);
            if (_usesDots) Dots(input, j, added, ref MemoryMarshal.GetReference(result[j..]), stride);
            else Pairs(input, wide, j, added, ref MemoryMarshal.GetReference(result[j..]), stride);
        }
    }

    // Six rows at a time keep twelve sums, two of weights and one of activations in sixteen registers.
    private void Dots(ByteRows input, int j, ReadOnlySpan<float> bias, ref float result, int stride)
    {
        var (k, m) = (_rows, input.Count);
        ref var weights = ref _bytes[j * k];
        ref var a = ref input.Bytes[0];
        var (moved0, moved1) = (Vector256.LoadUnsafe(ref _moved[j]), Vector256.LoadUnsafe(ref _moved[j + 8]));
        var (scale0, scale1) = (Vector256.LoadUnsafe(ref _scales[j]), Vector256.LoadUnsafe(ref _scales[j + 8]));
        var (bias0, bias1) = (Vector256.Create(bias), Vector256.Create(bias[8..]));
        var i = 0;
        for (; i + 6 <= m; i += 6)
        {
            ref var w = ref weights;
            ref var x = ref Unsafe.Add(ref a, i * k);
            Vector256<int> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default;
            Vector256<int> s30 = default, s31 = default, s40 = default, s41 = default, s50 = default, s51 = default;
            for (var p = 0; p < k; p += 4)
            {
                var w0 = Vector256.LoadUnsafe(ref w);
                var w1 = Vector256.LoadUnsafe(ref w, 32);
                var v = Four(ref x, 0);
                s00 = AvxVnni.MultiplyWideningAndAdd(s00, v, w0); s01 = AvxVnni.MultiplyWideningAndAdd(s01, v, w1);
                v = Four(ref x, k);
                s10 = AvxVnni.MultiplyWideningAndAdd(s10, v, w0); s11 = AvxVnni.MultiplyWideningAndAdd(s11, v, w1);
                v = Four(ref x, 2 * k);
                s20 = AvxVnni.MultiplyWideningAndAdd(s20, v, w0); s21 = AvxVnni.MultiplyWideningAndAdd(s21, v, w1);
                v = Four(ref x, 3 * k);
                s30 = AvxVnni.MultiplyWideningAndAdd(s30, v, w0); s31 = AvxVnni.MultiplyWideningAndAdd(s31, v, w1);
                v = Four(ref x, 4 * k);
                s40 = AvxVnni.MultiplyWideningAndAdd(s40, v, w0); s41 = AvxVnni.MultiplyWideningAndAdd(s41, v, w1);
                v = Four(ref x, 5 * k);
                s50 = AvxVnni.MultiplyWideningAndAdd(s50, v, w0); s51 = AvxVnni.MultiplyWideningAndAdd(s51, v, w1);
                w = ref Unsafe.Add(ref w, 4 * Block);
                x = ref Unsafe.Add(ref x, 4);
            }

            ref var y = ref Unsafe.Add(ref result, i * stride);
            Store(s00 - moved0, scale0, bias0, input.Scales[i], ref y, 0); Store(s01 - moved1, scale1, bias1, input.Scales[i], ref y, 8);
            Store(s10 - moved0, scale0, bias0, input.Scales[i + 1], ref y, stride); Store(s11 - moved1, scale1, bias1, input.Scales[i + 1], ref y, stride + 8);
            Store(s20 - moved0, scale0, bias0, input.Scales[i + 2], ref y, 2 * stride); Store(s21 - moved1, scale1, bias1, input.Scales[i + 2], ref y, (2 * stride) + 8);
            Store(s30 - moved0, scale0, bias0, input.Scales[i + 3], ref y, 3 * stride); Store(s31 - moved1, scale1, bias1, input.Scales[i + 3], ref y, (3 * stride) + 8);
            Store(s40 - moved0, scale0, bias0, input.Scales[i + 4], ref y, 4 * stride); Store(s41 - moved1, scale1, bias1, input.Scales[i + 4], ref y, (4 * stride) + 8);
            Store(s50 - moved0, scale0, bias0, input.Scales[i + 5], ref y, 5 * stride); Store(s51 - moved1, scale1, bias1, input.Scales[i + 5], ref y, (5 * stride) + 8);
        }

        for (; i < m; i++)
        {
            ref var w = ref weights;
            ref var x = ref Unsafe.Add(ref a, i * k);
            Vector256<int> s0 = default, s1 = default;
            for (var p = 0; p < k; p += 4)
            {
                var v = Four(ref x, p);
                s0 = AvxVnni.MultiplyWideningAndAdd(s0, v, Vector256.LoadUnsafe(ref w));
                s1 = AvxVnni.MultiplyWideningAndAdd(s1, v, Vector256.LoadUnsafe(ref w, 32));
                w = ref Unsafe.Add(ref w, 4 * Block);
            }

            ref var y = ref Unsafe.Add(ref result, i * stride);
            Store(s0 - moved0, scale0, bias0, input.Scales[i], ref y, 0);
            Store(s1 - moved1, scale1, bias1, input.Scales[i], ref y, 8);
        }
    }

    private void Pairs(ByteRows input, ReadOnlySpan<short> wide, int j, ReadOnlySpan<float> bias, ref float result, int stride)
    {
        var (k, m) = (_rows, input.Count);
        ref var weights = ref _pairs[j * k];
        ref var a = ref MemoryMarshal.GetReference(wide);
        var (scale0, scale1) = (Vector256.LoadUnsafe(ref _scales[j]), Vector256.LoadUnsafe(ref _scales[j + 8]));
        var (bias0, bias1) = (Vector256.Create(bias), Vector256.Create(bias[8..]));
        var i = 0;
        for (; i + 6 <= m; i += 6)
        {
            ref var w = ref weights;
            ref var x = ref Unsafe.Add(ref a, i * k);
            ref var x3 = ref Unsafe.Add(ref x, 3 * k);
            Vector256<int> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default;
            Vector256<int> s30 = default, s31 = default, s40 = default, s41 = default, s50 = default, s51 = default;
            for (var p = 0; p < k; p += 2)
            {
                var w0 = Vector256.LoadUnsafe(ref w);
                var w1 = Vector256.LoadUnsafe(ref w, 16);
                var v = Two(ref x, 0);
                s00 += PairProducts(w0, v); s01 += PairProducts(w1, v);
                v = Two(ref x, k);
                s10 += PairProducts(w0, v); s11 += PairProducts(w1, v);
                v = Two(ref x, 2 * k);
                s20 += PairProducts(w0, v); s21 += PairProducts(w1, v);
                v = Two(ref x3, 0);
                s30 += PairProducts(w0, v); s31 += PairProducts(w1, v);
                v = Two(ref x3, k);
                s40 += PairProducts(w0, v); s41 += PairProducts(w1, v);
                v = Two(ref x3, 2 * k);
                s50 += PairProducts(w0, v); s51 += PairProducts(w1, v);
                w = ref Unsafe.Add(ref w, 2 * Block);
                x = ref Unsafe.Add(ref x, 2);
                x3 = ref Unsafe.Add(ref x3, 2);
            }

            ref var y = ref Unsafe.Add(ref result, i * stride);
            Store(s00, scale0, bias0, input.Scales[i], ref y, 0); Store(s01, scale1, bias1, input.Scales[i], ref y, 8);
            Store(s10, scale0, bias0, input.Scales[i + 1], ref y, stride); Store(s11, scale1, bias1, input.Scales[i + 1], ref y, stride + 8);
            Store(s20, scale0, bias0, input.Scales[i + 2], ref y, 2 * stride); Store(s21, scale1, bias1, input.Scales[i + 2], ref y, (2 * stride) + 8);
            Store(s30, scale0, bias0, input.Scales[i + 3], ref y, 3 * stride); Store(s31, scale1, bias1, input.Scales[i + 3], ref y, (3 * stride) + 8);
            Store(s40, scale0, bias0, input.Scales[i + 4], ref y, 4 * stride); Store(s41, scale1, bias1, input.Scales[i + 4], ref y, (4 * stride) + 8);
            Store(s50, scale0, bias0, input.Scales[i + 5], ref y, 5 * stride); Store(s51, scale1, bias1, input.Scales[i + 5], ref y, (5 * stride) + 8);
        }

        for (; i < m; i++)
        {
            ref var w = ref weights;
            ref var x = ref Unsafe.Add(ref a, i * k);
            Vector256<int> s0 = default, s1 = default;
            for (var p = 0; p < k; p += 2)
            {
                var v = Two(ref x, p);
                s0 += PairProducts(Vector256.LoadUnsafe(ref w), v);
                s1 += PairProducts(Vector256.LoadUnsafe(ref w, 16), v);
                w = ref Unsafe.Add(ref w, 2 * Block);
            }

            ref var y = ref Unsafe.Add(ref result, i * stride);
            Store(s0, scale0, bias0, input.Scales[i], ref y, 0);
            Store(s1, scale1, bias1, input.Scales[i], ref y, 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Four(ref byte at, int offset) => Vector256.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref at, offset))).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Two(ref short at, int offset) => Vector256.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref at, offset)))).AsInt16();

    // The products of neighbours, added two by two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> PairProducts(Vector256<short> a, Vector256<short> b)
    {
        if (Avx2.IsSupported) return Avx2.MultiplyAddAdjacent(a, b);
        var (ia, ib) = (a.AsInt32(), b.AsInt32());
        return ((ia << 16 >> 16) * (ib << 16 >> 16)) + ((ia >> 16) * (ib >> 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> sum, Vector256<float> scale, Vector256<float> bias, float rowScale, ref float at, int offset) =>
        ((Vector256.ConvertToSingle(sum) * (scale * rowScale)) + bias).StoreUnsafe(ref Unsafe.Add(ref at, offset));
}
