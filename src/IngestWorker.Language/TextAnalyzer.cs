using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using IngestWorker.Language.Coreference;
using IngestWorker.Language.Counts;
using IngestWorker.Language.Dates;
using IngestWorker.Language.Identification;
using IngestWorker.Language.Lemmas;
using IngestWorker.Language.Names;
using IngestWorker.Language.Network;
using IngestWorker.Language.Places;
using IngestWorker.Language.Segmentation;
using IngestWorker.Language.Trees;

namespace IngestWorker.Language;

/// <summary>Reads English text with the trained model that is part of this assembly. One instance serves any number of threads.</summary>
public sealed class TextAnalyzer
{
    private const string ModelName = "IngestWorker.Language.Model.english.bin";
    private static readonly Feats s_past = new("Mood=Ind|Tense=Past|VerbForm=Fin");
    private readonly CompiledModel _model;
    private readonly Lemmatizer _lemmas;
    private readonly Feats[] _feats;
    private readonly NameRules _nameRules;
    private readonly Func<string, int, string> _lemmaOf;
    private readonly Func<string, bool> _isCountry;
    private readonly Func<string, bool> _isPlace;
    private readonly ConcurrentBag<SentenceReader> _readers = [];

    /// <summary>Loads the model: some hundred milliseconds, some tens of megabytes. Keep the instance.</summary>
    public TextAnalyzer()
        : this(Gazetteer.ReadEmbedded())
    {
    }

    /// <param name="gazetteer">Places by which names are told apart.</param>
    public TextAnalyzer(Gazetteer gazetteer)
    {
        _nameRules = new NameRules(gazetteer);
        _isPlace = name => gazetteer.Find(name).Any(e => e.Kind is PlaceKind.Country or PlaceKind.Capital or PlaceKind.Region);
        _isCountry = name => gazetteer.Find(name).Any(e => e.Kind == PlaceKind.Country);
        using var stream = typeof(TextAnalyzer).Assembly.GetManifestResourceStream(ModelName)
            ?? throw new InvalidOperationException($"The assembly lacks its model {ModelName}.");
        var source = ModelFile.Read(stream);
        _model = new CompiledModel(source);
        _lemmas = new Lemmatizer(source.LemmaExceptions, source.BaseForms);
        _feats = [.. source.Labels.Feats.Select(f => new Feats(f))];
        _lemmaOf = LemmaOf;
    }

    /// <param name="text">Plain text, one block a line ("\n").</param>
    /// <param name="published">The day the text appeared, by which "on Friday" is resolved; without it such dates stay open.</param>
    public AnalyzedText Analyze(string text, DateOnly? published = null)
    {
        var (words, spans) = Lines.Segment(text);
        if (words.Count == 0) return new AnalyzedText { Outcome = TextOutcome.Empty, Sentences = [] };

        var points = CodePoints.Of(text);
        if (!EnglishCheck.IsEnglish(text, words, _model)) return Unread(text, points, words, spans);

        var sentences = ReadSentences(text, points, words, spans, out var names);
        NameAgreement.Apply(text, sentences, names, _isPlace, points.CharAt);
        var counts = new List<PeopleCount>();
        for (var s = 0; s < sentences.Length; s++) CountReader.Read(text, sentences[s], s, points.CharAt, counts);
        var dates = new DateReader(published).Read(text, sentences, names, points.CharAt);
        var references = new ReferenceReader(_isCountry).Read(text, sentences, names, points.CharAt);
        return new AnalyzedText { Outcome = TextOutcome.English, Sentences = sentences, Names = names, Dates = dates, Counts = counts, References = references };
    }

    /// <summary>Tags and trees for words that are given: every column but the words themselves is written anew.</summary>
    public ConlluSentence Parse(ConlluSentence sentence)
    {
        var rows = sentence.Words.ToArray();
        var reader = _readers.TryTake(out var free) ? free : new SentenceReader(_model);
        reader.Read([.. rows.Select(r => r.Form)]);
        var parsed = new Dictionary<string, ConlluRow>(StringComparer.Ordinal);
        for (var w = 0; w < rows.Length; w++)
        {
            var token = Token(reader, w, 0, 0, 0);
            parsed[rows[w].Id] = rows[w] with
            {
                Lemma = token.Lemma,
                Upos = ConlluWriter.Name(token.Upos),
                Xpos = token.Xpos,
                Feats = token.Feats.ToString(),
                Head = (token.Head < 0 ? "0" : rows[token.Head].Id),
                Deprel = token.Deprel,
                Deps = "_",
            };
        }

        _readers.Add(reader);
        // Empty nodes belong to the enhanced tree, which is not written.
        return sentence with { Rows = [.. sentence.Rows.Where(r => !r.Id.Contains('.', StringComparison.Ordinal)).Select(r => parsed.GetValueOrDefault(r.Id, r))] };
    }

