using IngestWorker.Contracts;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>Nouns of events that only stand for what the reader knows: what explains a name, what lies behind other news, what somebody is charged with.</summary>
internal static class Mentions
{
    // "a breakthrough in the trade talks", "Hong Kong's street battles are a threat", "will be riots".
    public static bool Is(Draft draft)
    {
        if (draft.Entry.Kind is not TriggerKind.Noun || draft.Dead is not null || draft.Injured is not null) return false;
        var clause = draft.Scene.Clause;
        var carried = draft.Roles.LightVerb >= 0;
        if (!IsDated(draft) && (!carried && (Explains(clause, draft.Head) || IsBackdrop(draft)) || IsCited(clause, draft))) return true;
        // "rebel raids" are a kind of raids: no side that the text tells of.
        var sides = draft.Actors.Concat(draft.Recipients).Count(p => p.IsKnown && !(p.Country is null && clause.Holds(p.Head, p.Start, p.End) && clause[p.Head] is { Rel: "compound" or "amod" } kind && kind.Head == draft.Head));
        return draft.Type switch
        {
            // "police were called to a disturbance at the motel"
            PloverType.Protest when draft.Modes.Contains("riot") && draft.Actors.Count == 0 && clause[draft.Head].Lower is "disturbance" => true,
            // "kept her options open concerning future talks"
            PloverType.Agree when draft.Entry.Type is not PloverType.Agree && !carried && draft.Date is null && clause.HasChild(draft.Head, "amod", "future", "further", "any") => true,
            // "for involving the country in the Arab-Israeli conflict"
            PloverType.Assault when draft.Entry.Symmetric && carried && clause[draft.Roles.LightVerb].Lemma is "involve" && clause.CaseOf(draft.Head) is "in" && draft.Date is null && draft.Place is null => true,
            PloverType.Consult or PloverType.Cooperate or PloverType.Agree => !carried && draft.Date is null && (draft.Actors.Concat(draft.Recipients).Any(p => p.Country is null) || clause[clause.ConjunctionHead(draft.Head)] is { Rel: "nmod" or "compound", Head: >= 0 } under && clause[under.Head] is { Pos: Upos.Noun, Lemma: not ("day" or "week" or "hour" or "round" or "night") }),
            PloverType.Mobilize => !carried && draft.Actors.Count == 0,
            PloverType.Protest when draft.Status is EventStatus.Future => draft.Actors.Count == 0 && draft.Date is null,
            PloverType.Protest when carried && clause[draft.Roles.LightVerb].Lemma is "trigger" or "spark" or "provoke" or "prompt" or "cause" => sides == 0 && draft.Date is null && draft.Place is null,
            PloverType.Assault when draft.Entry.Symmetric => !carried && sides < 2 && draft.Place is null && draft.Date is null,
            PloverType.Assault => sides == 0 && draft.Place is null && (draft.Date is null || clause.CaseOf(draft.Head) is "under"),
            _ => false,
        };
    }

    // A day of its own, not the main clause's.
    private static bool IsDated(Draft draft)
    {
        var (first, last) = draft.Scene.Clause.SubtreeOf(draft.Head);
        return draft.Scene.Dates.Any(d => d.FirstToken >= first && d.LastToken <= last);
    }

    // "Inherent Resolve, the military operation against Islamic State", "a spokesman for Sabre, the operation in Mali": what the name means.
    private static bool Explains(Clause clause, int noun) =>
        // "captured at the Battle of Gettysburg": the name of one that history knows.
        noun > 0 && clause[noun].IsCapitalized && clause[noun].Lemma is "battle" or "siege" or "massacre" or "war" or "raid" && noun + 2 < clause.Count && clause[noun + 1].Lower is "of" && clause[noun + 2].IsCapitalized && clause[noun - 1].Lower is "the"
        || clause[clause.ConjunctionHead(noun)] is { Rel: "appos", Head: >= 0 } word && word.Head < word.Index
        && (clause[word.Head].Pos is Upos.Propn || clause.ChildrenWith(word.Head, "nmod").Any(c => c < word.Index && clause[c].Pos is Upos.Propn && clause.CaseOf(c) is "for" or "of" or "with"));

    // "called off the talks, citing rebel violence", "to end the insurgency": what the reader knows. "six counts of assault", "charged with kidnapping": what a charge is called, without a victim.
    private static bool IsCited(Clause clause, Draft draft)
    {
        if (draft.Recipients.Count > 0 && draft.Actors.Count > 0) return false;
        var word = clause[clause.ConjunctionHead(draft.Head)];
        if (word is { Rel: "obj", Head: >= 0 } && (clause[word.Head] is { Lemma: "cite", IsGerund: true } || draft.IsViolent && clause[word.Head] is { Lemma: "end" or "stop" or "halt" or "quell", IsPast: false } && clause.HasChild(word.Head, "mark", "to") && draft.Actors.Count < 2)) return true;
        if (clause[draft.Head] is { Rel: "nmod", Head: >= 0 } charge && clause[charge.Head].Lemma is "count" && clause.CaseOf(draft.Head) is "of") return true;
        return draft.IsViolent && draft.Recipients.Count == 0 && IsCharge(clause, word);
    }

    // "charged with assault", "convictions that include arson and assault"
    private static bool IsCharge(Clause clause, Word noun) =>
        noun is { Rel: "obl" or "nmod", Head: >= 0 } && (clause[noun.Head].Lemma is "charge" or "indict" && clause.CaseOf(noun.Index) is "with" or "on" or "for" or "of" || clause[noun.Head].Lemma is "conviction" or "offense" or "offence" or "crime" or "felony" || clause.HasChild(noun.Index, "case", "including") && clause.Words.Any(w => w.Index < noun.Index && w.Lemma is "conviction" or "charge" or "offense" or "offence" or "felony" or "crime"));

    // "hit by months of anti-government protests", "despite worsening protests", "cancelled because of protests": what lies behind other news, without anybody who does it.
    private static bool IsBackdrop(Draft draft)
    {
        if (draft.Type is not PloverType.Protest || draft.Actors.Any(a => a.IsKnown) || draft.Participants is not null) return false;
        var clause = draft.Scene.Clause;
        var noun = clause.ConjunctionHead(draft.Head);
        if (clause[noun] is { Rel: "nmod", Head: >= 0 } counted && clause.CaseOf(noun) is "of" && clause[counted.Head].Lemma is "day" or "week" or "month" or "year" or "wave" or "series" or "spate" or "backdrop") noun = counted.Head;
        if (clause[noun].Rel is not ("obl" or "nmod") || clause[noun].Head is not (>= 0 and var verb)) return false;
        if (clause[verb].Lemma is "die" or "kill" or "injure" or "wound" or "arrest" or "detain" or "hurt" or "shoot" or "beat") return false;
        if (clause.CaseOf(noun) is "amid" or "amidst" or "despite" or "because of" or "due to" or "owing to" or "given" or "against") return true;
        // A town is shaken by protests, a market is hit by them.
        return clause.CaseOf(noun) is "by" && clause[verb].Lemma is "hit" or "hurt" or "dent" or "batter" or "weigh" or "damage" or "disrupt" or "delay" or "unsettle" or "spook" or "rattle"
            && Roles.OfVerb(clause, verb).Subject is >= 0 and var hit && !draft.Scene.Hits.Any(h => h.First <= hit && hit <= h.Last && h.Entity.PlaceKind is not null) && clause[hit].Lemma is not ("city" or "town" or "capital" or "country" or "region" or "province" or "district" or "nation" or "territory" or "island" or "village");
    }
}
