using System.Globalization;
using IngestWorker.Articles;
using IngestWorker.Contracts;

namespace IngestWorker.Cli;

/// <summary>`ingest article extract --explain`: the page line by line, with what was taken and what was left, and why.</summary>
internal static class ArticleExplanation
{
    public static async Task<int> ShowAsync(ArticleExtractor extractor, IReadOnlyList<string> files, Func<string, PageSource> read)
    {
        if (files.Count == 0) throw new UsageException("Name at least one FILE.");
        var exit = CommandLine.Done;
        foreach (var file in files)
        {
            try
            {
                Show(file, extractor.Explain(read(file)));
            }
            catch (LineException e)
            {
                await Console.Error.WriteLineAsync(e.Message);
                exit = CommandLine.Failed;
            }
        }
        return exit;
    }

    private static void Show(string file, PageExplanation page)
    {
        Console.WriteLine($"{file}: {page.Extraction.Outcome.ToName()}{(page.Extraction.Detail is { } detail ? ", " + detail : "")}");
        if (page.Extraction.Content is { } content)
            foreach (var (field, source) in content.Provenance.OrderBy(p => p.Key, StringComparer.Ordinal)) Console.WriteLine($"  {field}: {source}");
        foreach (var line in page.Lines)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(line.IsTaken ? (line.IsHeading ? "# " : "+ ") : "- ")}{line.Probability:0.00} {line.Reason,-14} {line.Path}\t{line.Text}"));
    }
}
