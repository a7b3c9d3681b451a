using System.Globalization;

namespace IngestWorker.Language.Places;

/// <summary>Reads the dump format of GeoNames (https://download.geonames.org/export/dump/readme.txt).</summary>
internal static class GeoNamesDump
{
    public static IEnumerable<(GazetteerEntry Entry, string[] OtherNames)> Read(TextReader dump, TextReader? admin1, TextReader countryInfo)
    {
        var countries = new Dictionary<string, string>(StringComparer.Ordinal);
        while (countryInfo.ReadLine() is { } line)
        {
            var c = line.Split('\t');
            if (line is not ['#', ..] && c.Length > 1 && c[0].Length == 2) countries[c[0]] = c[1];
        }

        var regions = new Dictionary<string, string>(StringComparer.Ordinal);
        while (admin1?.ReadLine() is { } line)
        {
            var c = line.Split('\t');
            if (c.Length > 1) regions[c[0]] = c[1];
        }

        while (dump.ReadLine() is { } line)
        {
            var c = line.Split('\t');
            if (c.Length < 15 || c[6] is not ("P" or "A") || !countries.TryGetValue(c[8], out var country)) continue;
            if (!long.TryParse(c[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !TryDegrees(c[4], out var latitude) || !TryDegrees(c[5], out var longitude)) continue;
            var kind = c[7] switch { "PPLC" => PlaceKind.Capital, "PCLI" or "PCLD" => PlaceKind.Country, "ADM1" => PlaceKind.Region, _ => PlaceKind.Locality };
            _ = long.TryParse(c[14], NumberStyles.None, CultureInfo.InvariantCulture, out var population);
            var entry = new GazetteerEntry(kind, c[1], country, regions.GetValueOrDefault(c[8] + "." + c[10], ""), latitude, longitude, population, id);
            // Other names are looked up as English writes them; airport codes and other scripts are not.
            var others = c[3].Split(',').Append(c[2]).Where(n => n.Length > 3 && n[0] < 0x250 && char.IsUpper(n[0])).Distinct(StringComparer.Ordinal).ToArray();
            yield return (entry, others);
        }
    }

    private static bool TryDegrees(string text, out double degrees) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees);
}
