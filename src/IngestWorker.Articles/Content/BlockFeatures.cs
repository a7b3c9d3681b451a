using System.Numerics;
using IngestWorker.Articles.Metadata;

namespace IngestWorker.Articles.Content;

/// <summary>
/// What the model sees of a line: its own text, the elements around it, its neighbours and its place in the page. Nothing of it
/// depends on a language, nor on the site. 
/// </summary>
internal static class BlockFeatures
{
    private const int WeightColumn = 0;
    private const int LinkColumn = 2;
    private const int HeadingColumn = 11;
    private const int PhraseColumn = 21;
    private const int FirstNeighbour = 27;
    private const int UnderHeading = 42;
    private const int DateColumn = 44;
    private const int FarHeading = 20;
    private const int MostDigits = 20;
    private const int LongestCredit = 450;
    private const int LongestDateLine = 120;
    private const int ShortestDateLine = 36;

    public const int Own = 49;
    public const int Structure = 44;
    private const int FirstSeries = Own + Structure;
    private const int FirstSaid = FirstSeries + BlockSeries.Count;
    private const int Flags = FirstSaid + SaidElsewhere.Count;
    public const int Count = Flags + TagBits.Count + (2 * RoleWords.Count);

    private const int CapitalsColumn = 8;
    private const int OpeningColumn = 10;
    private const float OpensWithCapital = 5;
    private const float OpensWithSmall = 2;
    private const float OpensWithLetter = 4;

    /// <summary>Columns that depend on lists of words of certain languages.</summary>
    public static IReadOnlyList<int> Language { get; } = [PhraseColumn, 38, 39, UnderHeading];

    /// <summary>Columns from the page's metadata, with what stands there where it has none.</summary>
    public static IReadOnlyDictionary<int, float> Hints { get; } = new Dictionary<int, float> { [17] = -1, [19] = -1, [25] = 0, [41] = 0 };

    /// <summary>Columns that are zero in scripts that end sentences with a space.</summary>
    public static IReadOnlyList<int> Punctuation { get; } = [5, 6, 9];

    /// <summary>The columns that say of a role whether the line or something around it has it.</summary>
    public static IEnumerable<int> RoleColumns(int role)
    {
        yield return Flags + TagBits.Count + role;
        yield return Flags + TagBits.Count + RoleWords.Count + role;
    }

    /// <summary>A column's value in a script that has no capitals.</summary>
    public static float WithoutCase(int column, float value) => column switch
    {
        CapitalsColumn => 0,
        OpeningColumn when value is OpensWithCapital or OpensWithSmall => OpensWithLetter,
        _ => value,
    };

    /// <summary>The features of all lines, with room for those of the second step behind them.</summary>
    public static FeatureTable Compute(PageTree tree, PageLayout layout, PageHints hints)
    {
        var blocks = tree.Blocks;
        var table = new FeatureTable(blocks.Length, BlockModel.SecondCount);
        var places = new BlockPlaces(tree, layout, hints.TitleBlock);
        var series = new BlockSeries(tree, layout);
        using var counts = new WordCounts(tree);
        using var said = new SaidElsewhere(tree);
        Span<float> row = stackalloc float[Flags];
        for (var i = 0; i < blocks.Length; i++)
        {
            OwnText(tree, blocks[i], hints, i, row[..Own]);
            (row[47], row[48]) = counts.Of(tree, blocks[i]);
            places.Write(i, row[Own..]);
            series.Write(i, row[FirstSeries..]);
            said.Write(tree, i, row[FirstSaid..]);
            table.Set(i, 0, row);
            Around(tree, layout, blocks[i], table, i);
        }

        Neighbours(table);
        UnderHeadings(tree, table);
        series.WriteDates(table, DateColumn, FirstSaid - 1);
        return table;
    }

