using AngleSharp.Dom;

namespace IngestWorker.Articles.Content;

/// <summary>An element of the page. Nodes stand in document order, so a parent comes before its children.</summary>
internal struct PageNode
{
    public IElement Element;
    public int Parent;
    public int Depth;
    public HtmlTag Tag;

    /// <summary>Roles of the element itself.</summary>
    public Role Own;

    /// <summary>Hash of tag and class name without digits: elements of one kind have the same.</summary>
    public int Signature;

    /// <summary>The first node behind the element's content.</summary>
    public int End;

    /// <summary>The blocks inside: first, and the one behind the last.</summary>
    public int FirstBlock;
    public int EndBlock;

    /// <summary>Weight of all text inside, of its links, and of what looks like running text.</summary>
    public float TextWeight;
    public float LinkWeight;
    public float GoodWeight;

    /// <summary>Blocks inside that look like running text.</summary>
    public int GoodBlocks;
}

/// <summary>A line of the page: text between two borders of block elements.</summary>
internal struct PageBlock
{
    /// <summary>Where the text stands in the page's text, in UTF-16 units.</summary>
    public int Start;
    public int Length;

    /// <summary>The innermost block element around it.</summary>
    public int Node;

    /// <summary>Roles of the inline elements around all of it.</summary>
    public Role Inline;

    /// <summary>Letters and digits; those of scripts without spaces count two and a half.</summary>
    public float Weight;
    public float LinkWeight;
    public float BoldWeight;
    public float ItalicWeight;
    public int Links;
    public int Words;
    public int Sentences;
    public int Commas;
    public int Digits;
    public int Capitals;
    public int Letters;

    /// <summary>Pictures between the line before and this one.</summary>
    public int ImagesBefore;

    /// <summary>The line's words among the page's: the first, and the one behind the last.</summary>
    public int FirstHash;
    public int EndHash;

    /// <summary>Hash of the letters, for finding doubles.</summary>
    public ulong TextHash;
}
