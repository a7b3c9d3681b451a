using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Words;

namespace IngestWorker.Events.Coding;

/// <summary>Gives the dead and injured of a sentence to the act that caused them, and drops "killed" where an act is named.</summary>
internal static class HarmMerger
{
    public static void Merge(List<Draft> drafts, SentenceScene scene, DraftReader reader)
    {
        Raided(drafts);
        if (!drafts.Any(d => d.IsViolent)) return;
        Fired(drafts);
        Struck(drafts);
        Aimed(drafts);
        Likewise(drafts);
        Searched(drafts);
        Within(drafts);
        var counts = Casualties.Find(scene);
        List<Draft> dropped = [];
        foreach (var harm in drafts.Where(d => d.IsHarm).ToList())
        {
            if (Act(drafts, harm) is not { } act) continue;
            // "shot dead a teenager during clashes" is an act of its own.
            if (act.Entry.Kind is Lexicon.TriggerKind.Noun && harm.Entry.Modes.Contains("targeted") && harm.Actors.Count > 0) continue;
            // "a bomb exploded, and gunmen shot dead a judge": who is named beside another's deed has done his own.
            if (harm.Entry.Modes.Contains("targeted") && IsApart(harm, act)) continue;
            // "soldiers killed three rebels in a gun battle": both fought.
            if (act.Entry is { Symmetric: true, Kind: Lexicon.TriggerKind.Noun }) act.Actors.AddRange(harm.Actors.Where(a => a.IsArmed && !a.IsState && act.Actors.All(o => o.Start != a.Start && (o.Country != a.Country || o.Country is null))));
            if (act.Entry.Symmetric || (act.Entry.Object == Lexicon.Role.Actor && act.Actors.Count > 1))
            {
                act.Actors.AddRange(harm.Recipients.Where(r => r.IsArmed && act.Actors.All(a => a.Country != r.Country || a.Country is null && !a.Sectors.SequenceEqual(r.Sectors))));
            }
            else if (act.Recipients.Count == 0) act.Recipients.AddRange(harm.Recipients.Where(r => act.Actors.All(a => a.Start != r.Start)));
            else if (act.Recipients.All(r => IsGround(scene, r))) act.Recipients.AddRange(harm.Recipients.Where(r => r.Sectors.Count > 0 && !IsGround(scene, r) && act.Actors.All(a => a.Start != r.Start)));
            else act.Recipients.AddRange(harm.Recipients.Where(r => r.Sectors.Count > 0 && (scene.Clause[r.Head].Pos is not Language.Upos.Num || scene.Clause.ChildWith(r.Head, "nmod") >= 0) && (act.Recipients.All(o => o.Country is null && r.Country is not null) || IsBeside(scene, act, r))));
            if (act.Actors.Count == 0) act.Actors.AddRange(harm.Actors.Where(a => a.IsArmed || a.Is("CRM") || a.IsPronoun));
            act.AccordingTo ??= harm.AccordingTo;
            act.Claim ??= act.AccordingTo is null ? null : harm.Claim;
            act.RelayedBy ??= harm.AccordingTo == act.AccordingTo ? harm.RelayedBy : null;
            dropped.Add(harm);
        }

        drafts.RemoveAll(dropped.Contains);
        foreach (var count in counts)
        {
            if (Owner(drafts, scene.Clause, count.At) is not { } owner) continue;
            // "shot concertgoers and set the hall alight, leaving 133 dead": people die of both, and are named at the first.
            if (count.Dead && owner.Modes.Contains("destroy") && scene.Clause[owner.Head] is { Rel: "conj" } last && drafts.Find(d => d.IsViolent && d.Head == last.Head && d.Dead is null && d.Recipients.Exists(r => !IsGround(scene, r))) is { } first) owner = first;
            if (owner.Recipients.All(r => IsGround(scene, r)) && !owner.Entry.Symmetric && owner.Entry.Object != Lexicon.Role.Actor && count.Quantity.Value != 0)
                owner.Recipients.AddRange(reader.Parties(scene, count.Person).Where(p => p.Sectors.Count > 0 && !(scene.Clause[p.Head].Pos is Language.Upos.Num && owner.Recipients.Any(r => !IsGround(scene, r))) && !IsGround(scene, p) && owner.Actors.Concat(owner.Recipients).All(a => a.Start != p.Start)));
            owner.Figures.Add(new DraftFigure(count.Dead ? FigureKind.Dead : FigureKind.Injured, count.Quantity, count.At, count.Person));
            if (count.Dead) owner.Dead ??= count.Quantity;
            else owner.Injured ??= count.Quantity;
        }
    }

