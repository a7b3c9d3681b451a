using System.Collections.Frozen;
using IngestWorker.Contracts;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>Whether it happened: from negation, modals, conditionals and the verbs above the trigger.</summary>
internal sealed class Status(WordClasses classes)
{
    private static readonly FrozenSet<string> PlannedWords = FrozenSet.ToFrozenSet(["planned", "future", "upcoming", "proposed", "forthcoming", "scheduled", "impending", "expected", "next"]);
    private static readonly FrozenSet<string> DoubtWords = FrozenSet.ToFrozenSet(["possible", "potential", "feared", "likely", "hypothetical", "eventual", "imminent", "further", "any"]);
    private static readonly FrozenSet<string> Prevented = FrozenSet.ToFrozenSet(["prevent", "avoid", "avert", "foil", "thwart", "deter", "stop", "forestall", "discourage", "dissuade", "fail"]);
    private static readonly FrozenSet<string> Wanted = FrozenSet.ToFrozenSet(["want", "try", "attempt", "seek", "hope", "wish", "need", "threaten", "fear", "risk", "consider", "contemplate", "mull", "plot", "conspire", "ask", "urge", "call", "demand", "tell", "order", "allow", "able", "likely", "ready", "willing", "enable", "encourage", "pressure", "press", "continue to", "persuade", "invite", "request", "warn", "obligate", "oblige", "entitle", "authorize", "authorise", "empower"]);
    private static readonly FrozenSet<string> Planned = FrozenSet.ToFrozenSet(["plan", "intend", "prepare", "expect", "schedule", "vow", "pledge", "promise", "agree", "set", "due", "aim", "decide", "slate", "poise", "go"]);
    // "ready to", "due to": what such an adjective opens is expected; what any other one opens ("afraid to return", "free to leave") only may be.
    private static readonly FrozenSet<string> Expecting = FrozenSet.ToFrozenSet(["ready", "set", "due", "willing", "poised", "prepared", "determined", "scheduled", "bound", "keen", "first", "last", "latest", "only", "quick", "glad", "happy", "proud", "sorry"]);
    private static readonly FrozenSet<string> DoubtNouns = FrozenSet.ToFrozenSet(["threat", "risk", "fear", "possibility", "plan", "danger", "prospect", "warning", "chance", "likelihood", "potential", "intention", "attempt", "plot", "call", "demand", "proposal", "preparation", "offer", "request", "hope", "idea", "absence", "lack", "prevention", "right", "ability", "need", "capability", "effort", "bid", "option", "choice", "opportunity", "strategy", "way", "power", "authority", "interest", "desire", "obligation", "duty", "resolve", "determination", "mission", "mandate", "pressure", "goal", "aim", "purpose", "legislation", "bill", "incentive", "temptation", "campaign", "guidance", "reason", "refusal", "failure", "inability", "reluctance", "warrant"]);
    // "a series of protests": what is done to the row is done to its members.
    private static readonly FrozenSet<string> Rows = FrozenSet.ToFrozenSet(["series", "wave", "round", "number", "string", "spate", "set", "couple", "pair"]);
    // What is asked for has not happened: "called for the release of the prisoners".
    private static readonly FrozenSet<string> Asked = FrozenSet.ToFrozenSet(["call", "appeal", "ask", "press", "push", "plead", "hope", "wait", "lobby", "campaign", "clamor", "clamour", "beg"]);
    private static readonly FrozenSet<string> Desired = FrozenSet.ToFrozenSet(["demand", "seek", "propose", "request", "urge", "advocate", "want", "need", "suggest", "plot", "consider", "contemplate"]);

