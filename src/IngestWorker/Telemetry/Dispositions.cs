using IngestWorker.Contracts;
using IngestWorker.Storage;

namespace IngestWorker.Telemetry;

/// <summary>What became of an item at a stage: one log line and one count. Its row in the trail is written by the stage's own statement.</summary>
internal sealed class Dispositions(ILogger<Dispositions> logger, IngestMetrics metrics)
{
    public void Record(Guid itemId, Stage stage, Outcome outcome, string url, string? detail = null, TimeSpan? elapsed = null)
    {
        Log.Item(logger, itemId, stage.ToName(), outcome.ToName(), url, detail);
        metrics.Item(stage.ToName(), outcome);
        if (elapsed is { } time) metrics.Duration(stage.ToName(), time);
    }
}
