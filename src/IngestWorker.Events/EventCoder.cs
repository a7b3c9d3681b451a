using System.Reflection;
using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Coding;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Ontology;
using IngestWorker.Events.Words;
using IngestWorker.Language;
using IngestWorker.Language.Places;

namespace IngestWorker.Events;

/// <summary>
/// Codes an article's events in the PLOVER ontology. The lexicon and the tables of actors are loaded once; one instance serves
/// any number of threads.
/// </summary>
public sealed class EventCoder
{
    private readonly TextAnalyzer _analyzer;
    private readonly ArticleReader _reader;

    /// <summary>The embedded model, gazetteer and lexicon.</summary>
    public EventCoder() : this([])
    {
    }

    /// <param name="lexicons">The user's own, beside the embedded ones; where both know a word, theirs goes first.</param>
    /// <exception cref="LexiconException">Errors in the user's lexicons, all of them.</exception>
    public EventCoder(IReadOnlyList<LexiconFile> lexicons) : this(lexicons, ConfidenceMap.Embedded())
    {
    }

    /// <param name="lexicons">The user's own.</param>
    /// <param name="confidence">How points become confidence; <see cref="ConfidenceMap.None"/> to see the points.</param>
    internal EventCoder(IReadOnlyList<LexiconFile> lexicons, ConfidenceMap confidence)
    {
        var places = Language.Places.Gazetteer.ReadEmbedded();
        _analyzer = new TextAnalyzer(places);
        PloverTables plover = new();
        (Lexicon, var own) = LoadLexicon(plover, lexicons);
        _reader = new ArticleReader(Lexicon, plover, new PlaceResolver(places), own, confidence);
    }

    /// <summary>Name and version of the coder, stored with every event.</summary>
    public static string Name { get; } = "ingestworker/" + (typeof(EventCoder).Assembly.GetName().Version ?? new Version(0, 1)).ToString(2);

    internal LexiconIndex Lexicon { get; }

    /// <summary>Codes a text. Never throws for what the text holds.</summary>
    public CodingResult Code(CodingInput input)
    {
        if (input.Language is { } tag && !tag.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return new CodingResult(Outcome.LanguageNotSupported, []);
        return Code(input, _analyzer.Analyze(input.Text, input.Published));
    }

    /// <summary>The coding alone, of a text that was analyzed.</summary>
    internal CodingResult Code(CodingInput input, AnalyzedText analyzed) => analyzed.Outcome switch
    {
        TextOutcome.NotEnglish => new CodingResult(Outcome.LanguageNotSupported, []),
        TextOutcome.Empty => new CodingResult(Outcome.Ok, []),
        _ => new CodingResult(Outcome.Ok, _reader.Read(input, analyzed)),
    };

    /// <summary>How a text's events came about: trees, matches, rejected matches and why.</summary>
    public Explanation Explain(CodingInput input)
    {
        var analyzed = _analyzer.Analyze(input.Text, input.Published);
        if (analyzed.Outcome != TextOutcome.English) return new Explanation(analyzed.Outcome is TextOutcome.Empty ? Outcome.Ok : Outcome.LanguageNotSupported, [], []);
        CodingTrace trace = new();
        var events = _reader.Read(input, analyzed, trace);
        return new Explanation(Outcome.Ok, [.. trace.Scenes.Select(s => Explained(s, trace))], events);
    }

    /// <summary>The features that the pair model is trained with.</summary>
    internal IReadOnlyCollection<string> PairFeatures(CodingInput input) => _reader.PairFeatures(input, _analyzer.Analyze(input.Text, input.Published));

    private static ExplainedSentence Explained(SentenceScene scene, CodingTrace trace)
    {
        var clause = scene.Clause;
        string Words(int first, int last) => scene.Text.Slice(clause[first].Start, clause[last].End);
        return new ExplainedSentence(
            [.. clause.Words.Select(w => new ExplainedWord(w.Index + 1, w.Text, w.Lemma, w.Pos.ToString(), w.Head + 1, w.SubRel.Length == 0 ? w.Rel : w.Rel + ":" + w.SubRel))],
            [.. scene.Hits.Select(h => $"{Words(h.First, h.Last)} = {h.Entity.Kind} {h.Entity.Country} {string.Join(',', h.Entity.Sectors)}".TrimEnd())],
            [.. trace.Steps.Where(s => s.Scene == scene).Select(s => new ExplainedMatch(Words(s.Match.First, s.Match.Last), s.Match.Entry.Type, s.Match.Entry.Source, s.Reason))]);
    }

    /// <summary>All that is wrong with lexicons of one's own; empty where they can be loaded.</summary>
    public static IReadOnlyList<LexiconError> Check(IReadOnlyList<LexiconFile> lexicons)
    {
        LexiconReader reader = new(new PloverTables());
        return [.. lexicons.SelectMany(l => reader.ReadContent(l.Name, l.Text).Errors)];
    }

    private static (LexiconIndex Index, OwnActors Own) LoadLexicon(PloverTables plover, IReadOnlyList<LexiconFile> own)
    {
        LexiconReader reader = new(plover);
        // The user's come first: of two patterns of one length the earlier wins.
        var contents = own.Concat(DataFile.Names("Lexicon/").Select(n => new LexiconFile(n, DataFile.Read(n)))).Select(f => reader.ReadContent(f.Name, f.Text)).ToList();
        LexiconError[] errors = [.. contents.SelectMany(c => c.Errors)];
        if (errors.Length > 0) throw new LexiconException(errors);
        return (new LexiconIndex(contents.SelectMany(c => c.Entries)), new OwnActors([.. contents.SelectMany(c => c.Own.Actors)], [.. contents.SelectMany(c => c.Own.Agents)]));
    }
}
