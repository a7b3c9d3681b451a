namespace IngestWorker.Events.Lexicon;

/// <summary>A lexicon of the user's own (infra/docs/lexicon.md), loaded beside the embedded ones.</summary>
/// <param name="Name">By which errors and rules name it.</param>
/// <param name="Text">Its content.</param>
public sealed record LexiconFile(string Name, string Text);

/// <summary>Lexicons that cannot be loaded; nothing of them is.</summary>
public sealed class LexiconException(IReadOnlyList<LexiconError> errors)
    : Exception(string.Join('\n', errors.Select(e => $"{e.File}:{e.Line}: {e.Message}")))
{
    /// <summary>All the errors of all the files.</summary>
    public IReadOnlyList<LexiconError> Errors { get; } = errors;
}
