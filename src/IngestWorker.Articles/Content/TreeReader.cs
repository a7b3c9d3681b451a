using AngleSharp.Dom;

namespace IngestWorker.Articles.Content;

/// <summary>
/// Walks the tree once, without recursion, and writes its elements, lines of text and metadata into a <see cref="PageTree"/>.
/// </summary>
internal sealed class TreeReader
{
    private readonly PageTree _tree = new();
    private readonly Dictionary<string, (Role Roles, int Hash)> _names = new(StringComparer.Ordinal);
    private readonly List<Frame> _stack = new(64);
    private readonly LineWriter _line;

    private TreeReader() => _line = new LineWriter(_tree);

    public static PageTree Read(IDocument document)
    {
        var reader = new TreeReader();
        if (document.DocumentElement is { } root)
        {
            reader._tree.Language = root.GetAttribute("lang") ?? root.GetAttribute("xml:lang");
            reader.Walk(root);
        }

        return reader._tree;
    }

    private void Walk(IElement root)
    {
        Enter(root);
        while (_stack.Count > 0)
        {
            var frame = _stack[^1];
            if (frame.Next >= frame.Children.Length)
            {
                Leave(frame);
                _stack.RemoveAt(_stack.Count - 1);
                continue;
            }

            var child = frame.Children[frame.Next];
            _stack[^1] = frame with { Next = frame.Next + 1 };
            switch (child)
            {
                case IText text:
                    if (frame.TakesText)
                        _line.Append(text.Data);
                    break;
                case IElement element:
                    Enter(element);
                    break;
            }
        }
    }

    private void Enter(IElement element)
    {
        var tag = HtmlTags.Parse(element.LocalName);
        switch (tag)
        {
            case HtmlTag.Meta:
                ReadMeta(element);
                return;
            case HtmlTag.Link:
                ReadLink(element);
                return;
            case HtmlTag.Title:
                _tree.TitleElement ??= element.TextContent;
                return;
            case HtmlTag.Br:
                _line.Break();
                return;
            case HtmlTag.Video or HtmlTag.Audio:
                _line.Image();
                return;
            case HtmlTag.Textarea or HtmlTag.Select or HtmlTag.Script or HtmlTag.Style or HtmlTag.Svg or HtmlTag.Template or HtmlTag.Iframe or HtmlTag.Raw:
                return;
        }

        var parent = _stack.Count > 0 ? _stack[^1].Node : -1;
        var node = new PageNode { Element = element, Parent = parent, Tag = tag, Depth = _stack.Count, Signature = (int)tag };
        if (element.Attributes.Length > 0)
            ReadAttributes(element, ref node);
        var block = tag.Is(TagTraits.Block);
        if (block || tag == HtmlTag.Hr)
            _line.Flush();
        node.FirstBlock = _tree.BlockCount;
        var index = _tree.AddNode(node);
        if (tag == HtmlTag.Time)
            _tree.Times.Add(new TimeValue(element.GetAttribute("datetime"), index, _line.Position, _tree.BlockCount));
        if (tag is HtmlTag.Img or HtmlTag.Hr)
        {
            if (tag == HtmlTag.Img)
                _line.Image();
            return;
        }

        _line.Enter(tag, node.Own, index, block);
        // What a line holds for other readers, or shows only when pointed at, is not said in its sentence.
        var aside = !block && tag == HtmlTag.Span && (node.Own & (Role.Hidden | Role.Consent)) != 0 && IsForOthers(element.ClassName);
        var muted = !block && parent >= 0 && !_stack[^1].TakesText && _stack[^1].Tag is not (HtmlTag.Html or HtmlTag.Head or HtmlTag.Frameset);
        _stack.Add(new Frame(element.ChildNodes, 0, index, tag, block, TakesText: !aside && !muted && tag is not (HtmlTag.Html or HtmlTag.Head or HtmlTag.Frameset)));
    }

