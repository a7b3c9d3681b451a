using IngestWorker.Contracts;
using IngestWorker.Events.Lexicon;

namespace IngestWorker.Events.Coding;

/// <summary>Sanctions, bans, curfews and sieges that are lifted are a retreat, those that will not be lifted a refusal, whatever stands between verb and noun.</summary>
internal static class Reversal
{
    /// <summary>Whether a verb undoes what its object says; such verbs carry a noun as the light ones of classes.txt do.</summary>
    public static bool Governs(string lemma) =>
        lemma is "lift" or "ease" or "relax" or "loosen" or "remove" or "waive" or "roll" or "rescind" or "revoke" or "repeal" or "drop" or "scrap" or "abolish" or "reverse";

    /// <returns>Whether the draft was one.</returns>
    public static bool Apply(Draft draft)
    {
        var clause = draft.Scene.Clause;
        if (draft.Entry.Kind is not TriggerKind.Noun || draft.Roles.LightVerb is not (>= 0 and var verb) || !Governs(clause[verb].Lemma)) return false;
        if (draft.Type is not (PloverType.Sanction or PloverType.Coerce) || draft.Modes.Any(m => m is "expel" or "convict" or "arrest" or "deport" or "seize" or "cyber")) return false;
        if (draft.Status is EventStatus.Negated) (draft.Type, draft.Modes, draft.Status) = (PloverType.Reject, ["yield"], EventStatus.Actual);
        else if (draft.Status is EventStatus.Future) (draft.Type, draft.Modes, draft.Status) = (PloverType.Concede, [], EventStatus.Actual);
        else (draft.Type, draft.Modes) = (PloverType.Retreat, []);
        return true;
    }
}
