using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>What a sentence leaves unsaid because the ones before have said it: who made the arrests, whose decision is rejected, on which day it was.</summary>
internal sealed class StoryLine(IReadOnlyList<SentenceEvents> sentences, DraftReader reader)
{
    // How many sentences back a doer or a decision may stand.
    private const int Reach = 2;

    public void Complete()
    {
        for (var i = 0; i < sentences.Count; i++)
        {
            foreach (var draft in sentences[i].Drafts)
            {
                draft.Date ??= StoryDays.Counted(draft);
                if (i > 0 && StoryDays.Of(draft, sentences, i) is { } day) draft.Date = day;
                if (draft.Actors.Count == 0) draft.Actors.AddRange(Doer(draft, i));
                if (draft.Recipients.Count == 0) draft.Recipients.AddRange(Judged(draft, i));
                if (draft.Recipients.Count == 0) draft.Recipients.AddRange(Decider(draft, i));
                if (draft.Recipients.Count == 0) draft.Recipients.AddRange(Rebuffed(draft, i));
                if (draft.Recipients.Count == 0) draft.Recipients.AddRange(Pressing(draft, i));
                if (draft is { Type: PloverType.Request, Recipients.Count: 0 }) draft.Recipients.AddRange(Asked(draft, sentences[i].Drafts));
                draft.Recipients.RemoveAll(r => IsEitherSide(r) && draft.Actors.Exists(a => a.Country is not null && a.Country == r.Country && a.Start != r.Start));
                if (draft.Recipients.TrueForAll(r => r.IsPlace)) Aim(draft);
                if (draft.IsViolent) Trace(draft);
                if (draft is { Type: PloverType.Protest, Recipients.Count: 0 }) draft.Recipients.AddRange(Faced(draft));
                draft.Place ??= Visited(draft) ?? Seat(draft) ?? (draft.Type is PloverType.Retreat && draft.Date is not null ? Earlier(draft, i).FirstOrDefault(d => d.IsViolent && d.Date == draft.Date && d.Place is not null)?.Place : null);
                if (draft.Place is { } place && IsVague(place) && Earlier(draft, i).FirstOrDefault(d => d.Place is { } p && PlaceFinder.IsName(p))?.Place is { } named) draft.Place = named;
            }
        }
    }

    // "pleaded with the Congress for arms and asked for sanctions", "condemned the rebels and called for the release of the hostages": of whom a verb asks who asks nobody else.
    private static IEnumerable<Party> Asked(Draft draft, IReadOnlyList<Draft> others)
    {
        var clause = draft.Scene.Clause;
        if (draft.Entry.Kind is not Lexicon.TriggerKind.Verb || clause[draft.Head].Rel is not "conj" || clause.ChildWith(draft.Head, "nsubj") >= 0) return [];
        var isUndoing = clause.ChildrenOf(draft.Head).Any(c => c > draft.Head && clause[c].Lemma is "release" or "end" or "halt" or "withdrawal" or "return" or "restraint");
        return others.Where(o => o != draft && o.Entry.Kind is Lexicon.TriggerKind.Verb && o.Head == clause[draft.Head].Head && !o.Roles.Passive && (o.Type is PloverType.Request || isUndoing && o.Type is PloverType.Accuse))
            .Take(1).SelectMany(o => o.Recipients.Where(r => r.IsKnown));
    }

