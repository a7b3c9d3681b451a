using System.Collections.Frozen;
using System.Globalization;
using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>The dead and injured that a sentence counts, with the word that says so.</summary>
internal static class Casualties
{
    internal sealed record Count(bool Dead, Quantity Quantity, int At, int Person);

    private static readonly FrozenDictionary<string, int> Numbers = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        .Split(' ').Select((w, i) => (w, i)).Append(("thirty", 30)).Append(("forty", 40)).Append(("fifty", 50)).Append(("sixty", 60)).Append(("seventy", 70)).Append(("eighty", 80)).Append(("ninety", 90)).Append(("a", 1)).Append(("an", 1)).Append(("another", 1)).Append(("both", 2)).ToFrozenDictionary(p => p.Item1, p => p.Item2);

    private static readonly FrozenDictionary<string, int> Minima = new Dictionary<string, int> { ["dozens"] = 24, ["scores"] = 40, ["hundreds"] = 200, ["thousands"] = 2000, ["several"] = 3, ["tens"] = 20, ["many"] = 3, ["dozen"] = 12 }.ToFrozenDictionary();
    private static readonly FrozenSet<string> DeadWords = FrozenSet.ToFrozenSet(["kill", "die", "slay", "execute", "murder", "massacre", "behead", "assassinate", "slaughter", "perish", "dead", "death", "fatality", "martyr", "lynch", "hang", "casualty", "life"]);
    private static readonly FrozenSet<string> HurtWords = FrozenSet.ToFrozenSet(["wound", "injure", "hurt", "maim", "injury", "wounded", "injured", "wounding", "hospitalize", "hospitalise"]);

    public static List<Count> Find(SentenceScene scene)
    {
        var (clause, text) = (scene.Clause, scene.Text);
        List<Count> found = [];
        for (var i = 0; i < clause.Count; i++)
        {
            var word = clause[i];
            var dead = DeadWords.Contains(word.Lemma) || word.Lower is "killing" or "killed" or "dead";
            var hurt = HurtWords.Contains(word.Lemma) || word.Lower is "wounded" or "injured" or "wounding" or "injuring";
            if (!hurt && word.Lemma is "suffer" or "sustain" && clause.ChildWith(i, "obj") is var harm and >= 0 && clause[harm].Lemma is "injury" or "wound" or "burn" or "difficulty" or "poisoning" or "fracture") hurt = true;
            if (!hurt && !dead && IsHospitalized(clause, i)) hurt = true;
            if (word.Lemma == "toll" && Toll(scene, i) is { } toll) found.Add(toll);
            // "were stabbed, one of them fatally"
            if (word.Lower is "fatally" && i > 2 && clause[i - 1].Lower is "them" && clause[i - 2].Lower is "of" && clause[i - 3].Pos is Upos.Num && Read(clause, i - 3, text, i) is { } few) found.Add(new Count(true, few, i, i - 3));
            if (!dead && !hurt) continue;
            if (word.Lemma is "injury" or "casualty" or "death" or "fatality" && None(clause, i))
            {
                var none = new Quantity(0, 0, 0, text.Slice(clause[Math.Max(0, i - 1)].Start, word.End));
                if (word.Lemma is not "injury") found.Add(new Count(true, none, i, i));
                if (word.Lemma is "injury" or "casualty") found.Add(new Count(false, none, i, i));
                continue;
            }

            if (Counted(scene, i) is { } person && (Range(scene, person) ?? Sum(scene, person, i)) is { } quantity && !found.Any(f => f.Dead == dead && f.Person == person)) found.Add(new Count(dead, quantity, i, person));
        }

        return found;
    }

    // "four mourners were taken to hospital with gunshot wounds"
    private static bool IsHospitalized(Clause clause, int verb)
    {
        if (clause[verb] is not { Pos: Upos.Verb, Lemma: "take" or "rush" or "bring" or "admit" or "transport" or "airlift" or "treat" or "transfer", IsPast: true }) return false;
        var (hospital, wound) = (clause[verb].Lemma is "treat", false);
        for (var i = verb + 1; i < clause.Count && i < verb + 12 && clause[i].Text is not ";"; i++)
        {
            hospital |= clause[i].Lemma is "hospital" or "hospitals" or "clinic";
            wound |= HurtWords.Contains(clause[i].Lemma) || clause[i].Lemma is "burn" or "burns" or "wounds" or "injuries" && clause[i].IsNominal;
        }

        return hospital && wound && clause.ChildrenOf(verb).Any(c => clause[c].SubRel is "pass" || clause[c].Rel is "aux");
    }

