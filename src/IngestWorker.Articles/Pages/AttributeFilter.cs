using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Pages;

/// <summary>Which attributes are read later; all others stay out of the tree.</summary>
internal static class AttributeFilter
{
    private const int LongestRole = 60;

    public static bool Keeps(HtmlTag tag, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (tag)
        {
            case HtmlTag.Meta:
                return true;
            case HtmlTag.Link:
                return Is(name, "href") || (Is(name, "rel") && (value.Contains("canonical", StringComparison.OrdinalIgnoreCase) || value.Contains("amphtml", StringComparison.OrdinalIgnoreCase)));
            case HtmlTag.Img or HtmlTag.Picture:
                return false;
            case HtmlTag.B or HtmlTag.I:
                // An unclosed formatting element is repeated by the parser, three times at most when all look the same.
                return false;
        }

        return name.Length switch
        {
            2 => Is(name, "id"),
            3 => Is(name, "rel"),
            4 => (Is(name, "href") && AuthorPages.Contains(value)) || Is(name, "lang") || Is(name, "role"),
            5 => Is(name, "class") || (Is(name, "style") && (value.Contains("none", StringComparison.OrdinalIgnoreCase) || value.Contains("hidden", StringComparison.OrdinalIgnoreCase))),
            6 => Is(name, "hidden"),
            7 => Is(name, "content"),
            8 => Is(name, "itemprop") || Is(name, "itemtype") || Is(name, "datetime") || Is(name, "property") || Is(name, "xml:lang"),
            9 => Is(name, "itemscope"),
            11 => Is(name, "aria-hidden"),
            _ => IsRoleOfComponent(name) && value.Length is > 0 and <= LongestRole,
        };
    }

    /// <summary>Data attributes by which pages with generated class names say what a part is.</summary>
    public static bool IsRoleOfComponent(ReadOnlySpan<char> name)
    {
        if (name.Length < 7 || !name.StartsWith("data-", StringComparison.OrdinalIgnoreCase))
            return false;
        return name[5..] switch
        {
            "testid" or "test-id" or "component" or "component-name" or "module" or "name" or "type" or "qa" or "role" or "block" or "widget" or "section"
                or "test" or "cy" or "element" or "area" or "region" or "gu-name" or "print-layout" or "label" or "t" or "uri" => true,
            _ => false,
        };
    }

    private static bool Is(ReadOnlySpan<char> name, ReadOnlySpan<char> expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
