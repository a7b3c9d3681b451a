using System.Collections.Frozen;
using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>Fills a match's actors and recipients from the roles around its trigger.</summary>
internal sealed class DraftReader(ActorResolver resolver, WordClasses classes)
{
    public Draft Read(SentenceScene scene, Match match)
    {
        var clause = scene.Clause;
        var roles = match.Entry.Kind == TriggerKind.Verb ? Roles.OfVerb(clause, match.Head) : Roles.OfNoun(clause, match.Head, classes);
        // "Nine hundred migrants rescued off the coast": headlines leave the auxiliary out.
        if (match is { Length: 1, Entry.Kind: TriggerKind.Verb } && match.Entry.Object is Role.Recipient && clause[match.Head] is { IsPast: true, Rel: "root" } && roles is { Passive: false, Subject: >= 0, Object: < 0 } && clause[roles.Subject] is { Pos: Upos.Noun, Lemma: not ("authority" or "police" or "officer" or "force" or "troop" or "troops" or "soldier" or "army" or "official" or "government" or "prosecutor" or "court" or "militant" or "rebel" or "gunman") }
            && clause[match.Head].Lemma is "rescue" or "evacuate" or "arrest" or "detain" or "kidnap" or "abduct" or "free" or "release" or "deport" or "evict" or "expel" or "jail" or "convict" or "sentence" or "execute" or "behead" or "kill" or "wound" or "injure" or "charge" or "indict" or "sack" or "dismiss"
            && !clause.ChildrenOf(match.Head).Any(c => clause[c].Rel is "aux" or "xcomp" or "ccomp" or "iobj")) roles.MakePassive();
        if (match is { Length: > 1, Entry: { Kind: TriggerKind.Verb, Subject: Role.Actor, Object: Role.Recipient } } && roles.Passive && clause[match.First].Lemma is "be" && clause[match.Last].Rel is "case") roles.MakeActive();
        // "was committed to talks"
        if (match is { Length: > 2, Entry: { Kind: TriggerKind.Verb, Type: PloverType.Agree, Object: Role.None } } && roles.Passive && clause[match.First].Lemma is "be") roles.MakeActive();
        Draft draft = new() { Scene = scene, Match = match, Roles = roles, Type = match.Entry.Type, Modes = [.. match.Entry.Modes], Rule = match.Entry.Source };
        if (match.Entry.Kind == TriggerKind.Verb) FillFromVerb(draft);
        else FillFromNoun(draft);
        // "Helicopter shot down over the valley": a machine that nothing is said to have downed was downed.
        if (draft.Type is PloverType.Assault && match is { Entry.Kind: TriggerKind.Verb, Length: > 1 } && clause[match.First].Lemma is "shoot" or "bring" && clause[match.Last].Lower is "down" && roles is { Passive: false, Object: < 0, Subject: >= 0 }
            && Flies(clause[roles.Subject].Lemma) && draft.Actors.Count > 0)
            (draft.Actors, draft.Recipients) = ([], draft.Actors);
        if (draft.IsViolent) Disarm(draft);
        // Troops that "were deployed", by whomever, are the ones who moved.
        if (draft.Type is PloverType.Mobilize && draft.Actors.Count == 0 && roles.Passive && match.Entry.Kind == TriggerKind.Verb)
            draft.Actors.AddRange(Parties(scene, roles.Subject).Where(p => p.IsArmed || p.Country is not null));
        draft.Recipients.RemoveAll(r => draft.Actors.Any(a => a.Start == r.Start && a.Country == r.Country));
        // "Poland voted against it": it is not Poland.
        draft.Recipients.RemoveAll(r => r is { IsPronoun: true, Country: not null } && clause.Holds(r.Head, r.Start, r.End) && clause[r.Head].Lower is "it" && draft.Actors.Exists(a => a.Country == r.Country && (a.IsState || a.Sectors.SequenceEqual(r.Sectors))));
        // "invited him": nobody does it to himself without saying so.
        draft.Recipients.RemoveAll(r => r is { IsPronoun: true, IsPerson: true } && clause.Holds(r.Head, r.Start, r.End) && clause[r.Head].Lower is "him" or "her" or "them" && draft.Actors.Any(a => a.Text == r.Text || a.IsPerson && a.Country is not null && a.Country == r.Country && a.Sectors.SequenceEqual(r.Sectors)));
        // "killed himself and 15 others": the others are the victims.
        draft.Recipients.RemoveAll(r => r.IsPronoun && clause.Holds(r.Head, r.Start, r.End) && IsReflexive(clause[r.Head]));
        // "marched through La Paz", "blocked a highway outside Dhaka": a capital is where it happens.
        if (draft.Type is PloverType.Protest) draft.Recipients.RemoveAll(r => r is { Sectors: ["GOV"], IsProper: true } && clause.Holds(r.Head, r.Start, r.End) && clause.CaseOf(r.Head) is "through" or "outside" or "in" or "near" or "around" or "across" or "into" or "at" && scene.Hits.Exists(h => h.First <= r.Head && r.Head <= h.Last && h.Entity is { Kind: EntityKind.Government }));
        // "wounding 40 others": they are counted, not named.
        draft.Recipients.RemoveAll(r => r is { IsPronoun: true, IsKnown: false } && draft.Recipients.Any(o => o.IsKnown));
        return draft;
    }

    public static bool IsReflexive(Word word) => word.Lower is "himself" or "herself" or "themselves" or "itself" or "myself";

    // "Syrian missiles were fired at the town": whose weapons they are fires them.
    private void Disarm(Draft draft)
    {
        var clause = draft.Scene.Clause;
        if (clause[draft.Match.First].Lemma is not ("fire" or "launch" or "lob" or "rain" or "drop" or "shoot" or "aim" or "direct") || draft.Entry.Modes.Contains("crowd-control")) return;
        foreach (var weapon in draft.Recipients.Where(r => r.Head >= 0 && classes.Is(clause[r.Head].Lemma, "projectile")).ToList())
        {
            draft.Recipients.Remove(weapon);
            if (draft.Actors.Count == 0 && weapon.Country is not null) draft.Actors.Add(weapon with { Sectors = weapon.Sectors.Count > 0 ? weapon.Sectors : ["MIL"] });
        }
    }

    public List<Party> Parties(SentenceScene scene, int head) =>
        head < 0 ? [] : resolver.ResolveAll(scene, head).Where(p => !IsThing(scene.Clause, p) && !IsDate(scene, p)).ToList();

    // "on October 23": the number is no group of people.
    private static bool IsDate(SentenceScene scene, Party party) =>
        party.Head >= 0 && scene.Clause[party.Head].Pos is Upos.Num or Upos.Propn && party.Country is null && scene.Dates.Any(d => d.FirstToken <= party.Head && party.Head <= d.LastToken);

