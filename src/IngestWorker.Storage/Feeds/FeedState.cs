using System.Text.Json.Serialization;

namespace IngestWorker.Storage;

/// <summary>How a feed stands. Closed; each but <see cref="New"/>, <see cref="Ok"/> and <see cref="Unchanged"/> has its reason in words beside it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeedState>))]
public enum FeedState
{
    /// <summary>Not polled yet.</summary>
    [JsonStringEnumMemberName("new")] New,

    /// <summary>The last poll read a document.</summary>
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>The last poll found what the one before found.</summary>
    [JsonStringEnumMemberName("unchanged")] Unchanged,

    /// <summary>Nothing of what the poll before showed was still there: what came between is lost.</summary>
    [JsonStringEnumMemberName("gap")] Gap,

    /// <summary>It can be read and brings far less than its habit is.</summary>
    [JsonStringEnumMemberName("low_volume")] LowVolume,

    /// <summary>A success without a body.</summary>
    [JsonStringEnumMemberName("empty")] Empty,

    /// <summary>A page for people where the feed was.</summary>
    [JsonStringEnumMemberName("html_page")] HtmlPage,

    [JsonStringEnumMemberName("login_page")] LoginPage,

    /// <summary>Programs are kept out: a challenge, or a plain refusal.</summary>
    [JsonStringEnumMemberName("bot_wall")] BotWall,

    /// <summary>It cannot be had or read for another reason.</summary>
    [JsonStringEnumMemberName("failing")] Failing,

    /// <summary>It has a new address since the last poll; without a next poll, one that is polled already.</summary>
    [JsonStringEnumMemberName("moved")] Moved,

    /// <summary>Gone for good by its server's word (410), and not polled any more.</summary>
    [JsonStringEnumMemberName("retired")] Retired,

    /// <summary>Taken out by hand, and not polled any more.</summary>
    [JsonStringEnumMemberName("removed")] Removed,
}
