using System.Globalization;

namespace IngestWorker.Polling;

/// <summary>Durations for people: "45 s", "20 min", "3.5 h", "12 days".</summary>
internal static class Durations
{
    public static string InWords(TimeSpan time) => time.Duration() switch
    {
        { TotalSeconds: < 90 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0} s"),
        { TotalMinutes: < 90 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalMinutes:0} min"),
        { TotalHours: < 48 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalHours:0.#} h"),
        var t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalDays:0} days"),
    };
}
