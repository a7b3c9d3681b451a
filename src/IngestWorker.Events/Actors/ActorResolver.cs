using System.Collections.Frozen;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Actors;

/// <summary>Turns the words at a place of the tree into someone with a country and sectors.</summary>
internal sealed class ActorResolver(RoleNouns roles)
{
    private const double LeastSure = 0.5;

    private static readonly FrozenSet<string> ToPast = FrozenSet.ToFrozenSet(["former", "ex", "ousted", "deposed", "exiled", "late", "toppled"]);
    private static readonly FrozenSet<string> Quantities = FrozenSet.ToFrozenSet(["thousands", "hundreds", "dozens", "tens", "scores", "millions", "crowds", "crowd", "group", "groups", "number", "members", "member", "majority", "some", "many", "most", "several", "lot", "handful", "pair", "couple", "team", "leaders", "one", "two", "three", "four", "five", "part", "most", "units", "unit", "squad", "column", "supporters", "families", "representatives", "mob", "bunch", "convoy", "busload", "truckload", "detachment", "contingent", "band", "patrol", "platoon"]);
    private static readonly FrozenSet<string> Offices = FrozenSet.ToFrozenSet(["president", "counterpart", "minister", "spokesman", "spokeswoman", "spokesperson", "leader", "chief", "official", "premier", "ambassador", "secretary", "activist", "general", "commander", "chancellor", "governor", "mayor", "king", "aide", "adviser", "envoy", "lawyer", "judge", "senator", "lawmaker", "witness", "man", "woman", "officer", "doctor", "head", "wife", "husband", "son", "daughter", "brother", "deputy", "journalist", "reporter", "blogger", "editor", "priest", "pastor", "bishop", "imam", "cleric", "teacher", "professor", "predecessor", "successor"]);
    // Whose name phrase goes on with "to" or "for": "aide to the president", "spokesman for the police".
    private static readonly FrozenSet<string> Accredited = FrozenSet.ToFrozenSet(["aide", "adviser", "advisor", "ambassador", "envoy", "candidate", "representative", "delegate", "spokesman", "spokeswoman", "spokesperson", "minister", "secretary", "commissioner", "mission", "coordinator", "attaché", "department", "ministry", "committee", "council", "party", "movement", "front"]);
    private static readonly FrozenSet<string> BeforeGeneral = FrozenSet.ToFrozenSet(["attorney", "secretary", "director", "prosecutor", "inspector", "consul", "governor", "solicitor", "surgeon", "comptroller", "auditor", "procurator"]);
    private static readonly FrozenSet<string> Countries = FrozenSet.ToFrozenSet(["country", "nation", "republic", "kingdom", "state", "side"]);
    private static readonly FrozenSet<string> Groups = FrozenSet.ToFrozenSet(["group", "movement", "militants", "militant", "rebels", "fighters", "insurgents", "organization", "organisation", "gunmen", "men", "attackers", "extremists", "terrorists", "jihadists", "assailants"]);

    /// <summary>The party at a word and all that is coordinated with it.</summary>
    public List<Party> ResolveAll(SentenceScene scene, int head)
    {
        List<Party> parties = [];
        foreach (var member in scene.Clause.Coordinated(head))
        {
            // "opposed Iran's programme, yet Israel ...": there something else begins.
            // "McAleenan resigned and Wolf has been named": behind the verb another clause begins.
            if (member > head && scene.Clause[head] is { Rel: "nsubj", Head: var governor } && governor > head && governor < member && scene.Clause[governor].Pos is Upos.Verb) continue;
            if (scene.Clause[member].Pos is Upos.Verb or Upos.Adv or Upos.Adp || member != head && scene.Clause.HasChild(member, "cc", "yet", "but")) continue;
            // "met the president's wife, Melania": a name behind its description, however the tree hangs it.
            if (member != head && parties.Count == 1 && scene.Clause[member].Pos is Upos.Propn && scene.Clause[head] is { Pos: Upos.Noun } && Offices.Contains(scene.Clause[head].Lemma) && !scene.Clause.Coordinated(head).Any(m => scene.Clause.ChildWith(m, "cc") >= 0)) continue;
            // "Putin and Dagestan's leader, Mukhu Aliyev": the name behind an office and a comma is that of its holder.
            if (member != head && parties.Count > 0 && scene.Clause[member].Pos is Upos.Propn && IsHolder(scene, member)) continue;
            foreach (var found in Resolve(scene, member))
            {
                var party = parties.Count > 0 && IsOfSame(scene.Clause, parties[0], found, member) ? found with { Country = parties[0].Country } : found;
                if (!parties.Any(p => p.Start == party.Start && p.Country == party.Country && (!p.IsSide || p.Sectors.SequenceEqual(party.Sectors)))) parties.Add(party);
            }

            if (parties.Count >= 12) break;
        }

        return parties;
    }

    // "NATO aircraft and warships", "Colombian soldiers and police": what stands before the first is said of the other, if both are a state's forces.
    private static bool IsOfSame(Clause clause, Party first, Party other, int member) =>
        other is { Country: null, IsPronoun: false, IsProper: false } && first is { Country: not null, IsPronoun: false } && clause.Holds(first.Head, first.Start, first.End) && clause[first.Head].Pos is Upos.Noun && clause[member].Pos is Upos.Noun
        && IsForce(first) && IsForce(other) && !clause.ChildrenOf(member).Any(c => clause[c].Rel is "det" or "nmod" || clause[c].SubRel is "poss");

    private static bool IsForce(Party party) => party.Is("MIL") || party.Is("COP") || party.Is("GOV") || party.Is("SPY");

    private static bool IsHolder(SentenceScene scene, int name)
    {
        var comma = NameSpan(scene, name).First - 1;
        return comma > 0 && scene.Clause[comma].Text is "," && Offices.Contains(scene.Clause[comma - 1].Lemma) && scene.KindAt(name) is NameKind.Person or null && scene.Hits.TrueForAll(h => h.Last < name || h.First > name || h.Entity.Kind is EntityKind.Person);
    }

    /// <summary>One party; two where one noun has two nationalities ("Armenian and Azerbaijani forces").</summary>
    public IReadOnlyList<Party> Resolve(SentenceScene scene, int head)
    {
        if (scene.Parties is not { } known) return [.. Read(scene, head)];
        if (!known.TryGetValue(head, out var parties)) known[head] = parties = [.. Read(scene, head)];
        return parties;
    }

    private IEnumerable<Party> Read(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        var word = clause[head];
        if (Sides(scene, head) is { } sides) return sides;
        // "Eleven of them were arrested": of those whom the word stands for.
        if (word.Pos is Upos.Num or Upos.Det && clause.ChildrenWith(head, "nmod").FirstOrDefault(c => clause[c].Lower is "them", -1) is >= 0 and var them && (Referred(scene, them).FirstOrDefault() ?? FromGroup(scene, them)) is { IsKnown: true } whole)
            return [whole with { Text = scene.Text.Slice(word.Start, clause[them].End), Start = word.Start, End = clause[them].End, Head = head, IsPronoun = false, IsState = false }];
        // "Some threw stones": of the crowd that was spoken of.
        if (word is { Rel: "nsubj", Lower: "some" or "many" or "several" or "most", Pos: Upos.Det or Upos.Adj or Upos.Pron } && clause.ChildWith(head, "nmod") < 0 && scene.Memory.LastGroup is { IsState: false } crowd)
            return [crowd with { Text = word.Text, Start = word.Start, End = word.End, Head = head, IsPronoun = true }];
        if (word.Pos is Upos.Pron || word.Lower is "both" or "others" or "those" or "all") return [FromPronoun(scene, head)];

        if (Korea(scene, head) is { } half) return [half];
        var (first, last) = NameSpan(scene, head);
        var hits = scene.Hits.Where(h => h.First >= first && h.Last <= last).ToList();
        // "North and South Korea"
        if (scene.Hits.FindIndex(h => h.First <= head && h.Last >= head && h.Entity is { Kind: EntityKind.Country, Country: "KOR" or "PRK" }) is > 0 and var at && scene.Hits[at - 1] is { Entity: { Kind: EntityKind.Country, Country: "KOR" or "PRK" } } other && other.Last + 2 == scene.Hits[at].First && other.Entity.Country != scene.Hits[at].Entity.Country)
            return new[] { other, scene.Hits[at] }.Select(h => Make(scene, head, h.First, h.Last, [h]) with { IsState = true, Start = clause[h.First].Start, End = clause[h.Last].End, Text = scene.Text.Slice(clause[h.First].Start, clause[h.Last].End) });
        var shared = SharedNationalities(scene, hits, head);
        if (shared.Count > 1) return shared.Select(h => Make(scene, head, first, last, [h]));
        var holders = SharedOf(scene, head);
        if (holders.Count > 1) return holders.Select(h => Make(scene, head, first, Math.Max(last, h.Last), [h]));
        if (hits.Count == 0 && !clause.HasChild(head, "det", "all", "any", "some", "many") && word.Lower is "countries" or "nations" or "sides" or "neighbours" or "neighbors" or "parties" or "armies" or "militaries"
            && !IsDescribed(clause, head)) return LastTwo(scene, head, first, last);
        var owners = Owners(scene, head);
        if (hits.Count == 0 && owners.Count > 1) return owners.Select(o => Make(scene, head, first, last, hits) with { Country = o.Country });
        var party = Make(scene, head, first, last, hits, owners is [var owner] ? owner.Country : null);
        // "The opposition party said four of its officials were held": of what it is they are too.
        if (owners is [{ Sectors: { Count: > 0 } theirs }] && party.Sectors is ["GOV"] or ["CVL"] or [] && theirs.Any(s => s is "PTY" or "OPP" or "REB" or "LAB") && clause[Counted(clause, head)].Lemma is "official" or "member" or "leader" or "activist" or "follower" or "fighter" or "candidate" or "office" or "headquarters") party = party with { Sectors = theirs };
        // "his men" are of the side that he leads; "his country" is that country.
        if (owners is [{ IsPerson: true } chief] && scene.Clause.ChildrenOf(Counted(clause, head)).Any(c => scene.Clause[c].Lower is "his" or "her"))
        {
            if (clause[Counted(clause, head)].Lemma is "man" or "fighter" or "force" or "supporter" or "side" or "group" or "movement" or "party" && chief.Sectors.Any(s => s is "REB" or "PRM" or "MIL" or "OPP" or "PTY" or "CRM")) party = party with { Sectors = chief.Sectors };
            else if (clause[Counted(clause, head)].Lemma is "country" or "nation") party = party with { Sectors = [], IsState = true };
        }

        return [party];
    }

