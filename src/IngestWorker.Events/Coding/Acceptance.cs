using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>The last gate, once the whole article is known: what a careful reader would not call an event that took place.</summary>
internal static class Acceptance
{
    // Share of sentences about public affairs below which an article is about something else, and below which the sides must be beyond doubt.
    private const double OtherMatter = 0.05;
    private const double Doubtful = 0.15;
    // From here on most sentences are about public affairs, and what is left unsaid can be gathered from them.
    private const double Conflict = 0.5;

    /// <returns>Why the event is left out; null where it stays.</returns>
    public static string? Objection(Draft draft, double density)
    {
        if (draft.Actors.Concat(draft.Recipients).Any(p => p.IsGiven)) return null;
        if (!IsAsserted(draft)) return $"said not to be so, or only to be possible ({draft.Status})";
        if (IsAsked(draft)) return "only asked about";
        if (IsGeneric(draft)) return "a habit or a rule, no deed of a day";
        if (density < OtherMatter && !IsBeyondDoubt(draft)) return $"the article is about something else ({density:0.00} of its sentences are about public affairs)";
        if (density < Doubtful && !HasSides(draft)) return $"nobody of public affairs is named, in an article that is hardly about them ({density:0.00})";
        if (density < Conflict && IsVague(draft)) return "a side is only a pronoun, or said of one side alone, in an article that is no report of a conflict";
        if (IsForecast(draft)) return "what the paper itself expects";
        if (Mentions.Is(draft)) return "mentioned, not told";
        return LacksSide(draft) ? "one of its two sides is missing" : null;
    }

    // "It will angrily dismiss any criticism": nobody has announced it.
    private static bool IsForecast(Draft draft) =>
        draft is { Status: EventStatus.Future, AccordingTo: null, Date: null, Entry.Kind: TriggerKind.Verb } && draft.Type is PloverType.Reject or PloverType.Accuse or PloverType.Support or PloverType.Request && !draft.Scene.Clause[draft.Head].Quoted && draft.SpeechVerb < 0 && (draft.Recipients.Count == 0 || draft.Actors.All(a => a.IsPronoun));

    // "What if he had called off the talks?"
    private static bool IsAsked(Draft draft)
    {
        var clause = draft.Scene.Clause;
        for (var i = clause.Count - 1; i >= Math.Max(0, clause.Count - 3); i--)
        {
            if (clause[i].Text == "?") return !IsOwnSpeech(draft) || IsInverted(clause, draft.Head);
        }

        return false;
    }

    // "Why would these experts be outraged by it?": where the auxiliary stands before the subject, the deed itself is what is asked about.
    private static bool IsInverted(Clause clause, int verb)
    {
        for (var (at, steps) = (verb, 0); at >= 0 && steps < 4; (at, steps) = (clause[at].Rel is "conj" or "xcomp" ? clause[at].Head : -1, steps + 1))
        {
            var subject = clause.ChildWith(at, "nsubj");
            if (subject >= 0 && clause.ChildrenOf(at).Any(c => c < subject && clause[c].Rel is "aux" or "cop")) return true;
        }

        return false;
    }

    // "'Will you sign?' the minister asked": who asks has asked.
    private static bool IsOwnSpeech(Draft draft) => draft.Type is PloverType.Request or PloverType.Accuse && !draft.Scene.Clause[draft.Head].Quoted;

    // What did not happen is news only where somebody denies it; what may happen only as a threat or a demand.
    private static bool IsAsserted(Draft draft) => draft.Status switch
    {
        EventStatus.Negated => draft.Claim is Claim.Denied || draft.Actors.Any(a => a.IsKnown && !a.IsPronoun) && draft.Recipients.Any(r => r.IsKnown && !r.IsPronoun),
        // "will march on the town" is announced; "to storm the town" only says what for.
        EventStatus.Future => Relevance.IsTalk(draft) && !(draft.Entry.Kind is TriggerKind.Verb && draft.Scene.Clause.HasChild(draft.Head, "mark", "to") && !IsAnnounced(draft.Scene.Clause, draft.Head)) || draft.Type is PloverType.Protest || draft.Entry.Kind is TriggerKind.Noun && draft.Type is PloverType.Assault or PloverType.Mobilize || IsAnnounced(draft.Scene.Clause, draft.Head) || IsOwnWord(draft),
        EventStatus.Hypothetical => draft.Type is PloverType.Threaten,
        _ => true,
    };

