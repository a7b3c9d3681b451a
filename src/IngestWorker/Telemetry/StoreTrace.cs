using System.Diagnostics;
using IngestWorker.Contracts;

namespace IngestWorker.Telemetry;

/// <summary>
/// The last span of each article of a batch: in the trace that began with the poll that found it, linked to the batch, in whose own trace the
/// statements are.
/// </summary>
internal sealed class StoreTrace : IDisposable
{
    private readonly List<Activity> _spans = [];

    private StoreTrace()
    {
    }

    public static StoreTrace Start(IReadOnlyList<EventsExtracted> facts)
    {
        var trace = new StoreTrace();
        if (!IngestMetrics.Activities.HasListeners()) return trace;
        var batch = Activity.Current;
        foreach (var fact in facts)
        {
            if (!ActivityContext.TryParse(fact.TraceContext, null, isRemote: true, out var parent)) continue;
            var links = batch is null ? null : new[] { new ActivityLink(batch.Context) };
            if (IngestMetrics.Activities.StartActivity("store article", ActivityKind.Consumer, parent, links: links) is { } span)
                trace._spans.Add(span.SetTag("ingest.item.id", fact.Article.ItemId).SetTag("ingest.article.id", fact.Article.ArticleId).SetTag("ingest.events", fact.Events.Count));
            Activity.Current = batch;
        }
        return trace;
    }

    public void Failed(Exception e)
    {
        foreach (var span in _spans) span.SetStatus(ActivityStatusCode.Error, e.Message);
    }

    public void Dispose()
    {
        var batch = Activity.Current;
        foreach (var span in _spans) span.Dispose();
        Activity.Current = batch;
    }
}