    // "Eritrea denied that its troops ...", "the army said the men had fired on its soldiers": whose they are is the nearest subject above that
    // agrees with the pronoun; of two countries together both.
    private List<Party> Owners(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        // "one of its officers"
        var owned = Counted(clause, head);
        // "an island whose defence chief arrested them"
        if (clause[owned].Pos is Upos.Noun && clause.ChildrenOf(owned).Any(c => clause[c].Lower is "whose"))
        {
            foreach (var up in clause.Ancestors(owned).Prepend(owned))
            {
                if (clause[up] is { Rel: "acl", SubRel: "relcl", Head: >= 0 } relative && clause[relative.Head].IsNominal) return [.. Resolve(scene, relative.Head).Where(p => p.Country is not null).Take(1)];
            }
        }

        var owner = clause[owned].Pos is Upos.Noun ? clause.ChildrenOf(owned).FirstOrDefault(c => clause[c].SubRel is "poss" && (clause[c].Lower is "its" or "their" || clause[c].Lower is "his" or "her" && IsHis(clause[owned].Lemma)), -1) : -1;
        if (owner < 0) return [];
        var isHis = clause[owner].Lower is "his" or "her";
        var own = -1;
        foreach (var up in clause.Ancestors(head))
        {
            if (clause[up].Pos is not (Upos.Verb or Upos.Aux) || Coding.Roles.OfVerb(clause, up).Subject is not (>= 0 and var subject)) continue;
            own = own < 0 ? subject : own;
            if (subject >= owner || clause.Coordinated(subject).Contains(head)) continue;
            var members = clause.Coordinated(subject);
            var isPlural = members.Count > 1 || clause[subject].Lower is "police" or "they" || clause[subject].Pos is Upos.Noun && clause[subject].Lower.EndsWith('s') && clause[subject].Lower != clause[subject].Lemma;
            if (isPlural != (clause[owner].Lower is "their")) continue;
            var parties = ResolveAll(scene, subject).Where(p => p.Country is not null && (isPlural || isHis == p.IsPerson)).ToList();
            if (parties.Count == 0) continue;
            if (isPlural && parties.Count > 1 && parties.TrueForAll(p => p.IsState)) return parties;
            // "The navy boarded the boat and detained its crew": who acts on them seldom owns them.
            if (subject == own && !isHis && !clause.HasChild(owned, "amod", "own")) continue;
            return parties.Count == 1 || !isPlural ? [parties[0]] : [];
        }

        if (isHis) return [];
        if (FromOtherSide(scene, owner) is { } side) return [side];
        // "Israel sent tanks. Its army later entered the town": of the body that was named last.
        return clause[owner].Lower is "its" && clause[owner].Index < 3 && scene.Memory.LastBody is { IsPerson: false, Country: not null } last && !scene.Hits.Exists(h => h.Last < owner && h.Entity.Country is not null) ? [last] : [];
    }

    // "The leader said his country would retaliate": what is his as the man he is in public.
    private static bool IsHis(string lemma) => lemma is "country" or "nation" or "government" or "army" or "force" or "troop" or "man" or "people" or "fighter" or "party" or "movement" or "soldier" or "ministry" or "administration" or "militia" or "group" or "military" or "navy" or "police" or "side" or "cabinet" or "supporter" or "delegation";

    // "the rebel armies", but not "the two warring armies": words that say no more than that there are two of them do not count.
    private static bool IsDescribed(Clause clause, int head) =>
        clause.ChildrenOf(head).Any(c => clause[c].Rel is "amod" or "compound" && clause[c].Lower is not ("two" or "warring" or "rival" or "neighbouring" or "neighboring" or "opposing" or "both" or "hostile"));

    // How many sentences the two sides of a meeting or a fight are remembered.
    private const int SidesReach = 3;

    // "The two men agreed", "both sides opened fire", "they will meet again": the two that the last meeting or fight was between.
    private IEnumerable<Party>? Sides(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        var word = clause[head];
        if (word.Lower is not "they" && !clause.HasPair) return null;
        var owners = word.Pos is Upos.Noun ? clause.ChildrenOf(head).FirstOrDefault(c => (clause[c].SubRel is "poss" || c > head && clause[c].Rel is "nmod" && clause.CaseOf(c) is "of") && IsBothOf(clause, c), -1) : -1;
        if (word.Lower is not "they" && owners < 0 && !IsBothOf(clause, head)) return null;
        if (Facing(scene, head) is not [var one, var other]) return null;
        if (word.Lower is "they")
        {
            if (word.Rel is not "nsubj" || scene.Read.Count - 1 - scene.Memory.SidesAt > 1 || one.Is("UAF") || other.Is("UAF") || FromClauseAbove(scene, head) is not null || FromGroup(scene, head) is not null) return null;
            // Where the word is known to stand for others.
            if (Referred(scene, head) is { Count: > 0 } known && known.TrueForAll(k => k.Country != one.Country && k.Country != other.Country || !k.IsPerson && !k.IsState)) return null;
        }
        else if (owners < 0 && (scene.Hits.Exists(h => h.First >= clause.SubtreeOf(head).First && h.Last <= clause.SubtreeOf(head).Last) || clause.ChildrenOf(head).Any(c => clause[c].Rel is "acl" or "nmod") || IsDescribed(clause, head))) return null;

        var (first, last) = word.Lower is "they" ? (head, head) : NameSpan(scene, head);
        // "soldiers of both countries" are the soldiers of each.
        var own = owners >= 0 ? roles.EndingAt(clause, head, Math.Max(0, head - 3)) : [];
        if (owners >= 0 && (own.Count == 0 || one.Country is null || other.Country is null)) return null;
        return new[] { one, other }.Select(p => p with { Text = scene.Text.Slice(clause[first].Start, clause[last].End), Start = clause[first].Start, End = clause[last].End, Head = head, Sectors = owners >= 0 ? own : p.Sectors, IsState = owners < 0 && p.IsState, IsPronoun = word.Lower is "they", IsSide = true, IsProper = false, IsPlace = false });
    }

    // "both countries", "the two sides", "each government"
    private static bool IsBothOf(Clause clause, int noun) =>
        clause[noun] is { Pos: Upos.Noun, Lower: "sides" or "leaders" or "men" or "women" or "ministers" or "presidents" or "parties" or "countries" or "nations" or "states" or "neighbours" or "neighbors" or "officials" or "governments" or "armies" or "camps" or "rivals" or "capitals" } && clause.ChildrenOf(noun).Any(c => clause[c].Lower is "two" or "both")
        || clause[noun] is { Pos: Upos.Noun, Lower: "side" or "government" or "country" or "army" or "nation" or "party" } && clause.HasChild(noun, "det", "each");

