using System.Runtime.InteropServices;

namespace IngestWorker.Articles.Content;

/// <summary>The part of the features that says where in the page a line stands, and among which others of its kind.</summary>
internal sealed class BlockPlaces
{
    private readonly PageTree _tree;
    private readonly PageLayout _layout;
    private readonly Dictionary<int, Kind> _kinds = [];
    private readonly float[] _goodBefore;
    private readonly int _firstGood;
    private readonly int _lastGood;
    private readonly int _goodBlocks;
    private readonly float _allWeight;
    private readonly bool[] _aboveTitle;
    private readonly int _titleDepth;

    /// <param name="tree">The page.</param>
    /// <param name="layout">Where its running text lies.</param>
    /// <param name="titleBlock">The line that is the headline; -1 where none was found.</param>
    public BlockPlaces(PageTree tree, PageLayout layout, int titleBlock)
    {
        (_tree, _layout) = (tree, layout);
        var blocks = tree.Blocks;
        _aboveTitle = new bool[tree.NodeCount];
        _titleDepth = -1;
        if (titleBlock >= 0)
        {
            _titleDepth = tree.Nodes[blocks[titleBlock].Node].Depth;
            for (var node = blocks[titleBlock].Node; node >= 0; node = tree.Nodes[node].Parent)
                _aboveTitle[node] = true;
        }

        _goodBefore = new float[blocks.Length + 1];
        (_firstGood, _lastGood) = (-1, -1);
        var core = tree.NodeCount > 0 ? tree.Nodes[layout.Core] : default;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            var good = PageLayout.IsGood(block);
            _allWeight += block.Weight;
            _goodBefore[i + 1] = _goodBefore[i] + (good ? block.Weight : 0);
            if (good)
            {
                _goodBlocks++;
                if (i >= core.FirstBlock && i < core.EndBlock)
                {
                    if (_firstGood < 0)
                        _firstGood = i;
                    _lastGood = i;
                }
            }

            ref var kind = ref CollectionsMarshal.GetValueRefOrAddDefault(_kinds, KindOf(block), out _);
            kind.Count++;
            kind.Weight += block.Weight;
            kind.LinkWeight += block.LinkWeight;
            kind.Good += good ? block.Weight : 0;
        }
    }

    public void Write(int index, Span<float> row)
    {
        var nodes = _tree.Nodes;
        var blocks = _tree.Blocks;
        ref readonly var block = ref blocks[index];
        ref readonly var node = ref nodes[block.Node];
        ref readonly var core = ref nodes[_layout.Core];
        var total = Math.Max(1, _layout.Total);

        var inside = index >= core.FirstBlock && index < core.EndBlock;
        row[0] = inside ? 1 : 0;
        row[1] = node.Depth - core.Depth;

        // Up to the way from the root to the core: the branch is the last element before it.
        var (branch, up) = (block.Node, 0);
        while (nodes[branch].Parent >= 0 && !_layout.OnCorePath[nodes[branch].Parent])
        {
            branch = nodes[branch].Parent;
            up++;
        }

        if (_layout.OnCorePath[branch])
            row[2] = -1;
        else
            row[2] = up;
        ref readonly var side = ref nodes[branch];
        var meeting = side.Parent >= 0 && !_layout.OnCorePath[branch] ? side.Parent : branch;
        row[3] = core.Depth - nodes[meeting].Depth;
        Container(side, total, row[4..]);
        Container(node, total, row[9..]);
        var parent = node.Parent >= 0 ? node.Parent : block.Node;
        Container(nodes[parent], total, row[14..]);
        var grand = nodes[parent].Parent >= 0 ? nodes[parent].Parent : parent;
        Container(nodes[grand], total, row[19..]);

        row[24] = index / (float)blocks.Length;
        row[25] = _goodBefore[index] / Math.Max(1, _goodBefore[^1]);
        row[26] = _firstGood < 0 ? -99 : Math.Clamp(index - _firstGood, -30, 300);
        row[27] = _lastGood < 0 ? -99 : Math.Clamp(_lastGood - index, -30, 300);
        var kind = _kinds[KindOf(block)];
        row[28] = kind.Good / Math.Max(1, _goodBefore[^1]);
        row[29] = MathF.Log2(kind.Count);
        row[30] = MathF.Log2(1 + (kind.Weight / kind.Count));
        row[31] = kind.LinkWeight / Math.Max(1, kind.Weight);
        row[32] = index > 0 && KindOf(blocks[index - 1]) == KindOf(block) ? 1 : 0;
        row[33] = index + 1 < blocks.Length && KindOf(blocks[index + 1]) == KindOf(block) ? 1 : 0;
        row[34] = MathF.Log2(1 + _layout.Total);
        row[35] = MathF.Log2(1 + _goodBlocks);
        row[36] = _layout.Total / Math.Max(1, _allWeight);
        row[37] = core.GoodWeight / total;
        row[38] = index > 0 && blocks[index - 1].Node == block.Node ? 1 : 0;
        row[39] = core.Depth;
        Title(block.Node, row[40..]);
        Articles(block.Node, row[42..]);
    }

    /// <summary>Steps from the line up to what holds both it and the headline, and from there down to the headline.</summary>
    private void Title(int node, Span<float> row)
    {
        (row[0], row[1]) = (-1, -1);
        if (_titleDepth < 0)
            return;
        var nodes = _tree.Nodes;
        var meeting = node;
        while (!_aboveTitle[meeting])
            meeting = nodes[meeting].Parent;
        row[0] = nodes[node].Depth - nodes[meeting].Depth;
        row[1] = _titleDepth - nodes[meeting].Depth;
    }

    /// <summary>How many article elements are around the line, and how much of the page's running text the innermost holds.</summary>
    private void Articles(int node, Span<float> row)
    {
        var nodes = _tree.Nodes;
        (row[0], row[1]) = (0, -1);
        for (; node > 0; node = nodes[node].Parent)
        {
            if (nodes[node].Tag != HtmlTag.Article)
                continue;
            if (row[0]++ == 0)
                row[1] = nodes[node].GoodWeight / Math.Max(1, _layout.Total);
        }
    }

    /// <summary>The line's element and the one around it by their names.</summary>
    public int KindOf(in PageBlock block)
    {
        var nodes = _tree.Nodes;
        ref readonly var node = ref nodes[block.Node];
        return node.Parent >= 0 ? unchecked((node.Signature * 397) ^ nodes[node.Parent].Signature) : node.Signature;
    }

    private static void Container(in PageNode node, float total, Span<float> row)
    {
        var blocks = Math.Max(1, node.EndBlock - node.FirstBlock);
        row[0] = node.GoodWeight / total;
        row[1] = node.LinkWeight / Math.Max(1, node.TextWeight);
        row[2] = MathF.Log2(blocks);
        row[3] = MathF.Log2(1 + (node.TextWeight / blocks));
        row[4] = node.GoodBlocks / (float)blocks;
    }

    private struct Kind
    {
        public int Count;
        public float Weight;
        public float LinkWeight;
        public float Good;
    }
}
