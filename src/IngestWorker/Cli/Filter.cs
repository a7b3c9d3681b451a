using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace IngestWorker.Cli;

/// <summary>A pure room as a filter: `FILE...` for people, `--jsonl` for pipes.</summary>
internal static class Filter
{
    public static Argument<string[]> Files() => new("files")
    {
        Description = "Files to read.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<bool> JsonLinesOption() => new("--jsonl") { Description = "Read one JSON object a line from standard input, answer one line each." };

    public static Option<int> Threads()
    {
        var option = new Option<int>("--threads")
        {
            Description = "Lines worked on at a time.",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var n) && n is < 1 or > 1024)
                result.AddError($"--threads: '{n}' is not allowed; it takes 1 to 1024.");
        });
        return option;
    }

    /// <summary>Standard input as JSON lines.</summary>
    public static async Task<int> RunLinesAsync(int threads, Action<JsonElement, Utf8JsonWriter> answer, CancellationToken cancellationToken)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        await using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        var errors = await JsonLines.RunAsync(input, output, threads, answer, cancellationToken);
        if (errors > 0) await Console.Error.WriteLineAsync($"{errors} lines were answered with an error.");
        return errors == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    /// <summary>Files one after the other, each answered by one indented JSON object on standard output.</summary>
    public static async Task<int> RunFilesAsync(IReadOnlyList<string> files, Action<string, Utf8JsonWriter> answer)
    {
        if (files.Count == 0) throw new UsageException("Name at least one FILE, or use --jsonl.");
        var exit = CommandLine.Done;
        await using var output = Console.OpenStandardOutput();
        foreach (var file in files)
        {
            try
            {
                var buffer = new MemoryStream();
                await using (var writer = new Utf8JsonWriter(buffer, JsonLines.Indented))
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", file);
                    answer(file, writer);
                    writer.WriteEndObject();
                }
                buffer.WriteByte((byte)'\n');
                await output.WriteAsync(buffer.ToArray());
            }
            catch (LineException e)
            {
                await Console.Error.WriteLineAsync(e.Message);
                exit = CommandLine.Failed;
            }
        }
        return exit;
    }
}
