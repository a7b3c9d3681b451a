using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IngestWorker.Configuration;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestWorker.Messaging.Broker;

/// <summary>
/// Asks the broker how its queues stand: by the management plugin where its address is set, else by AMQP, which knows what is ready and who
/// consumes. No message is touched: a peek would count as a delivery, and deliveries are limited.
/// </summary>
internal sealed class QueueReader(RabbitMqSettings settings)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Queues _queues = new(settings);

    public async Task<BrokerStatus> ReadAsync(CancellationToken cancellationToken)
    {
        if (settings.ManagementUrl is null) return await ReadByAmqpAsync("RabbitMq:ManagementUrl is not set: what is unacknowledged, how old and whether the broker complains is unknown", cancellationToken);
        try
        {
            return await ReadByManagementAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return await ReadByAmqpAsync($"{settings.ManagementUrl} cannot be asked ({BrokerConnection.Reason(e)}): what is unacknowledged, how old and whether the broker complains is unknown", cancellationToken);
        }
    }

    private async Task<BrokerStatus> ReadByAmqpAsync(string note, CancellationToken cancellationToken)
    {
        await using var connection = await BrokerConnection.OpenAsync(settings, "ingest status", cancellationToken);
        var found = new List<QueueStatus>();
        foreach (var (name, kind) in _queues.All) found.Add(await ReadByAmqpAsync(connection, name, kind, cancellationToken));
        return new BrokerStatus(found, "amqp", null, note);
    }

    private static async Task<QueueStatus> ReadByAmqpAsync(IConnection connection, string name, QueueKind kind, CancellationToken cancellationToken)
    {
        // A refused declaration closes its channel.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            var queue = await channel.QueueDeclarePassiveAsync(name, cancellationToken);
            return new QueueStatus { Name = name, Kind = kind, Exists = true, Ready = queue.MessageCount, Consumers = queue.ConsumerCount };
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return new QueueStatus { Name = name, Kind = kind, Exists = false };
        }
    }

    private async Task<BrokerStatus> ReadByManagementAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(BrokerTls.Handler(settings)) { BaseAddress = settings.ManagementUrl, Timeout = s_patience };
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.Username}:{settings.Password}"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", login);
        var found = new List<QueueStatus>();
        foreach (var (name, kind) in _queues.All)
        {
            using var answer = await http.GetAsync($"api/queues/{Uri.EscapeDataString(settings.VirtualHost)}/{Uri.EscapeDataString(name)}", cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                found.Add(new QueueStatus { Name = name, Kind = kind, Exists = false });
                continue;
            }
            answer.EnsureSuccessStatusCode();
            using var queue = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            found.Add(Read(queue.RootElement, name, kind));
        }
        return new BrokerStatus(found, "management", await AlarmsAsync(http, cancellationToken), null);
    }

    private static QueueStatus Read(JsonElement queue, string name, QueueKind kind) => new()
    {
        Name = name,
        Kind = kind,
        Exists = true,
        Ready = Number(queue, "messages_ready"),
        Unacknowledged = Number(queue, "messages_unacknowledged"),
        Consumers = Number(queue, "consumers"),
        OldestAt = Number(queue, "head_message_timestamp") is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
    };

    // The statistics of a new queue come some seconds late.
    private static long? Number(JsonElement queue, string name) =>
        queue.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    // Only users tagged as monitoring or above may ask for the nodes; for others the alarms are unknown.
    private static async Task<IReadOnlyList<string>?> AlarmsAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync("api/nodes?columns=name,mem_alarm,disk_free_alarm,running", cancellationToken);
        if (!answer.IsSuccessStatusCode) return null;
        using var nodes = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return [.. nodes.RootElement.EnumerateArray().SelectMany(Complaints)];
    }

    private static IEnumerable<string> Complaints(JsonElement node)
    {
        var name = node.TryGetProperty("name", out var text) ? text.GetString() : "a node";
        if (Is(node, "mem_alarm")) yield return $"memory alarm on {name}: publishers are held back";
        if (Is(node, "disk_free_alarm")) yield return $"disk alarm on {name}: publishers are held back";
        if (node.TryGetProperty("running", out var running) && running.ValueKind == JsonValueKind.False) yield return $"{name} is not running";
    }

    private static bool Is(JsonElement node, string name) => node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
