using System.Runtime.InteropServices;

namespace IngestWorker.Language.Names;

/// <summary>
/// A text means the same by a name throughout: who was named in full is a person by surname too, and a name that is read
/// one way most of the time is read so everywhere, also where the network overlooked it.
/// </summary>
internal static class NameAgreement
{
    /// <summary>So many readings of a name decide about the others.</summary>
    private const int EnoughReadings = 3;

    /// <param name="text">The text.</param>
    /// <param name="sentences">Its sentences.</param>
    /// <param name="names">Its names in order; they are changed and added to.</param>
    /// <param name="isPlace">Whether a word is the name of a country, capital or region.</param>
    /// <param name="charAt">From code points to positions.</param>
    public static void Apply(string text, IReadOnlyList<Sentence> sentences, List<NameSpan> names, Func<string, bool> isPlace, Func<int, int> charAt)
    {
        if (names.Count < 2) return;
        var kinds = Kinds(sentences, names, isPlace);
        if (kinds.Count == 0) return;
        for (var n = 0; n < names.Count; n++)
        {
            if (kinds.TryGetValue(names[n].Text, out var kind) && kind != names[n].Kind) names[n] = names[n] with { Kind = kind };
        }

        AddOverlooked(text, sentences, names, kinds, charAt);
    }

    private static Dictionary<string, NameKind> Kinds(IReadOnlyList<Sentence> sentences, List<NameSpan> names, Func<string, bool> isPlace)
    {
        var readings = new Dictionary<string, (int Person, int Organization, int Place)>(StringComparer.Ordinal);
        var surnames = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(readings, name.Text, out _);
            if (name.Kind == NameKind.Person) count.Person++;
            else if (name.Kind == NameKind.Organization) count.Organization++;
            else count.Place++;
            if (name.Kind == NameKind.Person && name.LastToken > name.FirstToken) surnames.Add(sentences[name.SentenceIndex].Tokens[name.LastToken].Text);
        }

        var kinds = new Dictionary<string, NameKind>(StringComparer.Ordinal);
        foreach (var (name, count) in readings)
        {
            var all = count.Person + count.Organization + count.Place;
            var (most, kind) = count.Person >= count.Place && count.Person >= count.Organization ? (count.Person, NameKind.Person)
                : count.Place >= count.Organization ? (count.Place, NameKind.Place) : (count.Organization, NameKind.Organization);
            if (all >= EnoughReadings && 3 * most >= 2 * all) kinds[name] = kind;
        }

        // The full name says more than any number of readings without it.
        foreach (var surname in surnames)
        {
            if (surname.Length > 2 && char.IsUpper(surname[0]) && !isPlace(surname)) kinds[surname] = NameKind.Person;
        }

        return kinds;
    }

    private static void AddOverlooked(string text, IReadOnlyList<Sentence> sentences, List<NameSpan> names, Dictionary<string, NameKind> kinds, Func<int, int> charAt)
    {
        var known = names.Count;
        var name = 0;
        for (var s = 0; s < sentences.Count; s++)
        {
            var tokens = sentences[s].Tokens;
            for (var t = 0; t < tokens.Length; t++)
            {
                while (name < known && (names[name].SentenceIndex < s || (names[name].SentenceIndex == s && names[name].LastToken < t))) name++;
                if (tokens[t].Upos != Upos.Propn || !kinds.TryGetValue(tokens[t].Text, out var kind)) continue;
                if (name < known && names[name].SentenceIndex == s && names[name].FirstToken <= t) continue;
                // Part of a longer name that the network did not read ("Harrow School") says nothing.
                if (IsProper(tokens, t - 1) || IsProper(tokens, t + 1)) continue;
                names.Add(new NameSpan
                {
                    Start = tokens[t].Start, End = tokens[t].End, Kind = kind, SentenceIndex = s, FirstToken = t, LastToken = t,
                    Text = text[charAt(tokens[t].Start)..charAt(tokens[t].End)],
                });
            }
        }

        if (names.Count > known) names.Sort((a, b) => a.Start.CompareTo(b.Start));
    }

    private static bool IsProper(System.Collections.Immutable.ImmutableArray<Token> tokens, int t) => (uint)t < (uint)tokens.Length && tokens[t].Upos == Upos.Propn;
}