    private void FillFromVerb(Draft draft)
    {
        var (clause, roles, entry, match) = (draft.Scene.Clause, draft.Roles, draft.Entry, draft.Match);
        var obj = roles.Object;
        if (match.Length > 1)
        {
            // "expelled the German ambassador", "clashed with police": the words of the entry say whose or whom.
            // "threw stones at officers": whom the preposition names, not what was thrown.
            var inside = obj >= match.First && obj <= match.Last && !(obj < match.Last && clause[match.Last].IsNominal && clause.CaseOf(match.Last) is "at" or "with" or "against") ? obj : clause[match.Last].IsNominal ? match.Last : -1;
            // "withdrew its peacekeepers from Haiti": they are its own.
            if (inside >= 0 && entry.Modes.Contains("withdraw") && clause.ChildrenOf(inside).Any(c => clause[c].SubRel is "poss" && clause[c].Lower is "its" or "his" or "their")) inside = -1;
            if (inside >= 0 && !match.HasGap && entry.Object == Role.Recipient && clause[inside].Rel is not "xcomp" && clause[inside].Lemma is not ("state" or "street" or "road" or "square" or "custody" or "jail" or "prison" or "detention" or "arrest" or "court" or "trial" or "bar" or "charge"))
            {
                draft.Recipients.AddRange(Parties(draft.Scene, inside).Where(p => clause[match.First].Lemma is "summon" || clause[inside].Lemma is "prisoner" or "hostage" or "detainee" or "captive" or "inmate" or "protester" or "activist" || p is { IsPronoun: false } && !IsDeed(clause[p.Head]) && !classes.Is(clause[p.Head].Lemma, "weapon") && (p.Country is not null && (p.Sectors.Count > 0 || p.IsProper) || p.Is("COP") || p.Is("MIL") || p.Is("JRN") && clause[inside].Lemma is "station" or "channel" or "newspaper" or "broadcaster" or "website" or "magazine" or "outlet")).Take(2));
                if (draft.Recipients.Count == 0) GiveBehind(draft, inside, Role.Recipient);
            }

            if (obj >= match.First && obj <= match.Last && !match.HasGap) obj = -1;

            if (clause[match.Last].Rel is "case" or "mark" && clause[match.Last].Head > match.Last && !(match.HasGap && roles.Object > match.First && roles.Object < match.Last)) obj = clause[match.Last].Head;
            for (var i = match.First; i <= match.Last; i++)
            {
                if (i == match.Head) continue;
                foreach (var child in clause.ChildrenOf(i))
                {
                    if (child > match.Last && clause[child].Rel is "nmod" or "obl" && clause.CaseOf(child) is { Length: > 0 } preposition) roles.Obliques.Add((preposition, child));
                }
            }
        }

        // "threatened to jail opposition leaders": the object of the pattern's last verb.
        if (match.Length > 1 && obj < 0 && !roles.Passive && match.Last != match.Head && clause[match.Last] is { Pos: Upos.Verb, Rel: "xcomp" }) obj = clause.ChildWith(match.Last, "obj");
        // "found Barbarin guilty": who stands between the words is meant, whatever the tree makes of it.
        if (match.HasGap && !roles.Passive && (obj < 0 || obj == match.Last || clause[obj].Pos is not (Upos.Noun or Upos.Propn or Upos.Pron or Upos.Num)))
            obj = Enumerable.Range(match.First + 1, match.Last - match.First - 1).LastOrDefault(i => clause[i].Pos is Upos.Noun or Upos.Propn or Upos.Pron && clause[i].SubRel != "poss", obj == match.Last && clause[obj].IsNominal ? obj : -1);
        // "hurled rocks at Israeli soldiers": at whom.
        if (match.HasGap && !roles.Passive && entry.Object is Role.Recipient && clause[match.Last].IsNominal && clause.CaseOf(match.Last) is "at") obj = match.Last;
        if (roles.Passive)
        {
            Give(draft, entry.Object, roles.Subject);
            // "Sudan was given a loan"
            if (entry.Object is Role.None && roles.Object >= 0 && RoleOf(entry, "to") is Role.Recipient) Give(draft, Role.Recipient, roles.Subject);
            // "were fired at the base": the preposition of the pattern governs the target.
            if (obj > match.Last && match.Length > 1 && clause[match.Last].Rel is "case" && clause[match.Last].Head == obj && clause[match.First].Lemma is not ("charge" or "face")) Give(draft, entry.Object, obj);
            foreach (var (preposition, word) in roles.Obliques)
            {
                if (preposition == "by") Give(draft, entry.Subject, word);
            }
        }
        else
        {
            Give(draft, entry.Subject, roles.Subject);
            // "accused each other of breaking the truce": both do it, and it is done to both.
            if (entry is { Subject: Role.Actor, Object: Role.Recipient or Role.Actor } && obj >= 0 && IsMutual(clause, obj) && draft.Actors.Count > 0)
            {
                (draft.IsMutual, draft.Recipients) = (true, []);
                return;
            }

            Give(draft, entry.Object, obj);
            // "gave Sudan a loan": to whom something goes.
            if (entry.Object is Role.None && roles.Gift >= 0 && RoleOf(entry, "to") is Role.Recipient) Give(draft, Role.Recipient, roles.Object);
            // "rejected the prime minister's agreement with the Union": whose it is comes before what it is about.
            if (draft.Recipients.Count == 0 && entry.Object is Role.Recipient && obj >= 0 && IsJudged(draft.Type)) GiveOwner(draft, obj);
        }

        // "Israeli tanks fought Hamas gunmen": both sides fight.
        if (draft.IsViolent && !roles.Passive && match.Length == 1 && clause[match.First].Lemma is "fight" or "battle" && draft.Actors.Exists(a => a.IsArmed) && draft.Recipients.Count > 0 && draft.Recipients.TrueForAll(r => r.IsArmed && !r.IsState && !r.Is("COP")))
        {
            draft.Actors.AddRange(draft.Recipients.Where(r => draft.Actors.TrueForAll(a => a.Start != r.Start)));
            draft.Recipients.Clear();
        }

        // "it blew up": what explodes does so to nobody by itself.
        if (draft.IsViolent && obj < 0 && clause[match.First].Lemma is "blow" or "explode" or "detonate") draft.Actors.RemoveAll(a => a.IsPronoun && clause.Holds(a.Head, a.Start, a.End) && clause[a.Head].Lower is "it" or "which" or "that");
        if (draft.IsViolent) AddAimed(draft);
        // "demanded that the minister step down"
        if (draft.Type is PloverType.Request && (entry.Complement is "that" || clause[draft.Head].Lemma is "demand" or "insist" or "request" or "order" or "urge" or "propose" or "ask" && !roles.Passive) && draft.Recipients.Count == 0 && clause.ChildWith(draft.Head, "ccomp") is >= 0 and var demanded && clause.ChildWith(demanded, "nsubj") is >= 0 and var urged) Give(draft, Role.Recipient, urged);
        foreach (var (preposition, word) in roles.Obliques)
        {
            // "arrested ten people during a demonstration by students": of an active verb nobody behind "by" is the doer.
            if (preposition is "by" && !roles.Passive && roles.Subject >= 0 && draft.Actors.Count > 0) continue;
            if (entry.Prepositions.TryGetValue(preposition, out var role) && (word != obj || entry.Object is Role.None)) Give(draft, role, word);
        }

        // "broke up a protest by farmers": the farmers.
        if (draft.Recipients.Count == 0 && draft.Type is PloverType.Assault or PloverType.Coerce && !draft.Modes.Contains("arrest") && (roles.Passive ? roles.Subject : obj) is >= 0 and var crowd && classes.Is(clause[crowd].Lemma, "crowd")) GiveCrowd(draft, crowd);
        if (entry.Object is Role.Place && draft.Recipients.Count == 0 && draft.IsViolent) GiveHolder(draft, roles.Passive ? roles.Subject : obj);
        if (draft.IsViolent && draft.Recipients.Count == 0 && draft.Modes.Contains("crowd-control")) GiveDispersed(draft);
        if (draft.Type is PloverType.Aid && draft.Recipients.Count == 0) GiveNear(draft, draft.Head);
        if (draft.Type is PloverType.Protest && draft.Recipients.Count == 0) GiveProtested(draft);
        var doer = roles.Passive ? roles.Agent(clause) : roles.Subject;
        if (draft.Actors.Count == 0 && entry.Subject == Role.Actor && doer >= 0 && (!Relevance.IsTalk(draft) || IsStatement(clause[doer]))) GiveBehind(draft, doer, Role.Actor);
        if (draft.Recipients.Count == 0 && draft.Type is PloverType.Agree or PloverType.Threaten or PloverType.Reject) GiveIntended(draft);
        // "condemned Russia's invasion": who did what is judged.
        var judged = roles.Passive ? roles.Subject : obj;
        if (draft.Recipients.Count == 0 && entry.Object == Role.Recipient && judged >= 0 && IsJudged(draft.Type)) GiveBehind(draft, judged, Role.Recipient);
        // "threw out a petition by the opposition", where the tree hangs whose it is on the verb.
        if (draft.Recipients.Count == 0 && entry.Object == Role.Recipient && judged >= 0 && !roles.Passive && draft.Actors.Count > 0 && draft.Type is PloverType.Accuse or PloverType.Reject or PloverType.Support)
        {
            foreach (var author in roles.Obliques.Where(o => o.Preposition is "by" && o.Word > judged && clause[o.Word].IsNominal && clause[o.Word].Head == draft.Head).Select(o => o.Word).ToList()) Give(draft, Role.Recipient, author);
        }

        if (draft.Recipients.Count == 0) GiveBehindPrepositions(draft);
        if (draft.Recipients.Count == 0 && draft.Type is PloverType.Coerce or PloverType.Sanction && !roles.Passive && judged >= 0) GiveDeprived(draft, judged);
        if (draft.Recipients.Count == 0 && draft.Type is PloverType.Coerce && draft.Modes.Contains("restrict") && judged >= 0) GiveOrganizers(draft, judged);
        // "sought Interpol's help"
        if (draft.Recipients.Count == 0 && draft.Type is PloverType.Request && judged >= 0 && clause[judged].Lemma is "help" or "assistance" or "aid" or "support" or "backing" or "approval" or "permission" or "mediation" or "protection" or "cooperation" or "advice" or "consent") GiveOwner(draft, judged);
        if (draft.Recipients.Count == 0 && draft.Actors.Count < 2) GiveBelow(draft);
        if (draft.Recipients.Count == 0 && draft.Type is PloverType.Request or PloverType.Reject or PloverType.Accuse && !roles.Passive && judged >= 0) GiveKeeper(draft, judged);
        // "protested against what it called the annexation of its territory by Russia"
        if (draft.Recipients.Count == 0 && draft.Type is PloverType.Accuse && Called(clause, draft.Match.Last) is var called and >= 0) GiveBehind(draft, called, Role.Recipient);
        if (draft.Recipients.Count == 0 && draft.Type is PloverType.Accuse or PloverType.Reject or PloverType.Support && draft.Actors.Count > 0) draft.Recipients.AddRange(Judged(draft).Where(p => draft.Actors.All(a => a.Start != p.Start && a.Country != p.Country)));
        if (draft.Recipients.Count == 0 && draft.Type is PloverType.Coerce && draft.Modes.Contains("arrest") && judged >= 0) GiveArrested(draft, judged);
        if (draft.Recipients.Count == 0 && draft.IsViolent && judged >= 0 && entry.Object is Role.Recipient && (entry.Harm.Length > 0 || draft.Modes.Contains("abduct"))) GiveVictim(draft, judged);
    }

