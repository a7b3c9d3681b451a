using IngestWorker.Language.Lemmas;
using IngestWorker.Language.Trees;

namespace IngestWorker.Language.Training;

/// <summary>The lemmas of the training data that no rule gives, and the base forms by which the rules decide.</summary>
internal static class LemmaData
{
    public static (string[] Exceptions, string[] BaseForms) Collect(IReadOnlyList<ConlluSentence> trees)
    {
        var rows = trees.SelectMany(s => s.Words).Where(r => TreebankData.UposOf(r.Upos) >= 0 && r.Lemma != "_").ToList();
        var known = rows.Where(r => r.Upos is "VERB" or "NOUN" or "ADJ" or "ADV").GroupBy(r => r.Lemma.ToLowerInvariant())
            .Where(g => g.Count() >= 2 && g.Key.All(c => c is >= 'a' and <= 'z' or '-')).Select(g => g.Key).Order(StringComparer.Ordinal).ToArray();
        var set = known.ToHashSet(StringComparer.Ordinal);

        var exceptions = new List<string>();
        foreach (var group in rows.GroupBy(r => (Form: r.Upos == "PROPN" ? r.Form : r.Form.ToLowerInvariant().Replace('’', '\''), r.Upos, r.Xpos)))
        {
            var best = group.GroupBy(r => r.Lemma).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First();
            var upos = (Upos)TreebankData.UposOf(group.Key.Upos);
            var guess = LemmaRules.Guess(group.Key.Form, upos, group.Key.Xpos, set.Contains);
            if (string.Equals(guess, best.Key, StringComparison.OrdinalIgnoreCase) || group.Key.Form.AsSpan().ContainsAny('\t', '\n')) continue;
            // A slip seen once in a numeral or symbol is no rule of the language.
            if (best.Count() < 2 && upos is Upos.X or Upos.Sym or Upos.Punct or Upos.Num) continue;
            exceptions.Add(string.Join('\t', group.Key.Form, ((int)upos).ToString(System.Globalization.CultureInfo.InvariantCulture), group.Key.Xpos, best.Key));
        }

        return ([.. exceptions.Order(StringComparer.Ordinal)], known);
    }
}