    /// <summary>
    /// What the heading above announces ("You may also like"), and how far above it stands. It holds to the end of the element that the
    /// heading opens, and headings of what it announces, deeper than itself, do not end it.
    /// </summary>
    private static void UnderHeadings(PageTree tree, FeatureTable table)
    {
        var (announced, distance, depth, end) = (0, FarHeading, 0, 0);
        for (var i = 0; i < table.Rows; i++)
        {
            if (announced != 0 && i >= end)
                (announced, distance) = (0, FarHeading);
            table[i, UnderHeading] = announced;
            table[i, UnderHeading + 1] = distance;
            distance = Math.Min(FarHeading, distance + 1);
            ref readonly var block = ref tree.Blocks[i];
            var phrase = (int)table[i, PhraseColumn];
            if (table[i, HeadingColumn] == 0 && !(block.Weight < 40 && block.BoldWeight > 0.9f * block.Weight) && !(block.Weight < 30 && phrase > 0))
                continue;
            if (phrase == 0 && announced != 0 && tree.Nodes[block.Node].Depth > depth)
                continue;
            (announced, distance, depth, end) = (phrase, 0, tree.Nodes[block.Node].Depth, EndOfOpened(tree, block.Node, i));
        }
    }

    /// <summary>The line behind the smallest element around a heading that holds more than it.</summary>
    private static int EndOfOpened(PageTree tree, int node, int heading)
    {
        var nodes = tree.Nodes;
        while (nodes[node].Parent >= 0 && nodes[node].EndBlock <= heading + 1)
            node = nodes[node].Parent;
        return nodes[node].EndBlock;
    }

    private static float Log(float value) => MathF.Log2(1 + value);

    private static void OwnText(PageTree tree, in PageBlock block, PageHints hints, int index, Span<float> row)
    {
        var text = tree.TextOf(block);
        var tag = tree.Nodes[block.Node].Tag;
        var weight = Math.Max(1, block.Weight);
        // A line that is a link tells by that alone.
        var linked = block.LinkWeight > 0.95f * block.Weight;
        row[0] = Log(block.Weight);
        row[1] = Log(block.Words);
        row[2] = block.LinkWeight / weight;
        row[3] = block.BoldWeight / weight;
        row[4] = block.ItalicWeight / weight;
        row[5] = 100 * block.Sentences / weight;
        row[6] = 100 * block.Commas / weight;
        row[7] = block.Digits / weight;
        row[8] = block.Capitals / (float)Math.Max(1, block.Letters);
        row[9] = Ending(text);
        row[10] = Opening(text);
        row[11] = tag.IsHeading() ? tag - HtmlTag.H1 + 1 : 0;
        row[12] = tag == HtmlTag.P ? 1 : 0;
        row[13] = tag is HtmlTag.Li or HtmlTag.Dd or HtmlTag.Dt ? 1 : 0;
        row[14] = tag is HtmlTag.Div or HtmlTag.Section or HtmlTag.Article or HtmlTag.Main ? 1 : 0;
        row[15] = tag is HtmlTag.Td or HtmlTag.Th ? 1 : 0;
        row[16] = block.Links;
        row[17] = hints.BodyMatch(tree, index);
        row[18] = hints.TitleMatch(tree, index);
        row[19] = linked ? 0 : hints.DescriptionMatch(tree, index);
        row[20] = hints.Repeated(index);
        row[21] = Phrases.Classify(text);
        row[22] = text.IndexOfAny("©|»›") >= 0 ? 1 : 0;
        row[23] = text.Contains('@') ? 1 : 0;
        row[24] = weight / Math.Max(1, block.Words);
        row[25] = hints.HasBody ? 1 : 0;
        row[36] = Math.Min(3, block.ImagesBefore);
        row[37] = index + 1 < tree.BlockCount ? Math.Min(3, tree.Blocks[index + 1].ImagesBefore) : 0;
        (row[38], row[39]) = linked || text.Length > LongestCredit ? (0, 0) : WordLists.Count(tree.WordsOf(block));
        row[40] = text.IndexOfAny("()[]") >= 0 ? 1 : 0;
        row[41] = hints.Kind;
        row[DateColumn] = DateIn(block, text);
        row[45] = block.Letters == 0 ? 2 : IsAddress(text) ? 1 : 0;
        row[46] = hints.TitleShare(tree, index);
        row[26] = index - hints.TitleBlock is var after && hints.TitleBlock >= 0 ? Math.Clamp(after, -40, 400) : -41;
    }

