using System.Globalization;
using IngestWorker.Contracts;
using IngestWorker.Roles;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli;

/// <summary>Counts what reprocessing changes and keeps some of it to show: of each kind of change the first ones.</summary>
internal sealed class ReprocessReport(int examples)
{
    private const int MostLines = 6;
    private const int Width = 150;

    private readonly Dictionary<ArticleChange, long> _articles = [];
    private readonly List<Reprocessed> _examples = [];
    private readonly Dictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private long _same, _changed, _appearing, _vanishing;

    public long Pages { get; private set; }

    public long TooLarge { get; set; }

    public void Add(Reprocessed one)
    {
        Pages++;
        var change = one.Change;
        // Of pages that held no article and hold none nothing is to be told.
        if (one.Before.IsStored || one.Fact is not null) _articles[change.Article] = _articles.GetValueOrDefault(change.Article) + 1;
        _same += change.Unchanged;
        _changed += change.Changed.Count;
        _appearing += change.Appearing.Count;
        _vanishing += change.Vanishing.Count;
        if (!change.IsAny) return;

        var kind = change.Article == ArticleChange.Unchanged ? "events" : change.Article.ToString();
        var shown = _kinds.GetValueOrDefault(kind);
        _kinds[kind] = shown + 1;
        if (shown < Math.Max(1, examples / 2) && _examples.Count < examples) _examples.Add(one);
    }

    public void Print(bool isDryRun)
    {
        var console = ConsoleOutput.Create();
        var table = new Table().AddColumns($"{Number(Pages)} pages", "Unchanged", "Changed", "Appearing", "Vanishing");
        for (var i = 1; i < table.Columns.Count; i++) table.Columns[i].RightAligned();
        table.AddRow(["Articles", .. new[] { ArticleChange.Unchanged, ArticleChange.Changed, ArticleChange.Appears, ArticleChange.Vanishes }.Select(c => Number(_articles.GetValueOrDefault(c)))]);
        table.AddRow("Events", Number(_same), Number(_changed), Number(_appearing), Number(_vanishing));
        console.Write(table);
        if (TooLarge > 0) console.WriteLine($"{Number(TooLarge)} articles are too large to be published and stay as they are.");
        foreach (var example in _examples) Show(console, example);
        if (isDryRun) console.WriteLine("Nothing was stored (--dry-run).");
    }

    private static void Show(IAnsiConsole console, Reprocessed one)
    {
        var change = one.Change;
        console.WriteLine();
        console.WriteLine(change.Article switch
        {
            ArticleChange.Appears => $"+ {one.Before.Command.Url}: an article where there was none: {one.Fact!.Article.Content.Title}",
            ArticleChange.Vanishes => $"- {one.Before.Command.Url}: no article any more, {one.Extracted.Outcome.ToName()}: {one.Before.Title}",
            ArticleChange.Changed => $"~ {one.Before.Command.Url}: other {string.Join(", ", change.Parts)}",
            _ => $"~ {one.Before.Command.Url}: other events",
        });
        if (one.Fact is { } fact && change.Parts.Contains("title", StringComparer.Ordinal)) Lines(console, [$"- {one.Before.Title}", $"+ {fact.Article.Content.Title}"]);
        if (one.Fact is { } now && change.Parts.Contains("text", StringComparer.Ordinal)) Lines(console, LineDifference.Of(one.Before.Text ?? "", now.Article.Content.Text));
        var events = new List<string>();
        foreach (var (before, after) in change.Changed) events.AddRange([$"- {EventLine.Of(before)}", $"+ {EventLine.Of(after)}", $"    \"{after.Sentence}\""]);
        foreach (var e in change.Vanishing) events.AddRange([$"- {EventLine.Of(e)}", $"    \"{e.Sentence}\""]);
        foreach (var e in change.Appearing) events.AddRange([$"+ {EventLine.Of(e)}", $"    \"{e.Sentence}\""]);
        Lines(console, events);
    }

    private static void Lines(IAnsiConsole console, IReadOnlyCollection<string> lines)
    {
        foreach (var line in lines.Take(MostLines)) console.WriteLine("    " + (line.Length > Width ? line[..Width] + "…" : line));
        if (lines.Count > MostLines) console.WriteLine($"    ({lines.Count - MostLines} more lines)");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>The lines of one text that are not in the other, and those that are new.</summary>
internal static class LineDifference
{
    // Beyond this the table of the longest common part would cost more than its answer is worth.
    private const int MostLines = 2000;

    public static IReadOnlyList<string> Of(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        if (old.Length > MostLines || now.Length > MostLines) return [$"- {old.Length} lines", $"+ {now.Length} lines"];
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var k = now.Length - 1; k >= 0; k--)
                common[i, k] = old[i] == now[k] ? common[i + 1, k + 1] + 1 : Math.Max(common[i + 1, k], common[i, k + 1]);

        var lines = new List<string>();
        for (var (i, k) = (0, 0); i < old.Length || k < now.Length;)
        {
            if (i < old.Length && k < now.Length && old[i] == now[k]) (i, k) = (i + 1, k + 1);
            else if (k == now.Length || (i < old.Length && common[i + 1, k] >= common[i, k + 1])) lines.Add("- " + old[i++]);
            else lines.Add("+ " + now[k++]);
        }
        return lines;
    }
}