    // "taken hostage seven loggers", "killed two homeguards": people of a kind that no table knows.
    private void GiveVictim(Draft draft, int head)
    {
        var clause = draft.Scene.Clause;
        var word = clause[head];
        // "Three Catholics were shot dead"
        if (word.Pos is Upos.Propn && word.Lower.EndsWith('s') && clause.ChildWith(head, "nummod") >= 0)
        {
            draft.Recipients.Add(Civilian(draft.Scene, head));
            return;
        }

        if (word.Pos is not Upos.Noun || word.Lower == word.Lemma || clause.ChildWith(head, "nummod") < 0 && !clause.HasChild(head, "amod", "several", "many", "dozen") || classes.Is(word.Lemma, "destroyed") || classes.Is(word.Lemma, "projectile") || IsWeapon(word.Lemma)) return;
        if (!draft.Modes.Contains("abduct") && !Casualties.IsOfPeople(clause, head) || IsDeed(word)) return;
        var party = Civilian(draft.Scene, head);
        if (!IsAbstract(clause, party)) draft.Recipients.Add(party);
    }

    // "each other", "one another", "each other's positions"
    private static bool IsMutual(Clause clause, int word)
    {
        bool Opens(int at) => at >= 0 && at + 1 < clause.Count && (clause[at].Lower is "each" && clause[at + 1].Lower is "other" || clause[at].Lower is "one" && clause[at + 1].Lower is "another");
        // "have each accused the other"
        if (clause[word].Lower is "other" && clause.HasChild(word, "det", "the") && clause.Words.Any(w => w.Index < word && w.Lower is "each")) return true;
        return Opens(word) || Opens(word - 1) || clause[word].Pos is Upos.Noun && clause.ChildrenOf(word).Any(c => c < word && (Opens(c) || Opens(c - 1)));
    }

    // The noun that "what it called" names.
    private static int Called(Clause clause, int last)
    {
        for (var i = last + 1; i < clause.Count && i < last + 4; i++)
        {
            if (clause[i].Lower is not "what" || i + 2 >= clause.Count || clause[i + 2] is not { Pos: Upos.Verb, Lemma: "call" or "describe" or "term" or "see" or "say" }) continue;
            for (var at = i + 3; at < clause.Count && (clause[at].Pos is not (Upos.Verb or Upos.Punct) || clause[at].Rel is "amod"); at++)
            {
                if (clause[at].Pos is Upos.Noun && clause[at].Rel is not ("compound" or "nmod")) return at;
            }
        }

        return -1;
    }

    // "seized her passport", "froze his accounts": whose it is suffers it.
    private void GiveDeprived(Draft draft, int thing)
    {
        var clause = draft.Scene.Clause;
        var owner = clause.ChildrenOf(thing).FirstOrDefault(c => clause[c].SubRel is "poss" && clause[c].Lower is "his" or "her" or "their", -1);
        if (owner < 0 || clause[thing].Pos is not Upos.Noun) return;
        draft.Recipients.AddRange(Parties(draft.Scene, owner).Where(p => p.IsKnown && !(clause[owner].Lower is "her" && p.Text.EndsWith("man", StringComparison.Ordinal) && !p.Text.EndsWith("woman", StringComparison.Ordinal)) && draft.Actors.All(a => a.Start != p.Start && !(a.Country == p.Country && a.Sectors.SequenceEqual(p.Sectors)))).Take(1));
    }

    // "banned a rally that the movement planned to hold": whose rally it is.
    private void GiveOrganizers(Draft draft, int crowd)
    {
        var clause = draft.Scene.Clause;
        if (!classes.Is(clause[crowd].Lemma, "crowd") && clause[crowd].Lemma is not ("meeting" or "conference" or "congress" or "newspaper" or "ceremony" or "parade")) return;
        GiveBehind(draft, crowd, Role.Recipient);
        foreach (var child in clause.ChildrenWith(crowd, "acl"))
        {
            if (draft.Recipients.Count == 0 && clause[child].SubRel is "relcl" && clause.ChildWith(child, "nsubj") is >= 0 and var organizer && organizer != crowd) Give(draft, Role.Recipient, organizer);
        }
    }

    /// <summary>"moved tanks to the border, a step that Israel called a breach": who did what a clause beside it judges.</summary>
    public List<Party> Judged(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var isBeside = false;
        for (var (at, steps) = (draft.Head, 0); at >= 0 && steps < 60; (at, steps) = (clause[at].Head, steps + 1))
        {
            if (clause[at].Head < 0) return isBeside && clause[at].Pos is Upos.Verb && at != draft.Head ? [.. Parties(draft.Scene, Roles.OfVerb(clause, at).Subject).Where(p => p.IsKnown && !p.IsPronoun)] : [];
            isBeside |= clause[clause[at].Head].Lemma is "step" or "move" or "what" or "act" or "action" or "decision" or "measure" or "gesture" or "incident" or "manoeuvre" or "maneuver" || clause[at].Lower is "what"
                || draft.Type is PloverType.Reject && clause[clause[at].Head].Lemma is "claim" or "charge" or "accusation" or "allegation" or "assertion" or "demand" or "plan" or "proposal" or "offer";
        }

        return [];
    }

    // "shared its findings on a network with investigators": the entry's own preposition, wherever below the object the tree hangs it.
    private void GiveBelow(Draft draft)
    {
        foreach (var thing in draft.Roles.Obliques.Where(o => o.Preposition is "on" or "about" or "of" or "for" or "in").Select(o => o.Word).Prepend(draft.Roles.Object).ToList())
        {
            if (draft.Recipients.Count == 0 && draft.Actors.Count < 2) GiveBelow(draft, thing);
        }
    }

    private void GiveBelow(Draft draft, int thing)
    {
        var clause = draft.Scene.Clause;
        for (var depth = 0; thing >= 0 && depth < 4; depth++)
        {
            var next = -1;
            foreach (var child in clause.ChildrenWith(thing, "nmod").Where(c => c > draft.Match.Last))
            {
                var preposition = clause.CaseOf(child);
                if (preposition is "with" or "to" or "by" or "from" or "against" && draft.Entry.Prepositions.TryGetValue(preposition, out var role) && role is Role.Actor or Role.Recipient) Give(draft, role, child);
                next = child;
            }

            if (draft.Recipients.Count > 0 || draft.Actors.Count > 1) return;
            thing = next;
        }
    }

    // "demanded the release of prisoners held by the rebels": of those who hold them it is demanded.
    private void GiveKeeper(Draft draft, int thing)
    {
        var clause = draft.Scene.Clause;
        for (var depth = 0; thing >= 0 && depth < 4 && draft.Recipients.Count == 0; depth++)
        {
            foreach (var held in clause.ChildrenWith(thing, "acl"))
            {
                if (clause[held] is { IsPast: true, IsGerund: false, Lemma: "hold" or "detain" or "jail" or "imprison" or "capture" or "kidnap" or "abduct" or "seize" or "occupy" or "control" } && Roles.OfVerb(clause, held).Agent(clause) is var keeper and >= 0) Give(draft, Role.Recipient, keeper);
            }

            thing = clause.ChildrenWith(thing, "nmod").FirstOrDefault(c => c > thing && clause.CaseOf(c) is "of", -1);
        }
    }

    // "arrested more than 100 mob members": whoever is arrested is somebody.
    private void GiveArrested(Draft draft, int head)
    {
        var clause = draft.Scene.Clause;
        var word = clause[head];
        if (clause[draft.Match.First].Lemma is not ("arrest" or "detain" or "imprison" or "jail" or "apprehend" or "incarcerate" or "remand" or "rearrest" or "re-arrest" or "nab") || word.Pos is not Upos.Noun || draft.Scene.Contains(classes["destroyed"])) return;
        if (!word.Lower.EndsWith('s') && clause.ChildWith(head, "nummod") < 0 && clause.ChildWith(head, "det") < 0 && !clause.ChildrenOf(head).Any(c => clause[c].SubRel is "poss")) return;
        var party = Civilian(draft.Scene, head);
        if (!IsAbstract(clause, party) && !IsDeed(word)) draft.Recipients.Add(party);
    }

    private static bool IsJudged(PloverType type) => type is PloverType.Accuse or PloverType.Support or PloverType.Reject or PloverType.Concede or PloverType.Sanction;

