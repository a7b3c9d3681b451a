using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>Who says so: the reporting verbs above a word, "according to", and quotations that go on.</summary>
internal sealed class Attribution(ActorResolver resolver, WordClasses classes)
{
    /// <summary>The innermost source of what stands at a word; null where the sentence names none.</summary>
    public Attributed? Of(SentenceScene scene, int index)
    {
        var clause = scene.Clause;
        var node = index;
        // "were confirmed dead by the police"
        if (clause[index].Pos is Upos.Verb && IsReport(clause, index) && Roles.OfVerb(clause, index) is { Passive: true } confirmed && confirmed.Agent(clause) is var agent and >= 0 && Speaker(scene, agent) is { } body) return new Attributed(body, ClaimOf(clause[index].Lemma), index);
        // Where the clause begins that "and" joins to one before: "..., monitors reported, and lorries reached the city" is not of the monitors.
        var joined = -1;
        for (var steps = 0; node >= 0 && steps < 40; steps++)
        {
            foreach (var child in clause.ChildrenOf(node))
            {
                if (child == index) continue;
                var c = clause[child];
                if (child < joined && c.Rel is "parataxis" && child > node) continue;
                if (c.Rel is "obl" or "nmod" or "parataxis" or "dep" or "advmod" && IsAccordingTo(clause, child) && Speaker(scene, child) is { } named) return new Attributed(named, Claim.Stated, -1);
                if (c.Rel is "parataxis" && c.Pos is Upos.Verb && !OpensBehindSemicolon(clause, child) && IsReport(clause, child) && !clause.IsUnder(index, child) && Subject(scene, child) is { } beside) return new Attributed(OfClause(scene, node, beside), ClaimOf(c.Lemma), child);
            }

            var word = clause[node];
            if (word.Head < 0) break;
            var above = clause[word.Head];
            if (above.Pos is Upos.Verb && IsReport(clause, above.Index) && IsContent(clause, node, index))
            {
                // "quoted the council as reporting that ..."
                if (above.Head >= 0 && clause[above.Head].Lemma is "quote" or "cite" && clause.ChildWith(above.Head, "obj") is var cited and >= 0 && Speaker(scene, cited) is { } quoted) return new Attributed(quoted, ClaimOf(above.Lemma), above.Index);
                // "The ministry said the army had fled, adding that ...": it is the ministry that adds.
                if (above.IsGerund && above.Rel is "advcl" or "xcomp" or "acl" && above.Head >= 0 && clause[above.Head].Lemma is not ("quote" or "cite") && clause.ChildWith(above.Index, "nsubj") < 0 && Of(scene, above.Head) is { } outer) return new Attributed(outer.Speaker, ClaimOf(above.Lemma), above.Index);
                if (Subject(scene, above.Index) is { } speaker) return new Attributed(OfClause(scene, node, speaker), ClaimOf(above.Lemma), above.Index);
            }

            if (above.Pos is Upos.Noun && word.Rel is "acl" or "ccomp" && above.Lemma is "claim" or "report" or "statement" or "allegation" or "accusation" && Possessor(scene, above.Index) is { } owner)
                return new Attributed(owner, above.Lemma is "claim" or "allegation" or "accusation" ? Claim.Claimed : Claim.Stated, -1);
            // "said in a statement that ..."
            if (above.Pos is Upos.Noun && word.Rel is "acl" or "ccomp" && above.Rel is "obl" or "obj" && above.Head >= 0 && IsReport(clause, above.Head) && (clause.HasChild(node, "mark", "that") || clause.HasChild(node, "nsubj", "that") && clause.ChildrenWith(node, "nsubj").Count() > 1) && Subject(scene, above.Head) is { } author)
                return new Attributed(author, ClaimOf(clause[above.Head].Lemma), above.Head);
            if (word is { Rel: "conj", Pos: Upos.Verb } && clause.ChildWith(node, "nsubj") is >= 0 and var own) joined = own;
            node = word.Head;
        }

        return Whole(scene, index);
    }

    // "The air force shot down a drone, it said": a pronoun that nobody is known for is the subject of what it says.
    private Party OfClause(SentenceScene scene, int verb, Party speaker)
    {
        if (speaker is not { IsPronoun: true, Country: null } || scene.Clause.ChildWith(verb, "nsubj") is not (>= 0 and var subject) || subject > speaker.Head || Speaker(scene, subject) is not { IsPronoun: false, Country: not null } own) return speaker;
        return scene.Clause[speaker.Head].Lower is "it" && !own.IsPerson || scene.Clause[speaker.Head].Lower is "he" or "she" && own.IsPerson ? speaker with { Country = own.Country, Sectors = own.Sectors } : speaker;
    }

