using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <summary>An item as a claim returns it.</summary>
internal sealed class ClaimedRow
{
    public long Rank { get; init; }

    public Guid ItemId { get; init; }

    public string Url { get; init; } = "";

    public string? Host { get; init; }

    public Guid? FeedId { get; init; }

    public int Attempt { get; init; }

    public string? Title { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public int? PublishedOffsetMinutes { get; init; }

    public string State { get; init; } = "";

    public string? Detail { get; init; }

    public string? TraceContext { get; init; }

    public FetchArticle ToCommand() => new()
    {
        ItemId = ItemId,
        Url = Url,
        FeedId = FeedId,
        Attempt = Attempt,
        Title = Title,
        Published = PublishedAt?.ToOffset(TimeSpan.FromMinutes(PublishedOffsetMinutes ?? 0)),
        TraceContext = TraceContext,
    };

    public TrailRow ToTrail(string worker) => new()
    {
        ItemId = ItemId,
        Attempt = Attempt,
        Stage = Stage.Finished,
        Outcome = Outcome.Abandoned,
        Detail = Detail,
        Worker = worker,
    };
}
