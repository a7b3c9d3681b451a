using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>The conditions that lexicon entries name with need=.</summary>
internal sealed class Conditions(WordClasses classes)
{
    public bool Hold(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var roles = draft.Roles;
        var trigger = clause[draft.Head];
        var obj = roles.Passive ? roles.Subject : roles.Object;
        // "gave Sudan a loan", "Sudan was given a loan"
        if (draft.Entry.Need is "aidobject") obj = roles.Passive && roles.Object >= 0 ? roles.Object : roles.Gift >= 0 ? roles.Gift : obj;
        // "pressed for a halt": the word behind the pattern's preposition.
        if (draft.Match.Length > 1 && draft.Entry.Kind is Lexicon.TriggerKind.Verb && obj < 0 && clause[draft.Match.Last].Rel is "case" && clause[draft.Match.Last].Head > draft.Match.Last) obj = clause[draft.Match.Last].Head;
        bool ObjectIs(string wordClass) => IsOf(clause, obj, wordClass);
        bool SubjectIs(string wordClass) => IsOf(clause, roles.Subject, wordClass);
        bool Near(string wordClass) => draft.Scene.Contains(classes[wordClass]);
        bool NearOther(string wordClass) => clause.Words.Any(w => (w.Index < draft.Match.First || w.Index > draft.Match.Last) && w.Lemma != trigger.Lemma && (classes.Is(w.Lemma, wordClass) || classes.Is(w.Lower, wordClass)));
        bool Actor(Func<Party, bool> test) => draft.Actors.Any(test);
        bool Target(Func<Party, bool> test) => draft.Recipients.Any(test);
        bool AsksHow() => draft.Match.Last + 1 < clause.Count && clause[draft.Match.Last + 1].Lower is "how" or "whether" or "why" && draft.Actors.Any(IsPolitical);
        bool IsDowned() => draft.Match.Length > 1 && clause[draft.Match.First].Lemma is "shoot" && obj >= 0 && DraftReader.Flies(clause[obj].Lemma);
        var political = Actor(p => p.IsKnown || p.IsPronoun || p.IsProper);
        var agentless = roles.Passive && draft.Actors.Count == 0;
        var person = Target(IsPerson);
        switch (draft.Entry.Need)
        {
            case "": return true;
            // "after fighting off the girl's father": who wards somebody off is attacked himself, unless it is a battle.
            case "actor" when draft.Type is Contracts.PloverType.Assault && trigger.Lemma is "fight" && draft.Match.Length == 1 && draft.Head + 1 < clause.Count && clause[draft.Head + 1].Lower is "off": return false;
            // "fighting dirty air": what is fought must be somebody.
            case "actor" when draft.Type is Contracts.PloverType.Assault && trigger.Lemma is "fight" or "battle" or "combat" && obj >= 0 && (draft.Match.Length == 1 && !draft.Actors.TrueForAll(a => a.IsArmed && !a.IsState) || draft.Actors.Count < 2) && !roles.Passive && draft.Recipients.Count == 0 && !draft.IsMutual && (draft.Actors.Count < 2 || clause[obj].Lemma is not ("war" or "battle" or "duel" or "campaign")): return false;
            // "retaliated by ordering diplomats to leave": no blows.
            case "actor" when draft.Type is Contracts.PloverType.Assault && trigger.Lemma is "retaliate" && clause.ChildrenWith(draft.Head, "advcl").Any(c => clause[c].IsGerund && clause.ChildrenOf(c).Any(m => clause[m].Lower is "by") && !classes.Is(clause[c].Lemma, "violence") && clause[c].Lemma is not ("fire" or "launch" or "send" or "burn")): return false;
            case "actor" when trigger.Lemma is "admit" && draft.Match.Length == 1: return Actor(IsPolitical) && Target(p => p.IsKnown);
            // "asked reporters for patience": only what states and parties ask each other for.
            case "asked": return political && Target(p => p.IsKnown) && draft.Match.HasGap && clause[draft.Match.Last].Head is >= 0 and var wanted && (IsOf(clause, wanted, "demand") || IsOf(clause, wanted, "aidobject"));
            // "will pay a heavy price": what is foretold, and by another than suffers it.
            case "menaced": return roles.Subject >= 0 && IsForetold(clause, draft.Head) && draft.Actors.Any(IsPolitical) && (draft.Match.Length > 1 || clause.HasChild(draft.Head, "obl") && trigger.Lemma is "pay");
            // "would respond in kind if attacked": a threat of those who say it themselves.
            case "menace": return Actor(IsPolitical) && (IsForetold(clause, draft.Head) || clause.HasChild(draft.Head, "aux", "could", "might", "may") && Judgements.IsConditional(clause, draft.Head)) && (draft.Match.Length > 2 || Judgements.IsConditional(clause, draft.Head));
            case "intent": return political && clause[draft.Match.Last].Head is >= 0 and var meant && clause[meant].Lemma is not ("express" or "announce" or "declare" or "signal") && IsMeant(clause, meant);
            // "both accused each other"
            case "accuser" or "actor" or "rejecter" or "supporter" or "threat" or "attacker" or "military" or "violent" or "dismiss" or "known" when draft.IsMutual: return draft.Actors.Any(IsPolitical) || Actor(p => p.IsArmed);
            case "actor": return political || agentless && Target(p => p.IsKnown);
            case "actor2": return political && (draft.Recipients.Count + draft.Actors.Count) > 1 && (Target(p => p.IsKnown) || draft.Actors.Count(p => p.IsKnown) > 1);
            case "violent":
                return (Actor(p => p.IsArmed && !p.IsState) || Actor(p => p.IsState) && NearOther("violence") || agentless && NearOther("violence") || SubjectIs("projectile") || SubjectIs("bomb") || SubjectIs("violence") || (draft.Entry.Harm.Length > 0 && NearOther("violence"))) && !IsAccident(draft);
            // "their helicopter was shot down": a machine, by whomever; a bill that is shot down is rejected.
            case "military" when IsDowned(): return true;
            case "rejecter" when IsDowned(): return false;
            case "military" when draft.Type is Contracts.PloverType.Mobilize: return Actor(p => p.IsArmed);
            // "seizing eight rifles" takes none either.
            case "military" when draft.Entry.Object is Lexicon.Role.Place && trigger.Lemma is "capture" or "seize" && draft.Match.Length == 1 && obj >= 0 && clause[obj].Lemma is "rifle" or "gun" or "weapon" or "ammunition" or "grenade" or "explosive" or "launcher" or "cache" or "pistol" or "drug" or "cocaine" or "heroin" or "document" or "computer" or "passport" or "cash": return false;
            // "captured a leader of the cartel" takes no place.
            case "military" when draft.Entry.Object is Lexicon.Role.Place && trigger.Lemma is "capture" or "seize" && draft.Match.Length == 1 && ObjectIs("captive") && !HasPlaceNoun(clause, obj): return false;
            case "military" when draft.Type is Contracts.PloverType.Retreat && roles.Obliques.Any(o => o.Preposition is "from" or "of" && IsOf(clause, o.Word, "institution")) && !Actor(p => p.Is("REB")): return false;
            // "withdrew a batch of peacekeepers"
            case "military" when draft.Type is Contracts.PloverType.Retreat && ObjectIs("troops") && political: return true;
            // "Japan captures your heart"
            case "military" when draft.Entry is { Kind: TriggerKind.Verb, Object: Role.Place or Role.Territory } && obj >= 0 && clause[obj].Pos is Language.Upos.Noun && !IsGround(draft, obj): return false;
            // "he would annihilate the South": who commands an army threatens with it.
            case "military" when draft.Type is Contracts.PloverType.Assault && draft.Entry.Object is Role.Recipient && IsForetold(clause, draft.Head) && Actor(p => p.Country is not null && (p.Is("GOV") || p.Is("MIL") || p.IsState)) && Target(p => p.IsKnown): return true;
            case "military":
                return Actor(p => p.IsArmed) || (agentless || draft.Actors.Count == 0) && NearOther("violence") && !Near("sport") && (draft.Entry.Object is not (Role.Place or Role.Territory) || IsGround(draft, obj)) || Actor(p => p.IsKnown && p.Country is not null && !p.Is("BUS")) && Near("violence");
            // Workers end their own strike.
            case "concede" when trigger.Lemma is "call" or "end" or "suspend" && draft.Match.Length > 2 && Actor(WorkStoppage.IsWorker): return true;
            case "rejecter" or "supporter" or "coop" or "accuser" or "concede" or "threat" or "demand" or "nounargs" when draft.Type is not Contracts.PloverType.Assault && !(draft.Type is Contracts.PloverType.Accuse && !draft.Modes.Contains("disapprove")) && !Concerns(draft): return false;
            case "person" when draft.Entry.Harm.Length > 0 && !Actor(p => p.IsArmed || p.Is("CRM")):
                // Nobody is executed, murdered or poisoned by accident.
                if (draft.Entry.Modes.Contains("targeted") && person && !Near("sport")) return true;
                return (person || Target(p => p.IsKnown)) && Near("violence") && !IsAccident(draft) && !(SubjectIs("accident") && !roles.Passive);
            // "Officers rammed the door"
            case "attacker" when trigger.Lemma is "ram" && obj >= 0 && clause[obj].Lemma is "door" or "gate" or "window" or "lock" or "entrance": return false;
            case "attacker": return Actor(p => p.IsArmed || p.Is("CRM") || clause.Holds(p.Head, p.Start, p.End) && clause[p.Head].Lemma is "mob" or "gang" or "vigilante" or "arsonist" or "assailant" or "attacker" or "settler") || (political || agentless) && (NearOther("violence") || person && (!Near("sport") || trigger.Lemma is "assault") && (Target(p => p.IsPerson || p.Sectors.Count > 0 && !p.IsPronoun)));
            case "victim":
                return person && !Target(p => p is { IsPronoun: true, IsPerson: false } && p.Sectors.All(s => s is "BUS" or "SPY" or "JRN")) && (!Near("sport") || Actor(p => p.IsArmed && !p.IsState) || Target(p => p.Head >= 0 && Casualties.CountAt(draft.Scene, p.Head) is not null))
                    && (trigger.Lemma is not ("execute" or "hang" or "poison" or "slay" or "slaughter" or "strangle") || Actor(p => p.IsArmed || p.Is("CRM")) || NearOther("violence") || Target(p => p.IsPerson || p.Is("CVL") || p.Is("CRM") || p.Is("OPP") || p.Is("REB")) && !IsAccident(draft) && !Target(p => p.IsPronoun));
            case "killing": return person || NearOther("violence") && political;
            case "beaten": return person && (!Near("sport") || trigger.Lemma is "assault") && (Actor(p => p.IsArmed || p.Is("CRM") || p.Is("CVL") || p.Is("OPP") || p.Is("UAF")) || NearOther("violence")) && !Target(p => p.IsPronoun && trigger.Lemma is "beat");
            case "forces": return Actor(p => p.IsArmed || p.Is("GOV")) || Target(p => p.IsArmed) || NearOther("troops");
            case "coopact": return political && (draft.Match.Length > 2 && clause[draft.Match.First].Lemma is not "be" || Target(p => p.IsKnown) && draft.Match.Length > 1 || IsCooperation(clause, draft.Head));
            // "becomes morally compromised"
            case "fault" when trigger.Lemma is "compromise" && (roles.Passive || trigger is { IsPast: true, Rel: "xcomp" or "amod" or "acl" }): return false;
            // "The man admitted in court that he shot her": who is tried concedes nothing in politics.
            case "fault" when draft.Actors.Count > 0 && draft.Actors.All(a => !a.IsState && (a.Is("CVL") || a.Is("CRM"))): return false;
            case "fault": return political && (trigger.Lemma is "yield" or "compromise" ? obj < 0 || draft.Recipients.Count > 0 : ObjectIs("fault") || roles.Obliques.Any(o => IsOf(clause, o.Word, "fault")) || clause.ChildrenOf(draft.Head).Any(c => clause[c].Rel is "ccomp" or "xcomp" && clause.Words.Any(w => clause.IsUnder(w.Index, c) && classes.Is(w.Lemma, "fault"))));
            case "person": return person || Target(p => p.IsKnown) || (draft.Entry.Harm.Length > 0 && draft.Actors.Any(p => p.IsArmed));
            // "held Israel responsible", "held the party together"
            case "arrestee" when trigger.Lemma is "hold" && draft.Match.Length == 1 && !Target(p => p is { IsState: false, IsPlace: false } && (p.IsPerson || p.Is("CVL") || p.Is("CRM") || p.Is("JRN") || p.Is("OPP") || p.Is("REF")) && !p.IsPronoun): return false;
            // "rebels who had been holding four tourists"
            case "arrestee" when trigger.Lemma is "hold" && draft.Match.Length == 1 && trigger.Rel is not "amod" && !(trigger.Rel is "acl" && trigger.SubRel is not "relcl") && Actor(IsCaptor): return true;
            case "arrestee": return (person || Target(p => p.IsProper || p.IsPronoun)) && !(trigger.Lemma is "capture" or "stop" or "pick" or "hold" && !Actor(p => p.Is("COP") || p.Is("MIL") || p.Is("GOV") || p.Is("SPY") || p.Is("PRM")) && !agentless);
            case "projectile": return ObjectIs("projectile") || SubjectIs("projectile") && roles.Passive || (trigger.Lemma == "launch" && ObjectIs("projectile"));
            case "grenade": return ObjectIs("grenade");
            case "bomb": return (ObjectIs("bomb") || SubjectIs("bomb") || IsLaden(clause, obj) || IsLaden(clause, roles.Subject) || HasModifier(clause, obj, "bomb") || HasModifier(clause, roles.Subject, "bomb")) && !IsAccident(draft);
            // "Two explosions killed 84 people", "an explosion killed the former prime minister": one of several, and whom accidents seldom hit.
            case "bombcontext" when !IsAccident(draft) && clause.Words.All(w => w.Lemma is not ("gas" or "boiler" or "factory" or "plant" or "mine" or "warehouse" or "firework" or "refinery" or "ship" or "fuel" or "chemical" or "tanker" or "kitchen" or "laboratory")) && (clause.HasChild(trigger.Index, "nummod") && trigger.Lower.EndsWith('s') || Target(p => p.Is("GOV") || p.Is("MIL") || p.Is("COP") || p.Is("ELI") || p.Is("LEG") || p.Is("REB"))): return true;
            case "bombcontext": return (Near("bomb") || Near("violence")) && !IsAccident(draft);
            case "firing": return IsOf(clause, roles.Subject, "firing") || roles.Obliques.Any(o => o.Preposition is "on" or "at" or "upon") && political || Actor(p => p.IsArmed);
            case "takenplace": return Actor(p => p.IsArmed && !p.Is("COP")) && obj >= 0 && (draft.Scene.Hits.Any(h => h.First <= obj && h.Last >= obj && h.Entity.PlaceKind is not null) || HasPlaceNoun(clause, obj));
            case "leftplace": return Actor(p => p.IsArmed && !p.Is("COP")) && (ObjectIs("post") || obj >= 0 && draft.Scene.Hits.Any(h => h.First <= obj && h.Last >= obj && h.Entity.PlaceKind is not null) || HasPlaceNoun(clause, obj)) && !clause.HasChild(draft.Head, "xcomp");
            // "was knocked out cold"
            case "destroyer" when trigger.Lemma is "knock" or "take" && !ObjectIs("destroyed"): return false;
            case "destroyer": return (Actor(p => p.IsArmed || p.IsKnown) || IsOf(clause, roles.Subject, "projectile") || Near("violence")) && (ObjectIs("destroyed") || obj >= 0 && clause[obj].Lower is "it" or "them" && Actor(p => p.IsArmed || p.Is("CRM")) || person || Target(p => p.IsKnown)) && !IsAccident(draft);
            case "vehicleattack": return Near("violence") && person;
            case "crowd": return ObjectIs("crowd");
            case "crowdactor": return IsCrowd(draft, clause) && !(trigger.Lemma is "demonstrate" && draft.Match.Length == 1 && (obj >= 0 && !roles.Passive || clause.ChildWith(draft.Head, "ccomp") >= 0));
            // "Parents blocked the road": a way that people bar.
            case "crowdblock": return IsCrowd(draft, clause) && (Near("crowd") || trigger.Lemma is "block" or "blockade" or "barricade" && obj >= 0 && clause[obj].Lemma is "road" or "highway" or "motorway" or "street" or "bridge" or "railway" or "track" or "entrance" or "junction" or "intersection" or "crossing" or "port" or "airport" or "border" or "avenue" or "roundabout" or "gate" || Actor(p => p.Is("LAB") || p.Is("OPP") || p.Is("EDU") || p.Is("AGR") || p.Is("SOC"))) && !Actor(p => p.Is("MIL") || p.Is("COP") || p.IsState);
            // "Dockers stayed off the job": whoever does is at work there, whatever the trade.
            case "worker" when draft.Match.Length > 2 && roles.Subject >= 0 && clause[roles.Subject] is { Pos: Language.Upos.Noun } crew && crew.Lower.EndsWith("ers", StringComparison.Ordinal): return true;
            case "worker": return Actor(p => WorkStoppage.IsWorker(p) || p.Is("JUD") || p.Is("CVL")) && (obj < 0 || obj >= draft.Match.First && obj <= draft.Match.Last);
            case "captured": return roles.Obliques.Any(o => o.Preposition is "of" or "by" or "to") && Near("violence");
            case "counted" when IsAccident(draft): return false;
            case "counted": return draft.Dead is not null || roles.Obliques.Count > 0 || clause.HasChild(draft.Head, "nummod");
            // "in retaliation for the raid" tells of the raid.
            // "voted to suspend ties in protest at the raid": why it is done, unless a crowd does it.
            case "noun" when trigger.Lower is "protest" && trigger.Index > 0 && clause[trigger.Index - 1].Lower is "in" && clause[clause.PredicateOf(trigger.Index)].Lemma is not ("gather" or "march" or "assemble" or "rally" or "pour" or "turn" or "go" or "take" or "walk" or "stay" or "block" or "chant" or "burn" or "shutter" or "close" or "shut" or "down" or "strike" or "refuse" or "boycott"): return false;
            case "noun": return !(trigger.Lemma is "retaliation" && clause.CaseOf(trigger.Index) is "in");
            case "nounarg": return roles.LightVerb >= 0 && political;
            case "nounargs": return political && (draft.Recipients.Count > 0 || draft.Actors.Count > 1 || roles.LightVerb >= 0 || trigger.Rel is "nsubj");
            case "talks": return roles.LightVerb >= 0 || political || roles.Obliques.Any(o => o.Preposition is "between" or "with");
            case "demand": return political && ObjectIs("demand");
            case "accuser" when trigger.Lemma is "question" && AsksHow(): return political;
            case "accuser" when trigger.Lemma is "protest" && IsCrowd(draft, clause): return false;
            // "questioned the witness about the call": who is asked is not reproached.
            case "accuser" when trigger.Lemma is "question" && draft.Match.Length == 1 && obj >= 0 && draft.Recipients.Any(r => r.Head == obj && (r.IsPerson || r.IsPronoun || r.Sectors.Count > 0 && !r.Is("GOV"))): return false;
            case "accuser": return (political || agentless) && (draft.Recipients.Count > 0 || Enumerable.Range(draft.Match.First + 1, draft.Match.Length - 1).Any(i => i < draft.Match.Last && clause[i].Pos is Language.Upos.Noun && clause[i - 1].Lower is "the" or "this") || draft.Entry.Type is Contracts.PloverType.Accuse && obj >= 0 && clause[obj].IsNominal);
            case "statement": return roles.Subject >= 0;
            // "examined how sleep would affect the crew": a study, unless those do it whose office it is.
            case "investigator" when IsStudy(draft, clause): return false;
            // "questioned how the money was spent"
            case "investigator" when trigger.Lemma is "question" && AsksHow(): return false;
            // "reporters questioned the minister"
            case "investigator" when trigger.Lemma is "question" or "grill" && draft.Actors.Count > 0 && draft.Actors.All(a => a.Is("JRN")): return false;
            // "are investigating whether a second car was used"
            case "investigator": return (political || agentless) && (obj >= 0 || roles.Obliques.Count > 0 || trigger.Lemma is "investigate" or "probe" or "examine" && HasClause(clause, draft.Head));
            case "rejecter" when trigger.Lemma is "decline" or "resist" or "ignore" or "block" or "reject" && obj >= 0 && (clause[obj].Pos is Language.Upos.Num or Language.Upos.Sym || clause[obj].Text is "%" || clause.HasChild(obj, "nummod") && trigger.Lemma is "decline"): return false;
            // "Troops pulled out of the town"
            case "rejecter" when trigger.Lemma is "pull" && draft.Match.Length > 2 && Actor(p => p.Is("MIL") || p.Is("REB") || p.Is("PRM")) && !(obj >= 0 && IsOf(clause, obj, "institution")): return false;
            // "dismissed the prime minister"
            case "rejecter" when trigger.Lemma is "dismiss" && draft.Match.Length == 1 && ObjectIs("official"): return false;
            case "rejecter": return (political || agentless) && (obj >= 0 || clause.ChildWith(draft.Head, "xcomp") >= 0 || clause.ChildWith(draft.Head, "ccomp") >= 0 || draft.Match.Length > 1);
            case "threat" when trigger.Lemma is "threaten" or "menace" && draft.Recipients.Count == 0 && obj >= 0 && !HasClause(clause, draft.Head): return false;
            case "threat": return political && (draft.Recipients.Count > 0 || HasComplement(clause, draft.Head) || trigger.Lemma is "threaten" && clause.Words.Any(w => w is { Rel: "mark", Lower: "to" } && w.Index > draft.Head));
            case "coop" when trigger.Lemma is "invite" && !Target(IsPolitical): return false;
            case "coop": return political && (HasComplement(clause, draft.Head) || draft.Match.Length > 1 || draft.Recipients.Count > 0);
            // "mediated the deal": between whom the text has said before.
            case "consult" when trigger.Lemma is "mediate" && obj >= 0 && clause[obj].Lemma is "deal" or "truce" or "ceasefire" or "agreement" or "talk" or "accord" or "exchange" or "swap" or "release" or "dispute" or "conflict": return Actor(IsPolitical);
            // "national leaders met for a summit": several who meet each other.
            case "consult" when trigger.Lemma is "meet" or "gather" or "convene" && draft.Match.Length == 1 && obj < 0 && !roles.Passive && roles.Subject >= 0 && clause[roles.Subject].Pos is Language.Upos.Noun && clause[roles.Subject].Lemma is "leader" or "minister" or "president" or "negotiator" or "delegate" or "delegation" or "envoy" or "diplomat" or "premier" or "ambassador" && clause[roles.Subject].Lower.EndsWith('s'): return Actor(IsPolitical);
            case "consult": return Actor(p => IsPolitical(p)) && (Target(p => p.IsKnown || p.IsProper || p.IsPronoun) || draft.Actors.Count > 1 || draft.Match.Length > 1);
            case "known" when trigger.Lemma is "receive" && obj >= 0 && clause[obj].Lemma is "award" or "prize" or "medal" or "letter" or "report" or "call" or "money" or "support" or "aid" or "vote" or "approval" or "complaint" or "notice" or "warning" or "funding" or "honor" or "honour" or "payment" or "treatment": return false;
            case "known" when trigger.Lemma is "host" or "receive" && !Actor(p => IsPolitical(p) || p.IsPerson || p.Is("ELI") || p.Is("REL")): return false;
            case "known": return Actor(p => p.IsKnown) && (Target(p => p.IsKnown) || draft.Actors.Count(p => p.IsKnown) > 1) && (Actor(IsPolitical) || Target(IsPolitical));
            case "visit" when !Target(p => p.IsState || p.IsPlace && p.Country is not null || IsPolitical(p) || p.Country is "IGO" or "UNO" or "EUR") && !Near("visitpurpose"): return false;
            case "visit" when draft.Recipients.Count > 0 && draft.Recipients.All(r => !r.IsState && !r.IsPlace && !IsPolitical(r) && (r.Is("MED") || r.Is("BUS") || r.Is("EDU"))): return false;
            case "visit" when draft.Recipients.Count > 0 && draft.Recipients.All(r => r.Country is not null && !r.Is("GOV") && draft.Actors.All(a => a.Country == r.Country)): return false;
            case "visit": return Actor(p => IsPolitical(p) && !p.IsState) && (Target(p => p.IsKnown || p.IsPlace || p.IsState) || Near("visitpurpose"));
            case "supporter": return (political || agentless) && (draft.Recipients.Count > 0 || obj >= 0);
            case "sign": return Actor(p => p.IsKnown) && (obj < 0 || clause[obj].Lemma is "agreement" or "deal" or "treaty" or "pact" or "accord" or "truce" or "armistice" or "cease-fire" or "charter" or "convention" or "roadmap" or "communique" or "settlement" or "bill" or "law" or "decree" or "resolution" or "memorandum" or "ceasefire" or "declaration" or "contract" or "protocol" or "order" || draft.Match.Length > 1);
            case "concede": return political;
            case "alliance": return Actor(p => p.IsState) && obj >= 0 && clause[obj].Lemma is "group" or "alliance" or "coalition" or "union" or "organization" or "organisation" or "bloc" or "partnership" or "committee" or "commission" or "force" || (roles.Passive && clause[draft.Head].Lemma == "form" && Target(p => p.Country is "IGO"));
            // "promised Poland a delivery", "gave Lebanon's army 60 million dollars": somebody of public life is given something of worth.
            case "gift": return political && roles.Gift >= 0 && Target(p => p.IsKnown && !p.IsPlace || p.IsPronoun) && Concerns(draft) && (draft.Type is Contracts.PloverType.Agree ? clause[roles.Gift].Pos is Language.Upos.Noun && Target(p => p.IsState || p.IsPronoun || !p.IsPerson && (IsPolitical(p) || p.Is("LAB") || p.Is("REF"))) : IsOf(clause, roles.Gift, "aidobject"));
            case "envoys": return Actor(p => IsPolitical(p) && p.IsPerson) && Target(p => IsPolitical(p) && (p.IsPerson || p.IsState));
            // "sold 32 jets to Romania", "bought wheat from India": from state to state.
            case "trade": return obj >= 0 && !roles.Passive && Actor(IsTrader) && Target(IsTrader) && draft.Actors.TrueForAll(a => draft.Recipients.TrueForAll(r => r.Country != a.Country)) && clause[obj].Pos is not Language.Upos.Pron && (!ObjectIs("troops") || ObjectIs("weapon") || clause.HasChild(obj, "nummod")) && !Casualties.IsOfPeople(clause, obj) && !ObjectIs("captive");
            case "joint": return draft.Actors.Count(IsPolitical) > 1 && draft.Actors.Exists(a => draft.Actors.Exists(o => o.Country != a.Country)) && obj >= 0 && clause[obj].Lemma is "highway" or "bridge" or "pipeline" or "railway" or "dam" or "crossing" or "terminal" or "road" or "line" or "plant" or "tunnel" or "port" or "link" or "route" or "corridor" or "cable" or "station" or "airport" or "market";
            // "handed over a fugitive to Chinese officers": people, to the law of another country.
            case "handover":
                return Actor(p => p.IsState || p.Is("COP") || p.Is("GOV") || p.Is("JUD")) && Target(p => p.IsState || p.Is("COP") || p.Is("JUD") || p.Is("GOV") || p.Country is "UNO" or "IGO") && obj >= 0 && (IsOf(clause, obj, "captive") || Casualties.IsOfPeople(clause, obj)) && !ObjectIs("troops") | IsOf(clause, obj, "captive") && draft.Actors.TrueForAll(a => draft.Recipients.TrueForAll(r => r.Country != a.Country))
                && clause[obj].Lemma is not ("ambassador" or "envoy" or "delegation" or "minister" or "president" or "journalist" or "doctor" or "soldier" or "worker" or "engineer" or "pilot" or "people" or "student" or "child" or "refugee" or "migrant" or "officer" or "body" or "remains" or "ship" or "tanker");
            case "jointly": return draft.Actors.Where(a => a.Country is not null).DistinctBy(a => a.Country).Count() > 1 && draft.Actors.Exists(p => p.IsState || p.IsArmed);
            case "equipped": return political && person && clause[draft.Match.Last].Head is >= 0 and var stock && (IsOf(clause, stock, "aidobject") || IsOf(clause, stock, "weapon") || IsOf(clause, stock, "projectile") || IsOf(clause, stock, "troops") || IsOf(clause, stock, "grenade"));
            case "sought": return political && Target(p => IsPolitical(p) || p.Country is not null) && obj >= 0 && (ObjectIs("demand") || ObjectIs("aidobject") || clause[obj].Lemma is "investment" or "cooperation" or "vote" or "capital" or "trade" or "favour" or "favor");
            case "dismayed": return Actor(p => IsPolitical(p) && !p.IsPronoun) && Target(IsPolitical) && draft.Actors.TrueForAll(a => draft.Recipients.TrueForAll(r => r.Country != a.Country)) && obj >= 0 && clause[obj].Lemma is "decision" or "attack" or "killing" or "move" or "plan" or "violence" or "arrest" or "verdict" or "deployment" or "action" or "raid" or "ruling";
            // "columns rolled towards the border": men in arms on their way or on guard.
            // "officers converged on the scene"
            case "marching" when obj >= 0 && clause[obj].Lemma is "scene" or "house" or "home" or "school" or "building" or "hospital" or "car" or "vehicle": return false;
            case "marching": return Actor(p => p.Is("MIL") || p.Is("REB") || p.Is("PRM") || p.Is("COP") && trigger.Lemma is "fan" or "stand" or "ring" or "patrol" or "guard" or "take") && !roles.Passive && draft.Status is not Contracts.EventStatus.Negated;
            case "herding": return Actor(p => p.Is("COP") || p.Is("MIL") || p.Is("PRM") || p.Is("GOV")) || agentless && draft.Match.Length > 3;
            // "herded them out of their school": people, by those who are no law.
            case "captured_by": return Actor(p => IsCaptor(p) || p.Is("MIL")) && (person || Target(p => p.IsPronoun));
            case "unseat": return Actor(p => p.Is("LEG") || p.Is("PTY") || p.Is("JUD") || p.Is("GOV") || p.Is("ELI")) && Target(p => p.Is("GOV") || p.Is("LEG") || p.Is("PTY") || p.Is("JUD") || p.Is("MIL") && p.IsPerson) && !Actor(p => p.Is("MIL"));
            case "sign2": return Actor(p => p.IsKnown) && clause[draft.Match.Last].Head is >= 0 and var paper && clause[paper].Lemma is "accord" or "agreement" or "deal" or "treaty" or "pact" or "declaration" or "truce" or "ceasefire" or "protocol" or "memorandum" or "petition" or "charter" or "convention";
            // States, their forces and their firms, of two countries.
            case "partners": return draft.Actors.Concat(draft.Recipients).Count(p => p.IsState || p.IsArmed || p.Is("GOV") || p.Is("BUS") && p.Country is not null || p.Country is "UNO" or "IGO" or "EUR") > 1 && draft.Actors.Concat(draft.Recipients).Where(p => p.Country is not null).DistinctBy(p => p.Country).Count() > 1 && draft.Actors.Concat(draft.Recipients).Any(IsPolitical);
            case "ceded": return Actor(p => p.IsState || p.Is("MIL") || p.Is("GOV") || p.Country is not null) && obj >= 0 && (clause[obj].Lemma is "territory" or "land" or "waterway" or "canal" or "island" or "base" or "garrison" or "port" or "region" or "province" or "control" or "sovereignty" or "enclave" or "strip" or "force" or "troop" or "contingent" or "presence" || HasPlaceNoun(clause, obj)) && (clause[obj].Lemma is not ("control" or "base" or "presence" or "force") || Actor(p => p.IsState || p.Is("MIL")));
            // "returned the bronzes to Nigeria": what was taken goes back to a people.
            case "restored": return obj >= 0 && !roles.Passive | roles.Subject >= 0 && Actor(p => p.IsState || p.Is("GOV") || p.Is("COP") || p.Is("MIL") || p.Is("BUS") && p.Country is not null || p.Is("EDU") && p.Country is not null || p.Is("REL")) && Target(p => p.IsState || p.Is("GOV") || p.Is("CVL") && p.Country is not null || p.Is("AGR")) && clause[obj].Lemma is "artefact" or "artifact" or "bronze" or "painting" or "statue" or "sculpture" or "manuscript" or "skull" or "remains" or "body" or "treasure" or "relic" or "mask" or "boat" or "ship" or "land" or "property" or "plane" or "aircraft" or "gold" or "document" or "archive" or "antiquity" or "object" or "item" or "stone" or "crown" or "throne" or "fossil" or "vase" or "vessel" or "frog" or "portrait" or "bible" or "coin" or "pendant" or "fresco" or "panel" or "bust" or "mosaic" or "loot" or "money" or "asset" or "fund" or "drum" or "head" or "bone";
            case "wanted": return political && Target(p => p.IsKnown && !p.IsPlace) && Concerns(draft) || political && ObjectIs("demand");
            case "striking": return Actor(p => WorkStoppage.IsWorker(p) || p.Is("JUD") || p.Is("GOV") || p.Is("BUS") || p.Is("CVL") || p.Is("MED") || p.Is("EDU") || p.Is("SOC")) && !Actor(p => p.IsState || p.IsPerson);
            case "ousted": return Actor(p => p.Is("GOV") || p.Is("REL") || p.Is("PTY") || p.Is("OPP") || p.Is("MIL") || p.Is("LEG") || p.IsState || p.Country is "IGO" or "EUR") && (person || Target(p => p.IsKnown)) || agentless && Target(p => p.Is("GOV") || p.Is("MIL") || p.Is("LEG") || p.Is("REL"));
            case "arming": return Actor(p => p.Is("REB") || p.Is("PRM") || p.Is("MIL") || p.Country is "IMG" || p.Is("CVL") && p.Country is not null && trigger.Lemma is "take" or "muster");
            case "housed": return political && Target(p => p.Is("REF") || p.Is("CVL") && p.Country is not null && !p.IsPlace);
            case "known2": return Actor(IsPolitical) && Target(p => p.IsState || IsPolitical(p)) && draft.Actors.TrueForAll(a => draft.Recipients.TrueForAll(r => r.Country != a.Country));
            case "conceding": return Actor(p => p.Is("GOV") || p.Is("LEG") || p.Is("JUD") || p.IsState || p.Is("REB") || p.Country is "EUR" or "IGO") && (draft.Match.Length > 2 || person || Target(p => p.IsKnown));
            // "winched eight sailors from a sinking freighter": by those whose office it is, out of danger.
            case "saved": return Actor(p => p.Is("MIL") || p.Is("COP") || p.Is("GOV") || p.Is("MED") || p.Is("SOC") || p.IsState) && (person || obj >= 0 && Casualties.IsOfPeople(clause, obj)) && clause.Words.Any(w => w.Lemma is "safety" or "sink" or "sinking" or "stranded" or "flood" or "floodwater" or "capsize" or "shipwreck" or "rooftop" or "dinghy" or "raft");
            case "pushed": return Actor(p => p.Is("COP") || p.Is("MIL") || p.IsState || p.Is("GOV")) && Target(p => p.Is("REF") || p.Is("CVL")) && !Target(p => p.Is("MIL") || p.Is("REB"));
            case "leaving" when trigger.Lemma is "evacuate": return Actor(p => p.Is("MIL") || p.Is("REB")) && obj >= 0 && (ObjectIs("post") || HasPlaceNoun(clause, obj) || draft.Scene.Hits.Any(h => h.First <= obj && obj <= h.Last && h.Entity.PlaceKind is not null)) && !person;
            case "leaving": return Actor(p => p.Is("MIL") || p.Is("REB") || p.Is("PRM"));
            // "most Americans want the House to impeach": what a poll says.
            case "wish" when clause.Words.Any(w => w.Lemma is "poll" or "survey" or "percent" or "most" or "majority" or "voter" or "respondent"): return false;
            case "wish": return Actor(p => IsPolitical(p) && (p.Sectors.Count > 0 || p.IsProper) || p.Is("LAB")) && Target(p => IsPolitical(p) && !p.IsPronoun) && clause.ChildrenOf(draft.Head).Any(c => clause[c].Rel is "xcomp" or "ccomp" && clause.HasChild(c, "mark", "to")) && draft.Actors.TrueForAll(a => draft.Recipients.TrueForAll(r => r.Start != a.Start));
            case "wish2": return political && Target(IsPolitical) && draft.Actors.TrueForAll(a => draft.Recipients.TrueForAll(r => r.Country != a.Country || !r.IsState));
            // "contended that the party had rigged the vote": a charge, by its words.
            case "charged": return Actor(IsPolitical) && clause.ChildWith(draft.Head, "ccomp") is >= 0 and var charge && clause[charge].Lemma is "rig" or "steal" or "violate" or "torture" or "kill" or "cheat" or "lie" or "abuse" or "breach" or "falsify" or "bribe" or "harass" or "persecute" or "discriminate" or "meddle" or "interfere" or "sabotage" or "fabricate" or "doctor" or "defraud" or "embezzle" or "smuggle" or "block" or "attack";
            case "armstrade": return Actor(p => p.IsKnown && !p.Is("BUS")) && (ObjectIs("troops") || ObjectIs("weapon") || ObjectIs("projectile")) && roles.Obliques.Any(o => o.Preposition is "from" or "to");
            // "helped the dealer sell drugs": what one private person does for another; "was assisted by officers of the county": work of the police.
            case "helper" when trigger.Lemma is "help" or "assist" or "aid" && (draft.Actors.All(a => !a.IsState && (a.Is("CVL") || a.Is("CRM"))) && clause.ChildrenOf(draft.Head).Any(c => clause[c].Rel is "xcomp" or "ccomp" or "advcl" && c > draft.Head) || Actor(a => a.Is("COP")) && (clause.Words.Any(w => w.Lemma is "investigation" or "arrest" or "probe") || Target(r => r.Is("COP")))): return false;
            case "helper": return political && (Target(p => p.IsKnown || p.IsProper || p.IsPronoun) || person);
            // "sent experts to investigate the attack": no help.
            case "aidobject" when clause.ChildrenOf(draft.Head).Concat(obj >= 0 ? clause.ChildrenOf(obj) : []).Any(c => clause[c].Rel is "advcl" or "xcomp" or "acl" && clause[c].Lemma is "investigate" or "probe" or "audit" or "inspect" or "arrest" or "interrogate" or "attack" or "fight" or "invade"): return false;
            // "provided the army with vehicles"
            case "aidobject" when clause[draft.Match.Last].Lower is "with": return political && draft.Recipients.Count > 0 && clause[draft.Match.Last].Head is var given and >= 0 && (IsOf(clause, given, "aidobject") || IsOf(clause, given, "weapon") || IsOf(clause, given, "troops"));
            // "Tanzania donated 1,000 tonnes of flour": to whom the text has said.
            case "aidobject" when draft.Type is Contracts.PloverType.Aid && trigger.Lemma is "donate" or "airlift" or "drop" or "airdrop" or "parachute" && draft.Recipients.Count == 0 && !roles.Passive: return ObjectIs("aidobject") && Actor(p => p.IsState || p.Is("GOV") || p.Country is "UNO" or "IGO" or "EUR" or "NGO");
            case "aidobject": return political && ObjectIs("aidobject") && (draft.Recipients.Count > 0);
            // "Tehran and Washington carried out a prisoner swap"
            case "captive" when draft.Entry.Kind is TriggerKind.Noun && roles.LightVerb >= 0 && trigger.Lemma is "swap" or "exchange" && political: return true;
            case "captive" when trigger.Lemma is "return" && obj < 0: return false;
            // "returned to custody"
            case "captive" when trigger.Lemma is "return" && roles.Obliques.Any(o => o.Preposition is "to" && clause[o.Word].Lemma is "custody" or "prison" or "jail" or "detention" or "duty" or "work" or "court"): return false;
            // "freed the driver from the wreckage"
            case "captive" when trigger.Lemma is "free" && roles.Obliques.Any(o => o.Preposition is "from" or "from underneath" or "under" or "from under" or "underneath" && clause[o.Word].Lemma is "car" or "vehicle" or "wreckage" or "wreck" or "rubble" or "debris" or "truck" or "machine" or "elevator" or "lift" or "snow" or "mud"): return false;
            // "released funds for roads": only what was frozen is given back.
            case "captive" when obj >= 0 && clause[obj].Lemma is "fund" or "asset" && !clause.Words.Any(w => w.Lemma is "freeze" or "frozen" or "block" or "blocked" or "seize" or "impound" or "unfreeze"): return false;
            case "captive" when roles.Obliques.Any(o => o.Preposition is "of" && clause[o.Word].Lemma is "fund" or "asset") && !clause.Words.Any(w => w.Lemma is "freeze" or "frozen" or "block" or "blocked" or "seize" or "impound" or "unfreeze"): return false;
            // "authorities released two followers of the rebel leader"
            case "captive" when trigger.Lemma is "release" or "free" && ObjectIs("someone") && obj >= 0 && clause[obj].Lemma is "follower" or "loyalist" or "ally" or "founder" or "exile" or "opponent" or "critic" or "radical" or "member": return Actor(p => p.Is("GOV") || p.Is("JUD") || p.Is("COP") || p.IsState || IsCaptor(p)) || agentless;
            case "captive": return ObjectIs("captive") || person && Target(p => p is { IsBeside: false }) && !Target(p => p is { IsProper: true, IsPerson: false, IsKnown: false }) || Target(p => p.IsProper && p.IsPerson || p.IsPronoun) || roles.Obliques.Any(o => o.Preposition == "of" && IsOf(clause, o.Word, "captive")) || trigger.Lemma is "repatriate";
            // "will quit the treaty": a state resigns from no office.
            case "official" when trigger.Lemma is "quit" or "leave" && obj >= 0 && (clause[obj].Lemma is "treaty" or "pact" or "accord" or "agreement" or "convention" or "protocol" or "alliance" or "bloc" or "union" || draft.Actors.Count > 0 && draft.Actors.All(a => a.IsState) && ObjectIs("institution")): return false;
            case "official": return Actor(p => p.Is("GOV") || p.Is("LEG") || p.Is("MIL") || p.Is("PTY") || p.Is("JUD") || p.Is("COP") || p.Is("REL")) || IsOf(clause, roles.Subject, "official") || (draft.Entry.Kind == TriggerKind.Noun && political);
            case "relations": return political && ObjectIs("relations");
            case "institution": return political && !Actor(p => p.Is("CVL") && !p.Is("OPP")) && (ObjectIs("institution") || roles.Obliques.Any(o => IsOf(clause, o.Word, "institution")) || Target(p => p.Country is "IGO" or "EUR" or "UNO") || draft.Match.Length > 2);
            // "Rockets were fired from the valley"
            case "dismiss" when trigger.Lemma is "fire" && (ObjectIs("projectile") || ObjectIs("bomb") || ObjectIs("weapon") || obj >= 0 && clause[obj].Lemma is "shot"): return false;
            case "dismiss" when trigger.Lemma is "remove" or "strip" or "exclude" or "sideline" or "kick" && draft.Match.Length == 1 && !Target(p => !p.IsPronoun): return false;
            // "The Commonwealth suspended Fiji": a body its member; officials are suspended from an office.
            case "dismiss" when trigger.Lemma is "suspend" && draft.Match.Length == 1: return Actor(p => p.Country is "IGO" or "EUR" or "UNO") && Target(p => p.IsState) || (political || agentless) && Target(p => p.IsPerson && (p.Is("GOV") || p.Is("MIL") || p.Is("LEG") || p.Is("COP") || p.Is("JUD")));
            // "ordered residents to leave the country": only who was sent there is expelled as an envoy is.
            case "dismiss" when draft.Match.HasGap && clause[draft.Match.Last].Lower is "country" or "within" or "immediately" && clause[draft.Match.First].Lemma is "tell" or "order" or "ask" or "instruct": return political && Target(p => p.Is("GOV") || p.Is("MIL") || p.Is("JRN") || p.Is("SOC") || p.Country is "UNO" or "IGO" or "EUR" or "NGO");
            case "dismiss": return (political || agentless) && (draft.Match.Length > 1 || Target(p => p.Is("GOV") || p.Is("MIL") || p.Is("LEG") || p.Is("COP") || p.Is("JUD")) || ObjectIs("official"));
            // "was exonerated by the inquiry": only courts and governments concede.
            case "court" when draft.Type is Contracts.PloverType.Concede && (roles.Passive ? roles.Agent(clause) : roles.Subject) is >= 0 and var judge && clause[judge].Lemma is "counsel" or "report" or "inquiry" or "investigation" or "probe" or "investigator" or "audit" or "study" or "review" or "panel": return false;
            case "court": return (Actor(p => p.Is("JUD") || p.Is("GOV") || p.Is("LEG") || p.Country is "IGO" or "EUR") || agentless) && (person || Target(p => p.IsKnown || p.IsProper || p.IsPronoun));
            case "returned": return political && obj >= 0 && Target(p => IsPolitical(p) && (p.IsState || p.Is("GOV") || p.Is("COP") || p.Is("MIL"))) && draft.Actors.TrueForAll(a => draft.Recipients.TrueForAll(r => r.Start != a.Start));
            // "Soldiers deployed in the streets"
            case "troops" when obj < 0 && !roles.Passive && trigger.Lemma is "deploy" or "mass" or "assemble" or "gather" or "muster" && draft.Match.Length == 1: return SubjectIs("troops") && Actor(p => p.IsArmed);
            // "garrisoned the town with 800 men", "mobilised its young men": whom an army calls up.
            case "troops" when trigger.Lemma is "mobilize" or "mobilise" or "muster" or "garrison" or "call" && !roles.Passive && Actor(p => p.Is("MIL") || p.Is("REB") || p.Is("PRM")): return true;
            case "troops": return (ObjectIs("troops") || draft.Match.Length > 2) && (political || agentless);
            // "convention facilities are built"
            case "post" when draft.Actors.Count == 0 && obj >= 0 && clause[obj].Lemma is "facility" or "installation" or "target" && !Near("troops"): return false;
            case "post": return ObjectIs("post") && (Actor(p => p.IsArmed || roles.Passive && p.Country is not null) || agentless);
            case "weapon": return ObjectIs("weapon") && Actor(p => p.IsKnown && !p.Is("BUS"));
            case "nodisaster": return !Near("disaster") && (political || agentless);
            // "searched the area for the suspect": ground that is combed is nobody's.
            case "seizer" when trigger.Lemma is "search" && obj >= 0 && IsOf(clause, obj, "searchedground"): return false;
            case "seizer": return Actor(p => p.Is("COP") || p.Is("MIL") || p.Is("GOV") || p.Is("JUD") || p.IsState || p.Is("SPY") || p.IsArmed) || agentless && Near("violence");
            // "The court told the minister to testify": an order is given by those who may give one.
            // "told lawmakers it was his duty to report": between telling and the infinitive stands a sentence of its own.
            case "order" when clause.ChildrenOf(draft.Head).Any(c => clause[c].Rel is "xcomp" or "advcl" or "ccomp" && clause.HasChild(c, "mark", "to") && clause.Words.Any(w => w.Index > draft.Head && w.Index < c && (w.Rel is "cop" || w.Rel is "nsubj" && w.Lower is "it" or "he" or "she" or "they" or "this" or "that"))): return false;
            case "order": return Actor(p => p.Is("GOV") || p.Is("JUD") || p.Is("COP") || p.Is("MIL") || p.Is("LEG") || p.Is("REB") || p.IsState || p.Country is "UNO" or "EUR") && (person || Target(p => p.IsState)) && (clause.ChildrenOf(draft.Head).Any(c => clause[c].Rel is "xcomp" or "advcl" or "ccomp" && clause.HasChild(c, "mark", "to")) || IsTold(clause, draft.Head));
            // "Trucks carrying food reached the town"
            case "convoy": return SubjectIs("convoy") && Near("relief") && !IsAccident(draft) && !Near("sport");
            // "A missile slammed into the house": what was fired, and no rock from a slope.
            case "impact": return (SubjectIs("projectile") || SubjectIs("bomb") || HasModifier(clause, roles.Subject, "bomb") || HasModifier(clause, roles.Subject, "projectile") || roles.Passive && ObjectIs("projectile")) && !IsAccident(draft);
            // "will not be bullied": said of those who give in they do not.
            case "defiant": return political && clause.HasChild(draft.Head, "advmod", "not", "never", "n't", "n’t") && clause.HasChild(draft.Head, "aux", "will", "would", "wo", "can", "ca", "shall");
            // "threw out the conviction of the editor"
            case "conviction": return Actor(p => p.Is("JUD") || p.Is("GOV") || p.IsState) && ObjectIs("conviction");
            // "the state was forced to borrow": by circumstances, as long as nobody is said to do it.
            case "restrict" when trigger.Lemma is "force" && agentless && clause.HasChild(draft.Head, "xcomp") && draft.Recipients.All(r => r.IsState || r.Is("GOV") || r.Is("BUS") || r.Is("LEG") || r.Is("COP")): return false;
            case "restrict": return (Actor(p => p.Is("GOV") || p.Is("COP") || p.Is("MIL") || p.IsState || p.Is("JUD") || p.Is("LEG") || p.Is("REB") || p.Is("PRM")) || (agentless && (Target(p => p.IsKnown) || ObjectIs("crowd")))) && (obj >= 0 || draft.Match.Length > 1);
            default: throw new InvalidOperationException($"Condition '{draft.Entry.Need}' has no meaning.");
        }
    }

