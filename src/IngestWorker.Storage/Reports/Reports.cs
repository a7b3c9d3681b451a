using IngestWorker.Contracts;
using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>What a run found and stored, for the tables at its end.</summary>
public sealed class Reports(IDatabase database)
{
    /// <summary>The database's clock: taken when a run begins, it is the "since" of the reports at its end.</summary>
    public Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstAsync<DateTimeOffset>($"SELECT {session.Sql.Now}"), cancellationToken);

    /// <summary>What became of the items, by the feed that brought them first; the feeds by URL, items without a feed at the end.</summary>
    public async Task<IReadOnlyList<FeedReport>> FeedsAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (feeds, counts) = await database.ReadAsync(
            async session => (
                await session.QueryAsync<FeedRow>("SELECT feed_id, url, title, outcome, detail FROM feeds ORDER BY url"),
                await session.QueryAsync<CountRow>(
                    """
                    SELECT feed_id, state, outcome,
                        sum(CASE WHEN discovered_at >= @since THEN 1 ELSE 0 END) AS found,
                        sum(CASE WHEN ended_at >= @since THEN 1 ELSE 0 END) AS ended,
                        sum(CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END) AS unfinished
                    FROM items
                    WHERE discovered_at >= @since OR ended_at >= @since OR state IN ('pending', 'claimed')
                    GROUP BY feed_id, state, outcome
                    """,
                    new { since })),
            cancellationToken);
        var byFeed = counts.ToLookup(c => c.FeedId);
        var reports = feeds.Select(f => Report(f, byFeed[f.FeedId].ToList())).ToList();
        if (byFeed.Contains(null))
            reports.Add(Report(null, byFeed[null].ToList()));
        return reports;
    }

    /// <summary>Events stored since, by type, the most frequent first.</summary>
    public async Task<IReadOnlyList<TypeCount>> EventsByTypeAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<(string Type, long Count)>(
                """
                SELECT e.type, count(*) AS count
                FROM articles a JOIN events e ON e.article_id = a.article_id
                WHERE a.stored_at >= @since
                GROUP BY e.type ORDER BY count(*) DESC, e.type
                """,
                new { since }),
            cancellationToken);
        return rows.Select(r => new TypeCount(EnumNames.Parse<PloverType>(r.Type), r.Count)).ToList();
    }

    /// <summary>Events stored since, to look at: the surest of each article, then each article's next, and so on.</summary>
    public async Task<IReadOnlyList<EventSample>> SampleAsync(int count, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (events, actors) = await database.ReadAsync(
            async session =>
            {
                var sample = await session.QueryAsync<SampleRow>(
                    """
                    SELECT s.* FROM (
                        SELECT e.event_id, e.type, e.status, e.sentence_text, e.trigger_text, e.claim, e.date_start, e.date_end, e.place_text,
                            e.dead_value, e.dead_min, e.dead_max, e.dead_text, e.injured_value, e.injured_min, e.injured_max, e.injured_text,
                            e.confidence, a.url AS article_url, a.title AS article_title,
                            row_number() OVER (PARTITION BY a.article_id ORDER BY e.confidence DESC, e.trigger_start) AS rank
                        FROM articles a JOIN events e ON e.article_id = a.article_id
                        WHERE a.stored_at >= @since
                    ) AS s
                    ORDER BY s.rank, s.confidence DESC, s.event_id LIMIT @count
                    """,
                    new { since, count });
                return (sample, await ActorsAsync(session, sample.Select(e => e.EventId).ToList()));
            },
            cancellationToken);
        return events.Select(e => e.ToSample(actors[e.EventId].ToList())).ToList();
    }

    private static async Task<ILookup<Guid, SampleActorRow>> ActorsAsync(Session session, IReadOnlyCollection<Guid> events) => (await session.QueryAsync<SampleActorRow>(
        $"""
        SELECT event_id, role, text, text_start, text_end, country, sectors FROM event_actors
        WHERE event_id {session.Sql.In("@events")} ORDER BY event_id, role, position
        """,
        new { events = session.Sql.List(events) })).ToLookup(a => a.EventId);

    private static FeedReport Report(FeedRow? feed, IReadOnlyList<CountRow> counts) => new()
    {
        FeedId = feed?.FeedId,
        Url = feed?.Url,
        Title = feed?.Title,
        Outcome = feed?.Outcome is { } outcome ? EnumNames.Parse<Outcome>(outcome) : null,
        Detail = feed?.Detail,
        Found = counts.Sum(c => c.Found),
        Stored = counts.Where(c => c.State == "stored").Sum(c => c.Ended),
        Unfinished = counts.Sum(c => c.Unfinished),
        Finished = counts.Where(c => c.State == "finished" && c.Ended > 0).ToDictionary(c => EnumNames.Parse<Outcome>(c.Outcome!), c => c.Ended),
    };

    private sealed class FeedRow
    {
        public Guid FeedId { get; init; }

        public string Url { get; init; } = "";

        public string? Title { get; init; }

        public string? Outcome { get; init; }

        public string? Detail { get; init; }
    }

    private sealed class CountRow
    {
        public Guid? FeedId { get; init; }

        public string State { get; init; } = "";

        public string? Outcome { get; init; }

        public long Found { get; init; }

        public long Ended { get; init; }

        public long Unfinished { get; init; }
    }
}