    // "fired tear gas to disperse the workers", "called a strike to force the government to act", "opened the crossing to let patients leave":
    // whom the deed is aimed at stands in its purpose.
    private void Aim(Draft draft)
    {
        if (draft.Entry.Kind is not Lexicon.TriggerKind.Verb || draft.Roles.Passive || draft.Type is not (PloverType.Assault or PloverType.Coerce or PloverType.Protest or PloverType.Threaten or PloverType.Sanction or PloverType.Retreat or PloverType.Aid)) return;
        var clause = draft.Scene.Clause;
        foreach (var aim in clause.ChildrenOf(draft.Head).Where(c => c > draft.Match.Last && clause[c].Rel is "advcl" or "xcomp" && clause.HasChild(c, "mark", "to")))
        {
            // "marched to demand that the president resign"
            if (draft.Type is PloverType.Protest && clause[aim].Lemma is "demand" or "urge" or "ask" or "call" && Demanded(clause, aim) is >= 0 and var asked && reader.Parties(draft.Scene, asked).Find(p => p is { IsKnown: true, IsPronoun: false, IsPlace: false } && draft.Actors.All(a => a.Start != p.Start)) is { } addressed && (addressed.Is("GOV") || addressed.Is("LEG") || addressed.Is("JUD") || addressed.Is("MIL") || addressed.IsState))
            {
                draft.Recipients.Clear();
                draft.Recipients.Add(addressed);
                return;
            }

            if (!(clause[aim].Lemma is "force" or "compel" or "press" or "pressure" or "push" or "stop" or "prevent" || draft.Modes.Contains("crowd-control") && clause[aim].Lemma is "disperse" or "repel" or "scatter" or "clear" or "drive" || draft.Modes.Contains("access") && clause[aim].Lemma is "let" or "allow" or "enable")) continue;
            var aimed = reader.Parties(draft.Scene, Roles.OfVerb(clause, aim).Object).Where(p => p is { IsKnown: true, IsPronoun: false, IsPlace: false } && draft.Actors.All(a => a.Start != p.Start)).Take(2).ToList();
            if (aimed.Count == 0) continue;
            draft.Recipients.Clear();
            draft.Recipients.AddRange(aimed);
            return;
        }
    }

    private static int Demanded(Clause clause, int verb)
    {
        if (Roles.OfVerb(clause, verb).Object is >= 0 and var asked && clause[verb].Lemma is "urge" or "ask") return asked;
        var content = clause.ChildrenOf(verb).FirstOrDefault(c => clause[c].Rel is "ccomp" && clause[c].Pos is Upos.Verb, -1);
        return content < 0 ? clause.ChildrenOf(verb).FirstOrDefault(c => clause[c].Rel is "obl" && clause.CaseOf(c) is "on", -1) : Roles.OfVerb(clause, content).Subject;
    }

    // "shot down 22 of 28 drones launched by Russia": weapons are no side; whose they are may be told beside them.
    private void Trace(Draft draft)
    {
        var clause = draft.Scene.Clause;
        if (draft.Roles is not { Passive: false, Object: >= 0 and var shot } || clause[draft.Head].Lemma is not ("shoot" or "down" or "intercept" or "destroy" or "repel" or "neutralise" or "neutralize")) return;
        var weapon = IsMissile(clause[shot]) ? shot : clause.ChildrenWith(shot, "nmod").FirstOrDefault(c => IsMissile(clause[c]), -1);
        if (weapon < 0) return;
        draft.Recipients.RemoveAll(r => r.Head == shot && draft.Actors.Exists(a => a.Country is not null && a.Country == r.Country));
        if (draft.Recipients.Count > 0) return;
        draft.Recipients.AddRange(clause.ChildrenWith(weapon, "acl").Where(a => clause[a].Lemma is "launch" or "fire" or "send" or "dispatch").SelectMany(a => clause.ChildrenWith(a, "obl")).Where(o => clause.CaseOf(o) is "by")
            .SelectMany(o => reader.Parties(draft.Scene, o)).Where(p => p is { IsKnown: true, IsPronoun: false } && draft.Actors.All(a => a.Country != p.Country)).Take(1));
        if (draft.Recipients.Count > 0) return;
        // "shot down an American drone"
        draft.Recipients.AddRange(draft.Scene.Hits.Where(h => h.Entity is { Country: not null, Kind: EntityKind.Demonym or EntityKind.Organization } && clause[h.Last] is { Rel: "amod" or "compound" or "nmod" } && clause[h.Last].Head == weapon && h.Last < weapon).SelectMany(h => reader.Parties(draft.Scene, h.Last))
            .Where(p => draft.Actors.All(a => a.Country != p.Country)).Take(1).Select(p => p.Sectors.Count > 0 ? p : p with { Sectors = ["MIL"] }));
    }

    private static bool IsMissile(Words.Word word) => word.Lemma is "drone" or "missile" or "rocket";

