using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Storage;

namespace IngestWorker.Roles;

/// <summary>What the loops of one process share: settings, time, the process's name in leases, and the signals that wake them.</summary>
internal sealed class RoleContext(IngestSettings settings, TimeProvider time)
{
    /// <summary>Name and version of the program, as the trail names it.</summary>
    public static string Version { get; } = "ingestworker/" + typeof(RoleContext).Assembly.GetName().Version?.ToString(3);

    public IngestSettings Settings { get; } = settings;

    public TimeProvider Time { get; } = time;

    /// <summary>Unique among the processes that live at the same time.</summary>
    public string WorkerName { get; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>An item's disposition in this process, for its trail.</summary>
    public Disposition Disposition(FetchArticle command, Stage stage, Outcome outcome, string? detail) => Disposition(command.ItemId, command.Attempt, stage, outcome, detail);

    public Disposition Disposition(Guid itemId, int attempt, Stage stage, Outcome outcome, string? detail) => new()
    {
        ItemId = itemId,
        Attempt = attempt,
        Stage = stage,
        Outcome = outcome,
        Detail = detail,
        Worker = WorkerName,
        Version = Version,
    };

    public WorkSignal FeedsAdded { get; } = new(time);

    /// <summary>Pulsed when a feed named a hub that is not asked yet.</summary>
    public WorkSignal HubsWanted { get; } = new(time);

    /// <summary>Pulsed when items became due or a place in flight became free.</summary>
    public WorkSignal ItemsAdded { get; } = new(time);
}