    // "told people in the east of the city to head south": an infinitive behind the one who is told, wherever the tree hangs it.
    private static bool IsTold(Clause clause, int verb)
    {
        for (var i = verb + 2; i < clause.Count - 1 && clause[i] is { Pos: not Language.Upos.Punct, Rel: not "nsubj", Lower: not ("that" or "how" or "whether" or "if" or "why" or "what") } && !(clause[i].Pos is Language.Upos.Verb && clause[i].Rel is not "acl"); i++)
        {
            if (clause[i].Lower is "to" && clause[i + 1].Lower == clause[i + 1].Lemma && (clause[i + 1].Pos is Language.Upos.Verb || clause[i + 1].Pos is Language.Upos.Noun && clause[i].Rel is not "case")) return true;
        }

        return false;
    }

    private static bool IsTrader(Party p) => p.IsState || p.Is("GOV") && p.Country is not null || p.Is("MIL") && p.Country is not null && !p.IsPerson || p.Country is "EUR" || p.Is("BUS") && p.Country is not null;

    /// <summary>Whoever holds people without being the law.</summary>
    public static bool IsCaptor(Party party) => party.Is("REB") || party.Is("UAF") || party.Is("CRM") || party.Is("PRM") || party.Country is "IMG";

    /// <summary>"will pay", "would face"</summary>
    public static bool IsForetold(Clause clause, int verb) => clause.HasChild(verb, "aux", "will", "would", "'ll", "’ll", "shall");

