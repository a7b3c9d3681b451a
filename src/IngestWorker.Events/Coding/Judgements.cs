using IngestWorker.Contracts;
using IngestWorker.Events.Words;

namespace IngestWorker.Events.Coding;

/// <summary>Whom a speech act is about, where another event of the sentence says so.</summary>
internal static class Judgements
{
    public static void Complete(List<Draft> drafts, DraftReader reader)
    {
        foreach (var draft in drafts.Where(d => d.Recipients.Count == 0).ToList())
        {
            if (draft.Entry.Kind is Lexicon.TriggerKind.Noun && draft.Type is PloverType.Accuse or PloverType.Reject or PloverType.Support or PloverType.Protest && Drawing(draft) is var drawing and >= 0)
                draft.Recipients.AddRange(reader.Parties(draft.Scene, Roles.OfVerb(draft.Scene.Clause, drawing).Subject).Where(p => p is { IsKnown: true, IsPlace: false } && draft.Actors.All(o => o.Start != p.Start && o.Country != p.Country | o.Country is null | !o.IsState)).Take(1));
            else if (draft.Type is PloverType.Accuse && Content(drafts, draft) is { } act)
                draft.Recipients.AddRange(act.Actors.Where(a => draft.Actors.All(o => o.Start != a.Start)));
            else if (draft.Type is PloverType.Threaten && Condition(drafts, draft) is { } trigger)
                draft.Recipients.AddRange(trigger.Actors.Where(a => draft.Actors.All(o => o.Start != a.Start)));
            else if (draft.Type is PloverType.Threaten && Conditional(draft) is var verb and >= 0)
                draft.Recipients.AddRange(reader.Parties(draft.Scene, Roles.OfVerb(draft.Scene.Clause, verb).Subject).Where(p => (p is { Country: not null, IsPronoun: false, IsBeside: false } || p.Is("GOV") && !p.IsPronoun) && !reader.IsAbstract(draft.Scene.Clause, p) && draft.Actors.All(o => o.Country != p.Country)).Take(1));
            else if (draft.Type is PloverType.Threaten && Warned(draft) is var provocation and >= 0)
                reader.GiveBehind(draft, provocation, Lexicon.Role.Recipient);
        }

        foreach (var draft in drafts.Where(d => d.Recipients.Count == 0 && d.Type is PloverType.Reject or PloverType.Agree or PloverType.Threaten or PloverType.Concede && d.Entry.Kind is Lexicon.TriggerKind.Verb && Told(d) >= 0))
            draft.Recipients.AddRange(reader.Parties(draft.Scene, Told(draft)).Where(p => p is { Country: not null, IsPlace: false } && !p.Is("JRN") && !p.Is("LEG") && draft.Actors.Count > 0 && draft.Actors.All(o => o.Country != p.Country)).Take(1));
        Charge(drafts);
        // "will retaliate if India attacks": the condition of a threat is no event.
        drafts.RemoveAll(d => d.IsViolent && d.Status is EventStatus.Hypothetical && drafts.Any(t => t.Type is PloverType.Threaten && Condition([d], t) is not null));
    }

    // "was accused of rape by a colleague": the accused is said to have done it, by who accuses him.
    private static void Charge(List<Draft> drafts)
    {
        foreach (var charge in drafts.Where(d => d.Type is PloverType.Accuse && d.Entry.Kind is Lexicon.TriggerKind.Verb && d.Modes.Contains("allege") && d.Recipients.Count > 0))
        {
            var clause = charge.Scene.Clause;
            foreach (var act in drafts.Where(d => d.IsViolent && d.Entry.Kind is Lexicon.TriggerKind.Noun && d.Actors.Count == 0 && clause[d.Head] is { Rel: "obl" or "nmod" } noun && (noun.Head >= charge.Match.First && noun.Head <= charge.Match.Last || noun.Rel is "nmod" && charge.Roles.Object >= 0 && clause.Coordinated(charge.Roles.Object).Contains(noun.Head)) && clause.CaseOf(d.Head) is "of" or "with" or "over"))
            {
                act.Actors.AddRange(charge.Recipients);
                if (charge.Actors.Count == 0) continue;
                (act.AccordingTo, act.Claim) = (charge.Actors[0], Claim.Claimed);
                if (act.Recipients.Count == 0 && act.Modes.Contains("sexual") && charge.Actors[0].IsPerson | charge.Actors[0].Is("CVL")) act.Recipients.Add(charge.Actors[0]);
            }
        }
    }