    // "said it would withdraw its ambassador": their own word.
    private static bool IsOwnWord(Draft draft)
    {
        var clause = draft.Scene.Clause;
        return draft.Type is PloverType.Sanction or PloverType.Coerce or PloverType.Mobilize && draft.Entry.Kind is TriggerKind.Verb && clause.HasChild(draft.Head, "aux", "would") && clause[draft.Head] is { Rel: "ccomp", Head: >= 0 } said && clause[said.Head] is { IsPast: true, Lemma: "say" or "announce" or "declare" or "confirm" or "add" or "tell" }
            && draft.Actors.Exists(a => a.IsPronoun && a.IsKnown || draft.AccordingTo is { } source && a.Country is not null && a.Country == source.Country);
    }

    private static bool IsAnnounced(Clause clause, int verb) =>
        clause.HasChild(clause.ConjunctionHead(verb), "aux", "will", "'ll", "’ll", "shall") || clause.HasChild(verb, "aux", "will", "'ll", "’ll", "shall")
        || clause[verb].Rel is "xcomp" && clause[verb].Head is var above and >= 0 && clause[above].Lemma is "plan" or "vow" or "pledge" or "decide" or "agree" or "set" or "go" or "schedule" or "promise" or "due";

    // "When officials give the order, it gets done"; "hackers target small firms".
    private static bool IsGeneric(Draft draft)
    {
        var clause = draft.Scene.Clause;
        if (draft.Entry.Kind is not TriggerKind.Verb || draft.Date is not null || draft.Dead is not null || draft.Injured is not null) return false;
        var verb = clause[draft.Head];
        if (clause.HasChild(draft.Head, "advmod", "often", "usually", "always", "sometimes", "typically", "regularly", "routinely", "frequently", "generally", "normally", "rarely", "occasionally", "tend")) return true;
        var isPresent = verb is { IsPast: false, IsGerund: false, Pos: Upos.Verb } && verb.Rel is not "xcomp" && !clause.ChildrenOf(draft.Head).Any(c => clause[c].Rel is "aux" or "mark" && clause[c].Lower is not ("when" or "whenever" or "as" or "that" or "because" or "while"));
        if (!isPresent) return false;
        // "soldiers who kill protesters"
        // "Turkey, which supports Azerbaijan" tells of two states, "people who consult with officials" of a habit.
        if (verb.SubRel is "relcl") return !(Relevance.IsTalk(draft) && draft.Actors.Any(a => a is { Country: not null, IsPerson: false }) && draft.Recipients.Any(r => r.Country is not null));
        return clause.ChildrenOf(draft.Head).Any(c => clause[c].Rel is "mark" or "advmod" && clause[c].Lower is "when" or "whenever" or "every" or "once");
    }

    // Someone armed, in office or a state on one side, by name and not by a pronoun, and somebody on the other.
    private static bool IsBeyondDoubt(Draft draft) =>
        draft.Actors.Any(a => !a.IsPronoun && a.Country is not null && IsOfficial(a)) && (draft.Recipients.Any(r => r is { IsPronoun: false, Country: not null } && IsPublic(r)) || draft.Actors.Count(a => !a.IsPronoun && a.Country is not null && IsPublic(a)) > 1);

    private static bool HasSides(Draft draft) => draft.Actors.Concat(draft.Recipients).Any(p => !p.IsPronoun && (IsOfficial(p) || p.Is("CRM") && draft.Recipients.Count > 0)) || draft.Dead is not null && draft.Place is not null && draft.Scene.Clause.Words.Any(w => w.Lemma is "attack" or "gunman" or "shooting" or "police" or "soldier" or "army" or "bomb" or "stab" or "shoot" or "protest");

