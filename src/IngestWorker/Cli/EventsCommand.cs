using System.CommandLine;
using System.Text;
using System.Text.Json;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Cli;

/// <summary>`ingest events code`: an article's text in, its events out.</summary>
internal static class EventsCommand
{
    public static Command Create()
    {
        var files = Filter.Files();
        var jsonl = Filter.JsonLinesOption();
        var threads = Filter.Threads();
        var published = new Option<string?>("--published") { Description = "Day of publication (yyyy-MM-dd), which 'on Friday' is resolved against.", HelpName = "DATE" };
        published.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && JsonLines.ParseDay(result.Tokens[0].Value) is null) result.AddError($"--published: '{result.Tokens[0].Value}' is not allowed; it takes a date such as 2020-10-02.");
        });
        var lexicons = Lexicons();
        var code = new Command("code", "Code the events of text files: one paragraph a line, UTF-8.") { files, published, jsonl, threads, lexicons };
        code.SetAction((parsed, cancellationToken) =>
        {
            var coder = Coder(parsed.GetValue(lexicons)!);
            return parsed.GetValue(jsonl)
            ? Filter.RunLinesAsync(parsed.GetValue(threads), (line, writer) => AnswerLine(coder, line, writer), cancellationToken)
            : Filter.RunFilesAsync(parsed.GetValue(files)!, (file, writer) =>
                Answer(coder, Input(Encoding.UTF8.GetString(JsonLines.ReadFile(file)), JsonLines.ParseDay(parsed.GetValue(published)), null), writer));
        });
        return new Command("events", "Events, one step of the way.") { code, Explain() };
    }

    private static Option<string[]> Lexicons() => new("--lexicon")
    {
        Description = "A lexicon of one's own beside the embedded ones (infra/docs/lexicon.md); may be given several times.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    private static EventCoder Coder(string[] files)
    {
        string[] errors = [.. LexiconFiles.Errors(files)];
        return errors.Length > 0 ? throw new UsageException(string.Join('\n', errors)) : new EventCoder(LexiconFiles.Read(files));
    }

    private static Command Explain()
    {
        var lexicons = Lexicons();
        var sentence = new Argument<string>("sentence") { Description = "The words to explain: a sentence, or several." };
        var explain = new Command("explain", "Show the tree of a sentence, what the lexicon finds in it, and why a find is no event.") { sentence, lexicons };
        explain.SetAction(async (parsed, cancellationToken) =>
        {
            var explanation = Coder(parsed.GetValue(lexicons)!).Explain(Input(parsed.GetValue(sentence)!, null, null));
            await Console.Out.WriteAsync(EventsExplanation.Write(explanation).AsMemory(), cancellationToken);
            return explanation.Outcome == Outcome.Ok ? CommandLine.Done : CommandLine.Failed;
        });
        return explain;
    }

    private static void AnswerLine(EventCoder coder, JsonElement line, Utf8JsonWriter writer)
    {
        var text = line.RequiredText("text");
        var published = line.OptionalDay("published");
        var (actor, recipient) = (Span(line, "actor"), Span(line, "recipient"));
        // One of the two may be missing: an empty phrase, which no actor overlaps.
        PhrasePair? pair = actor is null && recipient is null
            ? null
            : new PhrasePair(actor?.Start ?? 0, actor?.End ?? 0, recipient?.Start ?? 0, recipient?.End ?? 0);
        Answer(coder, Input(text, published, pair), writer);
    }

    private static CodingInput Input(string text, DateOnly? published, PhrasePair? pair) => new()
    {
        // Outside the pipeline an article is known by its text alone.
        ArticleId = DeterministicId.ForArticle(Guid.Empty, text),
        Text = text,
        Published = published,
        Pair = pair,
    };

    private static void Answer(EventCoder coder, CodingInput input, Utf8JsonWriter writer)
    {
        var result = coder.Code(input);
        if (result.Outcome != Outcome.Ok) writer.WriteString("outcome", result.Outcome.ToName());
        writer.WriteStartArray("events");
        foreach (var coded in result.Events) EventJson.Write(writer, coded);
        writer.WriteEndArray();
    }

    private static (int Start, int End)? Span(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2 && value[0].TryGetInt32(out var start) && value[1].TryGetInt32(out var end) && 0 <= start && start < end
            ? (start, end)
            : throw new LineException($"\"{name}\" must be [start, end], in code points.");
    }
}
