using System.Collections.Frozen;
using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>Where an event happened: the prepositional phrases of place nearest to it in the tree.</summary>
internal sealed class PlaceFinder
{
    private static readonly FrozenSet<string> Prepositions = FrozenSet.ToFrozenSet(["in", "at", "near", "on", "outside", "inside", "around", "across", "over", "from", "into", "through", "along", "throughout", "toward", "towards", "close", "north", "south", "east", "west", "off", "within", "to", "between", "of", "against", "out"]);
    private static readonly FrozenDictionary<string, string> KindByNoun = new Dictionary<string, string>
    {
        ["village"] = "locality",
        ["town"] = "locality",
        ["city"] = "locality",
        ["neighborhood"] = "locality",
        ["neighbourhood"] = "locality",
        ["suburb"] = "locality",
        ["settlement"] = "locality",
        ["capital"] = "locality",
        ["port"] = "locality",
        ["province"] = "province",
        ["state"] = "province",
        ["district"] = "district",
        ["county"] = "province",
        ["region"] = "region",
        ["area"] = "region",
        ["governorate"] = "province",
        ["valley"] = "region",
        ["island"] = "region",
        ["border"] = "region",
        ["frontier"] = "region",
        ["territory"] = "region",
        ["countryside"] = "region",
        ["front"] = "region",
        ["northwest"] = "region",
        ["northeast"] = "region",
        ["southeast"] = "region",
        ["southwest"] = "region",
        ["coast"] = "region",
        ["peninsula"] = "region",
        ["villages"] = "locality",
        ["towns"] = "locality",
        ["tehsil"] = "district",
        ["community"] = "locality",
        ["township"] = "locality",
        ["hamlet"] = "locality",
        ["borough"] = "locality",
        ["municipality"] = "locality",
        ["outskirts"] = "region",
        ["enclave"] = "region",
        ["north"] = "region",
        ["south"] = "region",
        ["east"] = "region",
        ["west"] = "region",
        ["mosque"] = "site",
        ["church"] = "site",
        ["hospital"] = "site",
        ["school"] = "site",
        ["airport"] = "site",
        ["square"] = "site",
        ["street"] = "site",
        ["road"] = "site",
        ["base"] = "site",
        ["camp"] = "site",
        ["market"] = "site",
        ["embassy"] = "site",
        ["crossing"] = "site",
        ["mountain"] = "site",
        ["park"] = "site",
        ["university"] = "site",
        ["station"] = "site",
        ["house"] = "site",
        ["building"] = "site",
        ["palace"] = "site",
        ["compound"] = "site",
        ["suburbs"] = "locality",
        ["highlands"] = "region",
        ["mountains"] = "region",
        ["hills"] = "region",
        ["islands"] = "region",
        ["archipelago"] = "region",
        ["desert"] = "region",
        ["gulf"] = "region",
        ["strait"] = "region",
        ["delta"] = "region",
        ["strip"] = "region",
        ["canton"] = "province",
        ["oblast"] = "province",
        ["prefecture"] = "province",
        ["slum"] = "locality",
        ["favela"] = "locality",
        ["resort"] = "locality",
    }.ToFrozenDictionary();

    /// <param name="scene">The sentence.</param>
    /// <param name="head">The event's word.</param>
    /// <param name="predicate">The verb of its clause.</param>
    /// <param name="lastOfTrigger">The last word of the trigger.</param>
    /// <param name="near">Only what hangs on the event itself.</param>
    /// <param name="anywhere">Failing that, the nearest place of the sentence.</param>
    public Place? Of(SentenceScene scene, int head, int predicate, int lastOfTrigger, bool near, bool anywhere)
    {
        var clause = scene.Clause;
        Place? weak = null;
        foreach (var place in Candidates())
        {
            // The settlement goes before a building in it.
            if (place is { } strong && IsName(strong))
            {
                // "abducted pupils from a school in Kuriga, in Kaduna state": the town says more than its state.
                return strong.Kind is "province" or "country" && predicate >= 0 && !near && Beside(scene, predicate) is { Kind: not ("province" or "country" or "region") } closer && closer.Start > clause[predicate].Start && closer.Start < strong.Start ? closer
                    // "In the Philippines, rebels killed the mayor of a town in Quezon province"
                    : strong.Kind is "country" && predicate >= 0 && !near && strong.End < clause[predicate].Start && (Beside(scene, predicate) ?? Behind(scene, predicate)) is { Kind: not "country" } part && part.Start > clause[predicate].Start && part.Country == strong.Country ? part : strong;
            }

            weak ??= place;
        }

        return weak;

        IEnumerable<Place?> Candidates()
        {
            for (var i = head + 1; i < clause.Count && i <= lastOfTrigger; i++) yield return Under(scene, i, head);
            yield return Under(scene, head, head);
            if (near) yield break;
            if (predicate >= 0 && predicate != head) yield return Under(scene, predicate, head);
            yield return Beside(scene, predicate >= 0 ? predicate : head);
            yield return Above(scene, head, clause.PredicateOf(head));
            // "set off bombs and exchanged gunfire outside the bank": what stands behind the last verb is said of all.
            foreach (var member in clause.Coordinated(clause.ConjunctionHead(predicate >= 0 ? predicate : clause.PredicateOf(head))))
            {
                if (member > head && clause[member].Pos is Upos.Verb && clause.ChildWith(member, "nsubj") < 0) yield return Under(scene, member, head);
            }

            if (anywhere && weak is not { Kind: not "site" }) yield return Anywhere(scene, head);
            if (anywhere && weak is null) yield return OfLocals(scene);
        }
    }

