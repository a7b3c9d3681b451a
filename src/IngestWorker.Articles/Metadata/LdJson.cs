using System.Text;
using System.Text.Json;

namespace IngestWorker.Articles.Metadata;

/// <summary>Parses JSON-LD as it is found on pages: with raw line breaks in strings, comment wrappers, trailing commas, or cut off.</summary>
internal static class LdJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>The document; null where it cannot be mended.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<char> script)
    {
        var text = Unwrap(script);
        if (text.IsEmpty)
            return null;
        return TryParse(text) ?? TryParse(Mend(text.Span).AsMemory());
    }

    private static ReadOnlyMemory<char> Unwrap(ReadOnlyMemory<char> script)
    {
        var span = script.Span;
        var start = span.IndexOfAny('{', '[');
        var end = span.LastIndexOfAny('}', ']');
        return start < 0 ? default : end > start ? script[start..(end + 1)] : script[start..];
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<char> text)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // Broken JSON is to be expected of pages; lone surrogates are refused as an argument.
            return null;
        }
    }

    /// <summary>Escapes control characters in strings, drops bad escapes, and closes what is left open.</summary>
    private static string Mend(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length + 16);
        var open = new Stack<char>();
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (inString)
            {
                if (c == '\\')
                {
                    var next = i + 1 < text.Length ? text[i + 1] : ' ';
                    if ("\"\\/bfnrtu".Contains(next))
                        result.Append(c).Append(next);
                    else
                        result.Append(next < ' ' ? ' ' : next);
                    i++;
                    continue;
                }

                if (c == '"' && EndsString(text, i))
                    inString = false;
                else if (c == '"')
                    result.Append('\\');
                result.Append(c < ' ' ? ' ' : char.IsSurrogate(c) && !IsPaired(text, i) ? '\uFFFD' : c);
                continue;
            }

            switch (c)
            {
                case '"':
                    inString = true;
                    break;
                case '{' or '[':
                    open.Push(c == '{' ? '}' : ']');
                    break;
                case '}' or ']':
                    if (open.Count == 0)
                        return result.ToString();
                    open.Pop();
                    break;
                case ';' or < ' ':
                    c = ' ';
                    break;
            }

            result.Append(c);
            if (open.Count == 0 && c is '}' or ']')
                return result.ToString();
        }

        if (inString)
            result.Append('"');
        foreach (var close in open)
            result.Append(close);
        return result.ToString();
    }

    /// <summary>A quote ends the string where punctuation of JSON follows; else somebody forgot to escape it.</summary>
    private static bool EndsString(ReadOnlySpan<char> text, int quote)
    {
        for (var i = quote + 1; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                continue;
            if (text[i] is ':' or '}' or ']')
                return true;
            if (text[i] != ',')
                return false;
            // A comma may belong to the sentence; behind the string's end a key, a value or a bracket follows it.
            var rest = text[(i + 1)..].TrimStart();
            return rest.IsEmpty || rest[0] is '"' or '{' or '[' or '}' or ']' or '-' or 't' or 'f' or 'n' || char.IsAsciiDigit(rest[0]);
        }

        return true;
    }

    private static bool IsPaired(ReadOnlySpan<char> text, int i) =>
        char.IsHighSurrogate(text[i]) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : i > 0 && char.IsHighSurrogate(text[i - 1]);
}
