using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Coding;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Events.Pairs;

/// <summary>The event between two phrases that the caller names: its type by the model, its trigger by the lexicon and the tree.</summary>
internal sealed class PairReader(LexiconIndex lexicon, ActorResolver resolver, PairModel model)
{
    /// <summary>Below this the model knows no better than chance, and where the lexicon is silent too there is no event.</summary>
    private const double Least = 0.15;

    private readonly PairFeatures _features = new(lexicon);

    public HashSet<string> Features(IReadOnlyList<SentenceScene> scenes, IReadOnlyList<Draft> drafts, PhrasePair pair)
    {
        HashSet<string> features = new(StringComparer.Ordinal);
        foreach (var scene in Holding(scenes, pair)) features.UnionWith(_features.Of(scene, drafts, pair));
        return features;
    }

    /// <summary>The event's draft; null where there is none.</summary>
    public Draft? Read(IReadOnlyList<SentenceScene> scenes, IReadOnlyList<Draft> drafts, PhrasePair pair)
    {
        var features = Features(scenes, drafts, pair);
        if (features.Count == 0 || Holding(scenes, pair).FirstOrDefault(s => Party(s, pair.ActorStart, pair.ActorEnd) is not null) is not { } scene) return null;
        var probabilities = model.Read(features);
        var best = Enumerable.Range(0, probabilities.Length).MaxBy(t => probabilities[t]);
        var own = drafts.Where(d => d.Scene == scene).ToList();
        if (probabilities[best] < Least && own.Count == 0) return null;
        var draft = Make(scene, own, model.Types[best], pair);
        if (draft is not null) draft.Probability = Math.Round(Math.Clamp(probabilities[best], 0.05, 0.95), 2);
        return draft;
    }

    private static IEnumerable<SentenceScene> Holding(IReadOnlyList<SentenceScene> scenes, PhrasePair pair) =>
        scenes.Where(s => PairFeatures.HeadOf(s.Clause, pair.ActorStart, pair.ActorEnd) >= 0 || PairFeatures.HeadOf(s.Clause, pair.RecipientStart, pair.RecipientEnd) >= 0);

    private Draft? Make(SentenceScene scene, List<Draft> drafts, string type, PhrasePair pair)
    {
        var clause = scene.Clause;
        var (actor, recipient) = (PairFeatures.HeadOf(clause, pair.ActorStart, pair.ActorEnd), PairFeatures.HeadOf(clause, pair.RecipientStart, pair.RecipientEnd));
        var path = actor >= 0 && recipient >= 0 ? PairFeatures.PathBetween(clause, actor, recipient) : [];
        if (path.Count == 0 && actor >= 0) path.Add(clause.PredicateOf(actor));
        var match = drafts.Where(d => IsOf(d.Type, type)).OrderBy(d => Distance(d, pair)).Select(d => (Match?)d.Match).FirstOrDefault() ?? Nearest(scene, type, path) ?? At(path, type, clause);
        if (match is not { } found) return null;
        var draft = drafts.FirstOrDefault(d => d.Match == found) ?? new Draft
        {
            Scene = scene,
            Match = found,
            Roles = found.Entry.Kind == TriggerKind.Verb ? Roles.OfVerb(clause, found.Head) : new Roles(),
            Modes = [.. found.Entry.Modes],
            Rule = found.Entry.Source,
        };
        if (!IsOf(draft.Type, type) || draft.Type == default) (draft.Type, draft.Modes) = (TypeOf(type, found.Entry.Type), IsOf(found.Entry.Type, type) ? draft.Modes : []);
        draft.Actors = Party(scene, pair.ActorStart, pair.ActorEnd) is { } a ? [a] : draft.Actors;
        draft.Recipients = Party(scene, pair.RecipientStart, pair.RecipientEnd) is { } r ? [r] : draft.Recipients;
        return draft;
    }

    private Match? Nearest(SentenceScene scene, string type, List<int> path)
    {
        var all = Enumerable.Range(0, scene.Clause.Count).Where(i => !scene.IsGiven(i)).SelectMany(i => lexicon.At(scene.Clause, i)).Where(m => IsOf(m.Entry.Type, type)).ToList();
        return all.Count == 0 ? null : all.MinBy(m => path.IndexOf(m.Head) is var at and >= 0 ? at : 20 + (path.Count > 0 ? Math.Abs(m.Head - path[0]) : m.Head));
    }

    // The lexicon does not know the word; the highest one between the two phrases carries the event.
    private static Match? At(List<int> path, string type, Words.Clause clause)
    {
        if (path.Count == 0) return null;
        LexiconEntry entry = new()
        {
            Type = TypeOf(type, null),
            Modes = [],
            Kind = TriggerKind.Verb,
            Triggers = [[clause[path[0]].Lemma]],
            Prepositions = new Dictionary<string, Role>(),
            Example = "",
            Source = "rule:pair",
        };
        return new Match(entry, path[0], path[0], path[0], 1);
    }

    private static bool IsOf(PloverType type, string name) => type.ToName() == name || (name == "YIELD" && type is PloverType.Concede or PloverType.Retreat);

    private static PloverType TypeOf(string name, PloverType? lexicon) =>
        name != "YIELD" ? EnumNames.Parse<PloverType>(name) : lexicon is PloverType.Concede ? PloverType.Concede : PloverType.Retreat;

    private static int Distance(Draft draft, PhrasePair pair) =>
        (draft.Actors.Any(a => a.Start < pair.ActorEnd && pair.ActorStart < a.End) ? 0 : 2) + (draft.Recipients.Any(a => a.Start < pair.RecipientEnd && pair.RecipientStart < a.End) ? 0 : 1);

    // The phrase as the caller gave it, with the country and sectors that its words say.
    private Party? Party(SentenceScene scene, int start, int end)
    {
        var head = PairFeatures.HeadOf(scene.Clause, start, end);
        if (head < 0) return null;
        var parties = resolver.ResolveAll(scene, head);
        var text = scene.Text.Slice(start, end);
        var known = parties.FirstOrDefault(p => p.IsKnown) ?? parties.FirstOrDefault();
        return new Party { Text = text, Start = start, End = end, Head = head, Country = known?.Country, Sectors = known?.Sectors ?? [], IsState = known?.IsState ?? false, IsGiven = true };
    }
}
