using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>Who protests, and against whom: often said beside the protest and not in its own phrases.</summary>
internal static class Protests
{
    private static readonly HashSet<string> Purposes = ["denounce", "protest", "oppose", "condemn", "reject", "criticize", "demand", "decry", "support", "demonstrate"];

    public static void Complete(List<Draft> drafts, DraftReader reader)
    {
        foreach (var protest in drafts.Where(d => d.Type is PloverType.Protest).ToList())
        {
            if (protest.Actors.Count == 0 && protest.Entry.Kind == TriggerKind.Noun) protest.Actors.AddRange(Crowd(protest, reader));
            if (protest.Recipients.Count == 0) protest.Recipients.AddRange(Against(protest, drafts, reader));
            // "a march by lawyers protesting against the arrest": one protest.
            if (protest.Entry.Kind == TriggerKind.Noun)
            {
                var again = drafts.Find(d => d is { Type: PloverType.Protest, Entry.Kind: TriggerKind.Verb } && protest.Scene.Clause[d.Head] is { Rel: "acl", IsGerund: true } told && told.Head >= 0 && protest.Actors.Exists(a => a.Head == told.Head));
                if (again is not null && protest.Recipients.Count == 0) protest.Recipients.AddRange(again.Recipients);
                if (again is not null) drafts.Remove(again);
            }

            // "rallied outside parliament to protest against a bill": one protest, whoever it is against.
            var clause = protest.Scene.Clause;
            drafts.RemoveAll(d => d != protest && d is { Type: PloverType.Protest, Entry.Kind: TriggerKind.Verb } && clause[d.Head] is { Rel: "advcl" or "xcomp" } aim && aim.Head == protest.Head && clause.HasChild(d.Head, "mark", "to"));
        }
    }

    // "protesters pull down walls during a demonstration"
    private static IEnumerable<Party> Crowd(Draft protest, DraftReader reader)
    {
        var clause = protest.Scene.Clause;
        var verb = clause.PredicateOf(protest.Head);
        if (clause[protest.Head].Rel is "obl" or "obj" && clause[verb].Pos is Upos.Verb && clause[verb].Lemma is not ("die" or "kill" or "wound" or "injure" or "hurt" or "shoot" or "arrest" or "detain"))
        {
            var near = reader.Parties(protest.Scene, Roles.OfVerb(clause, verb).Subject).Where(p => p.Is("CVL") && clause[p.Head].Lemma is not ("victim" or "witness")).ToList();
            if (near.Count > 0) return near;
        }

        foreach (var word in clause.Words)
        {
            // "riots in which two demonstrators were shot": two make no riot.
            if (word.Lemma is "protester" or "demonstrator" or "protestor" or "marcher" && word.Rel is "nsubj" or "nmod" or "obj" && !(clause.ChildWith(word.Index, "nummod") >= 0 && clause.IsUnder(word.Index, protest.Head))) return reader.Parties(protest.Scene, word.Rel is "nmod" && word.Head >= 0 && clause[word.Head].Rel is "nsubj" ? word.Head : word.Index);
        }

        return [];
    }

    private static List<Party> Against(Draft protest, List<Draft> drafts, DraftReader reader)
    {
        var clause = protest.Scene.Clause;
        foreach (var word in clause.Words)
        {
            if (word.Pos is not Upos.Verb || !Purposes.Contains(word.Lemma) || word.Index == protest.Head || !clause.IsUnder(word.Index, protest.Head)) continue;
            var roles = Roles.OfVerb(clause, word.Index);
            var target = roles.Object >= 0 ? roles.Object : roles.Obliques.Where(o => o.Preposition is "against").Select(o => o.Word).FirstOrDefault(-1);
            drafts.RemoveAll(d => d != protest && (d.Head == word.Index || (!d.IsViolent && clause.IsUnder(d.Head, word.Index))));
            // "marched to demand that the president step down"
            if (word.Lemma is "demand" && target < 0 && clause.ChildWith(word.Index, "ccomp") is >= 0 and var asked && clause.ChildWith(asked, "nsubj") is >= 0 and var urged && reader.Parties(protest.Scene, urged).Where(p => p is { IsKnown: true, IsBeside: false, IsPronoun: false }).ToList() is { Count: > 0 } blamed) return blamed;
            if (target < 0 || word.Lemma is "support" || word.Lemma is "demand" && clause[target].Lemma is not ("resignation" or "ouster" or "removal" or "departure" or "impeachment" or "dismissal")) continue;
            var parties = word.Lemma is "demand" ? [] : reader.Parties(protest.Scene, target).Where(p => p is { IsKnown: true, IsBeside: false }).ToList();
            // "denouncing the president's victory"
            if (parties.Count == 0) parties = clause.ChildrenOf(target).Where(c => DraftReader.IsSuffering(clause[target].Lemma) ? clause.CaseOf(c) is "by" : clause[c].SubRel == "poss" || clause[c].Rel is "nmod" && clause.CaseOf(c) is "of" or "by").SelectMany(c => reader.Parties(protest.Scene, c)).Where(p => p.IsKnown).Take(2).ToList();
            if (parties.Count > 0) return parties;
        }

        foreach (var word in clause.Words)
        {
            if (word.Lower != "anti-government" || Math.Abs(word.Index - protest.Head) > 24) continue;
            var start = word.Start + "anti-".Length;
            return [new Party { Text = protest.Scene.Text.Slice(start, word.End), Start = start, End = word.End, Head = word.Index, Sectors = ["GOV"] }];
        }

        return [];
    }
}
