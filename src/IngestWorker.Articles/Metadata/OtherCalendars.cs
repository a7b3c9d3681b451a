using System.Globalization;

namespace IngestWorker.Articles.Metadata;

/// <summary>Days of calendars that news pages date by, besides the Gregorian one.</summary>
internal static class OtherCalendars
{
    private static readonly PersianCalendar Persian = new();

    /// <summary>The first year of an era less one; 0 for words that name none.</summary>
    public static int EraBefore(ReadOnlySpan<char> word) => word switch
    {
        "令和" => 2018,
        "平成" => 1988,
        "昭和" => 1925,
        "民國" or "民国" or "中華民國" => 1911,
        _ => 0,
    };

    public static DateOnly? Iranian(int year, int month, int day)
    {
        if (year is < 1300 or > 1478 || month is < 1 or > 12 || day < 1 || day > Persian.GetDaysInMonth(year, month))
            return null;
        return DateOnly.FromDateTime(Persian.ToDateTime(year, month, day, 0, 0, 0, 0));
    }
}
