using System.Collections.Frozen;
using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>Mends what the tree makes of people and of what is said of them: participles, relative clauses and nouns of combat behind a crowd, a convoy or a captive.</summary>
internal static class PeopleRepair
{
    private static readonly FrozenSet<string> People = FrozenSet.ToFrozenSet(["gunmen", "men", "militants", "rebels", "soldiers", "troops", "fighters", "guerrillas", "insurgents", "attackers", "assailants", "bandits", "youths", "protesters", "demonstrators", "students", "residents", "villagers", "people", "refugees", "civilians", "officers", "pilgrims", "workers", "supporters", "activists", "farmers", "separatists", "pirates", "extremists", "terrorists", "commandos", "police", "settlers", "migrants", "robbers", "jihadists", "islamists", "peacekeepers", "marines", "mourners", "worshippers", "teachers", "miners", "strikers", "raiders", "kidnappers", "inmates", "prisoners", "women", "crowds", "mobs", "thousands", "hundreds", "dozens"]);

    private static readonly FrozenSet<string> Carrying = FrozenSet.ToFrozenSet(["evacuate", "treat", "transport", "fly", "take", "carry", "airlift", "rescue", "bring", "move", "transfer", "ferry"]);

    private static readonly FrozenSet<string> Aid = FrozenSet.ToFrozenSet(["worker", "agency", "group", "convoy", "official", "organization", "organisation", "flight", "ship", "truck", "package", "shipment"]);

    public static void Straighten(Word[] words)
    {
        for (var i = 1; i < words.Length; i++)
        {
            var word = words[i];
            if (word.Lower.EndsWith("ing", StringComparison.Ordinal))
            {
                if (word.Lower is "fighting") Combat(words, i);
                Riding(words, i);
                if (word.Rel is "advcl") Fleeing(words, i);
            }

            switch (word.Lower)
            {
                case "beat" or "hit" or "shot" when word.Pos is Upos.Noun: Beat(words, i); After(words, i); break;
                case "hours" or "days" or "weeks" when word.Rel is "obl" or "nmod": Hours(words, i); break;
                case "hostage" or "captive" or "prisoner" when word.Rel is "obj" or "conj" or "nmod": Captive(words, i); break;
                case "aid" when word.Pos is Upos.Verb: Helpers(words, i); break;
                case "death" when word.Rel is "compound": Death(words, i); break;
                case "wounded" or "injured" or "sick" when word.Rel is "xcomp" or "acl" or "amod": Wounded(words, i); break;
                case "who" when word.Rel is "nsubj": Who(words, i); break;
                case "general": General(words, i); break;
                case "border" or "frontier": Border(words, i); break;
                case "by" when words[i - 1].Text is ",": Agent(words, i); break;
                case "between" when word.Rel is "case": Tribes(words, i); break;
            }

            if (word is { Rel: "amod" or "det" or "nummod" } && word.Head > i + 2) Crossing(words, i);
            if (word is { Rel: "conj", IsNominal: true })
            {
                Ordered(words, i);
                Companions(words, i);
            }

            if (word.Rel is "nsubj" && word.Head > i + 2) Early(words, i);
            if (word.Pos is not Upos.Verb) continue;
            if (word.Rel is "amod") Joined(words, i);
            if (word.Rel is "case") Finite(words, i);
            if (word.Rel is "conj")
            {
                Beyond(words, i);
                Further(words, i);
                Beside(words, i);
                Described(words, i);
            }

            if (word is { IsPast: true, IsGerund: false } && words[i - 1] is { Rel: "obl", SubRel: "", IsNominal: true }) Doer(words, i);
            if (word is { Rel: "acl", SubRel: "", IsPast: true, IsGerund: false }) Said(words, i);

            if (word.Rel is "advcl" or "xcomp") Held(words, i);
            if (word.Rel is "advcl") Camped(words, i);
            if (word is { IsPast: false, IsGerund: false } && word.Lower.EndsWith('s')) Plural(words, i);
        }
    }

    private static bool IsPeople(Word word) => People.Contains(word.Lower) || word.Lower.Length > 4 && word.Lower.EndsWith("men", StringComparison.Ordinal) && word.Pos is Upos.Noun;

    private static bool Has(Word[] words, int head, string rel) => words.Any(w => w.Head == head && w.Rel == rel);