    // "its intent to settle the dispute", "an interest in improving ties"
    private bool IsMeant(Clause clause, int verb) => classes.Is(clause[verb].Lemma, "cooperation") || clause[verb].Lemma is "improve" or "strengthen" or "expand" or "boost" or "develop" or "promote" or "deepen" or "enhance" or "normalise" or "normalize" or "work" or "establish" or "reopen" or "continue" or "build" or "engage" or "hold" or "cooperation" or "talks";

    // "was struck by a car", "dies after car strikes tree": unless somebody is said to have meant it.
    private static bool IsTraffic(Draft draft)
    {
        var clause = draft.Scene.Clause;
        return draft.Actors.All(a => !a.IsArmed) && clause.Words.Any(w => IsVehicle(w.Lemma) && w.Head >= 0 && (w.Rel is "nsubj" || w.SubRel is "agent" || w.Rel is "obl" && clause.CaseOf(w.Index) is "by") && clause[w.Head].Lemma is "strike" or "hit" or "collide" or "crash" or "overturn" or "roll" or "skid" or "kill" or "injure")
            && !clause.Words.Any(w => w.Lemma is "attack" or "attacker" or "deliberately" or "intentionally" or "terrorist" or "terrorism" or "assailant" or "militant" or "gunman" or "bomb" or "explosive" or "ram" or "missile" or "rocket" or "shell" or "protester" or "airstrike" or "mine" or "crowd" or "explode" or "landmine" or "explosive" or "ied");
    }

