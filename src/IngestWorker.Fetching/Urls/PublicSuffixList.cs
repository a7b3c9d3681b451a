namespace IngestWorker.Fetching;

/// <summary>
/// The public suffix list (publicsuffix.org): under which names people register domains. Both its sections count, so two blogs of
/// one platform are two sites. Immutable.
/// </summary>
public sealed class PublicSuffixList
{
    private readonly HashSet<string> rules = new(StringComparer.Ordinal);
    private readonly HashSet<string> wildcardParents = new(StringComparer.Ordinal);
    private readonly HashSet<string> exceptions = new(StringComparer.Ordinal);

    private PublicSuffixList(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            // A rule ends at the first blank; "//" begins a comment (the list's own format).
            var rule = line.Split(' ', 2)[0].Trim();
            if (rule.StartsWith("// VERSION:", StringComparison.Ordinal) || line.StartsWith("// VERSION:", StringComparison.Ordinal))
                Version = line["// VERSION:".Length..].Trim();
            if (rule.Length == 0 || rule.StartsWith("//", StringComparison.Ordinal))
                continue;
            Add(rule);
        }
    }

    /// <summary>Data/public-suffix-list.txt of this project.</summary>
    public static PublicSuffixList Bundled { get; } = new(BundledData.ReadLines("public-suffix-list.txt"));

    /// <summary>The list's own version ("2023-02-09_23-26-45_UTC"), from its VERSION line; null where it has none.</summary>
    public string? Version { get; }

    public int Count => rules.Count + wildcardParents.Count + exceptions.Count;

    /// <summary>Reads a list in its published form.</summary>
    public static PublicSuffixList Parse(IEnumerable<string> lines) => new(lines);

    /// <summary>The name that somebody registered, one label longer than the public suffix.</summary>
    /// <param name="host">Lower-case ASCII domain name without a final dot.</param>
    /// <returns>Null where the host is a public suffix itself or has a single label.</returns>
    public string? RegistrableDomain(string host)
    {
        var lookup = rules.GetAlternateLookup<ReadOnlySpan<char>>();
        var parents = wildcardParents.GetAlternateLookup<ReadOnlySpan<char>>();
        var excepted = exceptions.GetAlternateLookup<ReadOnlySpan<char>>();

        // From the whole host down to its last label: the longest rule wins, an exception wins over all.
        var previous = -1;
        for (var start = 0; ;)
        {
            var suffix = host.AsSpan(start);
            var dot = suffix.IndexOf('.');
            if (excepted.Contains(suffix))
                return host[start..];
            var isSuffix = lookup.Contains(suffix) || dot < 0 || parents.Contains(suffix[(dot + 1)..]);
            if (isSuffix)
                return previous < 0 ? null : host[previous..];
            previous = start;
            start += dot + 1;
        }
    }

    private void Add(string rule)
    {
        var (set, name) = rule switch
        {
            ['!', .. var exception] => (exceptions, exception),
            ['*', '.', .. var parent] => (wildcardParents, parent),
            _ => (rules, rule),
        };
        if (HostName.TryToAscii(name, out var ascii))
            set.Add(ascii);
    }
}