    // "passed a law, drawing condemnation from rights groups": who draws it is condemned.
    private static int Drawing(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var noun = clause[clause.ConjunctionHead(draft.Head)];
        return noun is { Rel: "obj", Head: >= 0 } && clause[noun.Head] is { Pos: Language.Upos.Verb, Lemma: "draw" or "prompt" or "provoke" or "spark" or "trigger" or "attract" or "earn" or "elicit" or "incur" or "invite" or "bring" } ? noun.Head : -1;
    }

    // "condemned the attack by Hamas on Israel": those who did it are condemned.
    private static Draft? Content(List<Draft> drafts, Draft speech)
    {
        var judged = speech.Roles.Passive ? speech.Roles.Subject : speech.Roles.Object;
        return drafts.FirstOrDefault(d => d != speech && d.Actors.Count > 0 && (d.Head == judged || speech.Roles.Obliques.Any(o => o.Word == d.Head && o.Preposition is "for" or "of" or "over")));
    }

    // "told the president that he rejected the plan": to whom it is said.
    private static int Told(Draft draft)
    {
        var clause = draft.Scene.Clause;
        return clause[clause.ConjunctionHead(draft.Head)] is { Rel: "ccomp", Head: >= 0 } content && clause[content.Head].Lemma is "tell" or "inform" or "assure" && content.Head < draft.Head ? Math.Max(clause.ChildWith(content.Head, "iobj"), clause.ChildWith(content.Head, "obj")) : -1;
    }

    // "warned that the exercises by its neighbours could lead to war": whose deed will have consequences.
    private static int Warned(Draft threat)
    {
        var clause = threat.Scene.Clause;
        if (clause[threat.Head].Lemma is not "warn" || clause.ChildWith(threat.Head, "ccomp") is not (>= 0 and var outcome) || !clause.HasChild(outcome, "aux", "would", "could", "will", "may", "might")) return -1;
        return clause.ChildWith(outcome, "nsubj") is >= 0 and var deed && clause[deed].Lemma is "exercise" or "drill" or "manoeuvre" or "maneuver" or "attack" or "raid" or "strike" or "deployment" or "move" or "violation" or "provocation" or "incursion" or "interference" or "sanction" or "aggression" or "offensive" or "test" or "flight" or "patrol" or "sale" or "buildup" or "build-up" or "intervention" or "blockade" or "invasion" or "embargo" or "decision" or "plan" or "settlement" or "occupation" ? deed : -1;
    }

    /// <summary>"would strike if Baghdad attacked"</summary>
    public static bool IsConditional(Clause clause, int verb)
    {
        foreach (var child in clause.ChildrenWith(verb, "advcl"))
        {
            if (clause.HasChild(child, "mark", "if", "unless", "until")) return true;
        }

        // Wherever the tree hangs it: the next clause opens with "if".
        for (var i = verb + 1; i < clause.Count && clause[i] is not { Pos: Language.Upos.Verb, Rel: not ("xcomp" or "amod" or "acl") }; i++)
        {
            if (clause[i] is { Lower: "if" or "unless", Rel: "mark" }) return true;
        }

        return false;
    }

    // "will close the strait if the neighbour bans its exports"
    private static int Conditional(Draft threat)
    {
        var clause = threat.Scene.Clause;
        return clause.Words.Where(w => w.Pos is Language.Upos.Verb && w.Rel is "advcl" && clause.HasChild(w.Index, "mark", "if", "unless") && clause.IsUnder(w.Index, threat.Head)).Select(w => w.Index).FirstOrDefault(-1);
    }

    private static Draft? Condition(List<Draft> drafts, Draft threat) =>
        drafts.FirstOrDefault(d => d != threat && d.Scene == threat.Scene && d.Actors.Count > 0 && d.Scene.Clause.HasChild(d.Head, "mark", "if", "unless") && d.Scene.Clause.IsUnder(d.Head, threat.Head));
}
