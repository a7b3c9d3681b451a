using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IngestWorker.Articles.Content;

/// <summary>
/// Gradient-boosted symmetric trees: every level of a tree asks one question of all its nodes, so a tree is a few comparisons whose
/// answers are the index of its leaf.
/// </summary>
internal sealed class ObliviousForest
{
    private const int Step = 3;

    private readonly ushort[] _features;
    private readonly float[] _thresholds;
    private readonly float[] _leaves;
    private readonly int _trees;
    private readonly int _depth;
    private readonly float _bias;

    public ObliviousForest(int depth, float bias, ushort[] features, float[] thresholds, float[] leaves)
    {
        if (depth % Step != 0)
            throw new ArgumentException($"The depth is {depth} and must be a multiple of {Step}.", nameof(depth));
        (_depth, _bias, _features, _thresholds, _leaves) = (depth, bias, features, thresholds, leaves);
        _trees = features.Length / depth;
    }

    /// <summary>One forest that says the mean of what several of the same depth say, before it is made a probability.</summary>
    public static ObliviousForest Mean(IReadOnlyList<ObliviousForest> forests) => new(
        forests[0]._depth,
        forests.Average(forest => forest._bias),
        [.. forests.SelectMany(forest => forest._features)],
        [.. forests.SelectMany(forest => forest._thresholds)],
        [.. forests.SelectMany(forest => forest._leaves.Select(leaf => (float)(Half)(leaf / forests.Count)))]);

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
        var leafOf = index.AsSpan(0, padded);
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(leafOf);
        for (var tree = 0; tree < _trees; tree++)
        {
            // Three questions a pass: what is known of a row is written down half as often as with two.
            for (var level = 0; level < _depth; level += Step)
                Ask(table, (tree * _depth) + level, level, vectors);
            ref var leaf = ref _leaves[tree << _depth];
            for (var i = 0; i < leafOf.Length; i++)
                sums[i] += Unsafe.Add(ref leaf, leafOf[i]);
        }

        for (var i = 0; i < result.Length; i++)
            result[i] = 1 / (1 + MathF.Exp(-sums[i]));
        ArrayPool<float>.Shared.Return(sums);
        ArrayPool<int>.Shared.Return(index);
    }

    private void Ask(FeatureTable table, int question, int level, Span<Vector<int>> leafOf)
    {
        var first = MemoryMarshal.Cast<float, Vector<float>>(table.Column(_features[question]))[..leafOf.Length];
        var second = MemoryMarshal.Cast<float, Vector<float>>(table.Column(_features[question + 1]))[..leafOf.Length];
        var third = MemoryMarshal.Cast<float, Vector<float>>(table.Column(_features[question + 2]))[..leafOf.Length];
        var (one, two, three) = (new Vector<float>(_thresholds[question]), new Vector<float>(_thresholds[question + 1]), new Vector<float>(_thresholds[question + 2]));
        var (bit, next, last) = (new Vector<int>(1 << level), new Vector<int>(2 << level), new Vector<int>(4 << level));
        for (var i = 0; i < leafOf.Length; i++)
        {
            var answers = (Vector.GreaterThan(first[i], one) & bit) | (Vector.GreaterThan(second[i], two) & next) | (Vector.GreaterThan(third[i], three) & last);
            leafOf[i] = level == 0 ? answers : leafOf[i] | answers;
        }
    }
}
