using System.Runtime.InteropServices;

namespace IngestWorker.Articles.Content;

/// <summary>
/// Says for every line how likely it belongs to the article, in two steps: each line by its features, then each line again, with what
/// the first step said of the lines around it.
/// </summary>
internal sealed class BlockModel
{
    /// <summary>Features of the second step: all of the first and what the neighbours got.</summary>
    public const int SecondCount = BlockFeatures.Count + ContextCount;

    private const int ContextCount = 18;
    private const string Resource = "IngestWorker.Articles.Content.blocks.model";

    private readonly ObliviousForest _first;
    private readonly ObliviousForest _second;

    public BlockModel(ObliviousForest first, ObliviousForest second) => (_first, _second) = (first, second);

    /// <summary>A model that knows nothing, for reading pages before there is one.</summary>
    public static BlockModel Empty { get; } = new(new ObliviousForest(3, 0, [], [], []), new ObliviousForest(3, 0, [], [], []));

    public static BlockModel Load()
    {
        using var stream = typeof(BlockModel).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded in the assembly.");
        return Read(stream);
    }

    public static BlockModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        if (reader.ReadInt32() is var count && count != SecondCount)
            throw new InvalidDataException($"The model knows {count} features and the program {SecondCount}: it must be trained anew.");
        return new BlockModel(ObliviousForest.Read(reader), ObliviousForest.Read(reader));
    }

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        writer.Write(SecondCount);
        _first.Write(writer);
        _second.Write(writer);
    }

    public float[] Score(PageTree tree, FeatureTable table)
    {
        var result = new float[tree.BlockCount];
        if (result.Length == 0)
            return result;
        _first.Probabilities(table, result);
        AddContext(tree, table, result);
        _second.Probabilities(table, result);
        return result;
    }

    /// <summary>Adds what the first step said of a line's surroundings to its features.</summary>
    public static void AddContext(PageTree tree, FeatureTable table, float[] first)
    {
        var context = new BlockContext(tree, first);
        Span<float> row = stackalloc float[ContextCount];
        for (var i = 0; i < first.Length; i++)
        {
            context.Write(i, row);
            table.Set(i, BlockFeatures.Count, row);
        }
    }

    /// <summary>What the first step said of the lines around a line, of those in the same element, and of those of the same kind.</summary>
    private readonly ref struct BlockContext
    {
        private readonly PageTree _tree;
        private readonly float[] _first;
        private readonly float[] _before;
        private readonly float[] _weights;
        private readonly Dictionary<int, (float Weight, float Taken)> _kinds = [];

        public BlockContext(PageTree tree, float[] first)
        {
            (_tree, _first) = (tree, first);
            var blocks = tree.Blocks;
            _before = new float[first.Length + 1];
            _weights = new float[first.Length + 1];
            for (var i = 0; i < first.Length; i++)
            {
                _before[i + 1] = _before[i] + (first[i] * blocks[i].Weight);
                _weights[i + 1] = _weights[i] + blocks[i].Weight;
                ref var kind = ref CollectionsMarshal.GetValueRefOrAddDefault(_kinds, Kind(blocks[i].Node), out _);
                kind.Weight += blocks[i].Weight;
                kind.Taken += first[i] * blocks[i].Weight;
            }
        }

        public void Write(int index, Span<float> row)
        {
            var nodes = _tree.Nodes;
            row[0] = _first[index];
            for (var step = 1; step <= 3; step++)
            {
                row[step] = index >= step ? _first[index - step] : -1;
                row[3 + step] = index + step < _first.Length ? _first[index + step] : -1;
            }

            ref readonly var block = ref _tree.Blocks[index];
            var node = block.Node;
            row[7] = Within(node, index);
            var parent = Math.Max(0, nodes[node].Parent);
            row[8] = Within(parent, index);
            var grand = Math.Max(0, nodes[parent].Parent);
            row[9] = Within(grand, index);
            row[10] = Within(Math.Max(0, nodes[grand].Parent), index);
            var (weight, taken) = _kinds[Kind(node)];
            var rest = weight - block.Weight;
            row[11] = rest < 1 ? -1 : (taken - (_first[index] * block.Weight)) / rest;
            var total = Math.Max(1, _before[^1]);
            row[12] = _before[index] / total;
            row[13] = _before[index + 1] / total;
            row[14] = Near(index, -600);
            row[15] = Near(index, 600);
            row[16] = MathF.Log2(total);
            row[17] = block.Weight / total;
        }

        private float Within(int node, int index)
        {
            ref readonly var element = ref _tree.Nodes[node];
            var own = _tree.Blocks[index].Weight;
            var weight = _weights[element.EndBlock] - _weights[element.FirstBlock] - own;
            return weight < 1 ? -1 : (_before[element.EndBlock] - _before[element.FirstBlock] - (_first[index] * own)) / weight;
        }

        /// <summary>Share taken of the text just before (negative) or after the line.</summary>
        private float Near(int index, float reach)
        {
            float weight = 0, taken = 0;
            var step = reach < 0 ? -1 : 1;
            for (var i = index + step; i >= 0 && i < _first.Length && weight < MathF.Abs(reach); i += step)
            {
                weight += _tree.Blocks[i].Weight;
                taken += _first[i] * _tree.Blocks[i].Weight;
            }

            return weight < 1 ? -1 : taken / weight;
        }

        private int Kind(int node)
        {
            var nodes = _tree.Nodes;
            return nodes[node].Parent >= 0 ? unchecked((nodes[node].Signature * 397) ^ nodes[nodes[node].Parent].Signature) : nodes[node].Signature;
        }
    }
}
