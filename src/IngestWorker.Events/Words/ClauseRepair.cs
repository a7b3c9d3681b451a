using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>Mends clauses that the tree hangs on a noun: a predicate taken for a name, the subject of what was said taken for the speaker's.</summary>
internal static class ClauseRepair
{
    public static void Straighten(Word[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word.Pos is Upos.Verb)
            {
                Governed(words, i);
                Reporting(words, i);
                Reported(words, i);
                if (word.SubRel is "relcl")
                {
                    Listened(words, i);
                    Blast(words, i);
                }

                Sponsored(words, i);
            }

            if (word.Pos is Upos.Adj) Loyal(words, i);
            if (word.IsNominal) Told(words, i);
            if (word.Rel is "nsubj")
            {
                Where(words, i);
                Second(words, i);
            }

            if (word.IsGerund) Harming(words, i);
            if (word.Rel is "nmod") Titled(words, i);
            if (word.Rel is "nsubj") Enclosed(words, i);
            if (word.Pos is Upos.Verb)
            {
                Subject(words, i);
                Alike(words, i);
            }

            if (word.Rel is "obj") Fronted(words, i);
            if (word.Pos is not Upos.Verb) continue;
            Agreeing(words, i);
            Telling(words, i);
            Opening(words, i);
            Warning(words, i);
            Accusing(words, i);
            Demanding(words, i);
            Resolved(words, i);
            Inverted(words, i);
        }

