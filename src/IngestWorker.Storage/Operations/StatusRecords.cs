using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <summary>How the installation stands, as far as its database knows.</summary>
public sealed record StatusReport
{
    /// <summary>The database's clock.</summary>
    public required DateTimeOffset Now { get; init; }

    public required FeedsReport Feeds { get; init; }

    public required FrontierReport Frontier { get; init; }

    public required RateReport LastHour { get; init; }

    public required RateReport LastDay { get; init; }

    /// <summary>Of the articles stored within the last day whose page tells the time of publication: from then to the row.</summary>
    public required LagReport Published { get; init; }

    /// <summary>Of the articles stored within the last day for the first time: from the poll that found them to the row.</summary>
    public required LagReport Found { get; init; }

    /// <summary>Of the last day, the most frequent first. A try that failed and succeeded later counts as well.</summary>
    public required IReadOnlyList<FailureCount> Failures { get; init; }
}

public sealed record FeedsReport
{
    public required IReadOnlyDictionary<FeedState, long> States { get; init; }

    /// <summary>Feeds whose poll is due since more than five minutes.</summary>
    public required long Overdue { get; init; }

    /// <summary>Feeds that cannot be read since more than a day.</summary>
    public required long FailingLong { get; init; }

    /// <summary>When any feed last brought something new; null: never.</summary>
    public DateTimeOffset? LastNewAt { get; init; }

    /// <summary>Feeds that are polled at all.</summary>
    public required long Polled { get; init; }
}

public sealed record FrontierReport
{
    /// <summary>Not leased, not ended.</summary>
    public required long Pending { get; init; }

    /// <summary>Of the pending: those that may be fetched now.</summary>
    public required long Due { get; init; }

    /// <summary>With a worker, or in a queue before or behind it.</summary>
    public required long Leased { get; init; }

    /// <summary>Leased once, and the lease ran out: they are due again.</summary>
    public required long Overdue { get; init; }

    /// <summary>Stored articles that are looked at again now.</summary>
    public required long Revisits { get; init; }

    /// <summary>How long the item has been due that is due the longest; null where none is.</summary>
    public TimeSpan? OldestDue { get; init; }

    /// <summary>How long ago the lease ran out that ran out first; null where none did.</summary>
    public TimeSpan? OldestOverdue { get; init; }

    /// <summary>
    /// How long ago the page was fetched that waits longest for its article to be stored: no message to the consumer is older. Null where none waits.
    /// </summary>
    public TimeSpan? OldestFetched { get; init; }
}

/// <param name="Discovered">Items found.</param>
/// <param name="Articles">Articles stored, revisions too.</param>
/// <param name="Events">Events stored.</param>
/// <param name="Finished">Items that ended without an article.</param>
public sealed record RateReport(long Discovered, long Articles, long Events, long Finished);

/// <param name="Articles">How many it is measured on.</param>
/// <param name="Median">Null where there is none.</param>
/// <param name="Percentile95">Null where there is none.</param>
public sealed record LagReport(long Articles, TimeSpan? Median, TimeSpan? Percentile95);

public sealed record FailureCount(Stage Stage, Outcome Outcome, long LastHour, long LastDay);
