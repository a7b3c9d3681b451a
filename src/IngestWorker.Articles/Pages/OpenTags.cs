using IngestWorker.Articles.Content;

namespace IngestWorker.Articles.Pages;

/// <summary>The elements open at a place of the page, so that depth is bounded and end tags without a start are dropped.</summary>
internal sealed class OpenTags(int maxDepth)
{
    // How far an inline element's end tag looks for its start: misnested inline elements are near each other.
    private const int InlineReach = 32;

    private readonly List<Entry> _stack = new(64);
    private readonly HashSet<int> _neverClosed = [];
    private int _emitted;

    /// <summary>Puts an element on the stack; false where it is nested too deep.</summary>
    /// <param name="tag">The element.</param>
    /// <param name="name">Its name in the page.</param>
    /// <param name="keep">Whether its tags go to the tree; set to false for what would pile up.</param>
    public bool Open(HtmlTag tag, ReadOnlySpan<char> name, ref bool keep)
    {
        if (tag.Is(TagTraits.OptionalEnd) && _stack.Count > 0 && _stack[^1].Tag == tag)
            Pop(_stack.Count - 1);
        if (_emitted >= maxDepth)
        {
            // Keep room: what is left open by mistake (unclosed inline elements) goes first.
            if (_stack.Count > 4 * maxDepth)
                return false;
            keep = false;
            _stack.Add(new Entry(tag, Hash(tag, name), false));
            return false;
        }

        _stack.Add(new Entry(tag, Hash(tag, name), keep));
        if (keep)
            _emitted++;
        return true;
    }

    /// <summary>Takes the element off the stack; true where its end tag belongs into the tree.</summary>
    public bool Close(HtmlTag tag, ReadOnlySpan<char> name)
    {
        var hash = Hash(tag, name);
        var inline = !tag.Is(TagTraits.Block);
        var lowest = inline ? Math.Max(0, _stack.Count - InlineReach) : 0;
        for (var i = _stack.Count - 1; i >= lowest; i--)
        {
            var entry = _stack[i];
            if (entry.Tag != tag || entry.Hash != hash)
                continue;
            if (inline)
                Pop(i);
            else
                PopDownTo(i);
            return entry.Emitted;
        }

        return false;
    }

    /// <summary>Where the end tag of a skipped element begins; -1 where there is none.</summary>
    public int FindEnd(ReadOnlySpan<char> page, int from, ReadOnlySpan<char> name, HtmlTag tag)
    {
        var hash = string.GetHashCode(name, StringComparison.OrdinalIgnoreCase);
        if (_neverClosed.Contains(hash))
            return -1;
        var nested = tag is HtmlTag.Svg or HtmlTag.Template;
        var position = from;
        for (var depth = 1; ;)
        {
            var next = IndexOfEnd(page[position..], name);
            if (next < 0)
            {
                if (position == from)
                    _neverClosed.Add(hash);
                return position == from ? -1 : position - name.Length - 2;
            }

            if (nested)
                depth += Opens(page.Slice(position, next), name);
            position += next;
            if (--depth <= 0 || !nested)
                return position;
            position += name.Length + 2;
        }
    }

    // In the invariant culture, in which the product runs, a search that ignores case looks at one letter after the other.
    private static int IndexOfEnd(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        var position = 0;
        while (text[position..].IndexOf("</") is >= 0 and var next)
        {
            position += next + 2;
            if (text[position..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return position - 2;
        }

        return -1;
    }

    private static int Opens(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        var count = 0;
        for (int at; (at = text.IndexOf('<')) >= 0; text = text[(at + 1)..])
        {
            var rest = text[(at + 1)..];
            if (rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (rest.Length == name.Length || !char.IsLetterOrDigit(rest[name.Length])))
                count++;
        }

        return count;
    }

    private void PopDownTo(int index)
    {
        for (var i = _stack.Count - 1; i >= index; i--)
            Pop(i);
    }

    private void Pop(int index)
    {
        if (_stack[index].Emitted)
            _emitted--;
        _stack.RemoveAt(index);
    }

    private static int Hash(HtmlTag tag, ReadOnlySpan<char> name) =>
        tag is HtmlTag.Other or HtmlTag.Custom or HtmlTag.B or HtmlTag.I or HtmlTag.Formatting or HtmlTag.TableGroup or HtmlTag.Q or HtmlTag.Fieldset
            ? string.GetHashCode(name, StringComparison.OrdinalIgnoreCase)
            : 0;

    private readonly record struct Entry(HtmlTag Tag, int Hash, bool Emitted);
}
