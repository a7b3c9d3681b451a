using System.Net;
using System.Text;
using IngestWorker.Articles.Metadata;

namespace IngestWorker.Articles.Content;

/// <summary>Text out of strings that may hold markup, such as articleBody.</summary>
internal static class PlainText
{
    /// <summary>Paragraphs, split at line breaks and at block elements.</summary>
    public static IEnumerable<string> Paragraphs(string text)
    {
        foreach (var line in WithoutTags(text).Split('\n'))
        {
            var clean = Candidates.CollapseSpaces(WebUtility.HtmlDecode(line));
            if (clean.Length > 0)
                yield return clean;
        }
    }

    private static string WithoutTags(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '<' || i + 1 >= text.Length || !(char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '/' or '!'))
            {
                result.Append(text[i]);
                continue;
            }

            var close = text.IndexOf('>', i);
            if (close < 0)
                break;
            var name = text.AsSpan(i + 1, close - i - 1).TrimStart('/');
            var end = name.IndexOfAny(" /\t\r\n");
            if (end >= 0)
                name = name[..end];
            if (HtmlTags.Parse(name) is var tag && (tag.Is(TagTraits.Block) || tag == HtmlTag.Br))
                result.Append('\n');
            i = close;
        }

        return result.ToString();
    }
}
