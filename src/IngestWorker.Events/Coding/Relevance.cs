using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Words;

namespace IngestWorker.Events.Coding;

/// <summary>Whether it is public business at all: letters to an advice column and product reviews ask, offer and refuse too.</summary>
internal static class Relevance
{
    public static bool Holds(Draft draft)
    {
        var parties = draft.Actors.Concat(draft.Recipients).ToList();
        if (parties.Any(p => p.IsGiven)) return true;
        var clause = draft.Scene.Clause;
        if (draft.Actors.Any(a => IsReader(clause, a))) return false;

        // "militants backed by Ankara", "the banned party": what someone is, and nothing that happened.
        if (draft.Entry.Kind is Lexicon.TriggerKind.Verb && clause[draft.Head].Rel is "amod" or "acl" && clause[draft.Head].IsPast && clause[draft.Head].SubRel != "relcl" && clause.ChildWith(draft.Head, "nsubj") < 0
            && clause[draft.Head].Lemma is "back" or "support" or "ally" or "train" or "arm" or "ban" or "recognize" or "recognise" or "fund" or "finance" or "accuse" or "suspect" or "allege" or "sanction" or "endorse" or "sponsor" or "station" or "deploy" or "position") return false;

        // "the judges sided with neither", read as if they were sided with.
        if (draft is { Type: PloverType.Support, Entry.Kind: Lexicon.TriggerKind.Verb, Actors.Count: 0 } && clause[draft.Head] is { Rel: "acl", IsPast: true, SubRel: not "relcl" }) return false;

        // "the only states to have signed a treaty with their neighbour": what they are known for.
        if (draft.Entry.Kind is Lexicon.TriggerKind.Verb && clause[draft.Head] is { Rel: "acl", IsPast: true, Head: >= 0 } known && clause.HasChild(draft.Head, "mark", "to") && clause.HasChild(draft.Head, "aux", "have") && clause.ChildrenOf(known.Head).Any(c => clause[c].Lower is "only" or "first" or "last" or "second" or "few" or "latest")) return false;

        // "a soldier sent to an outpost": who he is.
        if (draft is { Type: PloverType.Mobilize, Entry.Kind: Lexicon.TriggerKind.Verb } && clause[draft.Head] is { Rel: "acl", IsPast: true, SubRel: not "relcl" } && clause.ChildWith(draft.Head, "nsubj") < 0) return false;

        // "visiting officials", "threatening to assault a clerk" where the tree makes a noun of the last verb.
        if (draft.Entry.Kind is Lexicon.TriggerKind.Verb && clause[draft.Head] is { Rel: "amod", IsGerund: true }) return false;
        if (draft.Entry.Kind is Lexicon.TriggerKind.Noun && draft.Match.First > 1 && clause[draft.Match.First - 1].Lower is "to" && clause[draft.Match.First - 2].Lemma is "threaten" or "plan" or "want" or "try" or "intend" or "attempt" or "conspire" or "plot") return false;

        // "a heart attack", "a verbal attack", "supply chain attacks": no violence of people against people.
        if (draft.IsViolent && draft.Entry.Kind is Lexicon.TriggerKind.Noun && clause[draft.Match.Last].Lemma is "attack" or "assault" or "strike"
            && clause.ChildrenOf(draft.Match.Last).Any(c => clause[c].Rel is "compound" or "amod" && clause[c].Lemma is "heart" or "panic" or "asthma" or "anxiety" or "shark" or "animal" or "dog" or "bear" or "verbal" or "personal" or "phishing" or "malware" or "ransomware" or "chain" or "political" or "fierce" or "scathing" or "rhetorical" or "legal" or "frontal" or "lightning")) return false;

        // "a media blitz", "a charm offensive", "a trade war"
        if (draft.IsViolent && draft.Entry.Kind is Lexicon.TriggerKind.Noun
            && clause.ChildrenOf(draft.Match.Last).Any(c => clause[c].Rel is "compound" or "amod" && clause[c].Lemma is "media" or "charm" or "advertising" or "marketing" or "publicity" or "diplomatic" or "trade" or "price" or "bidding" or "culture" or "propaganda" or "tariff" or "currency" or "star" or "family" or "tug")) return false;
        // "migrants seeking asylum": what they are, and nothing that was said on a day.
        if (IsTalk(draft) && draft.Entry.Kind is Lexicon.TriggerKind.Verb && clause[draft.Head] is { Rel: "acl", SubRel: not "relcl", IsGerund: true, Head: >= 0 } own && draft.Actors.Any(a => a.Head == own.Head)) return false;
        // "a detention facility", "trade talks process": a word that only says what kind of thing another is.
        if (draft.Entry.Kind is Lexicon.TriggerKind.Noun && clause[clause.ConjunctionHead(draft.Head)] is { Rel: "compound", Head: >= 0 } part && (part.Head < draft.Match.First || part.Head > draft.Match.Last)) return false;

        // "a man accused of killing a soldier" says who he is.
        if (draft.IsViolent && draft.Entry.Kind is Lexicon.TriggerKind.Verb && clause[draft.Head].Head is var above and >= 0 && clause[draft.Head].Rel is "advcl" or "acl" or "xcomp" or "obl" && clause[above].Rel is "acl" or "amod"
            && clause[above].Lemma is "accuse" or "suspect" or "convict" or "charge" or "jail" or "want" or "imprison") return false;

        // "the arrested activists", "for the released men": who they are.
        if (draft.Entry.Kind is Lexicon.TriggerKind.Verb && clause[draft.Head] is { Rel: "amod", IsPast: true } && draft.Actors.Count == 0 && draft.Type is PloverType.Coerce or PloverType.Retreat or PloverType.Sanction or PloverType.Assault && Casualties.CountAt(draft.Scene, clause[draft.Head].Head) is null) return false;
        if (draft.Entry.Kind is Lexicon.TriggerKind.Verb && Idle(draft)) return false;
        // "asked not to be named", "declined to comment": how newspapers speak of their sources.
        if (draft.Type is PloverType.Request or PloverType.Reject && draft.Entry.Kind is Lexicon.TriggerKind.Verb
            && clause.ChildrenOf(draft.Head).Any(c => clause[c].Rel is "xcomp" && clause[c].Lemma is "name" or "identify" or "comment" or "elaborate" or "discuss" or "say" or "specify" or "quote" or "detail" or "reveal" or "disclose" or "answer" or "describe" or "explain" or "speculate")) return false;
        // "did not respond to a request for comment"
        if (draft is { Type: PloverType.Request, Entry.Kind: Lexicon.TriggerKind.Noun } && clause.ChildrenWith(draft.Match.Last, "nmod").Any(c => clause.CaseOf(c) is "for" && clause[c].Lemma is "comment" or "interview" or "clarification" or "reaction")) return false;
        // "said at a rally in Louisiana": where a politician speaks.
        if (draft.Type is PloverType.Protest && draft.Entry.Kind is Lexicon.TriggerKind.Noun && draft.Actors.Count == 0 && clause[draft.Head].Lemma is "rally" or "march" && clause.CaseOf(draft.Head) is "at") return false;
        // "arrested at a roadblock": where the police stand.
        if (draft.Type is PloverType.Protest && draft.Entry.Kind is Lexicon.TriggerKind.Noun && draft.Actors.Count == 0 && clause[draft.Head].Lemma is "roadblock" && clause.CaseOf(draft.Head) is "at" or "near" or "through") return false;
        // "accused Ankara of provocation"
        if (draft.IsViolent && draft.Entry.Kind is Lexicon.TriggerKind.Noun && clause[draft.Head].Lemma is "provocation" or "aggression" && clause.CaseOf(draft.Head) is "of" && clause.Words.Any(w => w.Lemma is "accuse" && w.Index < draft.Head)) return false;
        // "calling it an invasion": a word for what others did.
        if (draft.IsViolent && draft.Entry.Kind is Lexicon.TriggerKind.Noun && clause[draft.Head] is { Rel: "xcomp" or "obj", Head: >= 0 } word && clause[word.Head].Lemma is "call" or "brand" or "label" or "term" or "dub" && clause.ChildrenOf(word.Head).Any(c => c > word.Head && c < draft.Head && clause[c].Lower is "it" or "this" or "that")) return false;
        // "a biker rally", "a campaign rally": a feast and a speech.
        if (draft.Type is PloverType.Protest && draft.Entry.Kind is Lexicon.TriggerKind.Noun && clause[draft.Head].Lemma is "rally" or "march" or "vigil" && clause.ChildrenOf(draft.Head).Any(c => clause[c].Rel is "compound" or "amod" && clause[c].Lemma is "biker" or "bike" or "motorcycle" or "car" or "campaign" or "election" or "pep" or "stock" or "market" or "auto" or "prayer" or "victory")) return false;
        // A fatality of a disease; a figure of speech.
        if (draft.Entry.Kind is Lexicon.TriggerKind.Noun && clause[draft.Head].Lemma is "fatality" or "slaughter" or "casualty" && draft.Actors.Count == 0 && draft.Recipients.Count == 0 && draft.Place is null
            && !clause.Words.Any(w => w.Lemma is "attack" or "shelling" or "fighting" or "bombing" or "war" or "military" or "clash" or "soldier" or "army" or "troop" or "militant" or "rebel" or "police" or "protest" or "strike" or "forces" or "civilian" or "authority")) return false;
        if (IsTalk(draft) && Weight(draft) < 2) return false;
        if (draft.Entry.Harm.Length > 0 && Harmless(draft)) return false;
        // "The film bombed": a thing that acts upon nothing.
        if (draft is { IsViolent: true, Actors.Count: 0, Recipients.Count: 0, Roles: { Passive: false, Subject: >= 0 } } && draft.Entry is { Kind: Lexicon.TriggerKind.Verb, Need: not "bomb", Harm: "" }
            && clause[draft.Roles.Subject].Pos is Language.Upos.Noun && draft.Entry.Subject is Lexicon.Role.Actor && !DraftReader.IsWeapon(clause[draft.Roles.Subject].Lemma)) return false;

        // What only may be is told of threats and violence; a possible meeting is none.
        if (draft.Status is EventStatus.Hypothetical && draft.Type is not (PloverType.Assault or PloverType.Threaten or PloverType.Request)) return false;
        // A country here is one that the text itself gives the party; the places' countries come later.
        return draft.Type switch
        {
            PloverType.Assault => draft.Modes.Count > 0 || draft.Match.Length > 1 || parties.Any(p => p.IsArmed || p.Country is not null || p.Is("CRM") || p.Is("CVL") || draft.Entry.Harm.Length > 0 && p.Sectors.Count > 0) || parties.Count == 0,
            PloverType.Protest or PloverType.Mobilize => true,
            PloverType.Coerce => parties.Any(p => IsPublic(p) || p.Is("CRM") || p.Is("CVL") || p.Is("REF")) || draft.Actors.Count == 0,
            PloverType.Accuse when !draft.Modes.Contains("disapprove") => parties.Any(IsPublic) || draft.Actors.Count == 0,
            PloverType.Sanction => parties.Any(IsPublic) || draft.Actors.Count == 0,
            PloverType.Retreat => parties.Count == 0 || parties.Any(p => IsPublic(p) || p.Is("CVL") || draft.Modes.Contains("release") && p.Sectors.Count > 0 && (p.Country is not null || p.IsPronoun && draft.Roles.Passive || clause.Words.Any(w => w.Lemma is "kidnap" or "abduct" or "hostage" or "captor"))),
            _ => parties.Any(p => IsPublic(p) || IsOrganized(draft, p)) || (parties.Count == 0 && draft.Match.Length > 1),
        };
    }

