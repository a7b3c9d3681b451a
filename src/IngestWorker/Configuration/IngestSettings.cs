using IngestWorker.Articles;
using IngestWorker.Fetching;
using IngestWorker.Storage;

namespace IngestWorker.Configuration;

/// <summary>All settings, by section. From appsettings.json and environment variables (INGEST__Worker__FetchConcurrency=16).</summary>
internal sealed class IngestSettings
{
    /// <summary>What carries messages between the roles. InMemory only works inside one process: `ingest run`.</summary>
    public TransportKind Transport { get; set; } = TransportKind.RabbitMq;

    /// <summary>How long a process that is told to stop goes on with what it has begun; the rest is given back. Ten seconds less than what a container gets before it is killed. 1 s to 10 min, default 20 s.</summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(20);

    public RabbitMqSettings RabbitMq { get; } = new();

    /// <summary>Whether messages go over a broker. With SQLite all is in one process, and they live in its memory.</summary>
    public bool HasBroker => Transport == TransportKind.RabbitMq && Database.Provider == DatabaseProvider.PostgreSql;

    public StorageOptions Database { get; } = new();

    public FetchingOptions Fetching { get; } = new();

    public ArticleOptions Articles { get; } = new();

    public EventsSettings Events { get; } = new();

    public WorkerSettings Worker { get; } = new();

    public PageSettings Pages { get; } = new();

    public RetentionSettings Retention { get; } = new();

    public ConsumerSettings Consumer { get; } = new();

    public HttpSettings Http { get; } = new();

    public TelemetrySettings Telemetry { get; } = new();

    public LoggingSettings Logging { get; } = new();
}

internal enum TransportKind
{
    RabbitMq,
    InMemory,
}

/// <summary>The broker. Ignored with Transport InMemory.</summary>
internal sealed class RabbitMqSettings
{
    /// <summary>Name or address of the broker. Default localhost.</summary>
    public string Host { get; set; } = "localhost";

    /// <summary>AMQP port, 1 to 65535. Default 5672 (5671 is usual with UseTls).</summary>
    public int Port { get; set; } = 5672;

    /// <summary>Default "/".</summary>
    public string VirtualHost { get; set; } = "/";

    public string Username { get; set; } = "guest";

    public string Password { get; set; } = "guest";

    /// <summary>A file whose content, without a final line break, is used as Password. Default none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>TLS to the broker, its certificate verified against Host. Default false.</summary>
    public bool UseTls { get; set; }

    /// <summary>PEM file with the authorities that the broker's certificate must come from. Default none: those the machine trusts. Ignored without UseTls.</summary>
    public string? CaFile { get; set; }

    /// <summary>PEM file with this program's own certificate, where the broker asks for one. Default none. Ignored without UseTls.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file with the private key of CertificateFile, not encrypted. Default none: it is in CertificateFile.</summary>
    public string? CertificateKeyFile { get; set; }

    /// <summary>Where the broker's management plugin answers ("http://rabbitmq:15672"), for `ingest status` and the gauges of queues. Default none: they say what AMQP alone tells.</summary>
    public Uri? ManagementUrl { get; set; }

    /// <summary>How long the broker may take to confirm a message before it is published anew; a broker that is blocked or away confirms none. 1 s to 10 min, default 30 s.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the broker and this process show each other that they live; a connection is given up after two that are missing. 1 s to 10 min, default 20 s.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Put before the queues' names, for several installations on one virtual host. Default none.</summary>
    public string QueuePrefix { get; set; } = "";

    /// <summary>How often the broker hands out a message whose consumer died with it, before the message is set aside. 1 to 1000, default 10.</summary>
    public int DeliveryLimit { get; set; } = 10;
}

internal sealed class WorkerSettings
{
    /// <summary>Feeds polled at a time by one worker. 1 to 1000, default 8.</summary>
    public int PollConcurrency { get; set; } = 8;

    /// <summary>Time between two polls of a feed that brings 100 new items a day, or of whose habit nothing is known yet; every other gets its own by it. 1 s to 30 d, default 15 min.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Least time between two polls of a feed, however much it brings. 1 s to MaxPollInterval, default 5 min.</summary>
    public TimeSpan MinPollInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time between two polls of a feed that can be read, hours aside that it asks to leave out. 1 s to 30 d, default 6 h.</summary>
    public TimeSpan MaxPollInterval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Sitemaps read by one poll of a list of sitemaps, those changed last first. 1 to 1000, default 10.</summary>
    public int MaxSitemaps { get; set; } = 10;

    /// <summary>
    /// Where hubs reach the WebSub callback from the internet ("https://ingest.example.org"): feeds that name a hub are subscribed to
    /// then. Default none: no subscriptions, and nothing listens.
    /// </summary>
    public Uri? WebSubPublicUrl { get; set; }

    /// <summary>Address that the WebSub callback listens on. Default 127.0.0.1. Ignored without WebSubPublicUrl.</summary>
    public string WebSubAddress { get; set; } = "127.0.0.1";

    /// <summary>Port of the WebSub callback, 0 to 65535; 0 takes a free one and logs it. Default 8081. Ignored without WebSubPublicUrl.</summary>
    public int WebSubPort { get; set; } = 8081;

    /// <summary>How long a subscription is asked for; the hub decides, and it is renewed in time. 1 h to 365 d, default 10 d.</summary>
    public TimeSpan WebSubLease { get; set; } = TimeSpan.FromDays(10);