    // "Britain and France demanded that both sides withdraw": who speaks to the sides is none of them.
    private static bool IsEitherSide(Party party) => party.Text is "both sides" or "the two sides" or "both parties" or "the parties" or "the two parties";

    // "a vigil outside the attorney general's office": whom they face.
    private IEnumerable<Party> Faced(Draft draft) =>
        draft.Roles.Obliques.Where(o => o.Preposition is "outside" or "in front" or "before" or "opposite" or "at").SelectMany(o => reader.Parties(draft.Scene, o.Word).Select(p => (o.Preposition, Party: p)))
            .Where(f => f.Party is { IsPlace: false, IsPronoun: false, IsPerson: false } && (f.Party.Is("GOV") || f.Party.Is("MIL") || f.Party.Is("COP") || f.Party.Is("LEG") || f.Party.Is("JUD") || f.Party.Text.EndsWith("ministry", StringComparison.OrdinalIgnoreCase)) && !(f.Party.IsState && f.Preposition is "at") && draft.Actors.All(a => a.Start != f.Party.Start)).Select(f => f.Party).Take(1);

    // "visited Asmara": the town is where the visit was.
    private static Place? Visited(Draft draft)
    {
        if (draft.Type is not PloverType.Consult || !draft.Modes.Contains("visit") || draft.Roles.Object < 0) return null;
        return TownAt(draft.Scene, draft.Roles.Object);
    }

    // "a court in Minsk sentenced": the court's town.
    private static Place? Seat(Draft draft)
    {
        if (draft.Type is not PloverType.Sanction || draft.Actors.Find(a => a.Is("JUD") && draft.Scene.Clause.Holds(a.Head, a.Start, a.End)) is not { } court) return null;
        var clause = draft.Scene.Clause;
        return clause.ChildrenWith(court.Head, "nmod").Where(c => clause.CaseOf(c) is "in").Select(c => TownAt(draft.Scene, c)).FirstOrDefault(p => p is not null);
    }

    private static Place? TownAt(SentenceScene scene, int word)
    {
        var hit = scene.Hits.Find(h => h.First <= word && word <= h.Last && h.Entity.PlaceKind is "locality");
        if (hit.Entity is null) return null;
        var (start, end) = (scene.Clause[hit.First].Start, scene.Clause[hit.Last].End);
        return new Place { Text = scene.Text.Slice(start, end), Start = start, End = end, Country = hit.Entity.Country, Kind = "locality" };
    }

    // "deployed to the area": the place named last.
    private static bool IsVague(Place place) => place.Text is "the area" or "the scene" or "the site" or "the region" or "The area" or "area" or "region" or "site";

    // The events told before, nearest first.
    private IEnumerable<Draft> Earlier(Draft draft, int index)
    {
        var line = draft.Scene.Clause.Line;
        for (var i = index; i >= 0 && i >= index - Reach && sentences[i].Scene.Clause.Line + 1 >= line; i--)
        {
            for (var k = sentences[i].Drafts.Count - 1; k >= 0; k--)
            {
                var other = sentences[i].Drafts[k];
                if (other != draft && (i < index || other.Head < draft.Head)) yield return other;
            }
        }
    }

    // "Police fired tear gas. Thirty people were arrested." / "Gunmen kidnapped a priest. He was freed on Sunday."
    private IEnumerable<Party> Doer(Draft draft, int index)
    {
        if (draft is not { Entry.Kind: Lexicon.TriggerKind.Verb, Roles.Passive: true, Status: EventStatus.Actual } || draft.Scene.Clause[draft.Head].SubRel is "relcl") return [];
        if (draft.Type is PloverType.Coerce && draft.Modes.Contains("arrest"))
        {
            // "was questioned by police and later arrested": by whom is left open.
            if (draft.Scene.Clause.HasChild(draft.Head, "advmod", "later", "subsequently", "eventually")) return [];
            return Earlier(draft, index).Where(d => d.Scene != draft.Scene && d.Status is EventStatus.Actual && d.Type is PloverType.Coerce or PloverType.Assault or PloverType.Protest or PloverType.Accuse)
                .SelectMany(d => d.Actors.Concat(d.Recipients)).Where(p => p.Is("COP") && IsForce(p) && draft.Recipients.All(r => r.Start != p.Start) && draft.Recipients.All(r => r.Country is null || p.Country is null || r.Country == p.Country || !r.IsState)).Take(1).Select(Elsewhere);
        }

        if (draft.Type is not PloverType.Retreat || !draft.Modes.Contains("release")) return [];
        return Earlier(draft, index).Where(d => d.Modes.Contains("abduct") && d.Status is EventStatus.Actual && d.Recipients.Exists(r => draft.Recipients.Exists(o => o.Text == r.Text || o.IsPronoun || o.Country == r.Country && o.Sectors.SequenceEqual(r.Sectors))))
            .Take(1).SelectMany(d => d.Actors).Select(Elsewhere);
    }

