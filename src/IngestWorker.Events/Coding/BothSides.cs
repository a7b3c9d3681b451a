using IngestWorker.Events.Actors;

namespace IngestWorker.Events.Coding;

/// <summary>"heavy fighting between the two sides": the sides that the sentence's other events name.</summary>
internal static class BothSides
{
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