    // The two that are meant: the subject of the sentence's main verb before it, or the sides of the last meeting or fight.
    private List<Party>? Facing(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        var main = clause.Words.FirstOrDefault(w => w is { Rel: "root" });
        if (main is not null && scene.Clause[head].Lower is not "they" && clause.ChildWith(main.Index, "nsubj") is >= 0 and var subject && subject < head && clause.PredicateOf(head) != main.Index && clause[subject].Pos is not Upos.Pron && !IsBothOf(clause, subject) && ResolveAll(scene, subject).Where(p => p.Country is not null && p.Country is not ("UNO" or "IGO" or "EUR")).ToList() is [var a, var b] && a.Country != b.Country) return [a, b];
        if (scene.Memory.Sides is not [var one, var other] || one.Country == other.Country && one.Sectors.SequenceEqual(other.Sectors) || scene.Read.Count - 1 - scene.Memory.SidesAt is < 1 or > SidesReach) return null;
        return [one, other];
    }

    // "The South retaliated", in a text about both Koreas.
    private static Party? Korea(SentenceScene scene, int head)
    {
        var word = scene.Clause[head];
        if (word.Lower is not ("north" or "south") || !scene.Clause.HasChild(head, "det", "the") || scene.Clause.ChildrenOf(head).Any(c => scene.Clause[c].Rel is "nmod" or "compound" or "flat")) return null;
        // "Juba rejected the demand", "the North": of the two Sudans.
        if (word.IsCapitalized && Names(scene, "SSD") && !Names(scene, "KOR") && !Names(scene, "PRK")) return new Party { Text = word.Text, Start = word.Start, End = word.End, Head = head, Country = word.Lower == "north" ? "SDN" : "SSD", IsState = true, IsProper = true };
        var country = word.Lower == "north" ? "PRK" : "KOR";
        // Of the other half nothing may have been said yet: "Seoul demanded that the North apologise".
        var (north, south) = (Names(scene, "PRK"), Names(scene, "KOR"));
        return north && south || (north || south) && !Names(scene, "SDN") && !Names(scene, "YEM") && !Names(scene, "CYP") && !Names(scene, "VNM") && word.IsCapitalized && word.Rel is "nsubj" or "obj"
            ? new Party { Text = word.Text, Start = word.Start, End = word.End, Head = head, Country = country, IsState = true, IsProper = true }
            : null;
    }

    private static bool Names(SentenceScene scene, string country) => scene.Memory.Knows(country) || scene.Hits.Exists(h => h.Entity.Country == country);

    /// <summary>True for a common noun that says what someone is ("minister", "rebels").</summary>
    public bool IsRole(Clause clause, int head) => roles.EndingAt(clause, Counted(clause, head), Math.Max(0, head - 3)).Count > 0 || Quantities.Contains(clause[head].Lower);

    /// <summary>First and last word of the shortest full name phrase.</summary>
    public static (int First, int Last) NameSpan(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        var (first, last) = (head, head);
        foreach (var child in clause.ChildrenOf(head))
        {
            var word = clause[child];
            if (word.Lower is "dead" or "alive" && word.Rel is "amod") continue;
            // A clause that the tree hangs on a name is no part of it.
            if (HoldsClause(clause, child, head)) continue;
            if (child < head && word.Rel is "compound" or "amod" or "nummod" or "flat" || child < head && word.SubRel is "desc" || (child < head && word.Rel is "det" && word.Lower is not ("a" or "an")) || (child < head && word.SubRel is "poss"))
            {
                first = Math.Min(first, clause.SubtreeOf(child).First);
            }
            else if (child > head && (word.Rel is "flat" or "compound" || (word.Rel is "appos" && word.Pos is Upos.Propn && clause.SubtreeOf(child).First == last + 1 && !clause.ChildrenOf(child).Any(c => clause[c].Lower is "whose"))))
            {
                // "met President Xi Jinping in Beijing": the place is none of the name's.
                var end = clause.SubtreeOf(child).Last;
                for (var i = child + 1; i <= end; i++)
                {
                    if (clause[i] is { Rel: "case", Lower: "in" or "at" or "on" or "during" or "near" or "outside" }) end = i - 1;
                }

                last = Math.Max(last, end);
            }
            else if (child > head && word.Rel is "nmod" && word.SubRel is "" && word.Pos is not Upos.Verb && !IsWholeName(scene, head) && !IsCharge(clause, head, child) && (clause.CaseOf(child) is "of" || clause.CaseOf(child) is "to" or "for" && Accredited.Contains(clause[head].Lemma)) && child - head < 8 && clause.SubtreeOf(child).First <= last + 1)
            {
                last = Math.Max(last, OfPhrase(clause, child));
            }
        }

        // "beaten by masked men": whatever the tree takes the participle for.
        if (first == head && head > 0 && clause[head - 1].Lower is "masked" or "hooded" or "armed" or "unidentified" or "unknown") first = head - 1;
        // "20 wounded, according to vigilantes": no name reaches back over a comma.
        for (var i = head - 1; i >= first; i--)
        {
            if (clause[i].Text is not ("," or ";")) continue;
            first = i + 1;
            break;
        }

        while (first < head && (clause[first].Pos is Upos.Punct or Upos.Cconj)) first++;
        while (last > head && clause[last].Text is "," or ";" or "-" or "–") last--;
        // "at least 20 people", never "least 20 people".
        if (first > 0 && clause[first].Lower is "least" or "than" or "most" && clause[first - 1].Lower is "at" or "more" or "less" or "fewer") first--;
        foreach (var hit in scene.Hits)
        {
            if (hit.First > last || hit.Last < first) continue;
            if (hit.First <= head && hit.Last >= head) (first, last) = (Math.Min(first, hit.First), Math.Max(last, hit.Last));
        }

        return (first, last);
    }

    private static bool HoldsClause(Clause clause, int child, int head)
    {
        var (first, last) = clause.SubtreeOf(child);
        if (last - first < 3) return false;
        for (var i = Math.Min(first, head); i <= Math.Max(last, head); i++)
        {
            if (i != child && clause[i].Pos is Upos.Verb && clause[i].Rel is not ("amod" or "acl") && (i < first || i > last || clause.ChildWith(i, "nsubj") >= 0)) return true;
        }

        return false;
    }

    // "accused Chile of meddling": a country's or a person's name goes on with nothing.
    private static bool IsWholeName(SentenceScene scene, int head) =>
        scene.Hits.Any(h => h.First <= head && head <= h.Last && h.Entity.Kind is EntityKind.Country or EntityKind.Person);

    // "accused the state of complicity", "convicted a former mayor of genocide": of what one is accused.
    private static bool IsCharge(Clause clause, int head, int child) =>
        clause[child].Pos is Upos.Noun && clause.CaseOf(child) is "of" && clause[head] is { Rel: "obj" or "nsubj", Head: >= 0 } accused && clause[accused.Head].Lemma is "accuse" or "suspect" or "convict" or "acquit" or "clear" && !clause.HasChild(child, "det", "the", "this", "that");

    // "president of Azerbaijan", "aide to the president of Azerbaijan": the words up to the inner head's own name.
    private static int OfPhrase(Clause clause, int head)
    {
        var last = head;
        foreach (var child in clause.ChildrenOf(head))
        {
            if (child > head && (clause[child].Rel is "flat" or "compound" || (clause[child].Rel is "nmod" && clause.CaseOf(child) is "of" or "for"))) last = Math.Max(last, OfPhrase(clause, child));
        }

        return last;
    }

    private static List<Hit> SharedNationalities(SentenceScene scene, List<Hit> hits, int head)
    {
        if (Row(scene, head) is { Count: > 1 } row) return row;
        if (hits.Count < 2) return [];
        var modifiers = hits.Where(h => h.Last < head && h.Entity.Kind is EntityKind.Demonym or EntityKind.Country or EntityKind.Organization && scene.Clause[h.Last].SubRel != "poss").ToList();
        return modifiers.Count > 1 && Enumerable.Range(modifiers[0].Last, head - modifiers[0].Last).Any(i => scene.Clause[i].Lower is "and" or "or") ? modifiers : [];
    }

    // "Turkish and Syrian soldiers", whatever the tree makes of the first: nationalities in a row before the noun.
    private static List<Hit> Row(SentenceScene scene, int head)
    {
        List<Hit> row = [];
        if (scene.Clause[head].Pos is not Upos.Noun) return row;
        var at = head - 1;
        while (at >= head - 2 && at > 0 && scene.Clause[at].Pos is Upos.Adj or Upos.Noun && !IsNationality(scene, at, out _)) at--;
        while (at >= 0 && IsNationality(scene, at, out var hit))
        {
            row.Insert(0, hit);
            at = hit.First - 1;
            if (at <= 0 || scene.Clause[at].Lower is not ("and" or "or" or ",")) break;
            if (scene.Clause[at].Lower is "," && row.Count == 1) break;
            at--;
        }

        return row;
    }

