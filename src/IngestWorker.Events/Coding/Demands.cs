using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>"Armenia must withdraw its troops, Azerbaijan said": a demand without a verb of demanding.</summary>
internal sealed class Demands(ActorResolver resolver, Attribution attribution, DraftReader reader)
{
    private static readonly HashSet<string> Yielding = ["withdraw", "stop", "end", "halt", "cease", "release", "lift", "leave", "free", "surrender", "disarm", "return", "suspend", "refrain", "abandon"];

    // What somebody is to be, to have or to know asks nobody to do anything.
    private static readonly HashSet<string> States = ["be", "become", "have", "know", "seem", "remain", "feel", "look", "get", "learn", "think", "expect", "happen", "go", "take", "like", "want", "need", "understand", "remember", "realize", "realise", "note", "see", "mean", "consider", "reflect"];

    private static readonly LexiconEntry Entry = new()
    {
        Type = PloverType.Request,
        Modes = [],
        Kind = TriggerKind.Verb,
        Triggers = [["must"]],
        Prepositions = new Dictionary<string, Role>(),
        Example = "",
        Source = "rule:must",
    };

    public void AddTo(List<Draft> drafts, SentenceScene scene, Party? speaker)
    {
        var clause = scene.Clause;
        foreach (var word in clause.Words)
        {
            if (word.Lower is not ("must" or "should" or "have" or "has" or "needs") || word.Head < 0) continue;
            // "said Eritrea would have to withdraw": what somebody has to do first.
            var isObliged = word.Lower is "have" or "has" or "needs";
            if (isObliged ? word.Pos is not Upos.Verb || word.Lower is "have" && !clause.HasChild(word.Index, "aux", "would", "will", "must") || clause.HasChild(word.Index, "advmod", "not", "n't", "never") : word.Pos is not Upos.Aux) continue;
            var verb = isObliged ? clause.ChildWith(word.Index, "xcomp") : word.Head;
            if (verb < 0 || isObliged && (!clause.HasChild(verb, "mark", "to") || !Yielding.Contains(clause[verb].Lemma))) continue;
            var roles = Roles.OfVerb(clause, verb);
            // "should have been checking" is a reproach, "it should be ready" a guess.
            if (clause.HasChild(verb, "aux", "have") || roles.Subject >= 0 && clause[roles.Subject].Lower is "it" or "this" or "that" || clause.HasChild(verb, "cop") || States.Contains(clause[verb].Lemma)) continue;
            if (roles.Subject < 0 || clause.HasChild(verb, "mark", "if", "whether", "that") && !attribution.IsReport(clause, Math.Max(0, clause[verb].Head))) continue;
            var said = attribution.Of(scene, verb);
            if ((said?.Speaker ?? (clause[verb].Quoted || scene.Author is not null ? speaker ?? scene.Memory.LastSpeaker : null)) is not { } demander) continue;
            // "The bill says the party should propose": a text lays down rules, it demands nothing of a day.
            if (clause.Holds(demander.Head, demander.Start, demander.End) && (reader.IsAbstract(clause, demander) || clause[demander.Head].Lemma is "bill" or "law" or "constitution" or "code" or "rule" or "article" or "plan" or "draft")) continue;
            // "results that should be released today"
            if (roles.Passive && clause[verb].Lemma is "release" or "free" && !reader.Parties(scene, roles.Subject).Any(p => p.Sectors.Count > 0 && !p.Is("BUS") || p.IsPronoun || p.IsPerson)) continue;
            var addressed = roles.Passive ? [] : resolver.ResolveAll(scene, roles.Subject);
            // "It should be noted" demands nothing; "must be released" does.
            if (roles.Passive && !Yielding.Contains(clause[verb].Lemma) && clause[verb].Lemma is not ("hold" or "investigate" or "punish" or "implement" or "protect" or "prosecute" or "respect" or "disarm" or "dismantle" or "remove" or "sanction" or "open" or "allow")) continue;
            if (!roles.Passive && !addressed.Any(p => p.IsKnown && p.Start != demander.Start && (p.Country != demander.Country || !p.IsState) && !(p.IsPronoun && clause[p.Head].Lower is "we" or "i"))) continue;
            if (drafts.Any(d => d.Type is PloverType.Request && clause.IsUnder(verb, d.Head))) continue;
            drafts.Add(new Draft
            {
                Scene = scene,
                Match = new Match(Entry, Math.Min(word.Index, verb), Math.Max(word.Index, verb), verb, 1),
                Roles = roles,
                Type = PloverType.Request,
                Modes = Yielding.Contains(clause[verb].Lemma) ? ["yield"] : [],
                Actors = [demander],
                Recipients = [.. addressed.Where(p => p.IsKnown)],
                Rule = Entry.Source,
                SpeechVerb = said is { Verb: >= 0 } telling && clause[verb].Quoted | clause[telling.Verb].Index > verb ? telling.Verb : -1,
            });
        }
    }
}
