using IngestWorker.Contracts;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>What is demanded, promised, threatened or refused is no event of its own; what is denied is a negated one.</summary>
internal static class Contents
{
    public static void Suppress(List<Draft> drafts, WordClasses classes)
    {
        if (drafts.Count < 2) return;
        List<Draft> dropped = [];
        foreach (var draft in drafts)
        {
            foreach (var speech in drafts)
            {
                if (speech == draft || draft.Head == speech.Head || !(IsSpeech(speech.Type) || speech.Type is PloverType.Accuse && speech.Entry.Kind is TriggerKind.Verb && Relevance.IsTalk(draft)) || FirstStep(draft.Scene.Clause, draft.Head, speech) is not { } step) continue;
                // Who demands an end to the fighting does not fight.
                if (draft.IsViolent && draft.Entry.Kind == TriggerKind.Noun) draft.Actors.RemoveAll(a => speech.Actors.Any(o => o.Start == a.Start));
                if (speech.Type is PloverType.Reject && classes.Is(speech.Scene.Clause[speech.Head].Lemma, "denyverb") && draft.IsViolent && !IsRuling(speech))
                {
                    (draft.Status, draft.Claim) = (EventStatus.Negated, Claim.Denied);
                    // "refuted media reports that the army is fighting": it is the media that say so.
                    if (draft.AccordingTo is null || speech.Actors.Any(a => a.Start == draft.AccordingTo.Start)) draft.AccordingTo = speech.Recipients.FirstOrDefault() ?? draft.AccordingTo ?? speech.Actors.FirstOrDefault();
                }
                else if (IsContent(draft, speech, step) && !IsBeside(draft, speech) && !IsAside(draft, speech))
                {
                    dropped.Add(draft);
                    Inherit(draft, speech);
                    // "intended to seize the hill" agrees to nothing.
                    if (speech.Type is PloverType.Agree && draft.Type is PloverType.Assault or PloverType.Coerce or PloverType.Sanction or PloverType.Threaten && step is "xcomp" or "ccomp" && IsIntended(draft, speech)) Intended(draft, speech, dropped);
                }

                break;
            }
        }

        // "accused the firm of helping the rebels": but for violence, what one is accused of is no event.
        foreach (var charge in drafts.Where(d => d.Type is PloverType.Accuse && d.Modes.Contains("allege")))
        {
            var clause = charge.Scene.Clause;
            foreach (var content in clause.Words.Where(w => w.IsGerund && w.Rel is "advcl" or "obl" or "acl" && clause.ChildrenOf(w.Index).Any(c => clause[c].Lower is "of" or "for") && w.Head >= charge.Match.First && w.Head <= Math.Max(charge.Match.Last, charge.Roles.Object)))
                dropped.AddRange(drafts.Where(d => d != charge && d.Scene == charge.Scene && !d.IsViolent && clause.IsUnder(d.Head, content.Index) && !IsAside(d, charge)));
        }

        // "rejected the deal as an act of aggression": what it is called.
        foreach (var name in drafts.Where(d => d.Entry.Kind is TriggerKind.Noun && d.Scene.Clause.CaseOf(d.Head) is "as" && drafts.Exists(s => s != d && s.Type is PloverType.Accuse or PloverType.Reject && s.Entry.Kind is TriggerKind.Verb && d.Scene == s.Scene && d.Scene.Clause[d.Head].Head == s.Head)))
            dropped.Add(name);

        // "accused each other of violating the truce": nobody is said to have done it alone.
        foreach (var charge in drafts.Where(d => d.IsMutual && d.Type is PloverType.Accuse))
            dropped.AddRange(drafts.Where(d => d.IsViolent && d.Scene == charge.Scene && d.Dead is null && d.Entry.Kind is TriggerKind.Verb && d.Recipients.Count == 0 && charge.Scene.Clause[d.Head] is { IsGerund: true } && charge.Scene.Clause.IsUnder(d.Head, charge.Head)));

        // "must withdraw" is a demand and no withdrawal.
        foreach (var demand in drafts)
        {
            if (demand.Rule.StartsWith("rule:", StringComparison.Ordinal)) dropped.AddRange(drafts.Where(d => d != demand && d.Scene == demand.Scene && d.Head == demand.Head));
        }

        drafts.RemoveAll(dropped.Contains);
    }