    /// <summary>Articles fetched, extracted and coded at a time by one worker. 1 to 1000, default 16.</summary>
    public int FetchConcurrency { get; set; } = 16;

    /// <summary>Articles extracted and coded at the same moment by one worker; the others of FetchConcurrency wait for their page or their turn. 0 to 1000, default 0: as many as there are processors.</summary>
    public int CodingConcurrency { get; set; }

    /// <summary>Items claimed and not yet stored or finished, over all workers: the back-pressure. 1 to 1,000,000, default 500.</summary>
    public int MaxInFlight { get; set; } = 500;

    /// <summary>Items claimed by one dispatch statement. 1 to 10,000, default 100.</summary>
    public int DispatchBatch { get; set; } = 100;

    /// <summary>Least time between two fetches from one host, over all workers. 0 to 1 h, default 1 s.</summary>
    public TimeSpan HostInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Where a server is slow, the time between two fetches grows with its response time, up to this. HostInterval to 1 h, default 30 s. Ignored with HostInterval 0.</summary>
    public TimeSpan MaxHostInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many of its response times (smoothed, over all workers) a server is left alone after a fetch. 0 to 100, default 5; 0: HostInterval alone counts.</summary>
    public double ResponseTimeFactor { get; set; } = 5;

    /// <summary>How long after it was stored an article is looked at again; a changed text becomes its next revision. Each 1 s to 365 d, at most 20, default 1h, 6h, 1d, 7d; an empty list: never.</summary>
    public IList<string> RevisitAfter { get; set; } = ["1h", "6h", "1d", "7d"];

    /// <summary>The share of MaxInFlight that looks at stored articles may take, where new items leave it. 0.01 to 1, default 0.25.</summary>
    public double RevisitShare { get; set; } = 0.25;

    /// <summary>How long a claim holds before others may take it. Longer than the longest fetch and the wait in the queue. 1 s to 1 d, default 5 min.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a published article may wait for a consumer before its item is fetched anew: for a broker that lost its messages. Until then it counts as in flight. Lease to 30 d, default 1 d.</summary>
    public TimeSpan PublishedLease { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Claims of an item before it is given up. 1 to 100, default 5.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Wait before a second try of an item after a passing fault; doubles with each further one. 1 s to 1 d, default 1 min.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an idle worker waits before it looks for due work again. 10 ms to 1 min, default 1 s.</summary>
    public TimeSpan IdleDelay { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>The archive of pages.</summary>
internal sealed class PageSettings
{
    /// <summary>Pages fetched longer ago are taken out of the archive; what was coded from them stays. 1 h to 3650 d, or 0: kept for ever. Default 90 d.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The size of all kept pages, compressed, in bytes, over which the oldest are taken out. 1,000,000 or more, or 0: no bound. Default 20,000,000,000.</summary>
    public long MaxBytes { get; set; } = 20_000_000_000;

    /// <summary>How often one of the consumers looks for pages to take out. 1 s to 30 d, default 1 h.</summary>
    public TimeSpan CleanInterval { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>How long is kept what is kept by month.</summary>
internal sealed class RetentionSettings
{
    /// <summary>Months of events that ended longer ago than this are dropped, with all that belongs to the events; their articles stay. 1 d to 36500 d, or 0: kept for ever. Default 0.</summary>
    public TimeSpan Events { get; set; }

    /// <summary>Months of the items' trail that ended longer ago than this are dropped. 1 d to 36500 d, or 0: kept for ever. Default 0.</summary>
    public TimeSpan Trail { get; set; }

    /// <summary>How often one of the consumers drops what is too old and makes the tables of the months to come. 1 s to 10 d, default 1 h.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);
}

internal sealed class ConsumerSettings
{
    /// <summary>Articles written in one transaction at most. 1 to 1000, default 100.</summary>
    public int BatchSize { get; set; } = 100;

    /// <summary>How long a batch that is not full waits for more. 1 ms to 1 min, default 250 ms.</summary>
    public TimeSpan BatchDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Batches written at a time. 1 to 100, default 2; SQLite always writes one.</summary>
    public int BatchConcurrency { get; set; } = 2;
}

internal sealed class EventsSettings
{
    /// <summary>Lexicon files of one's own, loaded beside the embedded ones and before them. Default none.</summary>
    public IList<string> Lexicons { get; set; } = [];
}

internal sealed class HttpSettings
{
    /// <summary>Address that health checks are served on. Default 127.0.0.1; containers use 0.0.0.0.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port of the health checks of `worker` and `consumer`, 0 to 65535; 0 takes a free one and logs it. Default 8080.</summary>
    public int Port { get; set; } = 8080;
}

internal sealed class TelemetrySettings
{
    /// <summary>Where metrics and traces are sent by OTLP over gRPC ("http://collector:4317"). Default none: nothing is sent.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>How often a worker asks database and broker how feeds, frontier and queues stand, for its gauges. 1 s to 1 h, default 30 s. Ignored without OtlpEndpoint.</summary>
    public TimeSpan GaugeInterval { get; set; } = TimeSpan.FromSeconds(30);
}

internal sealed class LoggingSettings
{
    /// <summary>text for people, json for machines: one object a line. Default text.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;

    /// <summary>Least severe level that is logged. Default Information.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;
}

internal enum LogFormat
{
    Text,
    Json,
}
