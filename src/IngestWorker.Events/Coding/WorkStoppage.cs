using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Events.Coding;

/// <summary>"A strike called by the unions", "on the third day of their strike": the word of armies is one of workers too.</summary>
internal static class WorkStoppage
{
    public static bool IsMeant(Draft draft)
    {
        if (draft is not { IsViolent: true, Entry.Kind: TriggerKind.Noun, Match.Length: 1, Dead: null } || draft.Scene.Clause[draft.Head].Lemma is not "strike") return false;
        var parties = draft.Actors.Concat(draft.Recipients).ToList();
        if (parties.Any(p => p.IsArmed)) return false;
        return parties.Any(IsWorker) || IsSpokenOfWork(draft.Scene);
    }

    public static bool IsWorker(Party party) => party.Is("LAB") || party.Is("EDU") || party.Is("MED") || party.Is("AGR");

    private static bool IsSpokenOfWork(SentenceScene scene)
    {
        var isWork = false;
        foreach (var word in scene.Clause.Words)
        {
            if (word.Lemma is "missile" or "drone" or "air" or "airstrike" or "jet" or "warplane" or "military" or "rocket" or "rebel" or "militant" or "troop" or "army") return false;
            isWork |= word.Lemma is "worker" or "union" or "wage" or "pay" or "salary" or "teacher" or "doctor" or "nurse" or "employee" or "employer" or "staff" or "shop" or "shopkeeper" or "trader" or "miner" or "driver" or "lecturer" or "picket" or "stoppage" or "walkout" or "indefinite" or "shutdown";
        }

        return isWork;
    }
}
