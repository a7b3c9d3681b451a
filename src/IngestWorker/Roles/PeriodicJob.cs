using IngestWorker.Storage;

namespace IngestWorker.Roles;

/// <summary>When work is done that comes again and again.</summary>
/// <param name="Name">The job's key in the database.</param>
/// <param name="Title">What a log calls it, at the begin of a sentence.</param>
/// <param name="Interval">From the end of one run to the next.</param>
/// <param name="Soon">The same where a run left something to do.</param>
internal sealed record JobPlan(string Name, string Title, TimeSpan Interval, TimeSpan Soon);

/// <summary>Work that one process does for all of them now and then: whoever comes first when it is due.</summary>
internal sealed class PeriodicJob(JobStore jobs, DatabaseGate gate, RoleContext context)
{
    /// <summary>How long a run has the job. Who died with it loses it then, so a run is to end well before.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan s_mostPause = TimeSpan.FromMinutes(1);

    /// <summary>Runs until the process stops; a run that fails is logged and tried again.</summary>
    /// <param name="plan">When.</param>
    /// <param name="work">Returns false where there is more to do.</param>
    /// <param name="logger">Of the work.</param>
    public Task RunAsync(JobPlan plan, Func<CancellationToken, Task<bool>> work, ILogger logger, CancellationToken cancellationToken) =>
        RoleLoop.RunAsync(plan.Title, token => LoopAsync(plan, work, token), context.Time, logger, cancellationToken);

    private async Task LoopAsync(JobPlan plan, Func<CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        // Who asks more often than the job is due finds it taken or not due; asking is one statement.
        var pause = plan.Interval < s_mostPause ? plan.Interval : s_mostPause;
        while (true)
        {
            if (await jobs.TryTakeAsync(plan.Name, Lease, context.WorkerName, cancellationToken))
            {
                var isThrough = await work(cancellationToken);
                await jobs.EndAsync(plan.Name, isThrough ? plan.Interval : plan.Soon, context.WorkerName, cancellationToken);
            }
            await Task.Delay(pause, context.Time, cancellationToken);
        }
    }
}