    public EventStatus Of(Clause clause, Match match, Roles roles)
    {
        var predicate = match.Entry.Kind == TriggerKind.Verb ? match.Head : roles.LightVerb >= 0 ? roles.LightVerb : -1;
        if (match.Entry.Kind == TriggerKind.Noun)
        {
            foreach (var child in clause.ChildrenOf(match.Head))
            {
                if (clause[child].Lower is "no" or "without") return EventStatus.Negated;
                // "It is not a political march"
                if (clause[child] is { Rel: "advmod", Lower: "not" or "n't" or "n’t" } && clause.ChildWith(match.Head, "cop") >= 0) return EventStatus.Negated;
                if (PlannedWords.Contains(clause[child].Lower)) return EventStatus.Future;
                if (DoubtWords.Contains(clause[child].Lower)) return EventStatus.Hypothetical;
            }

            // "provide protection against airstrikes", "threatened with intervention": what may come.
            if (clause[match.Head] is { Rel: "obl", Head: >= 0 } feared && (clause.CaseOf(match.Head) is "against" or "from" && clause[feared.Head].Lemma is "protect" or "guard" or "shield" or "defend" or "insure" or "brace" or "safeguard"
                || clause.CaseOf(match.Head) is "against" && clause.ChildWith(feared.Head, "obj") is >= 0 and var shield && clause[shield].Lemma is "protection" or "modicum" or "defence" or "defense" or "guarantee" or "shelter"
                || clause.CaseOf(match.Head) is "with" && clause[feared.Head].Lemma is "threaten" or "menace")) return EventStatus.Hypothetical;
            if (IsFled(clause, match.Head)) return EventStatus.Actual;
            if (AboveNoun(clause, match.Head, match.Entry.Type) is { } above) return above;
        }

        if (predicate < 0)
        {
            predicate = clause.PredicateOf(match.Head);
            // "ordered them to turn back after talks": what came before is over.
            var occasion = clause[match.Head] is { Rel: "nmod", Head: >= 0 } part && (Rows.Contains(clause[part.Head].Lemma) || clause[part.Head].Lemma is "day" or "week" or "hour" or "month" or "night") && clause.CaseOf(match.Head) is "of" ? part.Head : match.Head;
            if (match.Entry.Type is PloverType.Consult && clause[occasion].Rel is "obl" && clause.CaseOf(occasion) is "after" or "following") return EventStatus.Actual;
            // Of the verb over a mere noun only conditions and wishes are inherited, not its own time.
            if (IsConditional(clause, predicate)) return EventStatus.Hypothetical;
            // "there will be riots", "a raid could follow"
            if (clause[match.Head].Rel is "nsubj" && clause[match.Head].Head is >= 0 and var happening && clause.HasChild(happening, "aux", "will", "'ll", "’ll", "may", "might", "could", "would"))
                return clause.HasChild(happening, "aux", "will", "'ll", "’ll") ? EventStatus.Future : EventStatus.Hypothetical;
            // "to open a route for military aid", "protection to civilians against raids": a purpose or a danger.
            if (clause[match.Head].Rel is "nmod" && clause.CaseOf(match.Head) is "against" or "from" && clause[match.Head].Head is >= 0 and var guarded && IsGuard(clause, guarded)) return EventStatus.Hypothetical;
            return match.Entry.Type is not (PloverType.Assault or PloverType.Protest) && clause[predicate].Rel is "advcl" or "acl" or "xcomp" && clause.HasChild(predicate, "mark", "to") && OfPredicate(clause, predicate, 0) is EventStatus.Future or EventStatus.Hypothetical ? EventStatus.Hypothetical : EventStatus.Actual;
        }

        return OfPredicate(clause, predicate, 0);
    }

    // "crossed the border to escape fighting", "refugees fleeing a spate of violence": whoever gets away, it goes on.
    private static bool IsFled(Clause clause, int noun)
    {
        if (clause[noun] is { Rel: "nmod", Head: >= 0 } part && clause.CaseOf(noun) is "of" && Rows.Contains(clause[part.Head].Lemma)) noun = part.Head;
        return clause[noun] is { Rel: "obj", Head: >= 0 } fled && clause[fled.Head].Lemma is "flee" or "escape";
    }

    // "protection", "a modicum of protection to civilians"
    private static bool IsGuard(Clause clause, int noun)
    {
        for (var steps = 0; noun >= 0 && steps < 3 && clause[noun].IsNominal; steps++)
        {
            if (IsProtection(clause[noun].Lemma) || clause.ChildrenWith(noun, "nmod").Any(c => clause.CaseOf(c) is "of" && IsProtection(clause[c].Lemma))) return true;
            noun = clause[noun].Rel is "nmod" ? clause[noun].Head : -1;
        }

        return false;
    }

