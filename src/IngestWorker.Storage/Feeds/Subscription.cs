using System.Text.Json.Serialization;

namespace IngestWorker.Storage;

/// <summary>How a subscription at a hub stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SubscriptionState>))]
public enum SubscriptionState
{
    /// <summary>The hub is to be asked.</summary>
    [JsonStringEnumMemberName("wanted")] Wanted,

    /// <summary>The hub was asked and has not verified it yet.</summary>
    [JsonStringEnumMemberName("requested")] Requested,

    /// <summary>The hub pushes until the lease runs out.</summary>
    [JsonStringEnumMemberName("verified")] Verified,

    /// <summary>The hub said no.</summary>
    [JsonStringEnumMemberName("denied")] Denied,

    /// <summary>The hub did not take the request.</summary>
    [JsonStringEnumMemberName("failed")] Failed,
}

/// <summary>A feed's subscription at a hub.</summary>
public sealed record Subscription
{
    /// <summary>By chance: who does not know it cannot find the callback.</summary>
    public required Guid SubscriptionId { get; init; }

    public required Guid FeedId { get; init; }

    public required string Hub { get; init; }

    public required string Topic { get; init; }

    public required string Secret { get; init; }

    public required SubscriptionState State { get; init; }

    /// <summary>What the hub said last.</summary>
    public string? Reason { get; init; }

    public required int Failures { get; init; }

    /// <summary>When the hub is asked next.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? PushedAt { get; init; }

    public required long Pushes { get; init; }
}
