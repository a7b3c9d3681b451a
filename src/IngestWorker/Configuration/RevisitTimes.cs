namespace IngestWorker.Configuration;

/// <summary>Worker:RevisitAfter as times.</summary>
internal static class RevisitTimes
{
    private const int Most = 20;
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(365);

    /// <summary>In order, each once. The settings are checked already.</summary>
    public static IReadOnlyList<TimeSpan> Of(WorkerSettings settings) =>
        [.. settings.RevisitAfter.Select(text => SettingsReader.TryParseDuration(text, out var time) ? time : throw new FormatException($"Worker:RevisitAfter: '{text}'")).Distinct().Order()];

    public static IEnumerable<string> Errors(WorkerSettings settings)
    {
        foreach (var text in settings.RevisitAfter)
        {
            if (!SettingsReader.TryParseDuration(text, out var time) || time < s_least || time > s_longest)
                yield return $"Worker:RevisitAfter: '{text}' is not allowed; it takes durations from 1s to 365d, or nothing.";
        }
        if (settings.RevisitAfter.Count > Most)
            yield return $"Worker:RevisitAfter: {settings.RevisitAfter.Count} times are not allowed; it takes {Most} at most.";
    }
}
