using IngestWorker.Feeds.Dates;

namespace IngestWorker.Feeds;

/// <summary>
/// Dates as feeds write them: RFC 822 and 3339 and what people make of them, ISO 8601 with its short and ordinal forms, asctime,
/// numbers since 1970, month and day names in many languages, zone names and offsets. A time without a zone is UTC.
/// </summary>
public static class FeedDates
{
    private const int LongestDate = 120;

    /// <summary>Reads a date; false for a text that is none, and for days and times that do not exist.</summary>
    public static bool TryParse(string? text, out DateTimeOffset date)
    {
        date = default;
        var value = text.AsSpan().Trim();
        if (value.IsEmpty || value.Length > LongestDate)
            return false;
        return Rfc822Dates.TryParse(value, out date) || IsoDates.TryParse(value, out date) || WordDates.TryParse(value, out date);
    }

    internal static DateTimeOffset? Parse(string? text) => TryParse(text, out var date) ? date : null;
}
