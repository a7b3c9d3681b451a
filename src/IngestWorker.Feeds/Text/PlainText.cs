using System.Buffers;

namespace IngestWorker.Feeds.Text;

/// <summary>Markup to plain text, for titles and for a first look at a summary; the article itself is not read this way.</summary>
internal static class PlainText
{
    private static readonly SearchValues<char> NeedsWork = SearchValues.Create("&<\t\n\r\f\u00A0");

    /// <summary>A title without tags, entities and runs of white space; null where nothing is left.</summary>
    public static string? OfTitle(string? title, bool isPlain = false)
    {
        if (string.IsNullOrWhiteSpace(title))
            return null;
        if (title.AsSpan().IndexOfAny(NeedsWork) < 0 && !title.Contains("  ", StringComparison.Ordinal))
            return title.Trim();
        if (isPlain)
            return string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var text = Of(title, int.MaxValue);
        return text.Length == 0 ? null : text;
    }

    /// <summary>The first words of some markup: at most <paramref name="maxLength"/> characters, cut between words.</summary>
    public static string Of(string markup, int maxLength)
    {
        using var decoded = new TextBuffer();
        using var output = new TextBuffer();
        var rest = markup.AsSpan();
        while (rest.Length > 0 && output.Length <= maxLength)
        {
            var tag = NextTag(rest);
            decoded.Clear();
            Entities.Decode(tag < 0 ? rest : rest[..tag], decoded, null);
            AppendCollapsed(output, decoded.Span);
            if (tag < 0)
                break;
            rest = rest[tag..];
            if (IsBlock(rest))
                AppendCollapsed(output, " ");
            var end = rest.IndexOf('>');
            rest = end < 0 ? default : rest[(end + 1)..];
        }
        var text = output.Span.Trim();
        if (text.Length <= maxLength)
            return text.ToString();
        var space = text[..maxLength].LastIndexOf(' ');
        var cut = space > maxLength / 2 ? space : maxLength;
        if (char.IsHighSurrogate(text[cut - 1]))
            cut--;
        return string.Concat(text[..cut], "…");
    }

    private static int NextTag(ReadOnlySpan<char> text)
    {
        for (var at = 0; ; at++)
        {
            var found = text[at..].IndexOf('<');
            if (found < 0)
                return -1;
            at += found;
            if (at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!'))
                return at;
        }
    }

    /// <summary>Inline tags join words, all others part them.</summary>
    private static bool IsBlock(ReadOnlySpan<char> tag)
    {
        var name = tag[1..].TrimStart('/');
        var end = name.IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
        return (end < 0 ? name : name[..end]) is not ("b" or "i" or "em" or "strong" or "a" or "span" or "sup" or "sub" or "u" or "font" or "abbr" or "q" or "cite" or "code");
    }

    private static void AppendCollapsed(TextBuffer output, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                output.Append(c);
            else if (output.Length > 0 && output.Span[^1] != ' ')
                output.Append(' ');
        }
    }
}