    private static bool IsApart(Draft harm, Draft act)
    {
        var clause = harm.Scene.Clause;
        return harm is { Entry.Kind: Lexicon.TriggerKind.Verb, Roles.Passive: false, Actors.Count: > 0 } && harm.Actors.Exists(a => a.IsArmed && !a.IsPronoun) && clause[harm.Head].Rel is "conj" or "ccomp" or "parataxis"
            && clause.ChildWith(harm.Head, "nsubj") is >= 0 and var doer && doer > act.Head && act.Entry.Kind is Lexicon.TriggerKind.Verb && (clause.HasChild(harm.Head, "cc") || clause.HasChild(doer, "cc"));
    }

    /// <summary>"killed all five attackers": an answer to the attack.</summary>
    public static bool HitsAttackers(Draft draft) => draft.Recipients.Exists(r => draft.Scene.Clause.Holds(r.Head, r.Start, r.End) && IsAttacker(draft.Scene.Clause, r.Head));

    private static bool IsAttacker(Words.Clause clause, int word) =>
        clause[word].Lemma is "attacker" or "assailant" or "raider" or "invader" or "bomber" or "hijacker" || clause.ChildrenWith(word, "nmod").Any(c => clause.CaseOf(c) is "of" && clause[c].Lemma is "attacker" or "assailant" or "raider" or "invader" or "hijacker");

    // "The town was hit by an air raid": the raid is the act.
    private static void Struck(List<Draft> drafts)
    {
        foreach (var verb in drafts.Where(d => d is { IsViolent: true, Entry.Kind: Lexicon.TriggerKind.Verb } && d.Entry.Harm.Length == 0).ToList())
        {
            var clause = verb.Scene.Clause;
            // "Soldiers repelled an attack by rebels": the attack, on the soldiers.
            if (clause[verb.Match.First].Lemma is "repel" or "repulse" or "withstand" or "resist" or "fend" && drafts.FirstOrDefault(d => d != verb && d is { IsViolent: true, Entry.Kind: Lexicon.TriggerKind.Noun } && d.Head == (verb.Roles.Passive ? verb.Roles.Subject : verb.Roles.Object)) is { } repelled)
            {
                if (repelled.Recipients.Count == 0) repelled.Recipients.AddRange(verb.Actors.Where(a => repelled.Actors.All(o => o.Start != a.Start)));
                repelled.AccordingTo ??= verb.AccordingTo;
                repelled.Claim ??= verb.Claim;
                drafts.Remove(verb);
                continue;
            }

            var doer = verb.Roles.Passive ? verb.Roles.Agent(verb.Scene.Clause) : verb.Roles.Subject;
            if (drafts.FirstOrDefault(d => d != verb && d is { IsViolent: true, Entry.Kind: Lexicon.TriggerKind.Noun } && d.Head == doer) is not { } act) continue;
            if (act.Actors.Count == 0) act.Actors.AddRange(verb.Actors);
            act.Recipients.AddRange(verb.Recipients.Where(r => act.Actors.Concat(act.Recipients).All(p => p.Start != r.Start)));
            (act.Status, act.AccordingTo, act.Claim) = (verb.Status, act.AccordingTo ?? verb.AccordingTo, act.AccordingTo is null ? verb.Claim : act.Claim);
            drafts.Remove(verb);
        }
    }

    // "The missile fired by the army destroyed a ship": one act.
    private static void Fired(List<Draft> drafts)
    {
        foreach (var shot in drafts.Where(d => d is { IsViolent: true, Entry.Kind: Lexicon.TriggerKind.Verb } && d.Scene.Clause[d.Head].Rel is "acl" && d.Entry.Harm.Length == 0).ToList())
        {
            var weapon = shot.Scene.Clause[shot.Head].Head;
            if (weapon < 0 || !DraftReader.IsWeapon(shot.Scene.Clause[weapon].Lemma)) continue;
            if (drafts.FirstOrDefault(d => d != shot && d.IsViolent && (d.Roles.Subject == weapon && !d.Roles.Passive || d.Roles.Agent(d.Scene.Clause) == weapon)) is not { } act) continue;
            if (act.Actors.Count == 0) act.Actors.AddRange(shot.Actors);
            drafts.Remove(shot);
        }
    }

