using System.Diagnostics;
using System.Diagnostics.Metrics;
using IngestWorker.Contracts;

namespace IngestWorker.Telemetry;

/// <summary>The one Meter and the one ActivitySource of the program.</summary>
internal sealed class IngestMetrics : IDisposable
{
    public const string Name = "IngestWorker";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Meter _meter;
    private readonly Counter<long> _items;
    private readonly Counter<long> _polls;
    private readonly Counter<long> _events;
    private readonly Histogram<double> _duration;

    public IngestMetrics(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _items = _meter.CreateCounter<long>("ingest.items", "{item}", "Dispositions: one for each item and stage.");
        _polls = _meter.CreateCounter<long>("ingest.feed.polls", "{poll}", "Polls of feeds by outcome.");
        _events = _meter.CreateCounter<long>("ingest.events", "{event}", "Coded events stored, by PLOVER type.");
        _duration = _meter.CreateHistogram<double>("ingest.stage.duration", "s", "Time an item spends in a stage.");
    }

    public void Item(string stage, Outcome outcome) =>
        _items.Add(1, new("stage", stage), new("outcome", outcome.ToName()));

    public void Poll(Outcome outcome) => _polls.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToName()));

    public void Events(PloverType type, long count) => _events.Add(count, new KeyValuePair<string, object?>("type", type.ToName()));

    public void Duration(string stage, TimeSpan elapsed) => _duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("stage", stage));

    public void Dispose() => _meter.Dispose();
}
