using IngestWorker.Feeds.Links;

namespace IngestWorker.Feeds.Lists;

/// <summary>How a list of URLs is laid out as CSV.</summary>
/// <param name="Separator">Comma, semicolon or tab.</param>
/// <param name="Column">Which column holds the URLs, from 0; negative where the one asked for is missing.</param>
/// <param name="HasHeader">Whether the first row names the columns.</param>
/// <param name="Problem">Why there is no column.</param>
internal sealed record CsvShape(char Separator, int Column, bool HasHeader, string? Problem = null)
{
    private static readonly string[] Names = ["url", "link", "loc", "address", "href", "uri", "article_url", "page", "web_url", "source_url"];

    /// <summary>The layout; null where the text is no CSV but a plain list.</summary>
    public static CsvShape? Find(ReadOnlySpan<char> text, string? column)
    {
        text = text.TrimStart();
        var end = text.IndexOfAny('\r', '\n');
        var firstLine = end < 0 ? text : text[..end];
        foreach (var separator in "\t;,")
        {
            if (!firstLine.Contains(separator) && !(column is not null && separator == ','))
                continue;
            var rows = new CsvRows(text, separator);
            rows.Next();
            if (Named(rows.Fields, column) is >= 0 and var named)
                return new CsvShape(separator, named, true);
            if (column is not null)
            {
                if (separator == ',')
                    return new CsvShape(separator, -1, true, $"no column \"{column}\"; the first row has: {string.Join(", ", rows.Fields)}");
                continue;
            }
            // A plain URL may hold commas: only a first row with something else in it is CSV.
            if (rows.Fields.Count > 1 && Holding(rows.Fields) is >= 0 and var holding && (separator != ',' || holding != 0 || LooksSplit(rows.Fields)))
                return new CsvShape(separator, holding, false);
        }
        // One column with a name over it.
        return column is null && Names.Contains(firstLine.Trim().Trim('"').ToString(), StringComparer.OrdinalIgnoreCase)
            ? new CsvShape(',', 0, true)
            : null;
    }

    private static int Named(List<string> fields, string? column)
    {
        if (column is not null)
            return fields.FindIndex(field => field.Trim().Equals(column, StringComparison.OrdinalIgnoreCase));
        foreach (var name in Names)
        {
            if (fields.FindIndex(field => field.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var found)
                return found;
        }
        return -1;
    }

    private static int Holding(List<string> fields) => fields.FindIndex(field => UrlResolver.IsHttpUrl(field.Trim()));

    /// <summary>True where what follows the first comma can be no part of an address.</summary>
    private static bool LooksSplit(List<string> fields) =>
        fields.Skip(1).Any(field => field.Length == 0 || field.Contains(' ', StringComparison.Ordinal) || UrlResolver.IsHttpUrl(field.Trim()) || FeedDates.TryParse(field, out _));
}