    // "no injuries or deaths were reported", "there were no reports of casualties"
    private static bool None(Clause clause, int word)
    {
        var top = clause.ConjunctionHead(word);
        if (clause.HasChild(top, "det", "no") || clause.HasChild(word, "det", "no")) return true;
        return clause[word].Rel is "nmod" && clause[word].Head >= 0 && clause[clause[word].Head].Lemma is "report" or "word" or "news" && clause.HasChild(clause[word].Head, "det", "no");
    }

    // "a woman and her two children were killed": three, where each of them is counted.
    private static Quantity? Sum(SentenceScene scene, int person, int at)
    {
        if ((Known(scene, person, at) ?? Read(scene.Clause, person, scene.Text, at) ?? (IsSomeonesOne(scene.Clause, person) ? new Quantity(1, 1, 1, scene.Clause[person].Text) : null)) is not { } first) return null;
        foreach (var member in scene.Clause.Coordinated(person))
        {
            if (member == person || scene.Clause[member].Pos is not (Upos.Noun or Upos.Num) || Math.Abs(member - person) > 10 || !HasNumber(scene, member) && !IsSomeonesOne(scene.Clause, member) || IsOtherHarm(scene.Clause, person, member, at)) continue;
            if ((IsSomeonesOne(scene.Clause, member) ? new Quantity(1, 1, 1, scene.Clause[member].Text) : Known(scene, member, member) ?? Read(scene.Clause, member, scene.Text, member)) is not { Value: > 0 } next || first.Value is not > 0) continue;
            first = new Quantity(first.Value + next.Value, first.Min is null && next.Min is null ? null : (first.Min ?? first.Value) + (next.Min ?? next.Value), null, first.Text);
        }

        // "killed the police chief and three of his bodyguards": four.
        if (scene.Clause[person].Rel is "conj" && scene.Clause.ConjunctionHead(person) is var lead && lead < person && IsSingle(scene.Clause, lead) && !HasNumber(scene, lead) && first.Value is > 0) first = first with { Value = first.Value + 1, Min = first.Min + 1, Max = first.Max + 1 };

        return first;
    }

    // "a woman and her son": one, without a number.
    private static bool IsSomeonesOne(Clause clause, int member) =>
        clause.ChildrenOf(member).Any(c => clause[c].SubRel is "poss" && clause[c].Pos is Upos.Pron) && clause.ChildWith(member, "nummod") < 0
        && clause[member].Lower is "son" or "daughter" or "wife" or "husband" or "child" or "baby" or "mother" or "father" or "brother" or "sister" or "driver" or "bodyguard" or "grandson" or "granddaughter" or "nephew" or "niece" or "cousin" or "friend" or "colleague" or "fiancee" or "partner" or "girlfriend" or "boyfriend" or "uncle" or "aunt" or "grandmother" or "grandfather" or "toddler" or "passenger" or "neighbour" or "neighbor" or "assistant" or "deputy" or "translator" or "interpreter";

    /// <summary>True for a word that counts human beings: not "two cars were hit".</summary>
    public static bool IsOfPeople(Clause clause, int person) =>
        clause[person].Lemma.EndsWith("er", StringComparison.Ordinal) || clause[person].Lemma.EndsWith("man", StringComparison.Ordinal) || clause[person].Lemma.EndsWith("ist", StringComparison.Ordinal) || clause[person].Lemma.EndsWith("ian", StringComparison.Ordinal) || clause[person].Lemma is "person" or "people" or "resident" or "guard" or "guest" or "local" or "cop" or "crew" or "pilot" or "native" or "national" or "recruit" or "cadet" or "aide" or "member" or "other";

    // "30 people dead and 20 wounded"
    private static bool IsOtherHarm(Clause clause, int person, int member, int at)
    {
        // "three deaths and five injuries"
        if (HurtWords.Contains(clause[member].Lemma) || DeadWords.Contains(clause[member].Lemma)) return true;
        for (var i = person + 1; i < member; i++)
        {
            if (HurtWords.Contains(clause[i].Lemma) || clause[i].Lower is "wounding" or "injuring" or "wounded" or "injured" || clause[i].Pos is Upos.Verb) return true;
        }

        for (var i = member + 1; i < clause.Count && i <= member + 2; i++)
        {
            if (clause[i].Lower is "others" or "people" or "were" or "more") continue;
            return i != at && (HurtWords.Contains(clause[i].Lemma) || DeadWords.Contains(clause[i].Lemma) || clause[i].Lower is "wounded" or "injured" or "killed" or "missing");
        }

        return clause.ChildrenOf(member).Any(c => HurtWords.Contains(clause[c].Lemma) || DeadWords.Contains(clause[c].Lemma));
    }

