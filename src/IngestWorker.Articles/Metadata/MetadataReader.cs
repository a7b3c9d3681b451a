using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Metadata;

/// <summary>Puts together what head, JSON-LD, microdata and visible parts of the page say about the article.</summary>
internal static class MetadataReader
{
    private const int HeadlineDistance = 4;

    public static PageMetadata Read(PageTree tree, PageLayout layout, LdArticle ld, string html, string url, DateTimeOffset? fetchedAt)
    {
        var metas = new Candidates(tree);
        var result = new PageMetadata();
        Address(result, tree, metas, ld, url);
        Simple(result, metas, ld, url);
        result.Language = LanguageTag.Choose(tree, metas, ld, result.Provenance);
        Titles.Choose(result, tree, layout, metas, ld);
        var headline = HeadlineBlock(tree, layout, result.Title);
        new Bylines(tree, metas, ld, headline).Choose(result);
        var addresses = new[] { url, tree.CanonicalLink, metas.Get("og:url"), ld.Url };
        new PublicationDates(tree, layout, metas, ld, new DateReading(tree, metas, ld, addresses, fetchedAt), html, headline).Choose(result);
        result.DeclaresArticle = metas.Get("og:type") is { } kind && kind.Contains("article", StringComparison.OrdinalIgnoreCase)
            || (result.Provenance.GetValueOrDefault("published") is { } source && (source.StartsWith("meta:", StringComparison.Ordinal) || source is "microdata" or "url"));
        result.DeclaresVideo = ld.Types.Contains("VideoObject") || metas.Get("og:type")?.StartsWith("video", StringComparison.OrdinalIgnoreCase) == true;
        return result;
    }

    /// <summary>The line that is the headline, or where it would be.</summary>
    private static int HeadlineBlock(PageTree tree, PageLayout layout, string? title)
    {
        var hash = PageHints.TextHash(title);
        var blocks = tree.Blocks;
        for (var i = 0; i < blocks.Length && hash != 0; i++)
        {
            if (blocks[i].TextHash == hash)
                return i;
        }

        foreach (ref readonly var node in tree.Nodes)
        {
            if (node.Tag == HtmlTag.H1 && node.EndBlock > node.FirstBlock)
                return node.FirstBlock;
        }

        // A page without one: its place would be shortly before the text.
        for (var i = 0; i < blocks.Length; i++)
        {
            if (PageLayout.IsGood(blocks[i]) && i >= tree.Nodes[layout.Core].FirstBlock)
                return Math.Max(0, i - HeadlineDistance);
        }

        return 0;
    }

    private static void Set(PageMetadata result, string field, string? value, string? source, Action<PageMetadata, string> assign)
    {
        if (string.IsNullOrWhiteSpace(value) || source is null)
            return;
        assign(result, value);
        result.Provenance[field] = source;
    }

    private static void Address(PageMetadata result, PageTree tree, Candidates metas, LdArticle ld, string url)
    {
        (string? Value, string Source)[] all = [(tree.CanonicalLink, "link:canonical"), (metas.Get("og:url"), "meta:og:url"), (ld.Url, "json-ld"), (url, "url")];
        foreach (var (value, source) in all)
        {
            if (string.IsNullOrEmpty(value) || Absolute(url, value) is not { } address)
                continue;
            // The site's front page as canonical address of an article is a slip of a template.
            if (source != "url" && address.AbsolutePath.Length <= 1 && Absolute(url, url) is { AbsolutePath.Length: > 1 })
                continue;
            result.CanonicalUrl = address.AbsoluteUri;
            result.Provenance["canonical_url"] = source;
            return;
        }
    }

    private static void Simple(PageMetadata result, Candidates metas, LdArticle ld, string url)
    {
        var (site, siteSource) = metas.First("og:site_name", "application-name", "al:android:app_name", "apple-mobile-web-app-title", "dc.publisher", "twitter:app:name:iphone");
        if (site is null || site.Length > 80)
            (site, siteSource) = (ld.Publisher ?? ld.WebSite, "json-ld");
        Set(result, "site_name", site, siteSource, (r, v) => r.SiteName = v);

        var (image, imageSource) = metas.First("og:image", "og:image:secure_url", "twitter:image", "twitter:image:src", "thumbnail", "parsely-image-url", "sailthru.image.full");
        if (image is null)
            (image, imageSource) = (ld.Image, "json-ld");
        Set(result, "image", image is null ? null : Absolute(url, image)?.AbsoluteUri, imageSource, (r, v) => r.ImageUrl = v);

        var (section, sectionSource) = ld.Section is null ? metas.First("article:section", "parsely-section", "og:article:section", "section", "category", "cxenseparse:section", "sailthru.section", "dc.subject") : (ld.Section, "json-ld");
        Set(result, "section", section, sectionSource, (r, v) => r.Section = v);

        var (description, descriptionSource) = metas.First("og:description", "description", "twitter:description", "dc.description", "dcterms.description", "sailthru.description");
        if (description is null)
            (description, descriptionSource) = (ld.Description, "json-ld");
        Set(result, "description", description, descriptionSource, (r, v) => r.Description = v);
        Tags(result, metas, ld);

        var tier = metas.Get("article:content_tier") ?? metas.Get("lp.article.content_tier") ?? metas.Get("cxenseparse:pageclass");
        result.IsPaywalled = ld.IsLocked || (tier is not null && (tier.Contains("locked", StringComparison.OrdinalIgnoreCase) || tier.Contains("metered", StringComparison.OrdinalIgnoreCase)));
        if (result.IsPaywalled)
            result.Provenance["is_paywalled"] = ld.IsLocked ? "json-ld" : "meta:article:content_tier";
        result.ArticleBody = ld.Body;
    }

    private static void Tags(PageMetadata result, Candidates metas, LdArticle ld)
    {
        var tags = new List<string>();
        var source = "meta:article:tag";
        foreach (var tag in metas.All("article:tag"))
            Add(tag);
        if (tags.Count == 0)
        {
            source = "json-ld";
            foreach (var tag in ld.Keywords)
                Add(tag);
        }

        if (tags.Count == 0)
        {
            var (keywords, name) = metas.First("news_keywords", "keywords", "parsely-tags", "sailthru.tags");
            source = name ?? string.Empty;
            foreach (var tag in (keywords ?? string.Empty).Split([',', ';', '،', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Add(tag);
        }

        if (tags.Count == 0)
            return;
        result.Tags = tags;
        result.Provenance["tags"] = source;

        void Add(string tag)
        {
            if (tag.Length is > 0 and <= 100 && tags.Count < 50 && !tags.Contains(tag))
                tags.Add(tag);
        }
    }

    internal static Uri? Absolute(string baseUrl, string value)
    {
        value = value.Trim();
        if (value.StartsWith("//", StringComparison.Ordinal))
            value = (baseUrl.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? "http:" : "https:") + value;
        Uri? result;
        // A path alone is an absolute file name on Unix, so the base comes first.
        if (value.Contains("://", StringComparison.Ordinal))
            return Uri.TryCreate(value, UriKind.Absolute, out result) && result.Scheme is "http" or "https" ? result : null;
        return Uri.TryCreate(baseUrl, UriKind.Absolute, out var root) && root.Scheme is "http" or "https" && Uri.TryCreate(root, value, out result) && result.Scheme is "http" or "https" ? result : null;
    }
}
