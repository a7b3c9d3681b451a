using System.Diagnostics.Metrics;
using IngestWorker.Contracts;
using IngestWorker.Messaging.Broker;
using IngestWorker.Storage;

namespace IngestWorker.Telemetry;

/// <summary>
/// How feeds, frontier and queues stand now. Every worker tells the same of them, so a dashboard takes the maximum over the processes, not the
/// sum. What could not be asked is not told: an outage leaves a gap, never a zero.
/// </summary>
internal sealed class StatusGauges : IDisposable
{
    private readonly Meter _meter;
    private readonly TimeProvider _time;

    public StatusGauges(IMeterFactory factory, TimeProvider time)
    {
        _time = time;
        _meter = factory.Create(IngestMetrics.Name);
        _meter.CreateObservableGauge("ingest.feeds", FeedStates, "{feed}", "Feeds by their present state.");
        _meter.CreateObservableGauge("ingest.feeds.overdue", () => Each(Feeds, f => f.Overdue), "{feed}", "Feeds whose poll is due since more than five minutes.");
        _meter.CreateObservableGauge("ingest.feeds.last_new.age", LastNewAge, "s", "Since any feed brought something new.");
        _meter.CreateObservableGauge("ingest.frontier.items", FrontierItems, "{item}", "Items not ended, by what they wait for; due is part of pending.");
        _meter.CreateObservableGauge("ingest.frontier.age", FrontierAges, "s", "How long the oldest item has been due, its lease over, its page fetched without its article being stored.");
        _meter.CreateObservableGauge("ingest.queue.messages", QueueMessages, "{message}", "Messages in a queue, by state.");
        _meter.CreateObservableGauge("ingest.queue.consumers", QueueConsumers, "{consumer}", "Consumers of a queue.");
    }

    /// <summary>Null until they were read, and after a reading that failed.</summary>
    public FeedsReport? Feeds { get; set; }

    public FrontierReport? Frontier { get; set; }

    public BrokerStatus? Broker { get; set; }

    private static IEnumerable<Measurement<long>> Each<T>(T? read, Func<T, long> value) where T : class => read is null ? [] : [new Measurement<long>(value(read))];

    private IEnumerable<Measurement<long>> FeedStates() => Feeds is not { } feeds ? []
        : Enum.GetValues<FeedState>().Select(state => new Measurement<long>(feeds.States.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToName())));

    private IEnumerable<Measurement<double>> LastNewAge() => Feeds?.LastNewAt is { } last ? [new Measurement<double>(Math.Max(0, (_time.GetUtcNow() - last).TotalSeconds))] : [];

    private IEnumerable<Measurement<long>> FrontierItems() => Frontier is not { } frontier ? [] :
    [
        State(frontier.Pending, "pending"), State(frontier.Due, "due"), State(frontier.Leased, "leased"), State(frontier.Overdue, "overdue"), State(frontier.Revisits, "revisit"),
    ];

    private IEnumerable<Measurement<double>> FrontierAges() => Frontier is not { } frontier ? [] :
    [
        new(frontier.OldestDue?.TotalSeconds ?? 0, new KeyValuePair<string, object?>("state", "due")),
        new(frontier.OldestOverdue?.TotalSeconds ?? 0, new KeyValuePair<string, object?>("state", "overdue")),
        new(frontier.OldestFetched?.TotalSeconds ?? 0, new KeyValuePair<string, object?>("state", "fetched")),
    ];

    private IEnumerable<Measurement<long>> QueueMessages() => (Broker?.Queues ?? []).SelectMany(queue => (Measurement<long>[])
    [
        // A queue that was never declared is empty for certain.
        .. (queue.Exists ? queue.Ready : 0) is { } ready ? [Queue(ready, queue, "ready")] : Array.Empty<Measurement<long>>(),
        .. queue.Unacknowledged is { } unacknowledged ? [Queue(unacknowledged, queue, "unacknowledged")] : Array.Empty<Measurement<long>>(),
    ]);

    private IEnumerable<Measurement<long>> QueueConsumers() => (Broker?.Queues ?? []).Where(q => q is { Kind: QueueKind.Work, Consumers: not null })
        .Select(queue => new Measurement<long>(queue.Consumers!.Value, Destination(queue)));

    private static Measurement<long> State(long count, string state) => new(count, new KeyValuePair<string, object?>("state", state));

    private static Measurement<long> Queue(long count, QueueStatus queue, string state) => new(count, Destination(queue), new KeyValuePair<string, object?>("kind", queue.Kind.ToName()), new KeyValuePair<string, object?>("state", state));

    private static KeyValuePair<string, object?> Destination(QueueStatus queue) => new("messaging.destination.name", queue.Name);

    public void Dispose() => _meter.Dispose();
}
