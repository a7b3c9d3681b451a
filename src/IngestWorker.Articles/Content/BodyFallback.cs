using IngestWorker.Contracts;

namespace IngestWorker.Articles.Content;

/// <summary>The text of pages that show none of it: JSON-LD's articleBody.</summary>
internal static class BodyFallback
{
    private const int Enough = 250;

    /// <summary>Its lines where they say far more than the page does; null otherwise.</summary>
    public static List<ChosenLine>? Lines(PageAnalysis page, float chosenWeight)
    {
        var body = page.Metadata.ArticleBody;
        if (body is null || body.Length < Enough || (chosenWeight >= Enough && chosenWeight * 3 > body.Length))
            return null;
        var lines = new List<ChosenLine>();
        foreach (var paragraph in PlainText.Paragraphs(body))
            lines.Add(new ChosenLine { Block = -1, Text = paragraph, Kind = BlockKind.Paragraph });
        return lines.Count > 0 ? lines : null;
    }
}