    // "between 20 and 30 people"
    private static Quantity? Range(SentenceScene scene, int person)
    {
        var clause = scene.Clause;
        for (var i = Math.Max(1, person - 5); i <= person && i + 2 < clause.Count; i++)
        {
            if (clause[i].Pos is not Upos.Num || clause[i + 2].Pos is not Upos.Num || !(clause[i - 1].Lower is "between" && clause[i + 1].Lower is "and" || clause[i + 1].Lower is "to" or "-" or "–")) continue;
            if (i + 3 < clause.Count && clause[i + 2].Head is var head && (head != person && i + 2 != person) && clause[i].Head != person && i != person) continue;
            if (Value(clause, i) is { } least && Value(clause, i + 2) is { } most && least < most) return new Quantity(null, least, most, scene.Text.Slice(clause[i - 1].Lower is "between" ? clause[i - 1].Start : clause[i].Start, clause[i + 2].End));
        }

        return null;
    }

    // "the death toll rose to 85", "a toll of 85"
    private static Count? Toll(SentenceScene scene, int at)
    {
        var clause = scene.Clause;
        if (at == 0 || clause[at - 1].Lower is not "death") return null;
        for (var i = at + 1; i < clause.Count && i < at + 14; i++)
        {
            if (clause[i].Pos is not Upos.Num || clause[i - 1].Lower is not ("to" or "at" or "of" or "reached" or "least" or "than" or "over" or "nearly" or "hit" or "is" or "was") || Value(clause, i) is not { } value) continue;
            return new Count(true, new Quantity(value, clause[i - 1].Lower is "least" or "than" or "over" ? value : null, null, scene.Text.Slice(clause[at - 1].Start, clause[i].End)), at, at);
        }

        return null;
    }

    /// <summary>How many the victims are, where their own phrase says so.</summary>
    public static Quantity? Of(SentenceScene scene, IReadOnlyList<Party> victims)
    {
        var isAlone = victims.Count == 1;
        foreach (var victim in victims.Where(v => v.Head >= 0 && !v.IsPlace))
        {
            if (CountAt(scene, victim.Head) is { } count) return new Quantity(count.Value, count.Min, count.Max, victim.Text);
            // "shot dead two American trainers"
            if (scene.Clause[victim.Head] is { Pos: Upos.Noun } && scene.Clause.ChildWith(victim.Head, "nummod") >= 0 && Read(scene.Clause, victim.Head, scene.Text, victim.Head) is { } read) return read with { Text = victim.Text };
            // "Shinzo Abe was shot dead"
            if (isAlone && victim is { IsPerson: true, IsProper: true, IsPronoun: false } && scene.KindAt(victim.Head) is Language.NameKind.Person && scene.Clause.ChildrenWith(victim.Head, "conj").Count() == 0) return new Quantity(1, 1, 1, victim.Text);
            // "The mayor of Iguala was murdered", "shot dead his secretary, Francisco Tapia"
            if (isAlone && victim is { IsPronoun: false, IsState: false } && scene.Clause[victim.Head] is { Pos: Upos.Noun } holder && holder.Lower == holder.Lemma && (victim.IsPerson || scene.Clause.ChildrenWith(victim.Head, "appos").Any(c => scene.Clause[c].Pos is Upos.Propn)) && victim.Sectors.Count > 0 && scene.Clause.ChildWith(victim.Head, "conj") < 0)
                return new Quantity(1, 1, 1, victim.Text);
            if (isAlone && victim is { IsProper: true, IsPronoun: false, IsState: false, Country: null, Sectors.Count: 0 } && victim.Text.Contains(' ', StringComparison.Ordinal) && scene.KindAt(victim.Head) is null or Language.NameKind.Person && scene.Clause.ChildrenWith(victim.Head, "flat").Any() && scene.Clause.ChildWith(victim.Head, "conj") < 0) return new Quantity(1, 1, 1, victim.Text);
            if (scene.Clause.HasChild(victim.Head, "det", "a", "an") && scene.Clause[victim.Head] is { Pos: Upos.Noun } one && !one.Lower.EndsWith('s') && victim.Sectors.Count > 0 && one.Lemma is not ("group" or "crowd" or "family" or "couple" or "team" or "number")) return new Quantity(1, 1, 1, victim.Text);
        }

        return null;
    }

