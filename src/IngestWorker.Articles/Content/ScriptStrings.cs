using System.Globalization;
using System.Text;

namespace IngestWorker.Articles.Content;

/// <summary>
/// What a script carries as data: its own object, the string that it gives to JSON.parse, or the rows of a React server component's stream
/// ("self.__next_f.push([1, ...])"), each JSON, or a text with its length in bytes before it.
/// </summary>
internal static class ScriptStrings
{
    private const int MostRows = 400;
    private const string Parse = "JSON.parse(";
    private const string Push = "__next_f.push([1,";

    /// <summary>The parts, each JSON or a text.</summary>
    public static IEnumerable<(ReadOnlyMemory<char> Value, bool IsText)> Parts(ReadOnlyMemory<char> script)
    {
        var pushed = script.Span.IndexOf(Push);
        if (pushed >= 0 && Literal(script.Span[(pushed + Push.Length)..]) is { } stream)
        {
            foreach (var row in Rows(stream))
                yield return row;
            yield break;
        }

        var parsed = script.Span.IndexOf(Parse);
        if (parsed >= 0 && Literal(script.Span[(parsed + Parse.Length)..]) is { } json)
            yield return (json.AsMemory(), false);
        else
            yield return (script, false);
    }

    private static IEnumerable<(ReadOnlyMemory<char> Value, bool IsText)> Rows(string stream)
    {
        var at = 0;
        for (var row = 0; row < MostRows && at < stream.Length; row++)
        {
            var colon = stream.IndexOf(':', at);
            if (colon < 0 || colon + 1 >= stream.Length)
                break;
            var comma = stream.IndexOf(',', colon);
            if (stream[colon + 1] == 'T' && comma > 0 && int.TryParse(stream.AsSpan(colon + 2, comma - colon - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bytes))
            {
                var end = comma + 1 + Characters(stream.AsSpan(comma + 1), bytes);
                yield return (stream.AsMemory(comma + 1, end - comma - 1), true);
                at = end;
                continue;
            }

            var line = stream.IndexOf('\n', colon);
            var close = line < 0 ? stream.Length : line;
            yield return (stream.AsMemory(colon + 1, close - colon - 1), false);
            at = close + 1;
        }
    }

    /// <summary>Characters that take so many bytes.</summary>
    private static int Characters(ReadOnlySpan<char> text, int bytes)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes <= 0)
                break;
            bytes -= rune.Utf8SequenceLength;
            count += rune.Utf16SequenceLength;
        }

        return Math.Min(count, text.Length);
    }

    /// <summary>The value of a string literal at the text's start; null where there is none.</summary>
    private static string? Literal(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        if (text.IsEmpty || text[0] is not ('"' or '\'' or '`'))
            return null;
        var quote = text[0];
        var result = new StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == quote)
                return result.ToString();
            if (c != '\\' || i + 1 >= text.Length)
            {
                result.Append(c);
                continue;
            }

            c = text[++i];
            var digits = c switch { 'u' => 4, 'x' => 2, _ => 0 };
            if (digits > 0 && i + digits < text.Length && ushort.TryParse(text.Slice(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                result.Append((char)code);
                i += digits;
                continue;
            }

            result.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' or 'f' => ' ', _ => c });
        }

        return result.Length > 0 ? result.ToString() : null;
    }
}