    // "Malaysian attorney general Anwar Salleh accused", where the attorney and the general accuse side by side: one office before a name.
    private static void General(Word[] words, int i)
    {
        if (i + 2 >= words.Length || words[i - 1] is not { Pos: Upos.Noun, Lemma: "attorney" or "solicitor" or "prosecutor" or "secretary" or "director" or "inspector" or "consul" or "governor" or "auditor" or "surgeon" } office) return;
        if (words[i + 1].Text is "," && words[i + 2] is { Pos: Upos.Propn, Rel: "nsubj" } holder && office.Rel is "nsubj" && office.Head == holder.Head) (holder.Head, holder.Rel) = (i - 1, "appos");
        if (words[i + 1] is not { Pos: Upos.Propn, IsCapitalized: true }) return;
        var name = i + 1;
        while (name + 1 < words.Length && words[name].Head > name && words[words[name].Head].Pos is Upos.Propn) name = words[name].Head;
        if (words[name].Head == i || words[name].Head == i - 1) (words[name].Head, words[name].Rel, words[name].SubRel) = (i - 1, "flat", "");
        else (office.Head, office.Rel, office.SubRel) = (name, "nmod", "desc");
        (words[i].Head, words[i].Rel, words[i].SubRel) = (i - 1, "amod", "");
    }

