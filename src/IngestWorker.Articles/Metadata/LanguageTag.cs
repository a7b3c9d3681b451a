using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Metadata;

/// <summary>The language as the page declares it, as a lower-case BCP 47 tag.</summary>
internal static class LanguageTag
{
    public static string? Choose(PageTree tree, Candidates metas, LdArticle ld, Dictionary<string, string> provenance)
    {
        (string? Value, string Source)[] all =
        [
            (tree.Language, "html:lang"), (ld.Language, "json-ld"), (metas.Get("content-language"), "meta:content-language"), (metas.Get("language"), "meta:language"),
            (metas.Get("dc.language"), "meta:dc.language"), (metas.Get("dcterms.language"), "meta:dcterms.language"), (metas.Get("og:locale"), "meta:og:locale"), (metas.Get("inlanguage"), "meta:inlanguage"),
        ];
        foreach (var (value, source) in all)
        {
            if (Normalize(value) is not { } tag)
                continue;
            provenance["language"] = source;
            return tag;
        }

        return null;
    }

    /// <summary>Null for what is no tag: "multilingual", "{{lang}}", "English".</summary>
    public static string? Normalize(string? value)
    {
        var text = value?.Trim().Replace('_', '-') ?? string.Empty;
        var end = text.AsSpan().IndexOfAny(",; ");
        if (end > 0)
            text = text[..end];
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var primary = dash < 0 ? text : text[..dash];
        if (primary.Length is < 2 or > 3 || !primary.All(char.IsAsciiLetter) || text.Length > 12 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return null;
#pragma warning disable CA1308 // Tags are kept in lower case.
        return text.ToLowerInvariant();
#pragma warning restore CA1308
    }
}
