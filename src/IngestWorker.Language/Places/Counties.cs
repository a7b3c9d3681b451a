using System.Globalization;

namespace IngestWorker.Language.Places;

/// <summary>The counties of the United States (parishes in Louisiana), each by its full name, with its middle to a tenth of a degree.</summary>
internal static class Counties
{
    private const string ResourceName = "IngestWorker.Language.Places.counties.txt";

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
                    double.Parse(words[^2], CultureInfo.InvariantCulture),
                    double.Parse(words[^1], CultureInfo.InvariantCulture),
                    Population: 0,
                    GeoNamesId: null);
            }
        }
    }
}
