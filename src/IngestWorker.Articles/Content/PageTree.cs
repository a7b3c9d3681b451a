using IngestWorker.Articles.Pages;

namespace IngestWorker.Articles.Content;

/// <summary>A page as arrays: its elements, its lines of text, and what its head says. Made by <see cref="TreeReader"/>.</summary>
internal sealed class PageTree : IDisposable
{
    private readonly PooledList<PageNode> _nodes = new(2_048);
    private readonly PooledList<PageBlock> _blocks = new(512);
    private readonly PooledList<ulong> _words = new(2_048);
    private CharSink _text = new(32_768);

    public Span<PageNode> Nodes => _nodes.Span;

    public Span<PageBlock> Blocks => _blocks.Span;

    public ReadOnlySpan<char> Text => _text.Span;

    /// <summary>The value of every meta element that has a name.</summary>
    public List<MetaValue> Metas { get; } = new(64);

    /// <summary>Every element with itemprop or RDFa's property outside meta.</summary>
    public List<PropertyValue> Properties { get; } = [];

    public List<TimeValue> Times { get; } = [];

    /// <summary>Links that may name an author.</summary>
    public List<int> AuthorLinks { get; } = [];

    public string? TitleElement { get; set; }

    public string? CanonicalLink { get; set; }

    public string? AmpLink { get; set; }

    /// <summary>The root element's lang.</summary>
    public string? Language { get; set; }

    public ReadOnlySpan<char> TextOf(scoped in PageBlock block) => _text.Span.Slice(block.Start, block.Length);

    public ReadOnlySpan<char> TextOf(int block) => TextOf(_blocks.Span[block]);

    public int AddNode(in PageNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    public void AddWord(ulong hash) => _words.Add(hash);

    public int WordCount => _words.Count;

    /// <summary>Hashes of a line's words.</summary>
    public ReadOnlySpan<ulong> WordsOf(in PageBlock block) => _words.Span[block.FirstHash..block.EndHash];

    public void AddBlock(in PageBlock block) => _blocks.Add(block);

    public int BlockCount => _blocks.Count;

    public int NodeCount => _nodes.Count;

    public ref CharSink Sink => ref _text;

    public void Dispose()
    {
        _nodes.Dispose();
        _blocks.Dispose();
        _words.Dispose();
        _text.Dispose();
    }
}

/// <param name="Name">The meta element's name, property, itemprop or http-equiv, lower case.</param>
/// <param name="Value">Its content.</param>
internal readonly record struct MetaValue(string Name, string Value);

/// <param name="Name">The property.</param>
/// <param name="Value">The attribute that carries the value; null where the text does.</param>
/// <param name="Node">The element.</param>
internal readonly record struct PropertyValue(string Name, string? Value, int Node);

/// <param name="DateTime">The attribute; null where there is none.</param>
/// <param name="Node">The element.</param>
/// <param name="TextStart">Where its text starts in the page's text.</param>
/// <param name="BlocksBefore">Blocks complete before it.</param>
internal readonly record struct TimeValue(string? DateTime, int Node, int TextStart, int BlocksBefore);