    private static bool IsNationality(SentenceScene scene, int word, out Hit hit)
    {
        hit = scene.Hits.FirstOrDefault(h => h.First <= word && word <= h.Last);
        // "Hema and Lendu militias"
        return hit.Entity?.Kind is EntityKind.Demonym || hit.Entity is { Kind: EntityKind.Organization, Sectors: ["CVL"] };
    }

    // "the foreign ministers of Greece and Turkey"
    private static List<Hit> SharedOf(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        if (clause[head].Pos is not Upos.Noun || !clause[head].Lower.EndsWith('s')) return [];
        foreach (var child in clause.ChildrenWith(head, "nmod"))
        {
            if (child < head || clause.CaseOf(child) != "of") continue;
            var members = clause.Coordinated(child);
            if (members.Count > 1) return [.. members.SelectMany(m => scene.Hits.Where(h => h.First <= m && h.Last >= m && h.Entity.Kind is EntityKind.Country or EntityKind.Organization && h.Entity.Country is not null).Take(1))];
        }

        return [];
    }

    private Party Make(SentenceScene scene, int head, int first, int last, List<Hit> hits, string? ownersCountry = null)
    {
        var clause = scene.Clause;
        var word = clause[head];
        var main = MainHit(clause, hits, head);
        var sectors = Sectors(scene, head, first, main, hits);
        var country = main?.Entity.Country ?? (main is null ? ownersCountry : null) ?? FromBeside(scene, head);
        var isState = main is { } m && m.First <= head && m.Last >= head && m.Entity.Kind is EntityKind.Country or EntityKind.Demonym or EntityKind.Government;
        // "Deputy Secretary of State Richard Armitage": the title of one country alone, where no other is named.
        if (country is null && main is null && IsAmericanTitle(clause, first, Math.Max(head, last))) country = "USA";
        if (country is null && sectors.Count == 0 && word.Pos is Upos.Propn && Before(scene, first) is { } office) (country, sectors) = (office.Country, office.Sectors);
        if (country is null || sectors.Count == 0)
        {
            if (Carried(scene, head, hits.Count > 0) is { } known)
            {
                country ??= known.Country;
                if (sectors.Count == 0) sectors = known.Sectors;
            }
        }

        if (sectors.Count == 0 && word.Pos is Upos.Noun && hits.Find(h => h.First == head + 1 && h.Entity is { Kind: EntityKind.Person, Sectors.Count: > 0 }) is { Entity: { } bearer }) sectors = bearer.Sectors;
        if (Enumerable.Range(first, Math.Max(head, last) - first + 1).Any(i => ToPast.Contains(clause[i].Lower)) && sectors.Any(s => s is "GOV" or "LEG" or "SPY")) sectors = ["ELI"];
        // "Armenian Americans" are Americans.
        if (isState && main is { Entity: { Kind: EntityKind.Demonym, Country: "USA" or "CAN" or "AUS" or "GBR" } } settled && word.Lower is "americans" or "canadians" or "australians" or "britons" && hits.Exists(h => h.Last == settled.First - 1 && h.Entity.Kind is EntityKind.Demonym)) (isState, sectors) = (false, sectors.Count > 0 ? sectors : ["CVL"]);
        // "Bulgarian Turks", "Iraqi Kurds": people of the country that is named first.
        if (isState && main is { Entity.Kind: EntityKind.Demonym } people && hits.Find(h => h.Last == people.First - 1 && h.Entity.Kind is EntityKind.Demonym && h.Entity.Country is not null) is { Entity: { } citizens }) (country, isState, sectors) = (citizens.Country, false, sectors.Count > 0 ? sectors : ["CVL"]);
        // "150 Indians" are people and no state.
        if (isState && main is { Entity.Kind: EntityKind.Demonym } && (clause.HasChild(head, "nummod") || clause.HasChild(head, "det", "a", "an") || clause.HasChild(head, "amod", "ethnic", "angry"))) (isState, sectors) = (false, sectors.Count > 0 ? sectors : ["CVL"]);
        var (textFirst, textLast) = (first, Math.Max(Titled(clause, head), last));
        var isPlace = main is { } p && p.First <= head && p.Last >= head ? p.Entity.Kind is EntityKind.Place : main is null && scene.KindAt(head) is NameKind.Place;
        if (isPlace && main is null && country is null && sectors.Count == 0 && ActsAsState(clause, head)) (isState, isPlace) = (true, false);
        // "Brussels demanded that Hungary change its law", "rejected Brussels' request": the Union, where nothing Belgian stands beside it.
        if (isPlace && country is "BEL" && word.Text is "Brussels" && (word.Rel is "nsubj" || word.SubRel is "agent" or "poss" || word is { Rel: "obj", Head: >= 0 } && clause[word.Head].Lemma is not ("visit" or "leave" or "reach" or "enter" or "tour" or "hit" or "shake" or "rock" or "attack" or "bomb")) && !scene.Hits.Exists(h => h.Entity is { Country: "BEL", Kind: EntityKind.Country or EntityKind.Demonym or EntityKind.Person })) (country, isState, isPlace) = ("EUR", true, false);
        return new Party
        {
            Text = scene.Text.Slice(clause[textFirst].Start, clause[textLast].End),
            Start = clause[textFirst].Start,
            End = clause[textLast].End,
            Head = head,
            Country = country,
            Sectors = sectors,
            IsState = isState,
            IsPlace = isPlace,
            IsProper = word.Pos is Upos.Propn,
            IsGiven = scene.IsGiven(head),
            IsPerson = IsPerson(scene, head, main),
            IsBeside = main is null && sectors.Count == 0 && country is not null && word.Pos is Upos.Noun,
        };
    }

    // "Arnor signed a treaty with Gondor": a place that no table knows and that does something is a state, or what passes for one.
    private static bool ActsAsState(Clause clause, int head)
    {
        var top = clause[clause.ConjunctionHead(head)];
        if (top is not { Rel: "nsubj", SubRel: "", Head: >= 0 } and not { SubRel: "agent" } || clause[top.Head].Pos is not Upos.Verb) return false;
        return !clause.ChildrenOf(top.Head).Any(c => clause[c].SubRel is "pass" && top.SubRel is "") && clause[top.Head].Lemma is not ("have" or "be" or "see" or "lie" or "host" or "beat" or "win" or "lose" or "defeat" or "play" or "score" or "draw" or "lead" or "trail" or "rank" or "edge" or "rally");
    }

    private static bool IsAmericanTitle(Clause clause, int first, int last)
    {
        for (var i = first; i < last; i++)
        {
            if (clause[i].Text is not "Secretary") continue;
            if (i > first && clause[i - 1].Text is "Treasury") return true;
            if (i + 2 <= last && clause[i + 1].Lower is "of" && clause[i + 2].Text is "State") return i + 3 >= clause.Count || clause[i + 3].Lower is not "for";
        }

        return false;
    }

    private static bool IsPerson(SentenceScene scene, int head, Hit? main) =>
        main is { } hit && hit.First <= head && hit.Last >= head ? hit.Entity.Kind is EntityKind.Person
        : scene.KindAt(head) is { } kind ? kind is NameKind.Person
        : Offices.Contains(scene.Clause[head].Lemma);

    // "the special envoy to Ukraine" is not Ukraine's.
    private static bool IsPost(Clause clause, Hit hit, int head) =>
        hit.First > 0 && !(hit.First <= head && hit.Last >= head) && clause[hit.First - 1].Lower is "to" && clause.ChildrenOf(clause[hit.Last].Head < 0 ? hit.Last : clause[hit.Last].Head).Length > 0
        && (clause[hit.Last].Head is var holder and >= 0 && clause[holder].Lemma is "ambassador" or "envoy" or "representative" or "delegate" or "emissary" or "attaché" or "visitor");

    private static Hit? MainHit(Clause clause, List<Hit> hits, int head)
    {
        Hit? best = null;
        var bestRank = int.MaxValue;
        foreach (var hit in hits)
        {
            if (hit.Entity.Country is null || IsPost(clause, hit, head)) continue;
            var rank = hit.First <= head && hit.Last >= head ? 0
                : hit.Last < head ? (hit.Entity.Kind is EntityKind.Place ? 4 : hit.Entity.Kind is EntityKind.Person ? 3 : 1)
                : clause[hit.Last].Rel is "flat" ? 1 : 2;
            if (rank >= bestRank) continue;
            (best, bestRank) = (hit, rank);
        }

        // "Jordan's King Abdullah" is not the Saudi one: whose office it is, where it is said.
        if (best is { Entity.Kind: EntityKind.Person } namesake && hits.Find(h => h.Last < namesake.First && h.Entity.Kind is EntityKind.Country or EntityKind.Demonym && h.Entity.Country is not null && h.Entity.Country != namesake.Entity.Country) is { Entity: not null } realm
            && realm.Last + 1 < namesake.First && Enumerable.Range(realm.Last + 1, namesake.First - realm.Last - 1).All(i => clause[i].Lower is "'s" or "’s" or "king" or "queen" or "prince" or "crown" or "emir" or "sultan" or "president" or "prime" or "minister" or "premier" or "chancellor" or "foreign" or "defence" or "defense")) return realm;

        // "UN envoy Angela Perez", "EU commissioner Janez Kos": for whom one speaks now, whatever one was at home.
        return best is { Entity.Kind: EntityKind.Person } person && hits.FirstOrDefault(h => h.Last == person.First - 1 && h.Entity is { Kind: EntityKind.Organization, Country: "UNO" or "IGO" or "EUR" }) is { Entity: not null } body ? body with { First = person.First, Last = person.Last } : best;
    }

