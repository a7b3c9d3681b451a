using System.Buffers;

namespace IngestWorker.Feeds.Xml;

internal ref partial struct XmlPull
{
    private const int MaxAttributes = 64;
    private const int MaxDeclarations = 256;

    // The value of an attribute with a missing quote is looked for this far.
    private const int MaxTornValue = 4096;

    private static readonly SearchValues<char> NoName = SearchValues.Create("@;,()&");
    private static readonly SearchValues<char> EndsName = SearchValues.Create(" \t\r\n/><='\"");

    /// <summary>The value of an attribute of the element that just started, by its name without prefix; null where it has none.</summary>
    public readonly string? Attr(ReadOnlySpan<char> localName)
    {
        for (var i = 0; i < _attributeCount; i++)
        {
            ref readonly var attribute = ref _attributes[i];
            var name = _text.Slice(attribute.NameStart, attribute.NameLength);
            var colon = name.IndexOf(':');
            if (name[(colon + 1)..].Equals(localName, StringComparison.OrdinalIgnoreCase) && !name.StartsWith("xmlns:"))
                return ValueOf(attribute);
        }
        return null;
    }

    private readonly string ValueOf(in Attribute attribute)
    {
        var value = _text.Slice(attribute.ValueStart, attribute.ValueLength);
        if (Feeds.Text.Entities.IsPlain(value))
            return value.Trim().ToString();
        _scratch.Attribute.Clear();
        Feeds.Text.Entities.Decode(value, _scratch.Attribute, _entities);
        return _scratch.Attribute.Span.Trim().ToString();
    }

    private Tag StartTag()
    {
        var nameStart = _at + 1;
        var first = _text[nameStart];
        if (!char.IsLetter(first) && first is not ('_' or ':'))
            return Tag.None;
        var rest = _text[nameStart..];
        var length = rest.IndexOfAny(EndsName);
        if (length < 0)
        {
            // Cut off inside a tag's name.
            IsCutOff = true;
            _at = _text.Length;
            return Tag.PassedOver;
        }
        if (rest[length] is '=' or '"' or '\'' || (rest[length] == '/' && !(length + 1 < rest.Length && rest[length + 1] == '>')) || rest[..length].IndexOfAny(NoName) >= 0)
            return Tag.None;
        var tagStart = _at;
        var at = Attributes(nameStart + length, out var isEmpty);
        if (at < 0)
        {
            IsCutOff = true;
            _at = _text.Length;
            return Tag.PassedOver;
        }
        _at = at;
        if (_depth >= MaxDepth || _beyondMaxDepth > 0)
        {
            WasRepaired = true;
            _beyondMaxDepth += isEmpty ? 0 : 1;
            return Tag.PassedOver;
        }
        Push(tagStart, nameStart, length);
        _isEmptyTag = isEmpty;
        Event = XmlEvent.Start;
        return Tag.Started;
    }

    private void Push(int tagStart, int nameStart, int nameLength)
    {
        if (_depth == _open.Length)
            Array.Resize(ref _open, _open.Length * 2);
        ref var open = ref _open[_depth];
        var colon = _text.Slice(nameStart, nameLength).IndexOf(':');
        open.TagStart = tagStart;
        open.NameStart = nameStart;
        open.NameLength = nameLength;
        open.PrefixLength = colon + 1;
        if (_depth == 0)
        {
            open.Base = DocumentUri;
            open.Language = null;
            open.DeclarationCount = 0;
        }
        else
        {
            ref readonly var parent = ref _open[_depth - 1];
            open.Base = parent.Base;
            open.Language = parent.Language;
            open.DeclarationCount = parent.DeclarationCount;
        }
        _declarationCount = open.DeclarationCount;
        for (var i = 0; i < _attributeCount; i++)
        {
            if (_text[_attributes[i].NameStart] is 'x' or 'X')
                XmlAttribute(_attributes[i], ref open);
        }
        open.DeclarationCount = _declarationCount;
        open.Ns = Resolve(colon < 0 ? default : _text.Slice(nameStart, colon));
        _depth++;
    }

    private void XmlAttribute(in Attribute attribute, ref Open open)
    {
        var name = _text.Slice(attribute.NameStart, attribute.NameLength);
        if (name.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase) && (name.Length == 5 || name[5] == ':'))
        {
            if (_declarationCount == MaxDeclarations)
                return;
            if (_declarationCount == _declarations.Length)
                Array.Resize(ref _declarations, _declarations.Length * 2);
            var prefix = name.Length == 5 ? default : name[6..];
            _declarations[_declarationCount++] = new NsDeclaration
            {
                PrefixStart = attribute.NameStart + attribute.NameLength - prefix.Length,
                PrefixLength = prefix.Length,
                UriStart = attribute.ValueStart,
                UriLength = attribute.ValueLength,
                Ns = Namespaces.OfUri(_text.Slice(attribute.ValueStart, attribute.ValueLength)),
            };
        }
        else if (name.Equals("xml:lang", StringComparison.OrdinalIgnoreCase))
        {
            open.Language = ValueOf(attribute);
        }
        else if (name.Equals("xml:base", StringComparison.OrdinalIgnoreCase))
        {
            open.Base = Links.UrlResolver.Base(open.Base, ValueOf(attribute));
        }
    }

    private readonly Ns Resolve(ReadOnlySpan<char> prefix)
    {
        for (var i = _declarationCount - 1; i >= 0; i--)
        {
            ref readonly var declaration = ref _declarations[i];
            if (prefix.SequenceEqual(_text.Slice(declaration.PrefixStart, declaration.PrefixLength)))
                return declaration.Ns;
        }
        return prefix.IsEmpty ? Ns.Rss : Namespaces.OfUndeclaredPrefix(prefix);
    }

    /// <summary>Reads attributes up to behind the tag's end. Returns where reading goes on; -1 where the document ends before.</summary>
    private int Attributes(int at, out bool isEmpty)
    {
        _attributeCount = 0;
        isEmpty = false;
        while (true)
        {
            while (at < _text.Length && char.IsWhiteSpace(_text[at]))
                at++;
            if (at >= _text.Length)
                return -1;
            switch (_text[at])
            {
                case '>':
                    return at + 1;
                case '<':
                    // The tag was never closed; the next one begins.
                    WasRepaired = true;
                    return at;
                case '/':
                    isEmpty = at + 1 < _text.Length && _text[at + 1] == '>';
                    at++;
                    continue;
                case '\'' or '"' or '=':
                    WasRepaired = true;
                    at++;
                    continue;
            }
            at = OneAttribute(at);
            if (at < 0)
                return -1;
        }
    }

    private int OneAttribute(int at)
    {
        var length = _text[at..].IndexOfAny(EndsName);
        if (length < 0)
            return -1;
        var attribute = new Attribute { NameStart = at, NameLength = length };
        at += length;
        var equals = at;
        while (equals < _text.Length && char.IsWhiteSpace(_text[equals]))
            equals++;
        if (equals < _text.Length && _text[equals] == '=')
        {
            at = equals + 1;
            while (at < _text.Length && char.IsWhiteSpace(_text[at]))
                at++;
            if (at >= _text.Length)
                return -1;
            at = Value(at, ref attribute);
        }
        else
        {
            WasRepaired = true;
        }
        if (_attributeCount < MaxAttributes)
        {
            if (_attributeCount == _attributes.Length)
                Array.Resize(ref _attributes, _attributes.Length * 2);
            _attributes[_attributeCount++] = attribute;
        }
        return at;
    }

    private int Value(int at, ref Attribute attribute)
    {
        var quote = _text[at];
        if (quote is not ('"' or '\''))
        {
            WasRepaired = true;
            var end = _text[at..].IndexOfAny(" \t\r\n>");
            attribute.ValueStart = at;
            attribute.ValueLength = end < 0 ? _text.Length - at : end;
            if (attribute.ValueLength > 0 && end >= 0 && _text[at + end] == '>' && _text[at + end - 1] == '/' && end > 1)
                attribute.ValueLength--;
            return at + attribute.ValueLength;
        }
        var start = at + 1;
        attribute.ValueStart = start;
        var close = _text[start..].IndexOfAny(quote, '<');
        if (close >= 0 && _text[start + close] == quote)
        {
            attribute.ValueLength = close;
            return start + close + 1;
        }
        return TornValue(start, quote, close, ref attribute);
    }

    /// <summary>A value that holds a less-than sign, or whose closing quote is missing.</summary>
    private int TornValue(int start, char quote, int lessThan, ref Attribute attribute)
    {
        WasRepaired = true;
        var rest = _text[start..];
        if (lessThan < 0)
            lessThan = rest.Length;
        var tagEnd = rest[..lessThan].IndexOf('>');
        var window = rest[..Math.Min(rest.Length, MaxTornValue)];
        var close = tagEnd < 0 ? window.IndexOf(quote) : -1;
        if (close >= 0)
        {
            attribute.ValueLength = close;
            return start + close + 1;
        }
        attribute.ValueLength = tagEnd < 0 ? lessThan : tagEnd;
        if (attribute.ValueLength > 0 && rest[attribute.ValueLength - 1] == '/')
            attribute.ValueLength--;
        return start + attribute.ValueLength;
    }

    private enum Tag
    {
        /// <summary>The less-than sign begins no tag; nothing was moved.</summary>
        None,
        Started,

        /// <summary>Too deep, or cut off by the end of the document.</summary>
        PassedOver,
    }

    private struct Attribute
    {
        public int NameStart;
        public int NameLength;
        public int ValueStart;
        public int ValueLength;
    }

    private struct NsDeclaration
    {
        public int PrefixStart;
        public int PrefixLength;
        public int UriStart;
        public int UriLength;
        public Ns Ns;
    }
}