    // A body of police, and nobody of it by himself.
    private static bool IsForce(Party party) =>
        !party.IsPronoun && party.Text.Split(' ').Any(w => w.ToLowerInvariant() is "police" && !party.IsPerson || w.ToLowerInvariant() is "officers" or "agents" or "deputies" or "troopers" or "detectives" or "guards" or "gendarmes" or "gendarmerie" or "gardai" or "carabineros" or "carabinieri" or "forces" or "guard" or "policemen" or "investigators" or "patrol");

    // "rejected the decision", "denounced the raid", "welcomed the deal", "demanded an end to the drills": of those who took it or did it, a sentence or two before.
    private IEnumerable<Party> Judged(Draft draft, int index)
    {
        if (draft is not { Entry.Kind: Lexicon.TriggerKind.Verb, Roles.Passive: false, Type: PloverType.Accuse or PloverType.Reject or PloverType.Support or PloverType.Request }) return [];
        var clause = draft.Scene.Clause;
        var thing = Thing(draft);
        if (thing < 0) return [];
        var isCharge = draft.Type is PloverType.Reject && clause[thing].Lemma is "accusation" or "allegation" or "claim" or "charge" or "criticism";
        var lemma = clause[thing].Lemma;
        if (!isCharge && !IsDeed(lemma) && !IsDealt(lemma) || !clause.HasChild(thing, "det", "the", "this", "that", "these", "those") && !isCharge || clause[draft.Head].Lemma is "deny" && !isCharge || clause.ChildrenOf(thing).Any(c => clause[c].Rel is "nmod" && clause.CaseOf(c) is not ("as" or "with") || clause[c].Rel is "acl" || clause[c].SubRel is "poss")) return [];
        return Earlier(draft, index).Where(d => d.Status is not (EventStatus.Hypothetical or EventStatus.Negated) && (isCharge ? d.Type is PloverType.Accuse : IsDealt(lemma) ? IsDeal(d) : !IsAnswer(d)) && d.Actors.Exists(a => a is { IsKnown: true } && !a.Is("UAF")))
            .Where(d => d.Actors.All(a => draft.Actors.All(o => o.Start != a.Start && (o.Text != a.Text || o.IsPronoun) && (a.Country is null || a.Country != o.Country || !a.Sectors.SequenceEqual(o.Sectors)))))
            .Take(1).SelectMany(d => d.Actors.Where(a => !a.IsPronoun || a.Country is not null).Take(2)).Select(Elsewhere);
    }

