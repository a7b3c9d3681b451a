using System.Reflection;
using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Coding;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Ontology;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events;

/// <summary>
/// Codes an article's events in the PLOVER ontology. The lexicon and the tables of actors are loaded once; one instance serves
/// any number of threads.
/// </summary>
public sealed class EventCoder
{
    private readonly TextAnalyzer _analyzer;
    private readonly ArticleReader _reader;

    public EventCoder() : this(new TextAnalyzer())
    {
    }

    /// <param name="analyzer">Shared with whoever else reads texts, so that its model is loaded once.</param>
    public EventCoder(TextAnalyzer analyzer)
    {
        _analyzer = analyzer;
        PloverTables plover = new();
        Lexicon = LoadLexicon(plover);
        _reader = new ArticleReader(Lexicon, plover);
    }

    /// <summary>Name and version of the coder, stored with every event.</summary>
    public static string Name { get; } = "ingestworker/" + (typeof(EventCoder).Assembly.GetName().Version ?? new Version(0, 1)).ToString(2);

    internal LexiconIndex Lexicon { get; }

    /// <summary>Codes a text. Never throws for what the text holds.</summary>
    public CodingResult Code(CodingInput input)
    {
        if (input.Language is { } tag && !tag.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return new CodingResult(Outcome.LanguageNotSupported, []);
        var analyzed = _analyzer.Analyze(input.Text, input.Published);
        return analyzed.Outcome switch
        {
            TextOutcome.NotEnglish => new CodingResult(Outcome.LanguageNotSupported, []),
            TextOutcome.Empty => new CodingResult(Outcome.Ok, []),
            _ => new CodingResult(Outcome.Ok, _reader.Read(input, analyzed)),
        };
    }

    /// <summary>The features that the pair model is trained with.</summary>
    internal IReadOnlyCollection<string> PairFeatures(CodingInput input) => _reader.PairFeatures(input, _analyzer.Analyze(input.Text, input.Published));

    private static LexiconIndex LoadLexicon(PloverTables plover)
    {
        LexiconReader reader = new(plover);
        List<LexiconEntry> entries = [];
        List<LexiconError> errors = [];
        foreach (var file in DataFile.Names("Lexicon/"))
        {
            var (read, wrong) = reader.Read(file, DataFile.Read(file));
            entries.AddRange(read);
            errors.AddRange(wrong);
        }

        if (errors.Count > 0) throw new InvalidOperationException("The embedded lexicon has errors:\n" + string.Join('\n', errors.Select(e => $"{e.File}:{e.Line}: {e.Message}")));
        return new LexiconIndex(entries);
    }
}
