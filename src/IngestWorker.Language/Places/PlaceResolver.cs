namespace IngestWorker.Language.Places;

/// <summary>A place name of the text with the entry it means.</summary>
/// <param name="Start">First code point.</param>
/// <param name="End">The code point behind the last.</param>
/// <param name="Text">As written.</param>
/// <param name="Entry">What it means; null where the gazetteer has no such name.</param>
public sealed record ResolvedPlace(int Start, int End, string Text, GazetteerEntry? Entry);

/// <summary>Chooses what each place name of a text means: by size and kind, by what stands beside it, and by where the rest of the text is.</summary>
public sealed class PlaceResolver(Gazetteer gazetteer)
{
    private const double EarthRadiusKm = 6371;

    /// <summary>Resolves the places among the names of an analyzed text.</summary>
    public IReadOnlyList<ResolvedPlace> Resolve(AnalyzedText text) =>
        Resolve([.. text.Names.Where(n => n.Kind == NameKind.Place).Select(n => (n.Start, n.End, n.Text))]);

    /// <param name="mentions">Place names in the order of the text.</param>
    public IReadOnlyList<ResolvedPlace> Resolve(IReadOnlyList<(int Start, int End, string Text)> mentions)
    {
        var candidates = mentions.Select(m => Candidates(m.Text)).ToArray();
        var chosen = candidates.Select(c => c.MaxBy(Prior)).ToArray();
        // Twice: the second time the context is made of better choices.
        for (var round = 0; round < 2; round++)
        {
            var context = chosen.ToArray();
            var countries = context.OfType<GazetteerEntry>().GroupBy(e => e.Country).ToDictionary(g => g.Key, g => g.Count());
            var regions = context.OfType<GazetteerEntry>().Select(RegionOf).Where(r => r.Region.Length > 0).GroupBy(r => r).ToDictionary(g => g.Key, g => g.Count());
            for (var m = 0; m < mentions.Count; m++)
            {
                var (at, all) = (m, candidates[m]);
                if (all.Count > 1) chosen[m] = all.MaxBy(e => Prior(e) + Beside(e, mentions, context, at) + Around(e, context, countries, at) + InRegion(e, context[at], regions));
            }
        }

        return [.. mentions.Select((m, i) => new ResolvedPlace(m.Start, m.End, m.Text, chosen[i]))];
    }

    private IReadOnlyList<GazetteerEntry> Candidates(string name) => gazetteer.Find(name) is { Count: > 0 } found ? found : OtherPlaceNames.Find(name, gazetteer);

    private static double Prior(GazetteerEntry entry) =>
        (0.5 * Math.Log10(entry.Population + 10)) + entry.Kind switch { PlaceKind.Country => 4, PlaceKind.Capital => 2, PlaceKind.Region => 1, _ => 0 };

    // "Alexandria, Louisiana"; "Tripoli in Lebanon".
    private static double Beside(GazetteerEntry entry, IReadOnlyList<(int Start, int End, string Text)> mentions, GazetteerEntry?[] context, int m)
    {
        var score = 0.0;
        if (m + 1 < mentions.Count && mentions[m + 1].Start - mentions[m].End <= 6 && context[m + 1] is { } next)
        {
            if (next.Kind == PlaceKind.Country && next.Country == entry.Country && entry.Kind != PlaceKind.Country) score += 4;
            if (next.Kind == PlaceKind.Region && next.Country == entry.Country && (entry.Region == next.Name || entry.Region.Length == 0)) score += 5;
        }

        return score;
    }

    // A paper that writes about one state's towns means that state's.
    private static double InRegion(GazetteerEntry entry, GazetteerEntry? current, Dictionary<(string Country, string Region), int> regions)
    {
        var region = RegionOf(entry);
        if (region.Region.Length == 0) return 0;
        var own = current is not null && RegionOf(current) == region ? 1 : 0;
        return Math.Min(3.0, 0.8 * (regions.GetValueOrDefault(region) - own));
    }

    private static (string Country, string Region) RegionOf(GazetteerEntry entry) => (entry.Country, entry.Kind == PlaceKind.Region ? entry.Name : entry.Region);

    private static double Around(GazetteerEntry entry, GazetteerEntry?[] context, Dictionary<string, int> countries, int m)
    {
        var own = context[m]?.Country == entry.Country ? 1 : 0;
        var score = Math.Min(2.0, 0.6 * (countries.GetValueOrDefault(entry.Country) - own));
        var near = 0.0;
        for (var i = Math.Max(0, m - 6); i < Math.Min(context.Length, m + 7); i++)
        {
            if (i == m || context[i] is not { Kind: not PlaceKind.Country } other || other.Name == entry.Name) continue;
            var distance = DistanceKm(entry, other);
            near = Math.Max(near, distance < 50 ? 1.5 : distance < 200 ? 1 : distance < 500 ? 0.5 : 0);
        }

        return score + near;
    }

    /// <summary>Kilometres along the great circle.</summary>
    public static double DistanceKm(GazetteerEntry a, GazetteerEntry b)
    {
        var (lat1, lat2) = (double.DegreesToRadians(a.Latitude), double.DegreesToRadians(b.Latitude));
        var (dLat, dLon) = (lat2 - lat1, double.DegreesToRadians(b.Longitude - a.Longitude));
        var h = Math.Pow(Math.Sin(dLat / 2), 2) + (Math.Cos(lat1) * Math.Cos(lat2) * Math.Pow(Math.Sin(dLon / 2), 2));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