    private static bool IsProtection(string lemma) => lemma is "protection" or "defence" or "defense" or "safeguard" or "deterrent" or "security" or "guarantee" or "shield" or "insurance";

    private static EventStatus? AboveNoun(Clause clause, int noun, PloverType type)
    {
        noun = clause.ConjunctionHead(noun);
        if (clause[noun] is { Rel: "nmod", Head: >= 0 } member && Rows.Contains(clause[member.Head].Lemma) && clause.CaseOf(noun) is "of") noun = clause.ConjunctionHead(member.Head);
        var head = clause[noun].Head;
        if (head < 0) return null;
        // "no signs of violence", "no report of fighting"
        if (clause[noun].Rel is "nmod" && clause[head].Lemma is "sign" or "evidence" or "report" or "indication" or "trace" or "history" or "act" && clause.HasChild(clause.ConjunctionHead(head), "det", "no")) return EventStatus.Negated;
        if (clause[head].Pos is Upos.Noun && clause[noun].Rel is "nmod" && DoubtNouns.Contains(clause[head].Lemma)) return EventStatus.Hypothetical;
        // "A march was planned for Tuesday"
        if (clause[head].Pos is Upos.Verb && clause[noun] is { Rel: "nsubj", SubRel: "pass" } && clause[head].Lemma is "plan" or "schedule" or "expect" or "propose") return EventStatus.Future;
        // "The deal was supposed to be a limited one"
        if (clause[head].Pos is Upos.Verb && clause[noun] is { Rel: "nsubj", SubRel: "pass" } && type is not (PloverType.Assault or PloverType.Protest) && clause[head].Lemma is "suppose" or "mean" or "intend" or "design" or "hope") return EventStatus.Hypothetical;
        if (clause[head].Pos is Upos.Verb && clause[noun].Rel is "obj" or "obl")
        {
            // The fighting that is to end goes on; sanctions that are to end are lifted or not.
            if (clause[head].Lemma is "end" or "stop" or "halt" or "cease" && (clause[noun].Rel is "obl" || type is PloverType.Assault || type is PloverType.Protest && clause[head].Rel is not "acl")) return EventStatus.Actual;
            if (Prevented.Contains(clause[head].Lemma) || clause[head].Lemma is "evade" or "resist" or "escape" or "dodge" or "elude") return EventStatus.Hypothetical;
            if (clause[noun].Rel is "obl" ? Asked.Contains(clause[head].Lemma) && clause.CaseOf(noun) is "for" : Desired.Contains(clause[head].Lemma)) return EventStatus.Hypothetical;
            if (clause[noun].Rel is "obj" && Planned.Contains(clause[head].Lemma) && clause[head].Lemma is not ("set" or "go" or "agree")) return EventStatus.Future;
        }

        return null;
    }

