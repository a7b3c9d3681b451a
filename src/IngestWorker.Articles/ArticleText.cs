using System.Text;
using IngestWorker.Contracts;

namespace IngestWorker.Articles;

/// <summary>Renderings of an article's text.</summary>
public static class ArticleText
{
    /// <summary>The running text with its section headings in their places, one block or heading a line.</summary>
    public static string WithHeadings(ArticleContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Headings.Count == 0)
            return content.Text;

        var result = new StringBuilder(content.Text.Length + (content.Headings.Count * 60));
        int heading = 0, unit = 0, point = 0;
        foreach (var block in content.Blocks)
        {
            for (; heading < content.Headings.Count && content.Headings[heading].At <= block.Start; heading++)
                AppendLine(result, content.Headings[heading].Text);
            unit = Advance(content.Text, unit, block.Start - point);
            var end = Advance(content.Text, unit, block.End - block.Start);
            AppendLine(result, content.Text.AsSpan(unit, end - unit));
            (unit, point) = (end, block.End);
        }

        for (; heading < content.Headings.Count; heading++)
            AppendLine(result, content.Headings[heading].Text);
        return result.ToString();
    }

    /// <summary>Length in Unicode code points.</summary>
    internal static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
                count--;
        }

        return count;
    }

    private static int Advance(string text, int unit, int codePoints)
    {
        for (; codePoints > 0 && unit < text.Length; codePoints--)
            unit += char.IsHighSurrogate(text[unit]) && unit + 1 < text.Length && char.IsLowSurrogate(text[unit + 1]) ? 2 : 1;
        return unit;
    }

    private static void AppendLine(StringBuilder result, ReadOnlySpan<char> line)
    {
        if (result.Length > 0)
            result.Append('\n');
        result.Append(line);
    }
}
