using System.Text.RegularExpressions;
using IngestWorker.Articles.Metadata;

namespace IngestWorker.Articles.Content;

/// <summary>Reads who posted what a page embeds, and when: what is said in it is said by them, not by the page.</summary>
internal static partial class EmbeddedPosts
{
    private const int LongestSignature = 160;
    private const int LongestName = 80;
    private const int WordsOfLabel = 7;
    private const float MostlyLink = 0.95f;

    /// <summary>True for a line with "@name" in it, as posts are signed.</summary>
    public static bool HasHandle(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('@'); at >= 0; at = text[(at + 1)..].IndexOf('@') is >= 0 and var next ? at + 1 + next : -1)
        {
            if (at + 2 < text.Length && char.IsLetterOrDigit(text[at + 1]) && (at == 0 || text[at - 1] is ' ' or '(' or '|' or '·'))
                return true;
        }

        return false;
    }

    /// <summary>"View this post on ...": a link that says nothing of the post.</summary>
    public static bool IsLabel(PageTree tree, int index, int linesOfPost)
    {
        ref readonly var block = ref tree.Blocks[index];
        return linesOfPost > 1 && block.Words <= WordsOfLabel && block.Sentences == 0 && block.LinkWeight >= MostlyLink * block.Weight && block.Digits == 0 && !tree.TextOf(block).Contains('@');
    }

    /// <summary>
    /// From the lines of a post, the last first: "— Name (@handle) October 2, 2020", "A post shared by Name (@handle) on 2 October",
    /// "Posted by Name on Sunday, May 12, 2024", "Name @handle" with the day in a line of its own.
    /// </summary>
    public static (string? Author, DateTimeOffset? Published) Poster(PageTree tree, in PageNode post)
    {
        string? author = null;
        DateTimeOffset? published = null;
        for (var i = post.EndBlock - 1; i >= post.FirstBlock; i--)
        {
            var text = tree.TextOf(i);
            if (text.Length > LongestSignature && !HasHandle(text))
                continue;
            var signature = Signature(text, isLast: i == post.EndBlock - 1);
            if (signature is null && tree.Blocks[i].Words > 8)
                continue;
            published ??= DateText.Read(Behind(text, signature), monthFirst: true)?.Value;
            author ??= signature;
            if (author is not null && published is not null)
                break;
        }

        return (author, published);
    }

    private static string? Signature(ReadOnlySpan<char> text, bool isLast)
    {
        var dash = text.LastIndexOfAny('—', '–');
        var rest = dash >= 0 ? text[(dash + 1)..].Trim() : text.Trim();
        foreach (var by in PostedBy().EnumerateMatches(rest))
        {
            rest = rest[(by.Index + by.Length)..];
            if (!HasHandle(rest))
                return Name(rest[..End(rest)]);
            break;
        }

        var at = rest.IndexOf('@');
        if (at >= 0 && HasHandle(rest))
        {
            var end = at;
            while (end < rest.Length && rest[end] is not (' ' or ')' or ',' or '·'))
                end++;
            if (end < rest.Length && rest[end] == ')')
                end++;
            return Name(rest[..end]);
        }

        return dash >= 0 && isLast ? Name(rest[..End(rest)]) : null;
    }

    /// <summary>Where a name ends and the day begins.</summary>
    private static int End(ReadOnlySpan<char> text)
    {
        foreach (var match in DayBehind().EnumerateMatches(text))
            return match.Index;
        return text.Length;
    }

    private static string? Name(ReadOnlySpan<char> text)
    {
        text = text.Trim().TrimEnd(",·|").Trim();
        return text.Length is > 1 and <= LongestName ? text.ToString() : null;
    }

    private static ReadOnlySpan<char> Behind(ReadOnlySpan<char> text, string? signature) =>
        signature is not null && text.IndexOf(signature) is >= 0 and var at ? text[(at + signature.Length)..] : text;

    [GeneratedRegex(@"\b(?:shared|post(?:ed)?|tweeted|publi\w+|geteilt|compartida|compartilhada)\s+(?:by|par|von|por|da)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PostedBy();

    [GeneratedRegex(@"\s+(?:on|am|le|el|em|il)\s+\S|,|\s+\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DayBehind();
}
