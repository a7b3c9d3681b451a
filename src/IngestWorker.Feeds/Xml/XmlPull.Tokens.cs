using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds.Xml;

internal ref partial struct XmlPull
{
    /// <summary>Moves to the next start, end or piece of text. False at the end of the document.</summary>
    public bool Read()
    {
        if (_depth > _closeTo)
            return Close();
        _closeTo = int.MaxValue;
        if (_isEmptyTag)
        {
            _isEmptyTag = false;
            return Close();
        }
        while (_at < _text.Length)
        {
            if (_text[_at] != '<')
                return TextUpTo(_text[_at..].IndexOf('<'), 0);
            if (_at + 1 == _text.Length)
                break;
            var next = _text[_at + 1];
            if (next == '/')
            {
                if (EndTag())
                    return true;
            }
            else if (next == '!')
            {
                if (Declaration())
                    return true;
            }
            else if (next == '?')
            {
                ProcessingInstruction();
            }
            else
            {
                var tag = StartTag();
                if (tag == Tag.Started)
                    return true;
                if (tag == Tag.None)
                {
                    // A bare less-than sign in running text.
                    WasRepaired = true;
                    return TextUpTo(_text[(_at + 1)..].IndexOf('<'), 1);
                }
            }
        }
        _at = _text.Length;
        IsCutOff |= _depth > 0;
        Event = XmlEvent.EndOfDocument;
        return false;
    }

    private bool TextUpTo(int length, int skip)
    {
        _textStart = _at;
        _textLength = length < 0 ? _text.Length - _at : length + skip;
        _at += _textLength;
        _isCData = false;
        Event = XmlEvent.Text;
        return true;
    }

    private bool Close()
    {
        _depth--;
        Event = XmlEvent.End;
        return true;
    }

    /// <summary>False where the tag closes nothing that is open.</summary>
    private bool EndTag()
    {
        var rest = _text[(_at + 2)..];
        var end = rest.IndexOfAny('>', '<');
        var name = (end < 0 ? rest : rest[..end]).Trim();
        _at = end < 0 ? _text.Length : _at + 2 + end + (rest[end] == '>' ? 1 : 0);
        IsCutOff |= end < 0;
        WasRepaired |= end < 0 || rest[end] == '<';
        if (_depth > 0 && name.SequenceEqual(QualifiedName(_open[_depth - 1])))
        {
            if (_beyondMaxDepth == 0)
                return Close();
        }
        if (_beyondMaxDepth > 0)
        {
            _beyondMaxDepth--;
            return false;
        }
        WasRepaired = true;
        for (var i = _depth - 1; i >= 0; i--)
        {
            if (!name.Equals(QualifiedName(_open[i]), StringComparison.OrdinalIgnoreCase))
                continue;
            _closeTo = i;
            return Close();
        }
        return false;
    }

    /// <summary>Comment, CDATA section or document type. True where it gave text.</summary>
    private bool Declaration()
    {
        var rest = _text[_at..];
        if (rest.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase))
            return CData();
        if (rest.StartsWith("<!--"))
        {
            var end = _noMoreCommentEnds ? -1 : rest[4..].IndexOf("-->");
            _noMoreCommentEnds |= end < 0;
            WasRepaired |= end < 0;
            SkipTo(end < 0 ? rest.IndexOf('>') + 1 : end + 7);
        }
        else if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            DocumentType();
        }
        else
        {
            WasRepaired = true;
            SkipTo(rest.IndexOf('>') + 1);
        }
        return false;
    }

    private bool CData()
    {
        const int Opening = 9;
        var rest = _text[(_at + Opening)..];
        var end = _noMoreCDataEnds ? -1 : rest.IndexOf("]]>");
        if (end < 0)
        {
            _noMoreCDataEnds = true;
            IsCutOff = true;
        }
        _textStart = _at + Opening;
        _textLength = end < 0 ? rest.Length : end;
        _at = end < 0 ? _text.Length : _textStart + end + 3;
        _isCData = true;
        Event = XmlEvent.Text;
        return true;
    }

    private void ProcessingInstruction()
    {
        var rest = _text[_at..];
        var end = rest.IndexOf('>');
        // "?>" is right, but a lone ">" ends more of the broken ones than it cuts short of the sound ones.
        WasRepaired |= end <= 0 || rest[end - 1] != '?';
        SkipTo(end + 1);
    }

    /// <param name="length">Characters to pass; zero or less where the end was not found.</param>
    private void SkipTo(int length)
    {
        if (length <= 0)
            IsCutOff = true;
        _at = length <= 0 ? _text.Length : _at + length;
    }

    private void DocumentType()
    {
        var at = _at + 9;
        while (at < _text.Length && _text[at] is not ('[' or '>'))
        {
            if (_text[at] is '"' or '\'')
            {
                var close = _text[(at + 1)..].IndexOfAny(_text[at], '>');
                at += close < 0 ? 0 : close + (_text[at + 1 + close] == '>' ? 0 : 1);
            }
            at++;
        }
        if (at < _text.Length && _text[at] == '[')
        {
            var end = _text[at..].IndexOf("]>");
            if (end < 0)
                end = _text[at..].IndexOf(']');
            var subset = end < 0 ? _text[at..] : _text.Slice(at + 1, end - 1);
            DeclareEntities(subset);
            at = end < 0 ? _text.Length : at + end;
            while (at < _text.Length && _text[at] != '>')
                at++;
        }
        _at = Math.Min(at + 1, _text.Length);
    }

    /// <summary>Takes the internal general entities of the DTD's internal subset; parameter and external entities are left alone.</summary>
    private void DeclareEntities(ReadOnlySpan<char> subset)
    {
        // Documents whose text is all expansion are attacks: everything together may bring as much as the document's own length.
        _entities ??= new DeclaredEntities(Math.Max(65_536, _text.Length));
        while (true)
        {
            var at = subset.IndexOf("<!ENTITY");
            if (at < 0)
                break;
            subset = subset[(at + 8)..].TrimStart();
            var nameEnd = subset.IndexOfAny(" \t\r\n>");
            if (nameEnd <= 0 || subset[0] == '%')
                continue;
            var name = subset[..nameEnd];
            var value = subset[nameEnd..].TrimStart();
            if (value is not ['"' or '\'', ..])
                continue;
            var close = value[1..].IndexOf(value[0]);
            if (close < 0)
                break;
            _entities.Declare(name, value.Slice(1, close));
            subset = value[(close + 2)..];
        }
        if (_entities.IsEmpty)
            _entities = null;
    }
}
