using System.Collections.Frozen;
using IngestWorker.Events.Coding;
using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>Mends past tenses that the tree takes for adjectives or for what describes a noun: "Police in Dhaka fired" with no verb but in the phrase "in Dhaka fired".</summary>
internal static class FiniteRepair
{
    private static readonly FrozenSet<string> Saying = FrozenSet.ToFrozenSet(["say", "report", "claim", "announce", "confirm", "state", "add", "allege", "warn", "believe", "tell"]);

    // "rebel held towns": participles that stand behind a noun and describe the next.
    private static readonly FrozenSet<string> Describing = FrozenSet.ToFrozenSet(["held", "controlled", "run", "owned", "led", "backed", "based", "born", "made", "built", "elected", "appointed", "trained", "supplied", "funded", "related", "linked", "affiliated"]);

    private static readonly FrozenDictionary<string, string> Deeds = new[] { "massacre", "bomb", "shell", "attack", "kill", "arrest", "detain", "rape", "execute", "torture", "kidnap", "abduct", "wound", "injure", "destroy", "capture", "seize", "occupy", "invade", "deport", "expel", "block", "ban", "accuse", "threaten", "condemn" }
        .ToFrozenDictionary(Inflection.Participle, l => l, StringComparer.Ordinal);

    private static readonly FrozenSet<string> Transitive = FrozenSet.ToFrozenSet(["pardon", "free", "release", "arrest", "detain", "jail", "kill", "shoot", "attack", "hit", "target", "bomb", "expel", "deport", "rescue", "charge", "evacuate", "kidnap", "abduct", "seize", "capture", "hunt", "recover", "condemn", "denounce", "praise", "criticize", "criticise", "ban", "sanction", "execute", "intercept", "destroy", "dismantle", "repatriate", "honor", "honour"]);

