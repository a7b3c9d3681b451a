using System.Text.Json.Serialization;

namespace IngestWorker.Messaging.Broker;

/// <summary>How a queue stands. Null is what the broker does not tell by the way it was asked.</summary>
internal sealed record QueueStatus
{
    public required string Name { get; init; }

    public required QueueKind Kind { get; init; }

    /// <summary>False where the queue is not declared yet: nothing was ever put there.</summary>
    public required bool Exists { get; init; }

    /// <summary>To be handed out.</summary>
    public long? Ready { get; init; }

    /// <summary>Handed out and not acknowledged.</summary>
    public long? Unacknowledged { get; init; }

    public long? Consumers { get; init; }

    /// <summary>When the message at its head was published.</summary>
    public DateTimeOffset? OldestAt { get; init; }
}

internal enum QueueKind
{
    /// <summary>Between the roles.</summary>
    [JsonStringEnumMemberName("work")] Work,

    /// <summary>Messages whose consumer threw.</summary>
    [JsonStringEnumMemberName("error")] Error,

    /// <summary>Messages of a type that no consumer knows.</summary>
    [JsonStringEnumMemberName("skipped")] Skipped,

    /// <summary>Messages handed out too often: their consumers died with them.</summary>
    [JsonStringEnumMemberName("dead")] Dead,
}

/// <summary>What one look at the broker found.</summary>
/// <param name="Queues">All of the installation, there or not.</param>
/// <param name="Source">"management" or "amqp".</param>
/// <param name="Alarms">What the broker itself complains of: "memory on rabbit@a". Null: not told.</param>
/// <param name="Note">Why less is known than could be; null where all is.</param>
internal sealed record BrokerStatus(IReadOnlyList<QueueStatus> Queues, string Source, IReadOnlyList<string>? Alarms, string? Note);
