using System.Globalization;
using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds.JsonFeed;

/// <summary>
/// A forward reader of JSON as people write it by hand and templates: commas too many or too few, line breaks in strings, a document
/// that breaks off. Never throws; what is not asked for is passed over without being kept, so nesting and size cost nothing.
/// </summary>
internal ref struct JsonCursor
{
    private readonly ReadOnlySpan<char> _text;
    private readonly TextBuffer _buffer;
    private int _at;

    public JsonCursor(ReadOnlySpan<char> text, TextBuffer buffer)
    {
        _text = text;
        _buffer = buffer;
    }

    /// <summary>True where the text ended inside a value.</summary>
    public bool IsCutOff { get; private set; }

    public bool WasRepaired { get; private set; }

    public bool IsObject => Peek() == '{';

    public bool IsArray => Peek() == '[';

    public bool EnterObject() => Enter('{');

    public bool EnterArray() => Enter('[');

    /// <summary>Moves to the next member of the object at hand, in front of its value. False, and behind the object, where there is none.</summary>
    public bool NextMember(out ReadOnlySpan<char> name)
    {
        name = default;
        while (true)
        {
            var c = Peek();
            if (c == '\0')
                return CutOff();
            if (c == '}')
            {
                _at++;
                return false;
            }
            if (c != '"')
            {
                WasRepaired |= c != ',';
                _at++;
                continue;
            }
            name = RawString();
            if (Peek() == ':')
            {
                _at++;
                return true;
            }
            WasRepaired = true;
        }
    }

    /// <summary>Moves in front of the next value of the array at hand. False, and behind the array, where there is none.</summary>
    public bool NextElement()
    {
        while (true)
        {
            var c = Peek();
            switch (c)
            {
                case '\0':
                    return CutOff();
                case ']':
                    _at++;
                    return false;
                case ',' or '}' or ':':
                    WasRepaired |= c != ',';
                    _at++;
                    break;
                default:
                    return true;
            }
        }
    }

    /// <summary>A string's value, trimmed, or a number as written; null for anything else, which is passed over.</summary>
    public string? ReadText()
    {
        var c = Peek();
        if (c == '"')
        {
            var raw = RawString().Trim();
            if (raw.IndexOf('\\') < 0)
                return Clean(raw);
            _buffer.Clear();
            Unescape(raw);
            return Clean(_buffer.Span.ToString());
        }
        if (c is '{' or '[')
        {
            Skip();
            return null;
        }
        var literal = Literal();
        return literal is "null" or "true" or "false" or "" ? null : Clean(literal);
    }

    private readonly string Clean(ReadOnlySpan<char> text)
    {
        if (Entities.IsPlain(text))
            return text.Trim().ToString();
        _buffer.Clear();
        Entities.Copy(text, _buffer);
        return _buffer.Span.Trim().ToString();
    }

    public bool ReadTrue()
    {
        if (Peek() is not ('{' or '[' or '"'))
            return Literal() is "true";
        Skip();
        return false;
    }

    /// <summary>Passes over the value at hand, however deep.</summary>
    public void Skip()
    {
        var depth = 0;
        do
        {
            switch (Peek())
            {
                case '\0':
                    CutOff();
                    return;
                case '"':
                    RawString();
                    break;
                case '{' or '[':
                    depth++;
                    _at++;
                    break;
                case '}' or ']':
                    if (depth == 0)
                        return;
                    depth--;
                    _at++;
                    break;
                case ',' or ':' when depth > 0:
                    _at++;
                    break;
                case ',' or ':':
                    return;
                default:
                    Literal();
                    break;
            }
        }
        while (depth > 0);
    }

    private bool Enter(char opening)
    {
        if (Peek() != opening)
            return false;
        _at++;
        return true;
    }

    private char Peek()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] is '\0' or '\uFEFF'))
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool CutOff()
    {
        IsCutOff = true;
        return false;
    }

    private ReadOnlySpan<char> RawString()
    {
        var start = ++_at;
        while (_at < _text.Length)
        {
            var next = _text[_at..].IndexOfAny('"', '\\');
            if (next < 0)
                break;
            _at += next;
            if (_text[_at] == '"')
                return _text[start.._at++];
            _at = Math.Min(_at + 2, _text.Length);
        }
        _at = _text.Length;
        IsCutOff = true;
        return _text[start..];
    }

    private ReadOnlySpan<char> Literal()
    {
        var rest = _text[_at..];
        var end = rest.IndexOfAny(",]}\" \t\r\n");
        if (end == 0)
            return default;
        if (end < 0)
            IsCutOff = true;
        var literal = end < 0 ? rest : rest[..end];
        _at += literal.Length;
        return literal;
    }

    private readonly void Unescape(ReadOnlySpan<char> raw)
    {
        while (raw.IndexOf('\\') is var at and >= 0)
        {
            _buffer.Append(raw[..at]);
            var escaped = at + 1 < raw.Length ? raw[at + 1] : '\\';
            raw = raw[Math.Min(at + 2, raw.Length)..];
            switch (escaped)
            {
                case 'n' or 'r' or 't' or 'f' or 'b':
                    _buffer.Append(escaped switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'f' => ' ', _ => ' ' });
                    break;
                case 'u' when raw.Length >= 4 && ushort.TryParse(raw[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    raw = CodeUnit((char)code, raw[4..]);
                    break;
                default:
                    _buffer.Append(escaped);
                    break;
            }
        }
        _buffer.Append(raw);
    }

    /// <summary>Half a surrogate pair is no character.</summary>
    private readonly ReadOnlySpan<char> CodeUnit(char unit, ReadOnlySpan<char> rest)
    {
        if (char.IsHighSurrogate(unit) && rest.Length >= 6 && rest[0] == '\\' && rest[1] == 'u'
            && ushort.TryParse(rest.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low) && char.IsLowSurrogate((char)low))
        {
            _buffer.Append(unit);
            _buffer.Append((char)low);
            return rest[6..];
        }
        _buffer.Append(char.IsSurrogate(unit) ? '\uFFFD' : unit);
        return rest;
    }
}
