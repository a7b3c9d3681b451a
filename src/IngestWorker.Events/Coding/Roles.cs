using System.Collections.Frozen;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>Who stands where around a trigger in its tree: words, not yet people.</summary>
internal sealed class Roles
{
    private static readonly FrozenSet<string> ObjectControl = FrozenSet.ToFrozenSet(
        ["urge", "force", "order", "ask", "tell", "allow", "let", "help", "compel", "press", "persuade", "cause", "enable", "invite", "permit", "want", "make", "see", "get", "encourage", "warn", "instruct", "direct", "require", "push", "accuse", "call", "command", "request", "demand", "beg", "oblige", "appoint", "expect", "send", "dispatch", "prevent", "stop", "block", "bar", "ban", "prohibit", "keep", "discourage", "deter", "dissuade", "coerce", "pressure", "lure", "trick", "talk"]);

    // What a speaker does with the very words that are reported.
    private static readonly FrozenSet<string> Saying = FrozenSet.ToFrozenSet(["accuse", "add", "call", "cite", "quote", "describe", "urge", "warn", "blame", "demand", "insist", "claim", "deny", "express", "condemn", "criticize", "criticise", "refer", "point", "note", "vow", "threaten", "praise", "thank", "reject", "dismiss", "denounce", "ask", "promise", "pledge", "confirm", "announce", "reiterate", "stress", "argue", "speak", "recall", "defend", "appeal", "vow"]);

