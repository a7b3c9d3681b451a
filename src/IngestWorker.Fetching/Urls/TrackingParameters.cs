using System.Collections.Frozen;

namespace IngestWorker.Fetching;

/// <summary>
/// Query parameters that say where a reader came from and nothing about the page. One a line: "name", "prefix*", or either
/// followed by a blank and the domain on which alone it counts ("smid nytimes.com"); "#" begins a comment. Case is ignored.
/// </summary>
public sealed class TrackingParameters
{
    private readonly FrozenDictionary<string, string[]> domainsByName;
    private readonly (string Prefix, string[] Domains)[] prefixes;

    private TrackingParameters(IEnumerable<string> lines)
    {
        var entries = lines
            .Select(line => line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length is 1 or 2)
            .Select(words => (Name: words[0].ToLowerInvariant(), Domain: words.Length == 2 ? words[1].ToLowerInvariant() : ""))
            .GroupBy(e => e.Name, e => e.Domain, StringComparer.Ordinal)
            .ToList();
        domainsByName = entries.Where(e => !e.Key.EndsWith('*')).ToFrozenDictionary(e => e.Key, e => e.ToArray(), StringComparer.OrdinalIgnoreCase);
        prefixes = [.. entries.Where(e => e.Key.EndsWith('*')).Select(e => (e.Key[..^1], e.ToArray()))];
    }

    /// <summary>Data/tracking-parameters.txt of this project.</summary>
    public static TrackingParameters Bundled { get; } = Parse(BundledData.ReadLines("tracking-parameters.txt"));

    public static TrackingParameters Parse(IEnumerable<string> lines) => new(lines);

    /// <summary>The bundled list and more lines of the same form.</summary>
    public static TrackingParameters BundledAnd(IEnumerable<string> lines) => new(BundledData.ReadLines("tracking-parameters.txt").Concat(lines));

    public bool Contains(string name, string host) =>
        (domainsByName.TryGetValue(name, out var domains) && Applies(domains, host))
        || prefixes.Any(p => name.StartsWith(p.Prefix, StringComparison.OrdinalIgnoreCase) && Applies(p.Domains, host));

    private static bool Applies(string[] domains, string host) =>
        domains.Any(d => d.Length == 0 || host == d || (host.EndsWith(d, StringComparison.Ordinal) && host[^(d.Length + 1)] == '.'));
}