    /// <summary>True for what is done by words alone.</summary>
    public static bool IsTalk(Draft draft) =>
        draft.Type is PloverType.Agree or PloverType.Support or PloverType.Concede or PloverType.Consult or PloverType.Cooperate or PloverType.Aid or PloverType.Reject or PloverType.Request or PloverType.Threaten
        || draft.Type is PloverType.Accuse && draft.Modes.Contains("disapprove");

    // Words alone make no politics: someone of public office says them, and a mere "she" to somebody.
    private static int Weight(Draft draft)
    {
        var actor = draft.Actors.Where(a => IsPublic(a) || IsOrganized(draft, a)).Select(a => a is { IsPronoun: true, IsState: false, IsPerson: true } && !IsInOffice(a) ? 1 : 2).DefaultIfEmpty(0).Max();
        var recipient = draft.Recipients.Concat(draft.Actors.Skip(1)).Where(r => r.IsKnown).Select(r => IsPublic(r) && !r.IsPronoun ? 2 : 1).DefaultIfEmpty(0).Max();
        if (draft.Actors.Count == 0 && recipient == 0) return draft.Match.Length > 1 ? 2 : 1;
        return draft.Scene.Author is not null ? 2 : actor + recipient;
    }

    // "executed a search warrant", "he hanged himself"
    private static bool Harmless(Draft draft)
    {
        var (clause, roles) = (draft.Scene.Clause, draft.Roles);
        if (roles.Passive || roles.Object < 0) return false;
        // "killed himself and 15 others" is more than a suicide.
        if (DraftReader.IsReflexive(clause[roles.Object])) return draft.Recipients.Count == 0;
        return draft.Entry.Harm == "dead" && draft.Recipients.Count == 0 && clause[roles.Object].Pos is Language.Upos.Noun && clause[roles.Object].Lemma is not ("people" or "person" or "one");
    }