    private void GiveOwner(Draft draft, int thing)
    {
        var clause = draft.Scene.Clause;
        foreach (var child in clause.ChildrenOf(thing).Where(c => clause[c].SubRel == "poss" && clause[c].Pos is not Upos.Pron)) Give(draft, Role.Recipient, child);
    }

    // "strikes against rebel positions", "condemnation of the minister's words": a thing stands for those whose it is.
    private void GiveBehindPrepositions(Draft draft)
    {
        foreach (var (preposition, word) in draft.Roles.Obliques)
        {
            if (draft.Recipients.Count > 0) return;
            if (RoleOf(draft.Entry, preposition) is not Role.Recipient || draft.Scene.Clause[word].Pos is not Upos.Noun) continue;
            if (draft.IsViolent) GiveHolder(draft, word);
            else if (IsJudged(draft.Type) || draft.Type is PloverType.Threaten) GiveBehind(draft, word, Role.Recipient);
        }

        if (draft.IsViolent && draft.Recipients.Count == 0 && draft.Entry is { Kind: TriggerKind.Verb, Object: Role.Recipient } && draft.Roles is { Passive: false, Object: >= 0 }) GiveHolder(draft, draft.Roles.Object);
    }

    // "The court's ruling rejected", "a statement of the ministry condemned": words and decisions speak for those who made them.
    private static bool IsStatement(Word word) =>
        word.Lemma is "statement" or "report" or "letter" or "resolution" or "ruling" or "verdict" or "decision" or "order" or "decree" or "communique" or "declaration" or "indictment" or "complaint" or "lawsuit" or "speech" or "message" or "tweet" or "remark" or "comment" or "note" or "document";

    // "used water cannon to disperse protesters"
    private void GiveDispersed(Draft draft)
    {
        var clause = draft.Scene.Clause;
        // "Police firing tear gas dispersed the crowd"
        if (clause[draft.Head] is { Rel: "acl", Head: >= 0 } told && clause[told.Head] is { Rel: "nsubj", Head: >= 0 } police && clause[police.Head].Lemma is "disperse" or "scatter" or "drive" or "push" or "clear" && clause.ChildWith(police.Head, "obj") is >= 0 and var driven) Give(draft, Role.Recipient, driven);
        foreach (var word in clause.Words)
        {
            if (draft.Recipients.Count > 0) return;
            if (word.Lemma is not ("disperse" or "stop" or "push" or "scatter" or "drive" or "break" or "prevent" or "clear") || word.Pos is not Upos.Verb || !clause.IsUnder(word.Index, draft.Head) || clause.ChildWith(word.Index, "obj") is not (>= 0 and var crowd)) continue;
            Give(draft, Role.Recipient, crowd);
            if (draft.Recipients.Count == 0) GiveCrowd(draft, crowd);
        }
    }

    // "a protest by farmers", "an opposition rally": those who hold it, wherever the tree hangs them.
    private void GiveCrowd(Draft draft, int crowd)
    {
        var clause = draft.Scene.Clause;
        GiveBehind(draft, crowd, Role.Recipient);
        if (draft.Recipients.Count == 0 && clause[crowd] is { Rel: "obj", Head: >= 0 and var verb })
        {
            foreach (var child in clause.ChildrenOf(verb).Where(c => c > crowd && clause[c].Rel is "obl" && clause.CaseOf(c) is "by")) Give(draft, Role.Recipient, child);
        }

        foreach (var child in clause.ChildrenOf(crowd))
        {
            if (draft.Recipients.Count == 0 && child < crowd && clause[child] is { Rel: "compound", Pos: Upos.Noun } && resolver.IsRole(clause, child)) Give(draft, Role.Recipient, child);
        }
    }

    // "fired rockets aimed at the town"
    private static void AddAimed(Draft draft)
    {
        var clause = draft.Scene.Clause;
        // "fired round after round of tear gas at protesters": where it is aimed, however deep the tree hangs it.
        if (draft.Entry.Prepositions.ContainsKey("at") && !draft.Roles.Passive && (draft.Roles.Object >= 0 ? draft.Roles.Object : draft.Roles.Obliques.FirstOrDefault(o => o.Preposition is "after", (Preposition: "", Word: -1)).Word) is >= 0 and var shot && draft.Roles.Obliques.TrueForAll(o => o.Preposition is not "at"))
        {
            for (var (depth, at) = (0, shot); depth < 3 && at >= 0; depth++)
            {
                foreach (var target in clause.ChildrenWith(at, "nmod").Where(c => clause.CaseOf(c) is "at")) draft.Roles.Obliques.Add(("at", target));
                at = clause.ChildrenWith(at, "nmod").FirstOrDefault(c => c > at && clause.CaseOf(c) is "of" or "after", -1);
            }
        }

        var around = clause.ChildrenOf(draft.Head).Concat(draft.Roles.Object >= 0 ? clause.ChildrenOf(draft.Roles.Object) : []);
        foreach (var aimed in around.Where(c => clause[c].Lemma is "aim" or "direct" or "target" or "point" && clause[c].Rel is "xcomp" or "acl" or "advcl").ToList())
        {
            foreach (var child in clause.ChildrenOf(aimed))
            {
                if (clause[child].Rel is "obl" && clause.CaseOf(child) is "at") draft.Roles.Obliques.Add(("at", child));
            }
        }
    }

    // "captured two rebel camps", "seized an army base", "took a Hamas-held town": a place is a recipient only through its holder.
    private void GiveHolder(Draft draft, int place)
    {
        if (place < 0) return;
        var clause = draft.Scene.Clause;
        var isPost = classes.Is(clause[place].Lemma, "post") || clause[place].Lemma is "barrack" or "headquarters" or "positions" or "hideout" or "territory" or "occupation" or "control" or "rule" or "grip" or "siege";
        foreach (var child in clause.ChildrenOf(place))
        {
            if (child > place || clause[child].Rel is not ("compound" or "amod" or "nmod" or "flat") || draft.Recipients.Count > 0) continue;
            var isHeld = draft.Scene.Hits.Any(h => h.First <= child && h.Last >= child && (h.Entity.Sectors.Any(s => s is "REB" or "MIL" or "PRM") || isPost && h.Entity.Country is not null && h.Entity.Kind is EntityKind.Demonym or EntityKind.Country));
            if (!isHeld && !(isPost && resolver.Resolve(draft.Scene, child).Any(p => p.Is("MIL") || p.Is("REB") || p.Is("PRM")))) continue;
            draft.Recipients.AddRange(resolver.Resolve(draft.Scene, child).Where(p => draft.Actors.All(a => a.Start != p.Start)).Take(1));
        }
    }

    // "offered to send aid to Italy": to whom it is to be done.
    private void GiveIntended(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var deed = clause.ChildWith(draft.Head, "xcomp");
        // "expressed its intent to settle the dispute with China"
        if (deed < 0 && draft.Entry.Need is "intent") deed = clause[draft.Match.Last].Head;
        if (deed < 0) return;
        var roles = Roles.OfVerb(clause, deed);
        // "refused to withdraw the police from the towns": nobody is refused there.
        foreach (var word in roles.Obliques.Where(o => draft.Type is not PloverType.Reject || o.Preposition is not "from" || clause[deed].Lemma is not ("withdraw" or "pull" or "remove" or "return")).Where(o => o.Preposition is "to" or "with" or "against" or "on" or "for" or "from" or "between").Select(o => o.Word).Prepend(roles.Object))
        {
            if (word < 0 || word < draft.Match.Last) continue;
            draft.Recipients.AddRange(Parties(draft.Scene, word).Where(p => p is { IsBeside: false, IsPlace: false } && !IsAbstract(clause, p) && !clause.ChildrenOf(p.Head).Any(c => clause[c].SubRel is "poss" && clause[c].Lower is "his" or "her" or "its" or "their") && (p.Country is not null && !p.IsPronoun || p.IsKnown && draft.Type is PloverType.Threaten) && draft.Actors.All(a => a.Start != p.Start && (a.Country != p.Country || p.Country is null || p.IsPronoun || !a.IsState && !p.IsState && !a.Sectors.SequenceEqual(p.Sectors)))).Take(1));
            if (draft.Recipients.Count > 0) return;
        }
    }