    /// <summary>2 for a line that is a date and little else, 1 for one that holds a date, in any language.</summary>
    private static float DateIn(in PageBlock block, ReadOnlySpan<char> text)
    {
        if (block.Digits is < 3 or > MostDigits || text.Length > LongestDateLine || !MayBeDate(text) || DateText.Read(text) is null)
            return 0;
        return text.Length < ShortestDateLine ? 2 : 1;
    }

    /// <summary>A year in four digits, or signs that part a date's numbers: a look that spares most lines the reading.</summary>
    private static bool MayBeDate(ReadOnlySpan<char> text)
    {
        int run = 0, longest = 0, parts = 0;
        foreach (var c in text)
        {
            run = char.IsDigit(c) ? run + 1 : 0;
            longest = Math.Max(longest, run);
            parts += c is '/' or '.' or '-' or '年' ? 1 : 0;
        }

        return longest >= 4 || parts > 1;
    }

    private static bool IsAddress(ReadOnlySpan<char> text) => text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !text.Contains(' ');

    private static float Ending(ReadOnlySpan<char> text)
    {
        var i = text.Length - 1;
        while (i > 0 && text[i] is '"' or '\'' or '”' or '’' or '»' or ')' or ']' or '」' or '“')
            i--;
        if (i < 0)
            return 0;
        return text[i] switch
        {
            '.' or '!' or '?' or '。' or '！' or '？' or '؟' or '।' or '۔' or '։' or '።' or '။' or '។' or '॥' => 5,
            '…' => 4,
            ':' or '：' => 3,
            ';' or ',' or '،' => 2,
            _ => i < text.Length - 1 ? 1 : 0,
        };
    }

    private static float Opening(ReadOnlySpan<char> text)
    {
        var c = text.IsEmpty ? ' ' : text[0];
        return c switch
        {
            _ when char.IsUpper(c) => 5,
            _ when char.IsLower(c) => 2,
            _ when char.IsLetter(c) => 4,
            _ when char.IsDigit(c) => 1,
            '"' or '“' or '«' or '„' or '‘' or '\'' or '「' or '(' or '—' or '–' => 3,
            _ => 0,
        };
    }

    private static void Around(PageTree tree, PageLayout layout, in PageBlock block, FeatureTable table, int index)
    {
        var nodes = tree.Nodes;
        ref readonly var node = ref nodes[block.Node];
        SetFlags(table, index, Flags, layout.NarrowTags[block.Node]);
        var near = block.Inline | node.Own | (node.Parent >= 0 ? nodes[node.Parent].Own : Role.None);
        SetFlags(table, index, Flags + TagBits.Count, (ulong)near);
        SetFlags(table, index, Flags + TagBits.Count + RoleWords.Count, (ulong)(layout.Narrow[block.Node] | block.Inline));
    }

    private static void SetFlags(FeatureTable table, int index, int column, ulong flags)
    {
        for (; flags != 0; flags &= flags - 1)
            table[index, column + BitOperations.TrailingZeroCount(flags)] = 1;
    }

    /// <summary>Length, links and kind of the lines before and after.</summary>
    private static void Neighbours(FeatureTable table)
    {
        for (var i = 0; i < table.Rows; i++)
        {
            var column = FirstNeighbour;
            for (var step = -1; step >= -2; step--, column += 2)
                Neighbour(table, i, i + step, column);
            for (var step = 1; step <= 2; step++, column += 2)
                Neighbour(table, i, i + step, column);
            table[i, column] = i + 1 < table.Rows ? table[i + 1, HeadingColumn] : -1;
        }
    }

    private static void Neighbour(FeatureTable table, int row, int other, int column)
    {
        var exists = other >= 0 && other < table.Rows;
        table[row, column] = exists ? table[other, WeightColumn] : -1;
        table[row, column + 1] = exists ? table[other, LinkColumn] : -1;
    }
}
