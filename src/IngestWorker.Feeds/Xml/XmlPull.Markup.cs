using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds.Xml;

/// <summary>
/// Inline XML back to text. The fragment stands for itself: namespaces it uses are declared in it, links in it are absolute,
/// attributes are in the order of Canonical XML, and XHTML needs no prefix.
/// </summary>
internal ref partial struct XmlPull
{
    private void AppendStartTag(TextBuffer output, int valueDepth)
    {
        ref readonly var open = ref _open[_depth - 1];
        output.Append('<');
        Entities.Copy(TagName(open), output);
        Span<int> order = stackalloc int[_attributeCount];
        var count = SortedAttributes(order);
        var declareDefault = DeclaresDefault(open, valueDepth);
        foreach (var index in order[..count])
        {
            ref readonly var attribute = ref _attributes[index];
            var name = _text.Slice(attribute.NameStart, attribute.NameLength);
            if (declareDefault && name.CompareTo("xmlns", StringComparison.Ordinal) > 0)
            {
                AppendDefault(output);
                declareDefault = false;
            }
            var value = ValueOf(attribute);
            if (HtmlLinks.IsLinkAttribute(name))
                value = UrlResolver.Resolve(open.Base, value);
            AppendAttribute(output, name, value);
        }
        if (declareDefault)
            AppendDefault(output);
        AppendPrefixes(output, order[..count], valueDepth);
        output.Append(_isEmptyTag && HtmlLinks.IsVoid(Name) ? " />" : ">");
    }

    private void AppendEndTag(TextBuffer output)
    {
        ref readonly var closed = ref _open[_depth];
        var name = TagName(closed);
        if (output.Span.EndsWith(" />") && HtmlLinks.IsVoid(Lowered(LocalName(closed))))
            return;
        output.Append("</");
        Entities.Copy(name, output);
        output.Append('>');
    }

    private readonly ReadOnlySpan<char> TagName(in Open open) => open.Ns == Ns.Xhtml ? LocalName(open) : QualifiedName(open);

    private readonly int SortedAttributes(Span<int> order)
    {
        var count = 0;
        for (var i = 0; i < _attributeCount; i++)
        {
            var name = _text.Slice(_attributes[i].NameStart, _attributes[i].NameLength);
            if (name is "xmlns" or "xml:base" || name.StartsWith("xmlns:"))
                continue;
            var at = count++;
            for (; at > 0; at--)
            {
                ref readonly var before = ref _attributes[order[at - 1]];
                if (_text.Slice(before.NameStart, before.NameLength).CompareTo(name, StringComparison.Ordinal) <= 0)
                    break;
                order[at] = order[at - 1];
            }
            order[at] = i;
        }
        return count;
    }

    private static void AppendAttribute(TextBuffer output, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        output.Append(' ');
        Entities.Copy(name, output);
        output.Append("=\"");
        while (value.IndexOf('"') is var quote and >= 0)
        {
            output.AppendEscaped(value[..quote]);
            output.Append("&quot;");
            value = value[(quote + 1)..];
        }
        output.AppendEscaped(value);
        output.Append('"');
    }

    /// <summary>True where an element without prefix is in a vocabulary that its parent in the fragment is not.</summary>
    private readonly bool DeclaresDefault(in Open open, int valueDepth) =>
        open.PrefixLength == 0 && open.Ns is Ns.Svg or Ns.MathMl && !(_depth - 1 > valueDepth && _open[_depth - 2].Ns == open.Ns);

    private readonly void AppendDefault(TextBuffer output) =>
        AppendAttribute(output, "xmlns", _open[_depth - 1].Ns == Ns.Svg ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1998/Math/MathML");

    private readonly void AppendPrefixes(TextBuffer output, ReadOnlySpan<int> attributes, int valueDepth)
    {
        ref readonly var open = ref _open[_depth - 1];
        if (open.PrefixLength > 1 && open.Ns != Ns.Xhtml)
            AppendPrefix(output, _text.Slice(open.NameStart, open.PrefixLength - 1), valueDepth);
        ReadOnlySpan<char> last = default;
        foreach (var index in attributes)
        {
            var name = _text.Slice(_attributes[index].NameStart, _attributes[index].NameLength);
            var colon = name.IndexOf(':');
            if (colon <= 0 || name.StartsWith("xml:") || last.SequenceEqual(name[..colon]))
                continue;
            last = name[..colon];
            AppendPrefix(output, last, valueDepth);
        }
    }

    private readonly void AppendPrefix(TextBuffer output, ReadOnlySpan<char> prefix, int valueDepth)
    {
        // An ancestor in the fragment with the same prefix has declared it.
        for (var i = valueDepth; i < _depth - 1; i++)
        {
            if (_open[i].PrefixLength == prefix.Length + 1 && _text.Slice(_open[i].NameStart, prefix.Length).SequenceEqual(prefix))
                return;
        }
        for (var i = _declarationCount - 1; i >= 0; i--)
        {
            ref readonly var declaration = ref _declarations[i];
            if (!prefix.SequenceEqual(_text.Slice(declaration.PrefixStart, declaration.PrefixLength)))
                continue;
            _scratch.Attribute.Clear();
            Entities.Decode(_text.Slice(declaration.UriStart, declaration.UriLength), _scratch.Attribute, _entities);
            AppendAttribute(output, string.Concat("xmlns:", prefix), _scratch.Attribute.Span);
            return;
        }
    }
}
