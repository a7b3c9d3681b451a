using System.Collections.Frozen;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Lexicon;

/// <summary>A place in a sentence where an entry's words stand.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="First">First word of the trigger.</param>
/// <param name="Last">Last word of the trigger.</param>
/// <param name="Head">The word of the tree that carries the event's arguments.</param>
/// <param name="Length">Words of the trigger's pattern: the longer, the more exact.</param>
internal readonly record struct Match(LexiconEntry Entry, int First, int Last, int Head, int Length, bool HasGap = false);

/// <summary>All entries by their first word.</summary>
internal sealed class LexiconIndex
{
    private const int LongestGap = 8;
    private const int LongestSkip = 5;
    private static readonly FrozenSet<string> Skipped = FrozenSet.ToFrozenSet(["a", "an", "the", "his", "her", "its", "their", "our", "my"]);

    private static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(["back", "up", "off", "down", "out", "away"]);

    private readonly FrozenDictionary<string, Pattern[]> _byFirst;

    // Numbers of the patterns' telling words, by how they may be written.
    private readonly FrozenDictionary<string, int[]> _ends;
    private readonly int _endCount;

    public LexiconIndex(IEnumerable<LexiconEntry> entries)
    {
        Entries = [.. entries];
        Dictionary<string, int> ends = new(StringComparer.Ordinal);
        int End(string word)
        {
            if (!ends.TryGetValue(word, out var number)) ends.Add(word, number = ends.Count);
            return number;
        }

        _byFirst = Entries.SelectMany(e => e.Triggers.Select(t => t.Where((w, i) => i == 0 || !Skipped.Contains(w)).ToArray()).SelectMany(Spellings).Select(w => new Pattern(e, w, Telling(w) is { } word ? End(word) : -1)))
            .GroupBy(p => Key(p.Words[0])).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        _endCount = ends.Count;
        _ends = ends.SelectMany(e => new[] { e.Key, Key(e.Key) }.Distinct().Select(form => (Form: form, Number: e.Value))).GroupBy(e => e.Form, e => e.Number).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        VerbForms = FormsOf(Entries);
    }

    public IReadOnlyList<LexiconEntry> Entries { get; }

    /// <summary>The lexicon's verbs by their inflected forms, where a lemma must be mended ("retaken").</summary>
    public FrozenDictionary<string, string> VerbForms { get; }

    /// <summary>The entries that match at a word, the longest patterns first.</summary>
    public List<Match> At(Clause sentence, int index)
    {
        List<Match> found = [];
        var word = sentence[index];
        var ends = sentence.PatternEnds ??= EndsOf(sentence);
        Collect(word.Lemma);
        if (word.Lower != word.Lemma) Collect(word.Lower);
        // Stable: of two patterns of one length the one without a gap wins, then the one that was loaded first.
        return found.Count < 2 ? found : [.. found.OrderByDescending(m => m.Length).ThenBy(m => m.HasGap)];

        void Collect(string key)
        {
            if (!_byFirst.TryGetValue(Key(key), out var candidates)) return;
            foreach (var (entry, words, end) in candidates)
            {
                // Most patterns of a common verb fail on their telling word already.
                if (end >= 0 && (ends[end >> 6] & (1UL << (end & 63))) == 0) continue;
                if (TryMatch(sentence, index, entry, words) is { } match && !found.Contains(match)) found.Add(match);
            }
        }
    }

    private ulong[] EndsOf(Clause sentence)
    {
        var ends = new ulong[(_endCount >> 6) + 1];
        foreach (var word in sentence.Words)
        {
            Mark(word.Lower);
            if (word.Lemma != word.Lower) Mark(word.Lemma);
            if (Inflection.Singular(word.Lower) is var singular && singular != word.Lower) Mark(singular);
        }

        return ends;

        void Mark(string form)
        {
            if (!_ends.TryGetValue(form, out var numbers)) return;
            foreach (var number in numbers) ends[number >> 6] |= 1UL << (number & 63);
        }
    }

    /// <param name="Entry">The entry.</param>
    /// <param name="Words">Its words, without articles.</param>
    /// <param name="End">Number of the telling one of several words; -1 for a single one.</param>
    private sealed record Pattern(LexiconEntry Entry, string[] Words, int End);

