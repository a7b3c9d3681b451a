using System.Runtime.Intrinsics.X86;
using IngestWorker.Language.Network;
using Shouldly;

namespace IngestWorker.Tests.Language;

public sealed class ByteMatrixTests
{
    [Theory]
    [InlineData(1, 64, 16)]
    [InlineData(5, 96, 64)]
    [InlineData(13, 192, 80)]
    public void A_product_is_close_to_the_exact_one(int rows, int channels, int columns)
    {
        var (input, weights, bias) = (Values(rows * channels, 1), Values(channels * columns, 2), Values(columns, 3));
        var result = Product(input, rows, channels, weights, columns, bias, usesDots: false);

        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var exact = (double)bias[c];
                for (var k = 0; k < channels; k++) exact += input[(r * channels) + k] * (double)weights[(k * columns) + c];
                ((double)result[(r * columns) + c]).ShouldBe(exact, 0.2);
            }
        }
    }

    [Theory]
    [InlineData(1, 64, 16)]
    [InlineData(6, 96, 64)]
    [InlineData(17, 192, 576)]
    public void Every_kernel_gives_the_same_bits(int rows, int channels, int columns)
    {
        if (!AvxVnni.IsSupported) Assert.Skip("This processor has no dot products of bytes.");
        var (input, weights, bias) = (Values(rows * channels, 1), Values(channels * columns, 2), Values(columns, 3));
        input.AsSpan(0, channels).Clear();

        Product(input, rows, channels, weights, columns, bias, usesDots: true).ShouldBe(Product(input, rows, channels, weights, columns, bias, usesDots: false));
    }

    private static float[] Product(float[] input, int rows, int channels, float[] weights, int columns, float[] bias, bool usesDots)
    {
        var bytes = new ByteRows();
        bytes.Fill(input, rows, channels, channels);
        var result = new float[rows * columns];
        new ByteMatrix(channels, columns, columns, weights, usesDots).Multiply(bytes, bias, result, columns);
        return result;
    }

    // Some numbers between -1 and 1, the same every time.
    private static float[] Values(int count, uint seed)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            seed = (seed * 1664525u) + 1013904223u;
            value = ((seed >> 8) / (float)(1 << 23)) - 1;
        }

        return values;
    }
}
