using System.Text.RegularExpressions;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>What an expression of PromQL names: the series with the labels and values it selects, and the labels it groups by.</summary>
internal sealed partial record PromQuery(IReadOnlyList<PromSelector> Selectors, IReadOnlySet<string> Grouping)
{
    private static readonly HashSet<string> s_words = new(StringComparer.Ordinal) { "and", "or", "unless", "by", "on", "without", "ignoring", "bool", "offset" };

    public static PromQuery Parse(string expression)
    {
        var grouping = Groupings().Matches(expression).SelectMany(m => m.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        var rest = Durations().Replace(Groupings().Replace(expression, " "), " ");
        var selectors = Names().Matches(rest).Where(m => !s_words.Contains(m.Groups[1].Value)).Select(m => new PromSelector(
            m.Groups[1].Value,
            [.. Matchers().Matches(m.Groups[2].Value).Select(l => (l.Groups[1].Value, l.Groups[2].Value, (IReadOnlyList<string>)l.Groups[3].Value.Split('|')))])).ToList();
        return new PromQuery(selectors, grouping);
    }

    [GeneratedRegex(@"\b(?:by|on)\s*\(([^)]*)\)")]
    private static partial Regex Groupings();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Durations();

    // A name that a parenthesis follows is a function.
    [GeneratedRegex(@"(?<![\w""])([a-zA-Z_][a-zA-Z0-9_]*)\b(?!\s*\()(?:\s*\{([^}]*)\})?(?![^{]*\})")]
    private static partial Regex Names();

    [GeneratedRegex("""(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)["]""")]
    private static partial Regex Matchers();
}

/// <param name="Name">Of the series.</param>
/// <param name="Matchers">Label, operator, and the values it may or may not have.</param>
internal sealed record PromSelector(string Name, IReadOnlyList<(string Label, string Operator, IReadOnlyList<string> Values)> Matchers);