    // What Language counts around a word.
    public static PeopleCount? CountAt(SentenceScene scene, int word) =>
        scene.Counts.FirstOrDefault(c => c.HeadToken == word || (c.FirstToken <= word && word <= c.LastToken));

    /// <summary>How many a word counts, as the words from it to another say it.</summary>
    public static Quantity? At(SentenceScene scene, int person, int at) =>
        Known(scene, person, at) ?? (HasNumber(scene, person) ? Read(scene.Clause, person, scene.Text, at) : null);

    private static Quantity? Known(SentenceScene scene, int person, int at)
    {
        if (CountAt(scene, person) is not { } count) return null;
        var start = Math.Min(count.Start, Math.Min(scene.Clause[at].Start, scene.Clause[person].Start));
        var end = Math.Max(count.End, Math.Max(scene.Clause[at].End, scene.Clause[person].End));
        return new Quantity(count.Value, count.Min, count.Max, scene.Text.Slice(start, end));
    }

    // The person word (or bare number) that the harm word counts.
    private static int? Counted(SentenceScene scene, int at)
    {
        var clause = scene.Clause;
        var word = clause[at];
        // "30 people dead and 20 wounded"
        if (at > 0 && (clause[at - 1].Pos is Upos.Num || Minima.ContainsKey(clause[at - 1].Lower)) && word.Lower is "wounded" or "injured" or "dead" or "killed" or "hurt" && (at + 1 >= clause.Count || !clause[at + 1].IsNominal || clause[at + 1].Pos is Upos.Pron)) return at - 1;
        // "30 others wounded"
        if (at > 0 && CountAt(scene, at - 1) is { } before && before.LastToken >= at - 2 && word.IsPast && clause[at - 1].Head >= at - 2 && !clause.ChildrenOf(at).Any(c => clause[c].Rel is "obj")) return before.HeadToken;
        // "leaving at least 30 people injured"
        if (word is { Lower: "injured" or "wounded" or "dead" or "hurt", Rel: "xcomp", Head: >= 0 } && clause[word.Head].Lemma is "leave" && clause.ChildWith(word.Head, "obj") is >= 0 and var hit && hit < at && HasNumber(scene, hit)) return hit;
        if (word.Pos is Upos.Verb)
        {
            var roles = Roles.OfVerb(clause, at);
            if (roles.Passive || word.Lemma is "die" or "perish" or "suffer" or "sustain" || IsHospitalized(clause, at))
                return Ahead(scene, at) ?? (Numbered(scene, roles.Subject) is { } many && !(word.Lemma is "die" or "perish" && !HasNumber(scene, many)) ? many : null);
            if (Numbered(scene, roles.Object) is { } counted) return counted;
            // "and wounded five", where the tree lost the object: the number that follows.
            for (var i = at + 1; i < clause.Count && i <= at + 4; i++)
            {
                if (clause[i].Pos is Upos.Verb or Upos.Punct) return null;
                if (clause[i].Pos is Upos.Num || Minima.ContainsKey(clause[i].Lower)) return clause[i].Head > i && clause[i].Head <= at + 6 ? clause[i].Head : i;
            }

            return null;
        }

        // "left both attackers dead", "were confirmed dead": those of whom the verb says it.
        if (word.Lower is "dead" && word.Rel is "xcomp" && word.Head >= 0 && clause[word.Head].Pos is Upos.Verb && Roles.OfVerb(clause, word.Head) is var state && (state.Passive ? state.Subject : state.Object) is >= 0 and var fallen && HasNumber(scene, fallen)) return fallen;
        if (HasNumber(scene, at)) return at;
        if (word is { Lemma: "life" or "death", Head: >= 0 } && OfLives(clause, at) is >= 0 and var lost) return Numbered(scene, lost);
        // "leaving 30 people dead", "nearly 200 people dead": the number stands just before.
        for (var i = at - 1; i >= 0 && i >= at - 4; i--)
        {
            if (clause[i].Pos is Upos.Verb or Upos.Punct) return null;
            if (clause[i].Pos is Upos.Num || Minima.ContainsKey(clause[i].Lower)) return clause[i].Head is var h and >= 0 && h < at && h > i ? h : i;
        }

        return null;
    }

