using System.Buffers;
using System.Numerics;

namespace IngestWorker.Articles.Content;

/// <summary>
/// A page's lines by features, column by column, so that the model can ask several lines at once. Columns are padded to the width of
/// the machine's vectors. The memory is from the shared pool and goes back when disposed.
/// </summary>
internal sealed class FeatureTable : IDisposable
{
    private float[] _values;

    public FeatureTable(int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        PaddedRows = (rows + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _values = ArrayPool<float>.Shared.Rent(Math.Max(1, PaddedRows * columns));
        Array.Clear(_values, 0, PaddedRows * columns);
    }

    public int Rows { get; }

    public int Columns { get; }

    public int PaddedRows { get; }

    public ReadOnlySpan<float> Column(int column) => _values.AsSpan(column * PaddedRows, PaddedRows);

    public float this[int row, int column]
    {
        get => _values[(column * PaddedRows) + row];
        set => _values[(column * PaddedRows) + row] = value;
    }

    /// <summary>Writes values into neighbouring columns of a row.</summary>
    public void Set(int row, int firstColumn, ReadOnlySpan<float> values)
    {
        var at = (firstColumn * PaddedRows) + row;
        for (var i = 0; i < values.Length; i++, at += PaddedRows)
            _values[at] = values[i];
    }

    public void Dispose()
    {
        var values = _values;
        _values = [];
        if (values.Length > 0)
            ArrayPool<float>.Shared.Return(values);
    }
}
