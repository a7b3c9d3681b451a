namespace IngestWorker.Language.Segmentation;

/// <summary>
/// Words as Universal Dependencies' English treebanks write them: clitics, hyphens and punctuation are words of their own,
/// while URLs, numbers, abbreviations and a few prefixes ("non-", "co-") keep their marks.
/// </summary>
internal static class WordSplitter
{
    public static void Split(string text, int start, int end, List<WordSpan> words)
    {
        var i = start;
        while (i < end)
        {
            if (IsGap(text[i]))
            {
                i++;
                continue;
            }

            var chunkEnd = i;
            while (chunkEnd < end && !IsGap(text[chunkEnd])) chunkEnd++;
            SplitChunk(text, i, chunkEnd, end, words);
            i = chunkEnd;
        }
    }

    /// <summary>White space, controls and marks without a body (zero width space, byte order mark, soft hyphen alone).</summary>
    internal static bool IsGap(char c) => c <= ' ' || (c >= 0x7F && (char.IsWhiteSpace(c) || char.IsControl(c) || c is '\u200B' or '\uFEFF' or '\u2060' or '\u00AD'));

    private static void SplitChunk(string text, int start, int end, int lineEnd, List<WordSpan> words)
    {
        var i = start;
        while (i < end)
        {
            var length = Addresses.Match(text.AsSpan(i, end - i), atChunkStart: i == start || !char.IsLetterOrDigit(text[i - 1]));
            if (length > 0)
            {
                words.Add(new WordSpan(i, i + length));
                i += length;
                continue;
            }

            var c = text[i];
            if (IsWordChar(text, i))
            {
                var wordEnd = WordEnd(text, i, end);
                wordEnd = WithPeriod(text, i, wordEnd, end, lineEnd);
                Clitics.Add(text, i, wordEnd, words);
                i = wordEnd;
            }
            else
            {
                var symbolEnd = SymbolEnd(text, i, end);
                words.Add(new WordSpan(i, symbolEnd));
                i = symbolEnd;
            }
        }
    }

    private static bool IsWordChar(string text, int i)
    {
        var c = text[i];
        if (c < 0x80) return char.IsAsciiLetterOrDigit(c);
        return char.IsLetterOrDigit(text, i) || char.GetUnicodeCategory(text, i) is
            System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
    }

    private static int CharLength(string text, int i, int end) =>
        char.IsHighSurrogate(text[i]) && i + 1 < end && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;

    // A word goes on through a mark that stands between two of its characters; each mark has its own condition.
    private static int WordEnd(string text, int start, int end)
    {
        var i = start;
        var segment = start;
        while (i < end)
        {
            if (IsWordChar(text, i))
            {
                if (char.IsAsciiLetter(text[i]) && i > segment && char.IsAsciiDigit(text[i - 1]) && Units.SplitsAt(text.AsSpan(segment, end - segment), i - segment)) return i;
                i += CharLength(text, i, end);
                continue;
            }

            var c = text[i];
            var inside = i > start && i + 1 < end && IsWordChar(text, i + 1);
            if (!inside || !Joins(text, start, segment, i, end)) break;
            if (c is not ('\'' or '’' or '_')) segment = i + 1;
            i++;
        }

        return i;
    }

    private static bool Joins(string text, int start, int segment, int i, int end)
    {
        var (before, after) = (text[i - 1], text[i + 1]);
        var digits = char.IsAsciiDigit(before) && char.IsAsciiDigit(after);
        switch (text[i])
        {
            case '.':
                return digits || (i - segment == 1 && char.IsLetter(before) && IsDotted(text, i + 1, end)) || Addresses.IsDomainEnd(text.AsSpan(i + 1, end - i - 1)) || Addresses.IsDottedName(text.AsSpan(start, end - start));
            case ',':
                return digits && DigitsFrom(text, i + 1, end) == 3;
            case ':':
                return digits && DigitsFrom(text, i + 1, end) <= 2 && i - segment <= 2;
            case '-' or '\u2011':
                return digits ? Numbers.HyphenJoins(text, start, i, end) : Prefixes.Keep(text.AsSpan(segment, i - segment)) && char.IsLetter(after);
            case '/':
                return digits || (i - segment == 1 && char.IsLetter(before) && char.IsLetter(after) && (i + 2 >= end || !IsWordChar(text, i + 2)));
            case '\'' or '’' or '_' or '\u00B7':
                return true;
            case '&':
                return char.IsUpper(before) && char.IsUpper(after) && i - segment <= 2;
            default:
                return false;
        }
    }

