using System.Diagnostics.Metrics;
using IngestWorker.Configuration;

namespace IngestWorker.Telemetry;

/// <summary>
/// What is sent and consumed, by the names and attributes of OpenTelemetry's conventions for messaging
/// (opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics), and, which they lack, how old a message is when it is taken up.
/// </summary>
internal sealed class MessagingMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _consumed;
    private readonly Histogram<double> _operations;
    private readonly Histogram<double> _processing;
    private readonly Histogram<double> _age;
    private readonly KeyValuePair<string, object?> _system;

    public MessagingMetrics(IMeterFactory factory, IngestSettings settings)
    {
        _system = new("messaging.system", settings.Transport == TransportKind.RabbitMq ? "rabbitmq" : "in_memory");
        _meter = factory.Create(IngestMetrics.Name);
        _sent = _meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages given to the broker.");
        _consumed = _meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Messages handed out by the broker.");
        _operations = _meter.CreateHistogram("messaging.client.operation.duration", "s", "From giving a message to the broker to its confirmation.", advice: IngestMetrics.Short);
        _processing = _meter.CreateHistogram("messaging.process.duration", "s", "Work on a message, or on a batch of them.", advice: IngestMetrics.Short);
        _age = _meter.CreateHistogram("ingest.message.age", "s", "From sending a message to its being taken up.", advice: IngestMetrics.Long);
    }

    /// <param name="destination">The exchange, which has the queue's name.</param>
    /// <param name="elapsed">Up to the confirmation.</param>
    /// <param name="error">The exception's type; null where it is confirmed.</param>
    public void Sent(string destination, TimeSpan elapsed, string? error)
    {
        Record(_operations, elapsed, destination, "publish", "send", error);
        if (error is null) _sent.Add(1, _system, new("messaging.destination.name", destination), new("messaging.operation.name", "publish"));
        else _sent.Add(1, _system, new("messaging.destination.name", destination), new("messaging.operation.name", "publish"), new("error.type", error));
    }

    public void TakenUp(string destination, TimeSpan? age)
    {
        _consumed.Add(1, _system, new("messaging.destination.name", destination), new("messaging.operation.name", "consume"));
        // Clocks of two machines differ; what was sent in the future is new.
        if (age is { } known) _age.Record(Math.Max(0, known.TotalSeconds), _system, new("messaging.destination.name", destination));
    }

    public void Processed(string destination, TimeSpan elapsed, string? error) => Record(_processing, elapsed, destination, "process", "process", error);

    private void Record(Histogram<double> histogram, TimeSpan elapsed, string destination, string operation, string type, string? error)
    {
        KeyValuePair<string, object?>[] tags =
        [
            _system, new("messaging.destination.name", destination), new("messaging.operation.name", operation), new("messaging.operation.type", type),
            .. error is null ? [] : new KeyValuePair<string, object?>[] { new("error.type", error) },
        ];
        histogram.Record(elapsed.TotalSeconds, tags);
    }

    public void Dispose() => _meter.Dispose();
}
