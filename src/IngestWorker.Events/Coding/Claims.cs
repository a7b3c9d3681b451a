using IngestWorker.Contracts;

namespace IngestWorker.Events.Coding;

/// <summary>"claimed responsibility for shooting down the helicopter" is one deed, claimed by those who say that they did it.</summary>
internal static class Claims
{
    public static void Merge(List<Draft> drafts)
    {
        foreach (var claim in drafts.Where(d => d.Entry.IsClaim && d.Actors.Count > 0).ToList())
        {
            if (drafts.Find(d => d != claim && d.IsViolent && d.Scene == claim.Scene && IsClaimed(d, claim) && (d.Actors.Count == 0 || d.Actors[0].Start == claim.Actors[0].Start)) is not { } deed) continue;
            // "claimed responsibility for the attack": of which nothing more is told.
            if (deed.Entry.Kind is Lexicon.TriggerKind.Noun && deed.Recipients.Count == 0 && deed.Dead is null && deed.Injured is null) continue;
            if (deed.Actors.Count == 0) deed.Actors.AddRange(claim.Actors);
            (deed.AccordingTo, deed.Claim) = (claim.AccordingTo ?? claim.Actors[0], Claim.Claimed);
            deed.Date ??= claim.Date;
            deed.Place ??= claim.Place;
            drafts.Remove(claim);
        }
    }

    private static bool IsClaimed(Draft deed, Draft claim)
    {
        var clause = deed.Scene.Clause;
        for (var (at, steps) = (deed.Head, 0); at >= 0 && steps < 8; (at, steps) = (clause[at].Head, steps + 1))
        {
            var above = clause[at].Head;
            if (above >= claim.Match.First && above <= claim.Match.Last) return clause.ChildrenOf(at).Any(c => clause[c] is { Lower: "for", Rel: "mark" or "case" });
            if (clause[at].SubRel is "relcl" || clause[at].Rel is "advcl" or "parataxis") return false;
        }

        return false;
    }
}
