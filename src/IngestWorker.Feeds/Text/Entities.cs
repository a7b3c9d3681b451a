using System.Buffers;

namespace IngestWorker.Feeds.Text;

/// <summary>Character references and entities to characters, and what XML forbids left out.</summary>
internal static class Entities
{
    // Ampersands; control characters, which XML 1.0 forbids but feeds hold; carriage returns, which XML turns into line feeds.
    private const string AsciiCharacters = "&\r\u007F" + C0;
    private const string C0 =
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    // C1 controls, which are Windows-1252 punctuation under a wrong name, and the two non-characters.
    private const string RareCharacters =
        "\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F\uFFFE\uFFFF";

    // Searching for ASCII alone is several times faster than for the whole set, and almost no text has any of the rest.
    private static readonly SearchValues<char> Ascii = SearchValues.Create(AsciiCharacters);
    private static readonly SearchValues<char> All = SearchValues.Create(AsciiCharacters + RareCharacters);

    private const int LongestName = 32;

    /// <summary>True where the text is its own value.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text) => text.IndexOfAny(Ascii) < 0 && !HasRare(text);

    /// <summary>Appends the value of character data.</summary>
    /// <param name="text">Character data as it stands in the document.</param>
    /// <param name="output">Where the value goes.</param>
    /// <param name="declared">The entities of the document's own DTD; null where it has none.</param>
    public static void Decode(ReadOnlySpan<char> text, TextBuffer output, DeclaredEntities? declared) =>
        Clean(text, output, declared, decode: true);

    /// <summary>Appends a CDATA section: no entities, but the same clean-up.</summary>
    public static void Copy(ReadOnlySpan<char> text, TextBuffer output) => Clean(text, output, null, decode: false);

    private static void Clean(ReadOnlySpan<char> text, TextBuffer output, DeclaredEntities? declared, bool decode)
    {
        var special = HasRare(text) ? All : Ascii;
        while (true)
        {
            var at = text.IndexOfAny(special);
            if (at < 0)
                break;
            output.Append(text[..at]);
            var c = text[at];
            text = text[(at + 1)..];
            if (c == '&')
            {
                var used = decode ? Reference(text, output, declared) : 0;
                if (used == 0)
                    output.Append('&');
                text = text[used..];
            }
            else if (c == '\r')
            {
                if (text is not ['\n', ..])
                    output.Append('\n');
            }
            else if (c is >= '\u0080' and <= '\u009F')
            {
                output.Append(HtmlEntities.FromC1(c));
            }
        }
        output.Append(text);
    }

    private static bool HasRare(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('\u0080', '\u009F') >= 0 || text.IndexOfAnyInRange('\uFFFE', '\uFFFF') >= 0;

    /// <summary>Reads what follows an ampersand. Returns how many characters belong to the reference; 0 where it is none.</summary>
    private static int Reference(ReadOnlySpan<char> text, TextBuffer output, DeclaredEntities? declared)
    {
        // The five of XML itself first: escaped HTML is made of them.
        switch (text)
        {
            case ['l', 't', ';', ..]:
                output.Append('<');
                return 3;
            case ['g', 't', ';', ..]:
                output.Append('>');
                return 3;
            case ['a', 'm', 'p', ';', ..]:
                output.Append('&');
                return 4;
            case ['q', 'u', 'o', 't', ';', ..]:
                output.Append('"');
                return 5;
            case ['a', 'p', 'o', 's', ';', ..]:
                output.Append('\'');
                return 5;
            case ['#', ..]:
                return Numeric(text, output);
        }
        var end = text[..Math.Min(text.Length, LongestName + 1)].IndexOf(';');
        if (end <= 0)
            return 0;
        var name = text[..end];
        if (declared is not null && declared.TryExpand(name, output))
            return end + 1;
        if (!HtmlEntities.TryGet(name, out var c))
            return 0;
        output.Append(c);
        return end + 1;
    }

    private static int Numeric(ReadOnlySpan<char> text, TextBuffer output)
    {
        var hex = text.Length > 1 && text[1] is 'x' or 'X';
        var start = hex ? 2 : 1;
        var at = start;
        var code = 0;
        for (; at < text.Length && code <= 0x10FFFF; at++)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c))
                code = code * (hex ? 16 : 10) + (c - '0');
            else if (hex && char.IsAsciiHexDigit(c))
                code = code * 16 + (char.ToLowerInvariant(c) - 'a' + 10);
            else
                break;
        }
        if (at == start)
            return 0;
        // A digit run beyond Unicode is no character; the run is skipped as a whole.
        while (at < text.Length && char.IsAsciiHexDigit(text[at]) && code > 0x10FFFF)
            at++;
        AppendCodePoint(code, output);
        return at < text.Length && text[at] == ';' ? at + 1 : at;
    }

    private static void AppendCodePoint(int code, TextBuffer output)
    {
        if (code is >= 0x80 and <= 0x9F)
        {
            output.Append(HtmlEntities.FromC1((char)code));
        }
        else if (code > 0x10FFFF || code is >= 0xD800 and <= 0xDFFF)
        {
            output.Append('\uFFFD');
        }
        else if (code >= 0x10000)
        {
            output.Append((char)(0xD800 + ((code - 0x10000) >> 10)));
            output.Append((char)(0xDC00 + ((code - 0x10000) & 0x3FF)));
        }
        else if (code is 9 or 10 or 13 || (code >= 0x20 && code is not (0x7F or 0xFFFE or 0xFFFF)))
        {
            output.Append((char)code);
        }
    }
}
