using IngestWorker.Contracts;

namespace IngestWorker.Articles.Content;

/// <summary>The text of pages that show none of it: JSON-LD's articleBody, or what the page carries for a script to draw.</summary>
internal static class BodyFallback
{
    private const int Enough = 250;
    private const int FewestCaptions = 3;
    private const float ShortestCaption = 40;

    /// <summary>Its lines and their source, where they say far more than the page does; null otherwise.</summary>
    public static (List<ChosenLine> Lines, string Source)? Find(PageAnalysis page, float chosenWeight)
    {
        var body = page.Metadata.ArticleBody;
        if (body is { Length: >= Enough } && (chosenWeight < Enough || (!IsLive(page) && chosenWeight * 3 < body.Length)))
            return (Lines(PlainText.Paragraphs(body)), "json-ld");
        if (chosenWeight >= Enough)
            return null;
        var paragraphs = ScriptState.Paragraphs(page.Html, page.Scripts);
        if (paragraphs.Count > 0)
            return (Lines(paragraphs), "script");
        var captions = Captions(page.Tree);
        return captions.Count >= FewestCaptions && captions.Sum(line => line.Text.Length) >= Enough ? (captions, "captions") : null;
    }

    // What a live blog shows is its news of the hour; its data may go back for days.
    private static bool IsLive(PageAnalysis page) => page.JsonLd.Type == "LiveBlogPosting";

    /// <summary>A series of pictures tells its story under them; credits and single words stay out.</summary>
    private static List<ChosenLine> Captions(PageTree tree)
    {
        var lines = new List<ChosenLine>();
        for (var i = 0; i < tree.BlockCount; i++)
        {
            ref readonly var block = ref tree.Blocks[i];
            var node = block.Node;
            for (var up = 0; up < 4 && node > 0 && tree.Nodes[node].Tag != HtmlTag.Figcaption; up++)
                node = tree.Nodes[node].Parent;
            if (tree.Nodes[node].Tag != HtmlTag.Figcaption || block.Weight < ShortestCaption || block.Sentences == 0)
                continue;
            var text = tree.TextOf(block).ToString();
            if (!lines.Exists(line => line.Text == text))
                lines.Add(new ChosenLine { Block = i, Text = text, Kind = BlockKind.Paragraph });
        }

        return lines;
    }

    private static List<ChosenLine> Lines(IEnumerable<string> paragraphs) =>
        paragraphs.Select(text => new ChosenLine { Block = -1, Text = text, Kind = BlockKind.Paragraph }).ToList();
}