    private EventStatus OfPredicate(Clause clause, int predicate, int depth)
    {
        var word = clause[predicate];
        var (future, doubt) = (false, false);
        foreach (var child in clause.ChildrenOf(predicate))
        {
            var lower = clause[child].Lower;
            if (clause[child].Rel is "advmod" or "neg" or "det" && lower is "not" or "n't" or "n’t" or "never") return EventStatus.Negated;
            if (lower is "longer" && child > 0 && clause[child - 1].Lower is "no" && !(child + 1 < clause.Count && clause[child + 1].Lower is "than")) return EventStatus.Negated;
            // "Not the army nor the police are preventing it"
            if (clause[child].Rel is "nsubj" && child > 0 && clause[clause.SubtreeOf(child).First].Lower is "not" or "neither") return EventStatus.Negated;
            if (clause[child].Rel is "nsubj" && clause.HasChild(child, "det", "no", "neither") || lower is "nobody") return EventStatus.Negated;
            if (clause[child].Rel is not "aux") continue;
            future |= lower is "will" or "'ll" or "’ll" or "shall" or "wo";
            doubt |= lower is "may" or "might" or "could" or "would" or "can" or "must" or "should" or "'d" or "ca";
        }

        // "was due to be released", where "due to" was taken for a conjunction.
        if (!word.IsGerund && clause.ChildrenOf(predicate).Any(c => clause[c] is { Lower: "due", Rel: "mark" } && clause.HasChild(c, "fixed", "to"))) return EventStatus.Future;
        // "is to visit", "were to sign"
        if (clause.HasChild(predicate, "mark", "to") && word is { IsPast: false, IsGerund: false } && clause.ChildrenOf(predicate).Any(c => clause[c].Rel is "cop" or "aux" && clause[c].Lower is "is" or "are" or "was" or "were")) return EventStatus.Future;
        if (word.Rel is "ccomp" && word.Head >= 0 && clause[word.Head].Lemma is "hope" or "wish" or "fear") return EventStatus.Hypothetical;
        if (IsConditional(clause, predicate)) return EventStatus.Hypothetical;
        // "Nobody is certain that they will agree"
        if (future && word is { Rel: "ccomp", Head: >= 0 } && clause[word.Head] is { Pos: Upos.Adj, Lemma: "certain" or "sure" or "confident" or "convinced" or "clear" or "likely" } surety && clause.ChildrenOf(surety.Index).Any(c => clause[c].Lower is "not" or "n't" or "n’t" or "nobody" or "never" || clause[c].Rel is "nsubj" && clause.HasChild(c, "det", "no"))) return EventStatus.Hypothetical;
        if (future) return EventStatus.Future;
        // "would have targeted him"
        if (doubt && clause.HasChild(predicate, "aux", "have") && !clause.HasChild(predicate, "aux", "may", "must")) return EventStatus.Hypothetical;
        // "would like to see": a wish.
        if (doubt && word.Lemma is "like" or "love" or "prefer" or "want" or "wish" or "rather") return EventStatus.Hypothetical;
        if (doubt) return clause.HasChild(predicate, "aux", "would") && !clause.ChildrenWith(predicate, "advcl").Any(c => !clause[c].IsGerund || clause.ChildWith(c, "mark") >= 0) ? EventStatus.Future : EventStatus.Hypothetical;
        if (depth > 3 || word.Head < 0) return EventStatus.Actual;
        var above = clause[word.Head];
        if (word.Rel is "acl" or "advcl" && clause.HasChild(predicate, "mark", "to") && Use(clause, above) is >= 0 and var use) return OfPredicate(clause, use, depth + 1);
        // "prevented civilians from leaving", "instead of returning": what did not happen; "coerced Ukraine into investigating": what somebody wanted.
        var opener = Opener(clause, predicate);
        // "may end up giving", "would have objected to Ukraine opening": what hangs on a mere possibility is one too.
        if (word.IsGerund && word.Rel is "advcl" or "xcomp" or "nmod" or "obl" or "acl" && above.Pos is Upos.Verb && !clause.HasChild(predicate, "mark", "after", "since") && clause.ChildrenOf(above.Index).Any(c => clause[c].Rel is "aux" && clause[c].Lower is "may" or "might" or "could" or "would" || clause[c].Lower is "not" or "n't" or "n’t" or "never")) return EventStatus.Hypothetical;
        if (opener is "from" && Prevented.Contains(above.Lemma) || opener is "from" && above.Lemma is "block" or "bar" or "ban" or "prohibit" or "keep" or "refrain") return EventStatus.Negated;
        if (opener is "instead" or "without" or "rather") return EventStatus.Hypothetical;
        // "avoid a raid", where the raid was taken for a verb.
        if (word.Rel is "obj" && Prevented.Contains(above.Lemma)) return EventStatus.Hypothetical;
        // "interested in closing a deal", "intent on leaving"
        if (word.IsGerund && opener is "in" or "on" or "about" && above is { Pos: Upos.Adj, Lower: "interested" or "intent" or "bent" or "keen" or "serious" or "optimistic" or "pessimistic" or "concerned" or "worried" or "cautious" or "hopeful" or "adamant" or "enthusiastic" or "hesitant" }) return EventStatus.Hypothetical;
        // "will win support by releasing prisoners": the means of what is to come.
        if (word is { IsGerund: true, Rel: "advcl" } && opener is "by" && OfPredicate(clause, above.Index, depth + 1) is EventStatus.Future or EventStatus.Hypothetical) return EventStatus.Hypothetical;
        // "until he stands trial"
        if (word is { Rel: "advcl", IsPast: false, IsGerund: false } && clause.HasChild(predicate, "mark", "until", "till") && !clause.HasChild(predicate, "aux")) return EventStatus.Future;
        // "wary of offering concessions", "capable of attacking"
        if (word.IsGerund && opener is "of" && above.Pos is Upos.Adj && above.Lemma is not ("guilty" or "responsible" or "suspect" or "suspected" or "accused" or "guiltless" or "innocent" or "proud")) return EventStatus.Hypothetical;
        if (opener is "into" && above.Lemma is not ("fly" or "break" or "go" or "come" or "move")) return EventStatus.Hypothetical;
        if (word.Rel is "acl" or "nmod" or "obl" && opener is "of" or "for" or "at" or "to" && DoubtNouns.Contains(above.Lemma)) return EventStatus.Hypothetical;
        // "anticipated them surrendering"
        if (word.IsGerund && above.Lemma is "anticipate" or "expect" or "foresee" or "envisage" or "await" && word.Rel is "ccomp" or "xcomp" or "advcl" or "acl" && !clause.HasChild(predicate, "mark", "after", "since", "while")) return EventStatus.Hypothetical;
        // "know how to blow things up", "whether to attack"
        if (clause.HasChild(predicate, "mark", "to") && (clause.HasChild(predicate, "advmod", "how", "where", "when") || clause.HasChild(predicate, "mark", "how", "whether"))) return EventStatus.Hypothetical;
        // "had no option but to surrender"
        if (word.Rel is "conj" && clause.HasChild(predicate, "mark", "to") && (clause.HasChild(predicate, "cc", "but") || clause.HasChild(predicate, "mark", "but"))) return EventStatus.Hypothetical;
        // "Signing a deal has proved elusive", "knows that making concessions is a mistake": a deed that is only spoken of.
        if (word is { IsGerund: true, Rel: "csubj" or "nsubj" } || word.IsGerund && predicate > 0 && clause[predicate - 1] is { Lower: "that", Rel: "mark" } && clause.ChildWith(predicate, "nsubj") < 0) return EventStatus.Hypothetical;
        // "guidelines recommend holding people": what is talked about, and by whom it may be done is open.
        if (word is { IsGerund: true, Rel: "xcomp" or "ccomp" or "obj" } && clause.ChildWith(predicate, "nsubj") < 0 && above.Lemma is "recommend" or "suggest" or "propose" or "advocate" or "advise" or "consider" or "contemplate" or "discuss" or "favor" or "favour" or "oppose" or "discourage" or "envision" or "debate" or "mull" or "mean" or "avoid" or "resist" or "rule") return EventStatus.Hypothetical;
        // "was due to be released", where "due to" was taken for a preposition.
        if (above is { Pos: Upos.Adj, Lower: "due" } && word.Rel is "advcl" or "xcomp" or "ccomp" && clause.HasChild(above.Index, "fixed", "to")) return EventStatus.Future;
        // "sought to talk and seek a way out": a bare form goes with the infinitive before it, not with the past tense.
        if (word is { Rel: "conj", IsPast: false, IsGerund: false, Pos: Upos.Verb } && word.Lower == word.Lemma && above is { Pos: Upos.Verb, IsPast: true } && clause.ChildWith(predicate, "nsubj") < 0 && clause.ChildWith(predicate, "aux") < 0
            && clause.ChildrenWith(above.Index, "xcomp").FirstOrDefault(c => c < predicate && clause.HasChild(c, "mark", "to"), -1) is >= 0 and var infinitive) return OfPredicate(clause, infinitive, depth + 1);
        // "demanded that the government resign": what is demanded has not happened.
        if (word is { Rel: "ccomp", IsPast: false } && above.Lemma is "demand" or "insist" or "urge" or "request" or "propose" or "recommend" or "suggest" or "ask" or "order" && clause.HasChild(predicate, "mark", "that") && !clause.HasChild(predicate, "aux")) return EventStatus.Hypothetical;
        // "the idea that they train rebels"
        if (word.Rel is "acl" or "ccomp" && above is { Pos: Upos.Noun, Lemma: "idea" or "notion" or "suggestion" or "possibility" or "fear" or "hope" or "speculation" or "prospect" or "chance" or "rumor" or "rumour" or "condition" or "concern" or "worry" or "suspicion" or "anxiety" } && clause.HasChild(predicate, "mark", "that")) return EventStatus.Hypothetical;
        // "will keep the base after its troops leave", "once they withdraw": the present tense of what is to come.
        if (word is { Rel: "advcl", IsPast: false, IsGerund: false } && clause.HasChild(predicate, "mark", "after", "before", "until", "once", "when", "till") && !clause.HasChild(predicate, "aux") && above.Pos is Upos.Verb or Upos.Adj && OfPredicate(clause, above.Index, depth + 1) is EventStatus.Future or EventStatus.Hypothetical) return EventStatus.Future;
        // "would like to see China agree", "could help rebels take the town", where the tree has no clause between.
        if (word.Rel is "xcomp" && above.Pos is Upos.Verb && clause.ChildWith(predicate, "mark") < 0 && clause.HasChild(above.Index, "aux", "would", "could", "may", "might", "'d") && OfPredicate(clause, above.Index, depth + 1) is not EventStatus.Actual and var wished) return wished;
        // "plans for returning refugees", "a system for arresting them": what something is for.
        if (word is { IsGerund: true, Rel: "acl" or "nmod" } && opener is "for" && above is { Pos: Upos.Noun } && above.Lemma is not ("responsibility" or "blame" or "credit" or "criticism" or "award" or "punishment" or "sentence" or "charge" or "prize" or "praise" or "apology" or "revenge")) return EventStatus.Hypothetical;
        // "theories suggesting he had been murdered"
        if (word.Rel is "ccomp" && above.Lemma is "suggest" or "speculate" or "imply" or "assume" or "imagine" or "pretend") return EventStatus.Hypothetical;
        // "wants to see Iran negotiating", "would like to see China agree"
        if (word.Rel is "xcomp" or "ccomp" && above.Lemma is "see" or "let" or "make" or "help" or "watch" && !above.IsPast && !clause.HasChild(predicate, "mark", "to", "that") && OfPredicate(clause, above.Index, depth + 1) is not EventStatus.Actual and var seen) return seen;
        // "the prospect of Iran developing weapons"
        if (word is { IsGerund: true, Rel: "acl" } && above is { Rel: "nmod", Head: >= 0 } && clause.CaseOf(above.Index) is "of" && DoubtNouns.Contains(clause[above.Head].Lemma)) return EventStatus.Hypothetical;
        if (word.Rel is "xcomp" or "acl" or "ccomp" or "advcl" && clause.HasChild(predicate, "mark", "to"))
        {
            // What one was let to do one did, and who defies a ban to march marches.
            if (word.Rel is "xcomp" or "ccomp" && above.IsPast && above.Lemma is "allow" or "enable" or "let" or "permit" && depth < 3) return OfPredicate(clause, above.Index, depth + 1);
            if (IsDefied(clause, above.Index)) return EventStatus.Actual;
            // "have to pay": what one must, one has not done yet.
            if (above.Lemma is "have" && word.Rel is "xcomp") return EventStatus.Hypothetical;
            if (above.Pos is Upos.Adj && word.Rel is "xcomp" or "ccomp" or "advcl" && !Expecting.Contains(above.Lemma)) return EventStatus.Hypothetical;
            if (above.Pos is Upos.Adj && above.Lower is "determined" or "prepared" or "keen" or "bound" or "scheduled") return EventStatus.Future;
            // "voted to suspend cooperation": a parliament does it by its vote.
            if (above is { Lemma: "vote", IsPast: true }) return OfPredicate(clause, above.Index, depth + 1);
            if (Planned.Contains(above.Lemma) || (above.Lemma is "be" or "have")) return EventStatus.Future;
            if (Wanted.Contains(above.Lemma) || DoubtNouns.Contains(above.Lemma)) return EventStatus.Hypothetical;
            // "declared unfit to stand trial", where the infinitive hangs on the verb before.
            if (above.Pos is Upos.Verb && clause.ChildrenWith(predicate, "mark").FirstOrDefault(m => clause[m].Lower is "to", -1) is > 0 and var to && clause[to - 1] is { Pos: Upos.Adj } fitness && fitness.Head == above.Index && !Expecting.Contains(fitness.Lower)) return EventStatus.Hypothetical;
            // "could refuse to accept": what is not even refused yet.
            if (above.Lemma is "refuse" or "decline" && OfPredicate(clause, above.Index, depth + 1) is EventStatus.Hypothetical) return EventStatus.Hypothetical;
            if (Prevented.Contains(above.Lemma) || above.Lemma is "refuse" or "decline" or "unable" or "reluctant") return EventStatus.Negated;
            if (word.Rel is "xcomp") return OfPredicate(clause, above.Index, depth + 1);
            // "nobody is sure that they will honour a promise to disarm": of what is doubtful nothing is promised.
            if (word.Rel is "acl" && above.Pos is Upos.Noun && clause.PredicateOf(above.Index) is var governing && governing != predicate && OfPredicate(clause, governing, depth + 1) is EventStatus.Hypothetical) return EventStatus.Hypothetical;
            if (word.Rel is "acl" or "advcl") return EventStatus.Future;
        }

        if (word.Rel is "advcl" && clause.ChildWith(predicate, "mark") is var mark and >= 0 && clause[mark].Lower is "without" or "before" && clause[mark].Lower is "without") return EventStatus.Negated;
        if (word.Rel is "ccomp" or "xcomp" && Prevented.Contains(above.Lemma)) return EventStatus.Hypothetical;
        if (word.Rel is "conj" && clause.ChildWith(predicate, "nsubj") < 0 && clause.ChildWith(predicate, "aux") < 0) return OfPredicate(clause, above.Index, depth + 1);
        if (word.Rel is "ccomp" && classes.Is(above.Lemma, "report") is false && above.Lemma is "fear" or "hope" or "wish" or "suspect") return EventStatus.Hypothetical;
        return EventStatus.Actual;
    }

