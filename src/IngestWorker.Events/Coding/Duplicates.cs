using IngestWorker.Contracts;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Events.Coding;

/// <summary>One event told twice is one, at its fullest mention.</summary>
internal static class Duplicates
{
    private const int Window = 24;

    public static IReadOnlyList<Draft> Merge(List<Draft> drafts)
    {
        HashSet<Draft> dropped = [];
        for (var i = 0; i < drafts.Count; i++)
        {
            // Only near ones are compared, so that the work stays linear.
            for (var k = Math.Max(0, i - Window); k < i; k++)
            {
                if (dropped.Contains(drafts[k]) || dropped.Contains(drafts[i]) || !IsSame(drafts[k], drafts[i])) continue;
                var (kept, less) = Fullness(drafts[k]) >= Fullness(drafts[i]) ? (drafts[k], drafts[i]) : (drafts[i], drafts[k]);
                dropped.Add(less);
                kept.Retellings.AddRange([less, .. less.Retellings]);
                if (Retold.IsSame(drafts[k], drafts[i])) Retold.Fill(kept, less);
                kept.Figures.AddRange(less.Figures.Where(f => kept.Figures.TrueForAll(own => !own.Says(f))));
            }
        }

        return [.. drafts.Where(d => !dropped.Contains(d))];
    }

    private static bool IsSame(Draft a, Draft b)
    {
        if (a.Type != b.Type || a.Status != b.Status) return false;
        if (a.Scene == b.Scene) return SameSentence(a, b);
        if (a.Entry.Kind == TriggerKind.Verb && b.Entry.Kind == TriggerKind.Verb) return SameTelling(a, b) || Retold.IsSame(a, b);
        if (Retold.IsMeant(a, b)) return true;
        var noun = a.Entry.Kind == TriggerKind.Noun ? a : b;
        // Of two nouns the one that is told on ("the attack took place on May 3 in the village") has facts of its own.
        if (b.Entry.Kind == TriggerKind.Noun && a.Entry.Kind == TriggerKind.Noun && (IsToldOn(a) || IsToldOn(b))) noun = b;
        var other = noun == a ? b : a;
        var ownFacts = IsToldOn(noun) || (noun.Actors.Count > 0 && noun.Recipients.Count > 0);
        return noun.Dead is null && noun.Injured is null && !ownFacts && Within(noun.Actors, other.Actors) && Within(noun.Recipients, other.Recipients)
            && !(noun.Roles.LightVerb >= 0 && noun.Place is { } own && other.Place is { } there && own.Text != there.Text && PlaceFinder.IsName(own) && PlaceFinder.IsName(there))
            && (noun.Place is null || other.Place is null || noun.Place.Text == other.Place.Text || noun.Place.Country == other.Place.Country);
    }

    private static bool IsToldOn(Draft noun) => noun.Roles.LightVerb >= 0 && noun.Date is not null && noun.Place is not null;

    // "was convicted and sentenced", "blocked roads as a form of protest": one deed of the same people in two words.
    private static bool OneDeed(Draft a, Draft b) =>
        a.Type == b.Type && (a.Actors.Count == b.Actors.Count || a.Actors.Count == 0 || b.Actors.Count == 0) && a.Recipients.Count == b.Recipients.Count && a.Actors.Count + a.Recipients.Count > 0
        && a.Actors.Zip(b.Actors).All(p => p.First.Start == p.Second.Start) && a.Recipients.Zip(b.Recipients).All(p => p.First.Start == p.Second.Start)
        && (a.Date is null || b.Date is null || a.Date.Text == b.Date.Text) && a.Dead is null == b.Dead is null
        && (a.Scene.Clause.ConjunctionHead(a.Head) == b.Scene.Clause.ConjunctionHead(b.Head) && a.Modes.SequenceEqual(b.Modes) && a.Recipients.Count > 0 && !Relevance.IsTalk(a)
            || a.Type is PloverType.Protest && (a.Entry.Kind == TriggerKind.Noun || b.Entry.Kind == TriggerKind.Noun));

    // "fighting ... clashes" of the same two sides in one sentence.
    private static bool SameSentence(Draft a, Draft b) =>
        OneDeed(a, b) || SameNoun(a, b) ||
        (a.Entry.Kind == TriggerKind.Noun || b.Entry.Kind == TriggerKind.Noun) && Math.Abs(a.Head - b.Head) <= 2 && a.Scene.Clause.IsUnder(b.Head, a.Head) | a.Scene.Clause.IsUnder(a.Head, b.Head);

    // "the planned protest rally ... during the rally": one noun for one thing, of the same day or of none.
    private static bool SameNoun(Draft a, Draft b) =>
        a.Entry.Kind == TriggerKind.Noun && b.Entry.Kind == TriggerKind.Noun && a.Scene.Clause[a.Head].Lemma == b.Scene.Clause[b.Head].Lemma && a.Status is not EventStatus.Historical
        && (Within(a.Actors, b.Actors) || Within(b.Actors, a.Actors)) && (Within(a.Recipients, b.Recipients) || Within(b.Recipients, a.Recipients))
        && (a.Date is null || b.Date is null || a.Date.Text == b.Date.Text) && (a.Place is null || b.Place is null || a.Place.Text == b.Place.Text) && (a.Dead is null || b.Dead is null);

    // The same words for the same people twice, in a caption, a summary or a later paragraph.
    private static bool SameTelling(Draft a, Draft b) =>
        a.Scene.Clause[a.Head].Lemma == b.Scene.Clause[b.Head].Lemma && a.Actors.Count > 0 && a.Actors.Count == b.Actors.Count
        && a.Actors.Zip(b.Actors).All(p => p.First.Text == p.Second.Text || (p.First.Country is not null && p.First.Country == p.Second.Country && p.First.Sectors.SequenceEqual(p.Second.Sectors)))
        && (a.Recipients.Count == 0 || b.Recipients.Count == 0 || a.Recipients.Select(r => r.Text).SequenceEqual(b.Recipients.Select(r => r.Text)))
        && (a.Date is null || b.Date is null || a.Date.Text == b.Date.Text || (a.Date.Start is not null && a.Date.Start == b.Date.Start)) && (a.Place is null || b.Place is null || a.Place.Text == b.Place.Text)
        && (a.Dead is null || b.Dead is null || a.Dead.Value == b.Dead.Value);

    private static bool Within(List<Actors.Party> part, List<Actors.Party> whole) =>
        part.All(p => whole.Any(w => w.Country == p.Country && (w.Country is not null || w.Text == p.Text)));

    private static int Fullness(Draft draft) =>
        draft.Actors.Count + draft.Recipients.Count + (draft.Date is null ? 0 : 1) + (draft.Place is null ? 0 : 1) + (draft.Dead is null ? 0 : 2) + (draft.Injured is null ? 0 : 1) + (draft.Entry.Kind == TriggerKind.Verb ? 1 : 0);
}
