using System.Diagnostics;
using System.Diagnostics.Metrics;
using IngestWorker.Contracts;
using IngestWorker.Storage;

namespace IngestWorker.Telemetry;

/// <summary>The one Meter and the one ActivitySource of the program.</summary>
internal sealed class IngestMetrics : IDisposable
{
    public const string Name = "IngestWorker";

    public static readonly ActivitySource Activities = new(Name);

    /// <summary>Buckets of what takes milliseconds to a minute.</summary>
    public static readonly InstrumentAdvice<double> Short = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };

    /// <summary>Buckets of what takes a second to days.</summary>
    public static readonly InstrumentAdvice<double> Long = new() { HistogramBucketBoundaries = [1, 5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400, 172800, 604800] };

    private readonly Meter _meter;
    private readonly Counter<long> _items;
    private readonly Counter<long> _polls;
    private readonly Counter<long> _entries;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _moves;
    private readonly Counter<long> _pushes;
    private readonly Counter<long> _events;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lag;

    public IngestMetrics(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _items = _meter.CreateCounter<long>("ingest.items", "{item}", "Dispositions: one for each item and stage.");
        _polls = _meter.CreateCounter<long>("ingest.feed.polls", "{poll}", "Polls of feeds by outcome, and by the state they left the feed in.");
        _entries = _meter.CreateCounter<long>("ingest.feed.entries", "{entry}", "Entries that their feed had not shown before, by the way they came: poll or push.");
        _gaps = _meter.CreateCounter<long>("ingest.feed.gaps", "{gap}", "Polls that showed nothing known any more: what came between two polls is lost.");
        _pushes = _meter.CreateCounter<long>("ingest.feed.pushes", "{push}", "Documents that hubs pushed.");
        _moves = _meter.CreateCounter<long>("ingest.feed.moves", "{move}", "Feeds that got a new address.");
        _events = _meter.CreateCounter<long>("ingest.events", "{event}", "Coded events stored, by PLOVER type.");
        _duration = _meter.CreateHistogram("ingest.stage.duration", "s", "Time an item spends in a stage.", advice: Short);
        _lag = _meter.CreateHistogram("ingest.article.lag", "s", "From an article's publication, as its page tells it, to its row.", advice: Long);
    }

    public void Item(string stage, Outcome outcome, long count = 1) =>
        _items.Add(count, new("stage", stage), new("outcome", outcome.ToName()));

    /// <summary>Counts what a poll came to, and the state it left the feed in.</summary>
    public void Poll(FeedPoll poll)
    {
        _polls.Add(1, new("outcome", poll.Outcome.ToName()), new("state", poll.State.ToName()));
        if (poll.NewEntries > 0) _entries.Add(poll.NewEntries, new KeyValuePair<string, object?>("by", "poll"));
        if (poll.IsGap) _gaps.Add(1);
        if (poll.NewUrl is not null) _moves.Add(1);
    }

    /// <summary>Counts what a hub pushed.</summary>
    public void Push(int newEntries)
    {
        _pushes.Add(1);
        if (newEntries > 0) _entries.Add(newEntries, new KeyValuePair<string, object?>("by", "push"));
    }

    public void Events(PloverType type, long count) => _events.Add(count, new KeyValuePair<string, object?>("type", type.ToName()));

    public void Duration(string stage, TimeSpan elapsed) => _duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("stage", stage));

    public void Lag(TimeSpan lag) => _lag.Record(Math.Max(0, lag.TotalSeconds));

    public void Dispose() => _meter.Dispose();
}
