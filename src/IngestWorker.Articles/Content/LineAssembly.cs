using System.Text;
using IngestWorker.Contracts;

namespace IngestWorker.Articles.Content;

/// <summary>Makes the article's lines of the chosen lines of the page: joins table rows, names kinds, reads who posted what is embedded.</summary>
internal static class LineAssembly
{
    private const int MostCells = 24;
    private const float LongestCell = 160;

    public static List<ChosenLine> Assemble(PageTree tree, bool[] taken)
    {
        var lines = new List<ChosenLine>();
        for (var i = 0; i < taken.Length; i++)
        {
            if (!taken[i])
                continue;
            if (Row(tree, i) is >= 0 and var row)
            {
                var first = i;
                lines.Add(new ChosenLine { Block = first, Text = JoinRow(tree, taken, row, ref i), Kind = BlockKind.TableRow });
                continue;
            }

            var text = tree.TextOf(i).ToString();
            var post = LineChoice.EmbeddedPost(tree, i);
            if (post >= 0)
            {
                var (author, published) = EmbeddedPosts.Poster(tree, tree.Nodes[post]);
                lines.Add(new ChosenLine { Block = i, Text = text, Kind = BlockKind.EmbeddedPost, Author = author, Published = published });
                continue;
            }

            var level = LineChoice.HeadingLevel(tree, i);
            lines.Add(new ChosenLine { Block = i, Text = text, Kind = KindOf(tree, i), HeadingLevel = level });
        }

        return lines;
    }

    private static BlockKind KindOf(PageTree tree, int index)
    {
        var nodes = tree.Nodes;
        var node = tree.Blocks[index].Node;
        for (var up = 0; up < 8 && node > 0; up++, node = nodes[node].Parent)
        {
            switch (nodes[node].Tag)
            {
                case HtmlTag.Li or HtmlTag.Dd or HtmlTag.Dt:
                    return BlockKind.ListItem;
                case HtmlTag.Blockquote:
                    return BlockKind.Quote;
                case HtmlTag.Pre:
                    return BlockKind.Preformatted;
                case HtmlTag.Article or HtmlTag.Main or HtmlTag.Body:
                    return BlockKind.Paragraph;
            }
        }

        return BlockKind.Paragraph;
    }

    /// <summary>The row of a table of data that the line is a cell of; -1 elsewhere, and where a table only lays the page out.</summary>
    private static int Row(PageTree tree, int index)
    {
        var nodes = tree.Nodes;
        var node = tree.Blocks[index].Node;
        for (var up = 0; up < 4 && node > 0; up++, node = nodes[node].Parent)
        {
            if (nodes[node].Tag != HtmlTag.Tr)
                continue;
            return IsData(tree, nodes[node]) ? node : -1;
        }

        return -1;
    }

    /// <summary>Several cells with a single short line each.</summary>
    private static bool IsData(PageTree tree, in PageNode row)
    {
        if (row.EndBlock - row.FirstBlock is < 2 or > MostCells)
            return false;
        var blocks = tree.Blocks;
        for (var i = row.FirstBlock; i < row.EndBlock; i++)
        {
            if (blocks[i].Weight > LongestCell || (i > row.FirstBlock && blocks[i].Node == blocks[i - 1].Node))
                return false;
        }

        return true;
    }

    private static string JoinRow(PageTree tree, bool[] taken, int row, ref int index)
    {
        var end = tree.Nodes[row].EndBlock;
        var text = new StringBuilder();
        for (; index < end; index++)
        {
            if (!taken[index])
                continue;
            if (text.Length > 0)
                text.Append(" | ");
            text.Append(tree.TextOf(index));
        }

        index = end - 1;
        return text.ToString();
    }
}