    // "a truck packed with explosives"
    private bool IsLaden(Clause clause, int vehicle)
    {
        if (vehicle < 0 || !IsVehicle(clause[vehicle].Lemma) && clause[vehicle].Lemma is not ("boat" or "tanker" or "cart" or "ambulance" or "plane")) return false;
        foreach (var child in clause.ChildrenWith(vehicle, "acl"))
        {
            if (clause[child].Lemma is "pack" or "load" or "lade" or "laden" or "fill" or "rig" or "carry" or "stuff" && clause.ChildrenOf(child).Any(c => clause[c].Rel is "obl" or "obj" && classes.Is(clause[c].Lemma, "bomb"))) return true;
        }

        return false;
    }

    private static bool IsVehicle(string lemma) => lemma is "car" or "truck" or "van" or "vehicle" or "bus" or "motorcycle" or "suv" or "train" or "pickup" or "minivan" or "lorry" or "tram" or "bicycle" or "taxi" or "tractor";

    private static bool IsStudy(Draft draft, Clause clause)
    {
        if (draft.Recipients.Count > 0 || draft.Entry.Kind is not TriggerKind.Verb || draft.Match.Last + 1 >= clause.Count || clause[draft.Match.Last + 1].Lower is not ("how" or "whether" or "what" or "why" or "if") || clause.ChildrenOf(draft.Head).FirstOrDefault(c => clause[c].Rel is "ccomp" or "advcl" or "xcomp" && c > draft.Match.Last, -1) is not (>= 0 and var question)) return false;
        return !draft.Actors.Any(a => a.Is("COP") || a.Is("JUD") || a.Is("LEG") || a.Is("MIL") || a.Is("GOV") || a.Is("SPY") || a.IsPronoun)
            || clause.HasChild(question, "aux", "would", "could", "can", "might") && clause[question].Lemma is "affect" or "impact" or "influence" or "change" or "work" or "help" or "improve";
    }

