using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds.Xml;

internal enum XmlEvent
{
    Start,
    End,
    Text,
    EndOfDocument,
}

/// <summary>
/// A pull parser for XML as feeds write it. Well-formed documents are read as XML 1.0 with namespaces; everything else is read as
/// the writer most likely meant it, and noted in <see cref="WasRepaired"/>. Never throws, never looks twice at the same character
/// without bound: each search that reached the end of the document in vain is remembered.
/// </summary>
internal ref partial struct XmlPull
{
    /// <summary>Elements nested deeper are passed over.</summary>
    private const int MaxDepth = 256;

    private readonly ReadOnlySpan<char> _text;
    private readonly Scratch _scratch;
    private int _at;

    private Open[] _open = new Open[16];
    private int _depth;
    private int _beyondMaxDepth;

    // Elements above this depth are closed before anything else is read: by an end tag further out, or by an empty-element tag.
    private int _closeTo = int.MaxValue;

    private bool _noMoreCommentEnds;
    private bool _noMoreCDataEnds;
    private DeclaredEntities? _entities;

    private int _textStart;
    private int _textLength;
    private bool _isCData;
    private bool _isEmptyTag;

    private Attribute[] _attributes = new Attribute[8];
    private int _attributeCount;
    private NsDeclaration[] _declarations = new NsDeclaration[8];
    private int _declarationCount;
    private readonly char[] _lowered = new char[32];

    /// <param name="text">The document.</param>
    /// <param name="scratch">Scratch space; the caller keeps it.</param>
    /// <param name="baseUri">The address of the document.</param>
    /// <param name="start">Where to begin to read.</param>
    public XmlPull(ReadOnlySpan<char> text, Scratch scratch, Uri? baseUri, int start = 0)
    {
        _text = text;
        _scratch = scratch;
        _at = start;
        DocumentUri = baseUri;
    }

    public Uri? DocumentUri { get; }

    public XmlEvent Event { get; private set; } = XmlEvent.Text;

    /// <summary>How many elements are open, the one that just started included.</summary>
    public readonly int Depth => _depth;

    /// <summary>True where the document was not well-formed.</summary>
    public bool WasRepaired { get; private set; }

    /// <summary>True where the document ended with elements open.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>The namespace of the element that just started.</summary>
    public readonly Ns Ns => _open[_depth - 1].Ns;

    /// <summary>The local name of the element that just started, in lower case.</summary>
    public ReadOnlySpan<char> Name => Lowered(LocalName(_open[_depth - 1]));

    /// <summary>True where the name of the element that just started is written in capitals.</summary>
    public readonly bool IsUpperCase => LocalName(_open[_depth - 1]).IndexOfAnyInRange('a', 'z') < 0;

    /// <summary>The language in force (xml:lang); null where none is declared.</summary>
    public readonly string? Language => _depth == 0 ? null : _open[_depth - 1].Language;

    /// <summary>The base address in force (xml:base).</summary>
    public readonly Uri? BaseUri => _depth == 0 ? DocumentUri : _open[_depth - 1].Base;

    private readonly ReadOnlySpan<char> Text => _text.Slice(_textStart, _textLength);

    /// <summary>
    /// Moves to the next child of the element at <paramref name="depth"/>, over whatever was not read of the child before.
    /// False once that element or the document ends.
    /// </summary>
    public bool NextChild(int depth)
    {
        while (Read())
        {
            if (_depth < depth)
                return false;
            if (Event == XmlEvent.Start && _depth == depth + 1)
                return true;
        }
        return false;
    }

    /// <summary>True where an element of this name is open, apart from the innermost one.</summary>
    public readonly bool IsInside(ReadOnlySpan<char> localName)
    {
        for (var i = _depth - 2; i >= 0; i--)
        {
            if (LocalName(_open[i]).Equals(localName, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>Closes all open elements beyond <paramref name="depth"/>, and reads the tag that just started once more after that.</summary>
    public void CloseBeforeThis(int depth)
    {
        _at = _open[_depth - 1].TagStart;
        _depth--;
        _closeTo = depth;
        _isEmptyTag = false;
        WasRepaired = true;
    }

    /// <summary>True where this namespace is declared in what is open now; compared without final marks.</summary>
    public readonly bool Declares(ReadOnlySpan<char> uri)
    {
        for (var i = 0; i < _declarationCount; i++)
        {
            if (_text.Slice(_declarations[i].UriStart, _declarations[i].UriLength).Trim().TrimEnd("/#").Equals(uri.TrimEnd("/#"), StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>Takes the vocabulary of the element that just started for the document's own, whatever name it goes by.</summary>
    public readonly void Adopt()
    {
        if (_open[_depth - 1].Ns != Ns.Other)
            return;
        var prefix = _text.Slice(_open[_depth - 1].NameStart, Math.Max(0, _open[_depth - 1].PrefixLength - 1));
        for (var i = 0; i < _declarationCount; i++)
        {
            if (prefix.SequenceEqual(_text.Slice(_declarations[i].PrefixStart, _declarations[i].PrefixLength)))
                _declarations[i].Ns = Ns.Rss;
        }
    }

    private readonly ReadOnlySpan<char> QualifiedName(in Open open) => _text.Slice(open.NameStart, open.NameLength);

    private readonly ReadOnlySpan<char> LocalName(in Open open) => _text.Slice(open.NameStart + open.PrefixLength, open.NameLength - open.PrefixLength);

    private ReadOnlySpan<char> Lowered(ReadOnlySpan<char> name)
    {
        if (name.IndexOfAnyInRange('A', 'Z') < 0)
            return name;
        // Names longer than this are no names of ours.
        if (name.Length > _lowered.Length)
            return "";
        var length = System.Text.Ascii.ToLower(name, _lowered, out var written) == System.Buffers.OperationStatus.Done ? written : 0;
        return _lowered.AsSpan(0, length);
    }

    private struct Open
    {
        public int TagStart;
        public int NameStart;
        public int NameLength;

        /// <summary>Prefix and colon.</summary>
        public int PrefixLength;
        public int DeclarationCount;
        public Ns Ns;
        public Uri? Base;
        public string? Language;
    }
}
