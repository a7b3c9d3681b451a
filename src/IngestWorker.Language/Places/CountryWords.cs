using System.Collections.Frozen;

namespace IngestWorker.Language.Places;

/// <summary>
/// What the words of a text, beside its place names, say of the country it is about: institutions, offices and money that only one country has ("sheriff's
/// office", "lakh"), and the names of peoples ("Lebanese").
/// </summary>
internal static class CountryWords
{
    private const string ResourceName = "IngestWorker.Language.Places.country-words.txt";

    private const int LongestWord = 3;

    private static readonly Lazy<FrozenDictionary<string, string>> s_words = new(Read);

    /// <summary>How many different words of each country the text holds, and each people's name as often as it stands, up to three times.</summary>
    /// <param name="text">The text.</param>
    /// <param name="countryOf">The code of a country by its name.</param>
    public static IReadOnlyDictionary<string, int> Count(string text, Func<string, string?> countryOf)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = s_words.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<int> starts = stackalloc int[LongestWord];
        var lower = text.ToLowerInvariant();
        var known = 0;
        for (var i = 0; i < lower.Length;)
        {
            if (!IsPart(lower[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < lower.Length && IsPart(lower[i])) i++;
            // The last words before, so that each ends phrases of one to three words.
            if (known == LongestWord) starts[1..].CopyTo(starts);
            else known++;
            starts[known - 1] = start;
            for (var first = 0; first < known; first++)
            {
                var phrase = lower.AsSpan(starts[first], i - starts[first]);
                if (i - starts[first] > 40 || !(words.TryGetValue(phrase, out var country) || words.TryGetValue(phrase.TrimEnd('.'), out country))) continue;
                var name = phrase.ToString();
                if ((seen[name] = seen.GetValueOrDefault(name) + 1) == 1) found[country] = found.GetValueOrDefault(country) + 1;
            }

            // Peoples are written with a capital.
            if (char.IsUpper(text[start]) && OtherPlaceNames.CountryOfPeople(text[start..i]) is { } home && countryOf(home) is { } code && (seen[code] = seen.GetValueOrDefault(code) + 1) <= 3) found[code] = found.GetValueOrDefault(code) + 1;
        }

        return found;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '.' or '\'' or '’' or '$' or '-';

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(CountryWords).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its list of countries' words {ResourceName}.");
        using var reader = new StreamReader(stream);
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var shared = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split('|') is not [var country, var list]) continue;
            foreach (var word in list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!words.TryAdd(word, country.Trim())) shared.Add(word);
            }
        }

        // What two countries have says nothing.
        foreach (var word in shared) words.Remove(word);
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