    // The preposition or mark that opens a clause: "from" of "from leaving".
    private static string Opener(Clause clause, int predicate)
    {
        foreach (var child in clause.ChildrenOf(predicate))
        {
            if (child < predicate && clause[child].Rel is "mark" or "case") return clause[child].Lower;
        }

        return "";
    }

    // "used a speech to denounce", "took the opportunity to attack": what one uses an occasion for one does. The verb that uses it; -1 where none does.
    private static int Use(Clause clause, Word above)
    {
        var verb = above.Pos is Upos.Noun && above is { Rel: "obj", Head: >= 0 } ? clause[above.Head] : above;
        if (verb is not { Pos: Upos.Verb, IsPast: true, Lemma: "use" or "take" or "seize" or "exploit" } || clause.ChildWith(verb.Index, "obj") is not (>= 0 and var occasion)) return -1;
        return clause[occasion].Lemma is "occasion" or "opportunity" or "chance" or "speech" or "address" or "meeting" or "summit" or "visit" or "ceremony" or "moment" or "statement" or "platform" or "podium" or "stage" or "interview" or "rally" or "sermon" or "anniversary" or "appearance" or "debate" or "forum" or "session" ? verb.Index : -1;
    }

    // Who defies an order to withdraw does not.
    private static bool IsDefied(Clause clause, int above) =>
        clause[above].Lemma is not ("order" or "ruling" or "call" or "demand" or "appeal" or "ultimatum" or "resolution" or "request" or "verdict") && (clause[above].Lemma is "defy" or "flout" or "brave" && !(clause.ChildWith(above, "obj") is >= 0 and var order && clause[order].Lemma is "order" or "ruling" or "call" or "demand" or "appeal" or "ultimatum" or "resolution" or "request" or "verdict")) || clause[above].Lemma is not ("order" or "ruling" or "call" or "demand" or "appeal" or "ultimatum" or "resolution" or "request" or "verdict") && clause[above].Rel is "obj" && clause[above].Head >= 0 && clause[clause[above].Head].Lemma is "defy" or "flout" or "brave";

    private static bool IsConditional(Clause clause, int predicate)
    {
        for (var (i, steps) = (predicate, 0); i >= 0 && steps < 6; i = clause[i].Head, steps++)
        {
            if (clause.HasChild(i, "mark", "if", "unless", "whether")) return true;
            if (clause[i].Rel is "ccomp" or "parataxis" or "root") break;
        }

        return false;
    }
}
