using System.Collections.Concurrent;

namespace IngestWorker.Language.Lemmas;

/// <summary>The dictionary form of a word: exceptions of the training data first, then rules.</summary>
internal sealed class Lemmatizer
{
    /// <summary>Room for what a long-running process meets again and again; beyond it lemmas are worked out each time.</summary>
    private const int MaxRemembered = 50_000;

    private readonly Dictionary<(string Form, Upos Upos, string Xpos), string> _exceptions = [];
    private readonly HashSet<string> _known;
    private readonly ConcurrentDictionary<(string, Upos, string), string> _remembered = new();

    // Asked of the dictionary itself, its size takes all its locks.
    private int _rememberedCount;

    /// <param name="exceptions">Lines "form, part of speech as a number, tag, lemma", separated by tabs.</param>
    /// <param name="known">Base forms.</param>
    public Lemmatizer(IEnumerable<string> exceptions, IEnumerable<string> known)
    {
        _known = new HashSet<string>(known, StringComparer.Ordinal);
        foreach (var line in exceptions)
        {
            var c = line.Split('\t');
            if (c.Length == 4) _exceptions[(c[0], (Upos)byte.Parse(c[1], System.Globalization.CultureInfo.InvariantCulture), c[2])] = c[3];
        }
    }

    public string Lemma(string form, Upos upos, string xpos)
    {
        var key = (form, upos, xpos);
        if (_remembered.TryGetValue(key, out var lemma)) return lemma;
        if (!_exceptions.TryGetValue(upos == Upos.Propn ? key : (form.ToLowerInvariant().Replace('’', '\''), upos, xpos), out lemma))
            lemma = LemmaRules.Guess(form, upos, xpos, _known.Contains);
        if (Volatile.Read(ref _rememberedCount) < MaxRemembered && _remembered.TryAdd(key, lemma)) Interlocked.Increment(ref _rememberedCount);
        return lemma;
    }
}