    /// <summary>The place that a phrase names; null where it names none.</summary>
    public Place? Named(SentenceScene scene, int word)
    {
        // "St." of an address is no place by itself.
        if (word < 0 || Read(scene, word) is not { } place || place.Text is "St." or "Ave." or "Rd." or "Dr." or "Ln." or "Blvd." or "Hwy.") return null;
        // "the Babri mosque in Ayodhya", "the Chinese embassy in Belgrade": the town goes before a building in it, a name before a people's ("a Jewish settlement in the Gaza Strip").
        var isNameless = !HasProper(scene, place);
        if (!isNameless && place.Kind is not "site" || scene.Clause[word].Lower is "south" or "north" or "east" or "west" or "capital") return place;
        return Within(scene, word) is { } deeper && IsName(deeper) && deeper.Start > place.Start && (isNameless ? HasProper(scene, deeper) : deeper.Kind is "locality") ? deeper : place;
    }

    // A name of its own, and not only a people's.
    private static bool HasProper(SentenceScene scene, Place place) =>
        Array.Exists(scene.Clause.Words, w => w.Start >= place.Start && w.End <= place.End && w.Pos is Upos.Propn && w.IsCapitalized && !scene.Hits.Exists(h => h.First <= w.Index && w.Index <= h.Last && h.Entity.Kind is EntityKind.Demonym));

