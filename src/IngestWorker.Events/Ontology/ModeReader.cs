using System.Collections.Frozen;
using IngestWorker.Contracts;
using IngestWorker.Events.Coding;

namespace IngestWorker.Events.Ontology;

/// <summary>The modes that an event's own words do not carry: what is demanded or refused, and with which weapon.</summary>
internal static class ModeReader
{
    private static readonly FrozenSet<string> Yield = Set("withdraw stop end halt cease release lift leave free surrender disarm return suspend refrain abandon withdrawal ceasefire cease-fire truce restraint calm de-escalation lifting removal extradition pull pullout");
    private static readonly FrozenSet<string> Assist = Set("help aid support assistance provide give send assist donate asylum protection weapon arms money donation cooperate work join deliver fund save loan");
    private static readonly FrozenSet<string> Change = Set("resign reform change election resignation ouster dismissal dismiss repeal amend law constitution step referendum independence reforms");
    private static readonly FrozenSet<string> Meet = Set("talk talks meeting meet dialogue negotiate negotiation summit discuss mediation mediate negotiations");

    private static readonly (string Mode, FrozenSet<string> Words)[] Weapons =
    [
        ("unconventional", Set("chlorine sarin chemical poison nerve gas-attack toxic novichok")),
        ("drone", Set("drone drones uav uavs quadcopter")),
        ("heavy-weapons", Set("artillery rocket rockets missile missiles mortar mortars tank tanks shells howitzer howitzers katyusha")),
        ("aerial", Set("airstrike airstrikes warplane warplanes jet jets helicopter helicopters aircraft bomber bombers")),
        ("explosives", Set("bomb bombs grenade grenades ied ieds explosives mine mines landmine")),
        ("firearms", Set("gun guns rifle rifles gunman gunmen pistol pistols firearm firearms kalashnikov")),
        ("primitive", Set("knife knives machete machetes stones axe axes arson molotov sword swords")),
    ];

    public static void AddTo(Draft draft)
    {
        switch (draft.Type)
        {
            case PloverType.Request or PloverType.Reject when draft.Modes.Count == 0:
                if (OfContent(draft) is { } mode) draft.Modes.Add(mode);
                break;
            case PloverType.Accuse when draft.Modes.Count == 0:
                draft.Modes.Add("disapprove");
                break;
            case PloverType.Assault when draft.Modes.Count == 0:
                // "A suicide bomber killed 15": no aircraft.
                if (draft.Scene.Clause.ChildWith(draft.Head, "nsubj") is >= 0 and var doer && draft.Scene.Clause[doer].Lemma is "bomber" or "attacker" && draft.Scene.Clause.HasChild(doer, "compound", "suicide")) draft.Modes.AddRange(["suicide-attack", "explosives"]);
                else if (OfWeapon(draft) is { } weapon) draft.Modes.Add(weapon);
                break;
        }
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();

    private static string? OfContent(Draft draft)
    {
        var clause = draft.Scene.Clause;
        foreach (var rel in (string[])["xcomp", "ccomp", "obj", "obl", "advcl"])
        {
            foreach (var child in clause.ChildrenWith(draft.Head, rel))
            {
                var lemma = clause[child].Lemma;
                if (Yield.Contains(lemma)) return "yield";
                if (Meet.Contains(lemma)) return "meet";
                if (Change.Contains(lemma)) return "change";
                if (Assist.Contains(lemma)) return "assist";
            }
        }

        return null;
    }

    // Only what hangs on the act or is the one that acts: "attacked with rockets", "the missile hit".
    private static string? OfWeapon(Draft draft)
    {
        var clause = draft.Scene.Clause;
        foreach (var (mode, words) in Weapons)
        {
            foreach (var child in clause.ChildrenOf(draft.Head))
            {
                var word = clause[child];
                if (word.Rel is not ("nsubj" or "obl" or "nmod" or "compound" or "amod" or "obj")) continue;
                if (word.Rel is "obl" or "nmod" && clause.CaseOf(child) is not ("with" or "by" or "using" or "from" or "in")) continue;
                if (words.Contains(word.Lower)) return mode;
                foreach (var inner in clause.ChildrenOf(child))
                {
                    if (clause[inner].Rel is "compound" or "amod" && words.Contains(clause[inner].Lower)) return mode;
                }
            }
        }

        return null;
    }
}
