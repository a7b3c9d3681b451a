using IngestWorker.Contracts;

namespace IngestWorker.Storage;

/// <summary>Who found an item: the begin of its trail and of its trace.</summary>
/// <param name="Worker">Name of the process; null where none is known.</param>
/// <param name="Version">Name and version of the program.</param>
/// <param name="TraceContext">W3C traceparent of what was under way; null where nothing is traced.</param>
public sealed record ItemOrigin(string? Worker = null, string? Version = null, string? TraceContext = null)
{
    public static ItemOrigin Unknown { get; } = new();
}

/// <summary>What a dispatcher asks the frontier for.</summary>
public sealed record DispatchRequest
{
    /// <summary>Most items to take now.</summary>
    public required int Max { get; init; }

    /// <summary>Most items that may be leased at a time, by all the workers together: the back-pressure.</summary>
    public required int MaxInFlight { get; init; }

    /// <summary>How long a claim holds; after it the item is due again.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Least time between two claims of one host; a host's own interval goes before it. Zero: no politeness.</summary>
    public required TimeSpan HostInterval { get; init; }

    /// <summary>Where a server is slow its slots get longer, up to this. Nothing where HostInterval is zero.</summary>
    public TimeSpan MaxHostInterval { get; init; }

    /// <summary>How many of the server's response times a slot is at least; zero: slots do not depend on them.</summary>
    public double ResponseTimeFactor { get; init; }

    /// <summary>Name of the process.</summary>
    public required string Worker { get; init; }

    /// <summary>An item due again after so many claims is finished as <see cref="Outcome.Abandoned"/>. Claims given back do not count. Default 5.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Told id, address and detail of each item that ended so.</summary>
    public Action<Guid, string, string?>? Abandoned { get; init; }
}

/// <summary>What a dispatcher asks for looks at stored articles, in the room that new items leave.</summary>
public sealed record RevisitRequest
{
    /// <summary>As for new items; its MaxInFlight bounds new items and revisits together.</summary>
    public required DispatchRequest Dispatch { get; init; }

    /// <summary>Most revisits that may be under way at a time, over all workers.</summary>
    public required int MaxRevisits { get; init; }

    /// <summary>How long after its end an article is looked at again.</summary>
    public required IReadOnlyList<TimeSpan> After { get; init; }
}

/// <summary>On what terms a claimed item is fetched.</summary>
public sealed record FetchTerms
{
    /// <summary>How long the claim holds from now.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>When a first article is looked at again once it is stored; null: never.</summary>
    public TimeSpan? FirstRevisit { get; init; }

    /// <summary>As in <see cref="DispatchRequest"/>.</summary>
    public TimeSpan HostInterval { get; init; }

    /// <summary>As in <see cref="DispatchRequest"/>.</summary>
    public TimeSpan MaxHostInterval { get; init; }

    /// <summary>As in <see cref="DispatchRequest"/>.</summary>
    public double ResponseTimeFactor { get; init; }

    /// <summary>Name of the process, for the trail.</summary>
    public string? Worker { get; init; }

    /// <summary>Name and version of the program, for the trail.</summary>
    public string? Version { get; init; }
}

/// <summary>Leave to fetch a claimed item, with what is known of it.</summary>
public sealed record FetchStart
{
    public required string Host { get; init; }

    /// <summary>True where the item is stored and only looked at again.</summary>
    public bool IsRevisit { get; init; }

    /// <summary>Now, by the database's clock, which is one for all workers: of two pages of an item it tells which is newer.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>How often a fetch of this claim was begun, this time included. More than 1: the command was handed out again, mostly because its worker died.</summary>
    public int Begun { get; init; } = 1;

    /// <summary>How long until the host's turn has come: claims keep their distance, but messages may wait in a queue and come at once.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>How long the host's server takes to answer, smoothed over all workers; null where that is not known.</summary>
    public TimeSpan? ResponseTime { get; init; }

    /// <summary>Of a revisit: the item's current article.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>The newest page in the archive; null where there is none.</summary>
    public Guid? PageId { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public string? BodySha256 { get; init; }
}

/// <summary>The frontier in numbers.</summary>
public sealed record FrontierCounts
{
    /// <summary>Items by state and, where ended, by outcome.</summary>
    public required IReadOnlyList<StateCount> States { get; init; }

    /// <summary><see cref="ItemStore.NextDueAsync"/>.</summary>
    public required TimeSpan? NextDueIn { get; init; }

    /// <summary>Looks at stored articles that are under way.</summary>
    public long Revisits { get; init; }

    public long Of(ItemState state) => States.Where(s => s.State == state).Sum(s => s.Count);

    /// <summary>Pending and claimed.</summary>
    public long Unfinished => Of(ItemState.Pending) + Of(ItemState.Claimed);
}

/// <param name="State">The items' state.</param>
/// <param name="Outcome">Why they ended; of one that is not ended, what its last attempt came to; null where there was none.</param>
/// <param name="Count">How many.</param>
public sealed record StateCount(ItemState State, Outcome? Outcome, long Count);
