using IngestWorker.Contracts;

namespace IngestWorker.Articles.Content;

/// <summary>The text of pages that show none of it: JSON-LD's articleBody, or what the page carries for a script to draw.</summary>
internal static class BodyFallback
{
    private const int Enough = 250;

    /// <summary>Its lines and their source, where they say far more than the page does; null otherwise.</summary>
    public static (List<ChosenLine> Lines, string Source)? Find(PageAnalysis page, float chosenWeight)
    {
        var body = page.Metadata.ArticleBody;
        if (body is { Length: >= Enough } && (chosenWeight < Enough || chosenWeight * 3 < body.Length))
            return (Lines(PlainText.Paragraphs(body)), "json-ld");
        if (chosenWeight >= Enough)
            return null;
        var paragraphs = ScriptState.Paragraphs(page.Html, page.Scripts);
        return paragraphs.Count > 0 ? (Lines(paragraphs), "script") : null;
    }

    private static List<ChosenLine> Lines(IEnumerable<string> paragraphs) =>
        paragraphs.Select(text => new ChosenLine { Block = -1, Text = text, Kind = BlockKind.Paragraph }).ToList();
}