    private Place? Read(SentenceScene scene, int word)
    {
        var clause = scene.Clause;
        var (first, last) = ActorResolver.NameSpan(scene, word);
        // "in some of its cities and regions": which, nobody says.
        if (clause[word].Lower is "some" or "several" or "many" or "most" or "parts" && clause.ChildrenWith(word, "nmod").FirstOrDefault(c => c > word && clause.CaseOf(c) is "of" && KindByNoun.GetValueOrDefault(clause[c].Lemma) is "locality" or "province" or "region" or "district", -1) is >= 0 and var kinds
            && !Enumerable.Range(word, clause.SubtreeOf(kinds).Last - word + 1).Any(i => clause[i].Pos is Upos.Propn))
        {
            return Make(scene, word, clause.SubtreeOf(kinds).Last, CountryAround(scene, word), KindByNoun.GetValueOrDefault(clause[kinds].Lemma));
        }

        var kindWord = !clause[word].IsNominal ? null : KindByNoun.GetValueOrDefault(clause[word].Lemma) ?? KindByNoun.GetValueOrDefault(clause[word].Lower);
        // "the Dublin suburb of Tallaght", "the West Bank town of Ramallah": the name behind the noun, in the town before it.
        if (clause[word].Lemma is "suburb" or "neighborhood" or "neighbourhood" or "district" or "quarter" or "township" or "borough" or "town" or "city" or "village" or "port" or "hamlet" or "resort" && clause.ChildrenWith(word, "nmod").FirstOrDefault(c => c > word && clause.CaseOf(c) is "of" && clause[c].Pos is Upos.Propn, -1) is >= 0 and var inner
            && scene.Hits.FirstOrDefault(h => h.First >= first && h.Last < word && h.Entity.Kind is EntityKind.Place or EntityKind.Government && scene.Clause[h.Last].SubRel is not "poss") is { Entity: { } town } && ProperPart(clause, clause.SubtreeOf(inner).First, ActorResolver.NameSpan(scene, inner).Last) is { } part)
            return Make(scene, part.First, part.Last, town.Country, kindWord);
        // "the Imam Sahib district of Afghanistan's Kunduz province": the name before the noun, in the province behind it.
        if (kindWord is "district" or "province" or "locality" or "region" && word > first && clause[word].Lemma is not "capital" && ProperPart(clause, first, word - 1) is { } before && before.Last == word - 1 && !scene.Hits.Exists(h => h.First <= before.Last && h.Last >= before.First)
            && clause[before.First].Pos is Upos.Propn && scene.KindAt(before.First) is NameKind.Place or null && scene.Hits.FirstOrDefault(h => h.First > word && h.Last <= last && h.Entity is { PlaceKind: not null, Country: not null }) is { Entity: { } around })
            return Make(scene, before.First, before.Last, around.Country, kindWord);
        // The "international community" lives nowhere.
        if (clause[word].Lemma is "community" && ProperPart(clause, first, word) is null) return null;
        // "Elka Geele, a small town": what it is said to be.
        var said = kindWord is null && clause[word].Pos is Upos.Propn ? clause.ChildrenWith(word, "appos").Select(c => KindByNoun.GetValueOrDefault(clause[c].Lemma)).FirstOrDefault(k => k is "locality" or "district" or "region" or "province") : null;
        Hit? named = null;
        foreach (var hit in scene.Hits)
        {
            if (hit.First < first || hit.Last > Math.Max(last, word)) continue;
            if (hit.Entity.PlaceKind is null && !(hit.Entity.Kind is EntityKind.Demonym && kindWord is not null)) continue;
            if (hit.Entity.Kind is EntityKind.Country && clause[hit.Last].SubRel == "poss" && kindWord is null) continue;
            if (named is null || named.Value.Entity.Kind is EntityKind.Country or EntityKind.Demonym) named = hit;
        }

        // "Aghdara's Madagiz region": the part that is named behind the owner.
        if (named is { Entity.Kind: EntityKind.Place or EntityKind.Government } whole && kindWord is not null && whole.Last < word && clause[whole.Last].SubRel is "poss" && ProperPart(clause, whole.Last + 1, word - 1) is { } inside && Enumerable.Range(inside.First, inside.Last - inside.First + 1).All(i => scene.KindAt(i) is not NameKind.Person))
            return Make(scene, inside.First, inside.Last, whole.Entity.Country, kindWord);
        if (named is { } found && found.Entity.Kind is not EntityKind.Demonym)
        {
            var covers = found.First <= word && found.Last >= word;
            // "Christchurch's Hagley Park" is in Christchurch.
            var isOwned = clause[found.Last].SubRel == "poss" && clause[word].Pos is Upos.Propn && scene.KindAt(word) is NameKind.Place;
            if (!covers && kindWord is null && !isOwned) return null;
            if (covers || found.Entity.Kind is not EntityKind.Country)
                return Make(scene, found.First, found.Last, found.Entity.Country, kindWord is not null && !covers ? kindWord : found.Entity.PlaceKind);
        }

        // "Burkina Faso's northern Soum province": the name behind the country's.
        var owner = scene.Hits.Where(h => h.First >= first && h.Last < word && h.Entity.Kind is EntityKind.Country or EntityKind.Demonym && kindWord is not null).Select(h => h.Last + 1).DefaultIfEmpty(first).Max();
        var proper = ProperPart(clause, owner, Math.Max(last, word)) ?? (owner > first && kindWord is null ? ProperPart(clause, first, Math.Max(last, word)) : null);
        // "eleven Iraqis" are no place.
        if (kindWord is null && scene.Hits.Any(h => h.First <= word && word <= h.Last && h.Entity.Kind is EntityKind.Demonym)) return null;
        if (proper is { } p && (kindWord is not null || clause[word].Pos is Upos.Propn))
        {
            if (said is not null && p.First <= word && p.Last >= word) return Make(scene, p.First, p.Last, CountryAround(scene, word), said);
            // A title before a name is no place: "the resignation of President Lukashenko".
            if (IsShip(clause, p.First)) return null;
            if (!IsLandscape(clause[word].Lower) && Enumerable.Range(p.First, p.Last - p.First + 1).Any(i => scene.KindAt(i) is NameKind.Person || scene.KindAt(i) is NameKind.Organization && !IsSaidToBePlace(clause, word, p)) || scene.Hits.Any(h => h.First == p.Last + 1 && h.Entity.Kind is EntityKind.Person)) return null;
            if (CalendarWords.Contains(clause[p.First].Lower) || scene.Dates.Any(d => d.FirstToken <= p.First && p.First <= d.LastToken) || scene.Hits.Any(h => h.First <= p.Last && h.Last >= p.First && h.Entity.Kind is EntityKind.Organization or EntityKind.Person)) return null;
            // "the Papuan highlands", "the Hamrin mountains": no name without the land that it names.
            var end = p.Last == word - 1 && IsLandscape(clause[word].Lower) ? word : p.Last;
            return Make(scene, p.First, end, CountryAround(scene, word), kindWord);
        }

        // "attacks on Azerbaijani territories": whom it hits, and no place.
        if (named?.Entity.Kind is EntityKind.Demonym && clause.CaseOf(word) is "on" or "against" && clause[word].Lemma is "territory" or "base" or "camp" or "settlement" or "house" or "building" or "embassy" or "front") return null;
        // "strategic hills": land without a name.
        if (IsLandscape(clause[word].Lower) && named is null) return null;
        if (kindWord is null) return null;
        return Make(scene, first, Math.Max(word, last), clause[word].Lemma is "border" or "frontier" ? BesideBorder(scene, word, named?.Entity.Country) : named?.Entity.Country ?? CountryAround(scene, word), kindWord);
    }