    // "The simulation required", "a deal was struck", "You were assaulted", "Australia beat Colombia": words of another business.
    private static bool Idle(Draft draft)
    {
        var (clause, roles) = (draft.Scene.Clause, draft.Roles);
        var nobody = draft.Actors.Count == 0;
        if (nobody && draft.Recipients.Count > 0 && draft.Recipients.All(r => clause.Holds(r.Head, r.Start, r.End) && clause[r.Head].Lower is "you")) return true;
        if (draft.Type is PloverType.Request or PloverType.Reject or PloverType.Agree or PloverType.Threaten or PloverType.Support or PloverType.Concede or PloverType.Consult or PloverType.Aid or PloverType.Cooperate
            && nobody && draft.Entry.Need is not "convoy" && !roles.Passive && roles.Subject >= 0 && clause[roles.Subject].Pos is Language.Upos.Noun) return true;
        if (draft.Type is PloverType.Request && clause[draft.Match.First].Lemma is "require" or "need" && nobody) return true;
        if (draft.Type is PloverType.Consult && draft.Status is EventStatus.Negated && !draft.Recipients.Concat(draft.Actors.Skip(1)).Any(IsPublic)) return true;
        // "Video of the rescue was released", "prosecutors released the footage": nobody is set free.
        var freed = roles.Passive ? roles.Subject : roles.Object;
        // "5,200 pounds of water vapor were released": what is measured.
        if (freed >= 0 && clause[freed].Lemma is "pound" or "ton" or "tonne" or "gallon" or "litre" or "liter" or "kilogram" or "amount" or "volume" && clause.ChildrenWith(freed, "nmod").FirstOrDefault(c => clause.CaseOf(c) is "of", -1) is >= 0 and var stuff) freed = stuff;
        if (draft.Type is PloverType.Retreat && draft.Modes.Contains("release") && roles.Passive && clause.Words.Any(w => w.Rel is "nsubj" && w.Index < draft.Head && w.Lemma is "video" or "footage" or "transcript" or "recording")) return true;
        if (draft.Type is PloverType.Retreat && draft.Modes.Contains("release") && freed >= 0 && clause[freed].Lemma is "money" or "cash" or "funding" or "grant" or "water" or "vapor" or "vapour" or "steam" or "oil" or "sewage" or "carbon" or "gas" or "radiation" or "song" or "single" or "trailer" or "survey" or "study" or "poll" or "guideline" or "plan" or "budget" or "tape" or "email" or "e-mail" or "memo" or "autopsy" or "estimate" or "information" or "sketch" or "video" or "footage" or "report" or "statement" or "transcript" or "document" or "data" or "image" or "photo" or "result" or "film" or "album" or "record" or "list" or "name" or "letter" or "detail" or "version" or "book" or "figure" or "call" or "territory") return true;
        // "died of a heart attack", "died of emphysema": of what nobody did.
        if (draft.Entry.Harm is "dead" && clause[draft.Head].Lemma is "die" && roles.Obliques.Any(o => o.Preposition is "of" or "from" && o.Word > draft.Head && clause[o.Word].Pos is Language.Upos.Noun && clause[o.Word].Lemma is not ("wound" or "injury" or "gunshot" or "bullet" or "shrapnel" or "beating" or "torture" or "stabbing" or "shot" or "blow" or "burn" or "blast" or "shooting" or "poisoning" or "hunger" or "starvation" or "shelling" or "fire" or "suffocation" or "asphyxiation" or "asphyxia" or "strangulation" or "bleeding" or "blood" or "trauma" or "attack") || o.Preposition is "of" or "from" && clause[o.Word].Lemma is "attack" && clause.HasChild(o.Word, "compound", "heart", "asthma"))) return true;
        // "police were summoned to the house"
        if (draft.Type is PloverType.Request && clause[draft.Match.First].Lemma is "summon" or "call" && roles.Passive && draft.Recipients.Count > 0 && draft.Recipients.All(r => r.Is("COP") || r.Is("MED")) && !draft.Actors.Any(a => a.Is("GOV") || a.Is("JUD") || a.Is("LEG") || a.IsState)) return true;
        // "look forward to receiving the report"
        if (draft.Type is PloverType.Agree && clause[draft.Match.First].Lemma is "look" && draft.Match.Last + 1 < clause.Count && clause[draft.Match.Last + 1].Lemma is "receive" or "see" or "read" or "hear" or "get" or "learn" or "find") return true;
        // "We will win and save our country": what speeches end with.
        if (draft.Type is PloverType.Agree && draft.Entry.Type is PloverType.Aid && draft.Recipients.Count > 0 && draft.Recipients.All(r => r.Head >= 0 && clause.ChildrenOf(r.Head).Any(c => clause[c].SubRel is "poss" && clause[c].Lower is "our" or "my"))) return true;
        // "conducted epidemiological investigations": nobody is suspected.
        if (draft.Type is PloverType.Accuse && draft.Modes.Contains("investigate") && clause.Words.Any(w => w.Rel is "amod" && w.Lemma is "epidemiological" or "scientific" or "archaeological" or "clinical" or "geological" or "historical" && w.Head >= draft.Match.First && w.Head <= draft.Match.Last)) return true;
        // "The judge accepted his plea"
        if (draft.Type is PloverType.Agree or PloverType.Reject && clause[draft.Head].Lemma is "accept" && roles.Object >= 0 && clause[roles.Object].Lemma is "plea" or "case" or "application" or "donation" or "payment" or "card" or "check" or "bid" or "entry" or "award") return true;
        // "Officers were dispatched to the intersection": the police at its work.
        if (draft.Type is PloverType.Mobilize && clause[draft.Match.First].Lemma is "dispatch" or "send" or "rush" or "call" && draft.Actors.Count > 0 && draft.Actors.All(a => a.Is("COP") && !a.Is("MIL")) && !clause.Words.Any(w => w.Lemma is "riot" or "protest" or "protester" or "demonstration" or "unrest" or "border" or "rally" or "violence" or "crowd" or "hundred" or "thousand")) return true;
        // "called the police": a call for help is no talk between two sides.
        if (draft.Type is PloverType.Consult && draft.Modes.Contains("phone") && draft.Actors.Concat(draft.Recipients).Any(p => p.Is("COP") || p.Is("MED")) && !draft.Actors.Any(a => a.Is("GOV") || a.IsState)) return true;
        // "voted for control of the house"
        if (draft.Type is PloverType.Support && clause[draft.Match.First].Lemma is "vote" && clause[draft.Match.Last].Head is >= 0 and var choice && clause[choice] is { Pos: Language.Upos.Noun } && clause[choice].Lemma is "control" or "change" or "independence" or "seat" or "measure" or "leadership" or "party" && draft.Recipients.All(r => r.Head != choice)) return true;
        // "told visiting officials": who they are.
        if (draft.Type is PloverType.Consult && draft.Match.Length == 1 && clause[draft.Head] is { Lower: "visiting", Head: >= 0 } guest && guest.Head == guest.Index - 1 && clause[guest.Head].Lemma is "tell" or "meet" or "greet" or "host" or "brief" or "urge" or "ask" or "receive" or "assure" or "inform" or "warn") return true;
        // "The league called it a crime": no call to anybody.
        if (draft.Type is PloverType.Consult && clause[draft.Match.First].Lemma is "call" && draft.Match.Length == 1 && (clause.ChildWith(draft.Head, "xcomp") is >= 0 and var named && clause[named].Pos is not Language.Upos.Verb && (roles.Object >= 0 || clause[named].Pos is not Language.Upos.Propn) || roles.Object >= 0 && clause[roles.Object].Lower is "it" or "that" or "this" || draft.Match.Last + 2 < clause.Count && clause[draft.Match.Last + 1].Lower is "it" or "that" or "this")) return true;
        // "awarded contracts to three companies"
        if (draft.Type is PloverType.Support && clause[draft.Match.First].Lemma is "award" && (draft.Recipients.Any(r => r.Is("BUS")) || (roles.Passive ? roles.Subject : roles.Object) is >= 0 and var awarded && !clause[awarded].IsCapitalized && clause[awarded].Lemma is "contract" or "order" or "tender" or "licence" or "license" or "franchise" or "subcontract" or "bid" or "scholarship")) return true;
        // "talked to reporters": that is how news is made.
        if (draft.Type is PloverType.Consult && draft.Actors.Skip(1).Concat(draft.Recipients).Any(p => clause.Holds(p.Head, p.Start, p.End) && clause[p.Head].Lemma is "reporter" or "journalist" or "media" or "press" or "newspaper" or "interviewer")) return true;
        // "meets with approval", "met with resistance"
        if (draft.Type is PloverType.Consult && clause[draft.Match.First].Lemma is "meet" && clause[draft.Match.Last] is { Lower: "with", Head: >= 0 } by && clause[by.Head].Lemma is "approval" or "success" or "resistance" or "opposition" or "criticism" or "failure" or "skepticism" or "scepticism" or "disapproval" or "silence") return true;
        // "is responsible for protecting the capital"
        if (draft.Type is PloverType.Aid or PloverType.Cooperate or PloverType.Support && clause[draft.Head] is { IsGerund: true, Head: >= 0 } duty && clause[duty.Head].Lemma is "responsible" or "accountable" or "known" or "famous") return true;
        // "search for missing climbers", "They began searching"
        if (clause[draft.Match.First].Lemma is "search" && draft.Entry.Kind is Lexicon.TriggerKind.Verb && (draft.Match.Length == 1 && !roles.Passive && roles.Object < 0 || draft.Recipients.Any(r => clause.Holds(r.Head, r.Start, r.End) && clause.HasChild(r.Head, "amod", "missing", "lost", "stranded")))) return true;
        // "blocked herself off"
        if (draft.Type is PloverType.Coerce or PloverType.Sanction or PloverType.Reject && roles.Object >= 0 && clause[roles.Object].Lower is "himself" or "herself" or "itself" or "themselves" or "myself") return true;
        // "soldiers pushing to break through" ask for nothing.
        if (draft.Type is PloverType.Request && clause[draft.Match.First].Lemma is "push" or "press" or "direct" && draft.Match.Length == 1 && draft.Recipients.Count == 0 && draft.Actors.Count > 0 && draft.Actors.All(a => a.Is("MIL") || a.Is("REB"))) return true;
        // "is investigating the crash": a mishap is nobody's deed.
        if (draft.Type is PloverType.Accuse && draft.Modes.Contains("investigate") && !roles.Passive && roles.Object >= 0 && clause[roles.Object].Lemma is "accident" or "crash" or "collision" or "fire" or "outbreak" or "leak" or "derailment" or "wreck") return true;
        if (draft.Type is not PloverType.Assault) return false;
        // "is battling extradition", "fights inflation"
        if (draft.Entry.Kind is Lexicon.TriggerKind.Verb && clause[draft.Head].Lemma is "battle" or "fight" or "combat" or "confront" && !roles.Passive && roles.Object >= 0 && draft.Recipients.Count == 0 && draft.Actors.Count < 2 && clause[roles.Object].Pos is Language.Upos.Noun) return true;
        // "are engaged in a tug-of-war"
        if (clause[draft.Head].Lemma is "engage" && draft.Match.Length == 1 && roles.Obliques.Any(o => o.Preposition is "in")) return true;
        // "were repelled by the thought", "gets repelled"
        if (clause[draft.Head].Lemma is "repel" or "repulse" && roles.Passive && roles.Agent(clause) < 0) return true;
        // "how many died": harm that befalls nobody who is told.
        if (draft.Entry.Harm is "dead" && draft.Recipients.Count == 0 && draft.Actors.Count == 0 && clause[draft.Head].Lemma is "die" or "perish") return true;
        // "He suggested pushing back the date": somebody unknown against nobody.
        if (draft.Actors.Count > 0 && draft.Actors.All(a => a.IsPronoun && a.Country is null && a.Sectors.Count == 0) && draft.Recipients.Count == 0 && draft.Entry.Harm.Length == 0 && draft.Modes.Count == 0) return true;
        // What is only planned or wanted is no event: "intended to take control of the hill".
        if (draft.Status is EventStatus.Future or EventStatus.Hypothetical && clause[draft.Head].Rel is "xcomp" && clause[draft.Head].Head is var plan and >= 0
            && clause[plan].Lemma is "intend" or "plan" or "want" or "seek" or "prepare" or "hope" or "aim" or "consider" or "decide" or "wish") return true;
        if (clause[draft.Match.First].Lemma is "beat" && draft.Actors.Any(a => a.IsState)) return true;
        return nobody && roles.Passive && draft.Recipients.Count == 0 && draft.Entry.Object is Lexicon.Role.Recipient && roles.Subject >= 0 && clause[roles.Subject].Pos is Language.Upos.Noun && draft.Entry.Harm.Length == 0
            && clause[roles.Subject].Lemma is "deal" or "agreement" or "balance" or "economy" or "market" or "stock" or "share" or "business" or "bourse" or "industry" or "sector" or "sale" or "tone" or "chord" or "price" or "team" or "company" or "demand" or "date";
    }

