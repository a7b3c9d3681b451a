using System.CommandLine;
using System.Globalization;
using IngestWorker.Configuration;
using IngestWorker.Fetching;
using IngestWorker.Roles;
using IngestWorker.Storage;

namespace IngestWorker.Cli;

/// <summary>The options by which kept pages are selected.</summary>
internal sealed class PageSelectionOptions
{
    private static readonly string[] s_dates = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK"];

    public Option<string?> Since { get; } = new("--since") { Description = "Pages fetched since: a day (2020-10-01), a time (2020-10-01T15:00:00Z), or how long ago (7d).", HelpName = "D" };

    public Option<string?> Feed { get; } = new("--feed") { Description = "Pages of articles that this feed carried.", HelpName = "URL|FILE" };

    public Option<string?> Host { get; } = new("--host") { Description = "Pages of this site: a host name or any address on it.", HelpName = "HOST" };

    public async Task<PageSelection> ReadAsync(ParseResult parsed, IDatabase database, IngestSettings settings, CancellationToken cancellationToken) => new()
    {
        Since = parsed.GetValue(Since) is { } since ? ToTime(since, TimeProvider.System.GetUtcNow()) : null,
        FeedId = parsed.GetValue(Feed) is { } feed ? await FeedIdAsync(feed, database, cancellationToken) : null,
        Host = parsed.GetResult(Host) is not null && parsed.GetValue(Host) is { } host ? HostKey(host, UrlRules.Of(settings.Fetching)) : null,
    };

    internal static DateTimeOffset ToTime(string text, DateTimeOffset now)
    {
        if (SettingsReader.TryParseDuration(text, out var ago) && ago > TimeSpan.Zero) return now - ago;
        return DateTimeOffset.TryParseExact(text, s_dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new UsageException($"--since: '{text}' is neither a day (2020-10-01), nor a time (2020-10-01T15:00:00Z), nor how long ago (7d).");
    }

    internal static string HostKey(string text, UrlRules rules) =>
        CanonicalUrl.TryParse(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, rules, out var url, out var reason)
            ? url.HostKey
            : throw new UsageException($"--host: '{text}' is no host: {reason}");

    private static async Task<Guid> FeedIdAsync(string text, IDatabase database, CancellationToken cancellationToken)
    {
        var url = File.Exists(text) ? LocalFeed.ToUrl(text) : CanonicalUrl.TryParse(text, out var parsed, out _) ? parsed.FetchUrl : text;
        var feed = (await new FeedStore(database).ListAsync(cancellationToken)).FirstOrDefault(f => f.Url == url || f.Url == text);
        return feed?.FeedId ?? throw new UsageException($"--feed: there is no feed {url}; `ingest feeds list` shows all.");
    }
}
