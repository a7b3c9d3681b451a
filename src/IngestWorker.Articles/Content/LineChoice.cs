using IngestWorker.Articles.Metadata;

namespace IngestWorker.Articles.Content;

/// <summary>
/// Decides which lines of the page are the article: the model's probability, and a few rules for what is certain whatever it says.
/// </summary>
internal sealed class LineChoice
{
    private const float HighestThreshold = 0.5f;
    private const int MostRounds = 12;
    private const float LowestThreshold = 0.12f;
    private const float LeastThreshold = 0.02f;
    private const float LittleText = 250;
    private const float MostlyLink = 0.4f;
    private const int TitleReach = 3;
    private const float MostlyTitle = 0.7f;
    private const int LongestDate = 36;
    private const int WordsOfDate = 6;

    /// <summary>Lines that may lie between an embedded post and the text: an advertisement, a link.</summary>
    private const int PostReach = 4;

    private const int MostLinesOfPost = 12;
    private const float LongestPost = 1_500;

    private readonly PageTree _tree;
    private readonly PageHints _hints;

    public LineChoice(PageTree tree, PageHints hints, float[] scores)
    {
        (_tree, _hints) = (tree, hints);
        Taken = new bool[scores.Length];
        Reasons = new LineReason[scores.Length];
        Scores = scores;
        var threshold = ThresholdFor(tree, scores);
        for (var i = 0; i < scores.Length; i++)
            Taken[i] = scores[i] >= threshold;
        KeepEmbeddedPostsWhole();
        DropTitle();
        DropCarriers();
        DropOpeningDates();
        DropCaptions();
        DropReadMore();
        DropDoubles();
        DropEmptySections();
    }

    /// <summary>
    /// The threshold with the best F1 to be expected, which is half of that F1: about half where the model is sure, less on pages unlike
    /// those it learned from, where it holds nothing for certain and some for likelier than the rest.
    /// </summary>
    private static float ThresholdFor(PageTree tree, float[] scores)
    {
        float all = 0, best = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            all += tree.Blocks[i].Weight * scores[i];
            if (PageLayout.IsGood(tree.Blocks[i]))
                best = Math.Max(best, scores[i]);
        }

        var threshold = HighestThreshold;
        float taken = 0;
        for (var round = 0; round < MostRounds; round++)
        {
            float right = 0;
            taken = 0;
            for (var i = 0; i < scores.Length; i++)
            {
                if (scores[i] < threshold)
                    continue;
                taken += tree.Blocks[i].Weight;
                right += tree.Blocks[i].Weight * scores[i];
            }

            var next = Math.Max(LowestThreshold, right / Math.Max(1, taken + all));
            if (Math.Abs(next - threshold) < 0.005f)
                break;
            threshold = next;
        }

