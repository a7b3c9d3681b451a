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

    /// <summary>Probability between 0 and 1.</summary>
    public float Probability(ReadOnlySpan<float> row)
    {
        var sum = _bias;
        int at = 0, leaf = 0;
        for (var tree = 0; tree < _trees; tree++, leaf += 1 << _depth)
        {
            var index = 0;
            for (var level = 0; level < _depth; level++, at++)
                index |= (row[_features[at]] > _thresholds[at] ? 1 : 0) << level;
            sum += _leaves[leaf + index];
        }

        return 1 / (1 + MathF.Exp(-sum));
    }
}