    // "the tanker Delta Blue", "off the ferry Estonia", "the destroyer Sheffield": ships have names of their own; not "the tanker Iran seized".
    private static bool IsShip(Clause clause, int name) => name > 0 && clause[name].Rel is not ("nsubj" or "nsubj:pass") && IsShip(clause[name - 1]);

    /// <summary>A noun that a ship's name follows.</summary>
    public static bool IsShip(Word word) => word is { Pos: Upos.Noun, Lemma: "tanker" or "ship" or "vessel" or "freighter" or "ferry" or "trawler" or "warship" or "battleship" or "destroyer" or "frigate" or "corvette" or "submarine" or "cruiser" or "carrier" or "yacht" or "boat" or "liner" or "steamer" or "schooner" };

    private static bool IsLandscape(string lower) => lower is "highlands" or "mountains" or "hills" or "islands" or "archipelago" or "desert" or "gulf" or "strait" or "delta" or "strip" or "corridor" or "valley" or "peninsula" or "river";

    // "the village of Kashma", "at Molai Hospital": the noun says that it is a place, whatever the name was taken for.
    private static bool IsSaidToBePlace(Clause clause, int word, (int First, int Last) name) =>
        KindByNoun.GetValueOrDefault(clause[word].Lemma) is { } kind && clause[word].Lemma is not ("community" or "state" or "front" or "house" or "station" or "base" or "camp" or "university")
        && (kind is "site" ? name.First < word && clause.CaseOf(word) is "in" or "at" or "near" or "outside" or "inside" or "on" : name.First > word && clause[name.First - 1].Lower is "of");

    // The tree may hang a place anywhere; a sentence of violence seldom names a town where it did not happen.
    private Place? Anywhere(SentenceScene scene, int head)
    {
        Hit? nearest = null;
        foreach (var hit in scene.Hits)
        {
            var isTown = hit.Entity.Kind is EntityKind.Place || hit.Entity is { Kind: EntityKind.Government, PlaceKind: "locality" } && scene.Clause.CaseOf(hit.Last) is "in" or "at" or "near" or "outside" or "around" or "across" || hit.Entity.Kind is EntityKind.Country && scene.Clause.CaseOf(hit.Last) is "off";
            if (!isTown || IsHome(scene, hit.Last) || (scene.Clause[hit.Last].SubRel == "poss" && !OwnsSite(scene.Clause, hit.Last)) || IsSource(scene, hit.Last) || IsSaidThere(scene.Clause, hit.Last, head)) continue;
            if (nearest is null || Math.Abs(hit.First - head) < Math.Abs(nearest.Value.First - head)) nearest = hit;
        }

        if (nearest is not { } found) return NamedArea(scene, head);
        // "Haylan Mountain in Ma'rib province": the place in the area.
        for (var (i, steps) = (found.Last, 0); i >= 0 && steps < 4; i = scene.Clause[i].Head, steps++)
        {
            var above = scene.Clause[i].Head;
            if (above < 0 || !scene.Clause[above].IsNominal || scene.Clause[i].Rel is not ("nmod" or "compound" or "amod" or "flat" or "appos")) break;
            if (above < found.First && scene.Clause[i].Rel is "nmod" && scene.Clause.CaseOf(i) is "in" or "of" or "near" && Named(scene, above) is { } outer && IsName(outer)) return outer;
        }

        // The same, wherever the tree hangs the area: the name that ends before its preposition.
        var opening = found.First - 1;
        while (opening > 0 && scene.Clause[opening].Lower is "the" or "northern" or "southern" or "eastern" or "western" or "central") opening--;
        if (opening > 1 && scene.Clause[opening].Lower is "in" && scene.Clause[opening - 1] is { Pos: Upos.Propn } before && KindByNoun.ContainsKey(before.Lemma) && Named(scene, before.Index) is { } within && IsName(within)) return within;
        return Make(scene, found.First, found.Last, found.Entity.Country, found.Entity.PlaceKind);
    }

