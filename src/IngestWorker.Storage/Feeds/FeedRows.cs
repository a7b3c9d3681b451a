using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>The habit's columns, the same in both rows.</summary>
internal abstract class FeedHabitRow
{
    public double? RecentItems { get; init; }

    public double? RecentDays { get; init; }

    public double? HabitItems { get; init; }

    public double? HabitDays { get; init; }

    public double? HabitEntries { get; init; }

    protected FeedHabit? Habit() => HabitEntries is { } entries
        ? new FeedHabit(RecentItems ?? 0, RecentDays ?? 0, HabitItems ?? 0, HabitDays ?? 0, entries)
        : null;

    protected static TimeSpan? Seconds(double? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;
}

internal sealed class ClaimedFeedRow : FeedHabitRow
{
    public Guid FeedId { get; init; }

    public string Url { get; init; } = "";

    public string? Title { get; init; }

    public string? Etag { get; init; }

    public string? LastModified { get; init; }

    public string? BodySha256 { get; init; }

    public int Failures { get; init; }

    public double? PollIntervalSeconds { get; init; }

    public long Claim { get; init; }

    public string State { get; init; } = "";

    public string? SiteUrl { get; init; }

    public string? Hints { get; init; }

    public string? MovedTo { get; init; }

    public int MovedSeen { get; init; }

    public double? SinceRead { get; init; }

    public double? SinceNew { get; init; }

    public double? FailingFor { get; init; }

    public bool IsPushed { get; init; }

    public static string Columns(SqlDialect sql) => $"""
        feed_id, url, title, etag, last_modified, body_sha256, failures, poll_interval_seconds, claim, state, site_url, hints, moved_to, moved_seen,
        recent_items, recent_days, habit_items, habit_days, habit_entries,
        -({sql.SecondsUntil("read_at")}) AS since_read, -({sql.SecondsUntil("last_new_at")}) AS since_new, -({sql.SecondsUntil("failing_since")}) AS failing_for,
        EXISTS (SELECT 1 FROM feed_subscriptions s WHERE s.feed_id = feeds.feed_id AND s.state = 'verified' AND s.expires_at > {sql.Now}) AS is_pushed
        """;

    public ClaimedFeed ToFeed() => new()
    {
        FeedId = FeedId,
        Url = Url,
        Title = Title,
        ETag = Etag,
        LastModified = LastModified,
        BodySha256 = BodySha256,
        Failures = Failures,
        PollInterval = Seconds(PollIntervalSeconds),
        Claim = Claim,
        State = EnumNames.Parse<FeedState>(State),
        SiteUrl = SiteUrl,
        Hints = Hints,
        Habit = Habit(),
        MovedTo = MovedTo,
        MovedSeen = MovedSeen,
        SinceRead = Seconds(SinceRead),
        SinceNew = Seconds(SinceNew),
        FailingFor = Seconds(FailingFor),
        IsPushed = IsPushed,
    };
}

internal sealed class FeedStatusRow : FeedHabitRow
{
    public const string Columns = """
        feed_id, url, title, outcome, detail, failures, polled_at, due_at, worker, state, reason, site_url, poll_interval_seconds, interval_reason, added_at,
        read_at, last_new_at, failing_since, recent_items, recent_days, habit_items, habit_days, habit_entries, gaps, gap_at, moved_to, moved_seen, moved_from
        """;

    public Guid FeedId { get; init; }

    public string Url { get; init; } = "";

    public string? Title { get; init; }

    public string? Outcome { get; init; }

    public string? Detail { get; init; }

    public int Failures { get; init; }

    public DateTimeOffset? PolledAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public string? Worker { get; init; }

    public string State { get; init; } = "";

    public string? Reason { get; init; }

    public string? SiteUrl { get; init; }

    public double? PollIntervalSeconds { get; init; }

    public string? IntervalReason { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    public DateTimeOffset? LastNewAt { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public int Gaps { get; init; }

    public DateTimeOffset? GapAt { get; init; }

    public string? MovedTo { get; init; }

    public int MovedSeen { get; init; }

    public string? MovedFrom { get; init; }

    public long Items { get; init; }

    public FeedStatus ToStatus() => new()
    {
        FeedId = FeedId,
        Url = Url,
        Title = Title,
        Outcome = Outcome is null ? null : EnumNames.Parse<Outcome>(Outcome),
        Detail = Detail,
        Failures = Failures,
        PolledAt = PolledAt,
        DueAt = DueAt,
        Worker = Worker,
        State = EnumNames.Parse<FeedState>(State),
        Reason = Reason,
        SiteUrl = SiteUrl,
        PollInterval = Seconds(PollIntervalSeconds),
        IntervalReason = IntervalReason,
        AddedAt = AddedAt,
        ReadAt = ReadAt,
        LastNewAt = LastNewAt,
        FailingSince = FailingSince,
        Habit = Habit(),
        Gaps = Gaps,
        GapAt = GapAt,
        MovedTo = MovedTo,
        MovedSeen = MovedSeen,
        MovedFrom = MovedFrom,
        Items = Items,
    };
}
