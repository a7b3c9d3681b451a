using System.Numerics;

namespace IngestWorker.Articles.Content;

/// <summary>
/// What the model sees of a line: its own text, the elements around it, its neighbours and its place in the page. Nothing of it
/// depends on a language, nor on the site. One row of <see cref="Count"/> numbers a line; the rows of a page lie behind one another.
/// </summary>
internal static class BlockFeatures
{
    public const int Own = 41;
    public const int Structure = 40;
    public const int Count = Own + Structure + TagBits.Count + (2 * RoleWords.Count);

    public static float[] Compute(PageTree tree, PageLayout layout, PageHints hints)
    {
        var blocks = tree.Blocks;
        var rows = new float[blocks.Length * Count];
        var places = new BlockPlaces(tree, layout);
        for (var i = 0; i < blocks.Length; i++)
        {
            var row = rows.AsSpan(i * Count, Count);
            OwnText(tree, blocks[i], hints, i, row);
            places.Write(i, row.Slice(Own, Structure));
            Around(tree, layout, blocks[i], row[(Own + Structure)..]);
        }

        Neighbours(tree, rows);
        return rows;
    }

    private static float Log(float value) => MathF.Log2(1 + value);

    private static void OwnText(PageTree tree, in PageBlock block, PageHints hints, int index, Span<float> row)
    {
        var text = tree.TextOf(block);
        var tag = tree.Nodes[block.Node].Tag;
        var weight = Math.Max(1, block.Weight);
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
        row[19] = hints.DescriptionMatch(tree, index);
        row[20] = hints.Repeated(index);
        row[21] = Phrases.Classify(text);
        row[22] = text.IndexOfAny("©|»›") >= 0 ? 1 : 0;
        row[23] = text.Contains('@') ? 1 : 0;
        row[24] = weight / Math.Max(1, block.Words);
        row[25] = hints.HasBody ? 1 : 0;
        row[36] = Math.Min(3, block.ImagesBefore);
        row[37] = index + 1 < tree.BlockCount ? Math.Min(3, tree.Blocks[index + 1].ImagesBefore) : 0;
        row[38] = Math.Min(4, Phrases.Credits(text));
        row[39] = Math.Min(4, Phrases.Promotions(text));
        row[40] = text.IndexOfAny("()[]") >= 0 ? 1 : 0;
        row[26] = index - hints.TitleBlock is var after && hints.TitleBlock >= 0 ? Math.Clamp(after, -40, 400) : -41;
    }

    private static float Ending(ReadOnlySpan<char> text)
    {
        var i = text.Length - 1;
        while (i > 0 && text[i] is '"' or '\'' or '”' or '’' or '»' or ')' or ']' or '」' or '“')
            i--;
        if (i < 0)
            return 0;
        return text[i] switch
        {
            '.' or '!' or '?' or '。' or '！' or '？' or '؟' or '।' or '۔' => 5,
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

    private static void Around(PageTree tree, PageLayout layout, in PageBlock block, Span<float> row)
    {
        var nodes = tree.Nodes;
        ref readonly var node = ref nodes[block.Node];
        var tags = layout.NarrowTags[block.Node];
        for (; tags != 0; tags &= tags - 1)
            row[BitOperations.TrailingZeroCount(tags)] = 1;

        var near = (ulong)(block.Inline | node.Own | (node.Parent >= 0 ? nodes[node.Parent].Own : Role.None));
        var far = (ulong)(layout.Narrow[block.Node] | block.Inline);
        row = row[TagBits.Count..];
        for (; near != 0; near &= near - 1)
            row[BitOperations.TrailingZeroCount(near)] = 1;
        row = row[RoleWords.Count..];
        for (; far != 0; far &= far - 1)
            row[BitOperations.TrailingZeroCount(far)] = 1;
    }

    /// <summary>Length, links and kind of the lines before and after.</summary>
    private static void Neighbours(PageTree tree, float[] rows)
    {
        var count = rows.Length / Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows.AsSpan(i * Count, Own)[27..36];
            for (var side = 0; side < 2; side++)
            {
                for (var step = 1; step <= 2; step++)
                {
                    var other = side == 0 ? i - step : i + step;
                    var at = (side * 4) + ((step - 1) * 2);
                    if (other < 0 || other >= count)
                    {
                        row[at] = -1;
                        row[at + 1] = -1;
                        continue;
                    }

                    row[at] = rows[other * Count];
                    row[at + 1] = rows[(other * Count) + 2];
                }
            }

            row[8] = i + 1 < count ? rows[((i + 1) * Count) + 11] : -1;
        }
    }
}