    // "U.S", "p.m", "a.k.a": after the period a single letter that itself ends or meets a period.
    private static bool IsDotted(string text, int i, int end) =>
        char.IsLetter(text[i]) && (i + 1 >= end || !IsWordChar(text, i + 1));

    private static int DigitsFrom(string text, int i, int end)
    {
        var count = 0;
        while (i + count < end && char.IsAsciiDigit(text[i + count])) count++;
        return count;
    }

    private static int WithPeriod(string text, int start, int wordEnd, int end, int lineEnd)
    {
        if (wordEnd >= end || text[wordEnd] != '.') return wordEnd;
        var word = text.AsSpan(start, wordEnd - start);
        var next = wordEnd + 1;
        while (next < lineEnd && IsGap(text[next])) next++;
        var lineEnds = next >= lineEnd;
        var hyphen = word.LastIndexOf('-');
        if (hyphen >= 0) word = word[(hyphen + 1)..];

        // An ellipsis, unless the second period is a slip behind an abbreviation ("Inc..").
        if (wordEnd + 1 < end && text[wordEnd + 1] == '.' && (wordEnd + 2 < end && text[wordEnd + 2] == '.' || word.Length < 2)) return wordEnd;
        if (word.Length >= 3 && word[^2] == '.' && char.IsLetter(word[^1])) return wordEnd + 1;
        if (word.Length == 1 && char.IsUpper(word[0]))
            return !lineEnds && !SentenceSplitter.IsBeginning(text, next, lineEnd) && (word[0] != 'I' || (next < lineEnd - 1 && text[next + 1] == '.')) && char.IsUpper(text[next]) ? wordEnd + 1 : wordEnd;
        return Abbreviations.OwnsPeriod(word, !lineEnds && char.IsAsciiDigit(text[next]), lineEnds) ? wordEnd + 1 : wordEnd;
    }

    private static int SymbolEnd(string text, int start, int end)
    {
        var c = text[start];
        var face = Emoticons.Match(text.AsSpan(start, end - start));
        if (face > 0) return start + face;
        if (c is '\'' or '’' && Clitics.StartsWord(text, start, end) is var elided and > 0) return start + elided;

        var i = start + CharLength(text, start, end);
        // ".?" and "!." are one mark each, as are rulers of two kinds ("----==").
        if (c is '.' && i < end && text[i] is '?' or '!') return MarksEnd(text, i, end);
        if (c is '-' or '=' && RulerEnd(text, start, end) is var ruler && ruler - start > 3) return ruler;
        if (c is '!' or '?' && MarksEnd(text, start, end) is var marks && marks < end && text[marks] == '.' && (marks + 1 == end || text[marks + 1] != '.')) return marks + 1;
        if (c is '/' or '\\' && i < end && text[i] == c) return i + 1;
        if (c is '.' or '-' or '*' or '=' or '_' or '~' or '!' or '?' or '…' or '+' or '#' or '$' or '<' or '>')
        {
            while (i < end && (text[i] == c || (c is '!' or '?' && text[i] is '!' or '?'))) i++;
            return i;
        }

        if (c is '`' or '\'' && i < end && text[i] == c) return i + 1;
        if (!char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.OtherSymbol) return i;
        // One emoji: its skin tone, variation selector, and what a zero width joiner ties to it.
        while (i < end && (text[i] is '\uFE0F' or '\u200D' || (text[i] == '\uD83C' && i + 1 < end && text[i + 1] is >= '\uDFFB' and <= '\uDFFF') || (text[i - 1] == '\u200D' && char.IsSurrogate(text[i]))))
            i += CharLength(text, i, end);
        return i;
    }

    private static int MarksEnd(string text, int i, int end)
    {
        while (i < end && text[i] is '!' or '?') i++;
        return i;
    }

    private static int RulerEnd(string text, int i, int end)
    {
        while (i < end && text[i] is '-' or '=') i++;
        return i;
    }
}