    // "arrested John Tays, 32, of Franklin": where he lives.
    private static bool IsHome(SentenceScene scene, int town)
    {
        var clause = scene.Clause;
        return clause.CaseOf(town) is "of" && clause[town] is { Rel: "nmod", Head: >= 0 } home && (scene.KindAt(home.Head) is NameKind.Person || clause[home.Head].Pos is Upos.Num || clause[home.Head].Lemma is "man" or "woman" or "boy" or "girl" or "resident" or "native");
    }

    // "in Tanganyika province", "in the Hamrin mountains", on whatever word the tree hangs it.
    private Place? NamedArea(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        foreach (var word in clause.Words.Where(w => w.IsNominal && (KindByNoun.GetValueOrDefault(w.Lower) ?? KindByNoun.GetValueOrDefault(w.Lemma)) is "province" or "district" or "region" or "locality").OrderBy(w => Math.Abs(w.Index - head)))
        {
            if (clause.CaseOf(word.Index) is not ("in" or "at" or "near" or "across" or "outside" or "around") || IsSource(scene, word.Index)) continue;
            if (Named(scene, word.Index) is { } place && IsName(place)) return place;
        }

        return null;
    }

    // "at Sydney's Central station"
    private static bool OwnsSite(Clause clause, int town) =>
        clause[town].Head is >= 0 and var site && KindByNoun.GetValueOrDefault(clause[site].Lemma) is "site" && clause.CaseOf(site) is "in" or "at" or "near" or "outside" or "inside";

    private Place? Above(SentenceScene scene, int head, int predicate)
    {
        for (var steps = 0; predicate >= 0 && steps < 3; steps++)
        {
            if (Under(scene, predicate, head) is { } place) return place;
            if (scene.Clause[predicate].Rel is "ccomp" or "parataxis") return null;
            predicate = scene.Clause[predicate].Head >= 0 ? scene.Clause.PredicateOf(scene.Clause[predicate].Head) : -1;
        }

        return null;
    }

    private Place? Under(SentenceScene scene, int node, int head)
    {
        var clause = scene.Clause;
        Place? generic = null;
        foreach (var child in clause.ChildrenOf(node).OrderBy(c => Math.Abs(c - head)))
        {
            if (clause[child].Rel is not ("obl" or "nmod" or "advmod" or "conj" or "appos")) continue;
            if (clause[child].Rel is "advmod" && IsDirection(clause[child].Lower))
            {
                // "30 km north of Bol"
                if (clause.ChildrenWith(child, "obl").FirstOrDefault(c => c > child && clause.CaseOf(c) is "of" or "from", -1) is >= 0 and var town && Named(scene, town) is { } there && IsName(there)) return there;
                continue;
            }

            // "Minister Irakly Menagarishvili met", with half of a name taken for an adverb.
            if (clause[child] is { Rel: "advmod", Pos: Upos.Propn } && !scene.Hits.Exists(h => h.First <= child && child <= h.Last && h.Entity.PlaceKind is not null)) continue;
            // "met with Putin in Moscow" may hang on Putin.
            if (clause[child].Rel is "obl" or "nmod" && clause.CaseOf(child) is "with" or "by")
            {
                foreach (var inner in clause.ChildrenOf(child))
                {
                    if (clause[inner].Rel is "nmod" && clause.CaseOf(inner) is "in" or "at" or "near" && Named(scene, inner) is { } beside && beside.Text.Any(char.IsUpper)) return beside;
                }
            }

            if (clause[child].Rel is not ("advmod" or "conj") && !Prepositions.Contains(clause.CaseOf(child).Split(' ')[0])) continue;
            if (clause.CaseOf(child) is "to" or "of" or "from" or "between" or "against" && scene.Hits.Any(h => h.Last == child && h.Entity.Kind is EntityKind.Country)) continue;
            if (clause.CaseOf(child) is "on" or "of" or "to" or "against" or "between" && !clause[child].IsNominal) continue;
            // "clashes between Hausa and Gbagyi youths": a name that no table knows as a place is one of people.
            if (clause.CaseOf(child) is "between" or "against" && clause[child].Pos is Upos.Propn && !scene.Hits.Exists(h => h.First <= child && child <= h.Last && h.Entity.PlaceKind is not null)) continue;
            if (IsSource(scene, child)) continue;
            // "not in the square but at Muxidi"
            if (clause.HasChild(child, "advmod", "not") && clause.ChildWith(child, "conj") is >= 0 and var instead)
            {
                if (Named(scene, instead) is { } right) return right;
                continue;
            }

            if (Named(scene, child) is { } place)
            {
                if (clause[child].Pos is Upos.Propn || place.Kind is not ("site" or null) && place.Country is not null && IsName(place)) return place;
                generic ??= place;
            }

            if (Within(scene, child) is { } deeper && (generic is null || deeper.Country is not null || IsName(deeper))) return deeper;
        }

        return generic;
    }