    /// <summary>"ruled out sending missiles to Kyiv", "balked at a request by Paris": of what is said by words alone, the one other country or body inside what is spoken of.</summary>
    public static void GiveFarther(Draft draft)
    {
        if (draft.Recipients.Count > 0 || draft.Actors.Count == 0 || draft.Entry.Kind is not TriggerKind.Verb || draft.IsMutual || !Relevance.IsTalk(draft) || draft.Type is PloverType.Consult or PloverType.Cooperate or PloverType.Aid || draft.Entry.Object is Role.Place or Role.Territory) return;
        if (draft.Actors.Exists(a => a.IsPronoun && a.Country is null) || draft.Actors.Count > 1 && draft.Entry.Symmetric) return;
        var clause = draft.Scene.Clause;
        // "denied that it would take in Palestinians": a claim that is denied was made by others.
        if (draft.Type is PloverType.Reject && clause[draft.Match.First].Lemma is "deny" or "dispute" or "refute" or "reject" && clause.ChildrenOf(draft.Head).Any(c => clause[c].Rel is "ccomp" || clause[c].Rel is "obj" && clause.ChildrenOf(c).Any(r => clause[r].Rel is "acl" or "ccomp"))) return;
        List<Hit> others = [.. draft.Scene.Hits.Where(h => h.First > draft.Match.Last && h.Entity is { Country: not null, Kind: not EntityKind.Place } && draft.Actors.TrueForAll(a => a.Country != h.Entity.Country) && IsSpokenOf(clause, h, draft))];
        if (others.Count == 0 || others.Exists(h => h.Entity.Country != others[0].Entity.Country)) return;
        var (start, end) = (clause[others[0].First].Start, clause[others[0].Last].End);
        draft.Recipients.Add(new Party { Text = draft.Scene.Text.Slice(start, end), Start = start, End = end, Head = others[0].Last, Country = others[0].Entity.Country, Sectors = others[0].Entity.Sectors, IsState = others[0].Entity.Kind is EntityKind.Country or EntityKind.Demonym, IsProper = true });
    }

    // No place and no day beside it, and nothing in a clause of its own.
    private static bool IsSpokenOf(Clause clause, Hit hit, Draft draft)
    {
        if (!clause.IsUnder(hit.Last, draft.Head)) return false;
        for (var (at, steps) = (hit.Last, 0); at >= 0 && at != draft.Head && steps < 30; (at, steps) = (clause[at].Head, steps + 1))
        {
            if (clause[at].Rel is "parataxis" || clause[at].Rel is "conj" && !clause[at].IsNominal || clause[at] is { Rel: "acl", SubRel: "relcl" } || clause[at].Rel is "advcl" && !clause.HasChild(at, "mark", "to", "of", "for", "against", "from") && !Contents.IsComplement(clause, at, draft.Match.Last)) return false;
            if (clause[at].Rel is "obl" or "nmod" && clause.CaseOf(at) is "in" or "at" or "after" or "before" or "during" or "near" or "outside" or "amid" or "since" or "through" or "across" or "within" or "inside" or "like" or "as" or "than" or "following" or "despite" or "under" or "via" or "according to" or "alongside" or "between") return false;
            // "asked for sanctions on Moscow": whom they are to hit is not who is asked.
            if (draft.Type is PloverType.Request && clause.CaseOf(at) is "on" or "against") return false;
        }

        return true;
    }

    // "provided 28 million euros in aid for those affected in Yemen": the country that stands behind the gift.
    private static void GiveNear(Draft draft, int verb)
    {
        var clause = draft.Scene.Clause;
        foreach (var hit in draft.Scene.Hits)
        {
            if (hit.First <= draft.Match.Last || hit.Entity.Country is null || hit.Entity.Kind is EntityKind.Person || clause.PredicateOf(hit.Last) is var own && own != verb && !clause.IsUnder(own, verb)) continue;
            // "to assist Ethiopia with its response"
            var isHelped = clause[hit.Last] is { Rel: "obj", Head: >= 0 } helped && clause[helped.Head].Lemma is "help" or "assist" or "support" or "aid";
            if (!isHelped && clause.CaseOf(hit.Last) is not ("to" or "for" or "in") && clause[hit.Last].Rel is not ("amod" or "compound")) continue;
            var (start, end) = (clause[hit.First].Start, clause[hit.Last].End);
            draft.Recipients.Add(new Party { Text = draft.Scene.Text.Slice(start, end), Start = start, End = end, Head = hit.Last, Country = hit.Entity.Country, Sectors = hit.Entity.Sectors, IsState = hit.Entity.Kind is EntityKind.Country, IsProper = true });
            return;
        }
    }

    // "The missile fired by the army destroyed", "Syrian shells hit", "the decision of the court bars": whose thing it is that acts.
    public void GiveBehind(Draft draft, int thing, Role role)
    {
        var clause = draft.Scene.Clause;
        if (clause[thing].Pos is not (Upos.Noun or Upos.Verb) && !IsDeed(clause[thing])) return;
        // "condemned the execution of dissidents in Iran": not those whom it was done to, but whoever did it.
        var isSuffered = role is Role.Recipient && draft.Type is PloverType.Accuse or PloverType.Reject && IsDoneTo(clause[thing].Lemma);
        foreach (var child in clause.ChildrenOf(thing))
        {
            var word = clause[child];
            if (isSuffered && clause.CaseOf(child) is "of")
            {
                // "the arrest of opposition activists in Belarus"
                foreach (var there in clause.ChildrenWith(child, "nmod").Where(c => clause.CaseOf(c) is "in" && draft.Recipients.Count == 0)) draft.Recipients.AddRange(Parties(draft.Scene, there).Where(p => p.IsState && draft.Actors.All(a => a.Country != p.Country)).Take(1));
                continue;
            }

            if (isSuffered && word.Rel is "nmod" && clause.CaseOf(child) is "in")
            {
                draft.Recipients.AddRange(Parties(draft.Scene, child).Where(p => p.IsState && draft.Actors.All(a => a.Country != p.Country)).Take(1));
            }
            else if (word.SubRel == "poss" && word.Pos is not Upos.Pron || (word.Rel is "nmod" && (clause.CaseOf(child) is "by" or "from" or "of" || clause.CaseOf(child) is "between" && draft.Type is PloverType.Accuse or PloverType.Reject)))
            {
                Give(draft, role, child);
            }
            // "an opposition demand", "a rebel offer"
            else if (word is { Rel: "compound" or "amod", Pos: Upos.Noun, Lemma: "opposition" or "government" or "rebel" or "army" or "guerrilla" or "union" or "court" or "military" or "separatist" } && role is Role.Recipient && draft.Type is PloverType.Accuse or PloverType.Reject or PloverType.Support or PloverType.Concede or PloverType.Request)
            {
                Give(draft, role, child);
            }
            // "a move criticised by Washington": who judges is not judged.
            else if (word.Rel is "acl" && word.IsPast && child != draft.Head)
            {
                foreach (var agent in clause.ChildrenOf(child).Where(c => clause[c].Rel is "obl" or "nmod" && clause.CaseOf(c) == "by")) Give(draft, role, agent);
            }
            else if (word.Rel is "amod" or "compound" && draft.Scene.Hits.Any(h => h.First <= child && h.Last >= child && h.Entity.Country is not null && h.Entity.Kind is not EntityKind.Place))
            {
                Give(draft, role, child);
            }

            if ((role is Role.Actor ? draft.Actors : draft.Recipients).Count > 0) return;
        }
    }

    private static bool IsDoneTo(string lemma) =>
        lemma is "execution" or "killing" or "murder" or "assassination" or "arrest" or "detention" or "imprisonment" or "jailing" or "torture" or "kidnapping" or "abduction" or "expulsion" or "deportation" or "beating" or "rape" or "persecution" or "harassment" or "displacement" or "use" or "trial" or "sentencing" or "conviction" or "ouster" or "overthrow" or "dismissal" or "eviction" or "massacre" or "beheading" or "lynching" or "treatment" or "shooting";

    private static readonly FrozenSet<string> ArmedOnes = FrozenSet.ToFrozenSet(["rebel", "militant", "insurgent", "guerrilla", "guerilla", "separatist", "jihadist", "jihadi", "islamist", "army", "military", "militia", "paramilitary", "settler", "mob", "gang", "government", "loyalist"]);

    private static readonly FrozenSet<string> Crowds = FrozenSet.ToFrozenSet(["student", "teacher", "worker", "farmer", "opposition", "miner", "driver", "doctor", "nurse", "lawyer", "trucker", "journalist", "islamist"]);

    // "a rebel attack", "an army raid", "a police crackdown", "student protests": who does it stands before the deed.
    private static bool IsDoersOwn(Draft draft, int modifier)
    {
        var clause = draft.Scene.Clause;
        if (clause[modifier] is not { Rel: "compound" or "amod" } word || draft.Roles.Obliques.Any(o => o.Preposition is "by") || clause[draft.Head].Lemma is "casualty" or "loss" or "death" or "fatality" or "toll" or "victim") return false;
        return draft.Type switch
        {
            PloverType.Assault => ArmedOnes.Contains(word.Lemma) || word.Lemma is "police" && clause[draft.Head].Lemma is "raid" or "crackdown" or "shooting" or "brutality" or "violence" or "operation",
            PloverType.Coerce => ArmedOnes.Contains(word.Lemma) || word.Lemma is "police",
            PloverType.Protest => Crowds.Contains(word.Lemma),
            _ => false,
        };
    }