    // "opened fire on the organization's vehicle ... four women were killed": victims of another kind than whom the act names.
    private static bool IsBeside(SentenceScene scene, Draft act, Party victim) =>
        !IsGround(scene, victim) && !victim.IsPronoun && act.Actors.All(a => a.Start != victim.Start) && act.Recipients.Count < 4
        && act.Recipients.All(o => o.Start != victim.Start && !o.IsPronoun && !o.Sectors.Intersect(victim.Sectors).Any());

    // "detonated a bomb targeting the convoy", "hit the base, destroying a hangar": the participle says more of the same act.
    private static void Aimed(List<Draft> drafts)
    {
        foreach (var part in drafts.Where(d => d is { IsViolent: true, Entry.Kind: Lexicon.TriggerKind.Verb } && d.Scene.Clause[d.Head] is { IsGerund: true, Rel: "advcl" or "acl" or "xcomp", Lemma: "target" or "destroy" or "damage", Head: >= 0 }).ToList())
        {
            var clause = part.Scene.Clause;
            var above = clause[part.Head].Head;
            if (clause.ChildWith(part.Head, "nsubj") >= 0 || clause.ChildWith(part.Head, "mark") >= 0) continue;
            if (drafts.FirstOrDefault(d => d != part && d.IsViolent && d.Entry.Harm.Length == 0 && d.Status == part.Status && (d.Head == above || d.Roles.Object == above && clause[above].Pos is Language.Upos.Noun)) is not { } act) continue;
            if (act.Recipients.Count == 0) act.Recipients.AddRange(part.Recipients.Where(r => act.Actors.All(a => a.Start != r.Start)));
            act.Place ??= part.Place;
            drafts.Remove(part);
        }
    }

    // "Troops raided the camp, killing two": a raid of soldiers that kills is no search.
    private static void Raided(List<Draft> drafts)
    {
        foreach (var raid in drafts.Where(d => d is { Type: PloverType.Coerce, Entry.Kind: Lexicon.TriggerKind.Verb } && d.Scene.Clause[d.Match.First].Lemma is "raid" or "storm" && d.Actors.Exists(a => a.Is("MIL") || a.Is("COP"))))
        {
            var clause = raid.Scene.Clause;
            // "raided a protest camp, leaving 27 people dead"
            var left = clause.ChildrenWith(raid.Head, "advcl").Any(c => clause[c] is { IsGerund: true, Lemma: "leave" } && clause.ChildrenOf(c).Any(d => clause[d].Lower is "dead" or "wounded" || clause.HasChild(d, "amod", "dead", "wounded")));
            if (!left && !drafts.Exists(h => h is { IsHarm: true, Status: EventStatus.Actual } && raid.Scene.Clause[h.Head] is { IsGerund: true, Rel: "advcl", Head: var main } && main == raid.Head)) continue;
            (raid.Type, raid.Modes) = (PloverType.Assault, []);
        }
    }

    // "stormed a party, killing 44, in an attack that shocked the country": the verb has told it.
    private static void Within(List<Draft> drafts)
    {
        foreach (var noun in drafts.Where(d => d is { IsViolent: true, Entry.Kind: Lexicon.TriggerKind.Noun, Actors.Count: 0 } && d.Scene.Clause[d.Match.Last].Lemma is "attack" or "assault" or "ambush").ToList())
        {
            var clause = noun.Scene.Clause;
            if (clause[noun.Head] is not { Rel: "obl", Head: >= 0 } word || clause.CaseOf(noun.Head) is not "in" || clause.ChildrenWith(noun.Head, "acl").Any(c => clause[c].Lemma is "claim")) continue;
            var above = word.Head;
            if (clause[above] is { IsGerund: true, Rel: "advcl", Head: >= 0 } part) above = part.Head;
            if (drafts.Find(d => d is { IsViolent: true, Entry: { Kind: Lexicon.TriggerKind.Verb, Harm: "" }, Actors.Count: > 0, Status: EventStatus.Actual } && d.Head == above) is not { } act) continue;
            act.Recipients.AddRange(act.Recipients.Count == 0 ? noun.Recipients : []);
            if (act.Modes.Count == 0) act.Modes.AddRange(noun.Modes);
            drafts.Remove(noun);
        }
    }

