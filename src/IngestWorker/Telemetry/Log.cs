namespace IngestWorker.Telemetry;

/// <summary>Every line the program logs. Event ids are fixed: alert rules and searches are written against them.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Feed {FeedUrl} polled: {Outcome}, {ItemsFound} items, {ItemsNew} new. {Detail}")]
    public static partial void FeedPolled(ILogger logger, string feedUrl, string outcome, int itemsFound, int itemsNew, string? detail);

    [LoggerMessage(1002, LogLevel.Warning, "Feed {FeedUrl} failed: {Outcome}. {Detail}")]
    public static partial void FeedFailed(ILogger logger, string feedUrl, string outcome, string? detail);

    [LoggerMessage(1003, LogLevel.Warning, "Feed {FeedUrl}: link '{Link}' left out. {Reason}")]
    public static partial void LinkRejected(ILogger logger, string feedUrl, string link, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "Feed {FeedUrl} is {State}: {Reason}")]
    public static partial void FeedState(ILogger logger, string feedUrl, string state, string? reason);

    [LoggerMessage(1005, LogLevel.Information, "Feed {FeedUrl} is polled at {NewUrl} from now on")]
    public static partial void FeedMoved(ILogger logger, string feedUrl, string newUrl);

    [LoggerMessage(1011, LogLevel.Information, "WebSub callback on {Url}, public as {PublicUrl}")]
    public static partial void CallbackUrl(ILogger logger, string url, string publicUrl);

    [LoggerMessage(1012, LogLevel.Information, "Hub verified {Topic} for {LeaseDays} days")]
    public static partial void HubVerified(ILogger logger, string topic, double leaseDays);

    [LoggerMessage(1013, LogLevel.Warning, "Hub {Hub} did not take the subscription of {Topic}: {Reason}")]
    public static partial void HubFailed(ILogger logger, string hub, string topic, string reason);

    [LoggerMessage(1014, LogLevel.Warning, "Hub denied {Topic}: {Reason}")]
    public static partial void HubDenied(ILogger logger, string topic, string reason);

    [LoggerMessage(1015, LogLevel.Warning, "A push for {Topic} without a valid signature was thrown away")]
    public static partial void PushRefused(ILogger logger, string topic);

    [LoggerMessage(1016, LogLevel.Information, "Feed {FeedUrl} pushed: {ItemsFound} items, {ItemsNew} new")]
    public static partial void FeedPushed(ILogger logger, string feedUrl, int itemsFound, int itemsNew);

    [LoggerMessage(1017, LogLevel.Information, "A push for {FeedUrl} cannot be read and the feed is polled: {Outcome}. {Detail}")]
    public static partial void PushUnread(ILogger logger, string feedUrl, string outcome, string? detail);

    [LoggerMessage(1101, LogLevel.Debug, "Item {ItemId} {Stage}: {Outcome}. {Url} {Detail}")]
    public static partial void Item(ILogger logger, Guid itemId, string stage, string outcome, string url, string? detail);

    [LoggerMessage(1102, LogLevel.Error, "Item {ItemId} failed unexpectedly in attempt {Attempt}; it is tried again later. {Url}")]
    public static partial void ItemFailed(ILogger logger, Exception exception, Guid itemId, int attempt, string url);

    [LoggerMessage(1201, LogLevel.Information, "Dispatched {Count} items")]
    public static partial void Dispatched(ILogger logger, int count);

    [LoggerMessage(1202, LogLevel.Warning, "{Count} of {Claimed} claimed items could not be published and were given back: {Reason}")]
    public static partial void DispatchFailed(ILogger logger, int count, int claimed, string reason);

    [LoggerMessage(1301, LogLevel.Information, "Stored {Articles} articles ({NewArticles} new) with {Events} events")]
    public static partial void Stored(ILogger logger, int articles, int newArticles, int events);

    [LoggerMessage(1302, LogLevel.Error, "Article {ArticleId} of item {ItemId} cannot be stored and is set aside")]
    public static partial void ArticleSetAside(ILogger logger, Exception exception, Guid articleId, Guid itemId);

    [LoggerMessage(1303, LogLevel.Warning, "Item {ItemId} could not be given back: {Reason} It counts as begun.")]
    public static partial void NotGivenBack(ILogger logger, Guid itemId, string reason);

    [LoggerMessage(1304, LogLevel.Warning, "Claims of published articles could not be held beyond their leases: {Reason} What is not stored by then is fetched once more.")]
    public static partial void NotHeld(ILogger logger, string reason);

    [LoggerMessage(1401, LogLevel.Warning, "Waiting for {Server}: {Reason} Next try in {DelaySeconds} s.")]
    public static partial void Waiting(ILogger logger, string server, string reason, double delaySeconds);

    [LoggerMessage(1402, LogLevel.Information, "{Server} is ready")]
    public static partial void Ready(ILogger logger, string server);

    [LoggerMessage(1403, LogLevel.Error, "{Server} refuses, and waiting alone does not help: {Reason} Next try in {DelaySeconds} s.")]
    public static partial void HandNeeded(ILogger logger, string server, string reason, double delaySeconds);

    [LoggerMessage(1501, LogLevel.Information, "Health checks on {Url}")]
    public static partial void HealthUrl(ILogger logger, string url);

    [LoggerMessage(1502, LogLevel.Information, "Draining: {InFlight} items in flight")]
    public static partial void Draining(ILogger logger, long inFlight);

    [LoggerMessage(1503, LogLevel.Error, "{Role} stopped by a fault; it starts again in {DelaySeconds} s")]
    public static partial void RoleFaulted(ILogger logger, Exception exception, string role, double delaySeconds);

    [LoggerMessage(1601, LogLevel.Information, "Archive: {Pages} pages taken out, {Bytes} bytes freed; {Size} bytes are kept")]
    public static partial void PagesCleaned(ILogger logger, long pages, long bytes, long size);

    [LoggerMessage(1602, LogLevel.Information, "Retention: {Tables} dropped, older than {Age}")]
    public static partial void MonthsDropped(ILogger logger, string tables, TimeSpan age);

    [LoggerMessage(1603, LogLevel.Information, "Retention: {Rows} rows of {Kind} deleted, older than {Age}")]
    public static partial void RowsDeleted(ILogger logger, long rows, string kind, TimeSpan age);

    [LoggerMessage(1604, LogLevel.Warning, "Retention: the database is not kept by month, so nothing old goes. When no older version runs any more, run this on it: SELECT ingest_by_month()")]
    public static partial void NotByMonth(ILogger logger);

    [LoggerMessage(1605, LogLevel.Information, "Retention: somebody reads the months that are to go; the next try comes soon")]
    public static partial void MonthsInUse(ILogger logger);

    [LoggerMessage(1701, LogLevel.Warning, "How feeds, frontier and queues stand cannot be asked now, and no gauge tells it: {Reason}")]
    public static partial void StatusUnknown(ILogger logger, string reason);
}