    private void FillFromNoun(Draft draft)
    {
        var (clause, roles, entry) = (draft.Scene.Clause, draft.Roles, draft.Entry);
        // "a round of talks with Kosovo": the sides hang on the last word of the pattern.
        if (draft.Match.Last > draft.Head)
            roles.Obliques.AddRange(clause.ChildrenOf(draft.Match.Last).Where(c => c > draft.Match.Last && clause[c].Rel is "nmod" or "obl" && clause.CaseOf(c).Length > 0).Select(c => (clause.CaseOf(c), c)));
        foreach (var modifier in roles.Modifiers)
        {
            var named = draft.Scene.Hits.Any(h => h.First <= modifier && h.Last >= modifier && h.Entity.Country is not null && h.Entity.Kind is not EntityKind.Place);
            var against = clause[modifier].Lower.StartsWith("anti-", StringComparison.Ordinal) || modifier > 0 && (clause[modifier - 1].Lower == "anti" || (modifier > 1 && clause[modifier - 1].Text == "-" && clause[modifier - 2].Lower == "anti"));
            // "the Hong Kong protests": where it happens.
            if (named && entry.Type is PloverType.Protest && !against && clause[modifier].Pos is Upos.Propn && draft.Scene.Hits.Any(h => h.First <= modifier && h.Last >= modifier && h.Entity.PlaceKind is not null)) continue;
            // "the Madrid train bombings", "the Oslo shooting": a capital before what is done in towns is the town.
            if (named && draft.IsViolent && clause[modifier] is { Pos: Upos.Propn, SubRel: not "poss" } && clause[draft.Head].Lemma is "bombing" or "shooting" or "stabbing" or "massacre" or "riot" or "siege" or "attack" or "killing" && draft.Scene.Hits.Any(h => h.First <= modifier && h.Last >= modifier && h.Entity is { Kind: EntityKind.Government, PlaceKind: not null } && h.Entity.Name is not ("Kremlin" or "White House" or "Pentagon"))) continue;
            // "Hong Kong's street battles"
            if (named && entry.Symmetric && clause[modifier].SubRel == "poss" && draft.Scene.Hits.Any(h => h.First <= modifier && h.Last >= modifier && h.Entity.Kind is EntityKind.Place || h.Last == modifier && h.Entity.Country is "HKG" or "MAC")) continue;
            if (against) Give(draft, Role.Recipient, modifier);
            // "his arrest", "the minister's dismissal": of what is done to people the owner is the one it is done to, unless that one is named too.
            else if (clause[modifier].SubRel == "poss" && IsSuffered(entry) && !roles.Obliques.Any(o => o.Preposition is "of" && entry.Prepositions.TryGetValue("of", out var of) && of == Role.Recipient)) Give(draft, Role.Recipient, modifier);
            else if (clause[modifier].SubRel == "poss") Give(draft, Role.Actor, modifier);
            else if (named) Give(draft, Role.Actor, modifier);
            else if (draft.Actors.Count == 0 && IsDoersOwn(draft, modifier)) Give(draft, Role.Actor, modifier);
        }

        foreach (var (preposition, word) in roles.Obliques)
        {
            var role = RoleOf(entry, preposition);
            // "with nearly 200 people dead": the dead fight nobody.
            if (preposition is "with" && clause.ChildrenOf(word).Any(c => c > word && clause[c].Lower is "dead" or "killed" or "wounded" or "injured" or "missing" or "arrested" or "detained")) continue;
            if (role == Role.Either) role = EitherRole(draft, word);
            Give(draft, role, word);
        }

        // "drew protests from Washington"
        if (draft.Type is PloverType.Protest && draft.Actors.Count == 0 && clause[draft.Head].Lemma is "protest")
        {
            foreach (var (_, from) in roles.Obliques.Where(o => o.Preposition is "from").ToList()) Give(draft, Role.Actor, from);
        }

        if (draft.Type is PloverType.Consult && draft.Actors.Count == 0 && clause[draft.Head].Lemma is "visit" or "trip" or "tour") GiveVisitor(draft);
        // "said after talks with the premier", "In a call with his counterpart he proposed": who speaks then was there.
        if (draft.Type is PloverType.Consult && roles.LightVerb < 0 && draft.Actors.Count is 1 or 2 && roles.Obliques.Any(o => o.Preposition is "with") && Occasion(clause, draft.Head, "in", "during", "at", "after", "following", "on") is >= 0 and var host) Give(draft, Role.Actor, host);
        // "The two agreed on a truce after four days of talks": those who did so together had talked.
        if (draft is { Type: PloverType.Consult, Actors.Count: 0 } && roles.LightVerb < 0 && Occasion(clause, draft.Head, "during", "at", "after", "following") is >= 0 and var together && Parties(draft.Scene, together) is { Count: > 1 } talkers && talkers.TrueForAll(t => t.Country is not null)) draft.Actors.AddRange(talkers.Take(4));
        if (draft.Type is PloverType.Protest && draft.Recipients.Count == 0) GiveProtested(draft);
        if (draft.Recipients.Count == 0) GiveBehindPrepositions(draft);
        if (draft.Type is PloverType.Aid && draft.Recipients.Count == 0 && roles.LightVerb >= 0) GiveNear(draft, roles.LightVerb);
        // "began their war games", "launched its offensive": whose they are the verb's subject says.
        if (roles is { LightVerb: >= 0, Subject: >= 0 } && draft.Actors is [{ IsPronoun: true, IsKnown: false } own] && clause[own.Head].SubRel is "poss") draft.Actors.Clear();
        // "faced criticism", "received threats": whoever does so is at the other end.
        // "responded with artillery fire": that fire is its own.
        if (roles.LightVerb >= 0 && !entry.Symmetric && (clause[roles.LightVerb].Lemma is not "respond" || clause.CaseOf(clause.ConjunctionHead(draft.Head)) is not "with") && clause[roles.LightVerb].Lemma is "receive" or "face" or "suffer" or "endure" or "sustain" or "respond" or "draw" or "elicit" or "attract" or "earn" || roles.LightVerb >= 0 && clause[roles.LightVerb].Lemma is "have" && IsSuffered(entry)) Give(draft, Role.Recipient, roles.Subject);
        // Who ends a war or calls for talks need not be a side.
        else if (roles.LightVerb >= 0 && clause[roles.LightVerb].Lemma is "roll" or "reverse" or "end" or "stop" or "halt" or "cease" or "prevent" or "approve" or "trigger" or "spark" or "provoke" && draft.Type is PloverType.Assault or PloverType.Protest) { }
        else if (draft.Actors.Count == 0 || (entry.Symmetric && roles.LightVerb >= 0)) Give(draft, Role.Actor, roles.Subject);
        // Sides of one kind stand as they stand in the text.
        if (entry.Symmetric) draft.Actors.Sort((a, b) => a.Start.CompareTo(b.Start));
    }

    // The subject of the verb beside which a meeting stands as its occasion; -1 where it is none.
    private static int Occasion(Clause clause, int noun, params ReadOnlySpan<string> prepositions)
    {
        // "after four days of talks"
        if (clause[noun] is { Rel: "nmod", Head: >= 0 and var length } && clause.CaseOf(noun) is "of" && clause[length].Lemma is "day" or "week" or "hour" or "month" or "round" or "series" or "night") noun = length;
        if (clause[noun].Rel is not ("obl" or "nmod") || clause.PredicateOf(noun) is var verb && (verb == noun || clause[verb].Pos is not Upos.Verb)) return -1;
        // "ordered his fighters to turn back after talks with the president": he who ordered had talked.
        while (clause[verb] is { Rel: "xcomp", Head: >= 0 and var above } && clause[above].Pos is Upos.Verb && clause.HasChild(verb, "mark", "to")) verb = above;
        foreach (var child in clause.ChildrenOf(noun))
        {
            if (clause[child].Rel is "case" or "mark" && prepositions.Contains(clause[child].Lower)) return Roles.OfVerb(clause, verb).Subject;
        }

        return -1;
    }

    // "said on a visit to Odesa", "during a visit to Islamabad by the president": who speaks there, or stands behind the place.
    private void GiveVisitor(Draft draft)
    {
        var clause = draft.Scene.Clause;
        foreach (var host in draft.Roles.Obliques.Where(o => o.Preposition is "to").Select(o => o.Word).ToList())
        {
            foreach (var guest in clause.ChildrenOf(host).Where(c => clause[c].Rel is "nmod" or "obl" && clause.CaseOf(c) is "by" or "from").ToList()) Give(draft, Role.Actor, guest);
        }

        if (draft.Actors.Count == 0 && Occasion(clause, draft.Head, "on", "during") is >= 0 and var speaker) Give(draft, Role.Actor, speaker);
        if (draft.Actors.Count > 0 && draft.Modes.Count == 0) draft.Modes.Add("visit");
    }

