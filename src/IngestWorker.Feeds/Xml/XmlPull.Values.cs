using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds.Xml;

internal enum ValueKind
{
    /// <summary>A short value. The start of another field ends it, for writers who forget end tags.</summary>
    Field,

    /// <summary>Text that may hold markup, escaped or not.</summary>
    Text,

    /// <summary>Inline XML: everything is markup.</summary>
    Markup,

    /// <summary>Inline XHTML of Atom 1.0: the outermost div is no part of the value (RFC 4287, 3.1.1.3).</summary>
    MarkupInDiv,
}

internal ref partial struct XmlPull
{
    /// <summary>
    /// Reads the element that just started up to its end and returns its trimmed value: character data without its escapes,
    /// CDATA as it stands, child elements as markup.
    /// </summary>
    public string ReadValue(ValueKind kind)
    {
        if (_isEmptyTag)
        {
            Read();
            return "";
        }
        if (kind is ValueKind.Field or ValueKind.Text && TryReadPlain(out var plain))
            return plain;
        var depth = _depth;
        var output = _scratch.Value;
        output.Clear();
        var isMarkup = kind is ValueKind.Markup or ValueKind.MarkupInDiv;
        var isInDiv = false;
        var hasCData = false;
        while (Read())
        {
            if (Event == XmlEvent.Text)
            {
                hasCData |= _isCData;
                AppendText(output, isMarkup && !(_isCData && kind == ValueKind.Text));
            }
            else if (Event == XmlEvent.Start)
            {
                if (kind == ValueKind.Field ? StartsField() : kind == ValueKind.Text && StartsEntry())
                {
                    CloseBeforeThis(depth - 1);
                    continue;
                }
                if (kind == ValueKind.MarkupInDiv && _depth == depth + 1 && Name is "div" && output.Span.IsWhiteSpace())
                {
                    isInDiv = true;
                    continue;
                }
                if (!isMarkup)
                {
                    isMarkup = true;
                    if (!hasCData)
                        output.EscapeAll();
                }
                // HTML's elements without content need no end tag.
                _isEmptyTag |= HtmlLinks.IsVoid(Name) && Ns is not Ns.Other;
                AppendStartTag(output, depth);
            }
            else if (_depth < depth)
            {
                break;
            }
            else if (!(isInDiv && _depth == depth))
            {
                AppendEndTag(output);
            }
        }
        // Half an address or a date is worse than none.
        return kind == ValueKind.Field && Event == XmlEvent.EndOfDocument ? "" : Finished(output.Span);
    }

    /// <summary>True where the element that just started holds text or a CDATA section up to its end tag, and no element.</summary>
    public readonly bool HoldsOnlyText
    {
        get
        {
            if (_isEmptyTag)
                return false;
            var rest = _text[_at..];
            var end = rest.IndexOf('<');
            if (end < 0 || end + 1 >= rest.Length)
                return false;
            return rest[end + 1] == '/' ? !rest[..end].IsWhiteSpace() : rest[end..].StartsWith("<![CDATA[");
        }
    }

    /// <summary>The text at the front of the element that just started, without reading on.</summary>
    public readonly string PeekText()
    {
        if (_isEmptyTag)
            return "";
        var rest = _text[_at..];
        var end = rest.IndexOf('<');
        if (end < 0)
            return "";
        var output = _scratch.Attribute;
        output.Clear();
        Entities.Decode(rest[..end], output, _entities);
        if (output.Span.IsWhiteSpace() && rest[end..].StartsWith("<![CDATA[") && !_noMoreCDataEnds && rest[(end + 9)..].IndexOf("]]>") is var close and >= 0)
            Entities.Copy(rest.Slice(end + 9, close), output);
        return Finished(output.Span);
    }

    /// <summary>Passes over the element that just started.</summary>
    public void Skip()
    {
        var depth = _depth;
        while (Read() && _depth >= depth)
        {
        }
    }

    /// <summary>The common case: nothing between the tags but text, or but one CDATA section.</summary>
    private bool TryReadPlain(out string value)
    {
        value = "";
        var rest = _text[_at..];
        var end = rest.IndexOf('<');
        if (end < 0)
            return false;
        var content = rest[..end];
        var isCData = false;
        if (rest[end..].StartsWith("<![CDATA["))
        {
            if (!content.IsWhiteSpace())
                return false;
            content = rest[(end + 9)..];
            var close = _noMoreCDataEnds ? -1 : content.IndexOf("]]>");
            if (close < 0)
                return false;
            end += 9 + close + 3;
            content = content[..close];
            isCData = true;
            while (end < rest.Length && rest[end] is ' ' or '\n' or '\r' or '\t')
                end++;
        }
        var name = QualifiedName(_open[_depth - 1]);
        var tag = rest[end..];
        if (_beyondMaxDepth > 0 || tag.Length < name.Length + 3 || tag[1] != '/' || !tag[2..].StartsWith(name) || tag[name.Length + 2] != '>')
            return false;
        _at += end + name.Length + 3;
        Close();
        if (Entities.IsPlain(content) || (isCData && content.IndexOf('\r') < 0 && Entities.IsPlain(content)))
        {
            value = WithoutCDataMarks(content.Trim()).ToString();
            return true;
        }
        _scratch.Value.Clear();
        if (isCData)
            Entities.Copy(content, _scratch.Value);
        else
            Entities.Decode(content, _scratch.Value, _entities);
        value = Finished(_scratch.Value.Span);
        return true;
    }

    private readonly void AppendText(TextBuffer output, bool escape)
    {
        if (!escape)
        {
            if (_isCData)
                Entities.Copy(Text, output);
            else
                Entities.Decode(Text, output, _entities);
            return;
        }
        if (Entities.IsPlain(Text))
        {
            output.AppendEscaped(Text);
            return;
        }
        _scratch.Attribute.Clear();
        if (_isCData)
            Entities.Copy(Text, _scratch.Attribute);
        else
            Entities.Decode(Text, _scratch.Attribute, _entities);
        output.AppendEscaped(_scratch.Attribute.Span);
    }

    /// <summary>True where the tag that just started is a field of a feed or entry, and so no part of a short value.</summary>
    private bool StartsField() => Ns is Ns.Rss or Ns.Atom && Name is
        "title" or "link" or "guid" or "pubdate" or "description" or "item" or "entry" or "author" or "category" or "comments" or "enclosure"
        or "id" or "updated" or "published" or "content" or "summary" or "channel" or "language" or "copyright" or "lastbuilddate";

    /// <summary>True where the tag that just started is a new entry while another is open.</summary>
    private bool StartsEntry() => Ns is Ns.Rss or Ns.Atom && Name is "item" or "entry" && IsInside(Name);

    private static string Finished(ReadOnlySpan<char> value) => WithoutCDataMarks(value.Trim()).ToString();

    /// <summary>Writers that wrap what is already wrapped leave the marks of one CDATA section in the value.</summary>
    private static ReadOnlySpan<char> WithoutCDataMarks(ReadOnlySpan<char> value)
    {
        while (value.StartsWith("<![CDATA["))
        {
            value = value[9..];
            if (value.EndsWith("]]>"))
                value = value[..^3];
            value = value.Trim();
        }
        return value;
    }
}