    // "Police arrested ten people in a raid": a search, and no attack.
    private static void Searched(List<Draft> drafts)
    {
        foreach (var raid in drafts.Where(d => d is { Type: PloverType.Assault, Entry.Kind: Lexicon.TriggerKind.Noun, Actors.Count: 0, Modes.Count: 0 } && d.Scene.Clause[d.Head].Lemma is "raid").ToList())
        {
            var clause = raid.Scene.Clause;
            if (clause[raid.Head].Rel is not ("obl" or "nmod") || clause.CaseOf(raid.Head) is not ("in" or "during" or "after" or "following") || drafts.Find(d => d is { Type: PloverType.Coerce, Actors.Count: > 0 } && d.Head == clause.PredicateOf(raid.Head) && d.Modes.Contains("arrest") | d.Modes.Contains("seize")) is not { } arrest) continue;
            if (arrest.Modes.Contains("seize"))
            {
                drafts.Remove(raid);
                continue;
            }

            (raid.Type, raid.Modes) = (PloverType.Coerce, ["seize"]);
            raid.Actors.AddRange(arrest.Actors);
        }
    }

    // "The army forced the rebels back, adding that hills were also retaken": by whom the first act says.
    private static void Likewise(List<Draft> drafts)
    {
        foreach (var draft in drafts.Where(d => d is { IsViolent: true, Actors.Count: 0, Entry: { Kind: Lexicon.TriggerKind.Verb, Harm: "" }, Roles.Passive: true } && d.Scene.Clause.HasChild(d.Head, "advmod", "also", "likewise")))
        {
            if (drafts.LastOrDefault(d => d is { IsViolent: true, Actors.Count: > 0, Status: EventStatus.Actual } && d.Head < draft.Head && d.Actors.TrueForAll(a => a.IsArmed)) is { } first) draft.Actors.AddRange(first.Actors);
        }
    }

    // Who abducts, tortures or burns down kills nobody by it.
    private static bool Kills(Draft act) => act.IsViolent && act.Scene.Clause[act.Match.First].Lemma is not ("oust" or "topple" or "overthrow" or "depose" or "annex" or "occupy") && (act.Modes.Count == 0 || !act.Modes.All(m => m is "abduct" or "torture" or "sexual"));

    // "the town of Idlib", "a vehicle": what was hit, beside the people who were.
    private static bool IsGround(SentenceScene scene, Party party) =>
        party.IsPlace || scene.Clause.Holds(party.Head, party.Start, party.End) && scene.Clause[party.Head].Lemma is "town" or "city" or "village" or "neighborhood" or "neighbourhood" or "area" or "district" or "market" or "vehicle" or "territory" or "settlement" or "region" or "province" or "house" or "home" or "school" or "hospital" or "mosque" or "church" or "camp" or "building" or "bus" or "hotel" or "restaurant" or "shop";

