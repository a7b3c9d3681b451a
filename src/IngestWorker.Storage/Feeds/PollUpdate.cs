using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>What a poll changes of its feed, in one statement, as long as its claim is the present one.</summary>
internal static class PollUpdate
{
    public static Task<int> RunAsync(Session session, FeedPoll poll) => session.ExecuteAsync(
        $"""
        UPDATE feeds SET
            url = coalesce(@newUrl, url),
            moved_from = CASE WHEN @hasMoved THEN url ELSE moved_from END,
            moved_to = @movedTo,
            moved_seen = @movedSeen,
            title = coalesce(@title, title),
            site_url = coalesce(@siteUrl, site_url),
            etag = CASE WHEN @read THEN @etag ELSE coalesce(@etag, etag) END,
            last_modified = CASE WHEN @read THEN @lastModified ELSE coalesce(@lastModified, last_modified) END,
            body_sha256 = CASE WHEN @read THEN @bodySha256 ELSE coalesce(@bodySha256, body_sha256) END,
            poll_interval_seconds = coalesce(@interval, poll_interval_seconds),
            hints = coalesce(@hints, hints),
            interval_reason = coalesce(@intervalReason, interval_reason),
            due_at = CASE WHEN @again THEN {session.Sql.After("@next")} END,
            failures = @failures,
            failing_since = CASE WHEN @failures > 0 THEN coalesce(failing_since, {session.Sql.Now}) END,
            state = @state,
            reason = @reason,
            outcome = @outcome,
            detail = @detail,
            polled_at = {session.Sql.Now},
            read_at = CASE WHEN @good THEN {session.Sql.Now} ELSE read_at END,
            last_new_at = CASE WHEN @newEntries > 0 THEN {session.Sql.Now} ELSE last_new_at END,
            gaps = gaps + @gaps,
            gap_at = CASE WHEN @gaps > 0 THEN {session.Sql.Now} ELSE gap_at END,
            recent_items = coalesce(@recentItems, recent_items),
            recent_days = coalesce(@recentDays, recent_days),
            habit_items = coalesce(@habitItems, habit_items),
            habit_days = coalesce(@habitDays, habit_days),
            habit_entries = coalesce(@habitEntries, habit_entries),
            worker = NULL
        WHERE feed_id = @feedId AND claim = @claim AND worker IS NOT NULL
        """,
        Parameters(poll));

    private static object Parameters(FeedPoll poll) => new
    {
        feedId = poll.FeedId,
        claim = poll.Claim,
        newUrl = poll.NewUrl,
        hasMoved = poll.NewUrl is not null,
        movedTo = StoredForm.Clean(poll.MovedTo),
        movedSeen = poll.MovedSeen,
        title = StoredForm.Clean(poll.Title),
        siteUrl = StoredForm.Clean(poll.SiteUrl),
        read = poll.Outcome == Outcome.Ok,
        good = poll.Outcome is Outcome.Ok or Outcome.NotModified,
        etag = StoredForm.Clean(poll.ETag),
        lastModified = StoredForm.Clean(poll.LastModified),
        bodySha256 = poll.BodySha256,
        interval = poll.PollInterval?.TotalSeconds,
        intervalReason = StoredForm.Clean(poll.IntervalReason),
        hints = poll.Hints,
        again = poll.NextPollIn is not null,
        next = poll.NextPollIn?.TotalSeconds ?? 0,
        failures = poll.Failures,
        state = poll.State.ToName(),
        reason = StoredForm.Clean(poll.Reason),
        outcome = poll.Outcome.ToName(),
        detail = StoredForm.Clean(poll.Detail),
        newEntries = poll.NewEntries,
        gaps = poll.IsGap ? 1 : 0,
        recentItems = poll.Habit?.RecentItems,
        recentDays = poll.Habit?.RecentDays,
        habitItems = poll.Habit?.Items,
        habitDays = poll.Habit?.Days,
        habitEntries = poll.Habit?.Entries,
    };
}
