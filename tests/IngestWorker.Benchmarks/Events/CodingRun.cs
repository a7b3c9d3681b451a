using System.Globalization;
using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Events;
using IngestWorker.Language;

namespace IngestWorker.Benchmarks.Events;

/// <summary>
/// From text to events on one thread, steady state: Language and coding side by side on the same articles, in processor time (collections
/// of garbage included), which a busy machine disturbs less than the clock. The first argument names a file of {"text", "published"} lines; without it the articles are made of the paragraphs below.
/// </summary>
internal static class CodingRun
{
    private const int WordsOfArticle = 700;

    private static readonly string[] s_paragraphs =
    [
        "Government forces shelled the northern town of Kessab on Friday, killing at least 12 people and wounding dozens, local officials said. The attack came two days after the president, speaking in the capital, promised to end the fighting that has displaced more than 200,000 people since 2014.",
        "“We call on both sides to return to the talks,” a spokesman for the United Nations told reporters in Geneva. Rebels denied that they had broken the truce, and accused the army of using the pause to bring up reinforcements.",
        "The foreign minister of Turkey will meet his Greek counterpart next Tuesday to discuss an exchange of prisoners, the ministry said in a statement. Similar talks collapsed in March, when each side walked out over the wording of a joint declaration.",
        "In Lagos, thousands of students marched through the streets to demand lower fees. Police fired tear gas and arrested 43 of them, according to the organisers; a police spokeswoman put the number at 17 and said nobody had been hurt.",
        "The harvest has been good this year, and traders at the market hope that prices will fall before the winter. Many of the stalls were open until late in the evening, and a brass band played in front of the town hall.",
        "Germany and France announced that they would send medical supplies worth 20 million euros. Washington had imposed sanctions on four officials on Monday, a step that Moscow condemned as unlawful and that Beijing called regrettable.",
    ];

    public static int Run(string[] args)
    {
        var file = args is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal) ? first : null;
        var rounds = Array.IndexOf(args, "--rounds") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 5;
        var inputs = file is null ? Own() : [.. File.ReadLines(file).Where(l => l.Length > 0).Select(Input)];
        var words = inputs.Sum(i => i.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        TextAnalyzer analyzer = new();
        EventCoder coder = new();
        var (language, coding) = (double.MaxValue, double.MaxValue);
        var (allocatedByLanguage, allocatedByCoding, events, tokens) = (0L, 0L, 0, 0);
        var analyzed = new AnalyzedText[inputs.Length];
        for (var round = 0; round <= rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < inputs.Length; i++) analyzed[i] = analyzer.Analyze(inputs[i].Text, inputs[i].Published);
            var forLanguage = (Environment.CpuUsage.TotalTime - started).TotalSeconds;
            allocatedByLanguage = GC.GetAllocatedBytesForCurrentThread() - before;

            before = GC.GetAllocatedBytesForCurrentThread();
            started = Environment.CpuUsage.TotalTime;
            events = 0;
            for (var i = 0; i < inputs.Length; i++) events += coder.Code(inputs[i], analyzed[i]).Events.Count;
            var forCoding = (Environment.CpuUsage.TotalTime - started).TotalSeconds;
            allocatedByCoding = GC.GetAllocatedBytesForCurrentThread() - before;
            tokens = analyzed.Sum(a => a.Sentences.Sum(s => s.Tokens.Length));
            // The first round is the compiler's; of the others the best: what else the machine does only ever takes away.
            if (round > 0) (language, coding) = (Math.Min(language, forLanguage), Math.Min(coding, forCoding));
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            articles = inputs.Length,
            words,
            tokens,
            events,
            language_words_per_second = Math.Round(words / language),
            coding_to_language = Math.Round(coding / language, 3),
            articles_of_700_words_per_second = Math.Round(words / (double)WordsOfArticle / (language + coding), 1),
            language_bytes_per_word = allocatedByLanguage / words,
            coding_bytes_per_word = allocatedByCoding / words,
        }));
        return 0;
    }

    // Paragraphs in turn, so that no two articles begin alike.
    private static CodingInput[] Own() => [.. Enumerable.Range(0, 120).Select(a => new CodingInput
    {
        ArticleId = Guid.Empty,
        Published = new DateOnly(2020, 10, 2),
        Text = string.Join('\n', Enumerable.Range(0, 16).Select(p => s_paragraphs[((a * 5) + (p * ((a % 5) + 1))) % s_paragraphs.Length])),
    })];

    private static CodingInput Input(string line)
    {
        using var json = JsonDocument.Parse(line);
        return new CodingInput
        {
            ArticleId = Guid.Empty,
            Text = json.RootElement.GetProperty("text").GetString()!,
            Published = json.RootElement.TryGetProperty("published", out var day) && day.ValueKind == JsonValueKind.String ? DateOnly.Parse(day.GetString()!, CultureInfo.InvariantCulture) : null,
        };
    }
}
