namespace IngestWorker.Language.Segmentation;

/// <summary>Cuts what English writes together into the words it consists of: "don't", "it's", "cannot".</summary>
internal static class Clitics
{
    private static readonly (string Word, int At)[] Fused =
    [
        ("cannot", 3), ("gonna", 3), ("gotta", 3), ("wanna", 3), ("gimme", 3), ("lemme", 3), ("dont", 2), ("didnt", 3), ("doesnt", 4),
        ("isnt", 2), ("wasnt", 3), ("arent", 3), ("couldnt", 5), ("wouldnt", 5), ("shouldnt", 6), ("havent", 4), ("hasnt", 3), ("ive", 1),
        ("werent", 4), ("hadnt", 3), ("cant", 2), ("wont", 2), ("thats", 4), ("whats", 4), ("theres", 5), ("heres", 4), ("theyre", 4), ("youre", 3), ("alot", 1), ("outta", 3), ("lotta", 3),
    ];

    // Behind "its" written for "it's": what hardly ever follows the possessive.
    private static readonly string[] AfterItIs = ["a", "an", "the", "not", "been", "gonna", "too", "because", "really"];

    private static readonly string[] Endings = ["s", "re", "ve", "ll", "d", "m"];

    private static readonly string[] Elisions = ["em", "til", "till", "cause", "bout", "round", "n"];

    public static void Add(string text, int start, int end, List<WordSpan> words)
    {
        var at = IsItIs(text, start, end) ? 2 : CutAt(text.AsSpan(start, end - start));
        if (at > 0)
        {
            words.Add(new WordSpan(start, start + at));
            start += at;
        }

        words.Add(new WordSpan(start, end));
    }

    /// <summary>The length of a word that begins with an apostrophe ("'s" after a bracket, "'90s", "'em"); 0 where it is a quote.</summary>
    public static int StartsWord(string text, int start, int end)
    {
        var i = start + 1;
        while (i < end && char.IsAsciiLetterOrDigit(text[i])) i++;
        var word = text.AsSpan(start + 1, i - start - 1);
        var next = i < end ? text[i] : ' ';
        if (word.Length is 3 && char.IsAsciiDigit(word[0]) && word[2] == 's') return i - start;
        if (word.Length == 2 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[1]) && next is not ('\'' or '’')) return i - start;
        if (start > 0 && !WordSplitter.IsGap(text[start - 1]) && IsOneOf(word, Endings)) return i - start;
        return IsOneOf(word, Elisions) && next is not ('\'' or '’') ? i - start : 0;
    }

    private static bool IsItIs(string text, int start, int end)
    {
        if (end - start != 3 || !text.AsSpan(start, 3).Equals("its", StringComparison.OrdinalIgnoreCase) || end + 2 >= text.Length || text[end] != ' ') return false;
        var next = end + 1;
        while (next < text.Length && char.IsAsciiLetter(text[next])) next++;
        return IsOneOf(text.AsSpan(end + 1, next - end - 1), AfterItIs);
    }

    private static int CutAt(ReadOnlySpan<char> word)
    {
        if (word.Length < 3) return 0;
        var apostrophe = word.LastIndexOfAny('\'', '’');
        if (apostrophe > 0)
        {
            var ending = word[(apostrophe + 1)..];
            if (ending.Length == 1 && ending[0] is 't' or 'T' && apostrophe > 1 && word[apostrophe - 1] is 'n' or 'N') return apostrophe - 1;
            return IsOneOf(ending, Endings) ? apostrophe : 0;
        }

        foreach (var (fused, at) in Fused)
        {
            if (word.Length == fused.Length && word.Equals(fused, StringComparison.OrdinalIgnoreCase)) return at;
        }

        return 0;
    }

    private static bool IsOneOf(ReadOnlySpan<char> word, string[] list)
    {
        foreach (var entry in list)
        {
            if (word.Equals(entry, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
