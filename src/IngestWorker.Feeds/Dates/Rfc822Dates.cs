namespace IngestWorker.Feeds.Dates;

/// <summary>
/// The one form most RSS dates have, "Mon, 05 Feb 2024 08:15:00 GMT", without the detours of <see cref="WordDates"/>: dates were a
/// quarter of the time a feed took. Whatever differs by a character is left to the others.
/// </summary>
internal static class Rfc822Dates
{
    private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        date = default;
        if (text.Length < 29 || text[3] != ',' || text[4] != ' ' || text[7] != ' ' || text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':' || text[25] != ' ')
            return false;
        var month = Months.AsSpan().IndexOf(text.Slice(8, 3));
        if (month < 0 || month % 3 != 0 || !AreDigits(text.Slice(5, 2)) || !AreDigits(text.Slice(12, 4)) || !AreDigits(text.Slice(17, 2)) || !AreDigits(text.Slice(20, 2)) || !AreDigits(text.Slice(23, 2)))
            return false;
        var zone = text[26..];
        TimeSpan offset;
        if (zone is "GMT" or "UTC")
            offset = TimeSpan.Zero;
        else if (zone.Length != 5 || !Zones.TryOffset(zone, out offset))
            return false;
        var parts = new DateParts
        {
            Day = Two(text, 5),
            Month = month / 3 + 1,
            Year = Two(text, 12) * 100 + Two(text, 14),
            Hour = Two(text, 17),
            Minute = Two(text, 20),
            Second = Two(text, 23),
            Offset = offset,
        };
        return parts.TryMake(out date);
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static int Two(ReadOnlySpan<char> text, int at) => (text[at] - '0') * 10 + text[at + 1] - '0';
}
