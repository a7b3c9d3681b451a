using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IngestWorker.Contracts;
using IngestWorker.Messaging.Broker;
using IngestWorker.Storage;

namespace IngestWorker.Cli.Operations;

/// <summary>Something that did not go its way: a message that was set aside, or an item that ended without an article.</summary>
internal sealed partial record Failure
{
    public required bool IsMessage { get; init; }

    /// <summary>Of a message or an item.</summary>
    public required string Id { get; init; }

    /// <summary>The queue it lies in, or the stage it ended at.</summary>
    public required string Where { get; init; }

    /// <summary>The exception's type, or the outcome.</summary>
    public required string Reason { get; init; }

    public string? Text { get; init; }

    public DateTimeOffset? At { get; init; }

    public Guid? ItemId { get; init; }

    public string? Url { get; init; }

    /// <summary>Failures with the same cause: what differs from one to the next (ids, addresses, long numbers) does not count.</summary>
    public string Group => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{IsMessage}\n{Where}\n{Reason}\n{Pattern}")))[..8];

    /// <summary>The first line of <see cref="Text"/> without what differs.</summary>
    public string Pattern => Varying().Replace(Text is null ? "" : FirstLine(Text), "…");

    public static Failure Of(SetAsideMessage message) => new()
    {
        IsMessage = true,
        Id = message.Id,
        Where = message.Queue,
        Reason = message.Reason,
        Text = message.Text,
        At = message.At,
        ItemId = message.ItemId,
        Url = message.Url,
    };

    public static Failure Of(FailedItem item) => new()
    {
        IsMessage = false,
        Id = item.ItemId.ToString(),
        Where = item.Stage?.ToName() ?? "finished",
        Reason = item.Outcome.ToName(),
        Text = item.Detail,
        At = item.EndedAt,
        ItemId = item.ItemId,
        Url = item.Url,
    };

    /// <summary>True where one of the names given on the command line means this one: its id, its group's, its item's.</summary>
    public bool IsNamed(IReadOnlySet<string> names) => names.Contains(Id) || names.Contains(Group) || (ItemId is { } item && names.Contains(item.ToString()));

    private static string FirstLine(string text) => text.AsSpan().Trim() is var trimmed && trimmed.IndexOfAny('\r', '\n') is >= 0 and var end ? trimmed[..end].ToString() : trimmed.ToString();

    [GeneratedRegex("""https?://[^\s"'<>]+|[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}|[0-9]{4,}""")]
    private static partial Regex Varying();
}
