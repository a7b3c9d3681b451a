using AngleSharp.Dom;

namespace IngestWorker.Articles.Content;

/// <summary>Says for every line of a page where it stands and why it was taken or left.</summary>
internal static class LineExplanation
{
    public static List<ExplainedLine> Of(PageAnalysis page, LineChoice choice)
    {
        var tree = page.Tree;
        var lines = new List<ExplainedLine>(tree.BlockCount);
        for (var i = 0; i < tree.BlockCount; i++)
        {
            var heading = choice.Taken[i] && LineChoice.HeadingLevel(tree, i) > 0;
            lines.Add(new ExplainedLine(PathOf(tree, tree.Blocks[i].Node), tree.TextOf(i).ToString(), choice.Taken[i], heading, choice.Scores[i], NameOf(choice.Reasons[i])));
        }

        return lines;
    }

    private static string NameOf(LineReason reason) => reason switch
    {
        LineReason.Title => "title",
        LineReason.ReadMore => "read more",
        LineReason.EmbeddedPost => "embedded post",
        LineReason.EmptySection => "empty section",
        LineReason.Double => "double",
        LineReason.Hidden => "hidden",
        LineReason.Caption => "caption",
        LineReason.Date => "date",
        LineReason.Rule => "site rule",
        _ => "model",
    };

    private static string PathOf(PageTree tree, int node)
    {
        var steps = new List<string>();
        for (; node > 0 && tree.Nodes[node].Tag is not (HtmlTag.Body or HtmlTag.Html); node = tree.Nodes[node].Parent)
            steps.Add(Step(tree.Nodes[node].Element));
        steps.Reverse();
        return string.Join(" > ", steps);
    }

    private static string Step(IElement element)
    {
        if (!string.IsNullOrEmpty(element.Id) && element.Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !char.IsAsciiDigit(element.Id[0]))
            return $"{element.LocalName}#{element.Id}";
        int number = 1, all = 0;
        foreach (var sibling in element.ParentElement?.Children ?? Enumerable.Empty<IElement>())
        {
            if (sibling.LocalName != element.LocalName)
                continue;
            all++;
            if (ReferenceEquals(sibling, element))
                number = all;
        }

        return all > 1 ? $"{element.LocalName}:nth-of-type({number})" : element.LocalName;
    }
}
