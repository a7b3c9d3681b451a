using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;

namespace IngestWorker.Events.Actors;

/// <summary>What nouns say of someone's sector ("defence ministry": GOV, MIL).</summary>
internal sealed class RoleNouns(OwnActors own)
{
    private const int LongestPhrase = 5;

    private readonly FrozenDictionary<string, string[]> _sectors = Build(own);

    /// <summary>The sectors of the longest phrase that ends at a word; none where it is no role.</summary>
    public IReadOnlyList<string> EndingAt(Clause sentence, int last, int first)
    {
        for (var from = Math.Max(first, last - LongestPhrase + 1); from <= last; from++)
        {
            if (_sectors.TryGetValue(Phrase(sentence, from, last), out var sectors)) return sectors;
        }

        return [];
    }

    /// <summary>The sectors of a phrase with "of" that begins at a word ("prisoners of war", "members of parliament"); none where it is no role.</summary>
    public IReadOnlyList<string> StartingAt(Clause sentence, int first)
    {
        if (first + 2 >= sentence.Count || sentence[first + 1].Lower is not "of") return [];
        for (var last = Math.Min(first + LongestPhrase, sentence.Count - 1); last >= first + 2; last--)
        {
            if (_sectors.TryGetValue(Phrase(sentence, first, last), out var sectors)) return sectors;
        }

        return [];
    }

    public bool IsRole(string lower) => _sectors.ContainsKey(Spaced(lower));

    private static string Phrase(Clause sentence, int from, int last)
    {
        if (from == last) return Spaced(sentence[last].Lower);
        DefaultInterpolatedStringHandler phrase = new(0, 0);
        for (var i = from; i <= last; i++)
        {
            if (sentence[i].Lower is "-") continue;
            if (phrase.Text.Length > 0) phrase.AppendLiteral(" ");
            phrase.AppendLiteral(sentence[i].Lower);
        }

        return phrase.ToStringAndClear();
    }

    // "secretary-general" is "secretary general", in one word or in three.
    private static string Spaced(string phrase) => phrase.Contains('-', StringComparison.Ordinal) ? phrase.Replace('-', ' ') : phrase;

    private static FrozenDictionary<string, string[]> Build(OwnActors own)
    {
        Dictionary<string, string[]> all = [];
        foreach (var (sectors, noun) in own.Agents)
        {
            all.TryAdd(Spaced(noun), sectors);
            all.TryAdd(Spaced(Inflection.Plural(noun)), sectors);
        }

        foreach (var row in DataFile.Rows("roles"))
        {
            var sectors = DataFile.List(row[0], ',');
            foreach (var phrase in DataFile.List(row[1]))
            {
                all.TryAdd(Spaced(phrase), sectors);
                all.TryAdd(Spaced(Inflection.Plural(phrase)), sectors);
            }
        }

        return all.ToFrozenDictionary();
    }
}
