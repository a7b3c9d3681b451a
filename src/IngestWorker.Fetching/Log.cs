using Microsoft.Extensions.Logging;

namespace IngestWorker.Fetching;

internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Debug, "{Kind} {Url} ended as {Outcome} after {ElapsedMilliseconds} ms and {Attempts} attempts: {Detail} (item {ItemId})")]
    public static partial void Fetched(this ILogger log, FetchKind kind, string url, string outcome, long elapsedMilliseconds, int attempts, string detail, Guid? itemId);

    [LoggerMessage(2001, LogLevel.Debug, "Attempt {Attempt} for {Url} failed as {Outcome}, the next is in {Delay}: {Detail}")]
    public static partial void Retrying(this ILogger log, int attempt, string url, string outcome, TimeSpan delay, string detail);

    [LoggerMessage(2002, LogLevel.Warning, "{Origin} failed too often and is left alone for {BreakDuration}")]
    public static partial void CircuitOpened(this ILogger log, string origin, TimeSpan breakDuration);

    [LoggerMessage(2003, LogLevel.Information, "{Origin} answers again")]
    public static partial void CircuitClosed(this ILogger log, string origin);

    [LoggerMessage(2004, LogLevel.Warning, "Refused to fetch {Url}: {Detail}")]
    public static partial void PrivateAddressRefused(this ILogger log, string url, string detail);

    [LoggerMessage(2005, LogLevel.Information, "robots.txt of {Origin} cannot be had ({Detail}); nothing is fetched there for {RetryInterval}")]
    public static partial void RobotsUnreachable(this ILogger log, string origin, string detail, TimeSpan retryInterval);
}
