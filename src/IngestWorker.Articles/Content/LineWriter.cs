using System.Globalization;
using IngestWorker.Articles.Metadata;

namespace IngestWorker.Articles.Content;

/// <summary>
/// Builds lines of text from the text nodes between block elements: white space collapsed as in a browser, invisible characters
/// dropped, and counted while it passes by.
/// </summary>
internal sealed class LineWriter(PageTree tree)
{
    // Of scripts that put no space between words, and no sign between sentences.
    private const int LettersOfWord = 5;

    private PageBlock _line;
    private int _node = -1;
    private Role _inline;
    private int _links;
    private int _bold;
    private int _italic;
    private bool _empty = true;
    private bool _space;
    private bool _inWord;
    private bool _broken;
    private bool _linkEnded;
    private int _images;
    private ulong _word;
    private bool _inHash;
    private int _unspaced;
    private int _signs;

    /// <summary>Where the next character goes.</summary>
    public int Position => tree.Sink.Length;

    public void Image() => _images++;

    public void Enter(HtmlTag tag, Role own, int node, bool block)
    {
        if (block)
        {
            _node = node;
            _inline = Role.None;
        }
        else
        {
            _inline |= own;
        }

        switch (tag)
        {
            case HtmlTag.A:
                if (_links++ == 0)
                {
                    _line.Links++;
                    // Two links without anything between them are two entries of a list.
                    _space |= _linkEnded;
                }

                break;
            case HtmlTag.B:
                _bold++;
                break;
            case HtmlTag.I:
                _italic++;
                break;
        }
    }

    public void Leave(HtmlTag tag, Role own, int parent, bool block)
    {
        if (block)
        {
            // Inline elements around a block element are rare; their roles are given up here.
            _node = NearestBlock(parent);
            _inline = Role.None;
        }
        else
        {
            _inline &= ~own;
        }

        switch (tag)
        {
            case HtmlTag.A:
                _links--;
                _linkEnded = true;
                break;
            case HtmlTag.B:
                _bold--;
                break;
            case HtmlTag.I:
                _italic--;
                break;
        }
    }

    /// <summary>A br: two of them, or one behind a sentence's end, end the line.</summary>
    public void Break()
    {
        if (_empty)
            return;
        if (_broken || EndsSentence(tree.Sink.Span))
        {
            Flush();
            return;
        }

        _broken = true;
        _space = true;
    }

    public void Flush()
    {
        if (!_empty)
        {
            EndWord();
            _line.Length = tree.Sink.Length - _line.Start;
            _line.EndHash = tree.WordCount;
            _line.Words += _unspaced / LettersOfWord;
            _line.Node = _node;
            tree.AddBlock(_line);
        }

        _line = default;
        _empty = true;
        _space = _inWord = _inHash = _broken = _linkEnded = false;
        _unspaced = _signs = 0;
    }

    private void EndWord()
    {
        if (_word != 0)
            tree.AddWord(_word);
        _word = 0;
    }

    public void Append(string text)
    {
        ref var sink = ref tree.Sink;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c <= ' ' || c == '\u00A0' || (c > '\u2000' && char.IsWhiteSpace(c)))
            {
                _space = true;
                _inWord = _inHash = false;
                continue;
            }

            if (c is '\u00AD' or '\u200B' or '\uFEFF' or '\u2060' || (c == '\uFFFC') || (c < '\u00A0' && char.IsControl(c)))
                continue;
            if (_empty)
            {
                _empty = false;
                _line.Start = sink.Length;
                _line.FirstHash = tree.WordCount;
                _line.Inline = _inline;
                _line.ImagesBefore = _images;
                _images = 0;
            }
            else if (_space)
            {
                sink.Append(' ');
            }

            if (_inline != _line.Inline)
                _line.Inline &= _inline;
            _space = _broken = _linkEnded = false;
            sink.Append(c);
            Count(c);
        }
    }

    private void Count(char c)
    {
        float weight = 0;
        if (c < 0x80)
        {
            if (char.IsAsciiLetter(c))
            {
                weight = 1;
                _line.Letters++;
                if (char.IsAsciiLetterUpper(c))
                    _line.Capitals++;
            }
            else if (char.IsAsciiDigit(c))
            {
                weight = 1;
                _line.Digits++;
            }
            else if (c is '.' or '!' or '?')
            {
                _line.Sentences++;
            }
            else if (c == ',')
            {
                _line.Commas++;
            }
        }
        else if (IsTextLetter(c))
        {
            weight = IsDense(c) ? 2.5f : 1;
            if (char.IsDigit(c))
                _line.Digits++;
            else
                _line.Letters++;
            if (char.IsUpper(c))
                _line.Capitals++;
            if (weight > 1)
            {
                _inHash = false;
                // Two signs are about a word; Korean has spaces between its words.
                if (!IsHangul(c))
                    _inWord = (_signs++ & 1) == 1;
            }
            else if (MonthNames.IsUnspaced(c))
                _unspaced++;
        }
        else if (c is '。' or '！' or '？' or '؟' or '।' or '…' or '۔' or '።' or '။' or '։' or '។' or '།' or '॥')
        {
            _line.Sentences++;
        }
        else if (c is '、' or '，' or '،')
        {
            _line.Commas++;
        }

        if (weight <= 0)
        {
            _inHash &= WordHashes.IsInsideWord(c);
            return;
        }

        if (!_inWord)
        {
            _line.Words++;
            _inWord = true;
        }

        if (!_inHash)
        {
            EndWord();
            _word = WordHashes.Seed;
            _inHash = true;
        }

        var lower = char.ToLowerInvariant(c);
        _word = WordHashes.Step(_word, lower);
        _line.TextHash = unchecked((_line.TextHash * 0x100000001B3) ^ lower);
        _line.Weight += weight;
        if (_links > 0)
            _line.LinkWeight += weight;
        if (_bold > 0)
            _line.BoldWeight += weight;
        if (_italic > 0)
            _line.ItalicWeight += weight;
    }

    /// <summary>What counts as text: letters, digits, and the marks that Indic and Arabic letters carry.</summary>
    public static bool IsTextLetter(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Scripts that write a word in a letter or two.</summary>
    public static bool IsDense(char c) => c is >= '\u2E80' and <= '\uD7FF' or >= '\uF900' and <= '\uFAFF';

    private static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7FF';

    private static bool EndsSentence(ReadOnlySpan<char> text)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] is '"' or '\'' or '”' or '’' or '»' or ')' or '」')
                continue;
            return text[i] is '.' or '!' or '?' or '…' or ':' or '。' or '！' or '？' or '؟' or '।' or '۔' or '։' or '។' or '။' or '።' or '॥';
        }

        return false;
    }

    private int NearestBlock(int node)
    {
        var nodes = tree.Nodes;
        while (node > 0 && !nodes[node].Tag.Is(TagTraits.Block))
            node = nodes[node].Parent;
        return node;
    }
}
