using System.Text;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>Invented articles, long enough to be taken as such, each with events in it.</summary>
internal static class StoryPage
{
    public static string Html(string subject, string? canonical = null, string extra = "", string markup = "")
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.Append($"<title>{subject} talks</title>");
        if (canonical is not null) page.Append($"<link rel=\"canonical\" href=\"{canonical}\">");
        page.Append("<meta property=\"article:published_time\" content=\"2020-10-02T12:00:00Z\"></head><body>").Append(markup).Append("<article>");
        page.Append($"<h1>{subject} talks</h1>");
        foreach (var paragraph in Paragraphs(subject)) page.Append($"<p>{paragraph}</p>");
        if (extra.Length > 0) page.Append($"<p>{extra}</p>");
        return page.Append("</article></body></html>").ToString();
    }

    private static IEnumerable<string> Paragraphs(string subject) =>
    [
        $"The government of France on Friday condemned the {subject} attack and called on both sides to return to the talks that the two ministers began in spring.",
        $"Germany's foreign minister met his French counterpart in Berlin on Thursday to discuss {subject}, and said that the two countries would provide aid to those who had to leave their homes.",
        $"Officials in {subject} said at least 12 people were killed when rebels shelled the town's market, a claim that the rebels denied in a statement read on the radio.",
        $"Police arrested five protesters near the ministry in the capital, where thousands had marched against the way in which the government dealt with {subject} during the whole of last week.",
        $"The talks about {subject} are to go on next month, and nobody who was asked expects that they will be short.",
    ];
}
