namespace IngestWorker.Language.Coreference;

/// <summary>The phrases of a sentence that name, describe or stand for something, in order.</summary>
internal static class MentionFinder
{
    /// <param name="sentence">The sentence.</param>
    /// <param name="index">Its index.</param>
    /// <param name="names">The text's names.</param>
    /// <param name="firstName">The first of the sentence's own.</param>
    /// <param name="mentions">Out: the mentions are added.</param>
    public static void Find(Sentence sentence, int index, IReadOnlyList<NameSpan> names, int firstName, List<Mention> mentions)
    {
        var name = firstName;
        for (var t = 0; t < sentence.Tokens.Length; t++)
        {
            while (name < names.Count && names[name].SentenceIndex == index && names[name].LastToken < t) name++;
            if (name < names.Count && names[name].SentenceIndex == index && names[name].FirstToken <= t)
            {
                mentions.Add(OfName(sentence, index, names[name]));
                t = names[name].LastToken;
                continue;
            }

            var token = sentence.Tokens[t];
            if (token.Upos == Upos.Pron) AddPronoun(sentence, index, t, mentions);
            else if (token.Upos == Upos.Noun && token.Deprel is not ("compound" or "fixed" or "flat" or "goeswith" or "det:predet")) mentions.Add(OfNoun(sentence, index, t));
        }
    }

    private static Mention OfName(Sentence sentence, int index, NameSpan name)
    {
        var head = name.LastToken;
        for (var t = name.FirstToken; t <= name.LastToken; t++)
        {
            var above = sentence.Tokens[t].Head;
            if (above < name.FirstToken || above > name.LastToken) head = t;
        }

        // "The destroyer Sheffield", whatever the name is elsewhere.
        var isShip = name.FirstToken > 0 && sentence.Tokens[name.FirstToken - 1] is { Upos: Upos.Noun } before && ReferenceWords.Ships.Contains(before.Lemma);
        var sort = isShip ? Sort.Thing | Sort.Woman : name.Kind == NameKind.Person ? SexOf(sentence, name) : name.Kind == NameKind.Organization ? Sort.Thing | Sort.Many : Sort.Thing;
        return new Mention
        {
            Sentence = index,
            First = name.FirstToken,
            Last = name.LastToken,
            Head = head,
            Name = name,
            Sort = sort,
            Noun = sentence.Tokens[name.LastToken].Text.ToLowerInvariant(),
            Prominence = Prominence(sentence, head),
        };
    }

    private static Sort SexOf(Sentence sentence, NameSpan name)
    {
        for (var t = Math.Max(0, name.FirstToken - 1); t <= name.LastToken; t++)
        {
            // A surname alone says nothing, "Grace" and "James" though they are.
            if (t == name.LastToken && t > name.FirstToken) break;
            var sort = ReferenceWords.SexOf(sentence.Tokens[t].Text.ToLowerInvariant().TrimEnd('.'));
            if (sort != Sort.Person) return sort;
        }

        return Sort.Person;
    }

    private static void AddPronoun(Sentence sentence, int index, int t, List<Mention> mentions)
    {
        var token = sentence.Tokens[t];
        var word = token.Text.ToLowerInvariant();
        if (!ReferenceWords.IsPronoun(word, out var sort) || token.Deprel is "expl" || IsEmpty(sentence, t, word)) return;
        mentions.Add(new Mention { Sentence = index, First = t, Last = t, Head = t, IsPronoun = true, Noun = word, Sort = sort, Prominence = Prominence(sentence, t) });
    }

    // "It was clear that ...", "it is time to ...", "it rains": no thing is meant.
    private static bool IsEmpty(Sentence sentence, int t, string word)
    {
        if (word != "it" || sentence.Tokens[t].Head is not (>= 0 and var head)) return false;
        if (sentence.Tokens[t].Deprel is not ("nsubj" or "nsubj:pass")) return false;
        var isPredicate = sentence.ChildWith(head, "cop") >= 0;
        foreach (var child in sentence.ChildrenOf(head))
        {
            if (sentence.Tokens[child].Deprel is "csubj" or "csubj:pass") return true;
            if (isPredicate && sentence.Tokens[child].Deprel is "ccomp" or "acl:relcl" or "advcl:relcl" && child > head) return true;
            if (isPredicate && sentence.Tokens[head].Upos == Upos.Adj && sentence.Tokens[child].Deprel is "xcomp" or "advcl" && child > head && sentence.ChildWith(child, "mark") >= 0) return true;
        }

        return sentence.Tokens[head].Lemma is "rain" or "snow" or "seem" or "appear";
    }

    private static Mention OfNoun(Sentence sentence, int index, int t)
    {
        var first = t;
        var isDefinite = false;
        var isCounted = false;
        foreach (var child in sentence.ChildrenOf(t))
        {
            if (child >= t) break;
            var token = sentence.Tokens[child];
            if (token.Deprel is not ("det" or "amod" or "compound" or "nummod" or "nmod:poss" or "det:predet")) continue;
            first = Math.Min(first, child);
            if (token.Deprel == "det") isDefinite |= token.Lemma is "the" or "this" or "that" or "these" or "those" or "both";
            if (token.Deprel == "nummod") isCounted = true;
        }

        var noun = sentence.Tokens[t].Lemma.ToLowerInvariant();
        var isPlural = sentence.Tokens[t].Xpos is "NNS" or "NNPS" || isCounted && sentence.Tokens[t].Feats.Number == "Plur";
        return new Mention
        {
            Sentence = index,
            First = first,
            Last = t,
            Head = t,
            IsDefinite = isDefinite,
            Noun = noun,
            Sort = ReferenceWords.SortOf(noun, isPlural),
            IsPeople = ReferenceWords.IsPeople(noun),
            Prominence = Prominence(sentence, t),
        };
    }

    private static int Prominence(Sentence sentence, int t)
    {
        var deprel = sentence.Tokens[t].Deprel;
        if (deprel == "conj" && sentence.Tokens[t].Head >= 0) deprel = sentence.Tokens[sentence.Tokens[t].Head].Deprel;
        return deprel switch
        {
            "nsubj" or "nsubj:pass" or "nsubj:outer" => 3,
            "obj" or "iobj" or "root" => 2,
            "obl" or "obl:agent" or "vocative" or "dislocated" => 1,
            _ => 0,
        };
    }
}