    private IReadOnlyList<string> Sectors(SentenceScene scene, int head, int first, Hit? main, List<Hit> hits)
    {
        if (main is { } covering && covering.First <= head && covering.Last >= head && (covering.Entity.Sectors.Count > 0 || covering.Entity.Kind is EntityKind.Organization)) return covering.Entity.Sectors;
        foreach (var hit in hits)
        {
            if (hit.First <= head && hit.Last >= head && hit.Entity.Sectors.Count > 0) return hit.Entity.Sectors;
        }

        // "Kevin King" is no king.
        var isSurname = head > 0 && scene.Clause[head].Pos is Upos.Propn && scene.Names.Any(n => n.Kind is NameKind.Person && n.LastToken == head && n.FirstToken < head && !roles.IsRole(scene.Clause[n.FirstToken].Lower));
        // "King and Weeks were abducted", behind "Kevin King".
        isSurname |= scene.Clause[head].Pos is Upos.Propn && scene.KindAt(head) is NameKind.Person or null && scene.Memory.ByName(scene.Clause[head].Text) is { } known && known.Text.Contains(' ', StringComparison.Ordinal) && !scene.Clause.ChildrenOf(head).Any(c => scene.Clause[c].Rel is "flat" && c > head);
        // "Julie Bishop" holds no church office.
        var isName = main is { Entity.Kind: EntityKind.Person } person && person.First <= head && person.Last >= head || scene.Clause[head] is { Pos: Upos.Propn, Rel: "flat" } && scene.KindAt(head) is NameKind.Person;
        // "the West Bank" keeps no money.
        var isPlaceName = main is { Entity.Kind: EntityKind.Place } ground && ground.First <= head && head <= ground.Last;
        var own = isName || isSurname || isPlaceName ? [] : roles.StartingAt(scene.Clause, head) is { Count: > 0 } whole ? whole : roles.EndingAt(scene.Clause, Titled(scene.Clause, Counted(scene.Clause, head)), scene.Clause[head].Lower is "general" && head > 0 && BeforeGeneral.Contains(scene.Clause[head - 1].Lemma) ? Math.Min(first, head - 1) : first);
        // "a convoy of trucks" is a convoy all the same.
        if (own.Count == 0 && scene.Clause[head].Lemma is "convoy" or "patrol" or "platoon" or "detachment" or "contingent" or "mob" or "crowd") own = roles.EndingAt(scene.Clause, head, first);
        // "members of the African National Congress" sit in no congress.
        if (Counted(scene.Clause, head) is var named && named != head && hits.Find(h => h.First <= named && named <= h.Last && h.Entity is { Kind: EntityKind.Organization }) is { Entity: { } body } && (body.Sectors.Count > 0 || own is not ["GOV"])) return body.Sectors.Count > 0 || scene.Clause[head].Lemma is not ("leader" or "chief" or "head" or "minister") ? body.Sectors : ["GOV"];
        // "the army chief met his Rwandan counterpart": of what the one is the other is too.
        if (scene.Clause[head].Lemma is "counterpart" && scene.Clause.ChildWith(scene.Clause.PredicateOf(head), "nsubj") is >= 0 and var peer && peer < head && scene.Clause[peer].Pos is not Upos.Pron && Resolve(scene, peer).FirstOrDefault() is { Sectors.Count: > 0 } subject && !subject.Is("ELI")) own = subject.Sectors;
        // "a union representative" sits in no parliament.
        if (own is ["GOV"] && scene.Clause[head].Lemma is "representative" && scene.Clause.ChildrenOf(head).Any(c => scene.Clause[c].Rel is "compound" && c < head)) own = [];
        // "Chechen leader Aslan Maskhadov": the name behind the word says of what he is the leader.
        if (own is ["GOV"] && scene.Clause[head].Lemma is "leader" or "chief" or "head" && hits.Find(h => h.First == head + 1 && h.Entity is { Kind: EntityKind.Person, Sectors.Count: > 0 }) is { Entity: { } holder }) return holder.Sectors;
        if (own is ["GOV"] && Whose(scene.Clause, head) is { Count: > 0 } theirs) own = theirs;
        // "broke up a protest and detained its leaders": they lead no government.
        if (own is ["GOV"] && scene.Clause[head].Lemma is "leader" && scene.Clause.ChildrenOf(head).Any(c => scene.Clause[c].SubRel is "poss" && scene.Clause[c].Lower is "its" or "their") && scene.Clause.Words.Any(w => w.Index < head && w is { Pos: Upos.Noun, Lemma: "protest" or "demonstration" or "rally" or "march" or "strike" or "sit-in" or "uprising" or "riot" })) own = ["CVL"];
        if (own.Count == 0 && Counted(scene.Clause, head) is var counted && counted != head && hits.FirstOrDefault(h => h.First <= counted && h.Last >= counted).Entity is { Sectors.Count: > 0 } group) return group.Sectors;
        // "the leaders of Serbia and Croatia"
        if (own.Count == 0 && scene.Clause[head].Lower is "leader" or "leaders" && hits.Exists(h => h.First > head && h.Entity.Kind is EntityKind.Country && scene.Clause[h.Last].Head == head)) return ["GOV"];
        if (own.Count == 0 && scene.Clause[head].Lower is "thousands" or "hundreds" or "dozens" or "tens" or "scores" or "millions" or "crowds" or "crowd" && !scene.Clause.ChildrenOf(head).Any(c => c > head && (scene.Clause.CaseOf(c) is "in" && scene.Clause[c].Pos is Upos.Noun || scene.Clause.CaseOf(c) is "of" && scene.Clause[c].Lemma is "dollar" or "euro" or "pound" or "year" or "time" or "thing"))) return ["CVL"];
        var isScore = head + 1 < scene.Clause.Count && scene.Clause[head + 1].Text is "-" or "–" || head > 0 && scene.Clause[head - 1].Text is "-" or "–";
        if (own.Count == 0 && scene.Clause[head].Pos is Upos.Num && scene.Clause[head].Text.Length < 8 && !isScore) return ["CVL"];
        if (own.Count > 0)
        {
            // "Taliban militants", "Hamas spokesman": the organization says more than the noun.
            // So does the one that a spokesman speaks for.
            var isVoice = scene.Clause[head].Lemma is "spokesman" or "spokeswoman" or "spokesperson" or "commander" or "fighter" or "member" or "official" or "leader" or "militant";
            var organization = hits.FirstOrDefault(h => (h.Last < head || isVoice && h.First > head) && h.Entity.Kind is EntityKind.Organization && h.Entity.Sectors.Count > 0);
            // "Uighur militants": a people says no more than the noun.
            return organization.Entity is { Sectors: not ["CVL"] } o && own is ["GOV"] or ["REB"] or ["CVL"] or ["MIL"] or ["UAF"] && !o.Sectors.Contains("JRN") ? o.Sectors : own;
        }

        // "the head of the Russian Orthodox Church"
        if (scene.Clause[head].Lemma is "head" or "chief" or "leader" or "founder" or "member" or "chairman" or "director" or "boss" or "branch" or "wing" && hits.Find(h => h.First > head && h.Entity is { Kind: EntityKind.Organization, Sectors.Count: > 0 }) is { Entity: { } led } && !led.Sectors.Contains("JRN")) return led.Sectors;
        foreach (var hit in hits)
        {
            // "the Mogadishu compound of the charity" is no government's.
            if (hit.Entity.Kind is EntityKind.Government && scene.Clause[hit.Last].SubRel != "poss" && scene.Clause[head].Lemma is "office" or "headquarters" or "compound" or "home" or "house" or "branch" or "hospital") continue;
            // "Obama's involvement" is no government.
            if (hit.Entity.Sectors.Count > 0 && hit.Entity.Kind is not EntityKind.Place && hit.Last < head && (scene.Clause[hit.Last].SubRel != "poss" || hit.Entity.Kind is not EntityKind.Person)) return hit.Entity.Sectors;
        }

        // "raided the offices of the party", "the attorney general's office": whose seat it is.
        if (scene.Clause[head].Lemma is "office" or "headquarters" or "home" or "house" or "compound" or "residence" or "premise" or "newsroom" or "building")
        {
            foreach (var owner in scene.Clause.ChildrenOf(head).Where(c => scene.Clause[c].SubRel is "poss" || scene.Clause[c].Rel is "compound" || c > head && scene.Clause[c].Rel is "nmod" && scene.Clause.CaseOf(c) is "of"))
            {
                if (roles.EndingAt(scene.Clause, Titled(scene.Clause, owner), Math.Max(0, owner - 3)) is { Count: > 0 } seat) return seat;
                // "the home of opposition lawmaker Juan Requesens"
                if (scene.Clause[owner].Pos is Upos.Propn && Resolve(scene, owner).FirstOrDefault() is { IsPerson: true, Sectors.Count: > 0 } resident) return resident.Sectors;
            }
        }

        // "Otty Patino, who heads the government team": whose he is by what he leads.
        if (scene.Clause[head].Pos is Upos.Propn && Led(scene, head) is >= 0 and var team && Resolve(scene, team).FirstOrDefault() is { Sectors.Count: > 0 } whose) return whose.Sectors;

        // A title before a name, or what a name is said to be.
        for (var i = head - 1; i >= first && scene.Clause[head].Pos is Upos.Propn; i--)
        {
            var title = roles.EndingAt(scene.Clause, i, first);
            if (title.Count > 0 && scene.Clause[i].SubRel != "poss") return title;
        }

        foreach (var child in scene.Clause.ChildrenOf(head))
        {
            // "patient records" are no patients; "Employee Steve Castro" is an employee.
            if (scene.Clause[child].Rel is not ("appos" or "flat" or "compound") || scene.Clause[child].Rel is "compound" && scene.Clause[head].Pos is not Upos.Propn) continue;
            if (scene.Clause[child].Rel is not ("appos" or "flat" or "compound") || scene.Clause[child].Rel is "flat" && (isName || scene.KindAt(child) is NameKind.Person)) continue;
            var beside = roles.EndingAt(scene.Clause, Titled(scene.Clause, child), Math.Max(0, child - 3));
            if (beside.Count > 0) return beside;
        }

        return [];
    }

