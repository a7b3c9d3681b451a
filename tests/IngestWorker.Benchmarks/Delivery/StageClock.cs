using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using IngestWorker.Fetching;
using IngestWorker.Telemetry;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>
/// Processor time by stage, from the program's own activities: the thread's clock is read whenever a flow that belongs to a stage comes on to a
/// thread or goes off it, so that what runs in between is counted where it belongs, over any number of awaits.
/// </summary>
internal sealed class StageClock : IDisposable
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID
    private const string Before = "stage before";

    private static readonly ConcurrentDictionary<string, long> s_nanoseconds = new(StringComparer.Ordinal);
    private static readonly AsyncLocal<string?> s_stage = new(OnChanged);

    [ThreadStatic]
    private static long t_last;

    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name is IngestMetrics.Name or FetchingTelemetry.Name or "MassTransit",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        ActivityStarted = Begin,
        ActivityStopped = End,
    };

    public StageClock() => ActivitySource.AddActivityListener(_listener);

    /// <summary>Seconds by stage until now.</summary>
    public static Dictionary<string, double> Seconds() => s_nanoseconds.ToDictionary(s => s.Key, s => s.Value / 1e9);

    public void Dispose() => _listener.Dispose();

    private static void Begin(Activity activity)
    {
        activity.SetCustomProperty(Before, s_stage.Value);
        s_stage.Value = Stage(activity) ?? s_stage.Value;
    }

    private static void End(Activity activity) => s_stage.Value = (string?)activity.GetCustomProperty(Before);

    private static string? Stage(Activity activity) => (activity.Source.Name, activity.OperationName, activity.Kind) switch
    {
        ("MassTransit", _, ActivityKind.Producer) => "publish",
        ("MassTransit", _, _) => null, // What is done in it has activities of its own, or is the bus's.
        (_, "extract", _) => "extract",
        (_, "code", _) => "code",
        (_, "process item" or "fetch", _) => "fetch",
        _ => null,
    };

    private static void OnChanged(AsyncLocalValueChangedArgs<string?> change)
    {
        var now = Now();
        if (change.PreviousValue is { } stage) s_nanoseconds.AddOrUpdate(stage, static (_, time) => time, static (_, sum, time) => sum + time, now - t_last);
        t_last = now;
    }

    private static long Now()
    {
        _ = ClockGetTime(ThreadCpuTime, out var time);
        return time.Seconds * 1_000_000_000 + time.Nanoseconds;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