    // Words and sentences alone: the model would answer for any language, and be wrong.
    private static AnalyzedText Unread(string text, CodePoints points, List<WordSpan> words, List<SentenceSpan> spans)
    {
        var sentences = new Sentence[spans.Count];
        for (var s = 0; s < spans.Count; s++)
        {
            var tokens = words.GetRange(spans[s].FirstWord, spans[s].EndWord - spans[s].FirstWord)
                .Select(w => new Token(text[w.Start..w.End], points.At(w.Start), points.At(w.End), "", Upos.X, "", Feats.None, -1, "")).ToImmutableArray();
            sentences[s] = new Sentence(tokens[0].Start, tokens[^1].End, spans[s].Line, tokens);
        }

        return new AnalyzedText { Outcome = TextOutcome.NotEnglish, Sentences = sentences };
    }

    // Sentences are read several at a time: the network's matrices are worth fetching for a few hundred words.
    private Sentence[] ReadSentences(string text, CodePoints points, List<WordSpan> words, List<SentenceSpan> spans, out List<NameSpan> names)
    {
        var reader = _readers.TryTake(out var free) ? free : new SentenceReader(_model);
        var sentences = new Sentence[spans.Count];
        names = [];
        for (var first = 0; first < spans.Count;)
        {
            reader.Clear();
            var end = first;
            while (end < spans.Count && reader.Words < SentenceReader.GoodBatch) Add(reader, text, words, spans[end++]);
            reader.Read();
            for (var (s, word) = (first, 0); s < end; s++)
            {
                sentences[s] = Build(reader, points, words, spans[s], s - first, word);
                var firstName = names.Count;
                AddNames(reader.NameTags.AsSpan(word, sentences[s].Tokens.Length), sentences[s], s, text, words, spans[s], names);
                _nameRules.Apply(sentences[s], s, text, points.CharAt, names, firstName);
                word += sentences[s].Tokens.Length;
            }

            first = end;
        }

        _readers.Add(reader);
        return sentences;
    }

    private static void Add(SentenceReader reader, string text, List<WordSpan> words, SentenceSpan span)
    {
        reader.BeginSentence(span.EndWord - span.FirstWord);
        for (var w = span.FirstWord; w < span.EndWord; w++) reader.Add(text.AsSpan(words[w].Start, words[w].Length));
    }

    private Sentence Build(SentenceReader reader, CodePoints points, List<WordSpan> words, SentenceSpan span, int sentence, int firstWord)
    {
        var tokens = new Token[span.EndWord - span.FirstWord];
        for (var i = 0; i < tokens.Length; i++)
        {
            var word = words[span.FirstWord + i];
            tokens[i] = Token(reader, firstWord + i, sentence, points.At(word.Start), points.At(word.End));
        }

        return new Sentence(tokens[0].Start, tokens[^1].End, span.Line, ImmutableCollectionsMarshal.AsImmutableArray(tokens));
    }

    private Token Token(SentenceReader reader, int word, int sentence, int start, int end)
    {
        var labels = _model.Source.Labels;
        var (upos, xpos, feats) = labels.Analyses[reader.Analyses[word]];
        var (lemma, tag, features) = (reader.Lemma(word, sentence, _lemmaOf), labels.Xpos[xpos], _feats[feats]);
        if (upos == (int)Upos.Verb && tag is "VBP" or "VB" or "VBD" && PastForms.VerbOf(reader.Forms[word]) is { } verb)
            (lemma, tag, features) = (verb, "VBD", tag is "VBD" ? features : s_past);
        else if (tag is "VBD" or "VBN" && PastForms.IsUnchanging(reader.Forms[word]))
            lemma = reader.Forms[word];
        return new Token(reader.Forms[word], start, end, lemma, (Upos)upos, tag, features, reader.Heads[word], labels.Deprels[reader.Deprels[word]]);
    }

    private string LemmaOf(string form, int analysis)
    {
        var (upos, xpos, _) = _model.Source.Labels.Analyses[analysis];
        return _lemmas.Lemma(form, (Upos)upos, _model.Source.Labels.Xpos[xpos]);
    }

    private static void AddNames(ReadOnlySpan<int> tags, Sentence sentence, int index, string text, List<WordSpan> words, SentenceSpan span, List<NameSpan> names)
    {
        for (var w = 0; w < tags.Length; w++)
        {
            var tag = tags[w];
            if (tag % 2 == 0) continue;
            var last = w;
            while (last + 1 < tags.Length && tags[last + 1] == tag + 1) last++;
            names.Add(new NameSpan
            {
                Start = sentence.Tokens[w].Start,
                End = sentence.Tokens[last].End,
                Kind = (NameKind)(tag / 2),
                SentenceIndex = index,
                FirstToken = w,
                LastToken = last,
                Text = text[words[span.FirstWord + w].Start..words[span.FirstWord + last].End],
            });
            w = last;
        }
    }
}
