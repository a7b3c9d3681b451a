using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Metadata;

/// <summary>Finds the date that readers see: a short line near the headline, or one that calls itself a date elsewhere.</summary>
internal sealed class Datelines(PageTree tree, PageLayout layout, int headline, DateReader read)
{
    private const int Reach = 28;
    private const int ReachBefore = 14;
    private const int Near = 8;
    private const int NearBefore = 6;
    private const int LongestLine = 160;
    private const int LongestDate = 60;
    private const int MostDates = 3;

    private const Role OfOthers = Role.Comment | Role.Related | Role.Popular | Role.Footer;

    public ReadDate? Find()
    {
        ReadDate? other = null;
        for (var step = 0; step < Reach + ReachBefore; step++)
        {
            var i = step < Reach ? headline + step : headline - (step - Reach) - 1;
            if (Read(i, LongestLine) is not { } date)
                continue;
            ref readonly var block = ref tree.Blocks[i];
            var roles = layout.Narrow[block.Node] | block.Inline;
            var isNear = step < Near || step >= Reach;
            if (((roles & OfOthers) != 0 || (!isNear && IsBeside(block.Node))) && (roles & Role.Date) == 0)
                continue;
            if ((roles & (Role.Date | Role.Author | Role.Meta | Role.Headline)) != 0 || (isNear && block.Length < LongestDate))
                return date;
            if (block.Length < LongestLine)
                other ??= date;
        }

        return other ?? NamedPart() ?? Elsewhere();
    }

    /// <summary>
    /// The date in a part of a line that calls itself one: "by Jane Roe", "14 May 2024" and "2 comments" in elements of their own run
    /// together where only the style sheet sets them apart.
    /// </summary>
    private ReadDate? NamedPart()
    {
        ReadDate? before = null;
        for (var i = 0; i < tree.NodeCount; i++)
        {
            ref readonly var node = ref tree.Nodes[i];
            var distance = node.FirstBlock - headline;
            if (distance > Reach)
                break;
            if (distance < -ReachBefore || (node.Own & (Role.Date | Role.Author | Role.Meta)) == 0 || node.Tag.Is(TagTraits.Block) || (layout.Narrow[i] & OfOthers) != 0 || IsBeside(i) || LineChoice.PostAround(tree, i) >= 0)
                continue;
            var text = Bylines.InlineText(tree, i);
            if (text.Length > LongestLine || read(text) is not { } date)
                continue;
            if (distance >= 0)
                return date;
            before ??= date;
        }

        return before;
    }

    /// <summary>
    /// The date by the headline where the line is nothing but that: what the page itself shows its readers. Null where it is
    /// called the date of a change.
    /// </summary>
    public ReadDate? BareByHeadline()
    {
        var paragraphs = 0;
        for (var step = 0; step < Near + NearBefore; step++)
        {
            var i = step < Near ? headline + step : headline - (step - Near) - 1;
            // Behind a summary the text begins, whose dates are those of what it tells.
            if (step is > 0 and < Near && i < tree.BlockCount && PageLayout.IsGood(tree.Blocks[i]) && ++paragraphs > 1)
            {
                step = Near - 1;
                continue;
            }

            if (Read(i, LongestBareDate) is { } date && IsBare(tree.Blocks[i]) && (layout.Narrow[tree.Blocks[i].Node] & OfOthers) == 0)
                return date;
        }

        return null;
    }

    /// <summary>
    /// The first short line by the headline, or part of a line that calls itself a date, that the reader makes a date of. For texts that
    /// are dates only where they are all of a line ("3 hours ago", "14 May").
    /// </summary>
    public ReadDate? Recent()
    {
        for (var step = 0; step < Near + NearBefore; step++)
        {
            var i = step < Near ? headline + step : headline - (step - Near) - 1;
            if (i < 0 || i >= tree.BlockCount || i == headline)
                continue;
            ref readonly var block = ref tree.Blocks[i];
            var roles = layout.Narrow[block.Node] | block.Inline;
            if (block.Length > LongestRecent || tree.Nodes[block.Node].Tag.IsHeading() || block.Words > MostWordsOfRecent || (roles & OfOthers) != 0 || IsBeside(block.Node) || LineChoice.EmbeddedPost(tree, i) >= 0 || ((roles & Role.Date) == 0 && block.LinkWeight > 0))
                continue;
            if (read(tree.TextOf(block)) is { } date)
                return date;
        }

        for (var i = 0; i < tree.NodeCount; i++)
        {
            ref readonly var node = ref tree.Nodes[i];
            var distance = node.FirstBlock - headline;
            if (distance > Near)
                break;
            var isTime = node.Tag == HtmlTag.Time || (node.Own & Role.Date) != 0;
            if (distance < -NearBefore || !isTime || node.Tag.Is(TagTraits.Block) || (layout.Narrow[i] & OfOthers) != 0 || IsBeside(i) || LineChoice.PostAround(tree, i) >= 0)
                continue;
            if (Bylines.InlineText(tree, i) is { Length: <= LongestRecent } text && read(text) is { } date)
                return date;
        }

        return null;
    }

    private const int LongestRecent = 40;
    private const int MostWordsOfRecent = 9;
    private const int LongestBareDate = 24;

    // Signs of scripts without spaces are words each.
    private static bool IsBare(in PageBlock block) => block.Words <= 4 || (block.Letters <= 4 && block.Weight > block.Letters + block.Digits);

    /// <summary>Lines that call themselves dates, where the page has few of them.</summary>
    private ReadDate? Elsewhere()
    {
        ReadDate? first = null;
        var days = new HashSet<DateTime>();
        for (var i = 0; i < tree.BlockCount; i++)
        {
            if (Read(i, LongestDate) is not { } date)
                continue;
            ref readonly var block = ref tree.Blocks[i];
            var roles = layout.Narrow[block.Node] | block.Inline;
            if ((roles & OfOthers) != 0 || ((roles & (Role.Date | Role.Meta)) == 0 && !SaysPublished(tree.TextOf(block))))
                continue;
            days.Add(date.Value.Date);
            if (i >= headline)
                first ??= date;
        }

        return days.Count <= MostDates ? first : null;
    }

    private static bool SaysPublished(ReadOnlySpan<char> text) => Phrases.Classify(text) == Phrases.Rights;

    private bool IsBeside(int node) =>
        (layout.Narrow[node] & Role.Sidebar) != 0 || (layout.NarrowTags[node] & (TagBits.Aside | TagBits.Nav | TagBits.Footer)) != 0;

    private ReadDate? Read(int index, int longest)
    {
        if (index < 0 || index >= tree.BlockCount)
            return null;
        ref readonly var block = ref tree.Blocks[index];
        if ((layout.NarrowTags[block.Node] & TagBits.Quote) != 0 || LineChoice.EmbeddedPost(tree, index) >= 0)
            return null;
        if (block.Digits is < 3 or > 24 || block.Length > longest || block.Sentences > 3)
            return null;
        return read(tree.TextOf(block));
    }
}

/// <summary>Reads a date as the page means it.</summary>
internal delegate ReadDate? DateReader(ReadOnlySpan<char> text);
