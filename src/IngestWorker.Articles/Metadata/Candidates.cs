using System.Net;
using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Metadata;

/// <summary>The page's meta elements by name.</summary>
internal sealed class Candidates
{
    private readonly Dictionary<string, string> _metas = new(StringComparer.Ordinal);
    private readonly PageTree _tree;

    public Candidates(PageTree tree)
    {
        _tree = tree;
        foreach (var (name, value) in tree.Metas)
            _metas.TryAdd(name, Clean(value));
    }

    /// <summary>The first of the names that has a value, with the name as its source.</summary>
    public (string? Value, string? Source) First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_metas.TryGetValue(name, out var value) && value.Length > 0)
                return (value, "meta:" + name);
        }

        return default;
    }

    public string? Get(string name) => _metas.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Every value of a name that may stand more than once.</summary>
    public IEnumerable<string> All(string name)
    {
        foreach (var meta in _tree.Metas)
        {
            if (meta.Name == name)
                yield return Clean(meta.Value);
        }
    }

    /// <summary>Values that were escaped twice are common in meta elements.</summary>
    public static string Clean(string value)
    {
        if (value.Contains('&', StringComparison.Ordinal))
            value = WebUtility.HtmlDecode(value);
        return CollapseSpaces(value);
    }

    public static string CollapseSpaces(string value)
    {
        var span = value.AsSpan().Trim();
        var clean = true;
        for (var i = 0; i < span.Length && clean; i++)
            clean = !(char.IsWhiteSpace(span[i]) && (span[i] != ' ' || span[i - 1] == ' ')) && span[i] is not ('\u200B' or '\u00AD' or '\uFEFF');
        if (clean)
            return span.Length == value.Length ? value : span.ToString();
        var result = new System.Text.StringBuilder(span.Length);
        foreach (var c in span)
        {
            if (c is '\u200B' or '\u00AD' or '\uFEFF')
                continue;
            if (!char.IsWhiteSpace(c))
                result.Append(c);
            else if (result.Length > 0 && result[^1] != ' ')
                result.Append(' ');
        }

        return result.ToString().Trim();
    }
}
