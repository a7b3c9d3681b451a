using System.Globalization;

namespace IngestWorker.Fetching;

/// <summary>RFC 9110 §10.2.3: seconds or a date.</summary>
internal static class RetryAfterHeader
{
    /// <param name="value">The Retry-After header.</param>
    /// <param name="serverDate">The answer's Date header: the wait is counted by the server's own clock where it shows one.</param>
    /// <param name="now">Our clock, for servers without one.</param>
    /// <param name="longest">A longer wait counts as this.</param>
    /// <returns>Null where there is no header or it cannot be read; never negative.</returns>
    public static TimeSpan? Read(string? value, string? serverDate, DateTimeOffset now, TimeSpan longest)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        TimeSpan wait;
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
            wait = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, longest.TotalSeconds));
        else if (TryParseDate(value, out var until))
            wait = until - (TryParseDate(serverDate, out var serverNow) ? serverNow : now);
        else
            return null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > longest ? longest : wait;
    }

    // RFC 9110 §5.6.7: the one form that is sent, and the two obsolete ones that must be understood.
    private static readonly string[] DateForms =
        ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd, d MMM yyyy HH:mm:ss 'GMT'"];

    private static bool TryParseDate(string? text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text?.Trim(), DateForms, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out date);
}
