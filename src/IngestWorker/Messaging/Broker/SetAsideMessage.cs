using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;

namespace IngestWorker.Messaging.Broker;

/// <summary>A message that no consumer could deal with, as far as its headers and its envelope can be read.</summary>
internal sealed record SetAsideMessage
{
    /// <summary>The message's own id; of one without, made of its content.</summary>
    public required string Id { get; init; }

    /// <summary>The queue it lies in.</summary>
    public required string Queue { get; init; }

    /// <summary>The queue it was in before.</summary>
    public required string Origin { get; init; }

    public required QueueKind Kind { get; init; }

    /// <summary>The exception's type, or what else it was set aside for.</summary>
    public required string Reason { get; init; }

    /// <summary>The exception's message.</summary>
    public string? Text { get; init; }

    public string? StackTrace { get; init; }

    /// <summary>When it was set aside; of some kinds when it was sent; null where neither is told.</summary>
    public DateTimeOffset? At { get; init; }

    public Guid? ItemId { get; init; }

    public string? Url { get; init; }

    public required int Bytes { get; init; }

    /// <summary>Name and value of every header, in the order of their names.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public static SetAsideMessage Read(BasicGetResult message, string queue, string origin, QueueKind kind)
    {
        var headers = (message.BasicProperties.Headers ?? new Dictionary<string, object?>())
            .Select(h => KeyValuePair.Create(h.Key, HeaderText(h.Value))).OrderBy(h => h.Key, StringComparer.Ordinal).ToList();
        var byName = headers.ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase);
        var envelope = Envelope.Read(message.Body.Span);
        return new SetAsideMessage
        {
            Id = message.BasicProperties.MessageId is { Length: > 0 } id ? id : "body-" + Convert.ToHexStringLower(SHA256.HashData(message.Body.Span))[..16],
            Queue = queue,
            Origin = origin,
            Kind = kind,
            Reason = byName.GetValueOrDefault("MT-Fault-ExceptionType") ?? kind switch
            {
                QueueKind.Skipped => "unknown message type",
                QueueKind.Dead => byName.GetValueOrDefault("x-first-death-reason") ?? "dead letter",
                _ => "no exception is told",
            },
            Text = byName.GetValueOrDefault("MT-Fault-Message") ?? (kind == QueueKind.Skipped ? envelope.Type : null),
            StackTrace = byName.GetValueOrDefault("MT-Fault-StackTrace"),
            At = Time(byName.GetValueOrDefault("MT-Fault-Timestamp")) ?? DeathTime(message.BasicProperties.Headers) ?? Time(envelope.SentTime),
            ItemId = envelope.ItemId,
            Url = envelope.Url,
            Bytes = message.Body.Length,
            Headers = headers,
        };
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // The broker's own record of why a message was dead-lettered: a list, the newest first.
    private static DateTimeOffset? DeathTime(IDictionary<string, object?>? headers) =>
        headers is not null && headers.TryGetValue("x-death", out var deaths) && deaths is IList<object> and [IDictionary<string, object> death, ..]
            && death.TryGetValue("time", out var time) && time is AmqpTimestamp stamp
            ? DateTimeOffset.FromUnixTimeSeconds(stamp.UnixTime)
            : null;

    private static string HeaderText(object? value) => value switch
    {
        null => "",
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        AmqpTimestamp stamp => DateTimeOffset.FromUnixTimeSeconds(stamp.UnixTime).ToString("u", CultureInfo.InvariantCulture),
        IDictionary<string, object> table => "{" + string.Join(", ", table.Select(t => $"{t.Key}: {HeaderText(t.Value)}")) + "}",
        IList<object> list => "[" + string.Join(", ", list.Select(HeaderText)) + "]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>What an operator wants of MassTransit's envelope; nothing of one that cannot be read.</summary>
    private readonly record struct Envelope(string? Type, string? SentTime, Guid? ItemId, string? Url)
    {
        public static Envelope Read(ReadOnlySpan<byte> body)
        {
            try
            {
                var reader = new Utf8JsonReader(body);
                using var document = JsonDocument.ParseValue(ref reader);
                var root = document.RootElement;
                var message = Member(root, "message");
                var article = Member(message, "article");
                var types = Member(root, "messageType");
                return new Envelope(
                    types?.ValueKind == JsonValueKind.Array ? string.Join(", ", types.Value.EnumerateArray().Select(t => t.ToString())) : null,
                    Member(root, "sentTime")?.ToString(),
                    Guid.TryParse((Member(message, "itemId") ?? Member(article, "itemId"))?.ToString(), out var id) ? id : null,
                    (Member(message, "url") ?? Member(article, "url"))?.ToString());
            }
            catch (JsonException)
            {
                return default; // its exception says so too
            }
        }

        private static JsonElement? Member(JsonElement? parent, string name) =>
            parent is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var member) ? member : null;
    }
}