    // "offered to send aid to Italy", "threatened to attack Iran": to whom it is to be done.
    private static void Inherit(Draft draft, Draft speech)
    {
        if (speech.Recipients.Count > 0) return;
        if (speech.Type is PloverType.Agree or PloverType.Threaten or PloverType.Reject)
            speech.Recipients.AddRange(draft.Recipients.Concat(draft.Type is PloverType.Consult ? draft.Actors.Skip(1) : []).Where(r => r is { IsKnown: true, IsPronoun: false } && speech.Actors.All(a => a.Start != r.Start && (a.Country != r.Country || r.Country is null))).Take(2));
        // "demanded that Armenia withdraw": whose deed is demanded.
        else if (speech.Type is PloverType.Request && draft.Scene.Clause[draft.Head].Rel is "ccomp")
            speech.Recipients.AddRange(draft.Actors.Where(r => r is { IsKnown: true, IsPronoun: false } && speech.Actors.All(a => a.Start != r.Start)));
    }

    // "agreed to a truce to end the fighting": what is to be ended is not what they want to do.
    private static bool IsIntended(Draft draft, Draft speech)
    {
        var clause = draft.Scene.Clause;
        var deed = draft.Entry.Kind is TriggerKind.Noun && draft.Roles.LightVerb >= 0 && !Roles.IsEnding(clause[draft.Roles.LightVerb].Lemma) ? draft.Roles.LightVerb : draft.Head;
        var above = clause[clause.ConjunctionHead(deed)].Head;
        return above >= speech.Match.First && above <= speech.Match.Last;
    }

    private static void Intended(Draft draft, Draft speech, List<Draft> dropped)
    {
        if (speech.Scene.Clause[speech.Match.First].Lemma is "vow" or "pledge" or "promise" or "swear") (speech.Type, speech.Modes) = (PloverType.Threaten, draft.IsViolent ? ["violence"] : []);
        else if (draft.IsViolent) dropped.Add(speech);
    }

    // "The judge dismissed all claims over the raid": a court that throws out a case does not say that nothing happened.
    private static bool IsRuling(Draft speech) => speech.Scene.Clause[speech.Head].Lemma is "dismiss" or "reject" && speech.Actors.Exists(a => a.Is("JUD"));

    private static bool IsSpeech(PloverType type) => type is PloverType.Request or PloverType.Agree or PloverType.Threaten or PloverType.Reject or PloverType.Concede;

    // Violence inside a complaint or as the reason of a demand has happened; under "to" or as the thing wanted it has not.
    private static bool IsContent(Draft draft, Draft speech, string step)
    {
        // "accused by critics of promoting ..."
        if (speech.Type is PloverType.Accuse) return step is "advcl" or "xcomp" or "ccomp" && !draft.Scene.Clause.HasChild(draft.Head, "mark", "as", "while", "after", "when", "because", "since");
        // "In a phone call with the premier he proposed a truce": where it was said.
        if (draft is { Type: PloverType.Consult, Entry.Kind: TriggerKind.Noun } && step is "obl" && draft.Scene.Clause.CaseOf(draft.Head) is "in" or "during" or "at" or "after" or "on" or "following" or "before" or "amid") return false;
        // Who defies a ban to march has marched.
        if (speech.Scene.Clause[speech.Match.First].Lemma is "defy" && !(speech.Roles.Object >= 0 && speech.Scene.Clause[speech.Roles.Object].Lemma is "order" or "ruling" or "call" or "demand" or "appeal" or "ultimatum" or "resolution" or "request" or "pressure" or "verdict" or "deadline")) return false;
        if (step is "xcomp" or "obj" or "acl") return !(draft.IsViolent && speech.Type is PloverType.Reject && draft.Entry.Kind == TriggerKind.Noun && draft.Actors.Count > 0);
        if (step is "ccomp") return speech.Type is not PloverType.Reject || !draft.IsViolent;
        // "must show its will by accepting the plan"
        // "warned Israel against carrying out its threat"
        if (step is "advcl" && speech.Type is PloverType.Threaten or PloverType.Request && draft.Scene.Clause.Words.Any(w => w.Lower is "against" && w.Rel is "mark" or "case" && w.Index > speech.Head && w.Index < draft.Head && w.Head >= 0 && draft.Scene.Clause[w.Head].IsGerund && draft.Scene.Clause.IsUnder(draft.Head, w.Head))) return true;
        // "ruled out sending missiles to Kyiv"
        if (step is "advcl" && draft.Scene.Clause.Ancestors(draft.Head).Prepend(draft.Head).FirstOrDefault(a => draft.Scene.Clause[a].Head >= speech.Match.First && draft.Scene.Clause[a].Head <= speech.Match.Last, -1) is >= 0 and var top && IsComplement(draft.Scene.Clause, top, speech.Match.Last)) return true;
        if (step is "advcl") return draft.Scene.Clause.HasChild(draft.Head, "mark", "to") || speech.Type is PloverType.Request && draft.Entry.Kind is TriggerKind.Verb && draft.Scene.Clause.ChildrenOf(draft.Head).Any(c => draft.Scene.Clause[c] is { Lower: "by", Rel: "mark" or "case" });
        return step is "obl" or "nmod" && speech.Type is PloverType.Request or PloverType.Agree && speech.Entry.Prepositions.Count == 0
            || step is "obl" && speech.Type is PloverType.Request or PloverType.Concede && draft.Entry.Kind == TriggerKind.Noun;
    }

