using IngestWorker.Contracts;
using IngestWorker.Events.Actors;

namespace IngestWorker.Events.Coding;

/// <summary>"heavy fighting between the two sides": the sides that the sentence's other events name.</summary>
internal static class BothSides
{
    /// <summary>The two sides of the last meeting or fight among a sentence's events; null where there is none of two.</summary>
    public static IReadOnlyList<Party>? Of(IEnumerable<Draft> drafts)
    {
        foreach (var draft in drafts.Reverse())
        {
            if (draft.Status is EventStatus.Hypothetical or EventStatus.Negated) continue;
            // Who hosts or mediates is no side.
            var actors = draft.Actors.Where(a => a is { IsKnown: true } && a.Country is not ("UNO" or "IGO" or "EUR")).ToList();
            if (draft.Type is PloverType.Consult or PloverType.Agree or PloverType.Cooperate || draft.Entry.Symmetric && draft.IsViolent)
            {
                var all = actors.Concat(draft.Recipients.Where(r => r.IsKnown && !r.IsPlace && draft.Type is PloverType.Consult)).ToList();
                if (all.Count == 2) return all;
            }
            else if (draft.IsViolent && actors is [{ IsArmed: true, IsPronoun: false } attacker] && draft.Recipients.FindAll(r => r is { IsArmed: true, IsPronoun: false }) is [var attacked])
            {
                return [attacker, attacked];
            }
        }

        return null;
    }

    public static void Resolve(List<Draft> drafts)
    {
        foreach (var draft in drafts.Where(d => d.Entry.Symmetric || d.IsViolent))
        {
            var clause = draft.Scene.Clause;
            var named = draft.Roles.Obliques.Where(o => clause[o.Word].Lower is "sides" or "parties" or "two" or "them" or "groups").ToList();
            if (named.Count == 0 || draft.Actors.Any(a => a.Country is not null && named.All(n => n.Word != a.Head))) continue;
            var other = drafts.FirstOrDefault(d => d != draft && d.Actors.Count > 0 && d.Recipients.Count > 0 && d.IsViolent == draft.IsViolent);
            List<Party> sides = other is null ? [] : [.. other.Actors.Take(1), .. other.Recipients.Take(1)];
            if (sides.Count == 2) (draft.Actors, draft.Recipients) = (sides, []);
        }
    }
}