    public bool IsAccident(Draft draft)
    {
        if (IsTraffic(draft)) return true;
        var armed = draft.Actors.Any(p => p.Is("MIL") || p.Is("REB") || p.Is("CRM") || p.Is("UAF") || p.Is("PRM") || p.Country is "IMG");
        if (!armed && draft.Actors.Count == 0 && draft.Scene.Clause.Words.Any(w => w.Lemma is "earthquake" or "quake" or "flood" or "hurricane" or "typhoon" or "cyclone" or "avalanche" or "landslide" or "mudslide" or "tsunami" or "tornado" or "storm" && w.Rel is "nsubj" or "obl" or "nmod" or "root")) return true;
        return !armed && draft.Scene.Contains(classes["accident"]) && !draft.Scene.Clause.Words.Any(w => classes.Is(w.Lemma, "violence") && w.Lemma is not ("police" or "force" or "operation" or "blast" or "gas"));
    }

    private static bool IsPolitical(Party p) =>
        p.Country is "UNO" or "IGO" or "EUR" || p.IsState || p.Is("GOV") || p.Is("MIL") || p.Is("REB") || p.Is("LEG") || p.Is("PTY") || p.Is("OPP") || p.Is("ELI") || p.Is("JUD") || p.Is("COP") || p.IsPronoun && p.Country is not null || p.IsProper && p.Country is not null;