    // "rebel official", "police spokeswoman", "hospital officials": whose official it is says more.
    private IReadOnlyList<string> Whose(Clause clause, int head)
    {
        if (head == 0 || clause[head].Lemma is not ("official" or "spokesman" or "spokeswoman" or "spokesperson" or "leader" or "chief" or "source" or "authority" or "negotiator" or "delegation" or "representative" or "envoy")) return [];
        if (roles.EndingAt(clause, head - 1, head - 1) is [not "GOV" and not "CVL"] sectors) return sectors;
        // "the rebels' chief negotiator"
        return clause[head].Lemma is not "leader" && clause.ChildrenOf(head).FirstOrDefault(c => c < head && clause[c] is { SubRel: "poss", Pos: Upos.Noun }, -1) is >= 0 and var owner && roles.EndingAt(clause, owner, owner) is ["REB" or "PRM" or "OPP"] theirs ? theirs : [];
    }

    // "attorney general": the adjective that ends an office stands behind its noun.
    private static int Titled(Clause clause, int head) =>
        head + 1 < clause.Count && BeforeGeneral.Contains(clause[head].Lemma) && clause[head + 1].Lower is "general" ? head + 1
        : head + 2 < clause.Count && clause[head].Lemma is "secretary" or "director" or "attorney" && clause[head + 1].Text == "-" && clause[head + 2].Lower is "general" ? head + 2 : head;

    // "thousands of protesters", "a group of soldiers": what is counted says who they are.
    private static int Counted(Clause clause, int head)
    {
        if (!Quantities.Contains(clause[head].Lower)) return head;
        foreach (var child in clause.ChildrenOf(head))
        {
            if (child > head && clause[child].Rel is "nmod" or "obl" && clause.CaseOf(child) == "of") return child;
        }

        return head;
    }

    // "Hikmet Hajiyev, foreign affairs aide to the president of Azerbaijan"
    private static string? FromBeside(SentenceScene scene, int head)
    {
        foreach (var child in scene.Clause.ChildrenOf(head))
        {
            var word = scene.Clause[child];
            if (word.Rel is not ("appos" or "nmod")) continue;
            if (word.Rel is "nmod" && scene.Clause.CaseOf(child) is not ("of" or "in" or "from" or "for" or "at")) continue;
            // "exiled opposition sources in Cairo" are no Egyptians.
            if (word.Rel is "nmod" && scene.Clause.CaseOf(child) is "in" or "at" or "from" && scene.Clause.HasChild(head, "amod", "exiled")) continue;
            // "the separatists' representative in Geneva": whose he is has been said.
            if (word.Rel is "nmod" && child > head && scene.Clause.CaseOf(child) is "in" or "at" && scene.Clause[head].Lemma is "representative" or "spokesman" or "envoy" or "delegate" && scene.Clause.ChildrenOf(head).Any(c => c < head && scene.Clause[c] is { SubRel: "poss", Pos: Upos.Noun })) continue;
            // "warned Aziz in Geneva": where a person is met is not whose he is.
            if (word.Rel is "nmod" && scene.Clause[head].Pos is Upos.Propn && scene.Clause.CaseOf(child) is "in" or "at" && scene.KindAt(head) is NameKind.Person && scene.Clause[scene.Clause.PredicateOf(head)].Lemma is "meet" or "warn" or "tell" or "urge" or "hold" or "talk" or "see" or "receive" or "host") continue;
            var (first, last) = scene.Clause.SubtreeOf(child);
            foreach (var hit in scene.Hits)
            {
                // "a witness in the inquiry that Ukraine ...": not what stands in a clause of its own.
                if (hit.First >= first && hit.Last <= last && hit.Entity.Country is { } country && !IsPost(scene.Clause, hit, head) && !InClause(scene.Clause, hit.Last, child)) return country;
            }
        }

        return null;
    }

    // "who heads the government team": what is led; -1 where nothing is.
    private static int Led(SentenceScene scene, int name)
    {
        foreach (var child in scene.Clause.ChildrenWith(name, "acl"))
        {
            if (scene.Clause[child] is { SubRel: "relcl", Lemma: "head" or "lead" or "chair" or "command" or "run" or "represent" } && scene.Clause.HasChild(child, "nsubj", "who")) return scene.Clause.ChildWith(child, "obj");
        }

        return -1;
    }

    private static bool InClause(Clause clause, int from, int to)
    {
        for (var (i, steps) = (from, 0); i >= 0 && i != to && steps < 40; i = clause[i].Head, steps++)
        {
            if (clause[i].Rel is "acl" or "advcl" or "ccomp" or "xcomp" or "parataxis") return true;
        }

        return false;
    }

    // "the Belarusian defence minister, Leonid Maltsev, agreed": what stands before the comma says who it is, wherever the tree hangs the name.
    private Party? Before(SentenceScene scene, int first)
    {
        var clause = scene.Clause;
        if (first < 2 || clause[first - 1].Text is not "," || clause[first - 2].Pos is not Upos.Noun || roles.EndingAt(clause, first - 2, Math.Max(0, first - 5)).Count == 0) return null;
        return Resolve(scene, first - 2).FirstOrDefault() is { IsPerson: true } office ? office : null;
    }

    private Party? Carried(SentenceScene scene, int head, bool hasHits)
    {
        var clause = scene.Clause;
        var word = clause[head];
        var memory = scene.Memory;
        var lastName = word;
        foreach (var child in clause.ChildrenWith(head, "flat")) lastName = clause[child];
        // "The Foreign Ministry" is a ministry with capitals.
        if (word.Pos is Upos.Propn && !(word.Lower is "ministry" && !hasHits)) return memory.ByName(lastName.Text);
        if (hasHits || !(clause.HasChild(head, "det", "the", "this", "that") || clause.ChildrenOf(head).Any(c => clause[c].SubRel is "poss" && clause[c].Pos is Upos.Pron))) return null;
        // "two Arab states" are not the state that was named last.
        if (word.Pos is Upos.Noun && word.Lower is "states" or "countries" or "nations" or "governments" or "republics") return null;
        if (Countries.Contains(word.Lower) && memory.LastCountry is { } country) return memory.LastBody is { } body && body.Country == country ? body with { Sectors = [] } : null;
        if (Groups.Contains(word.Lower) && (Banded(scene, head) ?? (word.Lower is "gunmen" or "men" or "attackers" or "assailants" ? memory.LastArmed : memory.LastRebels ?? memory.LastArmed)) is { } armed) return armed;
        // An army, government or president that was never named is of the country that the article is about, not of the body named last.
        return memory.ByHead(word.Lower) ?? (word.Lower is "ministry" or "statement" or "spokesman" or "spokeswoman" ? memory.LastSpeaker ?? memory.LastBody : null);
    }