    // "In the Philippines, rebels killed the mayor in Quezon province": the place behind the verb.
    private Place? Behind(SentenceScene scene, int predicate)
    {
        foreach (var child in scene.Clause.ChildrenWith(predicate, "obl"))
        {
            if (child > predicate && scene.Clause.CaseOf(child) is "in" or "at" or "near" or "outside" && Named(scene, child) is { } place && IsName(place)) return place;
        }

        return null;
    }

    // "Police in Kano said gunmen had killed three people": those on the spot tell of their own place, where no other is told.
    private Place? OfLocals(SentenceScene scene)
    {
        var clause = scene.Clause;
        foreach (var word in clause.Words)
        {
            if (word is not { Rel: "nsubj", Head: >= 0, Lemma: "police" or "authority" or "resident" or "villager" or "witness" or "doctor" or "medic" or "hospital" or "activist" or "paramedic" } || clause[word.Head] is not { Pos: Upos.Verb, Lemma: "say" or "tell" or "report" or "announce" or "confirm" }) continue;
            foreach (var inner in clause.ChildrenWith(word.Index, "nmod"))
            {
                if (inner > word.Index && clause.CaseOf(inner) is "in" or "near" && Named(scene, inner) is { Kind: not "country" } place && IsName(place)) return place;
            }
        }

        return null;
    }

    private static bool IsDirection(string lower) => lower is "north" or "south" or "east" or "west" or "northeast" or "northwest" or "southeast" or "southwest" or "upstream" or "downstream" or "inland";

    // "met his counterpart in Kigali", "a court in Dakar acquitted the editor": the tree hangs the place on whom it meets, and where a side is its deed is done.
    private Place? Beside(SentenceScene scene, int predicate)
    {
        var clause = scene.Clause;
        foreach (var side in clause.ChildrenOf(predicate).Where(c => clause[c].IsNominal && (clause[c].Rel is "obj" or "nsubj" || clause[c].SubRel is "agent")).OrderByDescending(c => clause[c].Rel is not "nsubj"))
        {
            // An embassy stands elsewhere than where its country acts.
            if (clause[side].Lemma is "embassy" or "consulate" or "ambassador" or "envoy" or "mission" or "delegation" or "office" or "exile" or "spokesman" or "spokeswoman" or "official" or "war" or "conflict") continue;
            // "met President Xi Jinping in Beijing" hangs on the last part of the name.
            // "met relatives of hostages in Cali" hangs on the hostages.
            foreach (var holder in clause.ChildrenWith(side, "appos").Concat(clause.ChildrenWith(side, "flat")).Concat(clause.ChildrenWith(side, "nmod").Where(c => c > side && clause.CaseOf(c) is "of" && clause[c].Pos is Upos.Noun)).Prepend(side))
            {
                foreach (var inner in clause.ChildrenWith(holder, "nmod"))
                {
                    if (inner > holder && clause.CaseOf(inner) is "from" && clause[inner].Pos is Upos.Noun && Within(scene, inner) is { } origin && IsName(origin)) return origin;
                    if (inner > holder && clause.CaseOf(inner) is "in" or "at" or "near" or "outside" or "inside" && !IsSource(scene, inner) && Named(scene, inner) is { } place && IsName(place)) return place;
                }
            }
        }

        return null;
    }

    private Place? Within(SentenceScene scene, int word)
    {
        var clause = scene.Clause;
        foreach (var inner in clause.ChildrenOf(word))
        {
            if (clause[inner].Rel is not ("nmod" or "appos") || clause.CaseOf(inner) is not ("in" or "of" or "near" or "" or "at" or "outside" or "on" or "around" or "above") && !(clause.CaseOf(inner) is "between" && clause[word].Lemma is "road" or "highway" or "route" or "railway" or "street" or "line")) continue;
            if (clause.CaseOf(inner) is "on" && !clause[inner].IsNominal || Named(scene, inner) is not { } deeper) continue;
            // "a village near the northern city of Kunduz"
            return IsName(deeper) ? deeper : Within(scene, inner) ?? deeper;
        }

        return null;
    }

