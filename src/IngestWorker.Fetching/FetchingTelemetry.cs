using System.Diagnostics;
using System.Diagnostics.Metrics;
using IngestWorker.Contracts;

namespace IngestWorker.Fetching;

/// <summary>The room's meter and activity source, both named <see cref="Name"/>.</summary>
public sealed class FetchingTelemetry : IDisposable
{
    /// <summary>To be registered with OpenTelemetry as meter and as source.</summary>
    public const string Name = "IngestWorker.Fetching";

    private readonly ActivitySource source = new(Name);
    private readonly Histogram<double> duration;
    private readonly Counter<long> wireBytes;
    private readonly Counter<long> retries;

    public FetchingTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        duration = meter.CreateHistogram<double>("ingest.fetch.duration", "s", "Whole fetches, waits included, by kind and outcome.");
        wireBytes = meter.CreateCounter<long>("ingest.fetch.wire_bytes", "By", "Bodies as they came over the wire, by kind.");
        retries = meter.CreateCounter<long>("ingest.fetch.retries", "{retry}", "Requests repeated in place, by kind.");
    }

    public void Dispose() => source.Dispose();

    internal Activity? Start(FetchRequest request)
    {
        var activity = source.StartActivity("fetch", ActivityKind.Client);
        activity?.SetTag("url.full", request.Url).SetTag("ingest.kind", KindName(request.Kind)).SetTag("ingest.item_id", request.ItemId);
        return activity;
    }

    internal void Record(FetchRequest request, FetchResult result, Activity? activity)
    {
        var kind = new KeyValuePair<string, object?>("kind", KindName(request.Kind));
        duration.Record(result.Elapsed.TotalSeconds, kind, new("outcome", result.Outcome.ToName()));
        wireBytes.Add(result.WireBytes, kind);
        if (result.Attempts > 1)
            retries.Add(result.Attempts - 1, kind);
        activity?.SetTag("ingest.outcome", result.Outcome.ToName()).SetTag("http.response.status_code", result.StatusCode);
        if (result.Outcome is not (Outcome.Ok or Outcome.NotModified))
            activity?.SetStatus(ActivityStatusCode.Error, result.Detail);
    }

    private static string KindName(FetchKind kind) => kind == FetchKind.Feed ? "feed" : "article";
}
