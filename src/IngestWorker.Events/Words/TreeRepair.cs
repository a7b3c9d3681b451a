using System.Collections.Frozen;
using IngestWorker.Events.Actors;
using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>Mends what the tables of names know better than the tree: a name of several words is one phrase.</summary>
internal static class TreeRepair
{
    private static readonly FrozenSet<string> Reported = FrozenSet.ToFrozenSet(["chase", "fire", "attack", "arrest", "detain", "kill", "shell", "bomb", "burn", "hurl", "throw", "storm", "raid", "block", "search", "guard", "patrol", "hold", "strike", "shoot", "beat", "wound", "seize", "capture", "protest", "surround", "confront", "fight"]);

    // Participles that are taken for nouns.
    private static readonly FrozenSet<string> Harmed = FrozenSet.ToFrozenSet(["shot", "hit", "hurt", "beaten", "wounded", "struck", "raped", "killed", "held", "injured"]);

    private static readonly FrozenSet<string> Titles = FrozenSet.ToFrozenSet(["president", "minister", "senator", "sen.", "gen.", "general", "chancellor", "king", "premier", "secretary", "governor", "gov.", "mayor", "ambassador", "colonel", "col.", "judge", "prince", "sheikh", "pope", "representative", "rep."]);

    public static void Apply(Word[] words, IReadOnlyList<Hit> hits)
    {
        foreach (var hit in hits)
        {
            var head = Bind(words, hit);
            Lean(words, hit, head);
        }

        foreach (var hit in hits) Listed(words, hit, hits);
        foreach (var hit in hits) Office(words, hit, hits);
    }

    // "the chairman of the African Union Commission Moussa Faki Mahamat", "the president of Chad, Idriss Deby, said": the name behind a body's or a country's is that of who holds the office.
    private static void Office(Word[] words, Hit hit, IReadOnlyList<Hit> hits)
    {
        if (hit.Entity.Kind is EntityKind.Person or EntityKind.Demonym) return;
        var of = hit.First - 1;
        if (of > 1 && words[of].Lower is "the") of--;
        if (of < 1 || words[of].Lower is not "of" || words[of - 1] is not { Pos: Upos.Noun } office || office.Lower != office.Lemma || !Offices.Contains(office.Lemma)) return;
        var first = hit.Last + 1;
        var isBehindComma = first < words.Length && words[first].Text is ",";
        if (isBehindComma) first++;
        var last = first - 1;
        while (last + 1 < words.Length && words[last + 1] is { Pos: Upos.Propn, IsCapitalized: true }) last++;
        if (last <= first || hits.Any(h => h.First >= first && h.First <= last && h.Entity.Kind is not EntityKind.Person) || isBehindComma && (last + 1 >= words.Length || words[last + 1].Text is not ",")) return;
        // The office takes the place of whatever of the phrase stood above it.
        if (office.Head > of && office.Head <= last)
        {
            var top = words.FirstOrDefault(w => w.Index > of && w.Index <= last && w.Index != office.Index && (w.Head < office.Index || w.Head > last));
            if (top is null) return;
            (office.Head, office.Rel, office.SubRel) = (top.Head, top.Rel, top.SubRel);
        }

        var body = Enumerable.Range(hit.First, hit.Last - hit.First + 1).LastOrDefault(i => words[i].Head < hit.First || words[i].Head > hit.Last, hit.Last);
        (words[body].Head, words[body].Rel, words[body].SubRel) = (office.Index, "nmod", "");
        (words[of].Head, words[of].Rel) = (body, "case");
        (words[first].Head, words[first].Rel, words[first].SubRel) = (office.Index, "appos", "");
        for (var i = first + 1; i <= last; i++) (words[i].Head, words[i].Rel, words[i].SubRel) = (first, "flat", "");
    }

    private static readonly FrozenSet<string> Offices = FrozenSet.ToFrozenSet(["president", "chairman", "chairwoman", "chairperson", "chair", "minister", "premier", "head", "leader", "chief", "commander", "director", "governor", "speaker", "secretary", "spokesman", "spokeswoman", "spokesperson", "king", "queen", "emir", "sultan", "ambassador", "commissioner", "chancellor", "mayor", "general", "founder", "boss", "deputy"]);

    /// <summary>Mends frequent slips of the tree that the order of the words gives away.</summary>
    public static void Straighten(Word[] words)
    {
        NewsWriting.Straighten(words);
        PeopleRepair.Straighten(words);
        PhraseRepair.Straighten(words);
        FiniteRepair.Straighten(words);
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word.Pos is Upos.Verb) Nominal(words, i);
            if (word.IsNominal) Struck(words, i);
            if (word.Pos is Upos.Verb) Infinitive(words, i);
            if (word.Rel is "xcomp") Object(words, i);
            if (word.Pos is Upos.Verb)
            {
                Across(words, i);
                Occupied(words, i);
                Length(words, i);
                Happening(words, i);
                Aside(words, i);
            }

            if (word.Pos is Upos.Noun && Harmed.Contains(word.Lower)) Shot(words, i);
            if (word.Lemma is "have" or "be") Auxiliary(words, i);
            if (word.Pos is Upos.Verb)
            {
                Behind(words, i);
                Between(words, i);
                Perfect(words, i);
                Before(words, i);
                Since(words, i);
                Apart(words, i);
                Parallel(words, i);
            }

            if (word.Rel is "nmod") Timed(words, i);
            if (word.IsNominal) Possessed(words, i);
            if (word.IsGerund) Accused(words, i);
            if (word.IsGerund) Adding(words, i);
            if (word.Rel is "ccomp") Brought(words, i);
            if (word.Pos is Upos.Verb)
            {
                SaidLast(words, i);
                Clashes(words, i);
            }

