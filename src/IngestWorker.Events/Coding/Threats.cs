using IngestWorker.Contracts;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Events.Coding;

/// <summary>"said it would execute the hostages unless the government freed its men": what a side says that it will do on a condition is a threat.</summary>
internal static class Threats
{
    /// <returns>Whether the draft was one.</returns>
    public static bool Apply(Draft draft)
    {
        if (draft.Status is not (EventStatus.Hypothetical or EventStatus.Future) || draft.Entry.Kind is not TriggerKind.Verb || draft.Roles.Passive || ModeOf(draft) is not { } mode) return false;
        var clause = draft.Scene.Clause;
        if (!Conditions.IsForetold(clause, draft.Head) || clause.HasChild(draft.Head, "advmod", "not", "never", "n't") || !Judgements.IsConditional(clause, draft.Head)) return false;
        // Only their own words: what others expect of them is no threat. A sentence in which nobody is said to tell it announces.
        if (draft.AccordingTo is { } source && !draft.Actors.Exists(a => a.Start == source.Start || a.Country is not null && a.Country == source.Country) && source.Text.Any(char.IsUpper)) return false;
        if (draft.Actors.Count == 0) return false;
        (draft.Type, draft.Modes, draft.Status, draft.AccordingTo, draft.Claim) = (PloverType.Threaten, mode, EventStatus.Actual, null, null);
        return true;
    }

    private static List<string>? ModeOf(Draft draft) => draft.Type switch
    {
        PloverType.Assault => ["violence"],
        PloverType.Sanction => draft.Modes.Contains("expel") ? ["expel"] : ["relations"],
        PloverType.Coerce => draft.Modes.Contains("arrest") ? ["arrest"] : draft.Modes.Contains("deport") ? ["expel"] : ["restrict"],
        PloverType.Protest => ["restrict"],
        _ => null,
    };
}
