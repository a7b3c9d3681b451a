using System.Diagnostics;
using System.Diagnostics.Metrics;

#pragma warning disable CA1050 // The runtime looks for this name outside of any namespace.

/// <summary>
/// The fault points. The runtime loads this assembly into the program before Main where DOTNET_STARTUP_HOOKS names it
/// (github.com/dotnet/runtime, docs/design/features/host-startup-hook.md): it listens to what the program tells of itself anyway, its
/// counts and its activities, and ends the process as SIGKILL does where INGEST_FAULT says. The product has no code for it.
/// INGEST_FAULT: point|text|n. Points: counted (ingest.* count whose tags hold the text), started, stopped (an activity with the text in its
/// name or tags: SQL, queue), failed (a stopped activity whose error holds the text), grown (a file, by its path). n: the how manieth, from 1.
/// </summary>
internal static class StartupHook
{
    private static string s_point = "";
    private static string s_text = "";
    private static int s_left;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("INGEST_FAULT")?.Split('|') is not [var point, var text, var left]) return;
        (s_point, s_text, s_left) = (point, text, int.Parse(left, System.Globalization.CultureInfo.InvariantCulture));
        if (point == "counted") ListenToCounts();
        else if (point == "grown") new Thread(WatchFile) { IsBackground = true }.Start();
        else ListenToActivities();
    }

    private static void ListenToCounts()
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Name.StartsWith("ingest.", StringComparison.Ordinal)) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            var said = instrument.Name;
            foreach (var tag in tags) said += $" {tag.Key}={tag.Value}";
            Reach(said);
        });
        listener.Start();
    }

    private static void ListenToActivities() => ActivitySource.AddActivityListener(new ActivityListener
    {
        ShouldListenTo = _ => true,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        ActivityStarted = a => { if (s_point == "started") Reach(Said(a)); },
        ActivityStopped = a =>
        {
            if (s_point == "stopped" && a.Status != ActivityStatusCode.Error) Reach(Said(a));
            else if (s_point == "failed" && a.Status == ActivityStatusCode.Error) Reach($"{Said(a)} {a.StatusDescription} {string.Join(' ', a.Events.SelectMany(e => e.Tags))}");
        },
    });

    private static string Said(Activity activity) => $"{activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects)}";

    // SQLite tells nobody of its writes; its files grow with them.
    private static void WatchFile()
    {
        var length = 0L;
        while (true)
        {
            var file = new FileInfo(s_text);
            if (file.Exists && file.Length != length)
            {
                length = file.Length;
                Reach(s_text);
            }
            Thread.Yield();
        }
    }

    private static void Reach(string said)
    {
        if (!said.Contains(s_text, StringComparison.Ordinal) || Interlocked.Decrement(ref s_left) != 0) return;
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
