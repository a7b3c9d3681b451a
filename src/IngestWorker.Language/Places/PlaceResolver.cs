namespace IngestWorker.Language.Places;

/// <summary>A place name of the text with the entry it means.</summary>
/// <param name="Start">First code point.</param>
/// <param name="End">The code point behind the last.</param>
/// <param name="Text">As written.</param>
/// <param name="Entry">What it means; null where the gazetteer has no such name.</param>
/// <param name="Near">
/// Where the gazetteer has no such name: the known place that it most likely lies in or near, which is the region named beside it or the place that the
/// text is about. An estimate, right for about two names in three; null where the text is about no one place.
/// </param>
public sealed record ResolvedPlace(int Start, int End, string Text, GazetteerEntry? Entry, GazetteerEntry? Near = null);

/// <summary>
/// Chooses what each place name of a text means: by size and kind, by what stands beside it, and by where the other places of the text may be. All candidates
/// of all names weigh in from the start, each by how likely it is by now, so that several names of which none is certain can agree on a state.
/// </summary>
public sealed class PlaceResolver(Gazetteer gazetteer)
{
    private const double EarthRadiusKm = 6371;

    /// <summary>Resolves the places among the names of an analyzed text.</summary>
    /// <param name="analyzed">What Language found in the text.</param>
    /// <param name="text">The text.</param>
    public IReadOnlyList<ResolvedPlace> Resolve(AnalyzedText analyzed, string text) =>
        Resolve([.. analyzed.Names.Where(n => n.Kind == NameKind.Place).Select(n => (n.Start, n.End, n.Text))], text);

    /// <param name="mentions">Place names in the order of the text.</param>
    /// <param name="text">The text, whose other words say what country it is about; empty where it is not at hand.</param>
    public IReadOnlyList<ResolvedPlace> Resolve(IReadOnlyList<(int Start, int End, string Text)> mentions, string text = "")
    {
        if (mentions.Count == 0) return [];
        var context = new PlaceContext(mentions, Candidates, () => CountryWords.Count(text, Country));
        context.Weigh();
        var centre = context.Centre();
        return [.. mentions.Select((m, i) => new ResolvedPlace(m.Start, m.End, m.Text, context.Chosen(i), context.Chosen(i) is null ? context.Near(i, centre) : null))];
    }

    private string? Country(string name) => gazetteer.Find(name).FirstOrDefault(e => e.Kind == PlaceKind.Country)?.Country;

    private IReadOnlyList<GazetteerEntry> Candidates(string name) => gazetteer.Find(name) is { Count: > 0 } found ? found : OtherPlaceNames.Find(name, gazetteer);

    /// <summary>Kilometres along the great circle.</summary>
    public static double DistanceKm(GazetteerEntry a, GazetteerEntry b)
    {
        var (lat1, lat2) = (double.DegreesToRadians(a.Latitude), double.DegreesToRadians(b.Latitude));
        var (dLat, dLon) = (lat2 - lat1, double.DegreesToRadians(b.Longitude - a.Longitude));
        var h = Math.Pow(Math.Sin(dLat / 2), 2) + (Math.Cos(lat1) * Math.Cos(lat2) * Math.Pow(Math.Sin(dLon / 2), 2));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