    // Two private people are no politics: one of the sides acts for a state, a party, a movement or a body of the public.
    private static bool Concerns(Draft draft) =>
        draft.Actors.Concat(draft.Recipients).Any(p => IsPolitical(p) || p.IsGiven || p.Country is "NGO" or "IMG" || p.Is("SOC") || p.Is("OPP") || p.Is("REL") || p.Is("JRN") || p.Is("BUS") || p.Is("LAB") || p.Is("EDU"))
        || draft.Scene.Author is not null;

    private static bool IsPerson(Party p) => p.IsPronoun || p.Sectors.Count > 0 && !p.IsPlace && !p.Is("BUS") || p.IsProper && !p.IsPlace || p.IsState || p.Country is not null && !p.IsPlace;

    private bool IsCrowd(Draft draft, Clause clause)
    {
        var subject = draft.Roles.Subject;
        if (draft.Roles.Passive && draft.Actors.Count == 0) return false;
        return draft.Actors.Any(p => p.Is("CVL") || p.Is("OPP") || p.Is("EDU") || p.Is("LAB") || p.Is("SOC") || p.Is("AGR") || p.Is("REF") || p.Is("PTY") || p.Is("MED") || p.Is("REL"))
            // "Greek Cypriots demonstrated"
            || draft.Actors.Any(p => p.IsState && clause.Holds(p.Head, p.Start, p.End) && clause[p.Head].Lower.EndsWith('s') && draft.Scene.Hits.Exists(h => h.First <= p.Head && p.Head <= h.Last && h.Entity.Kind is Actors.EntityKind.Demonym))
            || subject >= 0 && clause[subject].Lower is "thousands" or "hundreds" or "dozens" or "crowds" or "tens" or "scores" or "many" or "millions";
    }

