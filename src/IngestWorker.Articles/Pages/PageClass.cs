using IngestWorker.Articles.Content;
using IngestWorker.Contracts;

namespace IngestWorker.Articles.Pages;

/// <summary>Tells pages that are no article from those that are, once the text is chosen.</summary>
internal static class PageClass
{
    private const float ShortText = 700;

    // Words that consent dialogs are made of, in the languages of large news markets.
    private static readonly string[] ConsentWords =
    [
        "cookie", "consent", "privacy", "gdpr", "datenschutz", "einwilligung", "zustimm", "akzeptier", "consentement", "confidentialité", "vie privée", "traceurs", "consentimiento", "privacidad", "consenso", "riservatezza", "consentimento", "toestemming", "samtycke",
        "samtykke", "zgod", "prywatno", "souhlas", "soukrom", "согласи", "конфиденциальност", "куки", "同意", "隐私", "隱私", "プライバシー", "クッキー", "동의", "쿠키", "çerez", "gizlilik", "الخصوصية", "ملفات تعريف الارتباط",
    ];

    public static (Outcome Outcome, string? Detail) Judge(PageAnalysis page, float chosenWeight, float chosenShare, ArticleOptions options)
    {
        var tree = page.Tree;
        float all = 0, links = 0;
        var teasers = 0;
        foreach (ref readonly var block in tree.Blocks)
        {
            all += block.Weight;
            links += block.LinkWeight;
            // A headline of another article: a link as long as a headline, in a line of its own.
            if (block.Weight is > 20 and < 160 && block.LinkWeight > 0.8f * block.Weight && block.Words > 3)
                teasers++;
        }

        if (Math.Max(all, chosenWeight) < 1)
            return (Outcome.EmptyDocument, "The page shows no text.");
        if (chosenWeight < ShortText && all < 12_000 && IsConsent(tree, all))
            return (Outcome.ConsentWall, "The page shows a request for consent and little else.");
        var isArticle = (page.JsonLd.Type is { } type && Metadata.LdValues.Rank(type) >= 5) || page.Metadata.DeclaresArticle;
        if (chosenWeight < options.MinTextLength)
        {
            return !isArticle && teasers >= 15 && links > 0.5f * all
                ? (Outcome.SectionPage, $"{teasers} links as long as headlines and {chosenWeight:0} letters of text")
                : (Outcome.NoArticle, $"{chosenWeight:0} letters of text; an article has at least {options.MinTextLength} (Articles:MinTextLength)");
        }

        if (!isArticle && teasers >= 25 && chosenShare < 0.12f && chosenWeight < 2_500 && links > 0.55f * all)
            return (Outcome.SectionPage, $"{teasers} links as long as headlines, and the text is {chosenShare:P0} of the page");
        return (Outcome.Ok, null);
    }

    private static bool IsConsent(PageTree tree, float all)
    {
        float weight = 0;
        foreach (ref readonly var block in tree.Blocks)
        {
            var text = tree.TextOf(block);
            foreach (var word in ConsentWords)
            {
                if (!text.Contains(word, StringComparison.OrdinalIgnoreCase))
                    continue;
                weight += block.Weight;
                break;
            }
        }

        return weight > 0.35f * all && weight > 60;
    }
}
