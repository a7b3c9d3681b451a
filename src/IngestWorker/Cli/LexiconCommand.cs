using System.CommandLine;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Cli;

/// <summary>`ingest lexicon import`: dictionaries of other coders in, a lexicon of one's own out.</summary>
internal static class LexiconCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "PETRARCH dictionaries.", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
        var kind = new Option<string>("--kind") { Description = "actors, agents or verbs: what the files hold.", HelpName = "KIND", Required = true };
        kind.AcceptOnlyFromAmong("actors", "agents", "verbs");
        var import = new Command("import", "Turn PETRARCH dictionaries into a lexicon for Events:Lexicons or --lexicon, on standard output.") { files, kind };
        import.SetAction(async (parsed, cancellationToken) =>
        {
            var exit = CommandLine.Done;
            foreach (var file in parsed.GetValue(files)!)
            {
                PetrarchImport.Result result;
                try
                {
                    result = PetrarchImport.Read(parsed.GetValue(kind)!, file, await File.ReadAllTextAsync(file, cancellationToken));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    await Console.Error.WriteLineAsync($"{file}: {e.Message}");
                    exit = CommandLine.Failed;
                    continue;
                }

                await Console.Out.WriteAsync(result.Lexicon.AsMemory(), cancellationToken);
                foreach (var skipped in result.Skipped) await Console.Error.WriteLineAsync($"{skipped.File}:{skipped.Line}: {skipped.Message}");
                await Console.Error.WriteLineAsync($"{file}: {result.Taken} taken, {result.Skipped.Count} left out");
            }

            return exit;
        });
        return new Command("lexicon", "Lexicons of one's own.") { import };
    }
}