    private static bool HasClause(Clause clause, int head) => clause.ChildWith(head, "xcomp") >= 0 || clause.ChildWith(head, "ccomp") >= 0 || clause.ChildWith(head, "advcl") >= 0;

    private static bool HasComplement(Clause clause, int head) =>
        clause.ChildWith(head, "xcomp") >= 0 || clause.ChildWith(head, "ccomp") >= 0 || clause.ChildWith(head, "advcl") >= 0 || clause.ChildWith(head, "obj") >= 0 || clause.ChildWith(head, "acl") >= 0;

    private bool IsOf(Clause clause, int index, string wordClass)
    {
        if (index < 0) return false;
        foreach (var member in clause.Coordinated(index))
        {
            var word = clause[member];
            if (classes.Is(word.Lemma, wordClass) || classes.Is(word.Lower, wordClass) || classes.Is(Inflection.Singular(word.Lower), wordClass)) return true;
            if (word.Lower is "round" or "rounds" or "number" or "dozens" or "hundreds" or "thousands" or "series" or "group" or "members" or "kind" or "lot" or "total" or "amount" or "release" or "batch" or "couple" or "tens" or "barrage" or "pieces" or "tonnes" or "tons" or "use" or "types" or "worth" or "team" or "planeload" or "consignment" or "truckload" or "one" or "two" or "three" or "some" or "most" or "all" or "many" or "shipment" or "deployment")
            {
                foreach (var child in clause.ChildrenWith(member, "nmod"))
                {
                    if (IsOf(clause, child, wordClass)) return true;
                }
            }

            if (HasModifier(clause, member, wordClass) && wordClass is "bomb" or "weapon" or "projectile" or "captive" or "relations" or "troops" or "crowd") return true;
        }

        return false;
    }

