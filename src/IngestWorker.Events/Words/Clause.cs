using IngestWorker.Language;

namespace IngestWorker.Events.Words;

/// <summary>A sentence with its tree, and the questions the coder asks of it.</summary>
internal sealed class Clause
{
    private readonly int[][] _children;

    public Clause(Word[] words, int line)
    {
        Words = words;
        Line = line;
        // Arrays, of which most are the empty one: the tree is asked for children more often than for all else.
        var counts = new int[words.Length];
        foreach (var word in words)
        {
            if (IsChild(word)) counts[word.Head]++;
        }

        _children = new int[words.Length][];
        for (var i = 0; i < counts.Length; i++) _children[i] = counts[i] == 0 ? [] : new int[counts[i]];
        Array.Clear(counts);
        foreach (var word in words)
        {
            if (IsChild(word)) _children[word.Head][counts[word.Head]++] = word.Index;
        }
    }

    private static bool IsChild(Word word) => word.Head >= 0 && word.Head != word.Index;

    public Word[] Words { get; }

    /// <summary>Which telling words of the lexicon's patterns stand in it, a bit each; null until the lexicon has looked.</summary>
    public ulong[]? PatternEnds { get; set; }

    /// <summary>The line of the text it stands in, from 0.</summary>
    public int Line { get; }

    public int Start => Words[0].Start;

    public int End => Words[^1].End;

    public int Count => Words.Length;

    /// <summary>True where a word speaks of two: "both countries", "the two sides", "each government".</summary>
    public bool HasPair => _hasPair ??= Array.Exists(Words, w => w.Lower is "two" or "both" or "each");

    private bool? _hasPair;

    public Word this[int index] => Words[index];

    public int[] ChildrenOf(int index) => _children[index];

    public IEnumerable<int> ChildrenWith(int index, string rel)
    {
        foreach (var child in _children[index])
        {
            if (Words[child].Rel == rel) yield return child;
        }
    }

    public int ChildWith(int index, string rel)
    {
        foreach (var child in _children[index])
        {
            if (Words[child].Rel == rel) return child;
        }

        return -1;
    }

    public bool HasChild(int index, string rel, params ReadOnlySpan<string> lowers)
    {
        foreach (var child in _children[index])
        {
            if (Words[child].Rel != rel) continue;
            if (lowers.Length == 0) return true;
            foreach (var lower in lowers)
            {
                if (Words[child].Lower == lower || Words[child].Lemma == lower) return true;
            }
        }

        return false;
    }

    /// <summary>The preposition that marks a word ("of", "according to"); empty where there is none.</summary>
    public string CaseOf(int index)
    {
        foreach (var child in _children[index])
        {
            if (Words[child].Rel != "case" || Words[child].Lower is "'s" or "’s" or "'" or "’") continue;
            var fixedPart = ChildWith(child, "fixed");
            return fixedPart >= 0 ? Words[child].Lower + " " + Words[fixedPart].Lower : Words[child].Lower;
        }

        return "";
    }

    /// <summary>The head of the chain of coordinations that a word belongs to.</summary>
    public int ConjunctionHead(int index)
    {
        var steps = 0;
        while (Words[index].Rel == "conj" && Words[index].Head >= 0 && steps++ < Count) index = Words[index].Head;
        return index;
    }

    /// <summary>The word and all that is coordinated with it.</summary>
    public List<int> Coordinated(int index)
    {
        List<int> result = [index];
        for (var i = 0; i < result.Count && result.Count < 32; i++)
        {
            foreach (var child in _children[result[i]])
            {
                if (Words[child].Rel == "conj" && !result.Contains(child)) result.Add(child);
            }
        }

        result.Sort();
        return result;
    }

    /// <summary>True where <paramref name="ancestor"/> is above <paramref name="index"/> or is it.</summary>
    public bool IsUnder(int index, int ancestor)
    {
        for (var steps = 0; index >= 0 && steps <= Count; steps++)
        {
            if (index == ancestor) return true;
            index = Words[index].Head;
        }

        return false;
    }

    /// <summary>The words above, nearest first.</summary>
    public IEnumerable<int> Ancestors(int index)
    {
        var steps = 0;
        for (var i = Words[index].Head; i >= 0 && steps++ <= Count; i = Words[i].Head) yield return i;
    }

    /// <summary>True where a word of that index stands between two code points: the head of a party of this very sentence, not of one remembered from another.</summary>
    public bool Holds(int index, int start, int end) => index >= 0 && index < Count && Words[index].Start >= start && Words[index].End <= end;

    /// <summary>First and last word of what hangs on a word.</summary>
    public (int First, int Last) SubtreeOf(int index)
    {
        var (first, last) = (index, index);
        Stack<int> pending = new([index]);
        while (pending.TryPop(out var next))
        {
            first = Math.Min(first, next);
            last = Math.Max(last, next);
            foreach (var child in _children[next]) pending.Push(child);
        }

        return (first, last);
    }

    /// <summary>The verb or predicate of the clause that a word stands in.</summary>
    public int PredicateOf(int index)
    {
        for (var (i, steps) = (index, 0); i >= 0 && steps <= Count; i = Words[i].Head, steps++)
        {
            if (Words[i].Pos is Upos.Verb || Words[i].Head < 0) return i;
            if (Words[i].Rel is "ccomp" or "advcl" or "acl" or "parataxis" or "xcomp") return i;
        }

        return index;
    }
}
