namespace IngestWorker.Fetching;

/// <summary>All settings of Fetching, under "Fetching:". Times are TimeSpans ("00:00:20"), sizes are bytes.</summary>
public sealed class FetchingOptions
{
    /// <summary>
    /// The product's name in the User-Agent header. Default "IngestWorker"; letters, digits, '-', '_' and '.'.
    /// The header is "Name/version", followed by " (+<see cref="Contact"/>)" where there is one.
    /// </summary>
    public string AgentName { get; set; } = "IngestWorker";

    /// <summary>
    /// Where a site's owner can complain: an http(s) address or a mail address, sent in the User-Agent header.
    /// Default none; sites block agents without one sooner.
    /// </summary>
    public string? Contact { get; set; }

    /// <summary>
    /// The name by which robots.txt addresses this agent (RFC 9309 §2.2.1: letters, '-' and '_'). Default null: <see cref="AgentName"/>
    /// up to its first other character.
    /// </summary>
    public string? RobotsAgent { get; set; }

    /// <summary>Whether robots.txt is asked before an article is fetched. Default true. Feeds are not subject to it: they are published for programs.</summary>
    public bool RespectRobots { get; set; } = true;

    /// <summary>How long an answer for robots.txt counts. Default 24 hours (RFC 9309 §2.4 asks for no more); 1 minute to 24 hours.</summary>
    public TimeSpan RobotsLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After how long a robots.txt that could not be had is asked for again. Default 10 minutes; 1 second to 24 hours.</summary>
    public TimeSpan RobotsRetryInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Of how many hosts robots.txt is kept in memory; the least recently used goes first. Default 10,000; 1 to 1,000,000.</summary>
    public int RobotsCacheHosts { get; set; } = 10_000;

    /// <summary>The longest Crawl-delay that is honoured; longer ones count as this. Default 5 minutes; 0 to 1 hour.</summary>
    public TimeSpan MaxCrawlDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>From the first packet of a connection to its last of the TLS handshake. Default 10 seconds; 50 ms to <see cref="AttemptTimeout"/>.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>One request to one server, from connecting to the body's last byte; each redirect is a request of its own. Default 20 seconds; 50 ms to <see cref="TotalTimeout"/>.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>One fetch with all its retries, waits, redirects and robots.txt. Default 60 seconds; 50 ms to 1 hour.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a failed fetch is tried again in place, where that can help (connection lost, timeout, 5xx). Default 2; 0 to 10.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>The wait before the first retry; it doubles each time, with jitter, up to 30 seconds. Default 1 second; 1 ms to 1 minute.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A Retry-After up to this is waited for in place; a longer one ends the fetch and is handed to the scheduler. Default 5 seconds; 0 to 1 minute.</summary>
    public TimeSpan MaxRetryAfterInPlace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A longer Retry-After counts as this. Default 1 day; 1 second to 30 days.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The largest article page, decompressed. Default 10 MiB; 1 KiB to 1 GiB. A larger one ends as too_large.</summary>
    public long MaxArticleBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>The largest feed or sitemap, decompressed. Default 20 MiB; 1 KiB to 1 GiB. A larger one ends as too_large.</summary>
    public long MaxFeedBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>All headers of one answer together, in KiB (1,024 bytes). Default 64; 1 to 1,024. More ends as too_large.</summary>
    public int MaxHeaderKilobytes { get; set; } = 64;

    /// <summary>
    /// How many times larger than what came over the wire a body may become. Default 200, where dense markup reaches 30 and a
    /// gzip bomb 1,000; 1 to 100,000. Ignored for bodies up to 1 MiB, which cannot hurt.
    /// </summary>
    public double MaxDecompressionRatio { get; set; } = 200;

    /// <summary>How many redirects one fetch follows. Default 10; 0 to 50. More end as too_many_redirects.</summary>
    public int MaxRedirects { get; set; } = 10;

    /// <summary>The share of failed requests to a host (no connection, timeout, 5xx) at which its circuit opens. Default 0.8; above 0 to 1.</summary>
    public double CircuitFailureRatio { get; set; } = 0.8;

    /// <summary>How many requests to a host within <see cref="CircuitSamplingPeriod"/> it takes to judge it. Default 10; 2 to 10,000.</summary>
    public int CircuitMinimumRequests { get; set; } = 10;

    /// <summary>Over how long a host's failures are counted. Default 5 minutes; 1 second to 1 day.</summary>
    public TimeSpan CircuitSamplingPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an open circuit lets no request through; the fetch ends as circuit_open, to be tried again later. Default 1 minute; 500 ms to 1 day.</summary>
    public TimeSpan CircuitBreak { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Of how many hosts a circuit is kept (about 3 KB each); the least recently used goes first. Default 4,096; 1 to 1,000,000.</summary>
    public int CircuitHosts { get; set; } = 4096;

    /// <summary>Connections to one host at a time; further requests wait for one. Default 4; 1 to 1,000.</summary>
    public int MaxConnectionsPerHost { get; set; } = 4;

    /// <summary>After how long a connection is not used again, so that a changed DNS entry is noticed. Default 5 minutes; 1 second to 1 day.</summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an unused connection is kept open. Default 15 seconds; 0 to 1 hour. About 20 KB each.</summary>
    public TimeSpan ConnectionIdleTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Networks in CIDR notation ("127.0.0.0/8", "::1/128") that may be connected to although they are not public. Default none:
    /// an address from a feed must not reach what only this machine can see.
    /// </summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <summary>More tracking parameters than Data/tracking-parameters.txt lists, in its form ("name", "prefix*", "name domain"). Default none.</summary>
    public IList<string> TrackingParameters { get; set; } = [];

    /// <summary>A public suffix list in its published form that is used instead of the bundled one. Default null: the bundled one.</summary>
    public string? PublicSuffixListFile { get; set; }

    /// <summary>All that is wrong, each with the setting, its value and what is allowed; empty where nothing is.</summary>
    public IReadOnlyList<string> Validate() => FetchingOptionsValidation.Errors(this);
}
