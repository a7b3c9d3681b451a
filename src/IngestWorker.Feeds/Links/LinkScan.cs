using System.Buffers;

namespace IngestWorker.Feeds.Links;

/// <summary>Finds the values of link attributes in the tags of a piece of HTML.</summary>
internal ref struct LinkScan
{
    private static readonly SearchValues<char> EndsName = SearchValues.Create(" \t\r\n/>='\"<");

    private readonly ReadOnlySpan<char> _html;
    private int _at;
    private bool _isInTag;

    public LinkScan(ReadOnlySpan<char> html, bool startsInTag = false)
    {
        _html = html;
        _isInTag = startsInTag;
    }

    /// <summary>Moves to the next one and tells where its value stands.</summary>
    public bool Next(out int start, out int length)
    {
        (start, length) = (0, 0);
        while (_isInTag || ToTag())
        {
            if (Attribute(out var name, out start, out length) && HtmlLinks.IsLinkAttribute(name))
                return true;
        }
        return false;
    }

    /// <summary>Looks for one attribute in the tag at hand.</summary>
    public bool NextInTag(ReadOnlySpan<char> attribute, out int start, out int length)
    {
        (start, length) = (0, 0);
        while (_isInTag)
        {
            if (Attribute(out var name, out start, out length) && name.Equals(attribute, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>Reads the next attribute; false where it has no value, or where the tag ended before it.</summary>
    private bool Attribute(out ReadOnlySpan<char> name, out int start, out int length)
    {
        (start, length) = (0, 0);
        name = default;
        while (_at < _html.Length && (char.IsWhiteSpace(_html[_at]) || _html[_at] is '/' or '"' or '\'' or '='))
            _at++;
        var nameLength = _at >= _html.Length || _html[_at] is '>' or '<' ? -1 : _html[_at..].IndexOfAny(EndsName);
        if (nameLength < 0)
        {
            _isInTag = false;
            return false;
        }
        name = _html.Slice(_at, nameLength);
        _at += nameLength;
        return Value(out start, out length);
    }

    private bool ToTag()
    {
        while (true)
        {
            var tag = _html[_at..].IndexOf('<');
            if (tag < 0)
                return false;
            _at += tag + 1;
            if (_at >= _html.Length || !char.IsAsciiLetter(_html[_at]))
                continue;
            var nameEnd = _html[_at..].IndexOfAny(EndsName);
            if (nameEnd < 0)
                return false;
            _at += nameEnd;
            _isInTag = true;
            return true;
        }
    }

    private bool Value(out int start, out int length)
    {
        (start, length) = (0, 0);
        var at = _at;
        while (at < _html.Length && char.IsWhiteSpace(_html[at]))
            at++;
        if (at >= _html.Length || _html[at] != '=')
            return false;
        at++;
        while (at < _html.Length && char.IsWhiteSpace(_html[at]))
            at++;
        if (at >= _html.Length)
            return false;
        var quoted = _html[at] is '"' or '\'';
        var rest = quoted ? _html[(at + 1)..] : _html[at..];
        var end = quoted ? rest.IndexOf(_html[at]) : rest.IndexOfAny(" \t\r\n>");
        if (end < 0)
        {
            // A quote that is never closed: nothing behind it is an attribute.
            _at = quoted ? _html.Length : _at;
            end = rest.Length;
            if (quoted)
                return false;
        }
        start = quoted ? at + 1 : at;
        length = end;
        _at = start + length + (quoted ? 1 : 0);
        return true;
    }
}
