using IngestWorker.Events;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Configuration;

/// <summary>The files that Events:Lexicons names.</summary>
internal static class LexiconFiles
{
    /// <exception cref="IOException">One cannot be read.</exception>
    public static IReadOnlyList<LexiconFile> Read(IEnumerable<string> files) => [.. files.Select(f => new LexiconFile(f, File.ReadAllText(f)))];

    /// <summary>What is wrong with them, with file and line.</summary>
    public static IEnumerable<string> Errors(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            IReadOnlyList<string> errors;
            try
            {
                errors = [.. EventCoder.Check(Read([file])).Select(e => $"Events:Lexicons: {e.File}:{e.Line}: {e.Message}")];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                errors = [$"Events:Lexicons: '{file}' cannot be read: {e.Message}"];
            }

            foreach (var error in errors) yield return error;
        }
    }
}
