using IngestWorker.Events.Actors;
using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>Mends what the tables of names know better than the tree: a name of several words is one phrase.</summary>
internal static class TreeRepair
{
    public static void Apply(IReadOnlyList<Word> words, IReadOnlyList<Hit> hits)
    {
        foreach (var hit in hits)
        {
            var head = Bind(words, hit);
            Lean(words, hit, head);
        }
    }

    /// <summary>Mends frequent slips of the tree that the order of the words gives away.</summary>
    public static void Straighten(IReadOnlyList<Word> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            Shot(words, i);
            Behind(words, i);
        }

        Headless(words);
        for (var i = 0; i < words.Count; i++)
        {
            Quantified(words, i);
            Described(words, i);
            Participle(words, i);
            Modified(words, i);
            Gerund(words, i);
        }

        for (var i = 0; i < words.Count; i++) Subjects(words, i);
    }

    // "was shot and killed": a participle that is taken for a noun.
    private static void Shot(IReadOnlyList<Word> words, int i)
    {
        var word = words[i];
        // "Police shot down a drone", "The army shot two men": no such noun phrase has an object or a particle.
        if (word is { Pos: Upos.Noun, Lower: "shot" } && i > 0 && words[i - 1] is { Pos: Upos.Noun or Upos.Propn, Rel: "compound" } shooter && shooter.Head == i && words.Any(w => w.Head == i && w.Index > i && (w.Rel is "obj" || w.SubRel is "prt" || w.Lower is "dead")))
        {
            (word.Pos, word.IsPast, word.Lemma) = (Upos.Verb, true, "shoot");
            (shooter.Rel, shooter.SubRel) = ("nsubj", "");
            return;
        }

        if (word.Pos is not Upos.Noun || word.Lower is not ("shot" or "hit" or "hurt" or "beaten" or "wounded" or "struck" or "raped" or "killed" or "held" or "injured")) return;
        if (words.Any(w => w.Head == i && w.Rel is "det" or "amod" or "compound" or "nummod")) return;
        foreach (var copula in words.Where(w => w.Head == i && w.Rel is "cop" && w.Lemma == "be"))
        {
            (word.Pos, word.IsPast, word.Lemma) = (Upos.Verb, true, word.Lower switch { "shot" => "shoot", "beaten" => "beat", "struck" => "strike", "held" => "hold", "raped" => "rape", "killed" => "kill", "wounded" => "wound", "injured" => "injure", _ => word.Lower });
            (copula.Rel, copula.SubRel, copula.Pos) = ("aux", "pass", Upos.Aux);
            foreach (var subject in words.Where(w => w.Head == i && w.Rel is "nsubj")) subject.SubRel = "pass";
        }
    }

    // "warplanes bombed positions, the ministry said": a past tense does not modify the noun before it, that noun is its subject.
    private static void Behind(IReadOnlyList<Word> words, int i)
    {
        var verb = words[i];
        if (verb.Pos is not Upos.Verb || !verb.IsPast || verb.Rel is not ("compound" or "amod" or "flat") || verb.Head < 0 || verb.Head >= i) return;
        var noun = words[verb.Head];
        if (!noun.IsNominal) return;
        var isReported = noun.Rel is "nsubj" && noun.Head > i;
        (verb.Head, verb.Rel, verb.SubRel) = (noun.Head, isReported ? "ccomp" : noun.Rel is "nsubj" or "obj" or "obl" ? "parataxis" : noun.Rel, "");
        (noun.Head, noun.Rel, noun.SubRel) = (i, "nsubj", "");
    }

    // "The government and the rebels resumed peace talks", read as one long name phrase: the first past tense in it is the predicate.
    private static void Headless(IReadOnlyList<Word> words)
    {
        if (words.Any(w => w.Pos is Upos.Aux || (w.Pos is Upos.Verb && w.Rel is not ("amod" or "acl")))) return;
        for (var i = 1; i + 1 < words.Count; i++)
        {
            var verb = words[i];
            if (verb.Pos is not Upos.Verb || !verb.IsPast || verb.Rel is not "amod" || verb.Head <= i || !words[i - 1].IsNominal) continue;
            var (noun, root) = (words[verb.Head], words.FirstOrDefault(w => w.Head < 0));
            if (root is null || root.Index >= i || IsAbove(words, i, root.Index)) return;
            (verb.Head, verb.Rel, verb.SubRel) = (-1, "root", "");
            (root.Head, root.Rel, root.SubRel) = (i, "nsubj", "");
            if (noun != root) (noun.Head, noun.Rel, noun.SubRel) = (i, "obj", "");
            // What stood before the verb and hung on its object belongs to the subject.
            foreach (var left in words.Where(w => w.Index < i && w.Head == noun.Index && w != root))
                (left.Head, left.Rel) = (root.Index, left.IsNominal && left.Index == i - 1 && words.Any(w => w.Lower is "and" && w.Index < i) ? "conj" : left.Rel);
            foreach (var right in words.Where(w => w.Index > i && w.Head >= 0 && w.Head < i && w.Rel is "nmod" or "conj" or "obl")) (right.Head, right.Rel) = (i, "obl");
            return;
        }
    }

    // "arrested at least 233 leaders": "at least" is no preposition.
    private static void Quantified(IReadOnlyList<Word> words, int i)
    {
        if (i + 2 >= words.Count) return;
        var isLeast = words[i].Lower == "at" && words[i + 1].Lower is "least" or "most" && words[i].Rel == "case";
        var isMore = words[i].Lower is "more" or "less" or "fewer" && words[i + 1].Lower == "than";
        if (!isLeast && !isMore) return;
        var at = i + 2;
        while (at + 1 < words.Count && at < i + 8 && words[at].Rel is "nummod" or "amod" or "compound" && words[at].Head > at) at = words[at].Head;
        var verb = words[at].Head;
        if (words[at].Rel != "obl" || verb < 0 || verb > i || words.Any(w => w.Head == verb && w.Rel == "obj")) return;
        (words[at].Rel, words[at].SubRel) = ("obj", "");
        (words[i].Head, words[i].Rel) = (at, "advmod");
        if (isMore) (words[i + 1].Head, words[i + 1].Rel) = (i, "fixed");
    }

    // "the offensive launched by militants was repelled": a participle with its agent belongs to the noun before it.
    private static void Participle(IReadOnlyList<Word> words, int i)
    {
        if (i < 1 || i + 1 >= words.Count || words[i].Pos is not Upos.Verb || !words[i].IsPast || words[i + 1].Lower != "by" || words[i].Head == i - 1) return;
        var noun = words[i - 1];
        if (noun.Pos is not (Upos.Noun or Upos.Propn) || words.Any(w => w.Head == i && w.Rel is "aux" or "cop")) return;
        if (words.Any(w => w.Head == i && w.Rel is "nsubj" && w.Index != i - 1)) return;
        var above = words[i].Head;
        if (noun.Head == i)
        {
            // What is said of the noun comes after: the next verb that lacks a subject.
            var predicate = Enumerable.Range(i + 1, words.Count - i - 1).FirstOrDefault(v => words[v].Pos is Upos.Verb && words[v].Rel is not ("acl" or "amod" or "xcomp") && !words.Any(w => w.Head == v && w.Rel is "nsubj"), -1);
            if (predicate < 0 || IsAbove(words, i, predicate)) return;
            (noun.Head, noun.Rel, noun.SubRel) = (predicate, "nsubj", words.Any(w => w.Head == predicate && w.SubRel == "pass") ? "pass" : "");
        }

        if (IsAbove(words, i, noun.Index)) return;
        (words[i].Head, words[i].Rel, words[i].SubRel) = (noun.Index, "acl", "");
        if (above < 0) words[i].Head = noun.Index;
    }

    // "The missile hit the crossing": a noun does not modify the finite verb behind it, it is its subject.
    private static void Modified(IReadOnlyList<Word> words, int i)
    {
        var noun = words[i];
        if (noun.Pos is not (Upos.Noun or Upos.Propn) || noun.Rel is not ("compound" or "amod" or "flat") || noun.Head != i + 1) return;
        var verb = words[i + 1];
        if (verb.Pos is not Upos.Verb || verb.IsGerund || verb.Rel is "amod" or "compound" || words.Any(w => w.Head == i + 1 && w.Rel is "nsubj" or "aux")) return;
        (noun.Rel, noun.SubRel) = ("nsubj", "");
    }

    // "..., blocking roads": after a comma the verb before is meant, whatever noun the tree chose.
    private static void Gerund(IReadOnlyList<Word> words, int i)
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
    private static void Described(IReadOnlyList<Word> words, int i)
    {
        if (i + 1 >= words.Count) return;
        var (noun, name) = (words[i], words[i + 1]);
        if (noun.Pos is not Upos.Noun || name.Pos is not Upos.Propn || noun.Head != name.Head || noun.Head < 0 || noun.Rel != name.Rel || noun.Rel is not ("obj" or "obl" or "nsubj" or "nmod")) return;
        if (words.Any(w => w.Head == name.Index && w.Rel == "case")) return;
        (name.Head, name.Rel, name.SubRel) = (i, "appos", "");
    }

    // "Rebels shelled the town, the ministry said": the first of two subjects belongs to what was said.
    private static void Subjects(IReadOnlyList<Word> words, int verb)
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
        foreach (var word in words)
        {
            if (word.Head != verb || word.Rel is not ("ccomp" or "advcl" or "parataxis") || word.Index < first || word.Index > second) continue;
            if (words.Any(w => w.Head == word.Index && w.Rel == "nsubj")) continue;
            words[first].Head = word.Index;
            return;
        }
    }

    // All words of a name hang on one of them, the one that hangs outside.
    private static int Bind(IReadOnlyList<Word> words, Hit hit)
    {
        var head = hit.Last;
        for (var i = hit.First; i <= hit.Last; i++)
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

        return head;
    }

    // "Boko Haram militants": two subjects of one verb side by side are one.
    private static void Lean(IReadOnlyList<Word> words, Hit hit, int head)
    {
        var next = hit.Last + 1;
        if (next >= words.Count || words[next].Pos is not (Upos.Noun or Upos.Propn)) return;
        if (words[head].Head == words[next].Head && words[head].Rel == words[next].Rel && words[head].Rel is "nsubj" or "obj" or "obl" or "nmod" && words[next].Head >= 0)
            (words[head].Head, words[head].Rel, words[head].SubRel) = (next, "compound", "");
    }

    private static bool IsAbove(IReadOnlyList<Word> words, int above, int index)
    {
        var steps = 0;
        for (var i = index; i >= 0 && steps++ <= words.Count; i = words[i].Head)
        {
            if (i == above) return true;
        }

        return false;
    }
}
