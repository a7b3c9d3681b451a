using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace IngestWorker.Language.Segmentation;

/// <summary>Cuts the words of a line into sentences.</summary>
internal static class SentenceSplitter
{
    /// <summary>A sentence is cut off here whatever it says, so that work on a line without periods stays linear.</summary>
    public const int MaxWords = 200;

    // Words that begin sentences and hardly ever follow an abbreviation inside one.
    private static readonly FrozenSet<string> Beginnings =
        ("The A An In On At It He She They We I You This That These Those There But And However Meanwhile If When While After Before As For " +
         "His Her Their Its Our My Some Many Most All Both What Who Why How Since Although Though Despite According Yet So Now Then Also No Not With From By")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True where the word at this position is one that begins sentences ("The").</summary>
    public static bool IsBeginning(string text, int at, int end)
    {
        var wordEnd = at;
        while (wordEnd < end && char.IsAsciiLetter(text[wordEnd])) wordEnd++;
        return wordEnd - at > 1 && Beginnings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(at, wordEnd - at));
    }

    /// <summary>By rules and what was learned.</summary>
    /// <param name="model">What was learned; null for the rules alone.</param>
    /// <param name="features">Work space for the model.</param>
    public static void Split(string text, List<WordSpan> words, int firstWord, int line, List<SentenceSpan> sentences, BoundaryModel? model, BoundaryFeatures features)
    {
        var firstSentence = sentences.Count;
        SplitByRule(text, words, firstWord, line, sentences);
        if (model is null || words.Count - firstWord < 2) return;

        var byRule = CollectionsMarshal.AsSpan(sentences)[firstSentence..].ToArray();
        sentences.RemoveRange(firstSentence, byRule.Length);
        features.Begin(text, words, firstWord);
        Span<int> rows = stackalloc int[BoundaryModel.Count];
        var (start, rule, open) = (firstWord, 0, 0);
        for (var i = firstWord; i + 1 < words.Count; i++)
        {
            while (byRule[rule].EndWord <= i) rule++;
            open = OpenAfter(text[words[i].Start], open);
            var ends = byRule[rule].EndWord == i + 1;
            if (i + 1 - start >= MaxWords)
            {
                ends = true;
            }
            else if (features.IsCandidate(i - firstWord, ends))
            {
                features.Rows(i - firstWord, start - firstWord, ends, open != 0, rows);
                ends = model.Ends(rows, features.IsHinted(i - firstWord, ends));
            }

            if (!ends) continue;
            sentences.Add(new SentenceSpan(start, i + 1, line));
            (start, open) = (i + 1, 0);
        }

        if (start < words.Count) sentences.Add(new SentenceSpan(start, words.Count, line));
    }

    /// <summary>Whether a bracket (1) or quote (2) is open behind a word that begins so.</summary>
    internal static int OpenAfter(char c, int open) => c switch
    {
        '(' or '[' => open | 1,
        ')' or ']' => open & ~1,
        '"' => open ^ 2,
        '“' => open | 2,
        '”' => open & ~2,
        _ => open,
    };

    public static void SplitByRule(string text, List<WordSpan> words, int firstWord, int line, List<SentenceSpan> sentences)
    {
        var start = firstWord;
        var openQuotes = 0;
        for (var i = firstWord; i < words.Count; i++)
        {
            if (text[words[i].Start] == '"') openQuotes++;
            var next = EndAfter(text, words, start, i, openQuotes % 2 == 1);
            if (next < 0)
            {
                if (i + 1 - start < MaxWords) continue;
                next = CutLong(text, words, start, i + 1);
            }

            sentences.Add(new SentenceSpan(start, next, line));
            for (var k = i + 1; k < next; k++)
            {
                if (text[words[k].Start] == '"') openQuotes++;
            }

            start = next;
            i = Math.Max(i, next - 1);
        }

        if (start < words.Count) sentences.Add(new SentenceSpan(start, words.Count, line));
    }

    /// <summary>The word that begins the next sentence, where one ends with word i or the closing marks behind it; -1 otherwise.</summary>
    private static int EndAfter(string text, List<WordSpan> words, int start, int i, bool insideQuote)
    {
        var word = text.AsSpan(words[i].Start, words[i].Length);
        var stops = word[^1] is '.' or '!' or '?' or '…' or '。' or '؟';
        if (!stops || i + 1 >= words.Count) return -1;

        var pure = !char.IsLetterOrDigit(word[0]) && (word.Length == 1 || !char.IsLetterOrDigit(word[^2]));
        if (!pure && word[^1] != '.') return -1;
        var next = i + 1;
        while (next < words.Count && Closes(text, words, next, insideQuote))
        {
            if (text[words[next].Start] == '"') insideQuote = false;
            next++;
        }

        next = AfterNoteMark(text, words, next);
        if (next >= words.Count) return -1;
        var closed = next > i + 1;
        var gap = words[next].Start > words[next - 1].End;
        var first = next;
        while (first < words.Count - 1 && IsOpening(text, words, first)) first++;
        var letter = text[words[first].Start];

        if (!pure) return closed || !EndsWithAbbreviation(text, words, i, first) ? -1 : next;
        // A list marker: "1. Protein".
        if (i > 0 && words[i].Start == words[i - 1].End && IsLineStart(text, words[i - 1].Start) && IsMarker(text, words[i - 1])) return -1;
        // Who begins sentences in lower case goes on doing so.
        if (char.IsLower(letter)) return gap && !closed && word.Length <= 3 && char.IsLower(text[words[start].Start]) ? next : -1;
        if (!gap && !closed && !char.IsUpper(letter)) return -1;
        if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || letter is '$' or '£' or '€' or '#' or '@' or '\'' or '’' || first > next) return next;
        return letter is '-' or '–' or '—' or '*' or '=' or '_' or '"' or '“' ? next : -1;
    }

    // "…at Lord's in 1805.[19] An…": the note's mark belongs to what it stands behind.
    private static int AfterNoteMark(string text, List<WordSpan> words, int next)
    {
        while (next + 2 < words.Count && text[words[next].Start] == '[' && text[words[next + 2].Start] == ']' &&
            words[next].Start == words[next - 1].End && char.IsAsciiDigit(text[words[next + 1].Start]))
        {
            next += 3;
        }

        return next;
    }

    private static bool EndsWithAbbreviation(string text, List<WordSpan> words, int i, int next)
    {
        var word = text.AsSpan(words[i].Start, words[i].Length - 1);
        if (word.Length == 1 || word is "e.g" or "i.e" || Abbreviations.StandsBeforeName(word)) return false;
        return Beginnings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(words[next].Start, words[next].Length));
    }

    private static bool Closes(string text, List<WordSpan> words, int i, bool insideQuote)
    {
        var c = text[words[i].Start];
        var touches = words[i].Start == words[i - 1].End;
        return c switch
        {
            '”' or '»' => true,
            ')' or ']' or '}' => true,
            '"' => insideQuote || (touches && (i + 1 >= words.Count || words[i + 1].Start > words[i].End)),
            '’' or '\'' => touches && words[i].Length <= 2,
            _ => false,
        };
    }

    private static bool IsOpening(string text, List<WordSpan> words, int i) =>
        words[i].Length <= 2 && text[words[i].Start] is '"' or '“' or '‘' or '(' or '[' or '«' or '\'' or '`' or '„';

    private static bool IsLineStart(string text, int at)
    {
        while (at > 0 && WordSplitter.IsGap(text[at - 1]) && text[at - 1] != '\n') at--;
        return at == 0 || text[at - 1] == '\n';
    }

    private static bool IsMarker(string text, WordSpan word) =>
        word.Length <= 2 && (char.IsAsciiDigit(text[word.Start]) || word.Length == 1 && char.IsAsciiLetter(text[word.Start]));

    private static int CutLong(string text, List<WordSpan> words, int start, int end)
    {
        for (var i = end - 1; i > start + (MaxWords / 2); i--)
        {
            if (text[words[i].Start] is ';' or ':' or ',' or '|' or '•' or '\u2013' or '\u2014') return i + 1;
        }

        return end;
    }
}