    // The nearest other act of violence that is connected with the harm: above it, below it, or beside it.
    private static Draft? Act(List<Draft> drafts, Draft harm)
    {
        var clause = harm.Scene.Clause;
        // "repelled an attack, killing dozens of the attackers": they are not whom the attack hit.
        if (HitsAttackers(harm)) return null;
        Draft? best = null;
        var bestDistance = int.MaxValue;
        // "attacked a base a day after soldiers killed their leader": what others did before is no part of the attack.
        if (harm is { Entry.Kind: Lexicon.TriggerKind.Verb, Roles.Passive: false, Actors.Count: > 0 } && clause[harm.Head].Rel is "advcl" or "ccomp" && clause.HasChild(harm.Head, "mark", "after", "before", "since") && clause.ChildWith(harm.Head, "nsubj") >= 0 && harm.Actors.Exists(a => !a.IsPronoun)) return null;
        // With one act in the sentence there is no doubt whose the harm is.
        var isOnly = drafts.Count(d => d.IsViolent && !d.IsHarm && d.Status is EventStatus.Actual) == 1 && clause.Words.All(w => w.Text != ";");
        // "an air strike killed two": the strike and no other act.
        if (drafts.FirstOrDefault(d => d != harm && Kills(d) && !d.IsHarm && d.Head == (harm.Roles.Passive ? harm.Roles.Agent(clause) : harm.Roles.Subject)) is { } doer) return doer;
        foreach (var act in drafts)
        {
            // "fired warning shots at a crowd in Alexandra, where two migrants were hacked to death": not by the police.
            if (harm is { Roles.Passive: true } && harm.Entry.Modes.Contains("targeted") && act.Modes.Contains("crowd-control")) continue;
            // "demolished the home of a gunman who killed three people": by others, before.
            if (harm is { Entry.Kind: Lexicon.TriggerKind.Verb, Roles.Passive: false } && clause[harm.Head].SubRel is "relcl" && act is { Entry.Kind: Lexicon.TriggerKind.Verb, Actors.Count: > 0 } && harm.Actors.Exists(a => a.IsArmed && !a.IsPronoun && act.Actors.TrueForAll(o => o.Start != a.Start))) continue;
            // "hurled rocks at soldiers, who fired back, injuring 12": those who are attacked answer.
            if (harm.Actors.Exists(a => act.Recipients.Exists(r => r.Start == a.Start && r.IsArmed))) continue;
            // "shot dead five people after protesters stormed the building": what went before by others did not kill them.
            if (act is { Entry.Kind: Lexicon.TriggerKind.Verb, Roles.Passive: false, Actors.Count: > 0 } && harm is { Entry.Kind: Lexicon.TriggerKind.Verb, Roles.Passive: false } && clause[act.Head] is { Rel: "advcl" } && clause.HasChild(act.Head, "mark", "after", "before", "since", "as", "when", "while") && clause.ChildWith(act.Head, "nsubj") >= 0 && clause.IsUnder(act.Head, harm.Head)
                && harm.Actors.Exists(a => a.IsArmed && act.Actors.TrueForAll(o => o.Start != a.Start))) continue;
            if (act == harm || !Kills(act) || act.IsHarm && act.Head > harm.Head || act.IsHarm && harm.Entry.Harm == "dead") continue;
            if (act.Entry.Kind is Lexicon.TriggerKind.Noun && IsAnswered(clause, act.Head)) continue;
            if (act.Status is EventStatus.Historical or EventStatus.Hypothetical or EventStatus.Future) continue;
            var related = clause.IsUnder(act.Head, harm.Head) || clause.IsUnder(harm.Head, act.Head) || clause.PredicateOf(act.Head) == clause.PredicateOf(harm.Head)
                || clause.ConjunctionHead(act.Head) == clause.ConjunctionHead(harm.Head)
                || (isOnly && !act.IsHarm && Math.Abs(act.Head - harm.Head) < 25);
            // "raided three villages, burning homes and killing 37": the raid killed them, and no fire.
            var distance = Math.Abs(act.Head - harm.Head) + (act.Actors.Count > 0 ? 0 : 4) + (IsBurnt(act, harm.Head) ? 30 : 0);
            if (!related || distance >= bestDistance) continue;
            (best, bestDistance) = (act, distance);
        }

        return best;
    }

    // "killed three in response to the attacks": what is answered did not kill them.
    private static bool IsAnswered(Clause clause, int act)
    {
        for (var (i, steps) = (act, 0); i >= 0 && steps < 4 && clause[i].Rel is "nmod" or "obl" or "conj"; i = clause[i].Head, steps++)
        {
            if (clause[i].Head is >= 0 and var above && clause[above].Lemma is "response" or "retaliation" or "revenge" or "reprisal" or "answer" or "reaction" || clause.CaseOf(i) is "since" or "before" or "despite" or "ahead of") return true;
        }

        return false;
    }

    // "burning homes and killing 37": what is done beside the killing.
    private static bool IsBurnt(Draft act, int harm)
    {
        var clause = act.Scene.Clause;
        return act.Modes.Contains("destroy") && clause[act.Head].IsGerund && act.Head != harm && clause[harm].IsGerund && clause.ConjunctionHead(act.Head) == clause.ConjunctionHead(harm);
    }

    private static Draft? Owner(List<Draft> drafts, Clause clause, int at)
    {
        Draft? best = null;
        var bestDistance = int.MaxValue;
        foreach (var draft in drafts)
        {
            if (!draft.IsViolent || !Kills(draft) && drafts.Any(Kills)) continue;
            var distance = Math.Abs(draft.Head - at) + (clause.IsUnder(at, draft.Head) || clause.IsUnder(draft.Head, at) ? 0 : 12) + (IsBurnt(draft, at) ? 30 : 0);
            if (distance >= bestDistance) continue;
            (best, bestDistance) = (draft, distance);
        }

        return best;
    }
}
