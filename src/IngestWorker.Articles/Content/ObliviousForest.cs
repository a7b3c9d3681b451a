using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace IngestWorker.Articles.Content;

/// <summary>
/// Gradient-boosted symmetric trees: every level of a tree asks one question of all its nodes, so a tree is a few comparisons whose
/// answers are the index of its leaf.
/// </summary>
internal sealed class ObliviousForest
{
    private readonly ushort[] _features;
    private readonly float[] _thresholds;
    private readonly float[] _leaves;
    private readonly int _trees;
    private readonly int _depth;
    private readonly float _bias;

    public ObliviousForest(int depth, float bias, ushort[] features, float[] thresholds, float[] leaves)
    {
        (_depth, _bias, _features, _thresholds, _leaves) = (depth, bias, features, thresholds, leaves);
        _trees = features.Length / depth;
    }

    public static ObliviousForest Read(BinaryReader reader)
    {
        int trees = reader.ReadUInt16(), depth = reader.ReadByte();
        var bias = reader.ReadSingle();
        var features = new ushort[trees * depth];
        var thresholds = new float[trees * depth];
        var leaves = new float[trees << depth];
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = reader.ReadUInt16();
            thresholds[i] = reader.ReadSingle();
        }

        for (var i = 0; i < leaves.Length; i++)
            leaves[i] = (float)reader.ReadHalf();
        return new ObliviousForest(depth, bias, features, thresholds, leaves);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((ushort)_trees);
        writer.Write((byte)_depth);
        writer.Write(_bias);
        for (var i = 0; i < _features.Length; i++)
        {
            writer.Write(_features[i]);
            writer.Write(_thresholds[i]);
        }

        foreach (var leaf in _leaves)
            writer.Write((Half)leaf);
    }

    /// <summary>Probabilities between 0 and 1 of all rows at once: a tree's question is asked of several rows by one instruction.</summary>
    public void Probabilities(FeatureTable table, Span<float> result)
    {
        var padded = table.PaddedRows;
        var sums = ArrayPool<float>.Shared.Rent(padded);
        var index = ArrayPool<int>.Shared.Rent(padded);
        Array.Fill(sums, _bias, 0, padded);
        for (var tree = 0; tree < _trees; tree++)
        {
            Array.Clear(index, 0, padded);
            for (var level = 0; level < _depth; level++)
            {
                var question = (tree * _depth) + level;
                var values = MemoryMarshal.Cast<float, Vector<float>>(table.Column(_features[question]));
                var leaf = MemoryMarshal.Cast<int, Vector<int>>(index.AsSpan(0, padded));
                var (threshold, bit) = (new Vector<float>(_thresholds[question]), new Vector<int>(1 << level));
                for (var i = 0; i < leaf.Length; i++)
                    leaf[i] |= Vector.GreaterThan(values[i], threshold) & bit;
            }

            var leaves = _leaves.AsSpan(tree << _depth, 1 << _depth);
            for (var i = 0; i < padded; i++)
                sums[i] += leaves[index[i]];
        }

        for (var i = 0; i < result.Length; i++)
            result[i] = 1 / (1 + MathF.Exp(-sums[i]));
        ArrayPool<float>.Shared.Return(sums);
        ArrayPool<int>.Shared.Return(index);
    }
}
