using System.Collections.Frozen;
using System.Globalization;
using IngestWorker.Contracts;
using IngestWorker.Events.Words;

namespace IngestWorker.Events.Ontology;

/// <summary>What the PLOVER and CAMEO tables say of a type and its modes.</summary>
internal sealed class PloverTables
{
    private readonly FrozenDictionary<PloverType, (int Quad, double Score, FrozenDictionary<string, double> Modes)> _types = DataFile.Rows("ontology").ToFrozenDictionary(
        r => EnumNames.Parse<PloverType>(r[0]),
        r => (int.Parse(r[1], CultureInfo.InvariantCulture), double.Parse(r[2], CultureInfo.InvariantCulture), Modes(r[3])));

    private readonly (PloverType Type, string Mode, string Context, string Code)[] _cameo =
        [.. DataFile.Rows("cameo").Select(r => (EnumNames.Parse<PloverType>(r[0]), r[1], r[2], r[3]))];

    private readonly (string Context, FrozenSet<string> Lemmas)[] _contexts =
        [.. DataFile.Rows("contexts").Select(r => (r[0], DataFile.List(r[1], ',').ToFrozenSet(StringComparer.Ordinal)))];

    public bool IsMode(PloverType type, string mode) => _types[type].Modes.ContainsKey(mode);

    public int Quad(PloverType type) => _types[type].Quad;

    /// <summary>The score furthest from neutral among the modes; the type's own where there is none.</summary>
    public double Score(PloverType type, IReadOnlyList<string> modes)
    {
        var (_, score, byMode) = _types[type];
        return modes.Count == 0 ? score : modes.Where(byMode.ContainsKey).Select(m => byMode[m]).DefaultIfEmpty(score).MaxBy(Math.Abs);
    }

    public string? Cameo(PloverType type, IReadOnlyList<string> modes, IReadOnlyList<string> contexts)
    {
        foreach (var (t, mode, context, code) in _cameo)
        {
            if (t == type && (mode == "-" || modes.Contains(mode)) && (context == "-" || contexts.Contains(context))) return code;
        }

        return null;
    }

    /// <summary>The contexts that the words of a sentence state.</summary>
    public List<string> Contexts(Clause sentence)
    {
        List<string> found = [];
        foreach (var (context, lemmas) in _contexts)
        {
            foreach (var word in sentence.Words)
            {
                if (!lemmas.Contains(word.Lemma) && !lemmas.Contains(word.Lower)) continue;
                found.Add(context);
                break;
            }
        }

        return found;
    }

    private static FrozenDictionary<string, double> Modes(string field) => DataFile.List(field, ',').Select(m => m.Split(' '))
        .ToFrozenDictionary(m => m[0], m => double.Parse(m[1], CultureInfo.InvariantCulture));
}