    // "protests against the election of the president", "marched against the minister's decision": whose it is.
    private void GiveProtested(Draft draft)
    {
        // "died during protests in Bolivia against the government", where "against" hangs on the verb.
        if (draft.Entry.Kind is TriggerKind.Noun && draft.Roles.LightVerb < 0 && draft.Roles.Obliques.TrueForAll(o => o.Preposition is not "against") && draft.Scene.Clause.PredicateOf(draft.Head) is >= 0 and var verb && verb != draft.Head)
        {
            foreach (var against in draft.Scene.Clause.ChildrenWith(verb, "obl").Where(c => c > draft.Head && draft.Scene.Clause.CaseOf(c) is "against").ToList()) draft.Roles.Obliques.Add(("against", against));
        }

        foreach (var (preposition, word) in draft.Roles.Obliques)
        {
            if (preposition is not ("against" or "over") || draft.Recipients.Count > 0) continue;
            // "protested against the arrest of two colleagues": not against those who were arrested.
            var clause = draft.Scene.Clause;
            if (IsSuffering(clause[word].Lemma))
            {
                foreach (var doer in clause.ChildrenOf(word).Where(c => clause[c].Rel is "nmod" && clause.CaseOf(c) is "by")) Give(draft, Role.Recipient, doer);
            }
            else
            {
                GiveBehind(draft, word, Role.Recipient);
            }
        }
    }

    /// <summary>What is done to those behind "of" and by others: "the arrest of two colleagues".</summary>
    public static bool IsSuffering(string lemma) =>
        lemma is "arrest" or "detention" or "killing" or "murder" or "death" or "jailing" or "imprisonment" or "execution" or "treatment" or "trial" or "sentencing" or "deportation" or "expulsion" or "abduction" or "kidnapping" or "rape" or "dismissal" or "sacking" or "shooting" or "beating" or "assassination" or "persecution" or "eviction";

    // The entry's own role for a preposition, else what the preposition says by itself.
    private static Role RoleOf(LexiconEntry entry, string preposition) => entry.Prepositions.TryGetValue(preposition, out var own) ? own : preposition switch
    {
        "by" => Role.Actor,
        "against" or "on" or "at" when entry.Type is PloverType.Assault or PloverType.Coerce or PloverType.Protest or PloverType.Sanction => Role.Recipient,
        "between" => Role.Actor,
        "with" when entry.Symmetric => Role.Actor,
        _ => Role.None,
    };

    private static bool IsSuffered(LexiconEntry entry) => entry.Type switch
    {
        PloverType.Coerce => entry.Modes.Contains("arrest") || entry.Modes.Contains("deport"),
        PloverType.Sanction => entry.Modes.Contains("expel") || entry.Modes.Contains("convict"),
        PloverType.Assault => entry.Modes.Contains("targeted") || entry.Modes.Contains("abduct") || entry.Modes.Contains("torture") || entry.Modes.Contains("sexual") || entry.Modes.Contains("beat"),
        _ => false,
    };

    private Role EitherRole(Draft draft, int word)
    {
        var parties = Parties(draft.Scene, word);
        return parties.Any(p => p.IsArmed && !p.IsState) && draft.Actors.Count == 0 ? Role.Actor : Role.Recipient;
    }

    private void Give(Draft draft, Role role, int head)
    {
        if (head < 0 || role is Role.None or Role.Place) return;
        if (head >= draft.Match.First && head <= draft.Match.Last && draft.Match.Length == 1) return;
        var parties = role == Role.Territory && draft.Scene.Clause[head].Lower == "it" && PlaceBefore(draft.Scene, head) is { } place ? [place] : Parties(draft.Scene, head);
        if (role is Role.Recipient && draft.IsViolent && Whole(draft.Scene.Clause, head) is var whole and >= 0 && parties.All(p => !p.IsKnown || p.IsBeside)) parties = Parties(draft.Scene, whole);
        if (role is Role.Recipient && draft.IsViolent && Carried(draft.Scene.Clause, head) is var aboard and >= 0 && Parties(draft.Scene, aboard) is { Count: > 0 } passengers) parties = passengers;
        if (role is Role.Recipient && draft.IsViolent && parties.All(p => p.Sectors.Count == 0) && Holder(draft, head) is { } holder) parties = [holder];
        if (role is Role.Recipient && draft.IsViolent && parties.All(p => !p.IsKnown || p.IsBeside) && Owner(draft, head) is { } owner) parties = [owner];
        if (role is Role.Recipient && draft.IsViolent && parties.All(p => !p.IsKnown) && Vehicle(draft, head) is { } vehicle) parties = [vehicle];
        var target = role == Role.Actor ? draft.Actors : draft.Recipients;
        foreach (var given in parties)
        {
            // A capital under fire is a city and no government.
            var party = role is Role.Recipient && draft.Type is PloverType.Assault && given is { IsState: true } && given.Sectors is ["GOV"] ? given with { Sectors = [] } : given;
            // "they used live ammunition": the armed, not the last crowd that was spoken of.
            if (role is Role.Actor && draft.Type is PloverType.Assault && party is { IsPronoun: true, Sectors: ["CVL"] } or { IsPronoun: true, IsKnown: false } && draft.Modes.Any(m => m is "firearms" or "aerial" or "heavy-weapons" or "drone" or "crowd-control") && draft.Scene.Memory.LastArmed is { } armed && draft.Scene.Clause[party.Head].Lower is "they")
                party = party with { Country = armed.Country, Sectors = armed.Sectors };
            // An attack or a bomb does nothing by itself, and "the crisis" meets nobody.
            if (role is Role.Actor && !party.IsGiven && (IsDeed(draft.Scene.Clause[party.Head]) || party is { IsState: false, IsProper: false, IsPronoun: false, IsPerson: false, Sectors.Count: 0 } && !IsSomeone(draft.Scene.Clause[party.Head]) || IsAbstract(draft.Scene.Clause, party))) continue;
            // "The act directed the agency": a law's content is nobody's deed.
            if (role is Role.Actor && !party.IsGiven && party.IsProper | !party.IsPerson && draft.Scene.Clause.Holds(party.Head, party.Start, party.End) && draft.Scene.Clause[party.Head].Lemma is "act" or "law" or "bill" or "constitution" or "statute" or "amendment" or "code") continue;
            // "deeper concessions from China": a thing is asked for nothing, and no country by what stands beside it.
            if (role is Role.Recipient && draft.Type is not PloverType.Assault && (party is { IsBeside: true, IsGiven: false } && !IsSomeone(draft.Scene.Clause[party.Head]) || IsAbstract(draft.Scene.Clause, party))) continue;
            // So is "a district", of which only the country is known.
            if (role is Role.Recipient && draft.Type is PloverType.Assault && party is { IsBeside: true } && draft.Scene.Clause[party.Head].Lemma is "district" or "province" or "region" or "area" or "territory" or "city" or "town" or "village" or "island" or "hill") continue;
            // "blocked the crossing point", "visited the border": ground is nobody.
            if (role is Role.Recipient && draft.Type is PloverType.Coerce && party is { Sectors.Count: 0, IsProper: false, IsPronoun: false } && draft.Scene.Clause[party.Head].Lemma is "crossing" or "point" or "border" or "frontier" or "road" or "highway" or "bridge" or "route" or "street" or "checkpoint" or "airspace" or "strait" or "square" or "park" or "area" or "site") continue;
            // A town is where it happens; who is hit there are its people.
            if (role is not Role.Territory && party.IsPlace && !party.IsState && draft.Type is PloverType.Assault or PloverType.Protest or PloverType.Mobilize or PloverType.Retreat && !party.Text.Contains(' ', StringComparison.Ordinal)) continue;
            // "seized the drugs from a boat off Acapulco": nothing is taken from a town.
            if (role is Role.Recipient && party is { IsPlace: true, IsState: false } && draft.Modes.Contains("seize")) continue;
            // So is a name that nothing is known of and that is no person's: "invaded Warwara".
            if (role is Role.Recipient && draft.Type is PloverType.Assault && draft.Entry.Harm.Length == 0 && party is { IsProper: true, IsKnown: false, IsPronoun: false } && draft.Scene.KindAt(party.Head) is not (NameKind.Person or NameKind.Organization)) continue;
            if (target.Count < 12 && !target.Any(p => p.Start == party.Start && p.Country == party.Country && (!p.IsSide || p.Sectors.SequenceEqual(party.Sectors)))) target.Add(party);
        }
    }

    // "Palestinian factions agreed": people or a body, of what kind the noun does not say.
    private bool IsSomeone(Word word) => word.Pos is Upos.Noun && (classes.Is(word.Lemma, "someone") || classes.Is(Inflection.Singular(word.Lower), "someone"));

