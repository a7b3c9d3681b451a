using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Metadata;

/// <summary>Chooses the authors, and sets agencies apart.</summary>
internal sealed class Bylines(PageTree tree, Candidates metas, LdArticle ld, int headline)
{
    private const int LongestByline = 160;
    private const int Reach = 12;

    private static readonly string[] MetaNames =
    [
        "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "article:author_name", "byl", "cxenseparse:author", "og:author", "authors", "byline", "vr:author", "dc.contributor", "og:article:author",
    ];

    public void Choose(PageMetadata result)
    {
        foreach (var (texts, source) in Sources())
        {
            var people = new List<string>();
            foreach (var text in texts)
                PersonNames.Split(text, result.SiteName, people, agency => SetAgency(result, agency, source));
            if (people.Count == 0)
                continue;
            result.Authors = people;
            result.Provenance["authors"] = source;
            return;
        }
    }

    private static void SetAgency(PageMetadata result, string agency, string source)
    {
        result.Agency ??= agency;
        result.Provenance.TryAdd("agency", source);
    }

    private IEnumerable<(IEnumerable<string> Texts, string Source)> Sources()
    {
        if (ld.Authors.Count > 0)
            yield return (ld.Authors, "json-ld");
        foreach (var name in MetaNames)
        {
            var values = metas.All(name).Where(value => !value.Contains("://", StringComparison.Ordinal)).ToList();
            if (values.Count > 0)
                yield return (values, "meta:" + name);
        }

        if (metas.Get("twitter:label1") is { } label && label.Contains("ritten", StringComparison.Ordinal) && metas.Get("twitter:data1") is { } writer)
            yield return ([writer], "meta:twitter:data1");
        if (Properties() is { Count: > 0 } properties)
            yield return (properties, "microdata");
        if (Links() is { Count: > 0 } links)
            yield return (links, "link:author");
        if (NamedElements() is { } named)
            yield return ([named], "byline");
        if (PlainByline() is { } plain)
            yield return ([plain], "byline");
    }

    private List<string> Properties()
    {
        var result = new List<string>();
        foreach (var property in tree.Properties)
        {
            if (property.Name is not ("author" or "creator" or "schema:author") || result.Count >= 4)
                continue;
            var text = property.Value ?? NameInside(property.Node);
            if (text.Length is > 2 and < LongestByline && !result.Contains(text))
                result.Add(text);
        }

        return result;
    }

    private string NameInside(int index)
    {
        // A microdata person: the name is a property inside.
        var end = tree.Nodes[index].End;
        foreach (var property in tree.Properties)
        {
            if (property.Node > index && property.Node < end && property.Name is "name" or "schema:name")
                return property.Value ?? InlineText(tree, property.Node);
        }

        return InlineText(tree, index);
    }

    /// <summary>Links to authors' pages near the headline; the first elsewhere, outside of lists.</summary>
    private List<string> Links()
    {
        var result = new List<string>();
        foreach (var index in tree.AuthorLinks)
        {
            ref readonly var node = ref tree.Nodes[index];
            var distance = node.FirstBlock - headline;
            if (distance is < -Reach or > 2 * Reach || result.Count >= 6 || IsBeside(index))
                continue;
            var text = InlineText(tree, index);
            if (text.Length is > 3 and < 60 && PersonNames.LooksLikeName(text) && !result.Contains(text))
                result.Add(text);
        }

        return result;
    }

    /// <summary>The first element that calls itself author or byline, near the headline before anywhere else.</summary>
    private string? NamedElements()
    {
        string? elsewhere = null;
        for (var i = 0; i < tree.NodeCount; i++)
        {
            ref readonly var node = ref tree.Nodes[i];
            if ((node.Own & Role.Author) == 0 || node.Tag is HtmlTag.Body or HtmlTag.Html or HtmlTag.Img || node.EndBlock - node.FirstBlock > 6 || IsBeside(i))
                continue;
            var text = InlineText(tree, i);
            if (text.Length is <= 3 or >= LongestByline || !PersonNames.LooksLikeByline(text))
                continue;
            var distance = node.FirstBlock - headline;
            if (distance is >= -Reach and <= 3 * Reach)
                return text;
            elsewhere ??= text;
        }

        return elsewhere;
    }

    /// <summary>A line near the headline that begins as bylines do: "By Jane Roe".</summary>
    private string? PlainByline()
    {
        for (var step = 0; step < 2 * Reach; step++)
        {
            var index = step < Reach ? headline + step : headline - (step - Reach) - 1;
            if (index < 0 || index >= tree.BlockCount || tree.Blocks[index].Length > LongestByline)
                continue;
            var text = tree.TextOf(index).ToString();
            if (PersonNames.IsByline(text))
                return text;
        }

        return null;
    }

    private bool IsBeside(int node)
    {
        var nodes = tree.Nodes;
        if (LineChoice.PostAround(tree, node) >= 0)
            return true;
        for (; node > 0 && nodes[node].Tag is not (HtmlTag.Body or HtmlTag.Article or HtmlTag.Main); node = nodes[node].Parent)
        {
            if (nodes[node].Tag is HtmlTag.Nav or HtmlTag.Footer or HtmlTag.Blockquote || (nodes[node].Own & (Role.Comment | Role.Related | Role.Popular | Role.Nav | Role.Footer)) != 0)
                return true;
        }

        return false;
    }

    /// <summary>An element's text; inline elements have no lines of their own, so it is taken from the tree.</summary>
    internal static string InlineText(PageTree tree, int index)
    {
        ref readonly var node = ref tree.Nodes[index];
        if (node.EndBlock > node.FirstBlock)
            return Titles.TextOf(tree, node);
        var text = node.Element.TextContent;
        return text.Length > 1_000 ? string.Empty : Candidates.CollapseSpaces(text);
    }
}
