using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>How the installation stands. Each query reads an index, and of that what is not ended or what a day brought.</summary>
public sealed class StatusStore(IDatabase database)
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_lateFeed = TimeSpan.FromMinutes(5);

    public Task<StatusReport> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async session => new StatusReport
        {
            Now = await session.FirstAsync<DateTimeOffset>($"SELECT {session.Sql.Now}"),
            Feeds = await FeedsAsync(session),
            Frontier = await FrontierAsync(session),
            LastHour = await RateAsync(session, s_hour),
            LastDay = await RateAsync(session, s_day),
            Published = await PublishedLagAsync(session),
            Found = await FoundLagAsync(session),
            Failures = await FailuresAsync(session),
        },
        cancellationToken);

    /// <summary>Feeds and frontier alone: what is asked for every half a minute.</summary>
    public Task<(FeedsReport Feeds, FrontierReport Frontier)> GaugesAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async session => (await FeedsAsync(session), await FrontierAsync(session)), cancellationToken);

    private static async Task<FeedsReport> FeedsAsync(Session session)
    {
        var states = await session.QueryAsync<StateRow>("SELECT state, count(*) AS count FROM feeds GROUP BY state");
        var row = (await session.FirstAsync<FeedsRow>(
            $"""
            SELECT (SELECT count(*) FROM feeds WHERE due_at < {session.Sql.After("@late")}) AS overdue,
                (SELECT count(*) FROM feeds WHERE state NOT IN ('retired', 'removed') AND failing_since < {session.Sql.After("@day")}) AS failing_long,
                (SELECT count(*) FROM feeds WHERE due_at IS NOT NULL) AS polled,
                (SELECT max(last_new_at) FROM feeds) AS last_new_at
            """,
            new { late = -s_lateFeed.TotalSeconds, day = -s_day.TotalSeconds }))!;
        return new FeedsReport
        {
            States = states.ToDictionary(s => EnumNames.Parse<FeedState>(s.State), s => s.Count),
            Overdue = row.Overdue,
            FailingLong = row.FailingLong,
            LastNewAt = row.LastNewAt,
            Polled = row.Polled,
        };
    }

    private static async Task<FrontierReport> FrontierAsync(Session session)
    {
        var row = (await session.FirstAsync<FrontierRow>(
            $"""
            SELECT f.*, {session.Sql.SecondsUntil("f.first_due")} AS due_seconds, {session.Sql.SecondsUntil("f.first_overdue")} AS overdue_seconds,
                (SELECT count(*) FROM items WHERE revisit_until > {session.Sql.Now}) AS revisits,
                (SELECT {session.Sql.SecondsUntil("min(t.at)")} FROM items i JOIN item_trail t ON t.item_id = i.item_id AND t.attempt = i.attempt
                    WHERE i.state = 'claimed' AND t.stage = 'fetched' AND t.outcome = 'ok') AS fetched_seconds
            FROM (
                SELECT count(CASE WHEN state = 'pending' THEN 1 END) AS pending,
                    count(CASE WHEN state = 'pending' AND due_at <= {session.Sql.Now} THEN 1 END) AS due,
                    count(CASE WHEN state = 'claimed' AND due_at > {session.Sql.Now} THEN 1 END) AS leased,
                    count(CASE WHEN state = 'claimed' AND due_at <= {session.Sql.Now} THEN 1 END) AS overdue,
                    min(CASE WHEN state = 'pending' THEN due_at END) AS first_due,
                    min(CASE WHEN state = 'claimed' THEN due_at END) AS first_overdue
                FROM items WHERE state IN ('pending', 'claimed')
            ) AS f
            """))!;
        return new FrontierReport
        {
            Pending = row.Pending,
            Due = row.Due,
            Leased = row.Leased,
            Overdue = row.Overdue,
            Revisits = row.Revisits,
            OldestDue = Passed(row.DueSeconds),
            OldestOverdue = Passed(row.OverdueSeconds),
            OldestFetched = Passed(row.FetchedSeconds),
        };
    }

    private static TimeSpan? Passed(double? secondsUntil) => secondsUntil <= 0 ? TimeSpan.FromSeconds(-secondsUntil.Value) : null;

    private static async Task<RateReport> RateAsync(Session session, TimeSpan time)
    {
        var since = session.Sql.After("@since");
        var row = (await session.FirstAsync<RateRow>(
            $"""
            SELECT (SELECT count(*) FROM items WHERE discovered_at >= {since}) AS discovered,
                (SELECT count(*) FROM articles WHERE stored_at >= {since}) AS articles,
                (SELECT count(*) FROM articles a JOIN events e ON e.article_id = a.article_id WHERE a.stored_at >= {since}) AS events,
                (SELECT count(*) FROM items WHERE state = 'finished' AND ended_at >= {since}) AS finished
            """,
            new { since = -time.TotalSeconds }))!;
        return new RateReport(row.Discovered, row.Articles, row.Events, row.Finished);
    }

    // A date without a time would count as midnight.
    private static Task<LagReport> PublishedLagAsync(Session session) => LagAsync(session,
        $"""
        SELECT {session.Sql.SecondsFrom("a.published_at", "a.stored_at")} AS seconds FROM articles a
        WHERE a.stored_at >= {session.Sql.After("@since")} AND a.revision = 1 AND a.published_at IS NOT NULL AND NOT a.published_is_date_only
        """);

    private static Task<LagReport> FoundLagAsync(Session session) => LagAsync(session,
        $"""
        SELECT {session.Sql.SecondsFrom("i.discovered_at", "a.stored_at")} AS seconds FROM articles a JOIN items i ON i.item_id = a.item_id
        WHERE a.stored_at >= {session.Sql.After("@since")} AND a.revision = 1
        """);

    private static async Task<LagReport> LagAsync(Session session, string lags)
    {
        var row = (await session.FirstAsync<LagRow>(
            $"""
            SELECT coalesce(max(r.total), 0) AS articles,
                min(CASE WHEN r.rank * 2 >= r.total THEN r.seconds END) AS median,
                min(CASE WHEN r.rank * 100 >= r.total * 95 THEN r.seconds END) AS percentile95
            FROM (SELECT l.seconds, row_number() OVER (ORDER BY l.seconds) AS rank, count(*) OVER () AS total FROM ({lags}) AS l) AS r
            """,
            new { since = -s_day.TotalSeconds }))!;
        return new LagReport(row.Articles, Span(row.Median), Span(row.Percentile95));

        static TimeSpan? Span(double? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;
    }

    private static async Task<IReadOnlyList<FailureCount>> FailuresAsync(Session session)
    {
        var rows = await session.QueryAsync<FailureRow>(
            $"""
            SELECT stage, outcome, count(CASE WHEN at >= {session.Sql.After("@hour")} THEN 1 END) AS last_hour, count(*) AS last_day
            FROM item_trail WHERE outcome NOT IN ('ok', 'not_modified') AND at >= {session.Sql.After("@day")}
            GROUP BY stage, outcome ORDER BY count(*) DESC, stage, outcome
            """,
            new { hour = -s_hour.TotalSeconds, day = -s_day.TotalSeconds });
        return [.. rows.Select(r => new FailureCount(EnumNames.Parse<Stage>(r.Stage), EnumNames.Parse<Outcome>(r.Outcome), r.LastHour, r.LastDay))];
    }

    private sealed class StateRow
    {
        public string State { get; init; } = "";

        public long Count { get; init; }
    }

    private sealed class FeedsRow
    {
        public long Overdue { get; init; }

        public long FailingLong { get; init; }

        public long Polled { get; init; }

        public DateTimeOffset? LastNewAt { get; init; }
    }

    private sealed class FrontierRow
    {
        public long Pending { get; init; }

        public long Due { get; init; }

        public long Leased { get; init; }

        public long Overdue { get; init; }

        public long Revisits { get; init; }

        public double? DueSeconds { get; init; }

        public double? OverdueSeconds { get; init; }

        public double? FetchedSeconds { get; init; }
    }

    private sealed class RateRow
    {
        public long Discovered { get; init; }

        public long Articles { get; init; }

        public long Events { get; init; }

        public long Finished { get; init; }
    }

    private sealed class LagRow
    {
        public long Articles { get; init; }

        public double? Median { get; init; }

        public double? Percentile95 { get; init; }
    }

    private sealed class FailureRow
    {
        public string Stage { get; init; } = "";

        public string Outcome { get; init; } = "";

        public long LastHour { get; init; }

        public long LastDay { get; init; }
    }
}
