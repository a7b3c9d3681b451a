using System.Globalization;

namespace IngestWorker.Language.Places;

/// <summary>The counties of the United States (parishes in Louisiana), each by its full name, with its middle to a tenth of a degree.</summary>
internal static class Counties
{
    private const string ResourceName = "IngestWorker.Language.Places.counties.txt";
    private const string NamesakesName = "IngestWorker.Language.Places.namesakes.txt";

    /// <summary>American towns that bear the name of a foreign country or city: "Athens", "Lebanon".</summary>
    public static IEnumerable<GazetteerEntry> ReadNamesakes()
    {
        using var stream = typeof(Counties).Assembly.GetManifestResourceStream(NamesakesName)
            ?? throw new InvalidOperationException($"The assembly lacks its list of namesakes {NamesakesName}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('|') is not [var state, var towns]) continue;
            foreach (var town in towns.Split(';'))
            {
                var words = town.Split(' ');
                yield return new GazetteerEntry(PlaceKind.Locality, string.Join(' ', words[..^3]), "USA", state, Number(words[^3]), Number(words[^2]), (long)Number(words[^1]), GeoNamesId: null);
            }
        }
    }

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    public static IEnumerable<GazetteerEntry> Read()
    {
        using var stream = typeof(Counties).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its list of counties {ResourceName}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var (state, counties) = (line[..line.IndexOf('|', StringComparison.Ordinal)], line[(line.IndexOf('|', StringComparison.Ordinal) + 1)..]);
            foreach (var county in counties.Split(';'))
            {
                var words = county.Split(' ');
                yield return new GazetteerEntry(
                    PlaceKind.Locality,
                    string.Join(' ', words[..^2]) + (state == "Louisiana" ? " Parish" : " County"),
                    "USA",
                    state,
                    Number(words[^2]),
                    Number(words[^1]),
                    Population: 0,
                    GeoNamesId: null);
            }
        }
    }
}