    // Pronouns of people who were not told apart, support for nobody, agreements with nobody.
    private static bool IsVague(Draft draft)
    {
        if (draft.Actors.Concat(draft.Recipients).Any(p => p.IsPronoun && (p.Country is null && draft.IsViolent || Relevance.IsTalk(draft)))) return true;
        return draft.Type switch
        {
            PloverType.Support => draft.Recipients.Count == 0 && draft.Actors.Count < 2,
            PloverType.Assault => draft.Entry.Kind is TriggerKind.Noun && draft.Roles.LightVerb < 0 && draft.Actors.Count == 0 && draft.Recipients.Count == 0 && draft.Dead is null && draft.Injured is null && draft.Place is null,
            PloverType.Retreat => draft.Actors.Count == 0 && draft.Recipients.All(r => r.Is("COP") || r.Is("GOV")),
            _ => false,
        };
    }

    // By PLOVER's own table three types need a recipient; of words that are said to nobody in particular little is left.
    private static bool LacksSide(Draft draft) => draft.Type switch
    {
        // Who will agree has not agreed yet; "his deals" and "their invitation" are mentions.
        PloverType.Agree when draft.Entry.Type is PloverType.Agree && (draft.Status is EventStatus.Future || draft.Entry.Kind is TriggerKind.Noun && draft.Roles.LightVerb < 0) => true,
        // "was due to be released": by whom is not told, and it has not happened.
        PloverType.Concede when draft.Entry.Type is PloverType.Retreat => draft.Actors.Count == 0,
        // "led the investigation of a lake": only of somebody, or by those whose office it is.
        PloverType.Accuse when draft.Entry.Kind is TriggerKind.Noun && draft.Modes.Contains("investigate") && draft.Recipients.Count == 0 && !draft.Actors.Any(a => a.Is("COP") || a.Is("JUD") || a.Is("GOV") || a.Is("LEG")) => true,
        // "approved the request from Chile": the request came before.
        PloverType.Request when draft.Entry.Kind is TriggerKind.Noun && draft.Roles.LightVerb >= 0 && draft.Scene.Clause[draft.Roles.LightVerb].Lemma is "approve" or "accept" or "consider" or "grant" or "review" or "receive" or "deny" or "reject" => true,
        // "warned that much remained to be done": a caution is no threat, unless it says what will follow.
        PloverType.Threaten when draft is { Entry.Kind: TriggerKind.Verb, Recipients.Count: 0, Match.Length: 1 } && draft.Scene.Clause[draft.Head].Lemma is "warn" => !draft.Scene.Clause.Words.Any(w => w.Index > draft.Head && (w.Lower is "if" or "unless" or "against" or "retaliate" or "consequences" or "respond" || w.Lower is "will" or "would" && w.Head >= 0 && draft.Scene.Clause.ChildrenOf(w.Head).Any(c => draft.Scene.Clause[c] is { Rel: "nsubj", Lower: "it" or "he" or "she" or "they" or "we" }))),
        // "open to future talks": a meeting that is to come has two sides.
        PloverType.Agree when draft.Entry is { Kind: TriggerKind.Noun, Type: not PloverType.Agree } => draft.Actors.Concat(draft.Recipients).Count(p => p.IsKnown) < 2,
        // "the president's refusal", "Mr. Trump's tariffs": mentions that say nothing new, unless both sides are told.
        PloverType.Accuse or PloverType.Reject or PloverType.Threaten or PloverType.Agree or PloverType.Concede or PloverType.Support or PloverType.Sanction or PloverType.Consult or PloverType.Cooperate
            when draft.Entry.Kind is TriggerKind.Noun && draft.Roles.LightVerb < 0 && !(draft.Type is PloverType.Consult && draft.Match.Length > 1) => draft.Actors.Concat(draft.Recipients).Count(p => p.IsKnown) < 2,
        // "the judges sided with neither", "praised the cake": a court supports nobody who is not named, and judges of a contest are none.
        PloverType.Support when draft.Recipients.Count == 0 && draft.Actors.Count > 0 && draft.Actors.All(a => a.Is("JUD") && a.Country is null) => true,
        // "residents refuse to leave": no politics without somebody who is refused.
        PloverType.Reject when draft.Recipients.Count == 0 => !draft.Actors.Any(a => IsOfficial(a) || a.Is("OPP") || a.Is("SOC") || a.Is("LAB") || a.Is("ELI") || a.Is("EDU") || a.Is("REL") || a.Is("MED") || a.Is("AGR")),
        // "Riyadh broke off ties over the storming of its mission": with whom the text has said.
        PloverType.Sanction when draft.Recipients.Count == 0 && draft.Entry.Need is "relations" && draft.Actors.Any(a => a.IsState || a.Country is "IGO" or "EUR") && draft.Roles.Object >= 0 && draft.Scene.Clause[draft.Roles.Object].Lemma is "relation" or "tie" or "dealing" or "link" => false,
        PloverType.Sanction => draft.Recipients.Count == 0 && !draft.Modes.Contains("withdraw") && !draft.IsMutual,
        // "targeting audiences": nobody does it to nobody, nowhere.
        PloverType.Assault when draft.Entry is { Kind: TriggerKind.Verb, Need: "military" or "attacker" or "actor" } => draft.Actors.Count + draft.Recipients.Count == 0 && draft.Place is null && draft.Dead is null && draft.Injured is null,
        // "the Afghan war goes on": of a war both sides are told, or its dead.
        PloverType.Assault when draft.Entry is { Kind: TriggerKind.Noun, Need: "nounargs" } => draft.Actors.Count + draft.Recipients.Count < 2 && draft.Dead is null,
        PloverType.Request or PloverType.Threaten or PloverType.Agree or PloverType.Support or PloverType.Concede when draft.Entry.Kind is TriggerKind.Verb && !draft.Roles.Passive => draft.Actors.Count == 0,
        PloverType.Cooperate => draft.Actors.Count + draft.Recipients.Count < 2,
        // "Tanzania donated 1,000 tonnes of flour": to whom the text has said.
        PloverType.Aid => draft.Recipients.Count == 0 && !(draft.Entry is { Kind: TriggerKind.Verb, Need: "aidobject" } && draft.Scene.Clause[draft.Match.First].Lemma is "donate" or "airlift" or "drop" or "airdrop" or "parachute"),
        // "visited a prison"
        PloverType.Consult when draft.Modes.Contains("visit") && draft.Entry.Kind is TriggerKind.Verb => draft.Actors.Count + draft.Recipients.Count < 2,
        // "Leaders of the Group of Seven opened a summit": several who act together have met.
        PloverType.Consult => draft.Actors.Count + draft.Recipients.Count < 2 && draft.Entry.Kind is TriggerKind.Noun && !(draft.Roles.LightVerb >= 0 && draft.Actors is [{ IsPronoun: false } many] && draft.Scene.Clause.Holds(many.Head, many.Start, many.End) && draft.Scene.Clause[many.Head].Lower is "leaders" or "ministers" or "presidents" or "officials" or "negotiators" or "envoys" or "heads" or "chiefs" or "diplomats" or "delegates" or "delegations" or "premiers" or "representatives"),
        PloverType.Accuse or PloverType.Support or PloverType.Request or PloverType.Reject or PloverType.Threaten or PloverType.Agree or PloverType.Concede => draft.Actors.Count == 0 && draft.Recipients.Count == 0,
        _ => false,
    };

    private static bool IsOfficial(Party p) => p.IsState || p.Country is "UNO" or "IGO" or "EUR" or "IMG" || p.Sectors.Any(s => s is "GOV" or "MIL" or "LEG" or "JUD" or "COP" or "SPY" or "REB" or "PRM" or "PTY" or "UAF");

    private static bool IsPublic(Party p) => IsOfficial(p) || p.Sectors.Any(s => s is "CVL" or "OPP" or "ELI" or "REF" or "SOC" or "REL" or "JRN");
}