    private static bool IsPublic(Party p) =>
        p.IsState || p.Country is "UNO" or "IGO" or "EUR" or "NGO" or "IMG"
        || p.Sectors.Any(s => s is "GOV" or "MIL" or "LEG" or "JUD" or "COP" or "SPY" or "REB" or "PRM" or "PTY" or "OPP" or "ELI" or "REF" or "SOC" or "REL" or "PRE")
        || (p.Country is not null && !p.Is("BUS") && !p.Is("JRN"));

    // What unions threaten, demand, refuse or call off is public business; what else they do need not be.
    private static bool IsOrganized(Draft draft, Party p) =>
        (p.Is("LAB") || p.Is("EDU") && draft.Scene.Clause.Words.Any(w => w.Lemma is "strike" or "tool" or "walkout" or "wage" or "pay" or "boycott" or "protest")) && draft.Type is PloverType.Threaten or PloverType.Reject or PloverType.Request or PloverType.Concede;

    // Who "he" is, where he is somebody in office or in arms, is no less sure than what his name says.
    private static bool IsInOffice(Party p) => p.Country is not null && p.Sectors.Any(s => s is "GOV" or "MIL" or "LEG" or "JUD" or "PTY" or "REB");

    // "you" is the reader, "I" outside a quotation the writer.
    private static bool IsReader(Clause clause, Party party)
    {
        if (!party.IsPronoun || !clause.Holds(party.Head, party.Start, party.End)) return false;
        var word = clause[party.Head];
        return word.Lower is "you" || (word.Lower is "i" or "me" or "we" or "us" && !word.Quoted && party.Country is null);
    }
}