    /// <summary>Who passed on what a source said: "the ministry said, Interfax reported", "a spokesman told AFP", "he was quoted by state media".</summary>
    public Party? Relay(SentenceScene scene, int index, Attributed said)
    {
        if (said.Verb < 0) return Tail(scene, index) is { } tail && IsOther(tail.Speaker, said.Speaker) && tail.Speaker.Is("JRN") ? tail.Speaker : null;
        var clause = scene.Clause;
        // "was quoted by state media as saying"
        if (clause[said.Verb].Head is >= 0 and var above && clause[above].Lemma is "quote" or "cite" && clause[said.Verb].Rel is "advcl" or "xcomp" or "ccomp" or "obl") said = said with { Verb = above };
        var roles = Roles.OfVerb(clause, said.Verb);
        if (clause[said.Verb].Lemma is "tell" or "speak" or "inform")
        {
            var listener = roles.Object >= 0 ? roles.Object : roles.Obliques.FirstOrDefault(o => o.Preposition is "to", (Preposition: "", Word: -1)).Word;
            if (listener >= 0 && Speaker(scene, listener) is { } medium && medium.Is("JRN")) return medium;
        }

        if (clause[said.Verb].Lemma is "quote" or "cite" && roles.Passive && roles.Agent(clause) is var agent and >= 0) return Speaker(scene, agent);
        if (clause[said.Verb].Lemma is "quote" or "cite" && roles.Subject >= 0 && Speaker(scene, roles.Subject) is { } quoting && IsOther(quoting, said.Speaker)) return quoting;
        return Of(scene, said.Verb) is { } outer && outer.Verb != said.Verb && IsOther(outer.Speaker, said.Speaker) ? outer.Speaker : null;
    }

    private static bool IsOther(Party one, Party other) => one.Head != other.Head && !one.IsPronoun && (one.Start >= other.End || one.End <= other.Start);

    // "..., Mahfoozullah Akbari, a spokesman, told dpa" and "..., according to vigilantes" cover the whole sentence, wherever the tree hangs them.
    private Attributed? Whole(SentenceScene scene, int index)
    {
        var clause = scene.Clause;
        for (var i = 0; i < clause.Count; i++)
        {
            if (clause[i].Lower == "according" && i + 2 < clause.Count && clause[i].Head >= 0)
            {
                var named = clause[i].Head > i ? clause[i].Head : clause.ChildrenOf(i).FirstOrDefault(c => clause[c].Rel is "obl" or "nmod", -1);
                if (named >= 0 && !clause.IsUnder(index, named) && Speaker(scene, named) is { } source) return new Attributed(source, Claim.Stated, -1);
            }
        }

        return Tail(scene, index);
    }

    // "..., a war monitor and state media reported on Sunday.": the words between the comma and the last verb.
    private Attributed? Tail(SentenceScene scene, int index)
    {
        var clause = scene.Clause;
        for (var verb = clause.Count - 1; verb > index; verb--)
        {
            // "..., Garowe Online reports."
            var isReports = clause[verb] is { Lower: "reports", Pos: Upos.Noun } && verb > 0 && scene.Hits.Any(h => h.Last == verb - 1 && h.Entity.Sectors.Contains("JRN"));
            if (isReports && scene.Hits.First(h => h.Last == verb - 1).First is var paper && paper > index && clause[paper - 1].Text is "," or "”" or "\"" && Speaker(scene, verb - 1) is { } press) return new Attributed(press, Claim.Stated, verb);
            if (clause[verb].Pos is not Upos.Verb) continue;
            if (clause[verb].IsGerund || clause[verb].SubRel is "relcl") continue;
            if (clause[verb].Lemma is "quote" or "cite" && clause.ChildWith(verb, "obj") is var cited and > 0 && Speaker(scene, cited) is { } quoted) return new Attributed(quoted, Claim.Stated, verb);
            if (!classes.Is(clause[verb].Lemma, "tailreport") || clause.ChildWith(verb, "ccomp") > verb) return null;
            var end = verb - 1;
            while (end > index && clause[end].Pos is Upos.Aux or Upos.Adv) end--;
            var start = SpanStart(clause, end, index);
            // ", Akbari, a spokesman for Kunduz police, told": the name before its apposition.
            if (clause[end].Text == ",") start = SpanStart(clause, SpanStart(clause, end - 1, index) - 2, index);
            if (start <= index || start > end) return null;
            // ", and the president declared martial law": another deed.
            if (clause[start].Lower is "and" or "but" or "while" or "as" && clause.ChildWith(verb, "obj") > verb) return null;
            var head = Enumerable.Range(start, verb - start).FirstOrDefault(i => clause[i].IsNominal && (clause[i].Head < start || clause[i].Head >= verb), -1);
            // "doctors linked to the opposition said"
            if (head < 0) head = Enumerable.Range(start, verb - start).FirstOrDefault(i => clause[i].IsNominal && (i + 1 >= verb || !clause[i + 1].IsNominal || clause[i].Rel is not "compound"), -1);
            return head >= 0 && Speaker(scene, head) is { } speaker ? new Attributed(speaker, ClaimOf(clause[verb].Lemma), verb) : null;
        }

        return null;
    }