            if (word.SubRel is "pass") Voice(words, i);
        }

        ClauseRepair.Straighten(words);
        Nominative(words);

        Predicated(words);
        Caption(words);
        Headless(words);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Lower is "at" or "more" or "less" or "fewer") Quantified(words, i);
            if (words[i].Pos is Upos.Noun || words[i].IsCapitalized) Described(words, i);
            if (words[i].Pos is Upos.Verb) Participle(words, i);
            if (words[i] is { Pos: Upos.Verb, Rel: "obl" }) ClauseRepair.Linked(words, i);
            if (words[i] is { Pos: Upos.Verb, Rel: "root" }) ClauseRepair.Denying(words, i);
            if (words[i].IsNominal) Modified(words, i);
            if (words[i].IsGerund) Gerund(words, i);
        }

        Reporters(words);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Rel is "nsubj") Joined(words, i);
            if (words[i].Pos is Upos.Verb) Subjects(words, i);
        }

        Unknot(words);
    }

    // "carried out strikes Friday evening against rebels": a day has no targets, the verb above it has.
    private static void Timed(Word[] words, int i)
    {
        var word = words[i];
        if (word.Rel is not "nmod" || word.Head < 0 || word.Head >= i || words[word.Head] is not { SubRel: "unmarked" or "tmod" } day || day.Head < 0) return;
        if (!words.Any(w => w.Head == i && w.Rel is "case" && w.Lower is "against" or "on" or "at" or "to" or "with" or "from" or "by" or "for" or "into" or "between")) return;
        var above = words[day.Head];
        if (above.Pos is not Upos.Verb && above.Head >= 0 && words[above.Head].Pos is Upos.Verb) above = words[above.Head];
        if (above.Pos is Upos.Verb && !IsAbove(words, i, above.Index)) (word.Head, word.Rel, word.SubRel) = (above.Index, "obl", "");
    }

    // "In Britain the Labour Party condemned the minister", where the party was taken for Britain's object: no noun has one, the verb behind it has a subject.
    private static void Possessed(Word[] words, int i)
    {
        if (i + 1 >= words.Length || words[i] is not { Rel: "obj" or "iobj" or "nsubj", IsNominal: true, Head: >= 0 } noun || words[i + 1] is not { Pos: Upos.Verb, IsFinitePast: true } verb) return;
        if (noun.Head >= i || words[noun.Head].Pos is not (Upos.Propn or Upos.Noun) || words.Any(w => w.Head == noun.Head && w.Rel is "cop") || words.Any(w => w.Head == verb.Index && w.Rel is "nsubj") || IsAbove(words, i, verb.Index)) return;
        (noun.Head, noun.Rel, noun.SubRel) = (verb.Index, "nsubj", "");
    }

    // "..., the mayor said, condemning the attack": behind a comma the speaker goes on. "sentenced him to years in prison for taking part": what for hangs on the sentence.
    private static void Adding(Word[] words, int i)
    {
        if (words[i] is not { Rel: "advcl" or "acl", Head: >= 0 } gerund) return;
        // "took a drive from the organization after leaving it": the time is that of the deed.
        if (gerund is { Rel: "acl", SubRel: "" } && words.Any(w => w.Head == i && w is { Rel: "mark", Lower: "after" or "before" or "while" or "without" }))
        {
            var above = words[gerund.Head];
            for (var steps = 0; steps < 5 && above is { IsNominal: true, Head: >= 0 }; steps++) above = words[above.Head];
            if (above is { Pos: Upos.Verb } && above.Index < i) (gerund.Head, gerund.Rel) = (above.Index, "advcl");
        }

        if (i > 1 && words[i - 1].Text is "," && words[i - 2] is { Pos: Upos.Verb, Rel: "parataxis", Lemma: "say" or "report" or "announce" or "tell" } said && said.Head == gerund.Head) gerund.Head = said.Index;
        if (words[gerund.Head] is { Pos: Upos.Noun, Lemma: "prison" or "jail" or "year" or "month" or "term" or "life" or "custody", Head: >= 0 } term && term.Index < i && words.Any(w => w.Head == i && w is { Rel: "mark", Lower: "for" }))
        {
            var verb = words[term.Head] is { Pos: Upos.Noun, Head: >= 0 } outer ? words[outer.Head] : words[term.Head];
            if (verb is { Pos: Upos.Verb, Lemma: "sentence" or "jail" or "imprison" or "condemn" or "hold" or "spend" or "send" or "put" }) (gerund.Head, gerund.Rel, gerund.SubRel) = (verb.Index, "advcl", "");
        }
    }

    // "claimed volunteers brought from Armenia refused to fight", where they brought and somebody refused: the first has no object and describes them.
    private static void Brought(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "ccomp", Head: >= 0 } participle || words.Any(w => w.Head == i && w.Rel is "obj" or "ccomp" or "xcomp" or "aux" or "mark") || words[i - 1] is not { Rel: "nsubj", IsNominal: true } noun || noun.Head != i) return;
        if (words.FirstOrDefault(w => w.Index > i && w is { Pos: Upos.Verb, IsFinitePast: true, Rel: "ccomp" or "conj" or "parataxis" } && (w.Head == participle.Head || w.Head == i) && !words.Any(c => c.Head == w.Index && c.Rel is "nsubj" or "cc" or "mark" or "aux")) is not { } verb) return;
        if (words.Any(w => w.Index > i && w.Index < verb.Index && w.Text is ",")) return;
        (verb.Head, verb.Rel, verb.SubRel) = (participle.Head, "ccomp", "");
        (noun.Head, noun.Rel, noun.SubRel) = (verb.Index, "nsubj", "");
        (participle.Head, participle.Rel, participle.SubRel) = (noun.Index, "acl", "");
    }

    // "was accused by critics of supporting the president", "accused Azerbaijan on Tuesday of opening fire": the charge hangs on the accusation.
    private static void Accused(Word[] words, int i)
    {
        if (words[i] is not { IsGerund: true, Rel: "acl" or "advcl", Head: >= 0 } charge) return;
        // "was accused of lying by the president": by whom one is accused.
        if (words[charge.Head] is { IsPast: true, Lemma: "accuse" or "suspect" or "convict" or "acquit" } verb && words.Any(w => w.Head == verb.Index && w.SubRel is "pass") && !words.Any(w => w.Head == verb.Index && w.SubRel is "agent")
            && words.FirstOrDefault(w => w.Head == i && w.Index > i && w is { Rel: "obl", IsNominal: true } && (w.SubRel is "agent" || words.Any(c => c.Head == w.Index && c is { Rel: "case", Lower: "by" }))) is { } accuser && !words.Any(w => w.Head == i && w.SubRel is "pass"))
        {
            (accuser.Head, accuser.SubRel) = (verb.Index, "agent");
            return;
        }

        if (words[charge.Head] is not { Rel: "obl" or "obj", Head: >= 0 } other || words[other.Head].Lemma is not ("accuse" or "suspect" or "convict" or "acquit") || other.Index > i) return;
        if (words.Any(w => w.Head == i && w.Rel is "mark" && w.Lower == "of")) (charge.Head, charge.Rel, charge.SubRel) = (other.Head, "advcl", "");
    }

    // "The opposition called for his resignation, officials said", where those who were called for it said so: of two subjects of "said" the second says it, and the first has a verb of its own.
    private static void SaidLast(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, Lemma: "say" or "report" or "announce", Rel: "root" } said || i < 3 || words[i - 1] is not { Rel: "nsubj", IsNominal: true } speaker || speaker.Head != i) return;
        if (words.FirstOrDefault(w => w is { Rel: "nsubj", IsNominal: true } && w.Head == i && w.Index < i - 2) is not { } first || !words.Any(w => w.Index > first.Index && w.Index < speaker.Index && w.Text is ",")) return;
        if (words.FirstOrDefault(w => w.Head == first.Index && w is { Pos: Upos.Verb, Rel: "acl", SubRel: "", IsPast: true, IsGerund: false } && w.Index > first.Index) is not { } verb || words.Any(w => w.Head == verb.Index && w.SubRel is "agent") || !words.Any(w => w.Head == verb.Index && w.Rel is "obl" or "obj" or "xcomp" or "ccomp")) return;
        (verb.Head, verb.Rel, verb.SubRel) = (-1, "root", "");
        (first.Head, first.Rel, first.SubRel) = (verb.Index, "nsubj", "");
        (said.Head, said.Rel, said.SubRel) = (verb.Index, "parataxis", "");
    }

    // "said clashes between soldiers and rebels killed ten", where "clashes" was taken for a verb beside the other: it is the other's subject.
    private static void Clashes(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsPast: false, IsGerund: false, Lower: "clashes" or "strikes" or "attacks" or "protests" or "raids" or "talks" or "riots" or "airstrikes" or "marches" or "blasts" or "fights", Head: >= 0 } noun || words.Any(w => w.Head == i && w.Rel is "nsubj" or "obj" or "aux" or "mark")) return;
        if (words.FirstOrDefault(w => w.Index > i && w is { Pos: Upos.Verb, IsFinitePast: true } && w.Rel == noun.Rel && w.Head == noun.Head && !words.Any(c => c.Head == w.Index && c.Rel is "nsubj" or "cc" or "mark")) is not { } verb) return;
        (noun.Pos, noun.Head, noun.Rel, noun.SubRel, noun.Lemma) = (Upos.Noun, verb.Index, "nsubj", "", Inflection.Singular(noun.Lower));
        foreach (var child in words.Where(w => w.Head == i && w.Rel is "obl")) child.Rel = "nmod";
    }

    private static readonly FrozenSet<string> Objectless = FrozenSet.ToFrozenSet(["retaliate", "rally", "march", "protest", "resign", "respond", "react", "agree", "flee", "arrive", "withdraw", "retreat", "surrender", "gather", "demonstrate", "clash", "fight", "die", "meet", "talk", "negotiate", "return", "escape", "travel", "riot", "vote", "appeal"]);

    // "while the premier cheered on the move", where the premier is the subject of a passive that has no auxiliary: a clause that a conjunction opens leaves none out.
    private static void Voice(Word[] words, int i)
    {
        // "The South retaliated by firing": a past tense without an auxiliary, of a verb that takes no object.
        if (words[i] is { Rel: "nsubj", SubRel: "pass", Head: >= 0 } doer && words[doer.Head] is { Pos: Upos.Verb } deed && deed.Index > i && Objectless.Contains(deed.Lemma) && !words.Any(w => w.Head == deed.Index && (w.Rel is "aux" or "cop" || w.SubRel is "agent"))) doer.SubRel = "";
        if (words[i] is not { Rel: "nsubj", SubRel: "pass", Head: >= 0 } subject || words[subject.Head] is not { Pos: Upos.Verb, Rel: "advcl" or "ccomp" } verb || verb.Index < i) return;
        if (words.Any(w => w.Head == verb.Index && (w.Rel is "aux" or "cop" || w.SubRel is "pass" && w.Index != i || w.SubRel is "agent" || w.Lemma is "get"))) return;
        if (words.Any(w => w.Head == verb.Index && w.Rel is "mark" && w.Lower is "while" or "as" or "after" or "when" or "before" or "because" or "since" or "although")) subject.SubRel = "";
    }

    // A tree stays a tree, whatever was mended: where the heads run in a ring, one word of it goes to the root.
    private static void Unknot(Word[] words)
    {
        var root = -1;
        foreach (var word in words)
        {
            if (word.Head < 0) root = word.Index;
        }

        var seen = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            for (var at = i; at >= 0 && seen[at] != i + 1; at = words[at].Head)
            {
                if (seen[at] > 0) break;
                seen[at] = i + 1;
                if (words[at].Head < 0 || seen[words[at].Head] != i + 1) continue;
                (words[at].Head, words[at].Rel, words[at].SubRel) = (root, root < 0 ? "root" : "parataxis", "");
                if (root < 0) root = at;
                break;
            }
        }
    }

    // "called off a strike", where the strike was taken for what somebody is called: of a verb with its particle a noun with an article is the object.
    private static void Object(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Noun, Rel: "xcomp", Head: >= 0 } noun || noun.Head > i || !words.Any(w => w.Head == i && w.Rel is "det" or "nummod" or "amod")) return;
        if (words.Any(w => w.Head == noun.Head && w.SubRel is "prt") && !words.Any(w => w.Head == noun.Head && w.Rel is "obj" || w.Head == i && w.Rel is "cop")) (noun.Rel, noun.SubRel) = ("obj", "");
    }

    // "Rebel fighters recaptured the town", where "fighters" was taken for a verb: what is a subject or an object and has neither is a noun.
    private static void Nominal(Word[] words, int i)
    {
        var word = words[i];
        if (word.Pos is not Upos.Verb || word.Rel is not ("nsubj" or "obj" or "iobj" or "obl" or "nmod") || word.Head < 0 || !word.Lower.EndsWith('s') || word.Lower.Length < 5) return;
        // "refuted media reports that the army was fighting": what the reports say hangs on them.
        var said = word.Rel is "obj" && i > 0 && words[i - 1] is { Rel: "compound" or "amod" or "nsubj" } before && before.Head == i ? words.FirstOrDefault(w => w.Head == i && w.Rel is "ccomp" && words.Any(m => m.Head == w.Index && m is { Rel: "mark", Lower: "that" })) : null;
        if (words.Any(w => w.Head == i && w != said && w.Rel is "obj" or "aux" or "mark" or "ccomp" or "xcomp" or "cop")) return;
        if (said is not null) said.Rel = "acl";
        (word.Pos, word.Lemma, word.IsPast, word.IsGerund) = (Upos.Noun, Inflection.Singular(word.Lower), false, false);
        foreach (var left in words.Where(w => w.Head == i && w.Index < i && w.Rel is "nsubj" or "obl" && w.IsNominal)) (left.Rel, left.SubRel) = ("compound", "");
    }

    // "defied a ban to march", where "to" was taken for a preposition.
    private static void Infinitive(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb, Rel: "obl" or "nmod", IsPast: false, IsGerund: false } verb || words[i - 1] is not { Lower: "to", Rel: "case" or "mark" } to || to.Head != i) return;
        (verb.Rel, verb.SubRel) = (verb.Head >= 0 && words[verb.Head].IsNominal ? "acl" : "advcl", "");
        (to.Rel, to.Pos) = ("mark", Upos.Part);
    }

    // "ISIS fighters", where the name is the noun's subject; "The missile hit the crossing", where "hit" is a noun with an object.
    private static void Struck(Word[] words, int i)
    {
        var word = words[i];
        if (word is { Rel: "nsubj", IsNominal: true } && word.Head == i + 1 && words[i + 1] is { Pos: Upos.Noun, Rel: "nsubj" or "obj" or "obl" } noun && !words.Any(w => w.Head == noun.Index && w.Rel is "cop" or "obj")) (word.Rel, word.SubRel) = ("compound", "");
        if (word is not { Pos: Upos.Noun, Lower: "hit" or "struck" or "shot" or "beat" or "cut", Rel: "root" or "ccomp" } || !words.Any(w => w.Head == i && w.Rel is "obj" && w.Index > i) || !words.Any(w => w.Head == i && w.Rel is "nsubj" && w.Index < i)) return;
        (word.Pos, word.IsPast, word.Lemma) = (Upos.Verb, true, word.Lower switch { "struck" => "strike", "shot" => "shoot", _ => word.Lower });
    }

    // "North Korea fired artillery rounds", where the country modifies the rounds: what stands before a verb is no part of its object, but its subject.
    private static void Across(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsPast: true } verb || verb.Rel is "amod" || i == 0 || words.Any(w => w.Head == i && w.Rel is "nsubj" or "csubj" or "expl")) return;
        var noun = words.FirstOrDefault(w => w.Index > i && w.Head == i && w.Rel is "obj" or "obl" or "xcomp" && w.IsNominal);
        var name = noun is null ? null : words.LastOrDefault(w => w.Index < i && w.Head == noun.Index && w.IsNominal && w.Rel is "compound" or "flat" or "nsubj" or "nmod");
        if (name is null || words.Any(w => w.Head == name.Index && w.Rel is "case")) return;
        (name.Head, name.Rel, name.SubRel) = (i, "nsubj", "");
        foreach (var left in words.Where(w => w.Index < name.Index && w.Head == noun!.Index && w.Rel is "det" or "amod" or "compound")) left.Head = name.Index;
    }

    // "authorities in occupied Karabakh reported": a participle between a preposition and a name belongs to the name.
    private static void Occupied(Word[] words, int i)
    {
        if (i < 1 || i + 1 >= words.Length || words[i] is not { Pos: Upos.Verb, IsPast: true, Rel: "obl" or "nmod" } participle || words[i + 1] is not { Pos: Upos.Propn, Rel: "nsubj" or "obj" or "obl" } name || words[i - 1] is not { Rel: "case" } preposition || preposition.Head != i) return;
        if (name.Head != participle.Head && name.Head != i) return;
        (name.Head, name.Rel, name.SubRel) = (participle.Head, participle.Rel, "");
        if (i > 1 && words[i - 2].IsNominal && words[i - 2].Head == name.Head) (name.Head, name.Rel) = (i - 2, "nmod");
        preposition.Head = name.Index;
        (participle.Head, participle.Rel, participle.SubRel) = (name.Index, "amod", "");
    }

    // "days of fighting": what lasts is a noun.
    private static void Length(Word[] words, int i)
    {
        if (i < 2 || words[i] is not { Pos: Upos.Verb, IsGerund: true, Rel: "acl" or "advcl" } gerund || gerund.Head != i - 2 || words[i - 1] is not { Lower: "of" } of || of.Head != i || words.Any(w => w.Head == i && w.Rel is "obj" or "xcomp" or "ccomp")) return;
        if (words[i - 2].Lemma is not ("day" or "week" or "hour" or "month" or "year" or "night" or "minute" or "round" or "outbreak" or "spate" or "bout" or "lull")) return;
        (gerund.Pos, gerund.Rel, gerund.SubRel, gerund.Lemma, gerund.IsGerund) = (Upos.Noun, "nmod", "", gerund.Lower, false);
        (of.Rel, of.Pos) = ("case", Upos.Adp);
        foreach (var right in words.Where(w => w.Head == i && w.Rel is "obl")) right.Rel = "nmod";
    }

    // "Fighting between the two armies erupted": a gerund that something happens to and that has no object is a noun.
    private static void Happening(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsGerund: true, Rel: "csubj" } gerund || words.Any(w => w.Head == i && w.Rel is "obj" or "xcomp" or "ccomp" or "mark" or "aux" or "advmod" or "nsubj")) return;
        (gerund.Pos, gerund.Rel, gerund.Lemma, gerund.IsGerund) = (Upos.Noun, "nsubj", gerund.Lower, false);
        foreach (var right in words.Where(w => w.Head == i && w.Rel is "obl")) right.Rel = "nmod";
    }

    // "The army must leave, the ministry has said after a meeting": who says it stands beside what is said.
    private static void Aside(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsGerund: false, Rel: "advcl" or "conj", Lemma: "say" or "report" or "announce" or "tell" or "add" or "confirm" or "state" or "claim" } verb || verb.Head < 0 || verb.Head > i || words.Any(w => w.Head == i && w.Rel is "mark" or "cc" or "ccomp" or "obj" || w.Head == i && w.Rel is "advmod" && w.Lower is "when" or "as" or "where")) return;
        if (words.FirstOrDefault(w => w.Head == i && w.Rel is "nsubj" && w.Index < i) is not { } speaker) return;
        var first = speaker.Index;
        while (first > 0 && words[first - 1].Head == speaker.Index && words[first - 1].Text is not ("," or "”" or "\"")) first--;
        if (first > 0 && words[first - 1].Text is "," or "”" or "\"") (verb.Rel, verb.SubRel) = ("parataxis", "");
    }

    // "was shot and killed": a participle that is taken for a noun.
    private static void Shot(Word[] words, int i)
    {
        var word = words[i];
        // "Police shot down a drone", "The army shot two men": no such noun phrase has an object or a particle.
        if (word is { Pos: Upos.Noun, Lower: "shot" } && i > 0 && words[i - 1] is { Pos: Upos.Noun or Upos.Propn, Rel: "compound" } shooter && shooter.Head == i && words.Any(w => w.Head == i && w.Index > i && (w.Rel is "obj" || w.SubRel is "prt" || w.Lower is "dead" || w is { Rel: "conj", Pos: Upos.Verb })))
        {
            (word.Pos, word.IsPast, word.Lemma) = (Upos.Verb, true, "shoot");
            (shooter.Rel, shooter.SubRel) = ("nsubj", "");
            return;
        }

        if (words.Any(w => w.Head == i && w.Rel is "det" or "amod" or "compound" or "nummod")) return;
        foreach (var copula in words.Where(w => w.Head == i && w.Rel is "cop" && w.Lemma == "be"))
        {
            (word.Pos, word.IsPast, word.Lemma) = (Upos.Verb, true, word.Lower switch { "shot" => "shoot", "beaten" => "beat", "struck" => "strike", "held" => "hold", "raped" => "rape", "killed" => "kill", "wounded" => "wound", "injured" => "injure", _ => word.Lower });
            (copula.Rel, copula.SubRel, copula.Pos) = ("aux", "pass", Upos.Aux);
            foreach (var subject in words.Where(w => w.Head == i && w.Rel is "nsubj")) subject.SubRel = "pass";
        }
    }

    // "warplanes bombed positions, the ministry said": a past tense does not modify the noun before it, that noun is its subject.
    private static void Behind(Word[] words, int i)
    {
        var verb = words[i];
        if (verb.Pos is not Upos.Verb || !verb.IsPast || verb.Rel is not ("compound" or "amod" or "flat") || verb.Head < 0 || verb.Head >= i) return;
        var noun = words[verb.Head];
        if (!noun.IsNominal) return;
        var isReported = noun.Rel is "nsubj" && noun.Head > i;
        (verb.Head, verb.Rel, verb.SubRel) = (noun.Head, isReported ? "ccomp" : noun.Rel is "nsubj" or "obj" or "obl" ? "parataxis" : noun.Rel, "");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "nsubj", "");
        foreach (var right in words.Where(w => w.Head == noun.Index && w.Index > i && w.Rel is "obj" or "iobj" or "obl" or "xcomp" or "ccomp" or "advcl")) right.Head = i;
        // "Lawmakers grilled Colonel Vindman": no name goes on over the verb.
        var name = words.Where(w => w.Head == noun.Index && w.Index > i && w.IsNominal && w.Rel is "compound" or "flat" or "appos").ToList();
        if (name.Count == 0 || name[0].Index != i + 1 || words.Any(w => w.Head == i && w.Rel is "obj")) return;
        foreach (var part in name.SkipLast(1)) (part.Head, part.Rel) = (name[^1].Index, "compound");
        (name[^1].Head, name[^1].Rel, name[^1].SubRel) = (i, "obj", "");
    }

    // "jets had struck targets", where "had" got all the arguments and "struck" was taken for an adjective.
    private static void Auxiliary(Word[] words, int i)
    {
        if (i + 2 >= words.Length || words[i].Lemma is not ("have" or "be") || words[i].Rel is "aux" or "cop") return;
        var verb = words[i + 1];
        if (verb is not { Pos: Upos.Verb, IsPast: true, Rel: "amod" } || verb.Head <= i + 1 || IsAbove(words, verb.Index, i)) return;
        var (aux, noun) = (words[i], words[verb.Head]);
        (verb.Head, verb.Rel, verb.SubRel) = (aux.Head, aux.Rel, aux.SubRel);
        foreach (var child in words)
        {
            if (child.Head == i && child != verb) child.Head = verb.Index;
        }

        (aux.Head, aux.Rel, aux.SubRel, aux.Pos) = (verb.Index, "aux", aux.Lemma == "be" ? "pass" : "", Upos.Aux);
        if (noun != verb) (noun.Head, noun.Rel, noun.SubRel) = (verb.Index, aux.Lemma == "be" ? "obl" : "obj", "");
    }

    // "Warplanes bombed positions, killing two", where the positions hang on the warplanes: no noun has an object, what stands between is the verb.
    private static void Between(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb, IsPast: true, Rel: "amod" } verb || verb.Head <= i || !words[i - 1].IsNominal) return;
        var noun = words[verb.Head];
        if (noun.Rel is not "obj" || noun.Head < 0 || noun.Head >= i || !words[noun.Head].IsNominal) return;
        var subject = words[noun.Head];
        var (head, rel, sub) = (subject.Head, subject.Rel, subject.SubRel);
        if (head == i || head >= 0 && IsAbove(words, i, head)) return;
        (subject.Head, subject.Rel, subject.SubRel) = (i, "nsubj", "");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
        (verb.Head, verb.Rel, verb.SubRel) = (head, rel, sub);
        if (rel is not "nsubj" || head < 0) return;
        var gerund = words[head];
        if (gerund is { Pos: Upos.Verb, IsGerund: true } && gerund.Index > i)
        {
            (verb.Head, verb.Rel, verb.SubRel) = (gerund.Head, gerund.Head < 0 ? "root" : gerund.Rel is "advcl" ? "ccomp" : gerund.Rel, "");
            (gerund.Head, gerund.Rel, gerund.SubRel) = (i, "advcl", "");
        }
        else
        {
            (verb.Rel, verb.SubRel) = ("ccomp", "");
        }
    }

    // "Forces backed by jets have retaken parts of the city, officials say": what has an auxiliary is no adjective.
    private static void Perfect(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, Rel: "amod" } verb || verb.Head <= i || !words.Any(w => w.Head == i && w.Rel is "aux" && w.Index < i)) return;
        var noun = words[verb.Head];
        var subject = words.LastOrDefault(w => w.Index < i && w.IsNominal && w.Rel is "nsubj" && (w.Head > i || w.Head == noun.Index));
        if (subject is null || subject.Head < 0) return;
        (verb.Head, verb.Rel, verb.SubRel) = subject.Head == noun.Index ? (noun.Head, noun.Rel, noun.SubRel) : (subject.Head, "ccomp", "");
        (subject.Head, subject.Rel) = (i, "nsubj");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
    }

    // "after an air strike killed two", "as thousands rallied": the noun behind the conjunction is the subject of the past tense behind it.
    private static void Since(Word[] words, int i)
    {
        var verb = words[i];
        if (i < 2 || verb.Pos is not Upos.Verb || !verb.IsPast || verb.Head < 0 || verb.Rel is not ("acl" or "advcl" or "conj" or "parataxis" or "amod")) return;
        var at = i - 1;
        while (at > 0 && words[at].Pos is Upos.Adv) at--;
        var noun = words[at];
        if (!noun.IsNominal || noun.Rel is not ("obl" or "nmod") || noun.Head < 0 || words.Any(w => w.Head == i && (w.Rel is "nsubj" or "aux" || words.Any(b => b.Head == w.Index && b.Lower == "by")))) return;
        var mark = words.FirstOrDefault(w => w.Head == at && w.Rel is "case" or "mark" && w.Lower is "after" or "as" or "before" or "since" or "until" or "while" or "because" or "although");
        if (mark is null || noun.Head == i || !verb.IsFinitePast && mark.Lower is not "as") return;
        var above = noun.Head;
        if (IsAbove(words, i, above)) return;
        (noun.Head, noun.Rel, noun.SubRel) = (i, "nsubj", "");
        (verb.Head, verb.Rel, verb.SubRel) = (above, "advcl", "");
        (mark.Head, mark.Rel) = (i, "mark");
    }

    // "came after officials in the regions complained": the same with a phrase between the two.
    private static void Apart(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsFinitePast: true, Rel: "acl", SubRel: not "relcl", Head: >= 0 } verb || words.Any(w => w.Head == i && w.Rel is "nsubj" or "aux" or "mark")) return;
        var noun = words[verb.Head];
        for (var steps = 0; steps < 3 && noun is { Rel: "nmod", Head: >= 0 }; steps++) noun = words[noun.Head];
        if (noun.Index == verb.Head || noun.Index > i || noun is not { Rel: "obl" or "nmod", Head: >= 0 } || !noun.IsNominal || words.FirstOrDefault(w => w.Head == noun.Index && w.Rel is "case" && w.Lower is "after" or "as" or "before" or "since" or "until" or "because") is not { } mark) return;
        var above = noun.Head;
        if (IsAbove(words, i, above)) return;
        (verb.Head, verb.Rel, verb.SubRel) = (above, "advcl", "");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "nsubj", "");
        (mark.Head, mark.Rel) = (i, "mark");
    }

    // "accused Kenya of meddling and cut its ties": a past tense is never coordinated with a gerund or an infinitive.
    private static void Parallel(Word[] words, int i)
    {
        var verb = words[i];
        if (verb is not { Pos: Upos.Verb, IsGerund: false, Rel: "conj" } || !verb.IsPast || verb.Head < 0 || words.Any(w => w.Head == i && w.Rel is "nsubj" or "aux")) return;
        // Nor with a name: "spoke with the president and promised help".
        var first = words[verb.Head];
        if (!first.IsGerund && !(first.Pos is Upos.Noun or Upos.Propn && first.Rel is "obl" or "obj" or "nmod" && words.Any(w => w.Head == i && w.Rel is "cc" && w.Index == i - 1))) return;
        var steps = 0;
        for (var above = words[verb.Head].Head; above >= 0 && steps++ < words.Length; above = words[above].Head)
        {
            if (words[above] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false }) continue;
            verb.Head = above;
            return;
        }
    }

    // "Rebels loyal to the general accused the army": a root that is a noun with a past tense and its object behind it is the subject.
    private static void Nominative(Word[] words)
    {
        // "The minister, who arrived on Monday, accused the rebels": behind the comma that ends the relative clause goes the main one on.
        if (words.FirstOrDefault(w => w.Head < 0) is { IsNominal: true } noun && !words.Any(w => w.Head == noun.Index && w.Rel is "cop" or "nsubj")
            && words.FirstOrDefault(w => w is { Pos: Upos.Verb, IsPast: true, Rel: "conj", Head: >= 0 } && w.Index > 1 && words[w.Index - 1].Text is "," && words[w.Head] is { SubRel: "relcl" } clause && clause.Head == noun.Index && !words.Any(s => s.Head == w.Index && s.Rel is "nsubj" or "cc" or "aux")) is { } main)
        {
            (main.Head, main.Rel, main.SubRel) = (-1, "root", "");
            (noun.Head, noun.Rel, noun.SubRel) = (main.Index, "nsubj", "");
            return;
        }

        var root = words.FirstOrDefault(w => w.Head < 0);
        if (root is null || root.Pos is not (Upos.Noun or Upos.Propn) || words.Any(w => w.Head == root.Index && w.Rel is "cop" or "nsubj")) return;
        var verb = words.FirstOrDefault(w => w.Head == root.Index && w.Index > root.Index + 1 && w is { Pos: Upos.Verb, IsPast: true, Rel: "acl", SubRel: not "relcl" } && (w.IsFinitePast || words.Any(a => a.Head == w.Index && a.Rel is "aux" && a.Lower is "was" or "were" or "is" or "are" or "has" or "have" or "had" or "will") || words.Any(n => n.Head == w.Index && n.Rel is "nsubj" && n.Index == w.Index - 1 || n.Head == w.Index && n.Rel is "nsubj" && n.Pos is Upos.Propn)) && words.Any(o => o.Head == w.Index && (o.Rel is "obj" or "ccomp" && o.Index > w.Index || o.Rel is "aux")) && !words.Any(o => o.Head == w.Index && o.SubRel is "agent"));
        if (verb is null) return;
        foreach (var name in words.Where(w => w.Head == verb.Index && w.Rel is "nsubj" && w.Index > root.Index)) (name.Head, name.Rel, name.SubRel) = (words[name.Index - 1].IsNominal && name.Index - 1 != root.Index ? name.Index - 1 : root.Index, "flat", "");
        (verb.Head, verb.Rel, verb.SubRel) = (-1, "root", "");
        (root.Head, root.Rel, root.SubRel) = (verb.Index, "nsubj", words.Any(a => a.Head == verb.Index && a.SubRel is "pass") ? "pass" : "");
    }

    // "Amnesty International accused Ethiopian soldiers of killing": between a name and a noun phrase stands the verb of the two.
    private static void Before(Word[] words, int i)
    {
        if (i < 1 || i + 1 >= words.Length || words[i] is not { Pos: Upos.Verb, IsPast: true, Rel: "amod" } verb || verb.Head < i + 1) return;
        var before = i - 1;
        // "The Front briefly seized control"
        while (before > 0 && words[before].Pos is Upos.Adv) before--;
        var (name, noun) = (words[before], words[verb.Head]);
        // "The army freed villages, the ministry said": two subjects side by side, the first with a verb in it.
        var isPair = noun.Rel is "nsubj" && words.Any(w => w.Rel is "nsubj" && w.Head == noun.Head && w.Index > noun.Index);
        // Or the sentence has no other verb: "Army jets bombed rebel positions".
        var isOnly = noun.Head < 0 && !words.Any(w => w.Index != i && (w.Pos is Upos.Aux || w is { Pos: Upos.Verb, IsGerund: false, Rel: not ("amod" or "acl") }));
        if (name.Pos is not Upos.Propn && !(name.Pos is Upos.Noun && name.Rel is "compound" or "nsubj" && (isPair || isOnly || verb.IsFinitePast))) return;
        if (verb.Head == i + 1 && before == i - 1 && !isPair && !isOnly && name.Rel is not "nsubj") return;
        if (name.Head != noun.Index && !(name.Head >= 0 && name.Head < i && words[name.Head].Head == noun.Index)) return;
        var subject = name.Head == noun.Index ? name : words[name.Head];
        var (above, rel) = (noun.Head, noun.Rel);
        if (above >= 0 && words[above] is { Pos: Upos.Verb, IsGerund: true } gerund && gerund.Index > noun.Index)
        {
            // The gerund behind depends on the new verb.
            (above, rel) = (gerund.Head, gerund.Rel);
            (gerund.Head, gerund.Rel, gerund.SubRel) = (i, "advcl", "");
        }

        var isSaid = rel is "obj" && above >= 0 && above < i && words[above].Lemma is "say" or "report" or "announce" or "claim" or "add" or "state";
        (verb.Head, verb.Rel, verb.SubRel) = (above, above < 0 ? "root" : isSaid ? "ccomp" : rel is "nsubj" or "obj" or "obl" ? "parataxis" : rel, "");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
        foreach (var word in words)
        {
            if (word.Head == noun.Index && word.Index < i) (word.Head, word.Rel, word.SubRel) = word == subject ? (i, "nsubj", "") : (subject.Index, word.Rel, word.SubRel);
        }
    }

    // "Soldiers loyal to the general overran the base", read as if the soldiers were loyal: without "are" an adjective only describes, and the past tense behind it is the predicate.
    private static void Predicated(Word[] words)
    {
        if (words.FirstOrDefault(w => w.Head < 0) is not { Pos: Upos.Adj } root || words.Any(w => w.Head == root.Index && w.Rel is "cop" or "aux")) return;
        if (words.FirstOrDefault(w => w.Head == root.Index && w.Rel is "nsubj" && w.Index == root.Index - 1) is not { } subject) return;
        var verb = words.FirstOrDefault(w => w.Index > root.Index && w is { Pos: Upos.Verb, IsFinitePast: true } && IsAbove(words, root.Index, w.Index) && !words.Any(c => c.Head == w.Index && c.Rel is "nsubj" or "aux" or "mark"));
        if (verb is null) return;
        (verb.Head, verb.Rel, verb.SubRel) = (-1, "root", "");
        (subject.Head, subject.Rel, subject.SubRel) = (verb.Index, "nsubj", "");
        (root.Head, root.Rel, root.SubRel) = (subject.Index, "amod", "");
        foreach (var right in words.Where(w => w.Head == root.Index && w.Index > verb.Index)) right.Head = verb.Index;
    }

    // "Riot police chase demonstrators", the present tense of captions and headlines read as one name phrase: the verb between two groups of people is one.
    private static void Caption(Word[] words)
    {
        if (words.Any(w => w.Pos is Upos.Aux || w is { Pos: Upos.Verb, IsGerund: false, Rel: "root" or "ccomp" or "parataxis" })) return;
        for (var i = 1; i + 1 < words.Length && i < 16; i++)
        {
            var verb = words[i];
            if (verb.Pos is not Upos.Noun || verb.Rel is not "compound" || verb.Head <= i || !Reported.Contains(verb.Lower)) continue;
            var (before, noun) = (words[i - 1], words[verb.Head]);
            if (before.Text is "," && i > 1) before = words[i - 2];
            var isGroup = before.Lower is "police" or "troops" or "people" || before.Pos is Upos.Noun && before.Lower.EndsWith('s');
            if (!isGroup && words[i - 1].Text is not "," || noun.Pos is not (Upos.Noun or Upos.Propn) || !noun.Lower.EndsWith('s')) continue;
            var root = words.FirstOrDefault(w => w.Head < 0);
            if (root is null || root != noun && root.Index > i) continue;
            var subject = root == noun ? before : root;
            (verb.Pos, verb.Head, verb.Rel, verb.SubRel) = (Upos.Verb, -1, "root", "");
            foreach (var right in words.Where(w => w.Head == noun.Index && w.Index > noun.Index && w.Rel is "nmod" or "obl" or "advcl" or "parataxis")) (right.Head, right.Rel) = (i, right.Rel is "nmod" ? "obl" : right.Rel);
            foreach (var left in words.Where(w => w.Head == noun.Index && w.Index < i && w != subject)) left.Head = subject.Index;
            (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
            (subject.Head, subject.Rel, subject.SubRel) = (i, "nsubj", "");
            return;
        }
    }

    // "The government and the rebels resumed peace talks", read as one long name phrase: the first past tense in it is the predicate.
    private static void Headless(Word[] words)
    {
        var root = words.FirstOrDefault(w => w.Head < 0);
        if (root is null || root.Pos is Upos.Verb || words.Any(w => w.Head == root.Index && w.Rel is "cop" or "aux")) return;
        for (var i = 1; i + 1 < words.Length; i++)
        {
            var verb = words[i];
            if (verb.Pos is Upos.Aux || verb.Pos is Upos.Verb && verb.Rel is not ("amod" or "acl")) return;
            // Behind the comma that closes what describes the subject: "Ana Ruiz, the union's head, accused mayors".
            var isBehindName = words[i - 1].IsNominal || words[i - 1].Text is "," && i > 3 && root.IsNominal && words.Any(w => w.Index < i - 1 && w.Text is ",");
            var isVerb = verb.Pos is Upos.Verb || verb.Pos is Upos.Adj && verb.Lower.EndsWith("ed", StringComparison.Ordinal);
            if (!isVerb || !verb.IsPast || verb.Rel is not "amod" || verb.Head <= i || !isBehindName) continue;
            var noun = words[verb.Head];
            if (noun == root && verb.IsFinitePast && verb.Lower != Inflection.Participle(verb.Lemma) && words[i - 1].IsNominal && !words.Any(w => w.Head == i - 1 && w.Rel is "case")) Topple(words, i, noun);
            if (root.Index >= i || IsAbove(words, i, root.Index)) return;
            // Who has a verb of its own behind is no subject of this one.
            if (words.Any(w => w.Index > i && w.Rel is "nsubj" && w.Head > i && w.Index == noun.Index)) return;
            (verb.Head, verb.Rel, verb.SubRel, verb.Pos) = (-1, "root", "", Upos.Verb);
            (root.Head, root.Rel, root.SubRel) = (i, "nsubj", "");
            if (noun != root) (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
            // What stood before the verb and hung on its object belongs to the subject.
            foreach (var left in words.Where(w => w.Index < i && w.Head == noun.Index && w != root))
                (left.Head, left.Rel) = (root.Index, left.IsNominal && left.Index == i - 1 && words.Any(w => w.Lower is "and" && w.Index < i) ? "conj" : left.Rel);
            foreach (var right in words.Where(w => w.Index > i && w.Head >= 0 && w.Head < i && w.Rel is "nmod" or "conj" or "obl")) (right.Head, right.Rel) = (i, "obl");
            // "downed tools and vowed to stay away": the second verb goes with the first.
            foreach (var right in words.Where(w => w.Index > i && w.Head == noun.Index && w.Rel is "conj" && w is { Pos: Upos.Verb, IsPast: true })) right.Head = i;
            return;
        }
    }

    // "The bank froze new loans", where the loans were the root: a past tense that is no participle is the verb of what stands around it.
    private static void Topple(Word[] words, int i, Word noun)
    {
        var (verb, subject) = (words[i], words[i - 1]);
        (verb.Head, verb.Rel, verb.SubRel, noun.Head, noun.Rel, noun.SubRel) = (-1, "root", "", i, "obj", "");
        foreach (var left in words.Where(w => w.Index < i - 1 && (w.Head == noun.Index || w.Head == i))) left.Head = subject.Index;
        (subject.Head, subject.Rel, subject.SubRel) = (i, "nsubj", "");
        foreach (var right in words.Where(w => w.Index > noun.Index && w.Head == noun.Index && w.Rel is "obl" or "nmod" or "advcl")) right.Head = i;
    }

    // "arrested at least 233 leaders": "at least" is no preposition.
    private static void Quantified(Word[] words, int i)
    {
        if (i + 2 >= words.Length) return;
        var isLeast = words[i].Lower == "at" && words[i + 1].Lower is "least" or "most" && words[i].Rel == "case";
        var isMore = words[i].Lower is "more" or "less" or "fewer" && words[i + 1].Lower == "than";
        if (!isLeast && !isMore) return;
        var at = i + 2;
        while (at + 1 < words.Length && at < i + 8 && words[at].Rel is "nummod" or "amod" or "compound" && words[at].Head > at) at = words[at].Head;
        var verb = words[at].Head;
        if (words[at].Rel != "obl" || verb < 0 || verb > i || words.Any(w => w.Head == verb && w.Rel == "obj")) return;
        (words[at].Rel, words[at].SubRel) = ("obj", "");
        (words[i].Head, words[i].Rel) = (at, "advmod");
        if (isMore) (words[i + 1].Head, words[i + 1].Rel) = (i, "fixed");
    }

    // "the offensive launched by militants was repelled": a participle with its agent belongs to the noun before it.
    private static void Participle(Word[] words, int i)
    {
        if (i < 1 || i + 1 >= words.Length || words[i].Pos is not Upos.Verb || !words[i].IsPast || words[i + 1].Lower != "by" || words[i].Head == i - 1) return;
        var noun = words[i - 1];
        if (noun.Pos is not (Upos.Noun or Upos.Propn) || words.Any(w => w.Head == i && w.Rel is "aux" or "cop")) return;
        if (words.Any(w => w.Head == i && w.Rel is "nsubj" && w.Index != i - 1)) return;
        var above = words[i].Head;
        if (noun.Head == i)
        {
            // What is said of the noun comes after: the next verb that lacks a subject.
            var predicate = Enumerable.Range(i + 1, words.Length - i - 1).FirstOrDefault(v => words[v].Pos is Upos.Verb && words[v].Rel is not ("acl" or "amod" or "xcomp") && !words.Any(w => w.Head == v && w.Rel is "nsubj"), -1);
            if (predicate < 0 || IsAbove(words, i, predicate)) return;
            (noun.Head, noun.Rel, noun.SubRel) = (predicate, "nsubj", words.Any(w => w.Head == predicate && w.SubRel == "pass") ? "pass" : "");
        }

        if (IsAbove(words, i, noun.Index)) return;
        (words[i].Head, words[i].Rel, words[i].SubRel) = (noun.Index, "acl", "");
        if (above < 0) words[i].Head = noun.Index;
    }

    // "The missile hit the crossing": a noun does not modify the finite verb behind it, it is its subject.
    private static void Modified(Word[] words, int i)
    {
        var noun = words[i];
        if (noun.Pos is not (Upos.Noun or Upos.Propn) || noun.Rel is not ("compound" or "amod" or "flat") || noun.Head != i + 1) return;
        var verb = words[i + 1];
        if (verb.Pos is not Upos.Verb || verb.IsGerund || verb.Rel is "amod" or "compound" || words.Any(w => w.Head == i + 1 && w.Rel is "nsubj" or "aux")) return;
        (noun.Rel, noun.SubRel) = ("nsubj", "");
    }

    // "..., blocking roads": after a comma the verb before is meant, whatever noun the tree chose.
    private static void Gerund(Word[] words, int i)
    {
        if (i < 2 || words[i].Pos is not Upos.Verb || !words[i].IsGerund || words[i - 1].Text != "," || words[i].Head < 0 || words[i].Head > i) return;
        var above = words[words[i].Head];
        if (above.Pos is Upos.Verb || !above.IsNominal || words[i].Rel is not ("conj" or "acl" or "advcl" or "dep" or "amod" or "appos" or "parataxis")) return;
        for (var v = i - 2; v >= 0; v--)
        {
            if (words[v].Pos is not Upos.Verb || words[v].Rel is "acl" or "amod" || IsAbove(words, i, v)) continue;
            (words[i].Head, words[i].Rel, words[i].SubRel) = (v, "advcl", "");
            return;
        }
    }

    // "arrested activist Israa Abdelfattah": description and name side by side are one.
    private static void Described(Word[] words, int i)
    {
        if (i + 1 >= words.Length) return;
        var (noun, name) = (words[i], words[i + 1]);
        // "between the president and President Zelenskyy"
        if (Titles.Contains(noun.Lower) && noun.IsCapitalized && name.Pos is Upos.Propn && noun.Head == name.Head && noun.Head >= 0 && noun.Rel == name.Rel && noun.Rel is "conj" or "obl" or "nmod" or "obj" or "nsubj")
        {
            (noun.Head, noun.Rel, noun.SubRel) = (name.Index, "compound", "");
            foreach (var left in words.Where(w => w.Head == i && w.Rel is "cc" or "case")) left.Head = name.Index;
            return;
        }

        if (noun.Pos is not Upos.Noun || name.Pos is not Upos.Propn || noun.Head != name.Head || noun.Head < 0 || noun.Rel != name.Rel || noun.Rel is not ("obj" or "obl" or "nsubj" or "nmod")) return;
        if (words.Any(w => w.Head == name.Index && w.Rel == "case")) return;
        (name.Head, name.Rel, name.SubRel) = (i, "appos", "");
    }

    // "... and wounding 40 others, police and medics said.": what stands between the comma and the last verb is who says it.
    private static void Reporters(Word[] words)
    {
        var last = words.Length - 1;
        while (last > 0 && words[last].Pos is Upos.Punct) last--;
        // "said on Monday"
        for (var back = 0; back < 4 && last > 0 && words[last].Pos is not Upos.Verb; back++) last--;
        if (last < 3 || words[last] is not { Pos: Upos.Verb, IsGerund: false, Lemma: "say" or "report" or "announce" or "tell" or "confirm" or "state" or "claim" or "write" } verb) return;
        var comma = last - 1;
        while (comma > 0 && words[comma].Text is not ",") comma--;
        if (comma < 3 || last - comma is < 2 or > 8) return;
        for (var i = comma + 1; i < last; i++)
        {
            if (!words[i].IsNominal && words[i].Pos is not (Upos.Det or Upos.Adj or Upos.Cconj or Upos.Adp or Upos.Part)) return;
        }

        var heads = words.Where(w => w.Index > comma && w.Index < last && w.IsNominal && w.Head >= 0 && w.Head <= comma).ToList();
        // "..., a watchdog confirmed yesterday.", where the verb hangs on its own subject.
        if (heads.Count > 0 && verb.Head == heads[0].Index && verb.Rel is "acl" && heads[0].Rel is "parataxis" or "appos" or "conj" or "obl" or "nmod")
        {
            (verb.Head, verb.Rel, verb.SubRel) = (heads[0].Head, "parataxis", "");
            (heads[0].Head, heads[0].Rel, heads[0].SubRel) = (last, "nsubj", "");
            return;
        }

        if (heads.Count == 0 || heads.Skip(1).Any(h => h.Rel is not "conj") || heads[0].Rel is not ("conj" or "obj" or "appos" or "nmod" or "obl") || words.Any(w => w.Head == last && w.Rel is "nsubj" && w.Index > comma) || IsAbove(words, heads[0].Index, last)) return;
        (heads[0].Head, heads[0].Rel, heads[0].SubRel) = (last, "nsubj", "");
        foreach (var other in heads.Skip(1)) other.Head = heads[0].Index;
    }

    // "..., state media and a monitoring group said": a subject with an "and" of its own is joined to the noun before that, which hangs behind a comma as if it went on a list.
    private static void Joined(Word[] words, int i)
    {
        if (words[i] is not { Rel: "nsubj" } subject || subject.Head <= i || !subject.IsNominal) return;
        var and = words.FirstOrDefault(w => w.Head == i && w.Rel is "cc" && w.Index < i);
        // "the president and his counterpart met", with two subjects.
        if (subject.SubRel is "" && words.FirstOrDefault(w => w.Head == subject.Head && w.Rel is "nsubj" && w.SubRel is "" && w.Index < i) is { Pos: Upos.Noun or Upos.Propn } before
            && words.LastOrDefault(w => w is { Rel: "cc", Lower: "and", Index: > 0 } && w.Index < i && w.Index > before.Index && w.Head > w.Index && w.Head <= i) is { } between && i - between.Index < 6 && words[between.Index + 1].Lower is "the" or "a" or "an" or "his" or "her" or "its" or "their" && IsAbove(words, before.Index, between.Index - 1) && !words.Any(w => w.Index > between.Index && w.Index < i && w.Pos is Upos.Verb or Upos.Punct or Upos.Adp))
        {
            (subject.Head, subject.Rel) = (before.Index, "conj");
            for (var w = between.Index; w < i; w++) words[w].Head = i;
            return;
        }

        if (and is null || and.Index < 2 || words[and.Index - 1] is not { Rel: "conj" } noun || !noun.IsNominal || words.Any(w => w.Head == noun.Index && w.Rel is "cc")) return;
        if (!words.Any(w => w.Head == noun.Index && w.Text == "," && w.Index < noun.Index) || IsAbove(words, noun.Index, subject.Head)) return;
        (noun.Head, noun.Rel, noun.SubRel) = (subject.Head, "nsubj", subject.SubRel);
        (subject.Head, subject.Rel, subject.SubRel) = (noun.Index, "conj", "");
    }

    // "Rebels shelled the town, the ministry said": the first of two subjects belongs to what was said.
    private static void Subjects(Word[] words, int verb)
    {
        if (words[verb].Pos is not Upos.Verb) return;
        var (first, second) = (-1, -1);
        foreach (var word in words)
        {
            if (word.Head != verb || word.Rel != "nsubj" || word.Index > verb) continue;
            if (first < 0) first = word.Index;
            else second = word.Index;
        }

        if (second < 0) return;
        // "The official, a police chief, said one suspect had been arrested": who stands before the verb of saying says it.
        if (words[verb].Rel is "ccomp" && words[verb].Head is var saying && saying > first && saying < second && !words.Any(w => w.Head == saying && w.Rel == "nsubj"))
        {
            (words[first].Head, words[first].SubRel) = (saying, "");
            return;
        }

        // "The army freed the points in the province, the ministry said": what stands behind the verb of what was said, and before the comma, is its object.
        var said = words.LastOrDefault(w => w.Head == verb && w.Rel is "ccomp" && w.Pos is Upos.Verb && w.Index < first && words.Any(o => o.Head == w.Index && o.Rel == "nsubj") && !words.Any(o => o.Head == w.Index && o.Rel == "obj"));
        if (said is not null && !words.Any(w => w.Text == "," && w.Index > said.Index && w.Index < first) && words.Any(w => w.Text == "," && w.Index > first && w.Index < second))
        {
            (words[first].Head, words[first].Rel, words[first].SubRel) = (said.Index, "obj", "");
            return;
        }

        foreach (var word in words)
        {
            if (word.Head != verb || word.Rel is not ("ccomp" or "advcl" or "parataxis") || word.Index < first || word.Index > second) continue;
            if (words.Any(w => w.Head == word.Index && w.Rel == "nsubj")) continue;
            words[first].Head = word.Index;
            return;
        }

        // "The missile fired by the army destroyed a ship, the ministry said": the last past tense behind the first subject is its verb.
        var predicate = words.LastOrDefault(w => w.Head == first && w.Rel == "acl" && w.Pos is Upos.Verb && w.IsPast && w.Index < second && words.Any(o => o.Head == w.Index && o.Rel == "obj") && !words.Any(o => o.Head == w.Index && (o.SubRel is "agent" || o.Rel is "nsubj" or "mark")));
        if (predicate is null) return;
        (predicate.Head, predicate.Rel, predicate.SubRel) = (verb, "ccomp", "");
        words[first].Head = predicate.Index;
    }

    // "Norway, Ireland and Spain", where Ireland is what Norway is: two countries side by side are two.
    private static void Listed(Word[] words, Hit hit, IReadOnlyList<Hit> hits)
    {
        if (hit.Entity.Kind is not EntityKind.Country || hit.First < 2 || words[hit.First - 1].Text is not ",") return;
        var name = words.FirstOrDefault(w => w.Index >= hit.First && w.Index <= hit.Last && (w.Head < hit.First || w.Head > hit.Last));
        if (name is not { Rel: "appos" or "flat" or "compound" or "nmod" } || words.Any(w => w.Head == name.Index && w.Rel is "case")) return;
        foreach (var before in hits)
        {
            if (before.Last == hit.First - 2 && before.Entity is { Kind: EntityKind.Country } && before.Entity.Country != hit.Entity.Country && name.Head >= before.First && name.Head <= before.Last) (name.Rel, name.SubRel) = ("conj", "");
        }
    }

    // All words of a name hang on one of them, the one that hangs outside.
    private static int Bind(Word[] words, Hit hit)
    {
        // Behind a preposition a name is no subject: "the city of Mazar-i-Sharif, ... officials said".
        var led = hit.First > 0 && words[hit.First - 1] is { Rel: "case" } preposition && preposition.Head >= hit.First && preposition.Head <= hit.Last && words[preposition.Head] is { Rel: "nmod" or "obl" } name ? name.Index : -1;
        var head = led >= 0 ? led : hit.Last;
        for (var i = hit.First; i <= hit.Last && led < 0; i++)
        {
            if (words[i].Head >= hit.First && words[i].Head <= hit.Last) continue;
            if (words[head].Head < hit.First || words[head].Head > hit.Last && words[head].Rel is "nsubj" or "obj" or "obl" or "nmod" or "root" or "conj") break;
            head = i;
        }

        for (var i = hit.First; i <= hit.Last; i++)
        {
            if (hit.First < hit.Last && hit.Entity.Kind is not EntityKind.Demonym && words[i].Pos is not (Upos.Adp or Upos.Det or Upos.Punct or Upos.Part)) words[i].Pos = Upos.Propn;
            if (i == head || (words[i].Head >= hit.First && words[i].Head <= hit.Last)) continue;
            if (IsAbove(words, i, head)) continue;
            (words[i].Head, words[i].Rel, words[i].SubRel) = (head, "flat", "");
        }

        // "of the National League for Democracy": what stands before the name stands before all of it.
        if (hit.First > 0 && hit.First < hit.Last && hit.Entity.Kind is EntityKind.Organization && words[hit.First - 1] is { Rel: "case" or "det", Head: var part } && part >= hit.First && part <= hit.Last && part != head)
        {
            for (var i = hit.First - 1; i >= 0 && i >= hit.First - 3 && words[i].Rel is "case" or "det"; i--)
            {
                if (words[i].Head >= hit.First && words[i].Head <= hit.Last) words[i].Head = head;
            }
        }

        return head;
    }

    // "Boko Haram militants": two subjects of one verb side by side are one.
    private static void Lean(Word[] words, Hit hit, int head)
    {
        var next = hit.Last + 1;
        if (next >= words.Length || words[next].Pos is not (Upos.Noun or Upos.Propn)) return;
        if (words[head].Head == words[next].Head && words[head].Rel == words[next].Rel && words[head].Rel is "nsubj" or "obj" or "obl" or "nmod" && words[next].Head >= 0)
            (words[head].Head, words[head].Rel, words[head].SubRel) = (next, "compound", "");
    }

    internal static bool IsAbove(Word[] words, int above, int index)
    {
        var steps = 0;
        for (var i = index; i >= 0 && steps++ <= words.Length; i = words[i].Head)
        {
            if (i == above) return true;
        }

        return false;
    }
}