    // What is captured without a captor must be ground or people: "captured our attention".
    private bool IsGround(Draft draft, int obj) =>
        obj < 0 || draft.Entry.Kind is TriggerKind.Noun || draft.Scene.Hits.Any(h => h.First <= obj && h.Last >= obj) || HasPlaceNoun(draft.Scene.Clause, obj) || draft.Recipients.Any(IsPerson)
        || draft.Scene.KindAt(obj) is Language.NameKind.Place || IsOf(draft.Scene.Clause, obj, "post") || IsOf(draft.Scene.Clause, obj, "destroyed") || IsOf(draft.Scene.Clause, obj, "captive");

    // "offered to mediate", "ready to hold talks"
    private bool IsCooperation(Clause clause, int head) =>
        clause.ChildrenOf(head).Any(c => clause[c].Rel is "obj" or "obl" or "nmod" && classes.Is(clause[c].Lemma, "cooperation") || clause[c].Rel is "xcomp" or "ccomp" && clause.Coordinated(c).Any(v => classes.Is(clause[v].Lemma, "cooperation") || clause.ChildrenOf(v).Any(o => clause[o].Rel is "obj" or "obl" && classes.Is(clause[o].Lemma, "cooperation"))));

    private static bool HasPlaceNoun(Clause clause, int index) =>
        index >= 0 && clause[index].Lemma is "town" or "city" or "village" or "province" or "region" or "territory" or "country" or "area" or "district" or "base" or "border" or "airport" or "stronghold" or "enclave" or "position" or "point" or "hill" or "height" or "bridge" or "settlement" or "neighborhood" or "neighbourhood" or "capital" or "island";

    private bool HasModifier(Clause clause, int index, string wordClass)
    {
        if (index < 0) return false;
        foreach (var child in clause.ChildrenOf(index))
        {
            if (clause[child].Rel is "compound" or "amod" && (classes.Is(clause[child].Lemma, wordClass) || classes.Is(clause[child].Lower, wordClass))) return true;
        }

        return false;
    }
}
