using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds.Links;

/// <summary>The start tags of an HTML page one after the other, with their attributes. What is inside comments, scripts and styles is none.</summary>
internal ref struct TagScan(ReadOnlySpan<char> html)
{
    private readonly ReadOnlySpan<char> _html = html;
    private int _at;
    private ReadOnlySpan<char> _name;
    private ReadOnlySpan<char> _attributes;

    public bool Next()
    {
        while (true)
        {
            var open = _html[_at..].IndexOf('<');
            if (open < 0)
                return false;
            _at += open + 1;
            if (_html[_at..].StartsWith("!--"))
            {
                var end = _html[_at..].IndexOf("-->");
                if (end < 0)
                    return false;
                _at += end + 3;
            }
            else if (_at < _html.Length && char.IsAsciiLetter(_html[_at]))
            {
                ReadTag();
                return true;
            }
        }
    }

    public readonly bool Is(string name) => _name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>An attribute's value with its entities decoded; null where the tag has none of the name.</summary>
    public readonly string? Attribute(string name)
    {
        var rest = _attributes;
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n\f/");
            if (rest.IsEmpty)
                return null;
            var nameEnd = rest.IndexOfAny(" \t\r\n\f=/");
            var found = nameEnd < 0 ? rest : rest[..nameEnd];
            rest = nameEnd < 0 ? default : rest[Math.Max(1, nameEnd)..];
            if (nameEnd == 0)
                continue;
            var value = Value(ref rest);
            if (found.Equals(name, StringComparison.OrdinalIgnoreCase))
                return Decode(value);
        }
    }

    /// <summary>The markup behind the tag up to the next end tag of its name, shortened.</summary>
    public readonly string TextBehind(int most)
    {
        var rest = _html[_at..Math.Min(_html.Length, _at + most)];
        var end = rest.IndexOf(string.Concat("</", _name), StringComparison.OrdinalIgnoreCase);
        return rest[..Math.Max(0, end)].ToString();
    }

    private void ReadTag()
    {
        var rest = _html[_at..];
        var nameEnd = rest.IndexOfAny(" \t\r\n\f/>");
        nameEnd = nameEnd < 0 ? rest.Length : nameEnd;
        _name = rest[..nameEnd];
        var end = EndOf(rest, nameEnd);
        _attributes = rest[nameEnd..end];
        _at = Math.Min(_html.Length, _at + end + 1);
        if (Is("script") || Is("style"))
            SkipTo(Is("script") ? "</script" : "</style");
    }

    private void SkipTo(string endTag)
    {
        var end = _html[_at..].IndexOf(endTag, StringComparison.OrdinalIgnoreCase);
        _at = end < 0 ? _html.Length : _at + end;
    }

    // The ">" that ends the tag is none inside quotes, and quotes are some only behind an equals sign.
    private static int EndOf(ReadOnlySpan<char> tag, int from)
    {
        var previous = ' ';
        for (var i = from; i < tag.Length; i++)
        {
            var c = tag[i];
            if (c == '>')
                return i;
            if (c is '"' or '\'' && previous == '=')
            {
                var close = tag[(i + 1)..].IndexOf(c);
                if (close < 0)
                    return tag.Length;
                i += close + 1;
            }
            if (!char.IsWhiteSpace(c))
                previous = c;
        }
        return tag.Length;
    }

    private static ReadOnlySpan<char> Value(ref ReadOnlySpan<char> rest)
    {
        var equals = rest.TrimStart(" \t\r\n\f");
        if (equals.IsEmpty || equals[0] != '=')
            return default;
        rest = equals[1..].TrimStart(" \t\r\n\f");
        if (rest is ['"' or '\'', ..])
        {
            var close = rest[1..].IndexOf(rest[0]);
            var quoted = close < 0 ? rest[1..] : rest.Slice(1, close);
            rest = close < 0 ? default : rest[(close + 2)..];
            return quoted;
        }
        var end = rest.IndexOfAny(" \t\r\n\f");
        var value = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        return value;
    }

    private static string Decode(ReadOnlySpan<char> value)
    {
        using var decoded = new TextBuffer();
        Entities.Decode(value, decoded, null);
        return decoded.Span.ToString().Trim();
    }
}
