#:project ../../../src/IngestWorker.Events/IngestWorker.Events.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property AssemblyName=fit-confidence

// Fits the map from the coder's points to confidence (src/IngestWorker.Events/Data/confidence.txt):
//
//   dotnet run -c Release infra/training/confidence/fit-confidence.cs -- OUT GOLD.jsonl... [--seed SEED.json TEXT] [--verdicts ACCURACY.md PAGES.json] [--table FILE]
//
// GOLD: annotated documents, one a line. VERDICTS: the table of events read by eye, with the texts that they were drawn from. An event is
// accepted where its type and the countries of its actors are right. The map is the best one that never falls (pool adjacent violators) and is
// written as a few knots. Printed: how well a map of one half of the documents foretells the other half.

using System.Globalization;
using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Events;
using IngestWorker.Events.Coding;

List<string> golds = [.. args.Skip(1).TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal))];
EventCoder coder = new([], ConfidenceMap.None);
List<Judged> judged = [.. golds.SelectMany(File.ReadLines).Where(l => l.Trim().Length > 0).SelectMany(l => OfGold(JsonDocument.Parse(l).RootElement, null))];
if (Option("--seed", 1) is { } seed) judged.AddRange(OfGold(JsonDocument.Parse(File.ReadAllText(seed)).RootElement, File.ReadAllText(Option("--seed", 2)!)));
if (Option("--verdicts", 1) is { } verdicts) judged.AddRange(OfVerdicts(File.ReadLines(verdicts), JsonDocument.Parse(File.ReadAllText(Option("--verdicts", 2)!)).RootElement));
Console.WriteLine($"{judged.Count} events, {judged.Count(j => j.IsAccepted)} accepted");
if (Option("--table", 1) is { } table) File.WriteAllLines(table, judged.Select(j => string.Create(CultureInfo.InvariantCulture, $"{j.Document}\t{j.Points:F2}\t{(j.IsAccepted ? 1 : 0)}")));

var halves = judged.GroupBy(j => j.Document.Sum(c => (long)c) % 2 == 0).ToDictionary(g => g.Key, g => g.ToList());
foreach (var half in new[] { true, false }) Check(Fit(halves[half]), halves[!half]);
var knots = Fit(judged);
File.WriteAllLines(args[0], [
    "# From the coder's points to confidence: the share of events with so many points whose type and actors a careful reader accepts.",
    $"# Made by infra/training/confidence/fit-confidence.cs from {judged.Count} events that were annotated or read by eye. points | share; between two lines along a straight one",
    .. knots.Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Points:F2} | {k.Share:F2}"))]);

string? Option(string name, int at) => Array.IndexOf(args, name) is var i and >= 0 ? args[i + at] : null;

IEnumerable<Judged> OfGold(JsonElement document, string? text)
{
    var id = document.GetProperty("id").GetString()!;
    var events = coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text ?? document.GetProperty("text").GetString()!, Published = DateOnly.TryParse(document.GetProperty("published").GetString(), CultureInfo.InvariantCulture, out var day) ? day : null }).Events;
    List<JsonElement> open = [.. document.GetProperty("events").EnumerateArray()];
    foreach (var e in events)
    {
        var name = e.Type.ToName();
        var gold = open.Where(g => (g.TryGetProperty("accept", out var accept) ? accept.EnumerateArray().Any(a => a.GetString() == name) : g.GetProperty("event").GetString() == name) && Gap(g, e) <= 120).OrderBy(g => Gap(g, e)).Select(g => (JsonElement?)g).FirstOrDefault();
        if (gold is { } g0) open.Remove(g0);
        yield return new Judged(id, e.Confidence, gold is { } right && Countries(right).SetEquals(e.Actors.Select(a => a.Country).OfType<string>()));
    }
}

IEnumerable<Judged> OfVerdicts(IEnumerable<string> lines, JsonElement pages)
{
    var rows = lines.Where(l => l.StartsWith('|')).Select(l => l.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)).Where(c => c is [{ Length: 8 }, _, _, _, "all" or "type" or "no"]).ToLookup(c => c[0]);
    foreach (var page in pages.EnumerateObject().Where(p => rows.Contains(p.Name[..8])))
    {
        var events = coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = page.Value.GetProperty("articleBody").GetString()! }).Events;
        foreach (var row in rows[page.Name[..8]])
        {
            // Events that the coder no longer finds say nothing of its confidence.
            if (events.FirstOrDefault(e => e.Type.ToName() == row[2] && $"{e.Trigger.Start}-{e.Trigger.End}" == row[1]) is { } e) yield return new Judged(page.Name, e.Confidence, row[4] != "no");
        }
    }
}

static int Gap(JsonElement gold, CodedEvent e) => Math.Max(0, Math.Max(gold.GetProperty("start").GetInt32(), e.Trigger.Start) - Math.Min(gold.GetProperty("end").GetInt32(), e.Trigger.End));

static HashSet<string> Countries(JsonElement gold) => [.. gold.GetProperty("actors").EnumerateArray().Select(a => a.GetProperty("country").GetString()).OfType<string>()];

// Pool adjacent violators, then one knot in the middle of each pool of at least fifteen events.
static List<(double Points, double Share)> Fit(List<Judged> judged)
{
    List<(double Points, double Right, int Count)> pools = [];
    foreach (var group in judged.GroupBy(j => Math.Round(j.Points, 2)).OrderBy(g => g.Key))
    {
        pools.Add((group.Key * group.Count(), group.Count(j => j.IsAccepted), group.Count()));
        while (pools.Count > 1 && (pools[^2].Right / pools[^2].Count >= pools[^1].Right / pools[^1].Count || pools[^2].Count < 15 || pools[^1].Count < 15 && group.Key == judged.Max(j => Math.Round(j.Points, 2))))
        {
            var (a, b) = (pools[^2], pools[^1]);
            pools.RemoveRange(pools.Count - 2, 2);
            pools.Add((a.Points + b.Points, a.Right + b.Right, a.Count + b.Count));
        }
    }

    // Two events of no kind, one accepted: no pool is sure of itself.
    var least = 0.0;
    return [.. pools.Select(p => (p.Points / p.Count, least = Math.Max(least, (p.Right + 1) / (p.Count + 2))))];
}

static void Check(List<(double Points, double Share)> knots, List<Judged> others)
{
    ConfidenceMap map = new(knots);
    Console.WriteLine($"held out, {others.Count} events: mean error of its shares {others.GroupBy(j => Math.Round(map.Of(j.Points) * 5)).Sum(g => Math.Abs(g.Average(j => map.Of(j.Points)) - g.Average(j => j.IsAccepted ? 1.0 : 0)) * g.Count()) / others.Count:F3}");
    foreach (var band in others.GroupBy(j => Math.Min(4, (int)(map.Of(j.Points) * 5))).OrderBy(g => g.Key))
        Console.WriteLine($"  confidence {band.Average(j => map.Of(j.Points)):F2}: {band.Count()} events, {band.Average(j => j.IsAccepted ? 1.0 : 0):F2} accepted");
}

internal sealed record Judged(string Document, double Points, bool IsAccepted);
