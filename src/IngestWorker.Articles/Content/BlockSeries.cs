using System.Runtime.InteropServices;

namespace IngestWorker.Articles.Content;

/// <summary>
/// Elements of one kind side by side that hold several lines each: comments, teasers, entries of a list of most-read stories, but also
/// the sections of an article. What tells them apart is how many there are, how long, how much of them are links, pictures and days.
/// </summary>
internal sealed class BlockSeries
{
    /// <summary>Features of a line; the last is written by <see cref="WriteDates"/>.</summary>
    public const int Count = 10;

    private const int FewestLines = 2;
    private const int FewestItems = 2;
    private const float LongestDate = 60;

    private readonly PageTree _tree;
    private readonly float _total;
    private readonly List<Series> _series = [];

    /// <summary>By node: the innermost item around it, as a number of a node; -1 where there is none.</summary>
    private readonly int[] _item;

    /// <summary>By node that is an item: its series and its number in it.</summary>
    private readonly Dictionary<int, (int Series, int Number)> _places = [];

    public BlockSeries(PageTree tree, PageLayout layout)
    {
        (_tree, _total) = (tree, Math.Max(1, layout.Total));
        var nodes = tree.Nodes;
        _item = new int[nodes.Length];
        var kinds = new Dictionary<(int Parent, int Signature), int>();
        for (var i = 0; i < nodes.Length; i++)
        {
            ref readonly var node = ref nodes[i];
            if (node.EndBlock - node.FirstBlock < FewestLines || node.Parent < 0)
                continue;
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(kinds, (node.Parent, node.Signature), out var isKnown);
            if (!isKnown)
            {
                number = _series.Count;
                _series.Add(default);
            }

            ref var series = ref CollectionsMarshal.AsSpan(_series)[number];
            _places[i] = (number, series.Items++);
            Add(ref series, node);
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            var isItem = _places.TryGetValue(i, out var place) && _series[place.Series].Items >= FewestItems;
            _item[i] = isItem ? i : nodes[i].Parent >= 0 ? _item[nodes[i].Parent] : -1;
        }
    }

    public void Write(int index, Span<float> row)
    {
        var node = _tree.Blocks[index].Node;
        if (_item[node] < 0)
        {
            row[..Count].Fill(-1);
            return;
        }

        var (number, place) = _places[_item[node]];
        ref readonly var series = ref CollectionsMarshal.AsSpan(_series)[number];
        float items = series.Items;
        row[0] = MathF.Log2(items);
        row[1] = Math.Min(20, place);
        row[2] = series.Good / _total;
        row[3] = MathF.Log2(series.Lines / items);
        row[4] = series.Links / Math.Max(1, series.Weight);
        row[5] = series.WithPicture / items;
        row[6] = MathF.Log2(1 + (series.Weight / items));
        row[7] = _tree.Nodes[node].Depth - _tree.Nodes[_item[node]].Depth;
        row[8] = series.WithText / items;
    }

    /// <summary>How many days in lines of their own an item of the series has.</summary>
    public void WriteDates(FeatureTable table, int dateColumn, int column)
    {
        var series = CollectionsMarshal.AsSpan(_series);
        var blocks = _tree.Blocks;
        for (var i = 0; i < blocks.Length; i++)
        {
            if (table[i, dateColumn] > 0 && blocks[i].Weight < LongestDate && _item[blocks[i].Node] is >= 0 and var item)
                series[_places[item].Series].Dates++;
        }

        for (var i = 0; i < blocks.Length; i++)
        {
            if (_item[blocks[i].Node] is not (>= 0 and var item))
                continue;
            ref readonly var own = ref series[_places[item].Series];
            table[i, column] = own.Dates / (float)own.Items;
        }
    }

    private void Add(ref Series series, in PageNode node)
    {
        series.Lines += node.EndBlock - node.FirstBlock;
        series.Weight += node.TextWeight;
        series.Links += node.LinkWeight;
        series.Good += node.GoodWeight;
        series.WithText += node.GoodBlocks > 0 ? 1 : 0;
        for (var i = node.FirstBlock; i < node.EndBlock; i++)
        {
            if (_tree.Blocks[i].ImagesBefore == 0)
                continue;
            series.WithPicture++;
            break;
        }
    }

    private struct Series
    {
        public int Items;
        public int Lines;
        public float Weight;
        public float Links;
        public float Good;
        public int WithPicture;
        public int WithText;
        public int Dates;
    }
}
