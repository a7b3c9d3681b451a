using System.Globalization;
using System.IO.Compression;

namespace IngestWorker.Language.Places;

/// <summary>Places by name. Immutable; one instance serves any number of threads.</summary>
public sealed class Gazetteer
{
    private const string ResourceName = "IngestWorker.Language.Places.places.tsv.gz";
    private static readonly string[] NoNames = [];
    private readonly Dictionary<string, List<GazetteerEntry>> _byName = new(StringComparer.Ordinal);
    private readonly MappedPlaces? _file;

    private Gazetteer(Dictionary<string, List<GazetteerEntry>> byName, MappedPlaces file) => (_byName, _file) = (byName, file);

    private Gazetteer(IEnumerable<(GazetteerEntry Entry, string[] OtherNames)> rows)
    {
        foreach (var (entry, others) in rows)
        {
            Add(entry.Name, entry);
            foreach (var other in others) Add(other, entry);
        }
    }

    /// <summary>The built-in one: all countries and capitals, first-level regions, larger cities, disputed regions, conflict places and American counties, to a tenth of a degree.</summary>
    public static Gazetteer ReadEmbedded()
    {
        using var stream = typeof(Gazetteer).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its gazetteer {ResourceName}.");
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        return new Gazetteer(Rows(reader).Concat(Counties.Read().Concat(Counties.ReadNamesakes()).Select(c => (c, NoNames))).ToList());
    }

    /// <summary>
    /// The built-in one with the populated places and divisions of a GeoNames dump (cities15000.txt, US.txt) beside it. All of it is held in memory: a
    /// dump of some hundred thousand rows is fine, all of GeoNames is not.
    /// </summary>
    /// <param name="dump">The dump, 19 columns a line; other lines are passed over.</param>
    /// <param name="admin1">admin1CodesASCII.txt, which names the divisions; null for none.</param>
    /// <param name="countryInfo">countryInfo.txt, which gives the three-letter codes.</param>
    public static Gazetteer ReadGeoNames(TextReader dump, TextReader? admin1, TextReader countryInfo)
    {
        using var stream = typeof(Gazetteer).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its gazetteer {ResourceName}.");
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        return new Gazetteer(Rows(reader).Concat(Counties.Read().Concat(Counties.ReadNamesakes()).Select(c => (c, NoNames))).Concat(GeoNamesDump.Read(dump, admin1, countryInfo)).ToList());
    }

    /// <summary>The built-in one with a file of places beside it, which is looked up where it lies: nothing of it is held in memory.</summary>
    /// <param name="path">A file that <see cref="PlaceFile.Import"/> made.</param>
    /// <exception cref="InvalidDataException">The file is none of this version.</exception>
    public static Gazetteer Open(string path) => new(ReadEmbedded()._byName, new MappedPlaces(path));

    /// <summary>Everything that has this name or spelling, without regard to case, accents, hyphens and a leading "the"; empty for none.</summary>
    public IReadOnlyList<GazetteerEntry> Find(string name)
    {
        var known = _byName.GetValueOrDefault(Key(name));
        if (_file is null) return known is null ? [] : known;

        var found = new List<GazetteerEntry>();
        _file.Find(name, found);
        if (known is null) return found;
        // A place of the built-in gazetteer stands for the file's where both have it: its kind and country are checked.
        found.RemoveAll(e => known.Exists(k => k.GeoNamesId == e.GeoNamesId || (k.Country == e.Country && k.Kind == e.Kind && PlaceResolver.DistanceKm(k, e) < 25)));
        return [.. known, .. found];
    }

    private static IEnumerable<(GazetteerEntry, string[])> Rows(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            var c = line.Split('\t');
            var kind = c[0] switch { "C" => PlaceKind.Country, "R" => PlaceKind.Region, "K" => PlaceKind.Capital, _ => PlaceKind.Locality };
            long? id = c[8].Length == 0 ? null : long.Parse(c[8], CultureInfo.InvariantCulture);
            var entry = new GazetteerEntry(
                kind, c[1], c[3], c[4], double.Parse(c[5], CultureInfo.InvariantCulture), double.Parse(c[6], CultureInfo.InvariantCulture), long.Parse(c[7], CultureInfo.InvariantCulture), id);
            yield return (entry, c[2].Split('|', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private void Add(string name, GazetteerEntry entry)
    {
        var key = Key(name);
        if (key.Length == 0) return;
        if (!_byName.TryGetValue(key, out var entries)) _byName[key] = entries = [];
        // The same place from two sources is one place.
        if (!entries.Exists(e => e == entry || (e.GeoNamesId is { } id && id == entry.GeoNamesId) || IsSame(e, entry))) entries.Add(entry);
    }

    // Of two sources, one of which gives no ids.
    private static bool IsSame(GazetteerEntry a, GazetteerEntry b) =>
        (a.GeoNamesId is null || b.GeoNamesId is null) && a.Kind == b.Kind && a.Country == b.Country && a.Name == b.Name && PlaceResolver.DistanceKm(a, b) < 25;

    internal static string Key(string name)
    {
        Span<char> key = stackalloc char[Math.Min(name.Length, 64)];
        var length = 0;
        foreach (var c in name.AsSpan())
        {
            if (length == key.Length) break;
            var plain = c switch
            {
                '-' or '‐' or ' ' or '\u00A0' => ' ',
                '.' or '\'' or '’' or '‘' or 'ʻ' or '`' => '\0',
                < (char)0x80 => char.ToLowerInvariant(c),
                _ => Letters.Plain(c),
            };
            if (plain == '\0' || (plain == ' ' && (length == 0 || key[length - 1] == ' '))) continue;
            key[length++] = plain;
        }

        var text = key[..length].TrimEnd(' ');
        if (text.StartsWith("the ", StringComparison.Ordinal)) text = text[4..];
        if (text.StartsWith("st ", StringComparison.Ordinal)) return "saint " + text[3..].ToString();
        return text.ToString();
    }
}
