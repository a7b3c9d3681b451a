using System.Security.Cryptography;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Feeds;
using IngestWorker.Fetching;
using IngestWorker.Roles;
using IngestWorker.Storage;

namespace IngestWorker.Polling;

/// <summary>What was read at a feed's address.</summary>
internal sealed record FeedReading
{
    /// <summary>Ok, NotModified, or why there is nothing to read.</summary>
    public required Outcome Outcome { get; init; }

    public string? Detail { get; init; }

    public required FetchResult Fetch { get; init; }

    /// <summary>Null unless <see cref="Outcome"/> is Ok.</summary>
    public FeedDocument? Document { get; init; }

    /// <summary>The document's entries; of a list of sitemaps, those of the sitemaps that were read.</summary>
    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>Of all bytes that were read.</summary>
    public string? BodySha256 { get; init; }

    /// <summary>False where the same validators may come with other entries.</summary>
    public bool MayBeConditional { get; init; } = true;

    /// <summary>What stood there instead of a feed.</summary>
    public FeedState? Instead { get; init; }
}

/// <summary>Reads a feed where it is, conditionally, and follows a list of sitemaps to those that changed.</summary>
internal sealed class FeedFetch(PageFetcher fetcher, WorkerSettings settings, TimeProvider time)
{
    private static readonly string[] s_loginPaths = ["/login", "/signin", "/sign-in", "/sso/", "/oauth", "/auth/", "/wp-login"];

    // Sitemaps are dated to the day, in whatever zone.
    private static readonly TimeSpan s_dateSlack = TimeSpan.FromDays(2);

    public async Task<FeedReading> ReadAsync(ClaimedFeed feed, CancellationToken cancellationToken)
    {
        var result = LocalFeed.Is(feed.Url)
            ? await LocalFeed.ReadAsync(feed.Url, time.GetUtcNow(), cancellationToken)
            : await fetcher.FetchAsync(new FetchRequest { Url = feed.Url, Kind = FetchKind.Feed, ETag = feed.ETag, LastModified = feed.LastModified }, cancellationToken);
        var reading = Parse(result);
        if (reading.Document is { Format: FeedFormat.SitemapIndex } index && !LocalFeed.Is(feed.Url))
            reading = await FollowAsync(reading, index, feed, cancellationToken);
        // Servers without validators, or with wrong ones, send the same bytes again.
        return reading.Outcome == Outcome.Ok && reading.BodySha256 == feed.BodySha256
            ? reading with { Outcome = Outcome.NotModified, Document = null, Entries = [], Detail = "the same bytes as before" }
            : reading;
    }

    /// <summary>A document that came by another way than a poll.</summary>
    public static FeedReading Parse(FetchResult result)
    {
        if (result.Outcome != Outcome.Ok) return new FeedReading { Outcome = result.Outcome, Detail = result.Detail, Fetch = result, Instead = InsteadOf(result) };
        var parsed = FeedParser.Parse(result.Body, new FeedParseContext { BaseUrl = new Uri(result.FinalUrl), ContentType = result.ContentType });
        if (parsed.Outcome != Outcome.Ok || parsed.Document is not { } document)
            return new FeedReading { Outcome = parsed.Outcome, Detail = parsed.Detail, Fetch = result, Instead = InsteadOf(result) };
        return new FeedReading
        {
            Outcome = Outcome.Ok,
            Fetch = result,
            Document = document,
            Entries = document.Entries,
            BodySha256 = Convert.ToHexStringLower(SHA256.HashData(result.Body.Span)),
        };
    }

    private async Task<FeedReading> FollowAsync(FeedReading reading, FeedDocument index, ClaimedFeed feed, CancellationToken cancellationToken)
    {
        var since = feed.SinceRead is { } elapsed ? time.GetUtcNow() - elapsed - s_dateSlack : DateTimeOffset.MinValue;
        var all = index.Entries.Where(e => e.Link is { Length: > 0 }).ToArray();
        // The newest first; those without a date may have changed at any time, and stand behind those that say they did.
        var due = all.Where(e => e.Updated is null || e.Updated >= since).OrderByDescending(e => e.Updated ?? DateTimeOffset.MinValue).Take(settings.MaxSitemaps).ToArray();

        var entries = new List<FeedEntry>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(reading.Fetch.Body.Span);
        FeedReading? failed = null;
        var read = 0;
        foreach (var sitemap in due)
        {
            var child = Parse(await fetcher.FetchAsync(new FetchRequest { Url = sitemap.Link!, Kind = FetchKind.Feed }, cancellationToken));
            if (child.Document is { Format: not FeedFormat.SitemapIndex })
            {
                read++;
                entries.AddRange(child.Entries);
                hash.AppendData(child.Fetch.Body.Span);
            }
            else
            {
                failed ??= child;
            }
        }
        if (read == 0 && failed is { Outcome: not Outcome.Ok }) return failed with { Detail = $"{failed.Fetch.FinalUrl}: {failed.Detail}" };
        return reading with
        {
            Entries = entries,
            Detail = $"{read} of {all.Length} sitemaps read{(failed is null ? "" : $"; {failed.Fetch.FinalUrl}: {failed.Detail ?? "a list of sitemaps in a list"}")}",
            BodySha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
            // Dated to the day or not at all, a list stays the same while its sitemaps change.
            MayBeConditional = false,
        };
    }

    private static FeedState? InsteadOf(FetchResult result)
    {
        if (result.StatusCode is 401 or 407) return FeedState.LoginPage;
        if (result.Outcome == Outcome.Forbidden && result.StatusCode is not null) return FeedState.BotWall;
        if (result.Outcome == Outcome.EmptyDocument) return FeedState.Empty;
        if (result.Outcome != Outcome.Ok) return null;
        return PageRecognition.Look(result.Body.Span, result.ContentType) switch
        {
            PageKind.BotWall => FeedState.BotWall,
            PageKind.Login => FeedState.LoginPage,
            PageKind.Html => result.Redirects.Count > 0 && IsLogin(result.FinalUrl) ? FeedState.LoginPage : FeedState.HtmlPage,
            _ => null,
        };
    }

    private static bool IsLogin(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && s_loginPaths.Any(p => uri.AbsolutePath.Contains(p, StringComparison.OrdinalIgnoreCase));
}