    // "captured during fighting in the valley", "to escape fighting between the army and rebels", where the captive or the refugee fights: the fighting of others.
    private static void Combat(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, Head: >= 0 } word || Has(words, i, "obj") || Has(words, i, "aux") || Has(words, i, "nsubj")) return;
        var next = i + 1 < words.Length ? words[i + 1].Lower : "";
        if (next is "against" or "for" or "to" or "off" or "back" or "alongside") return;
        var before = words[i - 1];
        // "crossed the river to escape fighting with the army": they had fought.
        if (next is "with" && before.Pos is Upos.Verb) return;
        var isObject = before is { Pos: Upos.Verb, Lemma: "flee" or "escape" } && word.Head == i - 1;
        var isPhrase = before.Head == i && (before.Lower is "during" or "in" or "amid" or "amidst" or "despite" or "since" or "following" || before.Lower is "after" or "from" or "by" or "before" or "of" && next is "between");
        if (!isObject && !isPhrase) return;
        (word.Pos, word.IsGerund, word.Lemma) = (Upos.Noun, false, "fighting");
        (word.Rel, word.SubRel) = isObject ? ("obj", "") : words[word.Head].Pos is Upos.Verb ? ("obl", "") : ("nmod", "");
        if (isPhrase) before.Rel = "case";
    }

    // "Gunmen riding motorcycles opened fire", "Police firing tear gas dispersed the crowd", where the motorcycles fire and the firing disperses: the people do.
    private static void Riding(Word[] words, int i)
    {
        var word = words[i];
        var people = words[i - 1];
        if (word.Head <= i || !IsPeople(people) || people.Rel is not ("compound" or "nsubj" or "flat") || people.Head < i) return;
        Word subject;
        // "Police shooting in the town": no shooters.
        if (i + 1 < words.Length && words[i + 1].Pos is Upos.Adp) return;
        if (word is { Rel: "nsubj" or "csubj", Pos: Upos.Verb } && people.Head == i) subject = word;
        else if (word.Rel is "compound" or "amod" && people.Lower is not "police" && words[word.Head] is { Rel: "nsubj", IsNominal: true } thing && thing.Head > thing.Index && (people.Head == i || people.Head == thing.Index)) subject = thing;
        else return;
        if (subject.Head <= subject.Index || words[subject.Head].Pos is not Upos.Verb) return;
        (people.Head, people.Rel, people.SubRel) = (subject.Head, "nsubj", subject.Rel is "nsubj" ? subject.SubRel : "");
        (word.Pos, word.IsGerund, word.Head, word.Rel, word.SubRel) = (Upos.Verb, true, people.Index, "acl", "");
        if (subject != word) (subject.Head, subject.Rel, subject.SubRel) = (i, "obj", "");
        foreach (var other in words)
        {
            if (other.Index < people.Index && (other.Head == i || other.Head == subject.Index) && other.Rel is "amod" or "compound" or "det" or "nummod" or "nmod") other.Head = people.Index;
            // "tear" of "tear gas"
            else if (other.Index > i && other.Index + 1 < words.Length && other.Head == people.Index && other.Rel is "compound") other.Head = other.Index + 1;
        }
    }

    // "delivered food to refugees fleeing the war", where the giver flees: those right before the participle do.
    private static void Fleeing(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsGerund: true, Head: >= 0, Lemma: "flee" or "protest" or "demonstrate" or "march" or "oppose" or "escape" } word || word.Head > i || words[i - 1] is not { Pos: Upos.Noun, Rel: not "nsubj" } people) return;
        if (!IsPeople(people) && !(people.Lower.EndsWith('s') && people.Lower != people.Lemma) || Has(words, i, "mark") || !TreeRepair.IsAbove(words, word.Head, people.Index)) return;
        (word.Head, word.Rel, word.SubRel) = (people.Index, "acl", "");
    }

    // "Soldiers on Wednesday beat and kicked villagers", where "beat" was taken for a noun of that day: what "and" joins to a past tense is one.
    private static void Beat(Word[] words, int i)
    {
        if (i + 2 >= words.Length || words[i] is not { Rel: "nmod" or "root" } word || words[i + 1] is not { Lower: "and" } and || words[i + 2] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false } next) return;
        if (word.Rel is "root" && next.Head == i && Has(words, i, "nsubj"))
        {
            (word.Pos, word.Lemma, word.IsPast) = (Upos.Verb, word.Lower is "shot" ? "shoot" : word.Lower, true);
            if (words[i - 1] is { Rel: "compound" } weekday) (weekday.Rel, weekday.SubRel) = ("obl", "");
            foreach (var preposition in words.Where(w => w.Head == i && w.Rel is "case")) preposition.Head = i - 1;
            return;
        }

        if (word.Head < 0) return;
        var subject = words[word.Head];
        if (subject.Index > i || subject is not { IsNominal: true, Rel: "nsubj", Head: >= 0 } || words[i - 1] is not { IsNominal: true, Rel: "compound" } day || day.Head != i) return;
        (word.Pos, word.Lemma, word.IsPast) = (Upos.Verb, word.Lower is "shot" ? "shoot" : word.Lower, true);
        (word.Head, word.Rel, word.SubRel) = subject.Head == next.Index ? (next.Head, next.Rel, next.SubRel) : (subject.Head, "ccomp", "");
        (subject.Head, subject.SubRel) = (i, "");
        (next.Head, next.Rel, next.SubRel) = (i, "conj", "");
        and.Head = next.Index;
        (day.Rel, day.SubRel) = ("obl", "");
        foreach (var preposition in words.Where(w => w.Head == i && w.Rel is "case")) preposition.Head = day.Index;
    }

    // "after troops shot and wounded 15 youths", where a shot was wounded: what "and" joins to a past tense is one.
    private static void After(Word[] words, int i)
    {
        if (i + 2 >= words.Length || words[i] is not { Pos: Upos.Noun, Rel: "obl" or "nmod", Head: >= 0 } word || words[i - 1] is not { Rel: "compound" } people || people.Head != i || !IsPeople(people) || words[i + 1].Lower is not "and" || words[i + 2] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false } next) return;
        if (words.FirstOrDefault(w => w.Head == i && w is { Rel: "case", Lower: "after" or "before" or "since" or "as" }) is not { } mark || words[word.Head].Pos is not Upos.Verb) return;
        (word.Pos, word.Lemma, word.IsPast, word.Rel, word.SubRel) = (Upos.Verb, word.Lower is "shot" ? "shoot" : word.Lower, true, "advcl", "");
        (people.Rel, people.SubRel, mark.Rel) = ("nsubj", "", "mark");
        (next.Head, next.Rel, next.SubRel) = (i, "conj", "");
        if (words.FirstOrDefault(w => w.Head == i && w is { Rel: "conj", IsNominal: true } && w.Index > next.Index) is { } victim) (victim.Head, victim.Rel) = (next.Index, "obj");
        foreach (var other in words.Where(w => w.Head == i && w.Index < people.Index && w.Rel is "amod" or "det" or "nummod" or "compound")) other.Head = people.Index;
    }

    // "arrived in Jerusalem hours after the attack", where all of it is one name: the time before "after" tells when.
    private static void Hours(Word[] words, int i)
    {
        if (i + 1 >= words.Length || words[i] is not { Head: >= 0 } time || words[i + 1].Lower is not ("after" or "before" or "later" or "earlier") || words[i - 1] is not { Pos: Upos.Propn, Rel: "compound" or "flat" } place || place.Head != i || !words.Any(w => w.Head == i && w.Rel is "case" && w.Index < i - 1)) return;
        foreach (var word in words.Where(w => w.Head == i && w.Index < i - 1)) word.Head = i - 1;
        (place.Head, place.Rel, place.SubRel) = (time.Head, time.Rel, time.SubRel);
        (time.Rel, time.SubRel) = ("obl", "unmarked");
    }

    // "Fighters overran a district, killing 11, the governor said", where "overran" is the fighters' preposition: a past tense with an object is what was said of them.
    private static void Finite(Word[] words, int i)
    {
        if (words[i] is not { IsGerund: false } verb || verb.Head != i - 1 || words[i - 1] is not { IsNominal: true, Rel: "nsubj", Head: >= 0 } subject || subject.Head < i || words[subject.Head].Pos is not Upos.Verb) return;
        if (!words.Any(w => w.Head == subject.Head && w.Rel is "nsubj" && w.Index > i) || !words.Any(w => w.Index > i && (w.Head == i || w.Head == subject.Index) && w.Rel is "obj")) return;
        foreach (var other in words.Where(w => w.Head == subject.Index && w.Index > i)) other.Head = i;
        (verb.Head, verb.Rel, verb.SubRel) = (subject.Head, "ccomp", "");
        (subject.Head, subject.SubRel) = (i, "");
    }

    // "30 masked youths attacked a hostel", where the hostel is masked: what stands before the subject describes the subject.
    private static void Crossing(Word[] words, int i)
    {
        var thing = words[words[i].Head];
        if (thing is not { Head: >= 0 } || thing.Head >= thing.Index || thing.Head <= i || words[thing.Head].Pos is not Upos.Verb) return;
        if (words.FirstOrDefault(w => w.Head == thing.Head && w is { Rel: "nsubj", IsNominal: true } && w.Index > i && w.Index < thing.Head) is { } subject) words[i].Head = subject.Index;
    }

    // "expelled the ambassador and ordered French troops to leave", where the troops are expelled too: what stands behind the second verb is its object.
    private static void Ordered(Word[] words, int i)
    {
        if (words[i].Head is not (>= 0 and var first) || first > i || Has(words, i, "cc")) return;
        var at = i - 1;
        while (at > first && (words[at].Head == i || words[at].Head < i && words[at].Head > at) && words[at].Rel is "amod" or "det" or "nummod" or "compound" or "nmod") at--;
        if (at <= first || words[at] is not { Pos: Upos.Verb, IsPast: true, Rel: "conj" } verb || Has(words, at, "obj") || !words.Any(w => w.Index > first && w.Index < at && w.Rel is "cc" && w.Head == at)) return;
        (words[i].Head, words[i].Rel, words[i].SubRel) = (at, "obj", "");
    }

    // "abducted the governor of Diyala province and three of his guards", where the guards are of the province: whose they are stands beside them.
    private static void Companions(Word[] words, int i)
    {
        if (words[i].Head is not (>= 0 and var at) || words[at] is not { Rel: "nmod" } || !words.Any(w => w.SubRel is "poss" && w.Lower is "his" or "her" && (w.Head == i || w.Head >= 0 && words[w.Head].Head == i && words[w.Head].Rel is "nmod"))) return;
        var first = words[at];
        for (var steps = 0; steps < 5 && first is { Rel: "nmod", Head: >= 0 } && words[first.Head].IsNominal && first.Head < first.Index; steps++) first = words[first.Head];
        if (first.Index != at && first is { Pos: Upos.Noun, Rel: "obj" or "nsubj" or "obl" }) words[i].Head = first.Index;
    }

    // "blocked the road and fired tear gas", where the road and the gas are one row and "fired" is part of it: a past tense goes with the verb.
    private static void Beyond(Word[] words, int i)
    {
        if (words[i] is not { IsPast: true, IsGerund: false, Head: >= 0 } verb || words[verb.Head] is not { IsNominal: true, Rel: "obj" or "obl", Head: >= 0 } noun || noun.Index > i || words[noun.Head] is not { Pos: Upos.Verb, IsPast: true } above || above.Index > noun.Index || words[i - 1].Rel is not "cc" || Has(words, i, "nsubj")) return;
        (verb.Head, words[i - 1].Head) = (above.Index, i);
        if (!Has(words, i, "obj") && words.FirstOrDefault(w => w.Head == noun.Index && w is { Rel: "conj", IsNominal: true } && w.Index > i) is { } thing) (thing.Head, thing.Rel, thing.SubRel) = (i, "obj", "");
    }

    // "fired tear gas at migrants who broke through, and detained 29 of them", where the migrants detain: behind a comma "and" goes on with the main clause.
    private static void Further(Word[] words, int i)
    {
        if (i < 2 || words[i - 1].Lower is not "and" || words[i - 2].Text is not "," || words[i] is not { IsPast: true, IsGerund: false, Head: >= 0 } verb || words[verb.Head] is not { SubRel: "relcl", Head: >= 0 } told || Has(words, i, "nsubj") || Has(words, i, "aux")) return;
        if (words.FirstOrDefault(w => w.Head == told.Index && w.Rel is "nsubj") is not { Lower: "who" or "that" or "which", Index: > 0 } who || words[who.Index - 1].Text is ",") return;
        var above = words[told.Head];
        for (var steps = 0; steps < 6 && above.Head >= 0 && above.Pos is not Upos.Verb; steps++) above = words[above.Head];
        if (above is { Pos: Upos.Verb, IsPast: true, IsGerund: false } && above.Index < who.Index) verb.Head = above.Index;
    }

    // "after a bomb killed three", where the bomb has no preposition and is no subject: it is the subject of the verb right behind it.
    private static void Doer(Word[] words, int i)
    {
        if (words[i - 1] is { Pos: Upos.Noun } doer && doer.Head == i && !words.Any(w => w.Head == i && (w.Rel is "nsubj" or "aux" || w.SubRel is "agent")) && !Has(words, i - 1, "case") && words.Any(w => w.Head == i && w is { Rel: "mark" } && w.Index < i - 1)) (doer.Rel, doer.SubRel) = ("nsubj", "");
    }

    // "Soldiers deployed in the capital after protesters stormed the palace", where the soldiers stormed it too: of two subjects of a clause the one before the main verb is that one's.
    private static void Early(Word[] words, int i)
    {
        if (words[i] is not { IsNominal: true } subject || words[subject.Head] is not { Pos: Upos.Verb, Rel: "advcl" or "ccomp", Head: >= 0 } clause || words[clause.Head] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false } main || main.Index <= i || main.Index > clause.Index) return;
        if (!Has(words, main.Index, "nsubj") && words.Any(w => w.Head == clause.Index && w.Rel is "nsubj" && w.Index > main.Index)) subject.Head = main.Index;
    }

    // "Assassins on a motorcycle gunned down the mayor, police said", where assassins were gunned down and said it: of two subjects of what was said the first has its own verb.
    private static void Said(Word[] words, int i)
    {
        var verb = words[i];
        if (verb.Head < 0 || verb.Head > i || words[verb.Head] is not { Rel: "nsubj", IsNominal: true } subject || subject.Head < i || words[subject.Head] is not { Pos: Upos.Verb, Lemma: "say" or "report" or "tell" or "announce" } said || words.Any(w => w.Head == i && (w.Rel is "aux" or "nsubj" || w.SubRel is "agent"))) return;
        if (!words.Any(w => w.Head == said.Index && w.Rel is "nsubj" && w.Index > i)) return;
        if (!Has(words, i, "obj") && words.FirstOrDefault(w => w.Head == i && w is { Rel: "obl", SubRel: "", IsNominal: true } && w.Index > i && !Has(words, w.Index, "case")) is { } victim) victim.Rel = "obj";
        if (!Has(words, i, "obj")) return;
        foreach (var other in words.Where(w => w.Head == subject.Index && w.Index > i)) other.Head = i;
        (verb.Head, verb.Rel) = (said.Index, "ccomp");
        (subject.Head, subject.SubRel) = (i, "");
    }

    // "fired bombs at a base, wounding three, and gunmen in two cars ambushed a convoy", where gunmen are fired: who stands between "and" and a verb without a subject is its subject.
    private static void Beside(Word[] words, int i)
    {
        if (words[i] is not { IsPast: true, IsGerund: false, Head: >= 0 } verb || verb.Head > i) return;
        if (words.FirstOrDefault(w => w.Head == i && w.Rel is "nsubj") is { } own)
        {
            // "exploded, killing seven, and gunmen shot a judge", where the gunmen kill the seven.
            if (words.FirstOrDefault(w => (w.Head == i || w.Head == own.Index) && w is { Rel: "cc", Lower: "and" or "but" } && w.Index < own.Index) is not { Index: > 0 } joining || words[joining.Index - 1].Text is not ",") return;
            foreach (var before in words.Where(w => w.Head == i && w.Index < joining.Index && w is { Rel: "advcl", IsGerund: true } && w.Index > verb.Head)) before.Head = verb.Head;
            return;
        }

        var aux = i;
        while (aux > 0 && words[aux - 1].Head == i && words[aux - 1].Rel is "aux" or "advmod") aux--;
        if (words.LastOrDefault(w => w.Index < aux && w is { Rel: "conj", Pos: Upos.Noun or Upos.Propn } && w.Index > verb.Head && words.Any(c => c.Head == w.Index && c is { Rel: "cc", Lower: "and" or "but" } && c.Index < w.Index && words[c.Index - 1].Text is ",")) is not { } noun) return;
        var and = words.First(w => w.Head == noun.Index && w.Rel is "cc");
        var end = noun.Index;
        for (var k = noun.Index + 1; k < aux; k++)
        {
            if (TreeRepair.IsAbove(words, noun.Index, k)) end = k;
            else if (words[k].Text is not ",") return;
        }

        // "killed two soldiers, a policeman, and a child was hurt": a row has commas of its own, and no verb behind it.
        if (end < aux - 1 && words[aux - 1].Text is not "," || TreeRepair.IsAbove(words, i, noun.Index)) return;
        (noun.Head, noun.Rel, noun.SubRel) = (i, "nsubj", words.Any(w => w.Head == i && w.SubRel is "pass") ? "pass" : "");
        and.Head = i;
        foreach (var before in words.Where(w => w.Head == i && w.Index < and.Index && w is { Rel: "advcl", IsGerund: true } && w.Index > verb.Head)) before.Head = verb.Head;
    }

    // "arrested a lawmaker accused of plotting and ransacked his house", where the lawmaker ransacked: a participle that describes somebody goes with no past tense that has an object.
    private static void Described(Word[] words, int i)
    {
        if (words[i] is not { IsPast: true, IsGerund: false, Head: >= 0 } verb || verb.Head > i || words[verb.Head] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "acl", SubRel: "", Head: >= 0 } participle || !Has(words, i, "obj") || Has(words, i, "nsubj") || Has(words, participle.Index, "aux") || Has(words, participle.Index, "obj")) return;
        var above = words[participle.Head];
        for (var steps = 0; steps < 6 && above.Head >= 0 && above.Pos is not Upos.Verb; steps++) above = words[above.Head];
        if (above is { Pos: Upos.Verb, IsPast: true, IsGerund: false } && above.Index < participle.Index) verb.Head = above.Index;
    }

    // "loggers they had taken hostage", "comrades held captive": what somebody is made, and not whom.
    private static void Captive(Word[] words, int i)
    {
        // "held the warden and six guards hostage", where six guards are part of the hostage.
        var row = words[i];
        if (row.Head >= 0 && words[i - 1] is { IsNominal: true, Rel: "compound" } last && last.Head == i)
        {
            var verb = words[row.Head];
            for (var steps = 0; steps < 4 && verb.Pos is not Upos.Verb && verb.Head >= 0; steps++) verb = words[verb.Head];
            if (verb is not { Pos: Upos.Verb, Lemma: "take" or "hold" or "keep" or "seize" } || verb.Index > i) return;
            (last.Head, last.Rel, last.SubRel) = (row.Head, row.Rel, row.SubRel);
            foreach (var before in words.Where(w => w.Head == i && w.Index < i)) before.Head = last.Index;
            (row.Head, row.Rel, row.SubRel) = (verb.Index, "xcomp", "");
            return;
        }

        if (words[i].Rel is "obj" && words[i].Head is var head && head >= 0 && head < i && words[head] is { Pos: Upos.Verb, Lemma: "take" or "hold" or "keep" or "make" } && !words.Any(w => w.Head == i && w.Rel is "det" or "amod" or "compound" or "nummod" or "nmod")) (words[i].Rel, words[i].SubRel) = ("xcomp", "");
    }

    // "freed six of their comrades held hostage by a militia", where those who free are held: a participle right behind those whom the verb concerns describes them.
    private static void Held(Word[] words, int i)
    {
        if (words[i] is not { IsPast: true, IsGerund: false, Head: >= 0 } word || word.Head > i || words[i - 1] is not { IsNominal: true } before || words[word.Head] is not { Pos: Upos.Verb, Lemma: not ("leave" or "keep" or "see" or "find" or "have" or "get" or "want" or "report" or "say" or "declare" or "believe") } verb) return;
        if (words.Any(w => w.Head == i && w.Rel is "mark" or "aux" or "nsubj" or "advmod" or "cc") || !words.Any(w => w.Head == i && (w.SubRel is "agent" || w is { Rel: "xcomp", Lower: "hostage" or "captive" or "prisoner" } || w is { Rel: "obl" } && words.Any(c => c.Head == w.Index && c is { Rel: "case", Lower: "by" })))) return;
        var held = before;
        for (var steps = 0; steps < 4 && held.Head >= 0 && held.Head != verb.Index; steps++) held = words[held.Head];
        if (held is { Rel: "obj", IsNominal: true } && held.Head == verb.Index && held.Index > verb.Index) (word.Head, word.Rel, word.SubRel) = (held.Index, "acl", "");
    }

    // "sending tents to refugees camped on the border", where the refugees hang on "camped": a participle right behind somebody describes him.
    private static void Camped(Word[] words, int i)
    {
        if (words[i] is not { IsPast: true, IsGerund: false, Head: >= 0 } word || word.Head > i || words[i - 1] is not { Pos: Upos.Noun, Rel: "obl" } people || people.Head != i || !Has(words, people.Index, "case") || words[word.Head].Pos is not Upos.Verb || words.Any(w => w.Head == i && w.Rel is "mark" or "aux" or "nsubj" or "obj" or "cc")) return;
        (people.Head, word.Head, word.Rel, word.SubRel) = (word.Head, people.Index, "acl", "");
    }

    // "U.N. aid workers evacuated from the town", where the body aids them: they are its workers.
    private static void Helpers(Word[] words, int i)
    {
        if (i + 1 >= words.Length || words[i] is not { IsPast: false, IsGerund: false } aid || words[i + 1] is not { Pos: Upos.Noun, Rel: "obj" } people || people.Head != i || !Aid.Contains(people.Lemma) || words[i - 1] is not { IsNominal: true, Rel: "nsubj" or "compound" } body || body.Head != i || Has(words, i, "aux")) return;
        var verb = words.FirstOrDefault(w => (w.Head == people.Index || w.Head == i) && w is { Pos: Upos.Verb, Rel: "acl" or "xcomp", IsPast: true, IsGerund: false } && w.Index == people.Index + 1);
        if (aid.Rel is not "nsubj" && verb is null) return;
        var top = aid.Rel is "nsubj" ? people : verb!;
        (top.Head, top.Rel, top.SubRel) = (aid.Head, aid.Rel, aid.SubRel);
        if (top != people) (people.Head, people.Rel, people.SubRel) = (top.Index, "nsubj", "");
        foreach (var other in words.Where(w => w.Head == i && w != people && w != top)) other.Head = other.Index < i ? people.Index : top.Index;
        (body.Rel, body.SubRel) = ("compound", "");
        (aid.Pos, aid.Head, aid.Rel, aid.SubRel) = (Upos.Noun, people.Index, "compound", "");
    }

    // "hacked to death 19 villagers", where they are one phrase with death.
    private static void Death(Word[] words, int i)
    {
        if (words[i - 1] is not { Lower: "to", Rel: "case" or "mark" } to || words[i].Head <= i || words[words[i].Head] is not { Rel: "obl" or "nmod", Head: >= 0 } victim || words[victim.Head].Pos is not Upos.Verb || to.Head != victim.Index) return;
        (words[i].Head, words[i].Rel, to.Head, victim.Rel) = (victim.Head, "obl", i, "obj");
    }

    // "evacuated 600 wounded from the town": people who were wounded before.
    private static void Wounded(Word[] words, int i)
    {
        if (words[i] is not { Head: >= 0 } word || words[i - 1] is not { Pos: Upos.Num or Upos.Noun, Rel: "obj", Head: >= 0 } number || !(number.Pos is Upos.Num || number.Lower is "dozens" or "hundreds" or "scores") || words[number.Head] is not { Pos: Upos.Verb } verb || !Carrying.Contains(verb.Lemma) || word.Head != verb.Index && word.Head != number.Index) return;
        if (words.Any(w => w.Head == i && w.SubRel is "agent" || w.Head == i && w.Rel is "aux")) return;
        (word.Pos, word.IsPast, word.Head, word.Rel, word.SubRel) = (Upos.Noun, false, verb.Index, "obj", "");
        (number.Head, number.Rel, number.SubRel) = (i, "nummod", "");
    }

    // "hurled stones at police, who responded", where the stones respond: those right before "who" do.
    private static void Who(Word[] words, int i)
    {
        if (i < 3 || words[i].Head is not (>= 0 and var at) || words[at] is not { SubRel: "relcl", Head: >= 0 } clause || clause.Head >= i) return;
        var people = words[i - 1].Text is "," ? words[i - 2] : words[i - 1];
        // "at police in Dhaka, who": not the town.
        if (people is { Pos: Upos.Propn } && words.FirstOrDefault(w => w.Head == people.Index && w is { Rel: "case", Lower: "in" or "near" or "outside" }) is { Index: > 0 } town) people = words[town.Index - 1];
        var taken = words[clause.Head];
        if (people is not { Pos: Upos.Noun, Rel: "obl" or "nmod" } || people.Index <= taken.Index || IsPeople(taken) || taken.Pos is Upos.Propn || TreeRepair.IsAbove(words, at, people.Index)) return;
        if (words.Any(w => w.Head == people.Index && w.Rel is "case" && w.Lower is "at" or "with" or "to" or "against" or "by" or "on" or "from")) clause.Head = people.Index;
    }

    // "fighting near the border with Sudan": the border is with Sudan, and not the fighting.
    private static void Border(Word[] words, int i)
    {
        if (i + 2 >= words.Length || words[i + 1] is not { Lower: "with", Rel: "case", Head: > 0 } with || words[with.Head] is not { Rel: "obl" or "nmod", IsNominal: true } neighbour || neighbour.Index <= i || neighbour.Head == i || neighbour.Index > i + 5) return;
        (neighbour.Head, neighbour.Rel, neighbour.SubRel) = (i, "nmod", "");
    }

    // "clashes between Ijaw and Itsekiri youths", where the peoples clash and the youths are beside them: youths of both.
    private static void Tribes(Word[] words, int i)
    {
        if (words[i].Head is not (> 0 and var first) || words[first] is not { Pos: Upos.Propn or Upos.Adj, Head: >= 0 } one || words.FirstOrDefault(w => w.Head == first && w is { Rel: "conj" } && w.Index > first) is not { } other) return;
        if (other.Index + 1 >= words.Length || words[other.Index + 1] is not { Pos: Upos.Noun, Rel: "obl" or "nmod" } people || people.Head != one.Head || !IsPeople(people) || words.Any(w => w.Head == people.Index && w.Rel is "case")) return;
        (people.Rel, words[i].Head) = (one.Rel, people.Index);
        (one.Head, one.Rel, one.SubRel, other.Head) = (people.Index, "compound", "", first);
    }

    // "were stabbed, one of them fatally, by a man": behind what stands between commas the doer belongs to the verb before it.
    private static void Agent(Word[] words, int i)
    {
        if (words[i] is not { Rel: "case", Head: >= 0 } by || words[by.Head] is not { Rel: "nmod" or "obl", Head: >= 0 } doer || doer.Index < i) return;
        var verb = words.LastOrDefault(w => w.Index < i && w.Pos is Upos.Verb && words.Any(c => c.Head == w.Index && c.SubRel is "pass"));
        if (verb is null || doer.Head == verb.Index || words[i - 2].Index <= verb.Index || !words.Any(w => w.Index > verb.Index && w.Index < i - 1 && w.Text is ",") || words.Any(w => w.Head == verb.Index && w.SubRel is "agent")) return;
        (doer.Head, doer.Rel, doer.SubRel) = (verb.Index, "obl", "agent");
    }

    // "took to the streets to oppose a bill, and police fired pepper spray", where "police fired pepper spray" is opposed too: behind a comma "and" opens a clause.
    private static void Joined(Word[] words, int i)
    {
        if (words[i] is not { IsPast: true, IsGerund: false } verb || verb.Head <= i || words[i - 1] is not { IsNominal: true, Rel: "compound" } people || people.Head != verb.Head || !IsPeople(people)) return;
        if (words[verb.Head] is not { Rel: "conj", Head: >= 0 } thing || words.FirstOrDefault(w => w.Head == thing.Index && w is { Rel: "cc", Lower: "and" or "but" } && w.Index < i) is not { Index: > 0 } and || words[and.Index - 1].Text is not ",") return;
        var main = words[thing.Head];
        for (var steps = 0; steps < 12 && main.Head >= 0 && main.Rel is not ("ccomp" or "parataxis"); steps++) main = words[main.Head];
        if (main.Pos is not Upos.Verb || main.Index > i) return;
        (verb.Head, verb.Rel, verb.SubRel) = (main.Index, "conj", "");
        (people.Head, people.Rel, people.SubRel, and.Head) = (i, "nsubj", "", i);
        (thing.Head, thing.Rel, thing.SubRel) = (i, "obj", "");
        foreach (var other in words.Where(w => w.Head == thing.Index))
        {
            if (other.Index < people.Index && other.Rel is "amod" or "compound" or "det" or "nummod") other.Head = people.Index;
            else if (other.Index > thing.Index && other.Rel is "nmod") (other.Head, other.Rel) = (i, "obl");
            else if (other.Index < people.Index && other.Pos is Upos.Punct) other.Head = i;
        }
    }

    // "will hand over war crimes suspects to the tribunal", where "hand" is the subject of "suspects": a verb with an auxiliary is no subject, what follows is its object.
    private static void Plural(Word[] words, int i)
    {
        if (words.FirstOrDefault(w => w.Head == i && w is { Pos: Upos.Verb, Rel: "nsubj" or "csubj", IsGerund: false } && w.Index < i) is not { } verb || !Has(words, verb.Index, "aux") || !Has(words, verb.Index, "nsubj")) return;
        var noun = words[i];
        (verb.Head, verb.Rel, verb.SubRel) = (noun.Head, noun.Rel, noun.SubRel);
        (noun.Pos, noun.Lemma, noun.Head, noun.Rel, noun.SubRel) = (Upos.Noun, noun.Lower[..^1], verb.Index, "obj", "");
        foreach (var other in words.Where(w => w.Head == i)) other.Head = verb.Index;
        foreach (var part in words.Where(w => w.Head == verb.Index && w.IsNominal && w.Index > verb.Index && w.Index < i))
        {
            foreach (var particle in words.Where(w => w.Head == part.Index && w.Rel is "case")) (particle.Head, particle.Rel, particle.SubRel) = (verb.Index, "compound", "prt");
            (part.Head, part.Rel, part.SubRel) = (i, "compound", "");
        }
    }
}