    // "fired on a passenger plane", "ambushed a bus": those who are in it, civilians where nothing else is said.
    private Party? Vehicle(Draft draft, int head)
    {
        var word = draft.Scene.Clause[head];
        if (draft.Entry.Harm.Length > 0 || draft.Entry.Object is not Role.Recipient || word.Lemma is not ("plane" or "airliner" or "bus" or "minibus" or "car" or "train" or "boat" or "ship" or "vessel" or "ferry" or "tanker" or "truck" or "van" or "taxi" or "motorcade" or "motorcyclist" or "lorry")) return null;
        if (draft.Scene.Clause[draft.Match.First].Lemma is "blow" or "ram" or "drive" or "detonate" or "hijack" or "burn" or "torch" or "set" or "destroy" or "explode") return null;
        // "opened fire on their car": those who were hit in it are named elsewhere.
        if (draft.Scene.Clause.ChildrenOf(head).Any(c => draft.Scene.Clause[c].SubRel is "poss" && draft.Scene.Clause[c].Pos is Upos.Pron)) return null;
        // "sank two navy patrol boats"
        foreach (var child in draft.Scene.Clause.ChildrenOf(head))
        {
            if (child < head && draft.Scene.Clause[child].Rel is "compound" or "amod" && resolver.IsRole(draft.Scene.Clause, child) && resolver.Resolve(draft.Scene, child).FirstOrDefault() is { IsArmed: true } armed) return Civilian(draft.Scene, head) with { Sectors = armed.Sectors };
        }

        return Civilian(draft.Scene, head);
    }

    // "shelled guerrilla positions", "struck suspected rebel hideouts": those who hold them.
    private Party? Holder(Draft draft, int post)
    {
        var clause = draft.Scene.Clause;
        if (!classes.Is(clause[post].Lemma, "post") && clause[post].Lemma is not ("hideout" or "bunker" or "trench" or "barrack")) return null;
        foreach (var child in clause.ChildrenOf(post))
        {
            if (child < post && clause[child] is { Rel: "compound", Pos: Upos.Noun } && resolver.IsRole(clause, child) && resolver.Resolve(draft.Scene, child).FirstOrDefault() is { IsArmed: true, IsState: false } armed) return Civilian(draft.Scene, post) with { Country = armed.Country, Sectors = armed.Sectors };
        }

        return null;
    }

    // "fired on their vehicles", "attacked his home": whose it is.
    private Party? Owner(Draft draft, int thing)
    {
        var clause = draft.Scene.Clause;
        if (clause[thing].Lemma is not ("vehicle" or "car" or "convoy" or "motorcade" or "motorcycle" or "bus" or "truck" or "jeep" or "home" or "house" or "office" or "village" or "camp" or "boat" or "patrol" or "checkpoint" or "position" or "base" or "compound" or "headquarters")) return null;
        var owner = clause.ChildrenOf(thing).FirstOrDefault(c => clause[c].SubRel is "poss" && clause[c].Lower is "his" or "her" or "their", -1);
        return owner < 0 ? null : Parties(draft.Scene, owner).FirstOrDefault(p => p.IsKnown && draft.Actors.All(a => a.Start != p.Start && !(a.Country == p.Country && a.Sectors.SequenceEqual(p.Sectors))));
    }

    // Somebody of whom only the noun is known.
    public static Party Civilian(SentenceScene scene, int head)
    {
        var (first, last) = ActorResolver.NameSpan(scene, head);
        var (start, end) = (scene.Clause[first].Start, scene.Clause[Math.Max(head, last)].End);
        return new Party { Text = scene.Text.Slice(start, end), Start = start, End = end, Head = head, Sectors = ["CVL"] };
    }

    // "a vehicle carrying soldiers": who is in it is hit.
    private static int Carried(Clause clause, int thing)
    {
        foreach (var child in clause.ChildrenWith(thing, "acl"))
        {
            if (clause[child].Lemma is "carry" or "transport" or "ferry" or "take" && clause[child].IsGerund) return clause.ChildWith(child, "obj");
        }

        return -1;
    }

    // "the wall of the consulate", "a checkpoint outside the base": who owns the part is hit.
    private static int Whole(Clause clause, int part)
    {
        if (clause[part].Lemma is not ("wall" or "gate" or "entrance" or "compound" or "perimeter" or "fence" or "door" or "front" or "outskirt" or "edge" or "side" or "wing" or "roof" or "ground" or "premise" or "part" or "building" or "convoy" or "vehicle" or "area" or "complex")) return -1;
        foreach (var child in clause.ChildrenOf(part))
        {
            if (child > part && clause[child].Rel is "nmod" && clause.CaseOf(child) is "of" or "around" or "outside" or "at" or "near" or "surrounding") return child;
        }

        // "rammed a car into a wall around the consulate", where the consulate hangs on the verb.
        return part + 1 < clause.Count && clause[part + 1] is { Lower: "of" or "around" or "outside" or "surrounding", Rel: "case", Head: var owner } && owner > part + 1 ? owner : -1;
    }

    /// <summary>What can be shot down.</summary>
    public static bool Flies(string lemma) => lemma is "helicopter" or "plane" or "jet" or "drone" or "aircraft" or "warplane" or "airliner" or "missile";

    public static bool IsWeapon(string lemma) =>
        lemma is "bomb" or "mine" or "device" or "missile" or "rocket" or "shell" or "grenade" or "mortar" or "drone" or "attack" or "strike" or "raid" or "blast" or "explosion" or "artillery" or "bullet" or "shot" or "fire" or "gunfire" or "airstrike" or "round" or "projectile" or "vehicle" or "car";

    private bool IsDeed(Word word) =>
        word.Lower is "ied" or "ieds" or "vbied" or "svbied" or "rpg" || word.Pos is Upos.Noun && (word.Lemma is "attack" or "bombing" or "strike" or "airstrike" or "raid" or "shelling" or "blast" or "explosion" or "shooting" or "gunfire" or "clash" or "fighting" or "violence" or "war" or "offensive" or "assault" or "fire" or "ambush" or "crash" or "operation" or "protest" or "talk" || classes.Is(word.Lemma, "projectile") || word.Lemma is "bomb" or "mine" or "device" or "gas" or "bullet" or "firecracker");

    // "Karabakh, after it was occupied"
    private static Party? PlaceBefore(SentenceScene scene, int head)
    {
        for (var i = scene.Hits.Count - 1; i >= 0; i--)
        {
            var hit = scene.Hits[i];
            if (hit.Last >= head || hit.Entity.Kind is not EntityKind.Place) continue;
            var (start, end) = (scene.Clause[hit.First].Start, scene.Clause[hit.Last].End);
            return new Party { Text = scene.Text.Slice(start, end), Start = start, End = end, Head = hit.First, Country = hit.Entity.Country, IsPlace = true };
        }

        return null;
    }

    private static readonly string[] AbstractEndings = ["tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "cy", "gy", "ure", "dom", "hood"];

    // "Beijing's strategy", "Obama's involvement": what somebody has does nothing itself.
    public bool IsAbstract(Clause clause, Party party)
    {
        if (!clause.Holds(party.Head, party.Start, party.End) || party.IsPronoun || party.IsGiven || clause[party.Head] is not { Pos: Upos.Noun } word || resolver.IsRole(clause, party.Head)) return false;
        var singular = Inflection.Singular(word.Lower);
        if (classes.Is(word.Lemma, "body") || classes.Is(singular, "body")) return false;
        return classes.Is(word.Lemma, "abstract") || classes.Is(singular, "abstract") || AbstractEndings.Any(e => singular.Length > e.Length + 2 && singular.EndsWith(e, StringComparison.Ordinal));
    }

    // Someone is a name, a role or a pronoun; a thing ("the proposal", "Monday") is no party.
    private static bool IsThing(Clause clause, Party party)
    {
        if (party.IsPronoun) return clause[party.Head].Lower is "it" or "that" or "this" or "which" or "what" or "there" or "who" && party.Country is null;
        // "Thomas, 41, is charged": an age.
        if (clause[party.Head] is { Pos: Upos.Num } && party.Head > 1 && clause[party.Head - 1].Text is "," && clause[party.Head - 2].Pos is Upos.Propn && party.Head + 1 < clause.Count && clause[party.Head + 1].Pos is Upos.Punct && clause[party.Head].Text.Length < 3) return true;
        // "by 7 p.m.", "in 1998"
        if (party.IsKnown) return clause[party.Head].Pos is Upos.Num && party.Country is null && (clause[party.Head].Text.Length == 4 && char.IsDigit(clause[party.Head].Text[0]) || party.Head + 1 < clause.Count && clause[party.Head + 1].Lower is "p.m." or "a.m." or "pm" or "am" or "p.m" or "a.m" or "%" or "percent" or "o'clock");
        var word = clause[party.Head];
        return !(word.Pos is Upos.Propn && word.IsCapitalized) || CalendarWords.Contains(word.Lower) && !party.IsPerson || word.Text is "Day" or "Eve" or "Avenue" or "Street" or "Road" or "Drive" or "Lane" or "Act";
    }
}