    // The longest word behind the first is seldom in a sentence without its pattern, as "to" and "on" are.
    private static string? Telling(string[] words) => words.Skip(1).Where(w => w is not ("..." or "-")).MaxBy(w => w.Length);

    // Language takes some words apart at their hyphens ("sit - in"), others not.
    private static IEnumerable<string[]> Spellings(string[] words)
    {
        yield return words;
        if (words.Any(IsHyphenated)) yield return [.. words.SelectMany(w => IsHyphenated(w) ? w.Split('-').SelectMany((part, i) => i == 0 ? new[] { part } : ["-", part]) : [w])];
    }

    private static bool IsHyphenated(string word) => word.IndexOf('-', StringComparison.Ordinal) is > 0 and var at && at < word.Length - 1;

    private static FrozenDictionary<string, string> FormsOf(IReadOnlyList<LexiconEntry> entries)
    {
        Dictionary<string, string> forms = [];
        foreach (var verb in entries.Where(e => e.Kind == TriggerKind.Verb).SelectMany(e => e.Triggers).Select(t => t[0]).Distinct())
        {
            foreach (var form in new[] { Inflection.Past(verb), Inflection.Participle(verb), Inflection.ThirdPerson(verb), Inflection.Gerund(verb) }) forms.TryAdd(form, verb);
        }

        return forms.ToFrozenDictionary();
    }

    private static string Key(string word) => Inflection.Singular(word);

    private static bool Same(Word word, string pattern) =>
        word.Lower == pattern || word.Lemma == pattern || (word.Lower.Length > 3 && Key(word.Lower) == Key(pattern));

    private static Match? TryMatch(Clause sentence, int index, LexiconEntry entry, string[] words)
    {
        var first = sentence[index];
        if (!Same(first, words[0])) return null;
        var isVerb = entry.Kind == TriggerKind.Verb;
        // "were pepper - sprayed": the verb is behind the hyphen.
        var isParted = words.Length > 2 && words[1] == "-";
        if (isVerb && isParted) return TryHyphenated(sentence, index, entry, words);
        if (isVerb && first.Pos is not (Upos.Verb or Upos.Aux or Upos.Adj)) return null;
        if (isVerb && first.Pos is Upos.Adj && !first.IsPast) return null;
        if (isVerb && words.Length == 1 && first.Rel == "amod") return null;
        // "the occupied Karabakh", whatever the tree calls it.
        if (isVerb && words.Length == 1 && first.IsPast && index > 0 && index + 1 < sentence.Count && sentence[index - 1].Pos is Upos.Det && sentence[index + 1].Pos is Upos.Noun or Upos.Propn or Upos.Adj) return null;
        var (at, head, parted) = (index, index, false);
        for (var w = 1; w < words.Length; w++)
        {
            if (words[w] == "...")
            {
                at = EndOfGap(sentence, at, words[++w]);
                if (at < 0) return null;
                continue;
            }

            var next = Next(sentence, at, words[w], isVerb ? LongestSkip : 0);
            if (next < 0 && isVerb && w == words.Length - 1) (next, parted) = (Particle(sentence, index, at, words[w]), true);
            at = next;
            if (at < 0) return null;
            if (!isVerb && !words.AsSpan(0, w).ContainsAny(["of", "with"])) head = words[w] is "of" or "with" or "-" ? head : at;
        }

        // "a sit - in": the noun is before the hyphen.
        if (!isVerb && isParted && head == at && sentence[at].Pos is Upos.Adp or Upos.Adv or Upos.Part) head = index;

        if (isVerb) head = Top(sentence, index, at);
        if (!isVerb && sentence[head].Rel is "compound" or "amod") return null;
        if (!isVerb && sentence[head].Pos is not (Upos.Noun or Upos.Propn) && !IsNominalGerund(sentence, head) && !IsNominalAdjective(sentence, head)) return null;
        return new Match(entry, index, at, head, words.Length, parted || words.Contains("..."));
    }

