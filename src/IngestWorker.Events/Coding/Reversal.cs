using IngestWorker.Contracts;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;

namespace IngestWorker.Events.Coding;

/// <summary>
/// What is undone is the opposite, whatever stands between verb and noun: sanctions that are lifted are a retreat and those that will not be
/// a refusal, a probe that is dropped is a concession, talks that are called off a refusal, aid that is frozen a sanction.
/// </summary>
internal static class Reversal
{
    /// <summary>Whether a verb undoes what its object says; such verbs carry a noun as the light ones of classes.txt do.</summary>
    public static bool Governs(string lemma) => IsLifting(lemma) || IsDropping(lemma) || IsCutting(lemma);

    /// <returns>Whether the draft was one.</returns>
    public static bool Apply(Draft draft)
    {
        var clause = draft.Scene.Clause;
        if (draft.Entry.Kind is not TriggerKind.Noun || draft.Roles.LightVerb is not (>= 0 and var verb) || draft.Modes.Any(m => m is "expel" or "convict" or "arrest" or "deport" or "seize" or "cyber")) return false;
        if (Opposite(draft.Type, Lemma(clause, verb), draft.Modes.Contains("disapprove")) is not { } opposite) return false;
        draft.IsReversed = true;
        var isConcession = opposite.Type is PloverType.Retreat or PloverType.Concede;
        if (draft.Status is EventStatus.Negated && isConcession) (draft.Type, draft.Modes, draft.Status) = (PloverType.Reject, ["yield"], EventStatus.Actual);
        else if (draft.Status is EventStatus.Future && isConcession) (draft.Type, draft.Modes, draft.Status) = (PloverType.Concede, [], EventStatus.Actual);
        else if (draft.Status is EventStatus.Negated) draft.Type = PloverType.Agree;
        else (draft.Type, draft.Modes) = opposite;
        return true;
    }

    // "called the talks off": "call" and "put" undo only with their particle.
    private static string Lemma(Clause clause, int verb) => clause[verb].Lemma switch
    {
        "call" or "break" => clause.ChildrenOf(verb).Any(c => clause[c].Lower is "off") ? "cancel" : "",
        "cut" => "slash",
        var lemma => lemma,
    };

    private static (PloverType Type, List<string> Modes)? Opposite(PloverType type, string lemma, bool isReproach) => type switch
    {
        PloverType.Sanction or PloverType.Coerce when IsLifting(lemma) || lemma is "end" or "suspend" or "pause" => (PloverType.Retreat, []),
        PloverType.Accuse when !isReproach && IsDropping(lemma) => (PloverType.Concede, []),
        PloverType.Accuse or PloverType.Reject or PloverType.Threaten or PloverType.Request when lemma is "withdraw" or "drop" or "retract" or "abandon" or "rescind" or "lift" => (PloverType.Concede, []),
        PloverType.Agree when lemma is "withdraw" or "rescind" or "revoke" or "retract" => (PloverType.Reject, []),
        PloverType.Agree when lemma is "end" or "scrap" or "cancel" or "terminate" or "suspend" or "freeze" or "abandon" => (PloverType.Sanction, ["discontinue"]),
        PloverType.Reject when lemma is "end" or "waive" => (PloverType.Concede, []),
        PloverType.Protest when IsDropping(lemma) || lemma is "lift" => (PloverType.Concede, []),
        PloverType.Mobilize when lemma is "cancel" or "suspend" or "halt" or "scrap" or "postpone" or "shelve" => (PloverType.Concede, []),
        PloverType.Consult when lemma is "cancel" or "postpone" or "suspend" or "scrap" or "boycott" or "shelve" or "freeze" or "abandon" or "skip" or "quit" or "abort" => (PloverType.Reject, ["meet"]),
        PloverType.Cooperate or PloverType.Aid when IsCutting(lemma) => (PloverType.Sanction, ["discontinue"]),
        PloverType.Support when lemma is "withdraw" or "drop" or "suspend" or "rescind" or "revoke" => (PloverType.Sanction, ["discontinue"]),
        _ => null,
    };

    private static bool IsLifting(string lemma) =>
        lemma is "lift" or "ease" or "relax" or "loosen" or "remove" or "waive" or "roll" or "rescind" or "revoke" or "repeal" or "drop" or "scrap" or "abolish" or "reverse";

    private static bool IsDropping(string lemma) =>
        lemma is "drop" or "shelve" or "abandon" or "withdraw" or "retract" or "end" or "halt" or "suspend" or "cancel" or "discontinue" or "scrap" or "close" or "postpone" or "pause" or "terminate";

    private static bool IsCutting(string lemma) =>
        lemma is "suspend" or "halt" or "freeze" or "cut" or "slash" or "end" or "scrap" or "cancel" or "terminate" or "stop" or "withhold" or "curtail" or "pause" or "reduce";
}
