using IngestWorker.Feeds.Links;
using IngestWorker.Feeds.Text;

namespace IngestWorker.Feeds;

/// <summary>
/// Lists of URLs: plain text with one a line, where empty lines and lines that begin with # count as remarks, or CSV (comma,
/// semicolon or tab) with a column of URLs.
/// </summary>
public static class UrlListReader
{
    private const int LongestUrl = 8192;
    private const int LongestQuote = 120;

    /// <summary>Reads a list.</summary>
    /// <param name="bytes">The file, in any encoding.</param>
    /// <param name="column">The name of the CSV column; null to take the one whose name or content says URL.</param>
    public static UrlList Read(ReadOnlySpan<byte> bytes, string? column = null)
    {
        if (bytes.IsEmpty)
            return new UrlList { Urls = [], Rejected = [] };
        using var decoded = BodyDecoder.Decode(bytes, null);
        return Read(decoded.Text, column);
    }

    internal static UrlList Read(ReadOnlySpan<char> text, string? column = null)
    {
        text = text.TrimStart('\uFEFF');
        if (Lists.CsvShape.Find(text, column) is { } shape)
            return Csv(text, shape);
        var urls = new List<ListedUrl>();
        var rejected = new List<RejectedLine>();
        var number = 0;
        foreach (var raw in text.EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (!line.IsEmpty && line[0] != '#')
                Take(line, number, urls, rejected);
        }
        return new UrlList { Urls = urls, Rejected = rejected };
    }

    /// <summary>True where the first lines are all absolute addresses.</summary>
    internal static bool LooksLikeOne(ReadOnlySpan<char> text)
    {
        const int Looked = 20;
        var seen = 0;
        foreach (var raw in text.TrimStart('\uFEFF').EnumerateLines())
        {
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '#')
                continue;
            if (ReasonAgainst(line) is not null)
                return false;
            if (++seen == Looked)
                break;
        }
        return seen > 0;
    }

    private static UrlList Csv(ReadOnlySpan<char> text, Lists.CsvShape shape)
    {
        var urls = new List<ListedUrl>();
        var rejected = new List<RejectedLine>();
        if (shape.Column < 0)
            return new UrlList { Urls = [], Rejected = [new RejectedLine(1, "", shape.Problem ?? "no column of URLs")] };
        var rows = new Lists.CsvRows(text, shape.Separator);
        var isFirst = true;
        while (rows.Next())
        {
            var isHeader = isFirst && shape.HasHeader;
            isFirst = false;
            if (isHeader || rows.IsBlank)
                continue;
            if (shape.Column >= rows.Fields.Count)
                rejected.Add(new RejectedLine(rows.Line, "", $"no column {shape.Column + 1} in this row"));
            else
                Take(rows.Fields[shape.Column].AsSpan().Trim(), rows.Line, urls, rejected);
        }
        return new UrlList { Urls = urls, Rejected = rejected };
    }

    private static void Take(ReadOnlySpan<char> text, int number, List<ListedUrl> urls, List<RejectedLine> rejected)
    {
        if (ReasonAgainst(text) is { } reason)
            rejected.Add(new RejectedLine(number, text[..Math.Min(text.Length, LongestQuote)].ToString(), reason));
        else
            urls.Add(new ListedUrl(number, text.ToString()));
    }

    private static string? ReasonAgainst(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return "empty";
        if (text.Length > LongestUrl)
            return $"longer than {LongestUrl} characters";
        if (text.IndexOfAny(" \t") >= 0)
            return "white space inside; one URL a line is expected";
        if (text.IndexOfAny("<>\"") >= 0 || text.IndexOfAnyInRange('\u0000', '\u001F') >= 0)
            return "a character inside that no URL has";
        if (!UrlResolver.IsHttpUrl(text.ToString()))
        {
            var scheme = text.IndexOf("://");
            return scheme > 0 ? $"scheme {text[..scheme]}; only http and https can be fetched" : "no absolute URL; it must begin with http:// or https://";
        }
        return Uri.TryCreate(text.ToString(), UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? null : "not a valid URL";
    }
}
