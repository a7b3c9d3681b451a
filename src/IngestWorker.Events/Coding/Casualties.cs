using System.Collections.Frozen;
using System.Globalization;
using IngestWorker.Contracts;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>The dead and injured that a sentence counts, with the word that says so.</summary>
internal static class Casualties
{
    internal sealed record Count(bool Dead, Quantity Quantity, int At, int Person);

    private static readonly FrozenDictionary<string, int> Numbers = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        .Split(' ').Select((w, i) => (w, i)).Append(("thirty", 30)).Append(("forty", 40)).Append(("fifty", 50)).Append(("sixty", 60)).Append(("seventy", 70)).Append(("eighty", 80)).Append(("ninety", 90)).Append(("a", 1)).Append(("an", 1)).Append(("both", 2)).ToFrozenDictionary(p => p.Item1, p => p.Item2);

    private static readonly FrozenDictionary<string, int> Minima = new Dictionary<string, int> { ["dozens"] = 24, ["scores"] = 40, ["hundreds"] = 200, ["thousands"] = 2000, ["several"] = 3, ["tens"] = 20, ["many"] = 3, ["dozen"] = 12 }.ToFrozenDictionary();
    private static readonly FrozenSet<string> DeadWords = FrozenSet.ToFrozenSet(["kill", "die", "slay", "execute", "murder", "massacre", "behead", "assassinate", "slaughter", "perish", "dead", "death", "fatality", "martyr", "lynch", "hang", "casualty", "life"]);
    private static readonly FrozenSet<string> HurtWords = FrozenSet.ToFrozenSet(["wound", "injure", "hurt", "maim", "injury", "wounded", "injured", "wounding", "hospitalize", "hospitalise"]);

    public static List<Count> Find(Clause clause, ArticleText text)
    {
        List<Count> found = [];
        for (var i = 0; i < clause.Count; i++)
        {
            var word = clause[i];
            var dead = DeadWords.Contains(word.Lemma) || word.Lower is "killing" or "killed" or "dead";
            var hurt = HurtWords.Contains(word.Lemma) || word.Lower is "wounded" or "injured" or "wounding" or "injuring";
            if (!dead && !hurt) continue;
            if (Counted(clause, i) is { } person && Read(clause, person, text, i) is { } quantity && !found.Any(f => f.Dead == dead && f.Person == person)) found.Add(new Count(dead, quantity, i, person));
        }

        return found;
    }

    // The person word (or bare number) that the harm word counts.
    private static int? Counted(Clause clause, int at)
    {
        var word = clause[at];
        if (word.Pos is Upos.Verb)
        {
            var roles = Roles.OfVerb(clause, at);
            if (roles.Passive || word.Lemma is "die" or "perish") return roles.Subject >= 0 && HasNumber(clause, roles.Subject) ? roles.Subject : null;
            if (roles.Object >= 0 && HasNumber(clause, roles.Object)) return roles.Object;
            // "and wounded five", where the tree lost the object: the number that follows.
            for (var i = at + 1; i < clause.Count && i <= at + 4; i++)
            {
                if (clause[i].Pos is Upos.Verb or Upos.Punct) return null;
                if (clause[i].Pos is Upos.Num || Minima.ContainsKey(clause[i].Lower)) return clause[i].Head > i && clause[i].Head <= at + 6 ? clause[i].Head : i;
            }

            return null;
        }

        if (HasNumber(clause, at)) return at;
        // "leaving 30 people dead", "nearly 200 people dead": the number stands just before.
        for (var i = at - 1; i >= 0 && i >= at - 4; i--)
        {
            if (clause[i].Pos is Upos.Verb or Upos.Punct) return null;
            if (clause[i].Pos is Upos.Num || Minima.ContainsKey(clause[i].Lower)) return clause[i].Head is var h and >= 0 && h < at && h > i ? h : i;
        }

        return null;
    }

    private static bool HasNumber(Clause clause, int index) => NumberWord(clause, index) >= 0 || clause.HasChild(index, "det", "no");

    private static int NumberWord(Clause clause, int index)
    {
        if (clause[index].Pos is Upos.Num || Minima.ContainsKey(clause[index].Lower)) return index;
        foreach (var child in clause.ChildrenOf(index))
        {
            if (clause[child].Rel is "nummod" || Minima.ContainsKey(clause[child].Lower)) return child;
            if (clause[child].Rel is "det" && clause[child].Lower is "a" or "an" or "both" && clause[index].Pos is Upos.Noun) return child;
        }

        return -1;
    }

    private static Quantity? Read(Clause clause, int person, ArticleText text, int at)
    {
        if (clause.HasChild(person, "det", "no")) return new Quantity(0, 0, 0, text.Slice(clause[person].Start, clause[person].End));
        var index = NumberWord(clause, person);
        if (index < 0) return null;
        var from = index;
        var qualifier = "";
        for (var i = index - 1; i >= 0 && i >= index - 3; i--)
        {
            if (clause[i].Lower is "least" or "than" or "nearly" or "almost" or "about" or "around" or "some" or "over" or "to" or "up" or "more" or "less" or "fewer" or "at" or "approximately" or "roughly" or "most")
            {
                qualifier = clause[i].Lower + " " + qualifier;
                from = i;
            }
            else
            {
                break;
            }
        }

        var (first, last) = (clause[Math.Min(from, Math.Min(at, person))].Start, clause[Math.Max(Math.Max(at, person), index)].End);
        var phrase = text.Slice(first, last);
        if (Minima.TryGetValue(clause[index].Lower, out var minimum)) return new Quantity(null, minimum, null, phrase);
        if (Value(clause, index) is not { } value) return null;
        return qualifier.Trim() switch
        {
            "at least" => new Quantity(value, value, null, phrase),
            "more than" or "over" => new Quantity(value, value + 1, null, phrase),
            "nearly" or "almost" or "up to" or "less than" or "fewer than" or "at most" => new Quantity(value, null, value, phrase),
            "about" or "around" or "some" or "approximately" or "roughly" => new Quantity(value, null, null, phrase),
            _ => new Quantity(value, value, value, phrase),
        };
    }

    private static int? Value(Clause clause, int index)
    {
        var lower = clause[index].Lower.Replace(",", "", StringComparison.Ordinal);
        if (int.TryParse(lower, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return digits;
        if (Numbers.TryGetValue(lower, out var word)) return word;
        var parts = lower.Split('-');
        return parts.Length == 2 && Numbers.TryGetValue(parts[0], out var tens) && Numbers.TryGetValue(parts[1], out var ones) ? tens + ones : null;
    }
}
