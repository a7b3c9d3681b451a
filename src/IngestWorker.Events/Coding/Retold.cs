using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Events.Coding;

/// <summary>A deed that a later sentence tells again, in a quotation or a summary: "shot down the helicopter ... their helicopter was shot down".</summary>
internal static class Retold
{
    // Two words of one stem ("vaccinate", "vaccination") have this many letters in common.
    private const int Stem = 6;

    /// <param name="first">What the text tells first.</param>
    /// <param name="then">What it tells later, in another sentence.</param>
    public static bool IsSame(Draft first, Draft then)
    {
        if (first.Scene == then.Scene || first.Type != then.Type || first.Status != then.Status || first.Entry.Kind is not TriggerKind.Verb || then.Entry.Kind is not TriggerKind.Verb || !Agree(first, then)) return false;
        if (first.Type is PloverType.Retreat && first.Modes.Contains("release") && then.Modes.Contains("release") && SamePeople(first, then)) return true;
        if (first.Type is PloverType.Reject) return SameRefusal(first, then);
        return first.Type is PloverType.Assault or PloverType.Coerce or PloverType.Retreat && SameWords(first, then) && SameVictim(first, then);
    }

    /// <summary>"... suspected of the assassination": with "the", and somebody to whom the deed told before is put down.</summary>
    public static bool IsMeant(Draft first, Draft then)
    {
        if (then is not { Type: PloverType.Assault, Entry.Kind: TriggerKind.Noun, Date: null, Dead: null, Injured: null, Roles.LightVerb: var carrier } || then.Recipients.Count > 0 || then.Actors.Count != 1 || first.Actors.Count > 0 || first.Recipients.Count == 0 || first.Entry.Kind is not TriggerKind.Verb) return false;
        var clause = then.Scene.Clause;
        return (carrier < 0 || clause[carrier].Lemma is "commit" or "perpetrate") && clause.HasChild(then.Head, "det", "the", "this", "that") && then.Actors[0].Is("CRM") && then.Modes.Exists(first.Modes.Contains);
    }

    /// <summary>What only one of the two tells.</summary>
    public static void Fill(Draft kept, Draft less)
    {
        if (kept.Actors.Count == 0) kept.Actors.AddRange(less.Actors.Where(a => kept.Recipients.TrueForAll(r => r.Start != a.Start)));
        if (kept.Recipients.Count == 0) kept.Recipients.AddRange(less.Recipients.Where(r => kept.Actors.TrueForAll(a => a.Start != r.Start)));
        kept.Date ??= less.Date;
        kept.Place ??= less.Place;
        // Who only claims a deed claims it in every telling.
        if (less.Claim is Claim.Claimed && less.AccordingTo is not null) (kept.AccordingTo, kept.Claim) = (less.AccordingTo, less.Claim);
    }

    private static bool Agree(Draft a, Draft b) =>
        (a.Date is null || b.Date is null || a.Date.Text == b.Date.Text || a.Date.Start is not null && a.Date.Start == b.Date.Start)
        && (a.Place is null || b.Place is null || a.Place.Text == b.Place.Text || Names(a.Scene, b.Place.Text) || Names(b.Scene, a.Place.Text))
        && (a.Dead is null || b.Dead is null || a.Dead.Value == b.Dead.Value)
        && (a.Actors.Count == 0 || b.Actors.Count == 0 || a.Actors.Exists(x => b.Actors.Exists(y => x.Country is not null && x.Country == y.Country && x.Sectors.SequenceEqual(y.Sectors))));

    private static bool Names(SentenceScene scene, string place) => scene.Clause.Words.Any(w => w.Text == place);

    private static bool SameWords(Draft a, Draft b) => a.Scene.Clause[a.Match.First].Lemma == b.Scene.Clause[b.Match.First].Lemma && a.Match.Length == b.Match.Length;

    // One victim, under the same noun, whom the second telling treats as known.
    private static bool SameVictim(Draft first, Draft then)
    {
        if (first.Recipients.Count != 1 || then.Recipients.Count != 1) return false;
        var (one, other) = (first.Recipients[0], then.Recipients[0]);
        if (one.IsPronoun || other.IsPronoun || one.Country is not null && other.Country is not null && one.Country != other.Country) return false;
        if (one.IsProper && other.IsProper && one.Text == other.Text) return first.Actors.Count == 0 || then.Actors.Count == 0;
        var (near, far) = (first.Scene.Clause, then.Scene.Clause);
        if (!near.Holds(one.Head, one.Start, one.End) || !far.Holds(other.Head, other.Start, other.End)) return false;
        var (noun, again) = (near[one.Head], far[other.Head]);
        if (noun.Pos is not Language.Upos.Noun || again.Pos is not Language.Upos.Noun || noun.Lemma != again.Lemma || noun.Lower != again.Lower) return false;
        if (far.HasChild(again.Index, "det", "a", "an", "another", "some", "any") || far.HasChild(again.Index, "amod", "other", "second", "third", "more", "different", "separate", "new") || far.HasChild(again.Index, "nummod")) return false;
        // In a headline and its like a single thing has no article: "Helicopter shot down".
        return IsDefinite(far, again.Index) || IsDefinite(near, noun.Index) && again.Lower == again.Lemma;
    }

    private static bool IsDefinite(Words.Clause clause, int noun) => clause.HasChild(noun, "det", "the", "this", "that", "these", "those") || clause.ChildrenOf(noun).Any(c => clause[c] is { SubRel: "poss", Lower: "his" or "her" or "its" or "their" });

    // Set free on one day, of the same two nations.
    private static bool SamePeople(Draft a, Draft b)
    {
        if (a.Date?.Start is null || b.Date?.Start is null) return false;
        var countries = Countries(a.Recipients);
        return countries.Count > 1 && countries.SetEquals(Countries(b.Recipients));
    }

    private static HashSet<string?> Countries(List<Party> parties) => [.. parties.Select(p => p.Country).Where(c => c is not null)];

    // "would not be vaccinating families ... chose not to provide the vaccinations"
    private static bool SameRefusal(Draft a, Draft b)
    {
        if (a.Modes.Count == 0 || !a.Modes.SequenceEqual(b.Modes) || a.Actors.Count != 1 || b.Actors.Count != 1 || a.Actors[0].Country is null || a.Actors[0].Country != b.Actors[0].Country || !a.Actors[0].Sectors.SequenceEqual(b.Actors[0].Sectors) || a.Recipients.Count > 0 && b.Recipients.Count > 0) return false;
        HashSet<string> stems = [.. Stems(a)];
        return Stems(b).Any(stems.Contains);
    }

    private static IEnumerable<string> Stems(Draft draft) =>
        draft.Scene.Clause.Words.Where(w => w.Pos is Language.Upos.Noun or Language.Upos.Verb && w.Lemma.Length >= Stem && w.Index >= draft.Head && w.Index < draft.Head + Stem && draft.Scene.Clause.IsUnder(w.Index, draft.Head)).Select(w => w.Lemma[..Stem]);
}
