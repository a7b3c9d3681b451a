using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IngestWorker.Language;
using IngestWorker.Language.Trees;

namespace IngestWorker.Cli;

/// <summary>`ingest text`: English text in; words, trees, dates or names out.</summary>
internal static class TextCommand
{
    private static readonly Lazy<TextAnalyzer> s_analyzer = new(() => new TextAnalyzer());

    public static Command Create() => new("text", "Language, one step of the way. Reads standard input.")
    {
        CreateParse(),
        CreateLines("dates", "Time expressions with the first and last day they mean: {\"id\", \"published\", \"text\"} a line.", Dates),
        CreateLines("names", "People, organizations and places: {\"id\", \"text\"} a line.", Names),
    };

    private static Command CreateParse()
    {
        var raw = new Option<bool>("--raw") { Description = "Read plain text, one paragraph a line, instead of CoNLL-U." };
        var command = new Command("parse", "Tags and dependency trees as CoNLL-U. CoNLL-U in: its words are kept, everything else is predicted.") { raw };
        command.SetAction((parsed, cancellationToken) =>
        {
            using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
            if (parsed.GetValue(raw)) ParseText(input, output, cancellationToken);
            else
                foreach (var sentence in ConlluReader.Read(input))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    ConlluWriter.Write(output, s_analyzer.Value.Parse(sentence));
                }
            return Task.FromResult(CommandLine.Done);
        });
        return command;
    }

    // A sentence never crosses a line, so lines can be read one by one, however long the input.
    private static void ParseText(StreamReader input, StreamWriter output, CancellationToken cancellationToken)
    {
        while (input.ReadLine() is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.Length > 0) ConlluWriter.Write(output, line, s_analyzer.Value.Analyze(line));
        }
    }

    private static Command CreateLines(string name, string description, Action<JsonElement, Utf8JsonWriter> answer)
    {
        var jsonl = Filter.JsonLinesOption();
        jsonl.Required = true;
        var threads = Filter.Threads();
        var command = new Command(name, description) { jsonl, threads };
        command.SetAction((parsed, cancellationToken) => Filter.RunLinesAsync(parsed.GetValue(threads), answer, cancellationToken));
        return command;
    }

    private static void Dates(JsonElement line, Utf8JsonWriter writer)
    {
        var analyzed = s_analyzer.Value.Analyze(line.RequiredText("text"), line.OptionalDay("published"));
        writer.WriteStartArray("dates");
        foreach (var date in analyzed.Dates)
        {
            WriteSpan(writer, date.Start, date.End, date.Text);
            writer.WriteString("from", Day(date.First));
            writer.WriteString("to", Day(date.Last));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Names(JsonElement line, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("names");
        foreach (var name in s_analyzer.Value.Analyze(line.RequiredText("text")).Names)
        {
            WriteSpan(writer, name.Start, name.End, name.Text);
            writer.WriteString("kind", name.Kind.ToString().ToLowerInvariant());
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteSpan(Utf8JsonWriter writer, int start, int end, string text)
    {
        writer.WriteStartObject();
        writer.WriteNumber("start", start);
        writer.WriteNumber("end", end);
        writer.WriteString("text", text);
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
