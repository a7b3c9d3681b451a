using IngestWorker.Events.Words;

namespace IngestWorker.Events.Actors;

/// <summary>Names of which the words around say that they are not the best known bearer: "Paris, Texas", and Quito after "Luis Quito".</summary>
internal static class Namesakes
{
    /// <param name="hits">The names of a sentence.</param>
    /// <param name="words">Its words.</param>
    /// <param name="surnames">The last names of the people who were named in full so far.</param>
    public static void Settle(List<Hit> hits, IReadOnlyList<Word> words, IReadOnlyDictionary<string, string> surnames)
    {
        hits.RemoveAll(h => h.First == h.Last && h.Entity.Kind is EntityKind.Place or EntityKind.Government && surnames.ContainsKey(words[h.First].Text) && !IsWhere(words, h.First));
        for (var i = 0; i < hits.Count; i++)
        {
            if (RegionBehind(hits, words, hits[i]) is not { } region) continue;
            // "Athens, Ohio", "a jury in Toledo, Ohio": neither the Greek government nor a Peruvian president.
            hits[i] = hits[i] with { Entity = new Entity(hits[i].Entity.Name, EntityKind.Place, region.Country, [], "locality") };
        }
    }

    private static bool IsWhere(IReadOnlyList<Word> words, int at) =>
        at > 0 && words[at - 1].Lower is "in" or "at" or "near" or "from" or "to" or "around" or "outside" or "into" or "of" or "across" or "through" or "central" or "northern" or "southern" or "eastern" or "western";

    // The province behind a comma, where the name before it belongs to another country and no list goes on behind it.
    private static Entity? RegionBehind(List<Hit> hits, IReadOnlyList<Word> words, Hit hit)
    {
        if (hit.Entity.Kind is not (EntityKind.Government or EntityKind.Place or EntityKind.Person) || hit.Last + 2 >= words.Count || words[hit.Last + 1].Text is not ",") return null;
        if (hit.Entity.Kind is EntityKind.Person && !(hit.First == hit.Last && IsWhere(words, hit.First))) return null;
        var behind = hits.Find(h => h.First == hit.Last + 2);
        if (behind.Entity is not { Kind: EntityKind.Place, PlaceKind: "province" or "region" or "state", Country: { } country } region || country == hit.Entity.Country) return null;
        return behind.Last + 1 >= words.Count || words[behind.Last + 1].Lower is not ("and" or "or") && words[behind.Last + 1].IsCapitalized is false ? region : null;
    }
}