    // The word after the comma or quotation mark that comes before; 0 where none does.
    private static int SpanStart(Clause clause, int end, int index)
    {
        for (var i = end; i > index; i--)
        {
            if (clause[i].Text is "," or "”" or "\"" or "''") return i + 1;
        }

        return 0;
    }

    // "recalled its ambassador after the king said so": who calls somebody home tells nothing.
    public bool IsReport(Clause clause, int verb) => classes.Is(clause[verb].Lemma, "report") && !(clause[verb].Lemma is "recall" && clause.ChildWith(verb, "obj") is >= 0 and var envoy && clause[envoy].Lemma is "ambassador" or "envoy" or "diplomat" or "delegation" or "consul" or "troop" or "troops");

    /// <summary>The speaker of a sentence's outermost reporting verb.</summary>
    /// <param name="scene">The sentence.</param>
    /// <param name="isOutsideQuotes">Only of verbs that are no part of a quotation.</param>
    public Party? SentenceSpeaker(SentenceScene scene, bool isOutsideQuotes = false)
    {
        foreach (var word in scene.Clause.Words)
        {
            if (isOutsideQuotes && word.Quoted) continue;
            if (word.Pos is Upos.Verb && IsReport(scene.Clause, word.Index) && (word.Rel is "root" or "parataxis" or "conj" or "ccomp" || word.Head < 0) && Subject(scene, word.Index) is { } speaker) return speaker;
        }

        foreach (var word in scene.Clause.Words)
        {
            if (word.Rel is "obl" or "nmod" && IsAccordingTo(scene.Clause, word.Index)) return Speaker(scene, word.Index);
        }

        return null;
    }

    public Claim ClaimOf(string lemma) => classes.Is(lemma, "denyverb") ? Claim.Denied : classes.Is(lemma, "claimverb") ? Claim.Claimed : classes.Is(lemma, "confirmverb") ? Claim.Confirmed : Claim.Stated;

    // "The opposition said police beat its supporters; the government denied it": there another sentence begins.
    private static bool OpensBehindSemicolon(Clause clause, int node)
    {
        var first = clause.SubtreeOf(node).First;
        return clause[first].Text is ";" && first < node || first > 0 && clause[first - 1].Text is ";";
    }

    private static bool IsAccordingTo(Clause clause, int index)
    {
        var at = clause.SubtreeOf(index).First;
        return clause[at].Lower is "according" || (clause.CaseOf(index) is "per" or "according" or "according to") || (index >= 2 && clause[index].Rel is "obl" && clause.HasChild(index, "case", "according"));
    }

    // A complement clause, or the thing itself: "reported 54 casualties", "confirmed the attack".
    private static bool IsContent(Clause clause, int node, int index)
    {
        var rel = clause[node].Rel;
        if (rel is "parataxis" && OpensBehindSemicolon(clause, node)) return false;
        if (rel is "ccomp" or "parataxis") return true;
        if (rel is "advcl" or "acl" or "obl" && clause[clause[node].Head].Lemma is "accuse" && clause.ChildrenOf(node).Any(c => clause[c].Lower == "of")) return true;
        if (rel is "xcomp") return clause[clause[node].Head].Lemma is "claim" or "quote" or "report" or "say";
        if (rel is "obj" or "obl") return rel is "obj" && clause[clause[node].Head].Lemma is "report" or "confirm" or "claim" or "announce" or "deny" or "describe" or "allege" or "acknowledge" or "admit";
        if (rel is "nsubj") return clause[node].SubRel == "pass" && clause[clause[node].Head].Lemma is "report" or "confirm" && node == index;
        return rel is "conj" && clause[node].Pos is Upos.Verb && clause[clause[node].Head].Rel is "ccomp" && false;
    }