    // "said by telephone", "left by sea": nobody's deed.
    private static readonly FrozenSet<string> Means = FrozenSet.ToFrozenSet(["telephone", "phone", "email", "e-mail", "mail", "letter", "text", "radio", "video", "land", "sea", "air", "road", "rail", "night", "day", "hand", "law", "force", "mistake", "accident", "midday", "noon", "evening", "morning", "dawn", "afternoon", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);

    public int Subject { get; private set; } = -1;

    public int Object { get; private set; } = -1;

    /// <summary>What is given where the object is to whom ("gave Sudan a loan", "Sudan was given a loan"); -1 where nothing is.</summary>
    public int Gift { get; private set; } = -1;

    /// <summary>Words with a preposition, those of the governing light verb included.</summary>
    public List<(string Preposition, int Word)> Obliques { get; } = [];

    /// <summary>Possessors and noun modifiers of an event noun.</summary>
    public List<int> Modifiers { get; } = [];

    public bool Passive { get; private set; }

    public void MakePassive() => Passive = true;

    /// <summary>"was outraged by the raid": who feels it judges, whatever the tree takes the participle for.</summary>
    public void MakeActive() => Passive = false;

    /// <summary>The light verb that carries an event noun ("carried out attacks"); -1 where there is none.</summary>
    public int LightVerb { get; private set; } = -1;

    public static Roles OfVerb(Clause clause, int verb)
    {
        Roles roles = new();
        roles.FillVerb(clause, verb, depth: 0);
        return roles;
    }

    public static Roles OfNoun(Clause clause, int noun, WordClasses classes)
    {
        Roles roles = new();
        foreach (var child in clause.ChildrenOf(noun))
        {
            var word = clause[child];
            if (word.SubRel == "poss" || (word.Rel is "amod" or "compound" && child < noun))
            {
                roles.Modifiers.Add(child);
                // "a Russian air raid", where the nationality hangs on "air".
                if (word.Rel is "compound") roles.Modifiers.AddRange(clause.ChildrenOf(child).Where(c => c < child && clause[c].Rel is "amod" or "compound"));
            }
            else if (word.Rel is "nmod" or "obl" or "appos" && clause.CaseOf(child) is { Length: > 0 } preposition)
            {
                roles.AddOblique(clause, preposition, child);
                // "protests in Bolivia against the government", where "against" hangs on the place.
                if (preposition is "in" or "at" or "across" or "near" or "outside")
                {
                    foreach (var against in clause.ChildrenWith(child, "nmod").Where(c => clause.CaseOf(c) is "against")) roles.AddOblique(clause, "against", against);
                }
            }
            // "lifted an embargo it imposed on Indonesia", "sanctions that were imposed on Sudan"
            else if (word.Rel is "acl" && word.IsPast && (word.SubRel != "relcl" || word.Lemma is "impose" or "place" or "slap" or "put" or "declare" or "launch" or "introduce" or "levy")) roles.FromParticiple(clause, child);
        }

        roles.FromGovernor(clause, noun, classes);
        return roles;
    }

    // "the offensive launched by militants against the positions"
    private void FromParticiple(Clause clause, int participle)
    {
        foreach (var child in clause.ChildrenOf(participle))
        {
            if (clause[child].Rel is not ("obl" or "nmod") || clause.CaseOf(child) is not { Length: > 0 } preposition) continue;
            // "a truce brokered by Angola": who brings two together is neither.
            if (preposition is "by" && clause[participle].Lemma is "broker" or "mediate" or "facilitate" or "negotiate") continue;
            AddOblique(clause, preposition, child);
            if (preposition is not "by") continue;
            // "an offensive launched by militants backed by Ankara against the positions": the target hangs on the nearest participle.
            foreach (var inner in clause.ChildrenOf(child).Where(c => clause[c].Rel is "acl" && clause[c].IsPast).SelectMany(c => clause.ChildrenOf(c)))
            {
                if (clause[inner].Rel is "obl" && clause.CaseOf(inner) is "against") AddOblique(clause, "against", inner);
            }
        }
    }

    private void FromGovernor(Clause clause, int noun, WordClasses classes)
    {
        var top = clause.ConjunctionHead(noun);
        // "began a new round of talks", "imposed a package of sanctions"
        if (clause[top] is { Rel: "nmod", Head: >= 0 } counted && clause.CaseOf(top) is "of" && IsMeasure(clause[counted.Head].Lemma)) top = clause.ConjunctionHead(counted.Head);
        var rel = clause[top].Rel;
        var governor = clause[top].Head;
        if (governor < 0 || clause[governor].Pos is not Upos.Verb) return;
        // "suspended Fiji following a coup": what a preposition opens is no object.
        if (rel is "obj" && clause.CaseOf(top) is "following" or "after" or "amid" or "despite" or "during" or "pending") return;
        // "repelled an attack by rebels": an active verb has no agent, the noun has.
        if (rel is "obj" && !clause.ChildrenOf(governor).Any(c => clause[c].SubRel is "pass"))
        {
            foreach (var child in clause.ChildrenOf(governor).Where(c => c > noun && clause[c].Rel is "obl" or "nmod" && clause.CaseOf(c) is "by").ToList()) AddOblique(clause, "by", child);
        }

        // "given the president's refusal" gives nothing.
        if (clause[governor].Lower is "given" && clause.ChildWith(governor, "nsubj") < 0) return;
        // "Speaking at a joint news conference with his counterpart, the minister said": who speaks there takes part.
        if (rel is "obl" && clause.CaseOf(top) is "at" or "during" or "in" && clause[governor].Lemma is "speak" or "say" or "tell" or "appear" && clause[noun].Lemma is "conference" or "meeting" or "talk" or "talks" or "negotiation" or "summit" or "briefing" or "discussion"
            && Obliques.Any(o => o.Preposition is "with"))
        {
            (LightVerb, Subject) = (governor, OfVerb(clause, governor).Subject);
            return;
        }

        if (rel is "obj" or "obl" && (classes.Is(clause[governor].Lemma, "light") || Reversal.Governs(clause[governor].Lemma)))
        {
            if (rel is "obl" && clause.CaseOf(top) is not ("in" or "out" or "to" or "with" or "for")) return;
            if (rel is "obl" && clause[governor].Lemma is not ("lead" or "engage" or "participate" or "take" or "involve" or "respond" or "join" or "attend" or "call" or "retaliate" or "reply" or "react" or "answer" or "counter")) return;
            if (rel is "obl" && clause[governor].Lemma is "retaliate" or "reply" or "react" or "answer" or "counter" && clause.CaseOf(top) is not "with") return;
            if (rel is "obl" && clause[governor].Lemma is "lead" && clause.CaseOf(top) is not "in") return;
            if (rel is "obl" && clause[governor].Lemma is "call" && clause.CaseOf(top) is not "for") return;
            LightVerb = governor;
            var light = OfVerb(clause, governor);
            // "triggered protests": what triggers them does not protest.
            if (clause[governor].Lemma is not ("trigger" or "spark" or "provoke" or "prompt" or "cause")) Subject = light.Passive ? light.Agent(clause) : clause[governor].Lemma is "involve" ? light.Object : light.Subject;
            AddFromVerb(clause, governor, top);
        }
        else if (rel is "nsubj" && (classes.Is(clause[governor].Lemma, "occur") || clause.ChildrenOf(governor).Any(c => clause[c].SubRel == "pass")))
        {
            LightVerb = governor;
            if (clause[top].SubRel == "pass" || clause.ChildrenOf(governor).Any(c => clause[c].SubRel == "pass")) Subject = OfVerb(clause, governor).Agent(clause);
            AddFromVerb(clause, governor, top);
        }
    }

    private static bool IsMeasure(string lemma) => lemma is "most" or "some" or "all" or "many" or "much" or "part" or "several" or "round" or "series" or "wave" or "number" or "string" or "spate" or "set" or "flurry" or "package" or "batch" or "range" or "raft" or "kind" or "form" or "type" or "act" or "slew" or "hour" or "day";

    /// <summary>Whether a light verb says that the event is over, or is not to be.</summary>
    public static bool IsEnding(string lemma) => lemma is "roll" or "reverse" or "end" or "stop" or "halt" or "cease" or "suspend" or "abandon" or "prevent";

    /// <summary>The word behind "by"; -1 where there is none.</summary>
    public int Agent(Clause clause)
    {
        foreach (var (preposition, word) in Obliques)
        {
            if ((preposition == "by" || clause[word].SubRel == "agent") && !Means.Contains(clause[word].Lemma)) return word;
        }

        return -1;
    }

    private void AddFromVerb(Clause clause, int verb, int except)
    {
        foreach (var child in clause.ChildrenOf(verb))
        {
            if (child != except && clause[child].Rel is "obl" or "nmod" && clause.CaseOf(child) is { Length: > 0 } preposition && preposition != "by") AddOblique(clause, preposition, child);
        }
    }

    private void FillVerb(Clause clause, int verb, int depth)
    {
        var word = clause[verb];
        foreach (var child in clause.ChildrenOf(verb))
        {
            var c = clause[child];
            switch (c.Rel)
            {
                case "nsubj" or "csubj" when Subject < 0 || (child < verb && clause[child].IsNominal):
                    Subject = c.Lower is "who" or "which" or "that" && word.SubRel == "relcl" && word.Head >= 0 ? c.Lower is "who" ? Person(clause, word.Head, verb) : word.Head : child;
                    Passive |= c.SubRel == "pass";
                    break;
                case "obj" when Object < 0 || DraftReader.IsReflexive(clause[Object]):
                    Object = c.Lower is "which" or "that" or "whom" or "who" && word.SubRel == "relcl" && word.Head >= 0 ? word.Head : child;
                    break;
                case "iobj": Object = child; break;
                case "obj" when Object >= 0 && clause[Object].Rel is "iobj": Gift = child; break;
                case "aux" when c.SubRel == "pass": Passive = true; break;
                case "obl" or "nmod" when c.SubRel is not ("tmod" or "npmod" or "unmarked"):
                    if (clause.CaseOf(child) is { Length: > 0 } preposition) AddOblique(clause, preposition, child);
                    break;
            }
        }

        // "the plan the minister rejected", "the call they released": what a relative clause without a pronoun is about.
        if (Object < 0 && !Passive && word.SubRel == "relcl" && word.Head >= 0 && Subject >= 0 && Subject != word.Head && clause[word.Head].Pos is Upos.Noun && depth == 0
            && clause[word.Head].Lemma is not ("day" or "time" or "year" or "way" or "reason" or "place" or "moment" or "week" or "month" or "night" or "area" or "region" or "town" or "city" or "village" or "case")
            && !clause.ChildrenOf(verb).Any(c => clause[c].Lower is "where" or "when" or "why" or "who" or "that" or "which" || clause[c].Rel is "case" or "ccomp" || clause[c].Rel is "xcomp" && clause[c].Lower is not ("hostage" or "captive" or "prisoner"))) Object = word.Head;
        // "recaptured the village from government forces" hangs on the village as often as on the verb.
        if (Object >= 0)
        {
            foreach (var member in clause.Coordinated(Object))
            {
                // "recaptured parts of the city from the rebels"
                foreach (var child in clause.ChildrenWith(member, "nmod").SelectMany(c => clause.CaseOf(c) is "of" or "after" ? clause.ChildrenWith(c, "nmod").SelectMany(d => clause.CaseOf(d) is "of" ? clause.ChildrenWith(d, "nmod").Append(d) : [d]).Append(c) : [c]).ToList())
                {
                    if (child > Object && clause.CaseOf(child) is "in" && clause.ChildrenWith(child, "nmod").FirstOrDefault(c => clause.CaseOf(c) is "from", -1) is >= 0 and var freed) AddOblique(clause, "from", freed);
                    if (child > Object && clause.CaseOf(child) is "from" or "to" or "with" or "against" or "at" or "into" && clause.CaseOf(child) is var loose) AddOblique(clause, loose, child);
                }

                foreach (var child in clause.ChildrenWith(member, "obl"))
                {
                    if (child > Object && clause.CaseOf(child) is "to" or "from") AddOblique(clause, clause.CaseOf(child), child);
                }
            }
        }

        // "was killed and his wife wounded": the second goes without its auxiliary.
        if (!Passive && Object < 0 && Subject >= 0 && word is { Rel: "conj", IsPast: true, IsGerund: false, Head: >= 0 } && word.Lemma is "wound" or "injure" or "kill" or "hurt" or "arrest" or "detain" or "abduct" or "kidnap" or "execute" && clause.ChildrenOf(word.Head).Any(c => clause[c] is { Rel: "aux", SubRel: "pass" }) && !clause.HasChild(verb, "aux")) Passive = true;
        // "called President Zewde on Friday": a name is nobody's predicate.
        if (Object < 0 && clause.ChildWith(verb, "xcomp") is >= 0 and var named && clause[named].Pos is Upos.Propn && named > verb && clause.ChildWith(named, "mark") < 0) Object = named;
        if (Subject < 0 && depth < 4) BorrowSubject(clause, verb, depth);
        if (!Passive && Subject >= 0 && Object < 0 && word.IsPast && clause.ChildrenOf(verb).Any(c => clause[c].SubRel == "agent" && !Means.Contains(clause[c].Lemma))) Passive = true;
    }

    // "three leaders of the Peoples Party who led": people, and no party.
    private static int Person(Clause clause, int head, int verb) =>
        // "20 supporters of a jailed politician who had gathered outside": one man makes no crowd.
        clause[head] is { Pos: Upos.Noun, Rel: "nmod", Head: >= 0 } one && one.Lower == one.Lemma && clause.CaseOf(head) is "of" && clause[verb].Lemma is "gather" or "rally" or "march" or "protest" or "demonstrate" or "clash" or "riot" or "chant" or "assemble"
            && clause[one.Head] is { Pos: Upos.Noun } crowd && crowd.Lower != crowd.Lemma && crowd.Lower.EndsWith('s') ? one.Head
        : clause[head] is { Pos: Upos.Propn, Rel: "nmod", Head: >= 0 } name && clause.CaseOf(head) is "of" && clause[name.Head] is { Pos: Upos.Noun } people && people.Index < head ? people.Index : head;

    private void BorrowSubject(Clause clause, int verb, int depth)
    {
        var word = clause[verb];
        if (word.Head < 0) return;
        switch (word.Rel)
        {
            case "conj" when clause[word.Head].Pos is Upos.Verb or Upos.Adj:
                var first = OfVerb(clause, word.Head, depth + 1);
                Subject = first.Subject;
                var ownAux = clause.ChildrenOf(verb).Any(c => clause[c].Rel is "aux");
                // "was concerned by the arrest and called for her release"
                if (first.Passive && word.IsPast && !ownAux && Object < 0 && word.Lemma is not ("call" or "appeal" or "agree" or "insist" or "vow" or "protest" or "respond" or "react")) Passive = true;
                // "was hauled out by police and taken into custody"
                if (first.Passive && Passive && clause.ChildWith(verb, "nsubj") < 0 && Agent(clause) < 0 && first.Agent(clause) is >= 0 and var agent && agent < verb && !clause.HasChild(verb, "advmod", "then", "later", "subsequently", "eventually")) AddOblique(clause, "by", agent);
                if (Object < 0 && !Passive && first.Object > verb) Object = first.Object;
                break;
            case "xcomp" or "ccomp" when clause[word.Head].Pos is Upos.Verb or Upos.Adj or Upos.Noun:
                if (word.Rel is "ccomp" && clause.ChildrenWith(verb, "mark").Any(m => clause[m].Lower is not "to")) break;
                var above = OfVerb(clause, word.Head, depth + 1);
                Subject = !above.Passive && above.Object >= 0 && ObjectControl.Contains(clause[word.Head].Lemma) ? above.Object : above.Subject;
                break;
            case "acl" when word.SubRel == "relcl":
                if (clause[word.Head].IsNominal && Object < 0 && Passive == false) Subject = word.Head;
                else if (Passive) Subject = word.Head;
                break;
            case "acl" when !word.IsPast && clause[word.Head].IsNominal && (clause.HasChild(verb, "mark", "to", "of") || clause.HasChild(verb, "case", "of") || clause[word.Head].Lemma is "responsibility" or "blame" or "credit" && clause.HasChild(verb, "mark", "for")) && clause[word.Head].Head >= 0:
                // "a policy of turning away boats", "its decision to expel": whoever has the policy.
                // "accused soldiers of killing", "a man suspected of stabbing": the one who is accused.
                if (IsCharge(clause[clause[word.Head].Head].Lemma) && clause[word.Head].Rel is "obj" or "nsubj" || clause.ChildrenOf(word.Head).Any(c => c < verb && clause[c].Rel is "acl" && IsCharge(clause[c].Lemma))
                    // "a suspect of committing": the person himself.
                    || clause[word.Head].Lemma is "suspect" or "man" or "woman" or "person" or "people" or "defendant" or "suspicion" && clause.HasChild(verb, "mark", "of"))
                {
                    Subject = word.Head;
                    break;
                }

                var owner = clause.ChildrenOf(word.Head).FirstOrDefault(c => clause[c].SubRel == "poss", -1);
                // "welcomed the Swedish move to drop the case": the deed of those who are judged.
                if (owner < 0 && clause[word.Head].Rel is "obj" && IsJudging(clause[clause[word.Head].Head].Lemma))
                {
                    Subject = clause.ChildrenOf(word.Head).FirstOrDefault(c => c < word.Head && clause[c].Rel is "amod" or "compound" && clause[c].IsCapitalized, -1);
                    break;
                }

                Subject = owner >= 0 ? owner : clause[clause[word.Head].Head].Pos is Upos.Verb ? OfVerb(clause, clause[word.Head].Head, depth + 1).Subject : word.Head;
                break;
            case "acl":
                Subject = word.Head;
                Passive |= word.IsPast && !clause.HasChild(verb, "mark", "to");
                break;
            case "advcl" when !(word.IsFinitePast && !word.IsGerund && clause.ChildWith(verb, "mark") < 0):
                // "Officials say he attacked the guard, stabbing her twice": who attacked has stabbed; who says so has only said it.
                var told = word.IsGerund && clause[word.Head].Lemma is "say" or "report" or "allege" or "tell" && !Saying.Contains(word.Lemma) ? clause.ChildWith(word.Head, "ccomp") : -1;
                if (told >= 0 && told < verb)
                {
                    Subject = OfVerb(clause, told, depth + 1).Subject;
                    break;
                }

                var main = OfVerb(clause, word.Head, depth + 1);
                // "accused soldiers of killing civilians": the accused are said to have done it.
                var isCharge = IsCharge(clause[word.Head].Lemma) && clause.ChildrenOf(verb).Any(c => clause[c].Lower is "of" or "for");
                // "prevented civilians from leaving", "coerced Ukraine into investigating"
                var isControlled = ObjectControl.Contains(clause[word.Head].Lemma) && clause.ChildrenOf(verb).Any(c => clause[c].Lower is "from" or "into") && (main.Passive || main.Object >= 0);
                // "imposed sanctions on a firm for selling missiles": who is punished has sold them.
                if ((clause[word.Head].Lemma is "impose" or "slap" or "levy" || main.Object >= 0 && clause[main.Object].Lemma is "proceeding" or "proceedings" or "charge" or "lawsuit" or "case" or "action" or "penalty") && word.IsGerund && clause.HasChild(verb, "mark", "for") && main.Obliques.Where(o => o.Preposition is "on" or "against").Select(o => o.Word).FirstOrDefault(-1) is >= 0 and var punished)
                {
                    Subject = punished;
                    break;
                }

                // "quoted a spokesman as condemning the sale": it is the spokesman who condemns.
                isControlled |= clause[word.Head].Lemma is "quote" or "cite" && clause.HasChild(verb, "mark", "as") && (main.Passive || main.Object >= 0);
                // "footage shows police beating demonstrators", "was seen beating them"
                isControlled |= clause[word.Head].Lemma is "show" or "film" or "depict" or "see" or "catch" or "photograph" && word.IsGerund && clause.ChildWith(verb, "mark") < 0 && (main.Passive || main.Object >= 0 && main.Object < verb);
                Subject = !isCharge && !isControlled ? main.Subject : main.Passive ? main.Subject : main.Object;
                break;
        }
    }

    private static bool IsJudging(string lemma) => lemma is "welcome" or "praise" or "hail" or "applaud" or "condemn" or "criticize" or "criticise" or "denounce" or "slam" or "deplore" or "decry" or "oppose" or "regret" or "blast" or "defend" or "commend" or "endorse" or "lament";

    private static bool IsCharge(string lemma) => lemma is "accuse" or "suspect" or "convict" or "blame" or "sentence" or "charge" or "arrest" or "detain" or "jail" or "imprison" or "indict" or "condemn" or "criticize" or "criticise" or "denounce" or "fine" or "punish" or "execute" or "deport" or "expel" or "sanction" or "prosecute" or "investigate" or "thank" or "praise" or "hold" or "kill" or "dismiss" or "sack";

    private static Roles OfVerb(Clause clause, int verb, int depth)
    {
        Roles roles = new();
        roles.FillVerb(clause, verb, depth);
        return roles;
    }

    private void AddOblique(Clause clause, string preposition, int word)
    {
        if (Obliques.Count < 16) Obliques.Add((preposition, word));
        // "according to a report by a group": who reports does nothing else.
        // "dropped its objections after a visit by the premier": what was done before has its own doer.
        if (preposition.StartsWith("according", StringComparison.Ordinal) || preposition is "after" or "following" or "despite" or "before" && clause[word].Rel is "obl") return;
        foreach (var child in clause.ChildrenOf(word))
        {
            // "attacks on villages in Diyala by militants": what hangs deeper may belong to the event.
            if (clause[child].Rel is "nmod" && Obliques.Count < 16 && clause.CaseOf(child) is { Length: > 0 } inner && (inner is "by" or "against" or "between" || inner is "on" && preposition is "by")) Obliques.Add((inner, child));
        }
    }
}