    private static Match? TryHyphenated(Clause sentence, int index, LexiconEntry entry, string[] words)
    {
        for (var w = 1; w < words.Length; w++)
        {
            if (index + w >= sentence.Count || !Same(sentence[index + w], words[w])) return null;
        }

        var last = index + words.Length - 1;
        var head = sentence[last].Pos is Upos.Verb ? last : sentence[index].Pos is Upos.Verb ? index : -1;
        return head < 0 || sentence[head].Rel == "amod" ? null : new Match(entry, index, last, head, 1);
    }

    // "pushed them back", "broke the protest up": the verb's particle may stand behind its object.
    private static int Particle(Clause sentence, int verb, int at, string pattern)
    {
        if (!Particles.Contains(pattern)) return -1;
        for (var i = at + 2; i < sentence.Count && i <= at + LongestGap; i++)
        {
            if (sentence[i].Lower == pattern && sentence[i].Head == verb && sentence[i].Rel is "compound" or "advmod" && !sentence.ChildrenOf(i).Any(c => sentence[c].Rel is "obl" or "fixed")) return i;
            if (sentence[i].Pos is Upos.Verb or Upos.Sconj or Upos.Punct) return -1;
        }

        return -1;
    }

    // "is reprehensible": the predicate carries the arguments, whichever word of the pattern it is.
    private static int Top(Clause sentence, int first, int last)
    {
        var verb = sentence[first];
        return verb.Head > first && verb.Head <= last && verb.Rel is "cop" or "aux" ? verb.Head : first;
    }

    // "the shelling of the town" may be tagged as a verb.
    private static bool IsNominalGerund(Clause sentence, int index)
    {
        var word = sentence[index];
        return word.Pos is Upos.Verb && word.IsGerund && index + 1 < sentence.Count && sentence[index + 1].Lower is "of" or "between" or "by"
            || (word.Pos is Upos.Verb && index > 0 && sentence[index - 1].Pos is Upos.Det or Upos.Adj);
    }

    // "the unrest spread" may be tagged as an adjective.
    private static bool IsNominalAdjective(Clause sentence, int index) =>
        sentence[index] is { Pos: Upos.Adj, Rel: "nsubj" or "obj" or "obl" or "nmod" } && sentence.ChildWith(index, "det") >= 0;

    // Articles, adjectives and adverbs may stand between the words of a verb's pattern.
    private static int Next(Clause sentence, int at, string pattern, int longestSkip)
    {
        for (var i = at + 1; i < sentence.Count && i <= at + 1 + longestSkip; i++)
        {
            if (Same(sentence[i], pattern) && !IsAdverb(sentence, i)) return i;
            // Quotation marks are no words: called it "shameful".
            if (IsQuote(sentence[i]) || longestSkip > 0 && sentence[i].Text is "-") { longestSkip++; continue; }
            if (longestSkip == 0 && sentence[i].Text == "-") { longestSkip = 1; continue; }
            // "called off a strike" calls none.
            if (sentence[i] is { Rel: "compound", SubRel: "prt" }) return -1;
            if (sentence[i].Pos is not (Upos.Det or Upos.Adj or Upos.Adv or Upos.Num) && !Skipped.Contains(sentence[i].Lower) && sentence[i].Rel != "compound" && sentence[i].Rel != "amod") return -1;
        }

        return -1;
    }

    // "shot dead at least five people" was aimed at nobody.
    private static bool IsAdverb(Clause sentence, int index) =>
        sentence[index].Lower is "at" && index + 1 < sentence.Count && sentence[index + 1].Lower is "least" or "most" or "once" or "times";

    private static bool IsQuote(Word word) => word.Text is "\"" or "”" or "“" or "``" or "''";

    private static int EndOfGap(Clause sentence, int at, string pattern)
    {
        for (var i = at + 1; i < sentence.Count && i <= at + 1 + LongestGap; i++)
        {
            if (Same(sentence[i], pattern) && !IsAdverb(sentence, i)) return i;
            if (sentence[i].Pos is Upos.Verb && sentence[i].Rel is not ("amod" or "compound") || sentence[i].Pos is Upos.Sconj || sentence[i].Text is ";" or "." || IsQuote(sentence[i]) && !(i + 1 < sentence.Count && Same(sentence[i + 1], pattern))) return -1;
        }

        return -1;
    }
}
