namespace IngestWorker.Polling;

/// <summary>RSS skipHours and skipDays: hours and days of GMT in which a feed asks not to be polled.</summary>
internal static class QuietTimes
{
    private const int HoursOfWeek = 7 * 24;

    /// <summary>The first moment from a time on that is not asked to be left out; the time itself where all hours are.</summary>
    public static DateTimeOffset After(DateTimeOffset time, PublisherHints hints)
    {
        if (hints.SkipHours.Count == 0 && hints.SkipDays.Count == 0) return time;
        var at = time.ToUniversalTime();
        for (var i = 0; i <= HoursOfWeek; i++)
        {
            if (!hints.SkipHours.Contains(at.Hour) && !hints.SkipDays.Contains(at.DayOfWeek)) return at;
            at = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        }
        return time;
    }
}
