namespace IngestWorker.Language.Network;

/// <summary>A table of vectors as signed bytes with a scale for each row, as it is stored.</summary>
internal sealed class ByteTable(int columns, sbyte[] bytes, float[] scales)
{
    public int Columns { get; } = columns;

    public int Rows => scales.Length;

    public ReadOnlySpan<sbyte> Bytes(int row) => bytes.AsSpan(row * Columns, Columns);

    public float Scale(int row) => scales[row];

    public static ByteTable Of(Tensor tensor)
    {
        if (tensor.Stored is { } stored) return stored;
        var (bytes, scales) = (new sbyte[tensor.Rows * tensor.Columns], new float[tensor.Rows]);
        for (var r = 0; r < tensor.Rows; r++)
        {
            var row = tensor.Row(r);
            var max = 0f;
            foreach (var value in row) max = Math.Max(max, Math.Abs(value));
            scales[r] = max / 127;
            for (var i = 0; i < row.Length && max > 0; i++) bytes[(r * tensor.Columns) + i] = (sbyte)MathF.Round(row[i] / max * 127);
        }

        return new ByteTable(tensor.Columns, bytes, scales);
    }

    /// <summary>target += share * the row; the number of columns is a multiple of 16.</summary>
    public void AddTo(Span<float> target, int row, float share = 1) => VectorMath.AddScaled(target, Bytes(row), scales[row] * share);
}
