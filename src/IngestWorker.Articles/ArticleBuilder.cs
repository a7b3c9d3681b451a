using System.Text;
using IngestWorker.Articles.Content;
using IngestWorker.Articles.Metadata;
using IngestWorker.Articles.Pages;
using IngestWorker.Contracts;

namespace IngestWorker.Articles;

/// <summary>Chooses the lines of an article and puts it together.</summary>
internal static class ArticleBuilder
{
    // Whole, but with what the page would not show, and not measured: no better than an even chance.
    private const double FallbackConfidence = 0.5;

    private const float LongestTeaser = 3_000;
    private const int PaywallReach = 8;

    public static (ArticleExtraction Extraction, LineChoice Choice) Build(PageAnalysis page, BlockModel model, ArticleOptions options, SiteRules rules, PageSource source)
    {
        var tree = page.Tree;
        using var features = BlockFeatures.Compute(tree, page.Layout, page.Hints);
        var scores = model.Score(tree, features);
        var choice = new LineChoice(tree, page.Hints, scores);
        var warnings = rules.Apply(page, choice, source);
        var lines = LineAssembly.Assemble(tree, choice.Taken);
        var (weight, share) = Weigh(tree, choice.Taken);
        var confidence = Confidence.Of(tree, scores, choice.Taken);
        page.Metadata.Provenance["text"] = choice.ByRule ? "rule" : "page";
        if (BodyFallback.Find(page, weight) is { Lines.Count: > 0 } better)
        {
            lines = better.Lines;
            page.Metadata.Provenance["text"] = better.Source;
            (weight, share, confidence) = (Math.Max(weight, lines.Sum(line => line.Text.Length)), 1, FallbackConfidence);
        }

        SetAgency(page.Metadata, lines);
        SetPaywall(page, choice.Taken, weight);
        var (outcome, detail) = PageClass.Judge(page, choice.Taken, weight, share, options);
        if (page.Truncated && outcome is Outcome.Ok or Outcome.NoArticle)
        {
            (outcome, detail) = (Outcome.BudgetExceeded, $"The page is over {options.MaxCharacters} characters (Articles:MaxCharacters) or {options.MaxElements} elements (Articles:MaxElements); the text is of the part before.");
        }

        var extraction = new ArticleExtraction
        {
            Outcome = outcome,
            Detail = detail,
            RuleWarnings = warnings,
            Content = outcome is Outcome.Ok or Outcome.BudgetExceeded ? Content(page, lines, confidence) : null,
        };
        return (extraction, choice);
    }

    /// <summary>An agency named in the text's dateline; the byline's, found before, is as good.</summary>
    private static void SetAgency(PageMetadata metadata, List<ChosenLine> lines)
    {
        if (metadata.Agency is not null || lines.Find(line => line.HeadingLevel == 0) is not { } first)
            return;
        var inDateline = Agencies.InDateline(first.Text);
        if ((inDateline ?? Agencies.InCredit(lines[^1].Text)) is not { } agency)
            return;
        metadata.Agency = agency;
        metadata.Provenance["agency"] = inDateline is null ? "credit" : "dateline";
    }

    /// <summary>A wall that the page shows right behind its text, where its metadata does not say.</summary>
    private static void SetPaywall(PageAnalysis page, bool[] taken, float weight)
    {
        if (page.Metadata.IsPaywalled || page.JsonLd.IsFree || weight > LongestTeaser)
            return;
        var last = Array.FindLastIndex(taken, line => line);
        for (var i = last + 1; last >= 0 && i < Math.Min(taken.Length, last + PaywallReach); i++)
        {
            ref readonly var block = ref page.Tree.Blocks[i];
            var roles = page.Layout.Narrow[block.Node] | block.Inline;
            if ((roles & Role.Paywall) == 0 || (roles & (Role.Hidden | Role.Footer | Role.Nav)) != 0 || WordLists.Count(page.Tree.WordsOf(block)).Promotions == 0)
                continue;
            page.Metadata.IsPaywalled = true;
            page.Metadata.Provenance["is_paywalled"] = "page";
            return;
        }
    }

    private static (float Weight, float Share) Weigh(PageTree tree, bool[] taken)
    {
        float chosen = 0, all = 0;
        for (var i = 0; i < taken.Length; i++)
        {
            all += tree.Blocks[i].Weight;
            if (taken[i])
                chosen += tree.Blocks[i].Weight;
        }

        return (chosen, chosen / Math.Max(1, all));
    }

    private static ArticleContent Content(PageAnalysis page, List<ChosenLine> lines, double confidence)
    {
        var text = new StringBuilder();
        var blocks = new List<TextBlock>(lines.Count);
        var headings = new List<Heading>();
        var at = 0;
        foreach (var line in lines)
        {
            if (line.HeadingLevel > 0)
            {
                // It stands before the line that comes next, which begins behind the line break.
                headings.Add(new Heading(blocks.Count == 0 ? 0 : at + 1, line.HeadingLevel, line.Text));
                continue;
            }

            if (blocks.Count > 0)
            {
                text.Append('\n');
                at++;
            }

            var length = ArticleText.CodePoints(line.Text);
            text.Append(line.Text);
            blocks.Add(new TextBlock(line.Kind, at, at + length, line.Author, line.Published));
            at += length;
        }

        for (var i = headings.Count - 1; i >= 0 && headings[i].At > at; i--)
            headings[i] = headings[i] with { At = at };
        var metadata = page.Metadata;
        return new ArticleContent
        {
            Text = text.ToString(),
            Blocks = blocks,
            Headings = headings,
            Title = metadata.Title,
            Authors = metadata.Authors,
            Agency = metadata.Agency,
            Published = metadata.Published,
            PublishedIsDateOnly = metadata.PublishedIsDateOnly,
            Modified = metadata.Modified,
            Language = metadata.Language,
            CanonicalUrl = metadata.CanonicalUrl,
            SiteName = metadata.SiteName,
            ImageUrl = metadata.ImageUrl,
            Section = metadata.Section,
            Tags = metadata.Tags,
            Description = metadata.Description,
            IsPaywalled = metadata.IsPaywalled,
            Confidence = confidence,
            Provenance = metadata.Provenance,
        };
    }
}
