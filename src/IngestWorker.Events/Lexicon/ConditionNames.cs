namespace IngestWorker.Events.Lexicon;

/// <summary>The names that need= may carry.</summary>
internal static class ConditionNames
{
    public static readonly IReadOnlyList<string> All =
    [
        "actor", "actor2", "violent", "military", "person", "arrestee", "projectile", "grenade", "bomb", "bombcontext", "firing", "destroyer", "vehicleattack", "crowd", "leftplace", "takenplace",
        "crowdactor", "crowdblock", "worker", "captured", "counted", "noun", "nounarg", "nounargs", "talks", "demand", "accuser", "statement", "investigator", "rejecter", "threat", "coop",
        "consult", "known", "visit", "supporter", "sign", "concede", "alliance", "armstrade", "helper", "aidobject", "captive", "official", "relations", "institution", "dismiss", "court",
        "troops", "attacker", "victim", "killing", "beaten", "forces", "coopact", "fault", "post", "weapon", "nodisaster", "seizer", "restrict", "returned",
        "order", "convoy", "impact", "conviction", "defiant", "asked", "menaced", "menace", "intent",
        "gift", "envoys", "trade", "joint", "handover", "jointly", "equipped", "sought", "dismayed", "marching", "herding", "captured_by", "unseat", "sign2", "partners", "ceded", "restored", "wanted", "striking", "ousted", "arming", "housed", "known2", "conceding", "saved", "leaving", "wish", "wish2", "charged", "pushed",
    ];
}
