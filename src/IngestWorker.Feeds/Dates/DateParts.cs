namespace IngestWorker.Feeds.Dates;

/// <summary>What was found in a date text, and the check that there is such a moment.</summary>
internal struct DateParts
{
    public int Year;
    public int Month;
    public int Day;
    public int Hour;
    public int Minute;
    public int Second;
    public long FractionTicks;
    public TimeSpan Offset;

    /// <summary>A zone with summer time, whose offset depends on the date.</summary>
    public TimeZoneInfo? Zone;

    public readonly bool TryMake(out DateTimeOffset date)
    {
        date = default;
        if (Year is < 1 or > 9999 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month))
            return false;
        // 24:00 is the end of the day; a leap second is the second before it.
        var isEndOfDay = Hour == 24 && Minute == 0 && Second == 0;
        if (!isEndOfDay && (Hour is < 0 or > 23 || Minute is < 0 or > 59 || Second is < 0 or > 60))
            return false;
        if (Offset.Duration() > TimeSpan.FromHours(14))
            return false;
        var local = new DateTime(Year, Month, Day, isEndOfDay ? 0 : Hour, Minute, Math.Min(Second, 59), DateTimeKind.Unspecified).AddTicks(FractionTicks);
        if (isEndOfDay)
        {
            if (local.Date == DateTime.MaxValue.Date)
                return false;
            local = local.AddDays(1);
        }
        var offset = Zone?.GetUtcOffset(local) ?? Offset;
        var utcTicks = local.Ticks - offset.Ticks;
        if (utcTicks < DateTime.MinValue.Ticks || utcTicks > DateTime.MaxValue.Ticks)
            return false;
        date = new DateTimeOffset(local, offset);
        return true;
    }

    /// <summary>Two digits mean the century around 2000, as in RFC 2822's reading of older mail.</summary>
    public static int FullYear(int year, int digits) => digits > 2 ? year : year < 69 ? 2000 + year : 1900 + year;
}
