using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Metadata;

/// <summary>Chooses the headline: what several places of the page agree on, without the site's name.</summary>
internal static class Titles
{
    private static readonly string[] Separators = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ‹ ", " « ", " > ", "｜", " ― ", "|"];

    public static void Choose(PageMetadata result, PageTree tree, PageLayout layout, Candidates metas, LdArticle ld)
    {
        var site = result.SiteName;
        var element = tree.TitleElement is null ? null : Candidates.Clean(tree.TitleElement);
        var og = metas.First("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title", "title", "headline");
        var headline = Headline(tree, layout, site, element, og.Value, ld.Headline);

        (string? Value, string? Source) chosen = default;
        if (headline is not null)
            chosen = (headline, "h1");
        else if (ld.Headline is { Length: > 3 } named && ld.Type is not null && LdValues.Rank(ld.Type) > 2 && !SameText(named, site))
            chosen = (WithoutSite(named, site, result.CanonicalUrl), "json-ld");
        else if (og.Value is { Length: > 3 } && !SameText(og.Value, site))
            chosen = (WithoutSite(og.Value, site, result.CanonicalUrl), og.Source);
        else if (element is { Length: > 0 })
            chosen = (WithoutSite(element, site, result.CanonicalUrl), "title");
        if (string.IsNullOrEmpty(chosen.Value))
            return;
        result.Title = chosen.Value;
        result.Provenance["title"] = chosen.Source!;
    }

    /// <summary>
    /// The h1 that the page's other titles contain; else the one nearest before the running text. A headline is what readers see;
    /// the other titles are written for search engines and social networks.
    /// </summary>
    private static string? Headline(PageTree tree, PageLayout layout, string? site, params ReadOnlySpan<string?> titles)
    {
        string? nearest = null;
        var nodes = tree.Nodes;
        var core = nodes.IsEmpty ? default : nodes[layout.Core];
        var start = core.FirstBlock;
        while (start < core.EndBlock && !PageLayout.IsGood(tree.Blocks[start]))
            start++;
        foreach (ref readonly var node in nodes)
        {
            if (node.Tag != HtmlTag.H1 || node.EndBlock <= node.FirstBlock)
                continue;
            var text = TextOf(tree, node);
            if (text.Length is < 4 or > 300 || SameText(text, site))
                continue;
            var hash = PageHints.TextHash(text);
            foreach (var title in titles)
            {
                if (title is not null && (PageHints.TextHash(title) == hash || title.StartsWith(text, StringComparison.OrdinalIgnoreCase)))
                    return text;
            }

            if (node.FirstBlock <= start && !IsSite(text, site, string.Empty) && (node.Own & Role.Hidden) == 0)
                nearest = text;
        }

        return nearest;
    }

    internal static string TextOf(PageTree tree, in PageNode node)
    {
        var blocks = tree.Blocks;
        if (node.EndBlock - node.FirstBlock == 1)
            return tree.TextOf(blocks[node.FirstBlock]).ToString();
        var result = new System.Text.StringBuilder();
        for (var i = node.FirstBlock; i < node.EndBlock && result.Length < 1_000; i++)
        {
            if (result.Length > 0)
                result.Append(' ');
            result.Append(tree.TextOf(blocks[i]));
        }

        return result.ToString();
    }

    /// <summary>Drops the part before or behind a separator that names the site.</summary>
    internal static string WithoutSite(string title, string? site, string? url)
    {
        var host = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : string.Empty;
        for (var round = 0; round < 3; round++)
        {
            var before = title;
            foreach (var separator in Separators)
            {
                var last = title.LastIndexOf(separator, StringComparison.Ordinal);
                if (last > 0 && IsSite(title[(last + separator.Length)..], site, host))
                    title = title[..last].TrimEnd();
                var first = title.IndexOf(separator, StringComparison.Ordinal);
                if (first > 0 && IsSite(title[..first], site, host))
                    title = title[(first + separator.Length)..].TrimStart();
            }

            if (title == before)
                break;
        }

        return title;
    }

    private static bool IsSite(string part, string? site, string host)
    {
        var name = Letters(part);
        if (name.Length == 0)
            return true;
        if (site is not null)
        {
            var known = Letters(site);
            if (known.Length > 2 && (name == known || (name.Length < 40 && (name.Contains(known, StringComparison.Ordinal) || (name.Length > 3 && known.Contains(name, StringComparison.Ordinal))))))
                return true;
        }

        // "The Daily News" on dailynews.example: the host's letters are a name's.
        var letters = Letters(host);
        return name.Length is > 2 and < 40 && (letters.Contains(name, StringComparison.Ordinal) || (name.StartsWith("the", StringComparison.Ordinal) && letters.Contains(name[3..], StringComparison.Ordinal) && name.Length > 5));
    }

    internal static bool SameText(string? one, string? other) =>
        one is not null && other is not null && Letters(one) == Letters(other);

    internal static string Letters(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