    public static void Straighten(Word[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word.Rel is "amod") Deed(words, i);
            if (word.Rel is "amod") Dated(words, i);
            if (word.Pos is Upos.Verb)
            {
                Perfect(words, i);
                Resumed(words, i);
                Verbless(words, i);
                Joined(words, i);
                Adjective(words, i);
                Placed(words, i);
                Opened(words, i);
            }

            if (word.Rel is "obj") Object(words, i);
            if (word.Rel is "nsubj") Late(words, i);
            if (word.Pos is Upos.Verb)
            {
                Launched(words, i);
                Freed(words, i);
                Absolute(words, i);
                Some(words, i);
            }

            if (word.IsNominal)
            {
                Subjectless(words, i);
                Hours(words, i);
            }

            if (word.Pos is Upos.Verb)
            {
                Plural(words, i);
                Beside(words, i);
            }

            if (word.Rel is "nsubj") Main(words, i);
        }
    }

    // "its troops had massacred civilians", where "massacred" was taken for an adjective.
    private static void Deed(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Adj, Rel: "amod" } word || words[i - 1] is not { Lemma: "have" } || !Deeds.TryGetValue(word.Lower, out var lemma)) return;
        (word.Pos, word.IsPast, word.Lemma) = (Upos.Verb, true, lemma);
    }

    // "Troops, backed by helicopters, abducted villagers on Tuesday, a spokesman said", where the troops have no verb and what they did describes the villagers: behind an aside the sentence goes on with its verb.
    private static void Resumed(Word[] words, int i)
    {
        if (i < 5 || i + 1 >= words.Length || words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "amod" or "acl" or "conj" or "obl" or "appos" } verb || words[i - 1].Lower is not "," || words[i + 1].Lower is "by" or "," or "and" || words.Any(w => w.Head == i && w is { Rel: "nsubj" or "aux" or "mark" or "cc" })) return;
        var comma = Array.FindLastIndex(words, i - 2, w => w.Lower is ",");
        if (comma < 1 || words[comma + 1] is not { Pos: Upos.Verb, IsPast: true } aside || words[comma - 1] is not { IsNominal: true } last) return;
        // The noun before the aside, or that whose end it is ("troops from the capital, backed by").
        var subject = aside.Head >= 0 && aside.Head < comma && words[aside.Head].IsNominal ? words[aside.Head] : last;
        var above = subject.Head < 0 ? null : words[subject.Head];
        var isSaid = above is not null && above.Index > i && Saying.Contains(above.Lemma) && subject.Rel is "nsubj" && words.Any(w => w.Head == above.Index && w.Rel is "nsubj" && w.Index > i);
        if (above is not null && !isSaid || above is null && words.Any(w => w.Head == subject.Index && w.Rel is "cop")) return;
        Crown(words, verb, subject, above);
    }

    // "said soldiers had massacred villagers", where they had something and the massacre stands beside it: "had" before a participle is its auxiliary.
    private static void Perfect(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "ccomp" or "xcomp" or "conj" } verb || words[i - 1] is not { Lemma: "have", Rel: "ccomp" } had || had.Head != verb.Head && verb.Head != had.Index || words.Any(w => w.Head == i && w.Rel is "nsubj" or "aux")) return;
        (verb.Head, verb.Rel, verb.SubRel) = (had.Head, had.Rel, had.SubRel);
        (had.Head, had.Rel, had.SubRel) = (i, "aux", "");
        foreach (var word in words.Where(w => w.Head == had.Index)) word.Head = i;
    }

    // "Troops in the town of Abeche banished traders", where all is one noun phrase: a past tense without subject and relative pronoun describes no noun, and no participle that describes one has an object;
    // the sentence without a verb has found it.
    private static void Verbless(Word[] words, int i)
    {
        if (i < 2 || i + 1 >= words.Length || words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "acl" or "amod" or "nmod" or "appos" or "conj" or "dep" } verb || words[^1].Lower is not ("." or "”" or "\"")) return;
        if (words[i + 1] is not { Pos: Upos.Det or Upos.Adj or Upos.Num or Upos.Noun or Upos.Propn or Upos.Pron } || words[i - 1] is not { IsNominal: true } || words.Any(w => w.Head == i && w.Index < i && w.Rel is not ("advmod" or "compound" or "punct"))) return;
        var root = words.FirstOrDefault(w => w.Head < 0);
        // "Troops torched villages, the governor told reporters", where the troops tell it too: of two subjects the first is that of the words told.
        var telling = root is { Pos: Upos.Verb } && root.Index > i && Saying.Contains(root.Lemma) && words.Any(w => w.Head == root.Index && w.Rel is "nsubj" && w.Index > i) ? root : null;
        if (telling is not null) root = words.FirstOrDefault(w => w.Head == telling.Index && w.Rel is "nsubj" && w.Index < i && w.IsNominal);
        if (root is not { IsNominal: true } || root.Index >= i || words.Any(w => w.Index < i && w.Lower is "who" or "which" or "that" or "whom" or "," or ":") || words.Any(w => w.Head == root.Index && w.Rel is "cop" or "nsubj" or "aux")) return;
        if (words.Any(w => w.Index != i && (w.Pos is Upos.Aux || w.Pos is Upos.Verb && (w.IsFinitePast || w.Rel is "parataxis") && w.Index < i))) return;
        Crown(words, verb, root, telling);
    }

    // Makes it the verb of its subject, told by the verb above or the root; what hung across it, and the noun that it described, are said of it.
    private static void Crown(Word[] words, Word verb, Word subject, Word? above)
    {
        var i = verb.Index;
        var noun = verb.Head > i ? words[verb.Head] : null;
        (verb.Head, verb.Rel, verb.SubRel) = above is null ? (-1, "root", "") : (above.Index, "ccomp", "");
        (subject.Head, subject.Rel, subject.SubRel) = (i, "nsubj", "");
        if (noun is { IsNominal: true }) (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
        foreach (var word in words.Where(w => w.Index > i && w.Head >= 0 && w.Head < i && (above is null || w.Index < above.Index) && w != noun))
        {
            word.Head = i;
            if (word.IsNominal && word.Rel is not ("parataxis" or "conj")) word.Rel = words.Any(c => c.Head == word.Index && c.Rel is "case") ? "obl" : "obj";
        }
    }

    // "entered the town on Monday and restricted villagers", where the villagers are one more day: what "and" joins to a day is the next verb.
    private static void Dated(Word[] words, int i)
    {
        if (i < 2 || words[i] is not { Pos: Upos.Adj or Upos.Verb, IsGerund: false, Head: > 0 } verb || verb.Head <= i || verb.Lemma == verb.Lower || words[i - 1] is not { Rel: "cc", Lower: "and" or "but" } and || words[verb.Head] is not { IsNominal: true, Rel: "conj", Head: >= 0 } noun || !CalendarWords.Contains(words[noun.Head].Lower)) return;
        var above = words[noun.Head];
        for (var steps = 0; steps < 5 && above.Pos is not Upos.Verb && above.Head >= 0; steps++) above = words[above.Head];
        if (above is not { Pos: Upos.Verb, IsPast: true, IsGerund: false } || above.Index > i) return;
        (verb.Pos, verb.IsPast, verb.Head, verb.Rel, verb.SubRel) = (Upos.Verb, true, above.Index, "conj", "");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
        and.Head = i;
    }

    // "closed two crossings and barred citizens from buying", where the citizens are one more crossing: what "and" joins to a verb is a verb.
    private static void Joined(Word[] words, int i)
    {
        if (i < 2 || words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "amod" } verb || verb.Head <= i || words[i - 1] is not { Rel: "cc", Lower: "and" or "but" } and || and.Head != verb.Head && and.Head != i || Describing.Contains(verb.Lower)) return;
        var noun = words[verb.Head];
        if (noun is not { IsNominal: true, Rel: "conj" or "obl" or "obj", Head: >= 0 } || noun.Head >= i || words.Any(w => w.Head == noun.Index && w.Rel is "case" && w.Index < i)) return;
        var above = words[noun.Head];
        // "denied that it was arming rebels and accused the government": who speaks is the subject of the finite verb.
        var isSpeech = verb.Lemma is "accuse" or "urge" or "warn" or "condemn" or "criticize" or "criticise" or "denounce" or "blame" or "praise" or "threaten";
        for (var steps = 0; steps < 8 && (above.Pos is not Upos.Verb || isSpeech && (above.IsGerund || !above.IsPast)) && above.Head >= 0 && above.Head < i; steps++) above = words[above.Head];
        // "burned and looted shops": two participles of one noun are followed by no phrase of their own.
        if (above is not { Pos: Upos.Verb, IsGerund: false } || above.Index > i || !above.IsPast || words[i - 2].Rel is "amod") return;
        (verb.Head, verb.Rel, verb.SubRel) = (above.Index, "conj", "");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
        and.Head = i;
        // "its border with Belarus": what stands before is no part of what follows.
        foreach (var word in words.Where(w => w.Head == noun.Index && w.Index < i))
        {
            word.Head = words.LastOrDefault(w => w.Head == above.Index && w.Rel is "obj" && w.Index < word.Index)?.Index ?? above.Index;
            if (word.IsNominal) word.Rel = word.Head == above.Index ? "obl" : "nmod";
        }
    }

    // "said a Chinese vessel fired water cannon", all of it one noun phrase: no participle stands behind the noun that modifies the same noun, that noun is its subject.
    private static void Adjective(Word[] words, int i)
    {
        // "Turkey's parliament ratified Sweden's bid", where "ratified" owns the bid: no verb owns.
        if (i < 1 || words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false } verb || verb is not ({ Rel: "amod" } or { Rel: "nmod", SubRel: "poss" }) || verb.Head <= i || Describing.Contains(verb.Lower)) return;
        // "The army freed strategic points, the ministry said", where the army freed and the points said it: who has a subject is the verb.
        var own = words.FirstOrDefault(w => w.Head == i && w is { Rel: "nsubj", SubRel: "" } && w.Index < i);
        var (subject, noun, isOwn) = (own ?? words[i - 1], words[verb.Head], own is not null);
        if (subject.Pos is not (Upos.Noun or Upos.Propn) || !isOwn && (subject.Head != noun.Index || subject.Rel is not ("compound" or "nmod" or "nsubj" or "flat")) || words.Any(w => w.Head == noun.Index && w.Rel is "case" && w.Index < i) || words.Any(w => w.Head == i && w.Index < i && w.Index != subject.Index && w.Rel is not ("advmod" or "punct"))) return;
        var above = noun.Head < 0 ? null : words[noun.Head];
        var isSaid = above is not null && Saying.Contains(above.Lemma) && (above.Index < i ? noun.Rel is "obj" or "ccomp" : noun.Rel is "nsubj");
        if (above is not null && !isSaid) return;
        (verb.Head, verb.Rel, verb.SubRel) = above is null ? (-1, "root", "") : (above.Index, "ccomp", "");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
        (subject.Head, subject.Rel, subject.SubRel) = (i, "nsubj", "");
        foreach (var word in words.Where(w => w.Head == noun.Index && w.Index != i))
        {
            if (word.Index < i) word.Head = subject.Index;
            else if (word is { Rel: "nmod" } && word.Index > noun.Index) (word.Head, word.Rel) = (i, "obl");
        }
    }

    // "Police in Dhaka fired tear gas", where Dhaka fired: what has a preposition is no subject, the noun before it is.
    private static void Placed(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "nmod" or "acl" or "appos" or "parataxis" or "dep", Head: >= 0 } verb || verb.Head >= i - 2 || !words[verb.Head].IsNominal) return;
        var noun = words[verb.Head];
        if (words.FirstOrDefault(w => w.Head == i && w.Rel is "nsubj" && w.Index < i && w.Index > noun.Index) is not { } place || words.FirstOrDefault(w => w.Head == place.Index && w.Rel is "case" && w.Index > noun.Index && w.Lower is "in" or "at" or "from" or "of" or "near" or "on") is not { } preposition || preposition.Index > noun.Index + 1) return;
        if (noun.Head >= 0 && noun.Rel is not ("nsubj" or "root" or "ccomp" or "parataxis")) return;
        (place.Head, place.Rel, place.SubRel) = (noun.Index, "nmod", "");
        (verb.Head, verb.Rel, verb.SubRel) = noun.Rel is "nsubj" ? (noun.Head, "ccomp", "") : (noun.Head, noun.Rel, noun.SubRel);
        (noun.Head, noun.Rel, noun.SubRel) = (i, "nsubj", "");
        var things = words.FirstOrDefault(w => w.Head == i && w.Rel is "obj");
        foreach (var word in words.Where(w => w.Head == noun.Index && w.Index > i))
            word.Head = word.Rel is "conj" && word.IsNominal && things is not null && things.Index < word.Index ? things.Index : i;
    }

    // "The minister resigned after it emerged that ...", where the minister emerged: a clause that a conjunction opens is no main clause, the verb before it is its own.
    private static void Opened(Word[] words, int i)
    {
        if (i < 1 || words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "acl", SubRel: "" } verb || verb.Head != i - 1 || words[i - 1] is not { Rel: "nsubj", IsNominal: true } noun || noun.Head <= i) return;
        var opened = words[noun.Head];
        if (words.FirstOrDefault(w => w.Head == opened.Index && w.Rel is "mark" && w.Index > i && w.Lower is "after" or "before" or "when" or "as" or "because" or "while" or "since") is not { } mark) return;
        if (!words.Any(w => w.Head == opened.Index && w.Rel is "nsubj" or "expl" && w.Index > mark.Index) || words.Any(w => w.Head == i && (w.SubRel is "agent" or "pass" || w.Rel is "aux" or "mark"))) return;
        (verb.Head, verb.Rel, verb.SubRel) = (opened.Head, opened.Rel, opened.SubRel);
        (noun.Head, noun.Rel, noun.SubRel) = (i, "nsubj", "");
        (opened.Head, opened.Rel, opened.SubRel) = (i, "advcl", "");
    }

    // "youths torched cars", where the cars are the youths': no noun has an object, the verb between them has.
    private static void Object(Word[] words, int i)
    {
        if (words[i] is not { Rel: "obj", IsNominal: true, Head: >= 0 } thing || thing.Head > i || words[thing.Head] is not { IsNominal: true, Rel: "nsubj" } noun || noun.Head <= noun.Index || noun.Head >= i || words[noun.Head].Pos is not Upos.Verb) return;
        if (!words.Any(w => w.Head == noun.Head && w.Rel is "obj")) thing.Head = noun.Head;
    }

    // "'The attack deserves punishment,' it said; and later, 'Kim issued an order'", where Kim deserves: who stands between two verbs and is the subject of the first, which has one, belongs to the second, which has none.
    private static void Late(Word[] words, int i)
    {
        if (words[i] is not { Rel: "nsubj", IsNominal: true, Head: >= 0 } subject || subject.Head >= i || !words.Any(w => w.Head == subject.Head && w.Rel is "nsubj" && w.Index < subject.Head)) return;
        var verb = words.Skip(i + 1).FirstOrDefault(w => w.Pos is Upos.Verb or Upos.Aux && !(w.Rel is "acl" && w.Head == i));
        if (verb is { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "conj" or "parataxis" or "ccomp" } && !words.Any(w => w.Head == verb.Index && w.Rel is "nsubj") && !TreeRepair.IsAbove(words, i, verb.Index)) subject.Head = verb.Index;
    }

    // "shot down 12 drones launched by Iran", where the drones launched and are what was shot: a participle with its doer describes the noun before it.
    private static void Launched(Word[] words, int i)
    {
        // "pardoned 14 soldiers convicted over a mutiny": who is pardoned, freed or arrested is somebody, whatever is said of him.
        if (words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "xcomp" or "ccomp", Head: >= 0 } participle || words[participle.Head] is not { Pos: Upos.Verb } verb || verb.Index > i || !words.Any(w => w.Head == i && w.SubRel is "agent") && !(Transitive.Contains(verb.Lemma) && !words.Any(w => w.Head == i && w.Rel is "obj"))) return;
        if (words.Any(w => w.Head == i && w.Rel is "aux" or "mark" || w.Head == verb.Index && w.Rel is "obj") || words.FirstOrDefault(w => w.Head == i && w is { Rel: "nsubj", Pos: Upos.Noun or Upos.Propn } && w.Index > verb.Index && w.Index < i) is not { } thing) return;
        (thing.Head, thing.Rel, thing.SubRel) = (verb.Index, "obj", "");
        (participle.Head, participle.Rel, participle.SubRel) = (thing.Index, "acl", "");
    }

    // "The air force shot down a drone", where "force" is part of "shot": of a past tense that has no subject, the noun right before it is one.
    private static void Subjectless(Word[] words, int i)
    {
        if (words[i] is not { Rel: "compound" or "flat", SubRel: "", IsNominal: true } noun || noun.Head != i + 1 || words[i + 1] is not { Pos: Upos.Verb, IsGerund: false, Rel: "root" or "ccomp" or "conj" or "parataxis" or "advcl" } verb) return;
        // "demanded that Belgrade apologise"
        if (!verb.IsPast)
        {
            if (words.Any(w => w.Head == verb.Index && w is { Rel: "mark", Lower: "that" }) && !words.Any(w => w.Head == verb.Index && w.Rel is "nsubj")) noun.Rel = "nsubj";
            return;
        }

        if (words.Any(w => w.Head == verb.Index && (w.Rel is "nsubj" or "aux" || w.SubRel is "agent" or "pass")) || !words.Any(w => w.Head == verb.Index && w.Rel is "obj" or "ccomp" or "obl" && w.Index > verb.Index)) return;
        noun.Rel = "nsubj";
        foreach (var word in words.Where(w => w.Head == verb.Index && w.Index < i && w.Rel is "compound" or "amod" or "det" or "nummod" || w.Head == verb.Index && w.Index < i && w is { Rel: "nmod", SubRel: "poss" })) word.Head = i;
    }

    // "left both dead with two people injured", where the people injure: what "with" opens suffers.
    private static void Absolute(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "advcl" or "acl" or "xcomp" } participle || words.Any(w => w.Head == i && w.Rel is "obj" or "aux")) return;
        if (words.FirstOrDefault(w => w.Head == i && w is { Rel: "nsubj", SubRel: "", IsNominal: true } && w.Index < i) is { } subject && words.Any(w => (w.Head == subject.Index || w.Head == i) && w is { Lower: "with", Rel: "case" or "mark" } && w.Index < subject.Index)) subject.SubRel = "pass";
    }

    // "marched through the city, with some hurling petrol bombs at police", where bombs hurl: who stands between "with" and the participle does it.
    private static void Some(Word[] words, int i)
    {
        if (i < 3 || words[i] is not { Pos: Upos.Verb, IsGerund: true, Rel: "amod" } deed || deed.Head <= i || words[i - 1] is not { Lower: "some" or "others" or "many" or "several" or "most" } doer || words[i - 2] is not { Lower: "with" } with || doer.Head != deed.Head || with.Head != deed.Head) return;
        var thing = words[deed.Head];
        if (words.LastOrDefault(w => w.Index < i - 2 && w is { Pos: Upos.Verb, IsGerund: false, Rel: "root" or "ccomp" or "conj" or "parataxis" }) is not { } main || TreeRepair.IsAbove(words, i, main.Index)) return;
        (deed.Head, deed.Rel, deed.SubRel) = (main.Index, "advcl", "");
        (doer.Pos, doer.Head, doer.Rel, doer.SubRel) = (Upos.Pron, i, "nsubj", "");
        (with.Head, with.Rel) = (i, "mark");
        (thing.Head, thing.Rel, thing.SubRel) = (i, "obj", "");
        foreach (var word in words.Where(w => w.Head == thing.Index && w is { Rel: "nmod" } && w.Index > thing.Index && words.Any(c => c.Head == w.Index && c is { Rel: "case", Lower: "at" or "on" or "against" or "into" or "from" }))) (word.Head, word.Rel) = (i, "obl");
    }

    // "The army freed points in the province, the ministry said", where the points said it and the army freed nothing: of two subjects of what was said the one behind a verb without an object is its object.
    private static void Freed(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsPast: true, IsGerund: false, Rel: "advcl", Head: >= 0 } verb || words[verb.Head] is not { Pos: Upos.Verb } said || !Saying.Contains(said.Lemma) || said.Index < i) return;
        if (words.Any(w => w.Head == i && w.Rel is "mark" or "aux" || w.Head == i && w is { Rel: "advmod", Lower: "when" }) || !words.Any(w => w.Head == i && w is { Rel: "nsubj", SubRel: "" } && w.Index < i)) return;
        // "Cuba released dissidents, the Vatican said": what has a subject and no conjunction is what was said.
        if (words.Any(w => w.Head == i && w.Rel is "obj"))
        {
            if (words.Any(w => w.Head == said.Index && w.Rel is "nsubj" && w.Index > i)) verb.Rel = "ccomp";
            return;
        }

        var subjects = words.Where(w => w.Head == said.Index && w is { Rel: "nsubj", IsNominal: true }).Take(3).ToList();
        if (subjects.Count != 2 || subjects[0].Index < i || !words.Any(w => w.Text is "," && w.Index > subjects[0].Index && w.Index < subjects[1].Index)) return;
        (subjects[0].Head, subjects[0].Rel, subjects[0].SubRel) = (i, "obj", "");
        verb.Rel = "ccomp";
    }

    // "freed a labour leader hours after the threat", where hours were freed: the time before "after" tells when, and what stands before it is the object.
    private static void Hours(Word[] words, int i)
    {
        if (i < 2 || i + 1 >= words.Length || words[i] is not { Rel: "obj", Lower: "hours" or "days" or "weeks" or "months" or "minutes" or "years" or "moments", Head: >= 0 } time || words[i + 1].Lower is not ("after" or "before" or "later" or "earlier")) return;
        if (words[i - 1] is not { IsNominal: true, Rel: "compound" or "flat" } thing || thing.Head != i || words[time.Head].Pos is not Upos.Verb) return;
        foreach (var word in words.Where(w => w.Head == i && w.Index < i - 1 && w.Rel is "det" or "amod" or "compound" or "nummod" or "nmod")) word.Head = i - 1;
        (thing.Head, thing.Rel, thing.SubRel) = (time.Head, "obj", "");
        (time.Rel, time.SubRel) = ("obl", "unmarked");
    }

    // "Chinese coast guard ships fired at a boat", where the guard ships: of two verbs side by side the first is the subject of the second, which has none.
    private static void Plural(Word[] words, int i)
    {
        if (i < 1 || i + 1 >= words.Length || words[i] is not { Pos: Upos.Verb, IsPast: false, IsGerund: false, IsCapitalized: false } plural || !plural.Lower.EndsWith('s') || words[i + 1] is not { Pos: Upos.Verb, IsFinitePast: true } verb || verb.Head != i && verb.Head != plural.Head) return;
        if (words[i - 1] is not { IsNominal: true, Rel: "nsubj" or "compound" } owner || owner.Head != i || words.Any(w => w.Head == verb.Index && w.Rel is "nsubj") || words.Any(w => w.Head == i && w.Index > i && w.Rel is "obj" or "obl" or "ccomp" or "xcomp")) return;
        var (head, rel) = verb.Head == i ? (plural.Head, plural.Rel) : (verb.Head, verb.Rel);
        foreach (var word in words.Where(w => w.Head == i && w.Index > i && w.Index != verb.Index)) word.Head = verb.Index;
        (owner.Rel, owner.SubRel) = ("compound", "");
        foreach (var word in words.Where(w => w.Head == owner.Index && w.Rel is "det" or "amod" or "nummod")) word.Head = i;
        (plural.Pos, plural.Lemma, plural.Head, plural.Rel, plural.SubRel) = (Upos.Noun, plural.Lower[..^1], verb.Index, "nsubj", "");
        (verb.Head, verb.Rel) = (head, rel);
    }

    // "declared him unfit to stand trial and ordered his release": a past tense goes with a past tense and with no infinitive.
    private static void Beside(Word[] words, int i)
    {
        if (words[i] is not { Pos: Upos.Verb, IsFinitePast: true, IsGerund: false, Rel: "conj", Head: >= 0 } verb || words.Any(w => w.Head == i && w.Rel is "nsubj" or "aux") || !words.Any(w => w.Head == verb.Head && w is { Rel: "mark", Lower: "to" })) return;
        var above = words[verb.Head];
        for (var steps = 0; steps < 6 && above.Head >= 0; steps++)
        {
            above = words[above.Head];
            if (above is not { Pos: Upos.Verb, IsPast: true, IsGerund: false } || above.Index > i || above.Rel is "acl" or "amod") continue;
            verb.Head = above.Index;
            return;
        }
    }

    // "The missile fired by the army destroyed the ship, media quoted a source", where the missile quoted: of two subjects of the verb that tells, the one before the main verb is that one's.
    private static void Main(Word[] words, int i)
    {
        if (words[i] is not { Rel: "nsubj", IsNominal: true, Head: >= 0 } subject || words[subject.Head] is not { Rel: "parataxis", Head: >= 0 } telling || words[telling.Head] is not { Pos: Upos.Verb } main || main.Index < i || main.Index > telling.Index) return;
        if (words.Any(w => w.Head == telling.Index && w.Rel is "nsubj" && w.Index > main.Index) && !words.Any(w => w.Head == main.Index && w.Rel is "nsubj")) subject.Head = main.Index;
    }
}
