using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IngestWorker.Articles;
using IngestWorker.Configuration;
using IngestWorker.Contracts;

namespace IngestWorker.Cli;

/// <summary>`ingest article extract`: a page in, the article out.</summary>
internal static class ArticleCommand
{
    public static Command Create()
    {
        var files = Filter.Files();
        var jsonl = Filter.JsonLinesOption();
        var threads = Filter.Threads();
        var url = new Option<string>("--url") { Description = "Where the page came from; relative links and dates in the address are read with it.", DefaultValueFactory = _ => "" };
        var rules = new Option<string?>("--rules") { Description = "File with rules for single sites.", HelpName = "FILE" };
        var explain = new Option<bool>("--explain") { Description = "Show every line of the page with whether it was taken, how sure, why, and where it stands." };
        var extract = new Command("extract", "Take the article out of HTML pages.") { files, url, rules, explain, jsonl, threads };
        extract.SetAction((parsed, cancellationToken) =>
        {
            if (SiteRulesFile.Error(parsed.GetValue(rules)) is { } error) throw new UsageException(error);
            var extractor = new ArticleExtractor(new ArticleOptions(), SiteRulesFile.Read(parsed.GetValue(rules)));
            if (parsed.GetValue(jsonl)) return Filter.RunLinesAsync(parsed.GetValue(threads), (line, writer) => AnswerLine(extractor, line, writer), cancellationToken);
            PageSource Page(string file) => new() { Url = parsed.GetValue(url)!, Body = JsonLines.ReadFile(file), FetchedAt = TimeProvider.System.GetUtcNow() };
            return parsed.GetValue(explain)
                ? ArticleExplanation.ShowAsync(extractor, parsed.GetValue(files)!, Page)
                : Filter.RunFilesAsync(parsed.GetValue(files)!, (file, writer) => Answer(extractor, Page(file), writer));
        });
        return new Command("article", "Articles, one step of the way.") { extract };
    }

    private static void AnswerLine(ArticleExtractor extractor, JsonElement line, Utf8JsonWriter writer)
    {
        var url = line.OptionalText("url") ?? "";
        // No page that is already here was published after now.
        var now = TimeProvider.System.GetUtcNow();
        var page = line.OptionalText("html") is { } html
            ? new PageSource { Url = url, Html = html, FetchedAt = now }
            : new PageSource { Url = url, Body = JsonLines.ReadFile(line.OptionalText("file") ?? throw new LineException("\"html\" or \"file\" is missing.")), FetchedAt = now };
        Answer(extractor, page, writer);
    }

    private static void Answer(ArticleExtractor extractor, PageSource page, Utf8JsonWriter writer)
    {
        var result = extractor.Extract(page);
        var content = result.Content;
        writer.WriteString("outcome", result.Outcome.ToName());
        if (result.Detail is not null) writer.WriteString("detail", result.Detail);
        writer.WriteString("text", content is null ? null : ArticleText.WithHeadings(content));
        writer.WriteString("title", content?.Title);
        writer.WriteStartArray("authors");
        foreach (var author in content?.Authors ?? []) writer.WriteStringValue(author);
        writer.WriteEndArray();
        writer.WriteString("agency", content?.Agency);
        writer.WriteString("published", content?.PublishedIsDateOnly == true ? content.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Iso(content?.Published));
        writer.WriteString("modified", Iso(content?.Modified));
        writer.WriteString("canonical_url", content?.CanonicalUrl);
        writer.WriteString("site_name", content?.SiteName);
        writer.WriteString("language", content?.Language);
        writer.WriteString("image", content?.ImageUrl);
        if (content is null) writer.WriteNull("confidence");
        else writer.WriteNumber("confidence", Math.Round(content.Confidence, 3));
    }

    private static string? Iso(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
