using System.Buffers;
using IngestWorker.Articles.Content;
using IngestWorker.Contracts;

namespace IngestWorker.Articles.Pages;

/// <summary>Tells pages that are no article from those that are, once the text is chosen.</summary>
internal static class PageClass
{
    private const float ShortText = 700;

    // Words that consent dialogs are made of, in the languages of large news markets.
    private static readonly SearchValues<string> s_consentWords = SearchValues.Create(
    [
        "cookie", "consent", "privacy", "gdpr", "datenschutz", "einwilligung", "zustimm", "akzeptier", "consentement", "confidentialité", "vie privée", "traceurs", "consentimiento", "privacidad", "consenso", "riservatezza", "consentimento", "toestemming", "samtycke",
        "samtykke", "zgod", "prywatno", "souhlas", "soukrom", "согласи", "конфиденциальност", "куки", "同意", "隐私", "隱私", "プライバシー", "クッキー", "동의", "쿠키", "çerez", "gizlilik", "الخصوصية", "ملفات تعريف الارتباط",
    ], StringComparison.OrdinalIgnoreCase);

    // Titles and first lines of pages that stand before the one asked for, or in its place.
    private static readonly string[] WallWords =
    [
        "just a moment", "attention required", "checking your browser", "verify you are human", "verifying you are human", "are you a robot", "not a robot", "access denied", "access to this page has been denied", "captcha", "enable javascript and cookies", "security check", "unusual traffic", "pardon our interruption",
        "request blocked", "403 forbidden", "404 not found", "page not found", "page cannot be found", "502 bad gateway", "503 service", "site is temporarily unavailable", "log in to continue", "sign in to continue", "login required", "log in or register", "seite nicht gefunden", "page introuvable", "página no encontrada", "página não encontrada",
        "pagina non trovata", "pagina niet gevonden", "sidan kunde inte hittas", "nie znaleziono strony", "strona nie istnieje", "stránka nenalezena", "страница не найдена", "сторінку не знайдено", "доступ ограничен", "sayfa bulunamadı", "الصفحة غير موجودة", "halaman tidak ditemukan", "không tìm thấy trang", "页面不存在", "找不到頁面", "ページが見つかりません", "페이지를 찾을 수 없습니다",
    ];

    private const float LittleText = 2_000;
    private const float VideoText = 600;
    private const float LongLine = 60;
    private const int LeastSummaries = 5;

    public static (Outcome Outcome, string? Detail) Judge(PageAnalysis page, bool[] taken, float chosenWeight, float chosenShare, ArticleOptions options)
    {
        var tree = page.Tree;
        float all = 0, links = 0;
        var teasers = 0;
        foreach (ref readonly var block in tree.Blocks)
        {
            all += block.Weight;
            links += block.LinkWeight;
            teasers += IsTeaser(block) ? 1 : 0;
        }

        if (Math.Max(all, chosenWeight) < 1)
            return (Outcome.EmptyDocument, "The page shows no text.");
        if (chosenWeight < ShortText && all < 12_000 && IsConsent(tree, all))
            return (Outcome.ConsentWall, "The page shows a request for consent and little else.");
        var isArticle = (page.JsonLd.Type is { } type && Metadata.LdValues.Rank(type) >= 5) || page.Metadata.DeclaresArticle;
        if (!isArticle && Math.Max(all, chosenWeight) < LittleText && Wall(page) is { } wall)
            return (Outcome.NoArticle, $"A wall or an error page: \"{wall}\"");
        if (chosenWeight < options.MinTextLength)
        {
            return !isArticle && teasers >= 15 && links > 0.5f * all
                ? (Outcome.SectionPage, $"{teasers} links as long as headlines and {chosenWeight:0} letters of text")
                : (Outcome.NoArticle, $"{chosenWeight:0} letters of text; an article has at least {options.MinTextLength} (Articles:MinTextLength)");
        }

        if (isArticle)
            return (Outcome.Ok, null);
        if (chosenWeight < VideoText && page.Metadata.DeclaresVideo)
            return (Outcome.NoArticle, $"A video and {chosenWeight:0} letters of text");
        if (teasers >= 25 && chosenShare < 0.12f && chosenWeight < 2_500 && links > 0.55f * all)
            return (Outcome.SectionPage, $"{teasers} links as long as headlines, and the text is {chosenShare:P0} of the page");
        return teasers >= LeastSummaries && AreSummaries(tree, taken) ? (Outcome.SectionPage, "The text is summaries, each under the headline that it belongs to") : (Outcome.Ok, null);
    }

    /// <summary>A headline of another article: a link as long as a headline, in a line of its own.</summary>
    private static bool IsTeaser(in PageBlock block) => block.Weight is > 20 and < 160 && block.LinkWeight > 0.8f * block.Weight && block.Words > 3;

    /// <summary>True where most of the long lines taken stand right behind a headline with a link, or are links themselves.</summary>
    private static bool AreSummaries(PageTree tree, bool[] taken)
    {
        int summaries = 0, lines = 0;
        for (var i = 0; i < taken.Length; i++)
        {
            ref readonly var block = ref tree.Blocks[i];
            if (!taken[i] || block.Weight < LongLine)
                continue;
            lines++;
            summaries += block.LinkWeight > 0.8f * block.Weight || (i > 0 && IsTeaser(tree.Blocks[i - 1])) || (i > 1 && tree.Blocks[i - 1].Weight < LongLine && IsTeaser(tree.Blocks[i - 2])) ? 1 : 0;
        }

        return summaries >= LeastSummaries && summaries > 0.75f * lines;
    }

    private static string? Wall(PageAnalysis page)
    {
        foreach (var word in WallWords)
        {
            if (page.Tree.TitleElement?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
                return word;
        }

        for (var i = 0; i < Math.Min(8, page.Tree.BlockCount); i++)
        {
            foreach (var word in WallWords)
            {
                if (page.Tree.Blocks[i].Weight < 160 && page.Tree.TextOf(i).Contains(word, StringComparison.OrdinalIgnoreCase))
                    return word;
            }
        }

        return null;
    }

    private static bool IsConsent(PageTree tree, float all)
    {
        float weight = 0;
        foreach (ref readonly var block in tree.Blocks)
        {
            if (tree.TextOf(block).ContainsAny(s_consentWords))
                weight += block.Weight;
        }

        return weight > 0.35f * all && weight > 60;
    }
}
