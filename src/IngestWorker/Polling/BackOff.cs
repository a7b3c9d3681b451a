using IngestWorker.Contracts;

namespace IngestWorker.Polling;

/// <summary>How bad a failure is: what it says about the next poll.</summary>
internal enum FailureWeight
{
    /// <summary>Time alone seldom mends it: 404, a page instead of a feed, a refusal.</summary>
    Hard,

    /// <summary>The server is there and not well, or asks for a rest: 5xx, 429.</summary>
    Soft,

    /// <summary>Nobody was reached: timeouts, DNS.</summary>
    Temporary,
}

internal static class BackOff
{
    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromDays(1);

    public static FailureWeight Weigh(Outcome outcome) => outcome switch
    {
        Outcome.ServerError or Outcome.TooManyRequests or Outcome.EmptyDocument or Outcome.InvalidResponse => FailureWeight.Soft,
        Outcome.Timeout or Outcome.NameNotResolved or Outcome.ConnectionFailed or Outcome.TlsFailed or Outcome.CircuitOpen => FailureWeight.Temporary,
        _ => FailureWeight.Hard,
    };

    /// <summary>The wait after a number of failures in a row: it grows the faster and further the less waiting helps.</summary>
    public static TimeSpan After(FailureWeight weight, int failures, TimeSpan usual, PollBounds bounds)
    {
        var (first, factor, longest) = weight switch
        {
            FailureWeight.Hard => (Max(usual, TimeSpan.FromHours(1)), 4.0, TimeSpan.FromDays(1)),
            FailureWeight.Soft => (usual, 2.0, TimeSpan.FromHours(12)),
            _ => (bounds.Least, 1.5, TimeSpan.FromHours(6)),
        };
        var most = Max(longest, bounds.Most);
        var wait = first.TotalSeconds * Math.Pow(factor, Math.Min(failures - 1, 30));
        return wait < most.TotalSeconds ? TimeSpan.FromSeconds(wait) : most;
    }

    /// <summary>A server that names its time gets it, up to a day; never less than what we would wait ourselves.</summary>
    public static TimeSpan Honour(TimeSpan? retryAfter, TimeSpan wait) => retryAfter is { } asked && asked > wait
        ? Max(wait, asked < s_longestRetryAfter ? asked : s_longestRetryAfter)
        : wait;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
