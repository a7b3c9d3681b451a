namespace IngestWorker.Articles.Content;

/// <summary>What the metadata lets one expect of the text: its title, its description, and sometimes the whole of it (articleBody).</summary>
internal sealed class PageHints
{
    private readonly HashSet<ulong>? _body;
    private readonly ulong _title;
    private readonly HashSet<ulong> _titleWords;
    private readonly HashSet<ulong>? _description;
    private readonly Dictionary<ulong, int> _seen = [];
    private readonly PageTree _tree;

    /// <param name="tree">The page.</param>
    /// <param name="title">Its headline.</param>
    /// <param name="description">Its description.</param>
    /// <param name="articleBody">Its whole text by JSON-LD.</param>
    /// <param name="kind">How much a news article it calls itself: 6 one of news, 5 any article, less for other things.</param>
    public PageHints(PageTree tree, string? title, string? description, string? articleBody, int kind = 0)
    {
        Kind = kind;
        _tree = tree;
        _body = articleBody is { Length: > 200 } ? Shingles(articleBody) : null;
        _description = description is { Length: > 40 } ? Shingles(description) : null;
        _title = TextHash(title);
        _titleWords = [.. WordHashes.Of(title)];
        TitleBlock = -1;
        var blocks = tree.Blocks;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            if (block.Weight > 0)
                _seen[block.TextHash] = _seen.GetValueOrDefault(block.TextHash) + 1;
        }

        for (var i = 0; i < blocks.Length && TitleBlock < 0; i++)
        {
            if (TitleMatch(tree, i) >= 0.99f && (tree.Nodes[blocks[i].Node].Tag == HtmlTag.H1 || _title == blocks[i].TextHash))
                TitleBlock = i;
        }

        for (var i = 0; i < blocks.Length && TitleBlock < 0; i++)
        {
            if (tree.Nodes[blocks[i].Node].Tag == HtmlTag.H1)
                TitleBlock = i;
        }
    }

    public int Kind { get; }

    public bool HasBody => _body is not null;

    /// <summary>The line that is the headline; -1 where none was found.</summary>
    public int TitleBlock { get; }

    /// <summary>Share of the line found in articleBody; -1 where there is none.</summary>
    public float BodyMatch(PageTree tree, int block) => Match(_body, tree.WordsOf(tree.Blocks[block]));

    public float DescriptionMatch(PageTree tree, int block) => Match(_description, tree.WordsOf(tree.Blocks[block]));

    public float TitleMatch(PageTree tree, int block)
    {
        ref readonly var line = ref tree.Blocks[block];
        if (line.TextHash == _title && _title != 0)
            return 1;
        if (_titleWords.Count == 0 || line.EndHash - line.FirstHash > 3 * _titleWords.Count || (line.EndHash - line.FirstHash) * 3 < _titleWords.Count)
            return 0;
        var words = tree.WordsOf(line);
        var found = 0;
        foreach (var word in words)
            found += _titleWords.Contains(word) ? 1 : 0;
        return words.IsEmpty ? 0 : found / (float)Math.Max(words.Length, _titleWords.Count);
    }

    /// <summary>Share of the headline's words that the line says; a text comes back to them, other articles' summaries do not.</summary>
    public float TitleShare(PageTree tree, int block)
    {
        if (_titleWords.Count < 3)
            return -1;
        var found = 0;
        var words = tree.WordsOf(tree.Blocks[block]);
        for (var i = 0; i < words.Length; i++)
            found += _titleWords.Contains(words[i]) && !words[..i].Contains(words[i]) ? 1 : 0;
        return found / (float)_titleWords.Count;
    }

    /// <summary>How often the page says the same, besides here.</summary>
    public float Repeated(int block) => Math.Min(5, _seen.GetValueOrDefault(_tree.Blocks[block].TextHash) - 1);

    /// <summary>The hash that <see cref="PageBlock.TextHash"/> has for the same letters.</summary>
    public static ulong TextHash(string? text)
    {
        ulong hash = 0;
        foreach (var c in text ?? string.Empty)
        {
            if (LineWriter.IsTextLetter(c))
                hash = unchecked((hash * 0x100000001B3) ^ char.ToLowerInvariant(c));
        }

        return hash;
    }

    /// <summary>Share of the line's runs of three words that are known.</summary>
    private static float Match(HashSet<ulong>? known, ReadOnlySpan<ulong> words)
    {
        if (known is null)
            return -1;
        if (words.Length < 3)
            return -0.5f;
        var found = 0;
        for (var i = 2; i < words.Length; i++)
            found += known.Contains(WordHashes.Join(words[i - 2], words[i - 1], words[i])) ? 1 : 0;
        return found / (float)(words.Length - 2);
    }

    private static HashSet<ulong> Shingles(string text)
    {
        var words = WordHashes.Of(text);
        var result = new HashSet<ulong>(words.Count);
        for (var i = 2; i < words.Count; i++)
            result.Add(WordHashes.Join(words[i - 2], words[i - 1], words[i]));
        return result;
    }
}