        Interrupted(words);
        Stranded(words);
        Suffered(words);
    }

    // "Pakistan refuted Indian media reports that ...", where "reports" was taken for the verb: a noun with no copula governs no finite verb before it, that verb governs the noun.
    private static void Governed(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "ccomp" or "parataxis", Head: >= 0 } verb || verb.Head <= i || words[verb.Head] is not { Pos: Upos.Noun } noun) return;
        if (!Has(words, i, "nsubj") || Has(words, i, "obj") || Has(words, noun.Index, "cop") || words.Any(w => w.Index > i && w.Index < noun.Index && (w.Pos is Upos.Verb or Upos.Aux || w.Text is "," or "\"" or "”"))) return;
        (verb.Head, verb.Rel, verb.SubRel) = (noun.Head, noun.Rel, noun.SubRel);
        (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
        foreach (var other in words.Where(w => w.Head == noun.Index))
        {
            if (other.Rel is "nsubj" && other.Index > i) (other.Rel, other.SubRel) = ("compound", "");
            else if (other.Index < i || other.Pos is Upos.Punct) other.Head = i;
            else if (other.Rel is "ccomp") other.Rel = "acl";
        }
    }

    // "held talks with his counterpart, Prince Saud, in Riyadh on improving ties", where Riyadh improves them: what a preposition governs is no subject of a gerund behind another one.
    private static void Where(Word[] words, int i)
    {
        if (i < 1 || i + 2 >= words.Length || words[i - 1] is not { Rel: "case", Lower: "in" or "at" or "near" or "outside" } preposition || preposition.Head != i || words[i + 1] is not { Rel: "mark" or "case", Lower: "on" or "about" or "for" or "after" or "before" or "of" }) return;
        if (words[i].Head is var at && at > i && words[at] is { IsGerund: true, Rel: "advcl" or "acl", Head: >= 0 } gerund && gerund.Head < i) (words[i].Head, words[i].Rel, words[i].SubRel) = (gerund.Head, "obl", "");
    }

    // "Pakistan refuted media reports that ...", where the media report: who opens the sentence and has a verb of its own denies what they tell.
    private static void Reporting(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, Lower: "reports" or "claims" } noun || words.FirstOrDefault(w => w.Head == i && w.Index < i && w is { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "ccomp" or "parataxis" or "advcl" }) is not { } verb) return;
        if (words.FirstOrDefault(w => w.Head == i && w is { Rel: "nsubj", IsNominal: true }) is not { } media || media.Index != i - 1 || media.Index < verb.Index || !Has(words, verb.Index, "nsubj") || Has(words, verb.Index, "obj")) return;
        if (words.Any(w => w.Index > verb.Index && w.Index < i && (w.Text is "," or "\"" or "”" || w.Pos is Upos.Verb or Upos.Aux or Upos.Adp))) return;
        (verb.Head, verb.Rel, verb.SubRel) = (noun.Head, noun.Rel, noun.SubRel);
        (noun.Pos, noun.Lemma, noun.Head, noun.Rel, noun.SubRel) = (Upos.Noun, noun.Lower[..^1], verb.Index, "obj", "");
        (media.Rel, media.SubRel) = ("compound", "");
        foreach (var other in words.Where(w => w.Head == i && w.Index != media.Index))
        {
            if (other.Index < media.Index || other.Pos is Upos.Punct) other.Head = verb.Index;
            else if (other.Rel is "ccomp") other.Rel = "acl";
        }
    }

    // "quoted the council as reporting that the town was taken": what opens with "that" behind a verb of saying is what is said.
    private static void Reported(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, Rel: "advcl" or "acl" } verb || words.FirstOrDefault(w => w.Head == i && w.Rel is "mark" && w.Lower is "that") is not { Index: > 0 } that) return;
        if (words[that.Index - 1] is not { Pos: Upos.Verb, Lemma: "say" or "report" or "claim" or "announce" or "add" or "state" or "allege" or "warn" or "argue" or "insist" or "acknowledge" or "confirm" or "deny" } saying || saying.Index == verb.Head || TreeRepair.IsAbove(words, i, saying.Index)) return;
        (verb.Head, verb.Rel, verb.SubRel) = (saying.Index, "ccomp", "");
    }

    // "told reporters at the border that troops had shot the men", where the border was shot at: what is told behind whom and where, and not a clause about the place.
    private static void Listened(Word[] words, int i)
    {
        if (words[i] is not { Rel: "acl", Head: > 0 } verb || words[verb.Head] is not { IsNominal: true, Rel: "nmod" or "obl" } where || words.FirstOrDefault(w => w.Head == where.Index && w.Rel is "case") is not { Lower: "at" or "in" or "on" or "near" or "after" or "during" or "outside" }) return;
        if (where.Index + 1 >= i || words[where.Index + 1] is not { Lower: "that" } that || that.Head != i || !words.Any(w => w.Head == i && w.Rel is "nsubj" && w.Index > that.Index)) return;
        for (var (up, steps) = (where.Head, 0); up >= 0 && steps < 3; up = words[up].Head, steps++)
        {
            if (words[up] is not { Pos: Upos.Verb } telling) continue;
            if (telling.Lemma is not ("tell" or "inform" or "warn" or "assure" or "say" or "announce" or "admit" or "confirm")) return;
            (verb.Head, verb.Rel, verb.SubRel, that.Rel, that.Pos) = (up, "ccomp", "", "mark", Upos.Sconj);
            return;
        }
    }

    // "a car bomb outside the consulate that killed 12 people": what kills is the bomb.
    private static void Blast(Word[] words, int i)
    {
        if (words[i] is not { Rel: "acl", Head: > 0, Lemma: "kill" or "wound" or "injure" or "destroy" or "damage" or "maim" } verb || words[verb.Head] is not { Pos: Upos.Noun or Upos.Propn, Rel: "nmod", Head: >= 0 } where) return;
        if (words[where.Head] is { Pos: Upos.Noun, Lemma: "bomb" or "bombing" or "attack" or "blast" or "explosion" or "raid" or "strike" or "airstrike" or "shooting" or "ambush" or "shelling" or "grenade" or "rocket" or "missile" or "mine" or "assault" or "clash" or "fighting" } what
            && what.Index < where.Index && words.Any(w => w.Head == i && w.Rel is "nsubj" && w.Lower is "that" or "which") && words.Any(w => w.Head == where.Index && w.Rel is "case" && w.Lower is "in" or "at" or "on" or "near" or "outside" or "inside" or "by")) verb.Head = what.Index;
    }

    // "after forces backed by Moscow attacked the town", where Moscow attacks: who stands behind "by" and a participle is the agent of that participle, and whom it describes is the subject.
    private static void Sponsored(Word[] words, int i)
    {
        if (words[i] is not { IsGerund: false } verb || words.FirstOrDefault(w => w.Head == i && w.SubRel is "agent" && w.Index < i) is not { } agent || !words.Any(w => w.Head == i && w.Rel is "obj" && w.Index > i) || Has(words, i, "nsubj")) return;
        if (words.FirstOrDefault(w => w.Head == agent.Index && w.Rel is "case" && w.Lower is "by") is not { Index: > 1 } by || words[by.Index - 1] is not { Pos: Upos.Verb, IsPast: true, Rel: "acl", Head: >= 0 } participle || words[participle.Head] is not { IsNominal: true } whose || whose.Index > participle.Index) return;
        agent.Head = participle.Index;
        if (whose.Head != verb.Head && whose.Head != i) return;
        foreach (var word in words.Where(w => w.Head == whose.Index && w.Rel is "case")) (word.Head, word.Rel) = (i, "mark");
        (whose.Head, whose.Rel, whose.SubRel) = (i, "nsubj", "");
    }

    // "gunmen loyal to the general had beaten them", "troops sent to back the president returned fire", with a subject too many: the second belongs to what describes the first.
    private static void Second(Word[] words, int i)
    {
        var second = words[i];
        if (second.Head < i || second.SubRel is not "" || words.FirstOrDefault(w => w.Head == second.Head && w.Rel is "nsubj" && w.SubRel is "" && w.Index < i) is not { IsNominal: true } first) return;
        var opening = i;
        foreach (var word in words)
        {
            if (word.Head == i && word.Index < opening) opening = word.Index;
        }

        if (opening < 1 || opening == first.Index) return;
        var preposition = words[opening] is { Rel: "case", Lower: "to" or "by" or "with" or "from" or "against" or "of" };
        if (words[opening - 1] is { Pos: Upos.Verb or Upos.Adj } describing && describing.Index > first.Index && TreeRepair.IsAbove(words, first.Index, describing.Index) && (preposition || describing.Pos is Upos.Verb)) (second.Head, second.Rel) = (describing.Index, preposition ? "obl" : "obj");
    }

    // "Soldiers loyal to the colonel seized the parliament", where they were loyal and the colonel seized it: an adjective without a copula is no predicate.
    private static void Loyal(Word[] words, int i)
    {
        if (words[i] is not { Lower: "loyal" or "opposed" or "allied" or "sympathetic" or "faithful" } loyal || words.Any(w => w.Head == i && w.Rel is "cop" or "aux") || words.FirstOrDefault(w => w.Head == i && w.Rel is "nsubj" && w.Index == i - 1) is not { IsNominal: true } soldiers) return;
        if (words.FirstOrDefault(w => w.Head == i && w.Index > i && w is { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "advcl" or "ccomp" or "parataxis" or "conj" }) is not { } verb || words.FirstOrDefault(w => w.Head == verb.Index && w.Rel is "nsubj") is not { } colonel || colonel.Index < i) return;
        (verb.Head, verb.Rel, verb.SubRel) = (loyal.Head, loyal.Rel, loyal.SubRel);
        (soldiers.Head, loyal.Head, loyal.Rel, loyal.SubRel) = (verb.Index, soldiers.Index, "amod", "");
        (colonel.Head, colonel.Rel) = (words.FirstOrDefault(w => w.Head == i && w.Rel is "obl" && w.Index < colonel.Index)?.Index ?? i, "flat");
        foreach (var word in words)
        {
            if (word.Head == i && word.Index > verb.Index) word.Head = verb.Index;
        }
    }

    // "The department said John Kerry, the secretary, contacted the minister": who stands behind the verb of saying acts in what is said.
    private static void Told(Word[] words, int i)
    {
        if (words[i] is not { Rel: "nsubj" or "obj" or "iobj", Head: >= 0, IsNominal: true } subject || subject.Head > i || words[subject.Head] is not { Pos: Upos.Verb, Lemma: "say" or "claim" or "report" or "announce" or "confirm" or "state" or "add" or "believe" or "allege" } saying) return;
        if (!words.Any(w => w.Head == saying.Index && w.Rel is "nsubj" && w.Index < saying.Index)) return;
        if (words.FirstOrDefault(w => w.Head == saying.Index && w.Rel is "ccomp" && w.Index > i && w.Pos is Upos.Verb) is not { } content || Has(words, content.Index, "nsubj") || words.Any(w => w.Head == content.Index && w.Rel is "mark")) return;
        (subject.Head, subject.Rel, subject.SubRel) = (content.Index, "nsubj", words.Any(w => w.Head == content.Index && w.SubRel is "pass") ? "pass" : "");
    }

    // "gave the mission a year to leave, accusing it of spying": who goes on speaking behind the comma is the subject of the sentence, and not who is to leave.
    private static void Telling(Word[] words, int i)
    {
        if (i < 2 || words[i - 1].Text is not "," || words[i] is not { Pos: Upos.Verb, IsGerund: true, Rel: "advcl", Head: >= 0, Lemma: "accuse" or "say" or "add" or "call" or "urge" or "cite" or "blame" or "vow" or "describe" or "denounce" or "demand" or "insist" or "promise" or "threaten" or "warn" or "condemn" or "claim" or "deny" or "argue" } telling || telling.Head > i) return;
        var above = words[telling.Head];
        // "repeated that he would not agree, accusing them": who repeats accuses.
        if (above.Rel is "ccomp" && above.Head >= 0 && above.Head < above.Index && words[above.Head].Pos is Upos.Verb) above = words[above.Head];
        else if (!words.Any(w => w.Head == above.Index && w.Rel is "mark" && w.Lower is "to")) return;
        for (var steps = 0; steps < 20 && above.Head >= 0 && !Has(words, above.Index, "nsubj"); steps++) above = words[above.Head];
        if (above.Pos is Upos.Verb && Has(words, above.Index, "nsubj") && !TreeRepair.IsAbove(words, i, above.Index)) telling.Head = above.Index;
    }

    // "a loan after Kiev agreed to cut its deficit", where something is agreed after Kiev; "said it would not come", where "it" is nobody: a finite verb that has no subject has the name right before it.
    private static void Opening(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb, IsGerund: false, Rel: "advcl" or "ccomp" } verb || Has(words, i, "nsubj") || Has(words, i, "csubj")) return;
        if (verb.Rel is "ccomp")
        {
            if (words.FirstOrDefault(w => w.Head == i && w is { Rel: "expl", Lower: "it" } && w.Index < i) is { } it && words.Any(w => w.Head == i && w is { Rel: "aux", Lower: "will" or "would" }) && !words.Any(w => w.Head == i && w.Rel is "ccomp" or "xcomp" || w.Head == i && w.SubRel is "pass")) it.Rel = "nsubj";
            return;
        }

        if (!verb.IsFinitePast || words[i - 1] is not { Rel: "obl", Pos: Upos.Propn, SubRel: "" } name || name.Head != i || Has(words, name.Index, "case") || !words.Any(w => w.Head == i && w.Rel is "mark" or "case" && w.Index < name.Index && w.Lower is "after" or "before" or "since" or "until")) return;
        name.Rel = "nsubj";
    }

    // "shot concertgoers and then set the hall alight", where to set is a phrase of "shot": what "and" joins to a past tense is one more deed.
    public static void Linked(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsGerund: false, Rel: "obl", Head: >= 0 } verb || words[verb.Head] is not { Pos: Upos.Verb, IsGerund: false } first || first.Index > i || !Has(words, i, "cc") || !Has(words, i, "obj") || Has(words, i, "case")) return;
        (verb.Rel, verb.SubRel) = ("conj", "");
    }

    // "dismissed the report as a fabrication and accused Western services", where the services are one more fabrication: what stands right behind a verb that has no object is its object.
    private static void Accusing(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "conj", Head: >= 0 } verb || words[i - 1].Lower is not ("and" or "but") || Has(words, i, "obj") || Has(words, i, "xcomp") || Has(words, i, "ccomp") || words.Any(w => w.Head == i && w.SubRel is "pass")) return;
        var at = i + 1;
        while (at < words.Length && words[at].Rel is "det" or "amod" or "compound" or "nummod" or "nmod" && words[at].Head > at && words[at].Pos is not Upos.Adp) at++;
        if (at >= words.Length || words[at] is not { IsNominal: true, Rel: "conj", Head: >= 0 } thing || thing.Head >= i || words.Any(w => w.Index > i && w.Index < at && w.Head != at && (w.Head <= i || w.Head > at))) return;
        (thing.Head, thing.Rel, thing.SubRel) = (i, "obj", "");
    }

    // "accused Bolivia of a breach, a charge La Paz denied", where the charge denies: what stands behind a comma and names what was said is what is denied, by who follows.
    public static void Denying(Word[] words, int i)
    {
        if (words[i] is not { Rel: "root", Lemma: "deny" or "reject" or "dismiss" or "dispute" or "refute" } verb || Has(words, i, "obj") || Has(words, i, "ccomp")) return;
        if (words.FirstOrDefault(w => w.Head == i && w is { Rel: "nsubj", Lemma: "charge" or "claim" or "allegation" or "accusation" or "demand" or "suggestion" or "offer" or "proposal" or "assertion" or "account" or "view" } && w.Index > 2) is not { } charge || words[charge.Index - 1].Lower is not ("a" or "an" or "the") || words[charge.Index - 2].Text is not ",") return;
        if (words.FirstOrDefault(w => w.Head == charge.Index && w is { Rel: "appos" or "compound" or "flat" or "nmod", IsNominal: true } && w.Index > charge.Index && w.Index < i) is not { } denier || words.FirstOrDefault(w => w.Head == i && w is { Rel: "advcl" or "parataxis" or "ccomp", Pos: Upos.Verb } && w.Index < charge.Index && Has(words, w.Index, "nsubj")) is not { } main) return;
        (main.Head, main.Rel, main.SubRel) = (-1, "root", "");
        (charge.Head, charge.Rel, charge.SubRel) = (main.Index, "appos", "");
        (verb.Head, verb.Rel, verb.SubRel) = (charge.Index, "acl", "relcl");
        (denier.Head, denier.Rel, denier.SubRel) = (i, "nsubj", "");
    }

    // "Rebels of the Cabinda enclave threatened", where the enclave threatens too: what stands right behind a phrase with "of" is its head.
    private static void Enclosed(Word[] words, int i)
    {
        if (i < 3 || words[i] is not { Rel: "nsubj", Pos: Upos.Noun, Head: >= 0 } place || words[i - 1] is not { Rel: "nmod", Pos: Upos.Propn, Head: >= 0 } name || words[name.Head] is not { Rel: "nsubj", IsNominal: true } whose || whose.Head != place.Head) return;
        if (words.FirstOrDefault(w => w.Head == name.Index && w is { Rel: "case", Lower: "of" or "in" or "from" }) is null) return;
        foreach (var word in words.Where(w => w.Head == name.Index && w.Index < name.Index && w.Rel is "case" or "det" or "amod")) word.Head = i;
        (place.Head, place.Rel, place.SubRel) = (whose.Index, "nmod", "");
        (name.Head, name.Rel, name.SubRel) = (i, "compound", "");
    }

    // "warned that the exercises could lead to war", where to warn and to lead are joined: behind "that" stands what is said.
    private static void Warning(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, Rel: "conj", Head: >= 0 } verb || words[verb.Head] is not { Pos: Upos.Verb, Lemma: "warn" or "say" or "announce" or "claim" or "insist" or "add" or "declare" } saying || saying.Index > i || Has(words, i, "cc")) return;
        if (words.FirstOrDefault(w => w.Head == i && w.Rel is "nsubj" && w.Index < i) is not { } subject || words.FirstOrDefault(w => w.Lower is "that" && w.Index > saying.Index && w.Index < i && (w.Head == subject.Index || w.Head == i)) is not { } that) return;
        (verb.Rel, verb.SubRel) = ("ccomp", "");
        (that.Head, that.Rel) = (i, "mark");
    }

    // "said that his forces held the town, and urged allies to help": who says it urges.
    private static void Demanding(Word[] words, int i)
    {
        if (i < 2 || words[i - 1].Lower is not "and" || words[i - 2].Text is not "," || words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "conj", Head: >= 0, Lemma: "urge" or "accuse" or "demand" or "warn" or "condemn" or "vow" or "threaten" or "appeal" or "denounce" or "blame" or "insist" or "pledge" or "call" } demand || Has(words, i, "nsubj") || Has(words, i, "aux")) return;
        var said = words[demand.Head];
        // "demanded that Uganda withdraw its troops, and called for talks": no past tense goes on what is demanded.
        if (said is { Rel: "ccomp", IsPast: false, IsGerund: false, Head: >= 0 } && said.Lower == said.Lemma && !Has(words, said.Index, "aux") && words[said.Head] is { Pos: Upos.Verb, IsPast: true, Lemma: "demand" or "urge" or "insist" or "ask" or "propose" or "request" or "order" or "recommend" })
        {
            demand.Head = said.Head;
            return;
        }

        if (said is { Rel: "ccomp", Head: >= 0 } && said.Head < said.Index && words[said.Head] is { Pos: Upos.Verb, Lemma: "say" or "tell" or "announce" or "claim" or "add" or "state" or "declare" or "report" or "confirm" or "insist" } saying && Has(words, saying.Index, "nsubj")) demand.Head = saying.Index;
    }

    // "strengthened the government's resolve to end the uprising", where the speech ends it: what somebody has the will to do hangs on the will.
    private static void Resolved(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, Rel: "advcl" or "xcomp", Head: >= 0 } deed || words.FirstOrDefault(w => w.Head == i && w is { Rel: "mark", Lower: "to" }) is not { Index: > 0 } to) return;
        if (words[to.Index - 1] is not { Rel: "obj", Pos: Upos.Noun, Lemma: "resolve" or "determination" or "will" or "desire" or "intention" or "willingness" or "readiness" or "ability" or "capacity" or "right" or "hope" or "wish" or "ambition" or "reluctance" or "refusal" } will || will.Head != deed.Head) return;
        // "has the right to act": who has it acts.
        if (words[deed.Head].Lemma is "have" or "express" or "announce" or "declare" or "show" or "reaffirm" or "reiterate" or "lack" or "signal" or "state" or "voice") return;
        (deed.Head, deed.Rel, deed.SubRel) = (will.Index, "acl", "");
    }

    // "were searching the area, said Sayed Kamal, police chief", where "Sayed" was taken for a verb and "said" for one more deed: a name behind a verb of saying says it.
    private static void Inverted(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb, IsCapitalized: true, Rel: "ccomp" or "xcomp" or "obj", Head: >= 0 } first || first.Head != i - 1 || words[i - 1] is not { Pos: Upos.Verb, Lemma: "say" or "tell" or "add" or "announce" } said || Has(words, said.Index, "nsubj")) return;
        if (i + 1 >= words.Length || words[i + 1] is not { Pos: Upos.Propn, IsCapitalized: true }) return;
        (first.Pos, first.Lemma, first.Rel, first.SubRel) = (Upos.Propn, first.Lower, "nsubj", "");
        foreach (var word in words.Where(w => w.Head == i && w.Index > i && w is { Rel: "obj" or "nsubj" or "xcomp", Pos: Upos.Propn }))
        {
            (word.Rel, word.SubRel) = ("flat", "");
            foreach (var aside in words.Where(w => w.Head == word.Index && w.Rel is "appos")) aside.Head = i;
        }

        if (said is { Rel: "conj", Index: > 0 } && words[said.Index - 1].Text is "," or "”" or "\"" or "''" && !Has(words, said.Index, "cc")) said.Rel = "parataxis";
    }

    // "killing four and wounding scores of others": the second participle is none of its object's adjectives.
    private static void Harming(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { IsGerund: true, Rel: "amod" or "compound", Lemma: "wound" or "injure" or "kill" or "destroy" or "damage" or "displace" or "hurt" or "maim" } verb || words[i - 1].Lower is not ("and" or "or") || verb.Head <= i || words[verb.Head] is not { Rel: "conj", Head: >= 0 } noun) return;
        var first = words[noun.Head];
        if (first.Head < 0 || words[first.Head] is not { IsGerund: true, Pos: Upos.Verb } before || before.Index > i) return;
        (verb.Pos, verb.Head, verb.Rel, verb.SubRel) = (Upos.Verb, before.Index, "conj", "");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
        foreach (var and in words.Where(w => w.Index == i - 1)) and.Head = i;
    }

    // "The forces intended to take the hill, but the army pushed them back", where all hangs on "forces": a sentence is no noun with a participle that has a clause of its own.
    private static void Stranded(Word[] words)
    {
        if (words.FirstOrDefault(w => w.Head < 0) is not { Pos: Upos.Noun or Upos.Propn } root || Has(words, root.Index, "cop") || words.Any(w => w.Head == root.Index && w.Rel is "ccomp" or "parataxis" && w.Pos is Upos.Verb)) return;
        if (words.LastOrDefault(w => w.Pos is not Upos.Punct) is not { } last || words[^1].Text is not ("." or "”" or "\"") && last.Index < words.Length - 1) return;
        if (words.FirstOrDefault(w => w.Head == root.Index && w.Index > root.Index && w is { Pos: Upos.Verb, Rel: "acl", SubRel: "", IsPast: true, IsGerund: false }) is not { } verb) return;
        if (words.Any(w => w.Head == verb.Index && (w.Rel is "mark" or "nsubj" or "aux" || w.SubRel is "agent"))) return;
        // "Khodorkovsky, a former tycoon, called for sanctions": what follows the name's apposition and its comma is the verb.
        var isBehindAside = words[verb.Index - 1].Text is "," && words.Any(w => w.Head == root.Index && w.Rel is "appos" && w.Index < verb.Index) && words.Any(w => w.Head == verb.Index && w.Rel is "obl" or "xcomp" or "advcl" && w.Index > verb.Index);
        var goesOn = isBehindAside || words.Any(w => w.Head == verb.Index && w is { Rel: "conj", Pos: Upos.Verb } && Has(words, w.Index, "nsubj")) || words.Any(w => w.Head == verb.Index && (w.Rel is "obj" or "ccomp" || w is { Rel: "advcl", IsGerund: true } && words[w.Index - 1].Text is ","));
        if (!goesOn) return;
        (verb.Head, verb.Rel, verb.SubRel) = (-1, "root", "");
        (root.Head, root.Rel, root.SubRel) = (verb.Index, "nsubj", "");
        foreach (var other in words.Where(w => w.Head == root.Index && w.Index > verb.Index)) other.Head = verb.Index;
    }

    // "Residents of the city of Taugon hit by an air raid": in a headline the participle is said of those who open it, not of their town.
    private static void Suffered(Word[] words)
    {
        if (words.FirstOrDefault(w => w.Head < 0) is not { Pos: Upos.Noun } root || words.Any(w => w.Pos is Upos.Aux || w.Pos is Upos.Verb && w.Rel is not ("acl" or "amod" or "advcl"))) return;
        if (words.FirstOrDefault(w => w is { Pos: Upos.Verb, Rel: "acl", IsPast: true, SubRel: "" } && w.Index > root.Index && w.Head > root.Index && words[w.Head] is { Pos: Upos.Propn, Rel: "nmod" }) is not { } verb) return;
        if (!words.Any(w => w.Head == verb.Index && w.SubRel is "agent")) return;
        verb.Head = root.Index;
    }

    // "Secretary of State Mike Pompeo": a name without a preposition belongs to the title before it.
    private static void Titled(Word[] words, int i)
    {
        if (i < 2 || words[i] is not { Pos: Upos.Propn, Rel: "nmod", SubRel: "", Head: >= 0 } name || name.Head >= i - 2 || words[name.Head] is not { Pos: Upos.Propn or Upos.Noun, IsCapitalized: true } title || Has(words, i, "case")) return;
        // The state of a secretary is no part of his name.
        if (words[i - 1] is { Pos: Upos.Propn, Rel: "compound" } body && body.Head == i && words[i - 2] is { Lower: "of", Rel: "case" } preposition && preposition.Head == body.Index) (body.Head, body.Rel) = (title.Index, "nmod");
        if (words[i - 1] is not { Pos: Upos.Propn, Rel: "nmod" } of || of.Head != title.Index || words[title.Index + 1].Lower is not "of") return;
        (name.Rel, name.SubRel) = ("flat", "");
    }

    // "Signing a deal has proved elusive", where the deal was taken for the subject.
    private static void Subject(Word[] words, int i)
    {
        if (words[i] is not { IsGerund: true, Pos: Upos.Verb, Rel: "advcl" or "csubj", Head: >= 0 } verb || Has(words, i, "obj") || Has(words, i, "mark")) return;
        if (words.FirstOrDefault(w => w.Index > i && w.Index - i <= 4 && w is { Rel: "nsubj", IsNominal: true } && w.Head > w.Index) is not { } noun || words.Any(w => w.Index > i && w.Index < noun.Index && (w.Text is "," || w.Pos is Upos.Verb or Upos.Aux or Upos.Adp))) return;
        // "Speaking the truth has ...": a gerund that hangs on what comes before opens its clause behind a comma, with an article to its object.
        if (noun.Head != verb.Head && (TreeRepair.IsAbove(words, i, noun.Head) || !Has(words, noun.Index, "det") || !OpensClause(words, i))) return;
        (verb.Head, verb.Rel, verb.SubRel) = (noun.Head, "csubj", "");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
    }

    private static bool OpensClause(Word[] words, int i)
    {
        while (i > 0 && words[i - 1].Pos is Upos.Adv) i--;
        return i == 0 || words[i - 1].Text is "," or "\"" or "“" || words[i - 1].Lower is "that" or "but" or "and";
    }

    // "forces using tear gas to disperse protests and beating demonstrators": participles are joined to participles.
    private static void Alike(Word[] words, int i)
    {
        if (words[i] is not { IsGerund: true, Pos: Upos.Verb, Rel: "conj", Head: >= 0 } verb || words[verb.Head] is not { Pos: Upos.Verb, IsGerund: false } first || !words.Any(w => w.Head == first.Index && w is { Rel: "mark", Lower: "to" })) return;
        for (var (above, steps) = (first.Head, 0); above >= 0 && steps < 6; above = words[above].Head, steps++)
        {
            if (words[above] is not { IsGerund: true, Pos: Upos.Verb } || above > i) continue;
            verb.Head = above;
            return;
        }
    }

    // "said the release of the hostages gives us hope", where the release was taken for what is given: an object comes behind its verb, unless a relative clause fetches it.
    private static void Fronted(Word[] words, int i)
    {
        if (words[i] is not { Rel: "obj", Pos: Upos.Noun or Upos.Propn, Head: >= 0 } noun || noun.Head <= i || words[noun.Head] is not { Pos: Upos.Verb, IsGerund: false, Rel: "ccomp" } verb || Has(words, verb.Index, "nsubj") || Has(words, verb.Index, "csubj")) return;
        if (!words.Any(w => w.Head == verb.Index && w.Rel is "obj" or "iobj" or "ccomp" or "xcomp" && w.Index > verb.Index)) return;
        if (words.Any(w => (w.Head == i || w.Head == verb.Index) && (w.Lower is "what" or "which" or "whom" or "whose" or "that" or "how" || w is { Rel: "mark", Lower: "to" }))) return;
        (noun.Rel, noun.SubRel) = ("nsubj", words.Any(w => w.Head == verb.Index && w.SubRel is "pass") ? "pass" : "");
    }

    // "Many firms agree that China has gained and support the talks": a plural form goes with the plural subject, not with "China has".
    private static void Agreeing(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, Rel: "conj", IsPast: false, IsGerund: false, Head: >= 0 } verb || verb.Lower != verb.Lemma || Has(words, i, "nsubj") || Has(words, i, "aux") || Has(words, i, "mark")) return;
        if (words[verb.Head] is not { Pos: Upos.Verb, Rel: "ccomp", Head: >= 0 } first || first.Index > i || !words.Any(w => w.Head == first.Index && w is { Rel: "aux", Lower: "has" or "is" or "was" })) return;
        if (words[first.Head] is { Pos: Upos.Verb, IsPast: false, IsGerund: false } above && above.Lower == above.Lemma && words.Any(w => w.Head == above.Index && w is { Rel: "nsubj", IsNominal: true } && w.Lower.EndsWith('s')) && !Has(words, above.Index, "aux")) verb.Head = above.Index;
    }

    // "The authority - which has rejected the plan - called for talks": behind what stands between two dashes the main clause goes on.
    private static void Interrupted(Word[] words)
    {
        if (words.FirstOrDefault(w => w.Head < 0) is not { IsNominal: true } root || Has(words, root.Index, "cop") || Has(words, root.Index, "nsubj")) return;
        if (words.FirstOrDefault(w => w.Index > root.Index && w.Text is "-" or "–" or "—" or "--" && w.Index + 1 < words.Length && words[w.Index + 1].Lower is "which" or "who" or "that" or "whose" or "where") is not { } open) return;
        if (words.FirstOrDefault(w => w.Index > open.Index + 1 && w.Text == open.Text && words[w.Index - 1].End < w.Start) is not { } close || close.Index + 1 >= words.Length) return;
        var verb = words[close.Index + 1];
        if (verb.Pos is Upos.Adv && close.Index + 2 < words.Length) verb = words[close.Index + 2];
        if (verb is not { Pos: Upos.Verb, IsPast: true, IsGerund: false } || verb.Head < 0 || Has(words, verb.Index, "nsubj")) return;
        (verb.Head, verb.Rel, verb.SubRel) = (-1, "root", "");
        (root.Head, root.Rel, root.SubRel) = (verb.Index, "nsubj", words.Any(w => w.Head == verb.Index && w.SubRel is "pass") ? "pass" : "");
    }

    private static bool Has(Word[] words, int head, string rel) => words.Any(w => w.Head == head && w.Rel == rel);
}
