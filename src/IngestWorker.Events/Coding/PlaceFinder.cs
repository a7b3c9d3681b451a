using System.Collections.Frozen;
using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Words;
using IngestWorker.Language;

namespace IngestWorker.Events.Coding;

/// <summary>Where an event happened: the prepositional phrases of place nearest to it in the tree.</summary>
internal sealed class PlaceFinder
{
    private static readonly FrozenSet<string> Prepositions = FrozenSet.ToFrozenSet(["in", "at", "near", "on", "outside", "inside", "around", "across", "over", "from", "into", "through", "along", "throughout", "toward", "towards", "close", "north", "south", "east", "west", "off", "within", "to", "between", "of", "against"]);
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
        ["territory"] = "region",
        ["countryside"] = "region",
        ["front"] = "region",
        ["northwest"] = "region",
        ["northeast"] = "region",
        ["southeast"] = "region",
        ["southwest"] = "region",
        ["coast"] = "region",
        ["peninsula"] = "region",
        ["strip"] = "region",
        ["villages"] = "locality",
        ["towns"] = "locality",
        ["tehsil"] = "district",
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
            if (place is { } strong && strong.Text.Any(char.IsUpper)) return strong;
            weak ??= place;
        }

        return weak;

        IEnumerable<Place?> Candidates()
        {
            for (var i = head + 1; i < clause.Count && i <= lastOfTrigger; i++) yield return Under(scene, i, head);
            yield return Under(scene, head, head);
            if (near) yield break;
            if (predicate >= 0 && predicate != head) yield return Under(scene, predicate, head);
            yield return Above(scene, head, clause.PredicateOf(head));
            if (anywhere && weak is not { Kind: not "site" }) yield return Anywhere(scene, head);
        }
    }

    /// <summary>The place that a phrase names; null where it names none.</summary>
    public Place? Named(SentenceScene scene, int word)
    {
        if (word < 0) return null;
        var clause = scene.Clause;
        var (first, last) = ActorResolver.NameSpan(scene, word);
        var kindWord = KindByNoun.GetValueOrDefault(clause[word].Lemma) ?? KindByNoun.GetValueOrDefault(clause[word].Lower);
        Hit? named = null;
        foreach (var hit in scene.Hits)
        {
            if (hit.First < first || hit.Last > Math.Max(last, word)) continue;
            if (hit.Entity.PlaceKind is null && !(hit.Entity.Kind is EntityKind.Demonym && kindWord is not null)) continue;
            if (hit.Entity.Kind is EntityKind.Country && clause[hit.Last].SubRel == "poss" && kindWord is null) continue;
            if (named is null || named.Value.Entity.Kind is EntityKind.Country or EntityKind.Demonym) named = hit;
        }

        if (named is { } found && found.Entity.Kind is not EntityKind.Demonym)
        {
            var covers = found.First <= word && found.Last >= word;
            if (!covers && kindWord is null) return null;
            if (covers || found.Entity.Kind is not EntityKind.Country)
                return Make(scene, found.First, found.Last, found.Entity.Country, kindWord is not null && !covers ? kindWord : found.Entity.PlaceKind);
        }

        var proper = ProperPart(clause, first, Math.Max(last, word));
        if (proper is { } p && (kindWord is not null || clause[word].Pos is Upos.Propn))
        {
            // A title before a name is no place: "the resignation of President Lukashenko".
            if (Enumerable.Range(p.First, p.Last - p.First + 1).Any(i => scene.KindAt(i) is NameKind.Person or NameKind.Organization) || scene.Hits.Any(h => h.First == p.Last + 1 && h.Entity.Kind is EntityKind.Person)) return null;
            if (CalendarWords.Contains(clause[p.First].Lower) || scene.Hits.Any(h => h.First <= p.Last && h.Last >= p.First && h.Entity.Kind is EntityKind.Organization or EntityKind.Person)) return null;
            return Make(scene, p.First, p.Last, CountryAround(scene, word), kindWord);
        }

        return kindWord is not null ? Make(scene, first, Math.Max(word, last), named?.Entity.Country ?? CountryAround(scene, word), kindWord) : null;
    }

    // The tree may hang a place anywhere; a sentence of violence seldom names a town where it did not happen.
    private static Place? Anywhere(SentenceScene scene, int head)
    {
        Hit? nearest = null;
        foreach (var hit in scene.Hits)
        {
            var isTown = hit.Entity.Kind is EntityKind.Place || hit.Entity is { Kind: EntityKind.Government, PlaceKind: "locality" } && scene.Clause.CaseOf(hit.Last) is "in" or "at" or "near" or "outside" or "around" or "across";
            if (!isTown || scene.Clause[hit.Last].SubRel == "poss") continue;
            if (nearest is null || Math.Abs(hit.First - head) < Math.Abs(nearest.Value.First - head)) nearest = hit;
        }

        return nearest is { } found ? Make(scene, found.First, found.Last, found.Entity.Country, found.Entity.PlaceKind) : null;
    }

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
            if (Named(scene, child) is { } place)
            {
                if (clause[child].Pos is Upos.Propn || place.Kind is not ("site" or null) && place.Country is not null) return place;
                generic ??= place;
            }

            foreach (var inner in clause.ChildrenOf(child))
            {
                if (clause[inner].Rel is "nmod" or "appos" && clause.CaseOf(inner) is "in" or "of" or "near" or "" or "at" && Named(scene, inner) is { } deeper && (generic is null || deeper.Country is not null)) return deeper;
            }
        }

        return generic;
    }

    private static string? CountryAround(SentenceScene scene, int word)
    {
        var (first, last) = scene.Clause.SubtreeOf(word);
        foreach (var hit in scene.Hits)
        {
            if (hit.First >= first && hit.Last <= last && hit.Entity.Kind is not (EntityKind.Organization or EntityKind.Person)) return hit.Entity.Country;
        }

        foreach (var hit in scene.Hits)
        {
            if (hit.Entity.PlaceKind is not null) return hit.Entity.Country;
        }

        return null;
    }

    private static (int First, int Last)? ProperPart(Clause clause, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (clause[i].Pos is not Upos.Propn || !clause[i].IsCapitalized) continue;
            var end = i;
            while (end + 1 <= last && (clause[end + 1].Pos is Upos.Propn || clause[end + 1].Text is "-" or "'")) end++;
            return (i, end);
        }

        return null;
    }

    private static Place Make(SentenceScene scene, int first, int last, string? country, string? kind) => new()
    {
        Text = scene.Text.Slice(scene.Clause[first].Start, scene.Clause[last].End),
        Start = scene.Clause[first].Start,
        End = scene.Clause[last].End,
        Country = country is { Length: 3 } and not ("IGO" or "UNO" or "EUR" or "NGO" or "IMG") ? country : null,
        Kind = kind is "district" ? "region" : kind,
    };
}