    // "Lawmakers passed a bill. Rights groups condemned the vote": where no event is judged, whose decision it is stands at the head of the sentence, or of the one before.
    private IEnumerable<Party> Decider(Draft draft, int index)
    {
        if (draft is not { Entry.Kind: Lexicon.TriggerKind.Verb, Roles.Passive: false, Type: PloverType.Accuse or PloverType.Reject or PloverType.Support } || draft.Roles.Object < 0) return [];
        var clause = draft.Scene.Clause;
        var thing = clause[draft.Roles.Object];
        var isVotedOn = thing.Lower is "it" && clause[draft.Head].Lemma is "vote" or "veto" or "overturn" or "block";
        if (!isVotedOn && !((IsDecision(thing.Lemma) || thing.Lemma is "decree") && clause.HasChild(thing.Index, "det", "the", "this", "that")) || clause.ChildrenOf(thing.Index).Any(c => clause[c].Rel is "nmod" or "acl" || clause[c].SubRel is "poss")) return [];
        var here = clause.PredicateOf(draft.Head);
        for (var steps = 0; here >= 0 && clause[here].Head >= 0 && steps < 30; steps++) here = clause[here].Head;
        var (scene, verb) = here >= 0 && here != draft.Head && here < draft.Head && clause[here].Pos is Upos.Verb ? (draft.Scene, here)
            : index > 0 && sentences[index - 1].Scene.Clause is var before && before.Line + 1 >= clause.Line ? (sentences[index - 1].Scene, before.Words.FirstOrDefault(w => w.Head < 0 && w.Pos is Upos.Verb)?.Index ?? -1) : (draft.Scene, -1);
        if (verb < 0) return [];
        var roles = Roles.OfVerb(scene.Clause, verb);
        return reader.Parties(scene, roles.Passive ? roles.Agent(scene.Clause) : roles.Subject)
            .Where(p => p is { IsKnown: true, IsPronoun: false, IsPlace: false } && (p.IsState || p.Is("GOV") || p.Is("LEG") || p.Is("JUD") || p.Is("MIL") || p.Is("COP") || p.Is("BUS") || p.Is("PTY")))
            .Where(p => draft.Actors.TrueForAll(a => a.Start != p.Start && a.Text != p.Text && (a.Country is null || a.Country != p.Country || !a.Sectors.SequenceEqual(p.Sectors)))).Take(1).Select(p => scene == draft.Scene ? p : Elsewhere(p));
    }

    private static bool IsDecision(string lemma) => lemma is "decision" or "move" or "vote" or "ruling" or "verdict" or "bill" or "law" or "plan" or "step" or "measure" or "order" or "proposal" or "offer" or "announcement" or "ban" or "sentence";

    // "Bolivia broke off relations with Israel, and Chile recalled its ambassador", "Officials in Baku called the president's words biased. Paris recalled its ambassador", "blamed Israel and swore revenge":
    // against whom it is stands in what was told before.
    private IEnumerable<Party> Rebuffed(Draft draft, int index)
    {
        var clause = draft.Scene.Clause;
        if (draft.Entry.Kind is not Lexicon.TriggerKind.Verb || draft.Actors.Count == 0) return [];
        var isRecall = draft.Type is PloverType.Sanction && clause.Words.Any(w => w.Index >= draft.Match.First && w.Index <= draft.Match.Last + 3 && w.Lemma is "ambassador" or "envoy");
        var isRevenge = draft.Type is PloverType.Threaten && clause.Words.Any(w => w.Index >= draft.Match.First && w.Index <= draft.Match.Last + 5 && w.Lemma is "revenge" or "response" or "respond" or "retaliate" or "retaliation" or "avenge" or "reprisal" or "vengeance");
        if (!isRecall && !isRevenge) return [];
        bool IsOther(Party p) => p is { IsKnown: true, Country: not null } && draft.Actors.TrueForAll(a => a.Start != p.Start && a.Country != p.Country);
        foreach (var other in Earlier(draft, index).Where(d => d.Status is not (EventStatus.Hypothetical or EventStatus.Negated)))
        {
            var isAgainstUs = other.Recipients.Exists(r => draft.Actors.Exists(a => a.Country is not null && a.Country == r.Country));
            // Of a deed against nobody else those are meant who did it; of one against somebody it is he where the same or a third one goes on.
            var against = (isAgainstUs || other.Recipients.Count == 0 ? other.Actors : other.Recipients).Where(IsOther).Take(1).Select(p => other.Scene == draft.Scene ? p : Elsewhere(p)).ToList();
            if (against.Count > 0) return against;
        }

        return [];
    }

