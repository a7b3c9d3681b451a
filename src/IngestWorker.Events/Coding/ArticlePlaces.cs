using IngestWorker.Contracts;
using IngestWorker.Events.Actors;
using IngestWorker.Events.Words;
using IngestWorker.Language;
using IngestWorker.Language.Places;

namespace IngestWorker.Events.Coding;

/// <summary>The places of an article as the gazetteer of the world resolves them: countries for towns that the tables do not know, and positions.</summary>
internal sealed class ArticlePlaces(IReadOnlyList<ResolvedPlace> resolved)
{
    private readonly Dictionary<int, ResolvedPlace> _byStart = resolved.Where(p => p.Entry is not null).GroupBy(p => p.Start).ToDictionary(g => g.Key, g => g.First());
    private readonly Dictionary<string, GazetteerEntry> _byName = resolved.Where(p => p.Entry is not null).GroupBy(p => p.Text).ToDictionary(g => g.Key, g => g.First().Entry!);

    /// <summary>The hits of the tables with those of the names that only the gazetteer of the world knows.</summary>
    public List<Hit> Complete(List<Hit> hits, IReadOnlyList<Word> words, IEnumerable<NameSpan> names)
    {
        List<Hit> all = [.. hits];
        // Of towns of one name the article's own context chooses: "Alexandria" in a text about Virginia.
        for (var i = 0; i < all.Count; i++)
        {
            var (hit, span) = (all[i], names.FirstOrDefault(n => n.FirstToken == all[i].First && n.LastToken >= all[i].Last));
            // "Suva Reka", "San Cristobal de las Casas": a longer name that the gazetteer knows is not the town that it begins like.
            if (span is { Kind: NameKind.Place } && span.LastToken > hit.Last)
            {
                if (hit.Entity.Kind is EntityKind.Place or EntityKind.Government && _byStart.TryGetValue(span.Start, out var longer) && longer.Entry is { Kind: PlaceKind.Locality } town && town.Country != hit.Entity.Country && !all.Exists(h => h.First > hit.Last && h.First <= span.LastToken))
                    all[i] = new Hit(span.FirstToken, span.LastToken, new Entity(span.Text, EntityKind.Place, town.Country, [], "locality"));
                continue;
            }

            if (span is null || !_byStart.TryGetValue(span.Start, out var found) || found.Entry is not { Kind: not PlaceKind.Country } entry || entry.Country == hit.Entity.Country) continue;
            if (hit.Entity.Kind is EntityKind.Place && !(hit.Entity.PlaceKind is "province" or "region" && entry.Kind is PlaceKind.Locality)) all[i] = hit with { Entity = hit.Entity with { Country = entry.Country } };
            // "Lebanon police" in a text about Missouri: no country, and no government. It is American papers whose towns are called so; "Washington" is no village in England.
            else if (hit.Entity.Kind is EntityKind.Government or EntityKind.Country && entry is { Kind: PlaceKind.Locality or PlaceKind.Region, Country: "USA" } && !IsDirection(span.Text))
                all[i] = hit with { Entity = new Entity(hit.Entity.Name, EntityKind.Place, entry.Country, [], entry.Kind is PlaceKind.Region ? "province" : "locality") };
        }

        foreach (var name in names)
        {
            // "Rwanda-backed rebels": whose friends they are, and no place.
            if (name.LastToken + 2 < words.Count && words[name.LastToken + 1].Text is "-" && words[name.LastToken + 2].Lower is "backed" or "sponsored" or "funded") continue;
            if (name.Kind is not NameKind.Place || IsDirection(name.Text) || !_byStart.TryGetValue(name.Start, out var place) || hits.Any(h => h.First <= name.LastToken && h.Last >= name.FirstToken)) continue;
            var kind = place.Entry!.Kind switch { PlaceKind.Country => "country", PlaceKind.Region => "province", _ => "locality" };
            all.Add(new Hit(name.FirstToken, name.LastToken, new Entity(name.Text, place.Entry.Kind is PlaceKind.Country ? EntityKind.Country : EntityKind.Place, place.Entry.Country, [], kind)));
        }

        all.Sort((a, b) => a.First.CompareTo(b.First));
        return all;
    }

    // "North and South Korea": half a name.
    private static bool IsDirection(string name) => name is "North" or "South" or "East" or "West";

    /// <summary>A place with its position, where its name is known and lies in its country.</summary>
    /// <param name="place">The place.</param>
    /// <param name="capital">The capital that words like "the Georgian capital" mean, by country and words.</param>
    public Place? Located(Place? place, Func<string, string, GazetteerEntry?> capital)
    {
        if (place is { Country: { } country, Text: var text } && text.EndsWith("capital", StringComparison.Ordinal) && capital(country, text) is { } town) return place with { Latitude = town.Latitude, Longitude = town.Longitude };
        if (place is null || !_byName.TryGetValue(place.Text, out var entry)) return place;
        return place.Country is null || place.Country == entry.Country ? place with { Country = entry.Country, Latitude = entry.Latitude, Longitude = entry.Longitude } : place;
    }
}
