using System.Text.Json;
using AngleSharp.Dom;
using IngestWorker.Articles.Content;
using IngestWorker.Articles.Metadata;

namespace IngestWorker.Articles;

/// <summary>
/// Rules for single sites, as data: selectors of what to take as the text, what to drop, and where metadata stands. Used where a rule
/// names the page's host; everything else goes its usual way.
/// </summary>
public sealed class SiteRules
{
    private readonly List<SiteRule> _rules;

    private SiteRules(List<SiteRule> rules) => _rules = rules;

    /// <summary>No rules.</summary>
    public static SiteRules None { get; } = new([]);

    /// <summary>
    /// Reads an array of objects: "host" (matches its subdomains too), and optionally "from" and "until" (days of the fetch), "take" and "drop"
    /// (arrays of CSS selectors), "title", "author", "published" (a selector; with @name behind it, that attribute's value).
    /// </summary>
    /// <exception cref="FormatException">The text is no such array; the message says where.</exception>
    public static SiteRules Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var rules = new List<SiteRule>();
            foreach (var element in document.RootElement.EnumerateArray())
                rules.Add(SiteRule.Read(element, rules.Count));
            return new SiteRules(rules);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("Site rules are an array of objects with a host: " + e.Message, e);
        }
    }

    /// <summary>Applies the rule of the page's host to lines and metadata; returns the selectors that match nothing.</summary>
    internal IReadOnlyList<string> Apply(PageAnalysis page, LineChoice choice, PageSource source)
    {
        if (_rules.Count == 0 || !Uri.TryCreate(source.Url, UriKind.Absolute, out var address))
            return [];
        var warnings = new List<string>();
        foreach (var rule in _rules)
        {
            if (rule.IsFor(address.Host, source.FetchedAt))
                Apply(rule, page, choice, warnings);
        }

        return warnings;
    }

    private static void Apply(SiteRule rule, PageAnalysis page, LineChoice choice, List<string> warnings)
    {
        var taken = Lines(rule, "take", rule.Take, page, warnings);
        var dropped = Lines(rule, "drop", rule.Drop, page, warnings);
        for (var i = 0; i < choice.Taken.Length; i++)
        {
            var take = taken is null ? choice.Taken[i] : taken[i];
            take &= dropped is null || !dropped[i];
            if (take == choice.Taken[i])
                continue;
            choice.Taken[i] = take;
            choice.Reasons[i] = LineReason.Rule;
        }

        choice.ByRule |= taken is not null;
        var metadata = page.Metadata;
        if (Value(rule, "title", rule.Title, page, warnings) is { } title)
            (metadata.Title, metadata.Provenance["title"]) = (title, "rule");
        if (Value(rule, "author", rule.Author, page, warnings) is { } author)
        {
            var people = new List<string>();
            PersonNames.Split(author, metadata.SiteName, people, agency => metadata.Agency ??= agency);
            (metadata.Authors, metadata.Provenance["authors"]) = (people, "rule");
        }

        if (Value(rule, "published", rule.Published, page, warnings) is { } published && DateText.Read(published) is { } date)
            (metadata.Published, metadata.PublishedIsDateOnly, metadata.Provenance["published"]) = (date.Value, date.IsDay, "rule");
    }

    /// <summary>For every line whether it lies in an element that one of the selectors names; null where none matches.</summary>
    private static bool[]? Lines(SiteRule rule, string part, IReadOnlyList<string> selectors, PageAnalysis page, List<string> warnings)
    {
        bool[]? lines = null;
        foreach (var selector in selectors)
        {
            var elements = page.Document.QuerySelectorAll(selector);
            if (elements.Length == 0)
            {
                warnings.Add($"The rule for {rule.Host}: '{part}' selector '{selector}' matches nothing on the page.");
                continue;
            }

            var set = elements.ToHashSet();
            lines ??= new bool[page.Tree.BlockCount];
            foreach (ref readonly var node in page.Tree.Nodes)
            {
                if (set.Contains(node.Element))
                    lines.AsSpan(node.FirstBlock, node.EndBlock - node.FirstBlock).Fill(true);
            }
        }

        return lines;
    }

    private static string? Value(SiteRule rule, string part, string? selector, PageAnalysis page, List<string> warnings)
    {
        if (selector is null)
            return null;
        var at = selector.LastIndexOf('@');
        var element = page.Document.QuerySelector(at < 0 ? selector : selector[..at]);
        var value = at < 0 ? element?.TextContent : element?.GetAttribute(selector[(at + 1)..]);
        if (!string.IsNullOrWhiteSpace(value))
            return Candidates.CollapseSpaces(value);
        warnings.Add($"The rule for {rule.Host}: '{part}' selector '{selector}' matches nothing on the page.");
        return null;
    }
}
