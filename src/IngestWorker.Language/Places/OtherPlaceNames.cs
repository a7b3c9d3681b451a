using System.Collections.Frozen;

namespace IngestWorker.Language.Places;

/// <summary>What stands for a place without being its name: peoples ("Georgian"), American states cut short ("W.Va.").</summary>
internal static class OtherPlaceNames
{
    private const string ResourceName = "IngestWorker.Language.Places.peoples.txt";

    private const string States =
        "Ala:Alabama Ariz:Arizona Ark:Arkansas Calif:California Cal:California Colo:Colorado Conn:Connecticut Del:Delaware Fla:Florida Ga:Georgia Ida:Idaho Ill:Illinois Ind:Indiana Kan:Kansas Kans:Kansas Ky:Kentucky " +
        "La:Louisiana Md:Maryland Mass:Massachusetts Mich:Michigan Minn:Minnesota Miss:Mississippi Mo:Missouri Mont:Montana Neb:Nebraska Nebr:Nebraska Nev:Nevada NH:New_Hampshire NJ:New_Jersey NM:New_Mexico NY:New_York " +
        "NC:North_Carolina ND:North_Dakota Okla:Oklahoma Ore:Oregon Pa:Pennsylvania Penn:Pennsylvania RI:Rhode_Island SC:South_Carolina SD:South_Dakota Tenn:Tennessee Tex:Texas Vt:Vermont Va:Virginia Wash:Washington " +
        "WVa:West_Virginia WV:West_Virginia Wis:Wisconsin Wyo:Wyoming DC:Washington_DC";

    private static readonly FrozenDictionary<string, string> s_states =
        States.Split(' ').Select(s => s.Split(':')).ToFrozenDictionary(s => s[0], s => s[1].Replace('_', ' '), StringComparer.Ordinal);

    private static readonly Lazy<FrozenDictionary<string, string>> s_peoples = new(ReadPeoples);

    /// <returns>The place that is meant; nothing where the words stand for none.</returns>
    public static IReadOnlyList<GazetteerEntry> Find(string words, Gazetteer gazetteer)
    {
        if (s_peoples.Value.TryGetValue(words, out var country)) return [.. gazetteer.Find(country).Where(e => e.Kind == PlaceKind.Country)];
        if (!s_states.TryGetValue(words.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), out var state)) return [];
        return [.. gazetteer.Find(state).Where(e => e.Country == "USA" && (e.Kind == PlaceKind.Region || state == "Washington DC")).Take(1)];
    }

    /// <summary>Whether a word is a people's name or what belongs to it ("Georgian", "Georgians").</summary>
    public static bool IsPeople(string word) => s_peoples.Value.ContainsKey(word);

    /// <summary>The country of a people ("Georgian"); null for other words.</summary>
    public static string? CountryOfPeople(string word) => s_peoples.Value.GetValueOrDefault(word);

    private static FrozenDictionary<string, string> ReadPeoples()
    {
        using var stream = typeof(OtherPlaceNames).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its list of peoples {ResourceName}.");
        using var reader = new StreamReader(stream);
        var peoples = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('|') is not [var country, var names]) continue;
            foreach (var name in names.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) peoples.TryAdd(name, country.Trim());
        }

        return peoples.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