    // "suspended talks with the army of liberation after the rebels kidnapped": the movement named before in the sentence.
    private static Party? Banded(SentenceScene scene, int head)
    {
        var hit = scene.Hits.LastOrDefault(h => h.Last < head && h.Entity is { Kind: EntityKind.Organization, Country: not null } && h.Entity.Sectors.Contains("REB"));
        if (hit.Entity is null || scene.Clause[head].Lower is "men" or "attackers" or "gunmen" or "assailants" or "organization" or "organisation") return null;
        var (start, end) = (scene.Clause[hit.First].Start, scene.Clause[hit.Last].End);
        return new Party { Text = scene.Text.Slice(start, end), Start = start, End = end, Head = hit.Last, Country = hit.Entity.Country, Sectors = hit.Entity.Sectors, IsProper = true };
    }

    private Party FromPronoun(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        var word = clause[head];
        var memory = scene.Memory;
        var antecedent = Accused(scene, head) ?? FromClauseAbove(scene, head) ?? FromOtherSide(scene, head) ?? Alike(scene, head) ?? Referred(scene, head).FirstOrDefault() ?? FromSubject(scene, head) ?? word.Lower switch
        {
            "he" or "she" or "him" or "her" or "himself" or "herself" or "his" => memory.LastPerson ?? Source(scene, head),
            "it" or "itself" or "its" => memory.LastBody ?? Suffering(scene),
            "they" or "them" or "their" or "themselves" => memory.LastGroup ?? (word.Lower is "them" ? memory.LastSeveral : null) ?? memory.LastArmed ?? memory.LastBody,
            // Outside a quotation "I" is the writer.
            "i" or "we" or "us" or "our" or "my" or "me" => word.Quoted || scene.Author is not null || scene.QuoteSpeaker is not null || clause.Words.Any(w => w.Quoted || w.Text is "\"" or "”" or "“" || w.Lemma is "say") ? memory.LastSpeaker : null,
            _ => null,
        };
        return new Party
        {
            Text = antecedent is null || word.Lower is "it" or "he" or "she" or "they" ? word.Text : antecedent.Text,
            Start = word.Start,
            End = word.End,
            Head = head,
            Country = antecedent?.Country,
            Sectors = antecedent?.Sectors ?? [],
            IsState = antecedent?.IsState ?? false,
            IsPerson = antecedent?.IsPerson ?? word.Lower is "he" or "she",
            IsPronoun = true,
            IsGiven = scene.IsGiven(head),
        };
    }

    // "killed 63 rebels and captured 41 others": of the same kind as those before them.
    private Party? Alike(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        if (clause[head] is not { Lower: "others", Rel: "obj", Head: >= 0 } word || clause[word.Head] is not { Rel: "conj" or "advcl", Head: >= 0 } verb || clause.ChildWith(verb.Head, "obj") is not (>= 0 and var first) || first > head) return null;
        return Resolve(scene, first).FirstOrDefault() is { IsPlace: false, IsState: false, Sectors.Count: > 0 } kind ? kind with { Text = clause[head].Text } : null;
    }

    // "According to the activist, soldiers beat him"
    private Party? Source(SentenceScene scene, int head) =>
        scene.Clause.Words.Where(w => w.Index < head && w.Rel is "obl" && w.IsNominal && scene.Clause.CaseOf(w.Index).StartsWith("according", StringComparison.Ordinal)).SelectMany(w => Resolve(scene, w.Index)).FirstOrDefault(p => p is { IsPerson: true, IsPronoun: false, IsKnown: true });

    // "Saudi Arabia cut ties after protesters stormed its embassy": the nearest body before in the sentence that acts.
    private Party? FromSubject(SentenceScene scene, int head)
    {
        if (scene.Clause[head].Lower is "they" or "them" or "their" or "themselves") return FromGroup(scene, head);
        if (scene.Clause[head].Lower is "him" or "her" && scene.Clause[head].Rel is "obj" or "obl") return FromObject(scene, head);
        if (scene.Clause[head].Lower is not ("its" or "it" or "itself")) return null;
        for (var i = head - 1; i >= 0; i--)
        {
            var word = scene.Clause[i];
            // "The Chadian government attacked a village, and it also arrested two journalists"
            if (word is { Rel: "nsubj", Pos: Upos.Noun } && word.Lower == word.Lemma && Resolve(scene, i).FirstOrDefault() is { Country: not null, IsPerson: false, IsPlace: false, IsBeside: false } body && IsBody(body)) return body;
            if (word.Rel is not ("nsubj" or "root") || word.Pos is not Upos.Propn || !scene.Hits.Any(h => h.First <= i && h.Last >= i && h.Entity.Country is not null && h.Entity.Kind is not EntityKind.Person)) continue;
            if (Resolve(scene, i).FirstOrDefault() is { IsKnown: true } party) return party;
        }

        // "Rockets were fired at Israel, weeks after its army withdrew": the one country named before.
        if (scene.Clause[head].Lower is not "its") return null;
        var before = scene.Hits.Where(h => h.Last < head && h.Entity.Kind is EntityKind.Country && scene.Clause[h.Last].Rel is "obl" or "obj" or "nmod").ToList();
        return before.Count > 0 && before.TrueForAll(h => h.Entity.Country == before[0].Entity.Country) ? Resolve(scene, before[^1].Last).FirstOrDefault() : null;
    }

    private static bool IsBody(Party party) => party.Is("GOV") || party.Is("MIL") || party.Is("LEG") || party.Is("JUD") || party.Is("PTY") || party.Is("REB") || party.Is("OPP") || party.Is("COP");

    // "Nigeria accused Chad's army. It rejected the accusation": who rejects what somebody was accused of is the accused.
    private Party? Accused(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        if (clause[head] is not { Rel: "nsubj", Lower: "it" or "he" or "she" or "they", Head: >= 0 } word || clause[word.Head].Lemma is not ("reject" or "deny" or "dismiss" or "refute" or "dispute") || scene.Read.Count < 2 || scene.Read[^1] != scene) return null;
        if (clause.ChildWith(word.Head, "obj") is not (>= 0 and var charge) || clause[charge].Lemma is not ("accusation" or "charge" or "allegation" or "claim" or "criticism")) return null;
        var before = scene.Read[^2];
        foreach (var verb in before.Clause.Words)
        {
            if (verb is not { Pos: Upos.Verb, Lemma: "accuse" or "blame" or "charge" or "criticize" or "criticise" or "condemn" or "denounce" }) continue;
            var roles = Coding.Roles.OfVerb(before.Clause, verb.Index);
            var accused = roles.Passive ? roles.Subject : roles.Object;
            if (accused >= 0 && Resolve(before, accused).FirstOrDefault() is { IsKnown: true, IsPronoun: false } party && party.IsPerson == word.Lower is "he" or "she") return party;
        }

        return null;
    }

    // "Nigerian forces attacked Chad's army. It asked for help": where no body has acted yet, the one that suffered last.
    private Party? Suffering(SentenceScene scene)
    {
        if (scene.Read.Count < 2 || scene.Read[^1] != scene) return null;
        var before = scene.Read[^2];
        return before.Clause.Words.Where(w => w is { Rel: "obj", IsNominal: true } && w.Lower == w.Lemma).SelectMany(w => Resolve(before, w.Index)).LastOrDefault(p => p is { Country: not null, IsPerson: false, IsPlace: false, IsPronoun: false } && (p.IsState || IsBody(p)));
    }

    // "pulled out of the government and accused it of fraud": what two verbs of one subject are both about; "He accused Britain of a plot and vowed to expel its ambassador": what is said of a person has another owner.
    private Party? FromOtherSide(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        var isOwner = clause[head].Lower is "its";
        if (!isOwner && clause[head] is not { Lower: "it", Rel: "obj" }) return null;
        var verb = clause.PredicateOf(clause[head].Head);
        if (isOwner && FromJudged(scene, head, verb) is { } judged) return judged;
        for (var steps = 0; steps < 4 && clause[verb] is { Rel: "xcomp", Head: >= 0 } inner; steps++) verb = inner.Head;
        if (clause[verb] is not { Pos: Upos.Verb, Rel: "conj", Head: >= 0 and var first } || clause.ChildWith(verb, "nsubj") >= 0 || clause[first] is not { Pos: Upos.Verb }) return null;
        if (isOwner && (Coding.Roles.OfVerb(clause, first).Subject is not (>= 0 and var subject) || !Resolve(scene, subject).Any(p => p.IsPerson || p.Country is "UNO" or "IGO" or "EUR" or "NGO"))) return null;
        foreach (var child in clause.ChildrenOf(first).SelectMany(c => clause[c].Rel is "obj" ? clause.ChildrenWith(c, "nmod").Append(c) : [c]))
        {
            if (child < first || child > verb || clause[child].Rel is not ("obj" or "iobj" or "obl" or "nmod") || clause[child].Rel is "obl" or "nmod" && clause.CaseOf(child) is not ("of" or "with" or "from" or "against" or "out of" or "out" or "on")) continue;
            if (Resolve(scene, child).FirstOrDefault(p => p is { IsKnown: true, IsPronoun: false, IsPlace: false } && !p.IsPerson && !p.Is("BUS") && (p.Country is not null || p.Is("GOV"))) is { } other) return other;
        }

        return null;
    }