    // "begged for help after a week of street fights", "called for calm amid the protests": when and why it was said, not what.
    private static bool IsBeside(Draft draft, Draft speech)
    {
        var clause = draft.Scene.Clause;
        for (var (at, steps) = (draft.Head, 0); at >= 0 && at != speech.Head && steps < 60; (at, steps) = (clause[at].Head, steps + 1))
        {
            // "agreed to calm tensions after exchanging fire"
            if (clause[at].Rel is "advcl" && clause.HasChild(at, "mark", "after", "since", "following")) return true;
            if (draft.Entry.Kind is TriggerKind.Noun && clause[at].Rel is "obl" && clause.CaseOf(at) is "after" or "following" or "amid" or "amidst" or "during" or "since" or "despite") return true;
        }

        return false;
    }

    /// <summary>"ruled out sending": a gerund right behind a verb, with nothing between them, is what the verb is about.</summary>
    public static bool IsComplement(Clause clause, int gerund, int verb) =>
        clause[gerund] is { IsGerund: true, Rel: "advcl" or "xcomp" } && gerund > verb && gerund - verb < 4 && clause.ChildWith(gerund, "mark") < 0 && clause.ChildWith(gerund, "nsubj") < 0 && Enumerable.Range(verb + 1, gerund - verb - 1).All(i => clause[i].Pos is Upos.Adp or Upos.Adv);

    // "agreed to stay in Cabo Delgado, where insurgents beheaded two fishermen", "accused Rwanda of arming rebels, a charge that Kigali dismissed": what a relative clause with a subject of its own tells is told and not asked for.
    private static bool IsAside(Draft draft, Draft speech)
    {
        var clause = draft.Scene.Clause;
        if (draft.Entry.Kind is not TriggerKind.Verb || draft.Status is not EventStatus.Actual || clause.HasChild(draft.Head, "aux", "will", "would", "could", "should", "must", "may", "might", "can", "to")) return false;
        var verb = clause[draft.Head] is { Rel: "conj" } ? clause.ConjunctionHead(draft.Head) : draft.Head;
        return clause[verb] is { SubRel: "relcl", Rel: "acl", Head: >= 0 } relative && relative.Head != speech.Head && verb > speech.Head
            && clause.ChildWith(verb, "nsubj") is >= 0 and var subject && clause[subject].IsNominal && clause[subject].Lower is not ("who" or "which" or "that" or "it" or "they" or "he" or "she");
    }

    // The relation by which the draft hangs on the speech act.
    private static string? FirstStep(Clause clause, int index, Draft speech)
    {
        var rel = clause[index].Rel;
        var at = index;
        for (var steps = 0; at >= 0 && steps < 60; steps++)
        {
            rel = clause[at].Rel;
            var head = clause[at].Head;
            if (head >= speech.Match.First && head <= speech.Match.Last) return rel is "conj" && head == speech.Head ? null : rel;
            at = head;
        }

        return null;
    }
}