    /// <summary>"They left the village" behind "the village of Basra": the name that the same noun had before.</summary>
    public Place? Antecedent(SentenceScene scene, int word)
    {
        var lemma = scene.Clause[word].Lemma;
        if (!KindByNoun.ContainsKey(lemma)) return null;
        for (var back = 0; back < 4; back++)
        {
            var there = back == 0 ? scene : scene.Read.Count - 1 - back is var at and >= 0 ? scene.Read[at] : null;
            if (there is null) break;
            for (var i = back == 0 ? word - 1 : there.Clause.Count - 1; i >= 0; i--)
            {
                if (there.Clause[i].Lemma == lemma && there.Clause[i].IsNominal && Named(there, i) is { } place && IsName(place)) return place;
            }
        }

        return null;
    }

    /// <summary>The named place that stands before a word: what "it" is that was seized.</summary>
    public Place? Before(SentenceScene scene, int word)
    {
        for (var i = word - 1; i >= 0; i--)
        {
            if (scene.Clause[i].IsNominal && scene.Clause[i].Rel is "obl" or "nmod" or "obj" or "nsubj" && Named(scene, i) is { } place && (IsName(place) || place.Kind is not null && scene.Clause[i].Lemma is not ("north" or "south" or "east" or "west"))) return place;
        }

        return null;
    }

    /// <summary>The place of those who act or suffer: "thousands of people across Kenya".</summary>
    public Place? OfPeople(SentenceScene scene, int head)
    {
        var clause = scene.Clause;
        if (head < 0 || head >= clause.Count) return null;
        foreach (var child in clause.ChildrenWith(head, "nmod"))
        {
            if (clause.CaseOf(child) is "of" && OfPeople(scene, child) is { } inner) return inner;
        }

        foreach (var child in clause.ChildrenWith(head, "nmod"))
        {
            if (clause.CaseOf(child) is "in" or "across" or "at" or "near" or "outside" or "inside" && Named(scene, child) is { } place && IsName(place)) return place;
        }

        return null;
    }

    /// <summary>True for a place with a name; "a Jewish settlement" has none.</summary>
    public static bool IsName(Place place)
    {
        var name = place.Text.AsSpan();
        foreach (var faith in Faiths)
        {
            if (name.StartsWith(faith, StringComparison.Ordinal)) name = name[faith.Length..];
        }

        foreach (var letter in name)
        {
            if (char.IsUpper(letter)) return true;
        }

        return false;
    }

    private static readonly string[] Faiths = ["the ", "a ", "Jewish ", "Christian ", "Muslim ", "Moslem ", "Shi'ite ", "Shiite ", "Shia ", "Sunni ", "Hindu ", "Sikh ", "Catholic ", "Protestant ", "Orthodox ", "Druze ", "Kurdish ", "Arab "];

    // "a spokesman in Berlin said": where it is said is not where it happened.
    private static bool IsSource(SentenceScene scene, int word)
    {
        var clause = scene.Clause;
        for (var (i, steps) = (word, 0); i >= 0 && steps < 8; i = clause[i].Head, steps++)
        {
            if (clause[i].Rel is "nsubj" && clause[i].Head >= 0 && clause[clause[i].Head] is { Pos: Upos.Verb, Lemma: "say" or "tell" or "report" or "announce" or "claim" or "add" or "state" or "confirm" or "write" } && clause[i].IsNominal) return true;
            if (clause[i].Rel is "ccomp" or "parataxis" or "acl" or "advcl") return false;
        }

        return false;
    }

    // "..., a spokesman said in Geneva", "told reporters in Baghdad that ...": the same, unless saying is the event. "In Grozny, residents said shells had hit a market" tells where it happened.
    private static bool IsSaidThere(Clause clause, int word, int head)
    {
        for (var (i, steps) = (word, 0); i >= 0 && steps < 6; i = clause[i].Head, steps++)
        {
            if (clause[i].Rel is "ccomp" or "parataxis" or "acl" or "advcl" or "conj" || clause[i].Head is not (>= 0 and var above)) return false;
            if (clause[above] is { Pos: Upos.Verb, Lemma: "say" or "tell" or "announce" or "add" or "state" or "write" }) return above != head && word > above && clause[i].Rel is "obl" or "obj" or "iobj" && clause.ChildWith(above, "nsubj") >= 0 && !clause.ChildrenOf(above).Any(c => clause[c].SubRel is "pass");
        }

        return false;
    }

    // "Colombian guerrillas near the Venezuelan border": on this side of it, in the country of those who act there. Of "the border between Chad and Sudan" nobody knows the side.
    private static string? BesideBorder(SentenceScene scene, int word, string? beyond)
    {
        var (first, last) = scene.Clause.SubtreeOf(word);
        string? side = null;
        foreach (var hit in scene.Hits)
        {
            if (hit.Entity.Kind is not (EntityKind.Country or EntityKind.Demonym or EntityKind.Government or EntityKind.Place) || hit.Entity.Country is not { } country || country == beyond) continue;
            if (side is not null && side != country) return null;
            if (beyond is not null || hit.First >= first && hit.Last <= last && scene.Clause.CaseOf(hit.Last) is not "with") side = country;
        }

        return side ?? (beyond is null ? CountryAround(scene, word) : null);
    }

