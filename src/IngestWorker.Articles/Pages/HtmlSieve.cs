using System.Buffers;
using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Pages;

/// <summary>
/// Copies a page without what never is an article's text or metadata: script, style, vector graphics, comments, attributes that nobody
/// reads, formatting. That is most of a news page, so the tree of the rest costs less than half. It also bounds what the parser
/// gets to see: HTML's tree building takes time quadratic in the depth of nesting, and an unclosed formatting element is
/// repeated in every paragraph after it.
/// The scanner stays one class: its parts share the position and the memory of searches that ran to the end in vain,
/// which keep it linear on any input.
/// </summary>
internal ref struct HtmlSieve
{
    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n\f/>");
    private static readonly SearchValues<char> AttributeNameEnd = SearchValues.Create(" \t\r\n\f/>=");
    private static readonly SearchValues<char> UnquotedEnd = SearchValues.Create(" \t\r\n\f>");

    private const int ShortNoscript = 2_000;

    // A script that holds an article's text has at least that.
    private const int ShortestState = 500;

    private readonly ReadOnlySpan<char> _page;
    private readonly ArticleOptions _options;
    private readonly OpenTags _open;
    private CharSink _out;
    private int _pos;
    private bool _afterBlock;
    private bool _space;
    private bool _noCommentEnd;
    private bool _noDoubleQuote;
    private bool _noSingleQuote;

    /// <param name="page">The page as text.</param>
    /// <param name="options">Limits.</param>
    public HtmlSieve(ReadOnlySpan<char> page, ArticleOptions options)
    {
        Truncated = page.Length > options.MaxCharacters;
        _page = Truncated ? page[..options.MaxCharacters] : page;
        _options = options;
        _open = new OpenTags(options.MaxDepth);
        // Attributes shrink and text is copied, so the page's length is enough; the sink grows in the odd case.
        _out = new CharSink(Math.Max(256, Math.Min(_page.Length, 1 << 20)));
    }

    /// <summary>True where a limit was reached and the rest of the page left out.</summary>
    public bool Truncated { get; private set; }

    public List<ScriptText> Scripts { get; } = [];

    /// <summary>Elements put out.</summary>
    public int Elements { get; private set; }

    /// <summary>Scans the page. The result must be given back to the pool by disposing it.</summary>
    public CharSink Run()
    {
        while (_pos < _page.Length)
        {
            var next = _page[_pos..].IndexOf('<');
            if (next < 0)
            {
                _out.Append(_page[_pos..]);
                break;
            }

            Text(_page.Slice(_pos, next));
            _pos += next;
            if (_pos + 1 >= _page.Length)
                break;
            var c = _page[_pos + 1];
            if (char.IsAsciiLetter(c))
                StartTag();
            else if (c == '/')
                EndTag();
            else if (c is '!' or '?')
                Declaration();
            else
            {
                _out.Append("&lt;");
                _pos++;
            }

            if (Elements >= _options.MaxElements)
            {
                Truncated = true;
                break;
            }
        }

        return _out;
    }

    /// <summary>White space between tags is a node of its own in the tree; next to a block element it means nothing.</summary>
    private void Text(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        if (text.IsWhiteSpace())
        {
            _space |= !_afterBlock;
            return;
        }

        PendingSpace();
        _out.Append(text);
        _afterBlock = false;
    }

    private void PendingSpace()
    {
        if (_space)
            _out.Append(' ');
        _space = false;
    }

    private void BeforeTag(HtmlTag tag)
    {
        _afterBlock = tag.Is(TagTraits.Block) || tag == HtmlTag.Br;
        if (_afterBlock)
            _space = false;
        else
            PendingSpace();
    }

    private void Declaration()
    {
        var rest = _page[_pos..];
        if (rest.StartsWith("<!--"))
        {
            var end = _noCommentEnd ? -1 : rest[2..].IndexOf("-->");
            _noCommentEnd = end < 0;
            if (end >= 0)
            {
                _pos += end + 5;
                return;
            }
        }
        else if (rest.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase))
        {
            _out.Append("<!doctype html>");
        }

        var close = rest.IndexOf('>');
        _pos = close < 0 ? _page.Length : _pos + close + 1;
    }

    private void EndTag()
    {
        var rest = _page[(_pos + 2)..];
        var close = rest.IndexOf('>');
        if (close < 0)
        {
            _pos = _page.Length;
            return;
        }

        _pos += close + 3;
        var name = rest[..close];
        var nameEnd = name.IndexOfAny(NameEnd);
        if (nameEnd >= 0)
            name = name[..nameEnd];
        var tag = HtmlTags.Parse(name);
        if (tag == HtmlTag.Br)
        {
            BeforeTag(tag);
            _out.Append("<br>");
            Elements++;
            return;
        }

        if (_open.Close(tag, name))
        {
            BeforeTag(tag);
            _out.Append("</");
            _out.Append(name);
            _out.Append('>');
        }
    }

    private void StartTag()
    {
        var start = _pos;
        var rest = _page[(_pos + 1)..];
        var nameLength = rest.IndexOfAny(NameEnd);
        if (nameLength < 0)
        {
            _pos = _page.Length;
            return;
        }

        var name = rest[..nameLength];
        var tag = HtmlTags.Parse(name);
        if (tag.Is(TagTraits.Block) && !tag.Is(TagTraits.Skipped))
            (_space, _afterBlock) = (false, true);
        else
            PendingSpace();
        var mark = _out.Length;
        _pos += 1 + nameLength;
        _out.Append('<');
        _out.Append(name);
        var attributes = Attributes(tag);
        if (_pos < 0)
        {
            // An attribute's quote that never closes: the tag ends where it seems to.
            var close = _page[start..].IndexOf('>');
            _pos = close < 0 ? _page.Length : start + close + 1;
        }

        if (tag == HtmlTag.Noscript && SkipsNoscript(name))
        {
            _out.Length = mark;
            return;
        }

        if (tag.Is(TagTraits.Skipped) && !attributes.ShadowRoot)
        {
            _out.Length = mark;
            SkipContent(name, tag, attributes.JsonLd);
            return;
        }

        var keep = !tag.Is(TagTraits.Unwrapped) && !(tag == HtmlTag.Span && !attributes.Any);
        if (tag.Is(TagTraits.Void))
        {
            keep &= tag is not (HtmlTag.Void or HtmlTag.Input or HtmlTag.Base) && (tag != HtmlTag.Link || attributes.Any);
        }
        else if (!_open.Open(tag, name, ref keep))
        {
            keep = false;
            if (tag.Is(TagTraits.Block))
            {
                _out.Length = mark;
                _out.Append("<br><br>");
                Elements += 2;
                return;
            }
        }

        if (!keep)
        {
            _out.Length = mark;
            return;
        }

        Elements++;
        _out.Append('>');
        _afterBlock = tag.Is(TagTraits.Block) || tag == HtmlTag.Br;
    }

    /// <summary>What stands there is nearly always a picture or a counter; a longer one may be the page for readers without scripts.</summary>
    private bool SkipsNoscript(ReadOnlySpan<char> name)
    {
        var end = _open.FindEnd(_page, _pos, name, HtmlTag.Noscript);
        if (end < 0 || end - _pos > ShortNoscript)
            return false;
        var close = _page[end..].IndexOf('>');
        _pos = close < 0 ? _page.Length : end + close + 1;
        return true;
    }

    private void SkipContent(ReadOnlySpan<char> name, HtmlTag tag, bool jsonLd)
    {
        if (tag == HtmlTag.Option)
            return;
        var contentStart = _pos;
        var end = _open.FindEnd(_page, _pos, name, tag);
        if (end < 0)
        {
            // Unclosed: a script or style takes the rest of the page, as in a browser; of the others only the tag is dropped.
            if (tag is HtmlTag.Script or HtmlTag.Style)
                _pos = _page.Length;
            return;
        }

        if (tag == HtmlTag.Script && (jsonLd || end - contentStart > ShortestState))
            Scripts.Add(new ScriptText(contentStart, end - contentStart, jsonLd));
        var close = _page[end..].IndexOf('>');
        _pos = close < 0 ? _page.Length : end + close + 1;
    }

    private (bool Any, bool JsonLd, bool ShadowRoot) Attributes(HtmlTag tag)
    {
        bool any = false, jsonLd = false, shadowRoot = false;
        while (_pos < _page.Length)
        {
            var c = _page[_pos];
            if (c == '>')
            {
                _pos++;
                return (any, jsonLd, shadowRoot);
            }

            if (c is ' ' or '\t' or '\r' or '\n' or '\f' or '/' or '=')
            {
                _pos++;
                continue;
            }

            var nameLength = _page[_pos..].IndexOfAny(AttributeNameEnd);
            if (nameLength < 0)
                break;
            var name = _page.Slice(_pos, nameLength);
            _pos += nameLength;
            var value = Value(out var quote);
            if (_pos < 0)
                return (any, jsonLd, shadowRoot);

            if (tag == HtmlTag.Script)
                jsonLd |= value.Contains("ld+json", StringComparison.OrdinalIgnoreCase);
            else if (tag == HtmlTag.Template)
                shadowRoot |= name.StartsWith("shadowroot", StringComparison.OrdinalIgnoreCase);
            else if (AttributeFilter.Keeps(tag, name, value))
            {
                // A link element is only worth its place for what it says it is.
                any |= tag != HtmlTag.Link || name.Length == 3;
                _out.Append(' ');
                _out.Append(name);
                _out.Append('=');
                _out.Append(quote);
                _out.Append(value);
                _out.Append(quote);
            }
        }

        _pos = _page.Length;
        return (any, jsonLd, shadowRoot);
    }

    private ReadOnlySpan<char> Value(out char quote)
    {
        quote = '"';
        var p = _pos;
        while (p < _page.Length && _page[p] is ' ' or '\t' or '\r' or '\n' or '\f')
            p++;
        if (p >= _page.Length || _page[p] != '=')
            return [];
        p++;
        while (p < _page.Length && _page[p] is ' ' or '\t' or '\r' or '\n' or '\f')
            p++;
        if (p >= _page.Length)
        {
            _pos = _page.Length;
            return [];
        }

        if (_page[p] is '"' or '\'')
            return Quoted(p + 1, quote = _page[p]);

        var length = _page[p..].IndexOfAny(UnquotedEnd);
        if (length < 0)
            length = _page.Length - p;
        var value = _page.Slice(p, length);
        _pos = p + length;
        quote = value.Contains('"') ? '\'' : '"';
        return quote == '\'' && value.Contains('\'') ? [] : value;
    }

    private ReadOnlySpan<char> Quoted(int start, char quote)
    {
        var known = quote == '"' ? _noDoubleQuote : _noSingleQuote;
        var length = known ? -1 : _page[start..].IndexOf(quote);
        if (length < 0)
        {
            if (quote == '"')
                _noDoubleQuote = true;
            else
                _noSingleQuote = true;
            _pos = -1;
            return [];
        }

        _pos = start + length + 1;
        return _page.Slice(start, length);
    }
}