    // Whole names alone: "field--label-hidden" is a field whose label is hidden, and holds its text.
    private static bool IsForOthers(string? names)
    {
        foreach (var range in names.AsSpan().Split(' '))
        {
            if (names.AsSpan()[range] is "sr-only" or "visually-hidden" or "visuallyhidden" or "screen-reader-text" or "screen-reader-only" or "screenreader" or "offscreen" or "tooltip" or "tooltiptext" or "tooltip-text")
                return true;
        }

        return false;
    }

    private void Leave(in Frame frame)
    {
        if (frame.Block)
            _line.Flush();
        ref var node = ref _tree.Nodes[frame.Node];
        node.End = _tree.NodeCount;
        node.EndBlock = _tree.BlockCount;
        _line.Leave(frame.Tag, node.Own, node.Parent, frame.Block);
    }

    private void ReadAttributes(IElement element, ref PageNode node)
    {
        var attributes = element.Attributes;
        for (var i = 0; i < attributes.Length; i++)
        {
            var attribute = attributes[i]!;
            var value = attribute.Value;
            switch (attribute.Name)
            {
                case "class":
                    var (roles, hash) = Names(value);
                    node.Own |= roles;
                    node.Signature ^= hash * 31;
                    break;
                case "id" or "role":
                    node.Own |= Names(value).Roles;
                    break;
                case "itemprop" or "property":
                    node.Own |= Names(value).Roles;
                    _tree.Properties.Add(new PropertyValue(value, CarriedValue(element), _tree.NodeCount));
                    break;
                case "hidden" or "style":
                    node.Own |= Role.Hidden;
                    break;
                case "href":
                    if (node.Tag == HtmlTag.A)
                        _tree.AuthorLinks.Add(_tree.NodeCount);
                    break;
                case "aria-hidden":
                    if (value == "true")
                        node.Own |= Role.Hidden;
                    break;
                case "rel":
                    if (value.Contains("author", StringComparison.OrdinalIgnoreCase))
                    {
                        node.Own |= Role.Author;
                        _tree.AuthorLinks.Add(_tree.NodeCount);
                    }
                    else if (value.Contains("tag", StringComparison.OrdinalIgnoreCase))
                    {
                        node.Own |= Role.Tag;
                    }
                    else if (value.Contains("sponsored", StringComparison.OrdinalIgnoreCase))
                    {
                        node.Own |= Role.Ad;
                    }

                    break;
                default:
                    if (attribute.Name.StartsWith("data-", StringComparison.Ordinal))
                    {
                        var (named, kind) = Names(value);
                        node.Own |= named;
                        node.Signature ^= kind * 17;
                    }

                    break;
            }
        }
    }

    private static string? CarriedValue(IElement element) =>
        element.GetAttribute("content") ?? element.GetAttribute("datetime") ?? null;

    private (Role Roles, int Hash) Names(string value)
    {
        if (_names.TryGetValue(value, out var known))
            return known;
        var hash = 17;
        foreach (var c in value)
        {
            if (!char.IsDigit(c))
                hash = unchecked((hash * 31) + c);
        }

        return _names[value] = (RoleWords.Read(value), hash);
    }

    private void ReadMeta(IElement element)
    {
        var content = element.GetAttribute("content");
        if (string.IsNullOrWhiteSpace(content))
            return;
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Name is "name" or "property" or "itemprop" or "http-equiv")
#pragma warning disable CA1308 // Names of meta elements are compared in lower case.
                _tree.Metas.Add(new MetaValue(attribute.Value.Trim().ToLowerInvariant(), content));
#pragma warning restore CA1308
        }
    }

    private void ReadLink(IElement element)
    {
        var href = element.GetAttribute("href");
        if (string.IsNullOrWhiteSpace(href))
            return;
        switch (element.GetAttribute("rel")?.Trim())
        {
            case { } canonical when canonical.Equals("canonical", StringComparison.OrdinalIgnoreCase):
                _tree.CanonicalLink ??= href.Trim();
                break;
            case { } amp when amp.Equals("amphtml", StringComparison.OrdinalIgnoreCase):
                _tree.AmpLink ??= href.Trim();
                break;
        }
    }

    private readonly record struct Frame(INodeList Children, int Next, int Node, HtmlTag Tag, bool Block, bool TakesText);
}
