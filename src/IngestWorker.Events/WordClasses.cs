using System.Collections.Frozen;

namespace IngestWorker.Events;

/// <summary>Named classes of lemmas (Data/classes.txt), which the conditions of lexicon entries refer to.</summary>
internal sealed class WordClasses
{
    private readonly FrozenDictionary<string, FrozenSet<string>> _classes = DataFile.Rows("classes")
        .ToFrozenDictionary(r => r[0], r => DataFile.List(r[1], ',').ToFrozenSet(StringComparer.Ordinal));

    public bool Is(string lemma, string wordClass) => _classes[wordClass].Contains(lemma);

    public FrozenSet<string> this[string wordClass] => _classes[wordClass];

    public bool Exists(string wordClass) => _classes.ContainsKey(wordClass);
}