    private static string? CountryAround(SentenceScene scene, int word)
    {
        var (first, last) = scene.Clause.SubtreeOf(word);
        foreach (var hit in scene.Hits)
        {
            // "near the border with Chad" may be on either side.
            if (hit.First >= first && hit.Last <= last && hit.Entity.Kind is not (EntityKind.Organization or EntityKind.Person) && scene.Clause.CaseOf(hit.Last) is not "with") return hit.Entity.Country;
        }

        // "some of its cities": whose they are another word says.
        if (scene.Clause.ChildrenOf(word).Any(c => scene.Clause[c] is { SubRel: "poss", Pos: Upos.Pron })) return null;
        foreach (var hit in scene.Hits)
        {
            // "met Norway's envoy in the Wanni region": whose envoy he is says nothing of the region.
            if (hit.Entity.PlaceKind is not null && !(scene.Clause[hit.Last] is { SubRel: "poss", Head: >= 0 } owner && hit.Entity.Kind is EntityKind.Country && scene.Clause[owner.Head].Lemma is "envoy" or "ambassador" or "minister" or "president" or "premier" or "leader" or "mediator" or "negotiator")) return hit.Entity.Country;
        }

        // "Explosions were heard in the Syrian capital. Missiles hit the Mazzeh district": where the sentence before was.
        if (scene.Read.Count < 2 || scene.Read[^1] != scene || scene.Hits.Exists(h => h.Entity.Kind is EntityKind.Demonym && KindByNoun.ContainsKey(scene.Clause[Math.Min(h.Last + 1, scene.Clause.Count - 1)].Lemma))) return null;
        var before = scene.Read[^2];
        return before.Clause.Line + 1 < scene.Clause.Line ? null
            : before.Hits.FirstOrDefault(h => h.Entity.Kind is EntityKind.Place || h.Entity.Kind is EntityKind.Demonym && h.Last + 1 < before.Clause.Count && KindByNoun.GetValueOrDefault(before.Clause[h.Last + 1].Lemma) is "locality" or "province" or "region").Entity?.Country;
    }

    private static (int First, int Last)? ProperPart(Clause clause, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (clause[i].Pos is not Upos.Propn || !clause[i].IsCapitalized) continue;
            var end = i;
            while (end + 1 <= last && (clause[end + 1].Pos is Upos.Propn || clause[end + 1].Text is "-" or "'")) end++;
            while (end > i && clause[end].Text is "-") end--;
            return (i, end);
        }

        return null;
    }

    private static Place Make(SentenceScene scene, int first, int last, string? country, string? kind)
    {
        (first, last) = Hyphenated(scene.Clause, first, last);
        last = Particles(scene.Clause, last);
        return new()
        {
            Text = scene.Text.Slice(scene.Clause[first].Start, scene.Clause[last].End),
            Start = scene.Clause[first].Start,
            End = scene.Clause[last].End,
            Country = country is { Length: 3 } and not ("IGO" or "UNO" or "EUR" or "NGO" or "IMG") ? country : null,
            Kind = kind is "district" ? "region" : kind,
        };
    }

    // "San Cristobal de las Casas": a name goes on over its small words.
    private static int Particles(Clause clause, int last)
    {
        var end = clause[last].Lower is "de" or "del" ? last - 1 : last;
        if (end + 2 >= clause.Count || clause[end + 1].Text is not ("de" or "del" or "dos" or "do" or "da")) return last;
        var next = clause[end + 2].Text is "la" or "las" or "los" ? end + 3 : end + 2;
        return next < clause.Count && clause[next].IsCapitalized ? next : last;
    }

    // "al-Bab", "Port-au-Prince": a name goes on over its hyphens, however few of its words are known.
    private static (int First, int Last) Hyphenated(Clause clause, int first, int last)
    {
        while (first >= 2 && clause[first - 1].Text == "-" && clause[first - 1].End == clause[first].Start && clause[first - 2].End == clause[first - 1].Start && clause[first].IsCapitalized && clause[first - 2].Pos is Upos.Propn or Upos.X or Upos.Det) first -= 2;
        while (last + 2 < clause.Count && clause[last + 1].Text == "-" && clause[last].End == clause[last + 1].Start && clause[last + 1].End == clause[last + 2].Start && (clause[last + 2].IsCapitalized || last + 4 < clause.Count && clause[last + 3].Text == "-" && clause[last + 4].IsCapitalized)) last += 2;
        return (first, last);
    }
}