    // "condemned Indonesia for its record", "called for an embargo on Saudi Arabia over its bombing": what somebody is blamed for is his own.
    private Party? FromJudged(SentenceScene scene, int owner, int verb)
    {
        var clause = scene.Clause;
        if (clause[verb] is not { Pos: Upos.Verb, Lemma: "condemn" or "criticize" or "criticise" or "denounce" or "blame" or "sanction" or "praise" or "thank" or "rebuke" or "slam" or "fault" or "censure" or "punish" or "impose" or "call" or "demand" or "attack" or "suspend" or "expel" or "commend" or "isolate" or "boycott" } || clause.CaseOf(clause[owner].Head) is not ("for" or "over")) return null;
        foreach (var child in clause.ChildrenOf(verb).SelectMany(c => clause[c].Rel is "obj" or "obl" ? clause.ChildrenWith(c, "nmod").Prepend(c) : []))
        {
            if (child < verb || child >= owner || clause[child].Rel is not "obj" && clause.CaseOf(child) is not ("on" or "against" or "from" or "with" or "to")) continue;
            if (Resolve(scene, child).FirstOrDefault(p => p is { IsKnown: true, IsPronoun: false, IsPerson: false, Country: not null }) is { } party) return party;
        }

        return null;
    }

    // The verb that a pronoun stands under, and the subject of that; -1 where it has none.
    private static (int Verb, int Subject) OwnVerb(Clause clause, int head)
    {
        var own = clause.PredicateOf(clause[head].Head >= 0 ? clause[head].Head : head);
        return (own, clause[own].Pos is Upos.Verb ? Coding.Roles.OfVerb(clause, own).Subject : -1);
    }

    // "dismissed the premier and placed him under house arrest": the nearest person before who does not act on "him".
    private Party? FromObject(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        var (own, subject) = OwnVerb(clause, head);
        for (var i = head - 1; i >= 0; i--)
        {
            if (clause[i] is not { Rel: "obj" or "obl" or "nsubj" or "iobj", IsNominal: true } word || word.Pos is Upos.Pron or Upos.Num || i == subject || word.Head == own || word.Pos is not Upos.Propn && !clause.ChildrenOf(i).Any(c => c > i && clause[c] is { Rel: "appos" or "flat", Pos: Upos.Propn })) continue;
            if (Resolve(scene, i).FirstOrDefault() is { IsKnown: true, IsPerson: true } party) return party;
        }

        return null;
    }

    // "The rebels tried to take the hill, but the army pushed them back": the nearest group before that acts elsewhere in the sentence.
    private Party? FromGroup(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        var (own, subject) = OwnVerb(clause, head);
        for (var i = head - 1; i >= 0; i--)
        {
            var word = clause[i];
            if (word.Rel is not ("nsubj" or "obj" or "obl" or "nmod") || word.Pos is not (Upos.Noun or Upos.Propn) || word.Head == own || i == subject || word.Rel is "obl" or "nmod" && clause.CaseOf(i) is not ("on" or "against" or "at" or "with" or "by" or "from")) continue;
            // "a law on foreign agents": those it is about do nothing.
            if (word.Rel is "nmod" && clause[word.Head].Lemma is "law" or "bill" or "talk" or "report" or "ban" or "tax" or "policy" or "decision" or "debate" or "vote" or "ruling") continue;
            if (!(word.Lower.EndsWith('s') || word.Lower is "police" or "people" || clause.ChildWith(i, "conj") >= 0)) continue;
            if (Resolve(scene, i).FirstOrDefault() is { IsKnown: true, IsPerson: false, IsPlace: false, IsState: false } party) return party;
        }

        return null;
    }

    // What Language found a word to stand for.
    private List<Party> Referred(SentenceScene scene, int head)
    {
        List<Party> parties = [];
        if (scene.References.FirstOrDefault(r => r.FirstToken <= head && head <= r.LastToken && r.Confidence >= LeastSure) is not { } reference) return parties;
        var isOne = scene.Clause[head].Lower is "he" or "she" or "him" or "her" or "his" or "himself" or "herself";
        foreach (var antecedent in reference.Antecedents)
        {
            if (antecedent.SentenceIndex >= scene.Read.Count) continue;
            var there = scene.Read[antecedent.SentenceIndex];
            var word = Pairs.PairFeatures.HeadOf(there.Clause, antecedent.Start, antecedent.End);
            if (word < 0 || there == scene && word == head || there.Clause[word].Pos is Upos.Pron) continue;
            // "her" is no "officers".
            if (isOne && there.Clause[word] is { Pos: Upos.Noun } many && many.Lower.EndsWith('s') && many.Lower != many.Lemma && !many.Lower.EndsWith("ss", StringComparison.Ordinal)) continue;
            parties.AddRange(Resolve(there, word).Where(p => p.Country is not null || p.Sectors.Count > 0).Take(1));
        }

        return parties;
    }

    // "Armenia announced it was ready": the subject of the verb above.
    private Party? FromClauseAbove(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        var word = clause[head];
        if (word.Rel is not "nsubj" || word.Lower is not ("it" or "he" or "she" or "they") || word.Head < 0) return null;
        var predicate = clause[clause.ConjunctionHead(word.Head)];
        // "When it crushed the protests, Beijing ...": the subject that follows.
        if (predicate.Rel is "advcl" or "acl" && word.Index < 12)
        {
            foreach (var up in clause.Ancestors(predicate.Index))
            {
                var later = clause.ChildWith(up, "nsubj");
                if (later <= head || clause[later].Pos is Upos.Pron) continue;
                var follower = Resolve(scene, later).FirstOrDefault();
                return follower is { IsKnown: true } && (word.Lower is "he" or "she") == follower.IsPerson && word.Lower != "they" ? follower : null;
            }
        }

        var governor = predicate.Rel is "ccomp" ? predicate.Head : -1;
        // "guerrillas released 12 soldiers they had abducted": who released them had abducted them.
        if (predicate is { SubRel: "relcl", Head: >= 0 } && predicate.Head < head && !clause.ChildrenOf(predicate.Index).Any(c => clause[c].Lower is "where" or "when"))
        {
            var thing = predicate.Head;
            while (clause[thing].Rel is "nmod" or "conj" or "appos" && clause[thing].Head is >= 0 and var holder && holder < thing) thing = holder;
            if (clause[thing].Rel is "obj" or "obl" && clause[thing].Head >= 0 && clause[clause[thing].Head].Pos is Upos.Verb) governor = clause[thing].Head;
        }

        if (governor < 0) return null;
        var above = predicate.Rel is "ccomp" ? clause.ChildWith(governor, "nsubj") : Coding.Roles.OfVerb(clause, governor).Subject;
        if (above < 0 || above == head || clause[above].Pos is Upos.Pron) return null;
        var isPlural = clause[above].Pos is Upos.Noun && clause[above].Lower.EndsWith('s') || clause.ChildWith(above, "conj") >= 0;
        if (isPlural != (word.Lower == "they")) return null;
        var party = Resolve(scene, above).FirstOrDefault();
        return party is not null && party.IsKnown && (word.Lower is "he" or "she") == party.IsPerson ? party : null;
    }

    private IEnumerable<Party> LastTwo(SentenceScene scene, int head, int first, int last)
    {
        var clause = scene.Clause;
        Party Of(string? country) => new()
        {
            Text = scene.Text.Slice(clause[first].Start, clause[last].End),
            Start = clause[first].Start,
            End = clause[last].End,
            Head = head,
            Country = country,
            IsState = country is not null,
        };
        if (Referred(scene, head).Where(p => p.Country is not ("UNO" or "IGO" or "EUR" or "NGO")).DistinctBy(p => (p.Country, string.Join(',', p.Sectors))).ToList() is { Count: > 1 } named) return named.Select(p => p with { Text = scene.Text.Slice(clause[first].Start, clause[last].End), Start = clause[first].Start, End = clause[last].End, Head = head });
        return scene.Memory is { LastCountry: { } a, CountryBefore: { } b } ? [Of(b), Of(a)] : [Of(null)];
    }
}