        if (taken >= LittleText)
            return threshold;
        // On a page where nothing is likely the likeliest is still the best guess; whether it is an article is judged later.
        return Math.Max(taken > 0 && best >= LowestThreshold ? LowestThreshold : LeastThreshold, Math.Min(threshold, best * HighestThreshold));
    }

    public bool[] Taken { get; }

    public LineReason[] Reasons { get; }

    /// <summary>The model's probabilities.</summary>
    public float[] Scores { get; }

    /// <summary>True where a site's rule said what the text is.</summary>
    public bool ByRule { get; set; }

    /// <summary>The level of a section heading: h1 to h6, or a short bold line that is no sentence. 0 for text.</summary>
    public static int HeadingLevel(PageTree tree, int index)
    {
        ref readonly var block = ref tree.Blocks[index];
        var node = block.Node;
        var tag = tree.Nodes[node].Tag;
        for (var up = 0; up < 3 && node > 0; up++, node = tree.Nodes[node].Parent)
        {
            if (tree.Nodes[node].Tag.IsHeading())
                return tree.Nodes[node].Tag - HtmlTag.H1 + 1;
        }

        var bold = block.BoldWeight >= 0.95f * block.Weight && block.Weight > 0;
        var named = ((block.Inline | tree.Nodes[block.Node].Own) & Role.Headline) != 0;
        if (!(bold || named) || tag is HtmlTag.Li or HtmlTag.Td or HtmlTag.Th or HtmlTag.Dt || block.Words > 14 || block.Weight > 110)
            return 0;
        var text = tree.TextOf(block).TrimEnd("\"'”’»)");
        // A question in bold is an interviewer's, a line ending in a colon leads a list in.
        return text.IsEmpty || text[^1] is '.' or '!' or '?' or '…' or ':' or ',' or ';' or '。' or '？' or '؟' or '।' || text[0] is '"' or '“' or '«' or '„' or '—' or '-' ? 0 : 4;
    }

    /// <summary>The element around an embedded post; -1 for lines outside of one.</summary>
    public static int EmbeddedPost(PageTree tree, int index) => PostAround(tree, tree.Blocks[index].Node);

    /// <summary>The element of an embedded post that an element is part of; -1 for any other.</summary>
    public static int PostAround(PageTree tree, int node)
    {
        var nodes = tree.Nodes;
        for (var up = 0; up < 6 && node > 0; up++, node = nodes[node].Parent)
        {
            if (nodes[node].Tag == HtmlTag.Blockquote)
                return (nodes[node].Own & Role.Embed) != 0 || (nodes[nodes[node].Parent].Own & Role.Embed) != 0 ? node : -1;
            if ((nodes[node].Own & Role.Embed) != 0 && IsCopiedPost(tree, nodes[node]))
                return node;
        }

        return -1;
    }

    /// <summary>A post that the page's own system copied: no quote, but a few lines with its writer's handle.</summary>
    private static bool IsCopiedPost(PageTree tree, in PageNode node)
    {
        if (node.EndBlock - node.FirstBlock is < 2 or > MostLinesOfPost || node.TextWeight > LongestPost)
            return false;
        for (var i = node.FirstBlock; i < node.EndBlock; i++)
        {
            if (EmbeddedPosts.HasHandle(tree.TextOf(i)))
                return true;
        }

        return false;
    }

    private void KeepEmbeddedPostsWhole()
    {
        for (var i = 0; i < Taken.Length; i++)
        {
            var post = EmbeddedPost(_tree, i);
            if (post < 0)
                continue;
            var (first, end) = (_tree.Nodes[post].FirstBlock, _tree.Nodes[post].EndBlock);
            var inside = Between(first, end);
            for (i = first; i < end; i++)
            {
                var take = inside && !EmbeddedPosts.IsLabel(_tree, i, end - first);
                if (Taken[i] == take)
                    continue;
                Taken[i] = take;
                Reasons[i] = LineReason.EmbeddedPost;
            }

            i = end - 1;
        }
    }

    /// <summary>True where some of the post is taken, or text shortly before and after it.</summary>
    private bool Between(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (Taken[i])
                return true;
        }

        return TakenNear(first, -1) && TakenNear(end - 1, 1);
    }

    private bool TakenNear(int from, int step)
    {
        for (var i = from + step; i >= 0 && i < Taken.Length && Math.Abs(i - from) <= PostReach; i += step)
        {
            if (Taken[i])
                return true;
        }

        return false;
    }

    private void DropTitle()
    {
        var seen = 0;
        for (var i = 0; i < Taken.Length && seen < TitleReach; i++)
        {
            if (!Taken[i])
                continue;
            seen++;
            var match = _hints.TitleMatch(_tree, i);
            // The way to the page from the front page ends with its title.
            if (match >= 0.99f || (match > MostlyTitle && IsInNavigation(_tree.Blocks[i].Node)))
                Drop(i, LineReason.Title);
        }
    }

    private bool IsInNavigation(int node)
    {
        var nodes = _tree.Nodes;
        for (; node > 0; node = nodes[node].Parent)
        {
            if (nodes[node].Tag == HtmlTag.Nav)
                return true;
        }

        return false;
    }

    /// <summary>What an item of microdata that no reader sees says to machines: the article once more, its day, its pictures' addresses.</summary>
    private void DropCarriers()
    {
        var nodes = _tree.Nodes;
        for (var node = 1; node < nodes.Length; node++)
        {
            if (!IsCarrier(nodes[node]))
                continue;
            float inside = 0, outside = 0;
            for (var i = 0; i < Taken.Length; i++)
            {
                if (!Taken[i])
                    continue;
                if (i >= nodes[node].FirstBlock && i < nodes[node].EndBlock)
                    inside += _tree.Blocks[i].Weight;
                else
                    outside += _tree.Blocks[i].Weight;
            }

            // Of a page that shows little else it is all there is.
            for (var i = nodes[node].FirstBlock; i < nodes[node].EndBlock && outside * 2 > inside; i++)
            {
                if (Taken[i])
                    Drop(i, LineReason.Hidden);
            }
        }
    }

    private static bool IsCarrier(in PageNode node) =>
        (node.Own & Role.Hidden) != 0 && node.Element.HasAttribute("itemscope") && (node.Element.HasAttribute("hidden") || node.Element.HasAttribute("style"));

    /// <summary>The day and time of publication before the text, in a line of their own; inside of it a date may head a section.</summary>
    private void DropOpeningDates()
    {
        for (var i = 0; i < Taken.Length; i++)
        {
            ref readonly var block = ref _tree.Blocks[i];
            if (!Taken[i])
                continue;
            if (PageLayout.IsGood(block))
                break;
            if (block.Length < LongestDate && block.Words <= WordsOfDate && DateText.Read(_tree.TextOf(block)) is not null)
                Drop(i, LineReason.Date);
        }
    }

    /// <summary>What stands under a picture is said of the picture; a figure of text (a table, a quote) has a caption that belongs to it.</summary>
    private void DropCaptions()
    {
        var nodes = _tree.Nodes;
        for (var i = 0; i < Taken.Length; i++)
        {
            if (!Taken[i])
                continue;
            var node = _tree.Blocks[i].Node;
            for (var up = 0; up < 4 && node > 0 && nodes[node].Tag is not (HtmlTag.Figcaption or HtmlTag.Figure); up++)
                node = nodes[node].Parent;
            if (nodes[node].Tag != HtmlTag.Figcaption)
                continue;
            var figure = nodes[nodes[node].Parent];
            if (figure.EndBlock - figure.FirstBlock == nodes[node].EndBlock - nodes[node].FirstBlock)
                Drop(i, LineReason.Caption);
        }
    }

    private void DropReadMore()
    {
        for (var i = 0; i < Taken.Length; i++)
        {
            if (!Taken[i])
                continue;
            ref readonly var block = ref _tree.Blocks[i];
            var text = _tree.TextOf(block);
            if (Phrases.Classify(text) != Phrases.ReadMore || block.Weight > 220)
                continue;
            var colon = text.IndexOfAny(':', '：');
            var label = colon is > 0 and < 32;
            if (block.LinkWeight >= MostlyLink * block.Weight || (label && !EndsSentence(text)))
                Drop(i, LineReason.ReadMore);
        }
    }

    private static bool EndsSentence(ReadOnlySpan<char> text) => !text.IsEmpty && text[^1] is '.' or '!' or '。' or '।';

    /// <summary>Pull quotes and texts that a page holds twice, for wide and for narrow screens.</summary>
    private void DropDoubles()
    {
        var seen = new HashSet<ulong>();
        for (var i = 0; i < Taken.Length; i++)
        {
            if (Taken[i] && _tree.Blocks[i].Weight > 80 && !seen.Add(_tree.Blocks[i].TextHash))
                Drop(i, LineReason.Double);
        }
    }

    private void DropEmptySections()
    {
        // From the end: a heading wants text behind it.
        for (var i = Taken.Length - 1; i >= 0; i--)
        {
            if (!Taken[i])
                continue;
            if (HeadingLevel(_tree, i) == 0)
                break;
            Drop(i, LineReason.EmptySection);
        }
    }

    private void Drop(int index, LineReason reason)
    {
        Taken[index] = false;
        Reasons[index] = reason;
    }
}
