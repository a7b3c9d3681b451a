using System.Collections.Immutable;

namespace IngestWorker.Language;

/// <summary>One sentence with its words and their tree.</summary>
public sealed class Sentence
{
    private readonly int[] _children;
    private readonly int[] _firstChild;

    public Sentence(int start, int end, int paragraphIndex, ImmutableArray<Token> tokens)
    {
        Start = start;
        End = end;
        ParagraphIndex = paragraphIndex;
        Tokens = tokens;
        (_children, _firstChild) = ChildLists(tokens);
    }

    /// <summary>First code point of its first word.</summary>
    public int Start { get; }

    /// <summary>The code point behind its last word.</summary>
    public int End { get; }

    /// <summary>The line of the text it stands in, counted from 0: the index of its block.</summary>
    public int ParagraphIndex { get; }

    public ImmutableArray<Token> Tokens { get; }

    /// <summary>Index of the root; -1 in a sentence without a tree.</summary>
    public int Root => _firstChild[1] > 0 ? _children[0] : -1;

    /// <summary>The dependents of a token, from left to right.</summary>
    public ReadOnlySpan<int> ChildrenOf(int token) => _children.AsSpan(_firstChild[token + 1].._firstChild[token + 2]);

    /// <summary>The first dependent with this relation, subtype included ("nsubj:pass"); -1 where there is none.</summary>
    public int ChildWith(int token, string deprel)
    {
        foreach (var child in ChildrenOf(token))
        {
            if (Tokens[child].Deprel == deprel) return child;
        }

        return -1;
    }

    /// <summary>First and last token of the subtree; in a tree with crossing arcs, of its convex hull.</summary>
    public (int First, int Last) SubtreeOf(int token)
    {
        var (first, last) = (token, token);
        var pending = new Stack<int>();
        pending.Push(token);
        while (pending.TryPop(out var next))
        {
            first = Math.Min(first, next);
            last = Math.Max(last, next);
            foreach (var child in ChildrenOf(next)) pending.Push(child);
        }

        return (first, last);
    }

    // Counting sort by head; the root's list comes first, so that list i + 1 belongs to token i.
    private static (int[] Children, int[] FirstChild) ChildLists(ImmutableArray<Token> tokens)
    {
        var firstChild = new int[tokens.Length + 2];
        if (tokens.Length == 0 || tokens[0].Deprel.Length == 0) return ([], firstChild);

        foreach (var token in tokens) firstChild[token.Head + 2]++;
        for (var i = 1; i < firstChild.Length; i++) firstChild[i] += firstChild[i - 1];
        var next = firstChild.AsSpan().ToArray();
        var children = new int[tokens.Length];
        for (var i = 0; i < tokens.Length; i++) children[next[tokens[i].Head + 1]++] = i;
        return (children, firstChild);
    }
}