    private Party? Subject(SentenceScene scene, int verb)
    {
        var clause = scene.Clause;
        var roles = Roles.OfVerb(clause, verb);
        // "It added that ..." is no empty "it".
        var it = clause.ChildWith(verb, "nsubj") < 0 && !roles.Passive ? clause.ChildWith(verb, "expl") : -1;
        var subject = it >= 0 ? it : clause.ChildWith(verb, "nsubj") >= 0 || clause[verb].Rel is "conj" or "xcomp" or "advcl" or "acl" ? roles.Subject : -1;
        if (clause[verb].Lemma is "quote" or "cite" && roles.Object >= 0) return Speaker(scene, roles.Object);
        if (roles.Passive)
        {
            // "The minister was quoted by state media as saying": the minister says it.
            if (clause[verb].Lemma is "quote" or "cite") return Speaker(scene, subject);
            return roles.Agent(clause) is var agent and >= 0 ? Speaker(scene, agent) : null;
        }

        return Speaker(scene, subject);
    }

    private static readonly HashSet<string> Evidence = ["test", "evidence", "footage", "image", "video", "photo", "photograph", "picture", "result", "analysis", "datum", "data", "examination", "map", "finding", "investigation", "incident", "attack", "move", "event", "development", "violence"];

    private Party? Speaker(SentenceScene scene, int head)
    {
        if (head < 0 || scene.Clause[head].Lower is "that" or "this" or "which") return null;
        // "laboratory tests confirmed": nobody speaks.
        if (Evidence.Contains(scene.Clause[head].Lemma)) return null;
        // "it said", "the statement added", "he went on": whoever spoke before.
        if (scene.Clause[head].Lower is "it" or "he" or "she" or "they" or "statement" && scene.Memory.LastSpeaker is { } before && !HasOwner(scene.Clause, head) && scene.Clause[head].Lower is "he" or "she" == before.IsPerson)
            return before with { Text = scene.Text.Slice(scene.Clause[head].Start, scene.Clause[head].End), Start = scene.Clause[head].Start, End = scene.Clause[head].End, Head = head, IsPronoun = true };
        // "according to a report by a rights group"
        if (scene.Clause[head].Lemma is "report" or "statement" or "tally" or "count" or "figure" or "account" or "communique" or "release" && scene.Clause.ChildrenOf(head).Where(c => scene.Clause[c].SubRel == "poss" || scene.Clause[c].Rel is "nmod" && scene.Clause.CaseOf(c) is "by" or "from" or "of" || scene.Clause[c].Rel is "compound" && c < head).Select(c => Speaker(scene, c)).FirstOrDefault(s => s is { IsKnown: true }) is { } owner)
        {
            // "Another ministry statement" goes on with the ministry that spoke before.
            return owner.Country is null && scene.Memory.LastSpeaker is { Country: not null } former && owner.Sectors.Any(former.Is) ? owner with { Country = former.Country } : owner;
        }

        var parties = resolver.ResolveAll(scene, head);
        if (parties.Count == 0) return null;
        if (parties.Count == 1) return parties[0];
        var (first, last) = (parties[0], parties[^1]);
        return first with { Text = scene.Text.Slice(first.Start, last.End), End = last.End, Sectors = [.. parties.SelectMany(p => p.Sectors).Distinct()], Country = parties.Select(p => p.Country).FirstOrDefault(c => c is not null) };
    }

    private static bool HasOwner(Clause clause, int head) =>
        clause.ChildrenOf(head).Any(c => clause[c].SubRel == "poss" || clause[c].Rel is "compound" or "amod" || (clause[c].Rel is "nmod" && clause.CaseOf(c) is "by" or "from" or "of"));

    private Party? Possessor(SentenceScene scene, int noun)
    {
        foreach (var child in scene.Clause.ChildrenOf(noun))
        {
            if (scene.Clause[child].SubRel == "poss" || (scene.Clause[child].Rel is "nmod" && scene.Clause.CaseOf(child) is "by" or "from" or "of")) return Speaker(scene, child);
        }

        return null;
    }
}