    // "Three people lost their lives", "claimed the lives of three people", "causing the deaths of three people", "resulted in the death of a policeman": whose they are.
    private static int OfLives(Clause clause, int at)
    {
        var (word, verb) = (clause[at], clause[clause[at].Head]);
        if (word is { Lemma: "life", Rel: "obj" } && verb.Lemma is "lose") return Roles.OfVerb(clause, verb.Index).Subject;
        var isOutcome = word.Rel is "obj" && verb.Lemma is "cause" or "claim" or "take" || word is { Lemma: "death", Rel: "obl" } && verb.Lemma is "result" or "lead";
        return isOutcome ? clause.ChildrenWith(at, "nmod").FirstOrDefault(c => c > at && clause.CaseOf(c) is "of", -1) : -1;
    }

    // "killed the police chief and three of his bodyguards", "killed himself and 15 others": the first of a row that is counted.
    private static int? Numbered(SentenceScene scene, int head)
    {
        if (head < 0) return null;
        if (HasNumber(scene, head) || IsSomeonesOne(scene.Clause, head)) return head;
        foreach (var member in scene.Clause.Coordinated(head))
        {
            if (member > head && member - head < 10 && scene.Clause[member].Pos is Upos.Noun or Upos.Num && HasNumber(scene, member) && !IsOtherHarm(scene.Clause, head, member, -1)) return member;
        }

        return null;
    }

    // "the police chief", "his driver": one by himself, without a number.
    private static bool IsSingle(Clause clause, int word) =>
        clause[word] is { Pos: Upos.Noun } noun && noun.Lower == noun.Lemma && clause.ChildrenOf(word).Any(c => clause[c].Lower is "the" || clause[c].SubRel is "poss")
        && (IsSomeonesOne(clause, word) || IsOfPeople(clause, word) && noun.Lemma is not ("people" or "other" or "crew") || noun.Lemma is "chief" or "head" or "mayor" or "governor" or "general" or "president" or "judge" or "priest" or "official" or "boss" or "candidate" or "deputy" or "sergeant" or "lieutenant" or "captain" or "sheikh" or "imam" or "cleric" or "colonel");

    // "One man died and about 40 people, including 12 policemen, were hurt": those right before the verb, where the tree gives it no subject of its own.
    private static int? Ahead(SentenceScene scene, int verb)
    {
        var clause = scene.Clause;
        if (clause.ChildrenWith(verb, "nsubj").Any(c => clause[c].Pos is not Upos.Pron)) return null;
        var at = verb - 1;
        while (at >= 0 && clause[at].Pos is Upos.Aux or Upos.Adv) at--;
        // What stands between commas says who was among them.
        if (at > 0 && clause[at].Text is ",")
        {
            var opening = at - 1;
            while (opening > 0 && clause[opening].Text is not "," && at - opening < 14) opening--;
            if (opening <= 0 || clause[opening].Text is not "," || clause[opening + 1].Lower is not ("including" or "among" or "mostly" or "many" or "most" or "some" or "all" or "one" or "both")) return null;
            at = opening - 1;
        }

        return at >= 0 && clause[at].Pos is Upos.Noun or Upos.Num && clause.CaseOf(at).Length == 0 && clause[at].Rel is not "obj" && HasNumber(scene, at) ? at : null;
    }

    private static bool HasNumber(SentenceScene scene, int index) => CountAt(scene, index) is not null || NumberWord(scene.Clause, index) >= 0 || scene.Clause.HasChild(index, "det", "no");

    private static int NumberWord(Clause clause, int index)
    {
        if (clause[index].Pos is Upos.Num || Minima.ContainsKey(clause[index].Lower)) return index;
        foreach (var child in clause.ChildrenOf(index))
        {
            if (clause[child].Rel is "nummod" || Minima.ContainsKey(clause[child].Lower)) return child;
        }

        foreach (var child in clause.ChildrenOf(index))
        {
            if (clause[child].Rel is "det" && clause[child].Lower is "a" or "an" or "both" or "another" && clause[index].Pos is Upos.Noun && clause[index].Lemma is not ("number" or "group" or "crowd" or "family" or "lot" or "team" or "series")) return child;
        }

        return -1;
    }

    private static Quantity? Read(Clause clause, int person, ArticleText text, int at)
    {
        if (clause.HasChild(person, "det", "no")) return new Quantity(0, 0, 0, text.Slice(clause[person].Start, clause[person].End));
        var index = NumberWord(clause, person);
        // "it was not known how many people were killed": a question.
        if (index < 0 || index > 0 && clause[index].Lower is "many" && clause[index - 1].Lower is "how") return null;
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
        if (clause[index].Pos is Upos.Det && clause[person].Lemma is "couple" or "pair" or "duo") return new Quantity(2, 2, 2, phrase);
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
