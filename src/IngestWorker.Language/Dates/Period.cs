namespace IngestWorker.Language.Dates;

/// <summary>The days that an expression means, and where it ends.</summary>
/// <param name="End">The token behind its last.</param>
/// <param name="First">First day; null where it cannot be resolved.</param>
/// <param name="Last">Last day; null where it cannot be resolved.</param>
/// <param name="Granularity">Its unit.</param>
/// <param name="Start">Its first token, where that is not the one it was looked for at; -1 otherwise.</param>
internal readonly record struct Period(int End, DateOnly? First, DateOnly? Last, TimeGranularity Granularity, int Start = -1)
{
    public static Period Day(int end, DateOnly? day) => new(end, day, day, day is null ? TimeGranularity.None : TimeGranularity.Day);

    public static Period Open(int end) => new(end, null, null, TimeGranularity.None);

    public static Period Week(int end, DateOnly inside)
    {
        var monday = inside.AddDays(-(((int)inside.DayOfWeek + 6) % 7));
        return new(end, monday, monday.AddDays(6), TimeGranularity.Week);
    }

    public static Period Month(int end, int year, int month) =>
        new(end, new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)), TimeGranularity.Month);

    public static Period Years(int end, int first, int last, TimeGranularity granularity) =>
        first is < 1 or > 9999 || last is < 1 or > 9999 ? Open(end) : new(end, new DateOnly(first, 1, 1), new DateOnly(last, 12, 31), granularity);

    public static Period Range(int end, DateOnly? first, DateOnly? last) =>
        new(end, first, last, first is null && last is null ? TimeGranularity.None : TimeGranularity.Range);

    /// <summary>Meteorological seasons; winter begins in the year before its number where it is read as ending.</summary>
    public static Period Season(int end, int season, int year) => season switch
    {
        0 => new(end, new DateOnly(year, 3, 1), new DateOnly(year, 5, 31), TimeGranularity.Season),
        1 => new(end, new DateOnly(year, 6, 1), new DateOnly(year, 8, 31), TimeGranularity.Season),
        2 => new(end, new DateOnly(year, 9, 1), new DateOnly(year, 11, 30), TimeGranularity.Season),
        _ => new(end, new DateOnly(year, 12, 1), new DateOnly(year + 1, 2, DateTime.DaysInMonth(year + 1, 2)), TimeGranularity.Season),
    };
}