    // "Doctors called off a strike after the government agreed to pay", "Farmers blocked motorways. The government promised to drop the tax": to whom it gives way are those who pressed for it.
    private IEnumerable<Party> Pressing(Draft draft, int index)
    {
        if (draft is not { Entry.Kind: Lexicon.TriggerKind.Verb, Roles.Passive: false, Type: PloverType.Agree or PloverType.Concede, Status: EventStatus.Actual, Actors.Count: 1 } || !draft.Actors.Exists(a => a.IsState || a.Is("GOV") || a.Is("LEG") || a.Is("BUS"))) return [];
        var clause = draft.Scene.Clause;
        var word = clause[clause.ConjunctionHead(draft.Head)];
        if (word is { Rel: "advcl", Head: >= 0 } && word.Head < draft.Head && clause.HasChild(word.Index, "mark", "after", "once", "when", "until"))
        {
            return reader.Parties(draft.Scene, Roles.OfVerb(clause, word.Head).Subject)
                .Where(p => p is { IsPronoun: false } && (p.Is("CVL") || p.Is("LAB") || p.Is("EDU") || p.Is("AGR") || p.Is("REB") || p.Is("OPP") || p.Is("MED") || p.Is("JRN")) && draft.Actors.TrueForAll(a => a.Start != p.Start)).Take(1);
        }

        if (word.Rel is not "root" || draft.Actors[0].IsPronoun) return [];
        return Earlier(draft, index).Where(d => d.Scene != draft.Scene && d is { Type: PloverType.Protest, Actors.Count: > 0, Status: EventStatus.Actual }).Take(1)
            .Where(d => d.Actors[0].Country is null || draft.Actors[0].Country is null || d.Actors[0].Country == draft.Actors[0].Country).Select(d => Elsewhere(d.Actors[0]));
    }

    // What is judged, or should end: "called for an end to the blockade".
    private static int Thing(Draft draft)
    {
        var clause = draft.Scene.Clause;
        var thing = draft.Roles.Object;
        if (draft.Type is not PloverType.Request) return thing;
        if (thing < 0 && clause[draft.Match.Last] is { Rel: "case", Head: var behind } && behind > draft.Match.Last) thing = behind;
        if (thing < 0 || clause[thing].Lemma is not ("end" or "halt" or "stop" or "suspension" or "cessation" or "reversal")) return -1;
        return clause.ChildrenOf(thing).Concat(clause.ChildrenOf(draft.Head)).FirstOrDefault(c => c > thing && clause[c].Rel is "nmod" or "obl" && clause.CaseOf(c) is "to" or "of" or "in", -1);
    }

    // Another's comment on the same decision is not what is judged.
    private static bool IsAnswer(Draft draft) => draft.Type is PloverType.Support or PloverType.Accuse or PloverType.Reject && draft.Roles.Object >= 0 && (IsDeed(draft.Scene.Clause[draft.Roles.Object].Lemma) || IsDealt(draft.Scene.Clause[draft.Roles.Object].Lemma));

    private static bool IsDeed(string lemma) =>
        IsDecision(lemma) || lemma is "operation" or "raid" or "attack" or "arrest" or "strike" or "airstrike" or "killing" or "crackdown" or "action" or "bombing"
            or "sanctions" or "sanction" or "detention" or "conviction" or "suspension" or "expulsion" or "shooting" or "assault" or "demand" or "ultimatum" or "request" or "appeal"
            or "coup" or "takeover" or "drill" or "exercise" or "manoeuvre" or "maneuver" or "blockade" or "siege" or "offensive" or "invasion" or "annexation" or "deployment" or "release" or "withdrawal" or "launch" or "test" or "incursion" or "shelling" or "visit" or "curfew" or "closure";

    private static bool IsDealt(string lemma) => lemma is "deal" or "agreement" or "accord" or "truce" or "ceasefire" or "cease-fire" or "pact" or "treaty" or "compromise" or "swap" or "exchange" or "breakthrough";

    // Two who came to terms.
    private static bool IsDeal(Draft draft) =>
        draft.Actors.Count > 1 && (draft.Type is PloverType.Agree or PloverType.Cooperate or PloverType.Retreat or PloverType.Concede || draft.Type is PloverType.Support && draft.Roles.Subject >= 0);

    // Of another sentence: its word is none of this one's.
    private static Party Elsewhere(Party party) => party with { Head = -1 };
}
