using System.Collections.Frozen;
using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>Mends noun phrases: prepositions that govern the wrong noun, doers that are no row, event nouns taken for verbs.</summary>
internal static class PhraseRepair
{
    public static void Straighten(Word[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word.Pos is Upos.Verb) Raid(words, i);
            if (word.Pos is Upos.Verb) Compound(words, i);
            if (word.Rel is "obl")
            {
                Asked(words, i);
                AtLeast(words, i);
            }

            if (word.SubRel is "agent") Doers(words, i);
            if (word.Rel is "case")
            {
                Owner(words, i);
                if (word.Head > i && words[word.Head].Rel is "compound" or "amod" or "nummod" or "nmod") Governed(words, i);
                Preposition(words, i);
            }

            if (word.Rel is "compound" && word.Pos is Upos.Noun) Away(words, i);
            if (word.Rel is "compound" or "flat") Beyond(words, i);
            if (word.Pos is Upos.Verb) Inside(words, i);
            if (word.Rel is "xcomp") Called(words, i);
            if (word.Rel is "conj" or "appos" or "nmod" && word.Head >= 0 && words[word.Head] is { Rel: "flat", Head: >= 0 } surname && surname.Head < surname.Index && word.Index > surname.Index) word.Head = surname.Head;
            if (word.Rel is "conj")
            {
                Aside(words, i);
                Sides(words, i);
                Between(words, i);
            }

            if (word.Rel is "nsubj" && word.Pos is Upos.Noun) Opening(words, i);
            if (word.Rel is "nsubj" && word.Pos is Upos.Propn) Peer(words, i);
            if (word.Rel is "nmod") Undergone(words, i);
            if (word.SubRel is "agent") Whose(words, i);
            if (word.Rel is "compound" or "flat" or "obl") Guest(words, i);
            if (word is { Rel: "appos", Pos: Upos.Propn, Head: >= 0 } && word.Head < i) Holder(words, i, word);
            if (word.SubRel is "relcl") People(words, i);
            if (word.Pos is Upos.Noun) Charge(words, i);
            if (word.Lower is "more") More(words, i);
            if (word.Lower is "hand") HandOver(words, i);
            if (word.Lower is "with") Along(words, i);
            if (word.Pos is Upos.Noun) Jailing(words, i);
            if (word.Lower is "used") Used(words, i);
            if (word.Lower is "after" or "before" or "since" or "until" or "as") Both(words, i);
            if (word.Pos is Upos.Verb)
            {
                Given(words, i);
                if (word.Lemma is "give" or "promise" or "offer" or "guarantee" or "lend" or "grant" or "send" or "award" or "pay" or "hand" or "pledge" or "loan" or "donate" or "owe" or "deny" or "allow" or "sell") Receiver(words, i);
            }
        }
    }

    // "an air raid hit the hall", where "raid" was taken for a verb that is a subject.
    private static void Raid(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb, IsGerund: false, Rel: "nsubj" or "obj" or "obl", Lower: "raid" or "strike" or "attack" or "assault" or "blast" or "ambush" or "siege" } word || words[i - 1] is not { IsNominal: true, Rel: "nsubj" or "compound" or "obj" } before || before.Head != i) return;
        (word.Pos, before.Rel, before.SubRel) = (Upos.Noun, "compound", "");
    }

    // "an arms embargo it imposed", "the U.S. arms sale", where the last word was taken for a verb of which the arms are the subject: what an article opens and is somebody's object is a noun.
    private static void Compound(Word[] words, int i)
    {
        if (i < 2 || words[i] is not { Pos: Upos.Verb, IsPast: false, IsGerund: false, Rel: "obj" or "obl" or "nmod" or "nsubj" } word || word.Lower != word.Lemma || words[i - 1] is not { Rel: "nsubj", Pos: Upos.Noun } before || before.Head != i) return;
        if (words.Any(w => w.Head == i && w.Rel is "obj" or "aux" or "mark") || !words.Any(w => w.Index < i - 1 && w.Rel is "det" && (w.Head == i || w.Head == i - 1))) return;
        (word.Pos, before.Rel, before.SubRel) = (Upos.Noun, "compound", "");
        foreach (var clause in words.Where(w => w.Head == i && w is { Rel: "ccomp", Pos: Upos.Verb })) (clause.Rel, clause.SubRel) = ("acl", "relcl");
    }

    // "stones at police in Dhaka, who responded", where the town responded: "who" goes with people.
    private static void People(Word[] words, int i)
    {
        if (words[i] is not { Rel: "acl", SubRel: "relcl", Head: > 1 } clause || words[clause.Head] is not { Pos: Upos.Propn } place || !words.Any(w => w.Head == i && w is { Rel: "nsubj", Lower: "who" })) return;
        if (words.LastOrDefault(w => w.Head == place.Index && w is { Rel: "case", Lower: "in" or "near" or "outside" or "from" }) is not { Index: > 0 } preposition || words[preposition.Index - 1] is not { Pos: Upos.Noun } people) return;
        if (people.Lower != people.Lemma || people.Lemma is "police" or "people") clause.Head = people.Index;
    }

    // "Washington, whose Secretary of State, Alexander Haig, had mediated", where Washington is called Haig: who stands behind "whose" acts in its clause.
    private static void Holder(Word[] words, int i, Word name)
    {
        if (!words.Any(w => w.Index > name.Head && w.Index < i && w.Lower is "whose" && TreeRepair.IsAbove(words, i, w.Index))) return;
        if (words.FirstOrDefault(w => w.Index > i && w is { Pos: Upos.Verb, Rel: "acl" } && w.Head == name.Head) is { } verb) (name.Head, name.Rel, name.SubRel) = (verb.Index, "nsubj", "");
    }

    // "threatened to jail opposition leaders", where "jail" is what he threatens to and the leaders stand beside it: what "to" opens before a noun without a preposition is a verb.
    private static void Jailing(Word[] words, int i)
    {
        if (i < 2 || words[i] is not { Pos: Upos.Noun, Rel: "obl" or "nmod" or "obj" or "xcomp", Head: >= 0 } verb || verb.Lower is not ("jail" or "arrest" or "attack" or "strike" or "shell" or "sanction" or "ban" or "target" or "fine" or "blockade" or "bomb" or "raid" or "storm" or "block" or "cut" or "halt" or "fund" or "aid" or "arm" or "support" or "back" or "boycott" or "veto" or "question" or "search" or "seize" or "oust" or "expel") || words[i - 1] is not { Lower: "to" } to || to.Head != i || verb.Head > i || words[verb.Head].Pos is not Upos.Verb) return;
        if (words.FirstOrDefault(w => w.Index > i && w.Index <= i + 5 && w.IsNominal && w.Head == verb.Head && w.Rel is "obl" or "obj" && w.SubRel is "") is not { } thing || words.Any(w => w.Head == thing.Index && w.Rel is "case")) return;
        for (var at = i + 1; at < thing.Index; at++)
        {
            if (words[at].Pos is Upos.Punct or Upos.Verb or Upos.Aux or Upos.Adp) return;
        }

        (verb.Pos, verb.Rel, verb.SubRel) = (Upos.Verb, "xcomp", "");
        (to.Rel, to.Pos) = ("mark", Upos.Part);
        (thing.Head, thing.Rel, thing.SubRel) = (i, "obj", "");
    }

    // "Chad, along with Sudan, condemned": one more who does it.
    private static void Along(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Lower: "with" } with || words[i - 1] is not { Lower: "along" or "together" } along || with.Head <= i || words[with.Head] is not { IsNominal: true, Rel: "nmod" or "obl", Head: >= 0 } other) return;
        var first = words[other.Head] is { IsNominal: true, Rel: "nsubj" } beside && beside.Index < i ? beside : words[other.Head] is { Pos: Upos.Verb } verb ? words.FirstOrDefault(w => w.Head == verb.Index && w is { Rel: "nsubj", IsNominal: true } && (i < 2 && w.Index > other.Index || w.Index < i && words[i - 2].Text is "," or "and" || w.Index == i - 2)) : null;
        if (first is null || first.Index == other.Index) return;
        (other.Head, other.Rel, other.SubRel) = (first.Index, "conj", "");
        foreach (var word in new[] { along, with }) (word.Head, word.Rel, word.SubRel) = (other.Index, "cc", "");
    }

    // "refused to hand over the suspects", where "hand" was taken for a noun and "over" for what governs them.
    private static void HandOver(Word[] words, int i)
    {
        if (i + 2 >= words.Length || words[i] is not { Lower: "hand", Pos: Upos.Noun } hand || words[i + 1] is not { Lower: "over" } over || i < 1 || words[i - 1] is not { Lower: "to" } to) return;
        (hand.Pos, to.Rel, to.Pos, to.Head) = (Upos.Verb, "mark", Upos.Part, i);
        if (over.Head > i + 1 && words[over.Head] is { IsNominal: true } thing && thing.Head == i) (thing.Rel, thing.SubRel) = ("obj", "");
        (over.Head, over.Rel, over.SubRel) = (i, "compound", "prt");
    }

    // "saved 200 more after they were found", where "more" is saved: the number counts them.
    private static void More(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Lower: "more", Rel: "obj" or "nsubj" } more || words[i - 1] is not { Pos: Upos.Num, Rel: "nummod" } number || number.Head != i) return;
        foreach (var child in words.Where(w => w.Head == i && w != number)) child.Head = number.Index;
        (number.Head, number.Rel, number.SubRel) = (more.Head, more.Rel, more.SubRel);
        (more.Head, more.Rel, more.SubRel) = (number.Index, "amod", "");
    }

    // "accused Bolivia of smuggling, a charge La Paz denied": what is denied behind a comma is the charge.
    private static void Charge(Word[] words, int i)
    {
        if (i < 2 || words[i] is not { Pos: Upos.Noun, Lemma: "charge" or "claim" or "accusation" or "allegation" or "assertion" } charge || words[i - 1] is not { Lower: "a" or "an" } || words[i - 2].Text is not "," and not "-") return;
        if (words.FirstOrDefault(w => w.Index > i && w.Index <= i + 7 && w is { Pos: Upos.Verb, IsPast: true, Lemma: "deny" or "reject" or "dismiss" or "refute" or "dispute" }) is not { } verb || words.Any(w => w.Head == verb.Index && w.Rel is "obj" && w.Index > verb.Index)) return;
        if (words.LastOrDefault(w => w.Index > i && w.Index < verb.Index && w.IsNominal && w.Head >= 0 && (w.Head == verb.Index || w.Head < i)) is not { } denier) return;
        if (charge.Head > i && charge.Head < verb.Index) (charge.Head, charge.Rel, charge.SubRel) = (verb.Index, "obj", "");
        else if (charge.Head == verb.Index && charge.Rel is "nsubj" && verb.Head == denier.Head) charge.Rel = "obj";
    }

    // "attacked a village 20 km south of the capital", where the kilometers are attacked: the distance is said of the place before it.
    private static void Away(Word[] words, int i)
    {
        if (i + 3 >= words.Length || words[i + 1] is not { Pos: Upos.Num } || words[i + 2] is not { Pos: Upos.Noun, Lemma: "km" or "kilometer" or "kilometre" or "mile" or "meter" or "metre" or "hour" } measure || words[i].Head != measure.Index) return;
        if (words[i + 3].Lower is not ("north" or "south" or "east" or "west" or "northeast" or "northwest" or "southeast" or "southwest" or "from" or "outside" or "off" or "away" or "-")) return;
        var place = words[i];
        (place.Head, place.Rel, place.SubRel) = (measure.Head, measure.Rel, measure.SubRel);
        (measure.Head, measure.Rel, measure.SubRel) = (i, "nmod", "");
        foreach (var word in words)
        {
            if (word.Head == measure.Index && word.Index < i) word.Head = i;
        }

        // What it is south of hangs on the place too.
        if (words[i + 3] is { Head: var above } side && above == place.Head) side.Head = i;
        foreach (var word in words)
        {
            if (word.Index > measure.Index && word.Head == measure.Index && word.Rel is "nmod" or "obl") (word.Head, word.Rel) = (i, "nmod");
        }
    }

    // "shrugged off calls from the Union": a call is somebody's.
    private static void Asked(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Rel: "obl", IsNominal: true, Head: >= 0 } asking || words.FirstOrDefault(w => w.Head == i && w.Rel is "case" && w.Lower is "from" or "by") is not { Index: > 0 } preposition) return;
        if (words[preposition.Index - 1] is { Pos: Upos.Noun, Lemma: "call" or "demand" or "request" or "appeal" or "pressure" or "warning" or "offer" or "criticism" or "threat" or "complaint" or "accusation" or "objection" or "plea" } call && call.Head == asking.Head && call.Rel is "obj" or "obl") (asking.Head, asking.Rel) = (call.Index, "nmod");
    }

    // "the president and his Azeri counterpart Heydar Aliyev met", where both are subjects by themselves: the name behind an office is its holder's.
    private static void Peer(Word[] words, int i)
    {
        if (i < 3 || words[i].Head < i || words[i - 1] is not { Pos: Upos.Noun, Rel: "conj" or "nsubj", Lemma: "counterpart" or "minister" or "president" or "premier" or "leader" or "chief" or "chancellor" or "secretary" or "envoy" } office || office.Head < 0) return;
        if (office.Head == words[i].Head || words[office.Head] is { Rel: "nsubj" } first && first.Head == words[i].Head) (words[i].Head, words[i].Rel, words[i].SubRel) = (office.Index, "appos", "");
    }

    // "shot dead at least 40 men", where "at" governs the men: "at least" is said of the number.
    private static void AtLeast(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Noun, Head: >= 0 } men || words[men.Head] is not { Pos: Upos.Verb } verb || men.Head > i || !words.Any(w => w.Head == i && w.Rel is "nummod")) return;
        if (words.FirstOrDefault(w => w.Index > verb.Index && w.Index < i && w.Lower is "at" && words[w.Index + 1].Lower is "least" or "most") is not { } at || words.Any(w => w.Head == verb.Index && (w.Rel is "obj" || w.SubRel is "pass")) || at.Index > verb.Index + 2) return;
        if (words.Any(w => w.Head == i && w.Rel is "case" && w.Index != at.Index)) return;
        (men.Rel, men.SubRel) = ("obj", "");
        (at.Head, at.Rel) = (at.Index + 1, "case");
    }

    // "fired by the army and popular forces", where both are doers by themselves: what "and" joins is a row.
    private static void Doers(Word[] words, int i)
    {
        if (words[i] is not { Rel: "obl", SubRel: "agent" } second || words.Any(w => w.Head == i && w.Rel is "case") || words.FirstOrDefault(w => w.Head == i && w.Rel is "cc") is null) return;
        if (words.LastOrDefault(w => w.Index < i && w.Head == second.Head && w.SubRel is "agent") is { } first) (second.Head, second.Rel, second.SubRel) = (first.Index, "conj", "");
    }

    // "in Ipi village in Mir Ali district", where "Mir" belongs to the village: no name goes on over a preposition.
    private static void Beyond(Word[] words, int i)
    {
        if (words[i] is not { Rel: "compound" or "flat", SubRel: "", Head: >= 0 } part || part.Head >= i) return;
        // "Lawmakers grilled Colonel Vindman", where the colonel is part of the lawmakers: nor over the verb, it is its object.
        if (words[part.Head] is { Rel: "nsubj", Head: >= 0 } subject && subject.Head > part.Head && subject.Head < i && words[subject.Head].Pos is Upos.Verb && words[i].IsNominal)
        {
            if (!words.Any(w => w.Head == subject.Head && w.Rel is "obj" or "ccomp" or "xcomp")) (part.Head, part.Rel) = (subject.Head, "obj");
            return;
        }

        if (words.LastOrDefault(w => w.Index < i && w.Index > part.Head && w.Rel is "case") is { } preposition && preposition.Head > i && words[preposition.Head].IsNominal) (part.Head, part.Rel) = (preposition.Head, "compound");
    }

    // "The authorities in occupied Karabakh reported", where the authorities occupied it: between a preposition and its noun stands no verb.
    private static void Inside(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Head: >= 0 } participle || participle is { Rel: "amod" } && participle.Head > i || words[i - 1] is not { Rel: "case" } preposition || preposition.Head != i + 1 || !words[i + 1].IsNominal || TreeRepair.IsAbove(words, i, i + 1)) return;
        foreach (var child in words.Where(w => w.Head == i)) child.Head = participle.Head;
        (participle.Head, participle.Rel, participle.SubRel) = (i + 1, "amod", "");
    }

    // "The president called King Mohammed", where he gave that name to nobody: of a verb with no object it is the object.
    private static void Called(Word[] words, int i)
    {
        if (words[i] is not { Rel: "xcomp", Pos: Upos.Propn, Head: >= 0 } name || words[name.Head] is not { Pos: Upos.Verb, Lemma: "call" or "name" or "appoint" or "elect" } verb || verb.Index > i) return;
        if (!words.Any(w => w.Head == verb.Index && (w.Rel is "obj" or "iobj" || w.SubRel is "pass"))) (name.Rel, name.SubRel) = ("obj", "");
    }

    // "Elka Geele, a small but strategic town": what an article opens behind a name and a comma is what the name is.
    private static void Aside(Word[] words, int i)
    {
        if (words[i] is not { Rel: "conj", Pos: Upos.Noun, Head: >= 0 } noun || words[noun.Head].Pos is not Upos.Propn || noun.Head > i || words.Any(w => w.Head == i && w.Rel is "cc")) return;
        if (words.FirstOrDefault(w => w.Head == i && w.Index < i && w.Rel is "det") is { Lower: "a" or "an", Index: > 0 } article && words[article.Index - 1].Text is ",") (noun.Rel, noun.SubRel) = ("appos", "");
    }

    // "clashes between Gbagyi and Fulani youths", where the youths are one more clash: between are two.
    private static void Sides(Word[] words, int i)
    {
        if (words[i] is not { Rel: "conj", IsNominal: true, Head: >= 0 } second || second.Head > i || !words[second.Head].IsNominal) return;
        if (words.LastOrDefault(w => w.Index < i && w.Head == second.Head && w is { Rel: "nmod", IsNominal: true } && words.Any(c => c.Head == w.Index && c is { Rel: "case", Lower: "between" })) is not { } first) return;
        // Of what is joined so far only a word that describes the second stands between.
        var joined = words.Where(w => w.Head == first.Index && w.Rel is "conj").ToList();
        if (joined.Any(w => w.Index != i - 1)) return;
        foreach (var word in joined) (word.Head, word.Rel, word.SubRel) = (i, word.Pos is Upos.Adj ? "amod" : "compound", "");
        foreach (var and in words.Where(w => w.Rel is "cc" && w.Index > first.Index && w.Index < i)) and.Head = i;
        second.Head = first.Index;
    }

    // "Talks between the president of Pakistan and Kenya", where he is the president of both: between are two, and only one is there so far.
    private static void Between(Word[] words, int i)
    {
        if (words[i] is not { Rel: "conj", IsNominal: true, Head: >= 0 } second || words[second.Head] is not { Rel: "nmod", IsNominal: true, Head: >= 0 } inner || inner.Index > i) return;
        var first = words[inner.Head];
        if (!first.IsNominal || first.Index > inner.Index || !words.Any(w => w.Head == first.Index && w is { Rel: "case", Lower: "between" }) || words.Any(w => w.Head == first.Index && w.Rel is "conj")) return;
        second.Head = first.Index;
    }

    // "In Lagos gunmen kidnapped", where "in" governs the gunmen: no subject has a preposition, the name behind it is the place.
    private static void Opening(Word[] words, int i)
    {
        if (words[i] is not { Head: >= 0 } subject || subject.Head < i || words.FirstOrDefault(w => w.Head == i && w is { Rel: "case", Pos: Upos.Adp } && w.Index < i - 1 && w.Lower is "in" or "near" or "at" or "outside" or "around" or "across") is not { } preposition) return;
        var last = preposition.Index + 1;
        if (!words[last].IsCapitalized || words[last].Head <= last || words[last].Head > i) return;
        while (last + 1 < i && words[last + 1] is { IsCapitalized: true, Pos: Upos.Propn }) last++;
        var place = words[last];
        foreach (var part in words.Where(w => w.Index > preposition.Index && w.Index < last)) (part.Head, part.Rel, part.SubRel) = (last, "compound", "");
        (place.Head, place.Rel, place.SubRel, place.Pos) = (subject.Head, "obl", "", Upos.Propn);
        preposition.Head = last;
    }

    private static readonly FrozenSet<string> DoneTo = FrozenSet.ToFrozenSet(["arrest", "detention", "killing", "murder", "assassination", "execution", "massacre", "slaughter", "kidnapping", "kidnap", "abduction", "shelling", "bombing", "bombardment", "shooting", "beating", "torture", "rape", "invasion", "occupation", "capture", "seizure", "takeover", "recapture", "release", "expulsion", "deportation", "imprisonment", "persecution", "siege", "destruction", "expropriation", "incarceration", "hijacking", "stabbing"]);

    private static readonly FrozenSet<string> Parts = FrozenSet.ToFrozenSet(["member", "supporter", "follower", "leader", "relative", "opponent", "group", "number", "part", "dozen", "hundred", "thousand", "head", "chief", "president", "minister", "army", "government", "commander", "resident", "remnant", "loyalist", "ally", "wing", "faction", "branch", "unit", "crowd", "mob", "majority", "handful", "score", "citizen", "people", "king", "parliament"]);

    // "the arrest by Turkish police of twelve journalists", where they are the journalists' police: what is done to somebody comes behind who does it.
    private static void Undergone(Word[] words, int i)
    {
        if (words[i] is not { Rel: "nmod", IsNominal: true, Head: > 0 } victim || words[victim.Head] is not { Rel: "nmod" or "obl", Pos: Upos.Noun, Head: >= 0 } doer || doer.Index > i || Parts.Contains(doer.Lemma)) return;
        var deed = words[doer.Head];
        if (deed.Index > doer.Index || !DoneTo.Contains(deed.Lemma) || !words.Any(w => w.Head == i && w is { Rel: "case", Lower: "of" }) || !words.Any(w => w.Head == doer.Index && w is { Rel: "case", Lower: "by" })) return;
        if (!words.Any(w => w.Head == deed.Index && w.Index > deed.Index && words.Any(c => c.Head == w.Index && c is { Rel: "case", Lower: "of" }))) victim.Head = deed.Index;
    }

    // "denounced the crackdown by the government against protesters", where the government denounces: the doer of a deed that has its subject and its object before it is the object's.
    private static void Whose(Word[] words, int i)
    {
        if (words[i] is not { Rel: "obl", SubRel: "agent", IsNominal: true, Head: >= 0 } doer || words[doer.Head] is not { Pos: Upos.Verb } verb || verb.Index > i) return;
        if (!words.Any(w => w.Head == verb.Index && w is { Rel: "nsubj", SubRel: "" }) || words.LastOrDefault(w => w.Head == verb.Index && w is { Rel: "obj", IsNominal: true } && w.Index > verb.Index && w.Index < i) is not { } deed) return;
        (doer.Head, doer.Rel, doer.SubRel) = (deed.Index, "nmod", "");
        if (words.FirstOrDefault(w => w.Head == verb.Index && w is { Rel: "obl", IsNominal: true } && w.Index > i && words.Any(c => c.Head == w.Index && c is { Rel: "case", Lower: "against" })) is { } target) (target.Head, target.Rel) = (deed.Index, "nmod");
    }

    // "a visit to Pakistan by President Pezeshkian", where he is part of Pakistan's name: what a preposition opens is no part of the name before it.
    private static void Guest(Word[] words, int i)
    {
        if (words[i] is { Rel: "obl", IsNominal: true, Head: >= 0 } visitor && words.FirstOrDefault(w => w.Head == i && w is { Rel: "case", Lower: "by" }) is { } by && words[visitor.Head] is { Pos: Upos.Verb } signed && signed.Index < by.Index
            && words.LastOrDefault(w => w.Index > signed.Index && w.Index < by.Index && w is { Pos: Upos.Noun, Lemma: "visit" or "trip" or "tour" or "speech" or "address" }) is { } visit && words.Any(w => w.Head == signed.Index && w is { Rel: "nsubj", SubRel: "" }))
        {
            (visitor.Head, visitor.Rel, visitor.SubRel) = (visit.Index, "nmod", "");
            return;
        }

        if (words[i] is not { Rel: "flat" or "compound", IsNominal: true, Head: >= 0 } name || name.Head > i || words.FirstOrDefault(w => w.Head == i && w.Rel is "case" && w.Index > name.Head && w.Lower is "by" or "with" or "for" or "from" or "against") is not { } preposition || preposition.Index != name.Head + 1) return;
        var before = words[name.Head];
        var deed = before is { Rel: "nmod", Head: >= 0 } && before.Head < before.Index && words[before.Head].Pos is Upos.Noun ? words[before.Head] : before;
        (name.Head, name.Rel, name.SubRel) = (deed.Index, "nmod", "");
    }

    private static readonly FrozenSet<string> Giving = FrozenSet.ToFrozenSet(["return", "give", "hand", "send", "donate", "deliver", "extradite", "transfer", "supply", "offer", "grant", "lend", "ship", "surrender", "provide", "airlift", "sell", "export", "dispatch", "repatriate"]);

    // What goes to somebody by itself: "a visit to", "the ambassador to", "an answer to".
    private static readonly FrozenSet<string> Directed = FrozenSet.ToFrozenSet(["visit", "trip", "ambassador", "envoy", "answer", "response", "reply", "threat", "damage", "access", "right", "key", "letter", "message", "road", "way", "link", "tie", "aid", "help", "support", "assistance", "commitment", "approach", "solution", "alternative", "objection", "opposition", "reference", "travel", "flight", "return", "border", "route", "entrance", "close", "next", "contribution", "welcome", "tribute", "end", "challenge", "adviser", "advisor", "witness", "relative", "exposure", "resistance", "reaction", "invitation", "warning"]);

    // "sold 32 used fighter jets", where 32 are sold that used jets: behind a number what is used is no verb.
    private static void Used(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb } used || words[i - 1] is not { Pos: Upos.Num, Rel: "obj" or "nsubj" or "obl" or "nmod", Head: >= 0 } number || words.Any(w => w.Head == i && w.Rel is "nsubj" or "aux" or "mark")) return;
        if (words.FirstOrDefault(w => w.Head == i && w.Index > i && w.Index < i + 4 && w is { Rel: "obj", Pos: Upos.Noun }) is not { } thing) return;
        (thing.Head, thing.Rel, thing.SubRel) = (number.Head, number.Rel, number.SubRel);
        (number.Head, number.Rel, number.SubRel) = (thing.Index, "nummod", "");
        foreach (var child in words.Where(w => w.Head == i)) child.Head = thing.Index;
        (used.Pos, used.Head, used.Rel, used.SubRel, used.IsPast) = (Upos.Adj, thing.Index, "amod", "", false);
    }

    // "promised Poland a delivery", where both are objects, and "gave Lebanon's army 60 million dollars", where an army of dollars is given: who stands between such a verb and what is given gets it.
    private static void Receiver(Word[] words, int i)
    {
        if (words.Any(w => w.Head == i && w.Rel is "iobj" || w.Head == i && w.SubRel is "pass")) return;
        if (words.LastOrDefault(w => w.Head == i && w.Index > i && w is { Rel: "obj", Pos: Upos.Noun or Upos.Propn }) is not { } thing) return;
        if (words.FirstOrDefault(w => w.Head == i && w.Index > i && w.Index < thing.Index && w is { Rel: "obj", IsNominal: true }) is { } other && !words.Any(w => w.Head == thing.Index && w.Rel is "cc") && words.All(w => w.Index <= other.Index || w.Index >= thing.Index || w.Text is not ","))
        {
            other.Rel = "iobj";
            return;
        }

        // A number behind a noun begins another phrase.
        if (words.FirstOrDefault(w => w.Index > i && w.Index < thing.Index && w.Pos is Upos.Num or Upos.Sym) is not { Index: > 1 } number || words[number.Index - 1] is not { Pos: Upos.Noun or Upos.Propn, Rel: "compound" or "nmod" or "amod" or "flat" } receiver || receiver.Index <= i || receiver.Head != thing.Index) return;
        if (!words.Any(w => w.Head == receiver.Index && w.SubRel is "poss" || w.Head == receiver.Index && w.Rel is "det") && receiver.Pos is not Upos.Propn) return;
        (receiver.Head, receiver.Rel, receiver.SubRel) = (i, "iobj", "");
        foreach (var own in words.Where(w => w.Head == thing.Index && w.Index < receiver.Index && w.Rel is "det" or "amod" || w.Head == thing.Index && w.Index < receiver.Index && w.SubRel is "poss")) own.Head = receiver.Index;
    }

    // "returned a pendant engraved with the czar's image to Russian authorities", "imposed sanctions over the crisis, travel bans among them, on generals": to whom it goes hangs on the verb, and not on the last noun before.
    private static void Given(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb } verb) return;
        var (isGiving, isImposing, isTalking) = (Giving.Contains(verb.Lemma), verb.Lemma is "impose" or "slap" or "levy" or "blame" or "pin", verb.Lemma is "discuss");
        if (!isGiving && !isImposing && !isTalking) return;
        bool Leads(Word preposition) => preposition.Rel is "case" && (isGiving ? preposition.Lower is "to" : isImposing ? preposition.Lower is "on" or "against" : preposition.Lower is "with");
        if (words.FirstOrDefault(w => w.Head == i && w.Rel is "obj" && w.Index > i) is not { } thing || words.Any(w => w.Head == i && w.Rel is "iobj") || words.Any(w => Leads(w) && words[Math.Max(w.Head, 0)].Head == i)) return;
        foreach (var preposition in words.Where(w => w.Index > thing.Index && Leads(w)))
        {
            var to = words[Math.Max(preposition.Head, 0)];
            if (to is not { IsNominal: true, Rel: "nmod" or "obl", Head: > 0 } || !TreeRepair.IsAbove(words, thing.Index, to.Index)) continue;
            var holder = words[to.Head];
            // Of the thing itself it may be said ("an ambassador to", "sanctions on"): there it is found already.
            if (holder.Index == thing.Index && !isGiving && verb.Lemma is not ("blame" or "pin") || Directed.Contains(holder.Lemma) || holder is { Pos: Upos.Verb, Lemma: not ("engrave" or "steal" or "seize" or "lose" or "confiscate" or "miss" or "smuggle" or "make" or "carry" or "worth") }) continue;
            (to.Head, to.Rel, to.SubRel) = (i, "obl", "");
            return;
        }
    }

    // "Turkey's parliament ratified Sweden's bid", where the second mark hangs on Turkey too: it belongs to the word before it.
    private static void Owner(Word[] words, int i)
    {
        if (i < 2 || words[i] is not { Lower: "'s" or "’s", Head: >= 0 } mark || mark.Head >= i - 1 || words[i - 1] is not { IsNominal: true, SubRel: "poss" } owner) return;
        if (words.Any(w => w.Index > mark.Head && w.Index < i && w.Lower == mark.Lower && w.Head == mark.Head)) mark.Head = owner.Index;
    }

    // "by Abu Sayyaf militants", where "by" governs the name alone: a preposition before a noun's modifier governs the noun.
    private static void Governed(Word[] words, int i)
    {
        if (words[i] is not { Rel: "case", Head: >= 0, Pos: Upos.Adp } preposition || preposition.Head <= i || words[i + 1].Text is "-" || words[preposition.Head] is not ({ Rel: "compound" or "amod" or "nummod", Head: >= 0 } or { Rel: "nmod", SubRel: "desc", Head: >= 0 }) || words[preposition.Head] is not { } modifier || modifier.Head <= modifier.Index || !words[modifier.Head].IsNominal) return;
        if (!words.Any(w => w.Head == modifier.Head && w.Rel is "case" && w.Index < modifier.Index) && !words.Any(w => w.Index > i && w.Index < modifier.Head && w.Pos is Upos.Verb)) preposition.Head = modifier.Head;
    }

    // "after Tehran and Washington carried out a swap", where "after" governs Tehran alone: two who act together behind "after" open a clause.
    private static void Both(Word[] words, int i)
    {
        if (words[i] is not { Lower: "after" or "before" or "since" or "until" or "as", Head: >= 0 } opening || opening.Head <= i || words[opening.Head] is not { IsNominal: true, Rel: "obl" or "nmod", Head: >= 0 } first) return;
        if (words.FirstOrDefault(w => w.Index > first.Index + 1 && w is { Rel: "nsubj", IsNominal: true, Head: >= 0 } && w.Head > w.Index && words[w.Head] is { Pos: Upos.Verb } && words.Any(c => c.Lower is "and" && c.Index > first.Index && c.Index < w.Index && (c.Head == w.Index || c.Head == w.Head))) is not { } second) return;
        var verb = words[second.Head];
        if (first.Head != verb.Index || second.Index - first.Index > 4 || words.Any(w => w.Head == verb.Index && w.Rel is "nsubj" && w.Index < first.Index)) return;
        (first.Rel, first.SubRel) = ("nsubj", "");
        (second.Head, second.Rel, second.SubRel) = (first.Index, "conj", "");
        foreach (var and in words.Where(w => w.Lower is "and" && w.Index > first.Index && w.Index < second.Index)) (and.Head, and.Rel) = (second.Index, "cc");
        (opening.Head, opening.Rel) = (verb.Index, "mark");
        if (verb.Rel is "conj" or "parataxis" or "acl") (verb.Rel, verb.SubRel) = ("advcl", "");
    }

    // "a wall around the consulate in the city", where "around" and "in" govern the city: of two prepositions of a noun the first has a noun of its own between them.
    private static void Preposition(Word[] words, int i)
    {
        if (words[i] is not { Rel: "case", Head: >= 0 } first || first.Head < i || words.FirstOrDefault(w => w.Head == first.Head && w.Rel is "case" && w.Index > i + 1) is not { } second) return;
        var own = words.LastOrDefault(w => w.Index > i && w.Index < second.Index && w.IsNominal && w.Rel is "obl" or "nmod" or "obj" && w.SubRel is "" && w.Head < i);
        if (own is not null && own.Index == second.Index - 1 && !words.Any(w => w.Head == own.Index && w.Rel is "case")) first.Head = own.Index;
    }
}
