using System.Globalization;
using System.Net;
using IngestWorker.Configuration;
using IngestWorker.Fetching;
using IngestWorker.Roles;
using IngestWorker.Storage;
using IngestWorker.Telemetry;

namespace IngestWorker.Polling.WebSub;

/// <summary>
/// Where hubs verify what was asked of them (W3C WebSub §5.3) and send what is new (§7). Listens on an address of its own, behind
/// whatever makes it public. Off without Worker:WebSubPublicUrl.
/// </summary>
internal sealed class WebSubCallback(SubscriptionStore subscriptions, FeedPush push, DatabaseGate gate, RoleContext context, ILogger<WebSubCallback> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>A subscription's own address: this and its id, behind whatever path is public.</summary>
    public const string Path = "/websub/";

    private const double RenewAfterShare = 0.75;
    private static readonly TimeSpan s_afterDenial = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_shortestLease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestLease = TimeSpan.FromDays(366);

    private readonly WorkerSettings _settings = context.Settings.Worker;
    private WebApplication? _web;

    /// <summary>Where it listens; null where it is off.</summary>
    public Uri? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_settings.WebSubPublicUrl is null) return;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Parse(_settings.WebSubAddress), _settings.WebSubPort);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = context.Settings.Fetching.MaxFeedBytes;
        });
        _web = builder.Build();
        _web.Run(AnswerAsync);
        await _web.StartAsync(cancellationToken);
        Address = new Uri(_web.Urls.Single());
        Log.CallbackUrl(logger, Address.AbsoluteUri, _settings.WebSubPublicUrl.AbsoluteUri);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _web?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _web?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(HttpContext http)
    {
        if (!gate.IsOpen)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        http.Response.StatusCode = (http.Request.Method, IdOf(http.Request.Path.Value)) switch
        {
            (_, null) => StatusCodes.Status404NotFound,
            ("GET", { } id) => await VerifyAsync(http, id),
            ("POST", { } id) => await ReceiveAsync(http, id),
            _ => StatusCodes.Status405MethodNotAllowed,
        };
        if (http.Items.TryGetValue(nameof(VerifyAsync), out var challenge)) await http.Response.WriteAsync((string)challenge!, http.RequestAborted);
    }

    private async Task<int> VerifyAsync(HttpContext http, Guid id)
    {
        var (mode, topic) = (http.Request.Query["hub.mode"].ToString(), http.Request.Query["hub.topic"].ToString());
        if (mode == "denied")
        {
            var reason = http.Request.Query["hub.reason"].ToString();
            await subscriptions.DeniedAsync(id, topic, reason.Length == 0 ? "the hub gave no reason" : reason, s_afterDenial, http.RequestAborted);
            Log.HubDenied(logger, topic, reason);
            return StatusCodes.Status200OK;
        }
        // An end that nobody asked for is not confirmed, neither is a beginning.
        if (mode != "subscribe" || http.Request.Query["hub.challenge"].ToString() is not { Length: > 0 } challenge) return StatusCodes.Status404NotFound;
        var lease = LeaseOf(http.Request.Query["hub.lease_seconds"].ToString());
        if (!await subscriptions.VerifiedAsync(id, topic, lease, lease * RenewAfterShare, http.RequestAborted)) return StatusCodes.Status404NotFound;
        Log.HubVerified(logger, topic, lease.TotalDays);
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Items[nameof(VerifyAsync)] = challenge;
        return StatusCodes.Status200OK;
    }

    private async Task<int> ReceiveAsync(HttpContext http, Guid id)
    {
        // 410 tells the hub that nobody wants it any more.
        if (await subscriptions.FindAsync(id, http.RequestAborted) is not { } subscription) return StatusCodes.Status410Gone;
        using var body = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode;
        }
        // Taken and thrown away (§7.1): the sender learns nothing about the secret.
        if (!WebSubSignature.IsValid(http.Request.Headers["X-Hub-Signature"], subscription.Secret, body.GetBuffer().AsSpan(0, (int)body.Length)))
        {
            Log.PushRefused(logger, subscription.Topic);
            return StatusCodes.Status202Accepted;
        }
        await push.ReceiveAsync(subscription, body.ToArray(), http.Request.ContentType, http.RequestAborted);
        return StatusCodes.Status202Accepted;
    }

    // A hub must say how long (§5.3); one that does not means what it was asked for.
    private TimeSpan LeaseOf(string text)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return _settings.WebSubLease;
        return TimeSpan.FromSeconds(Math.Clamp(seconds, s_shortestLease.TotalSeconds, s_longestLease.TotalSeconds));
    }

    private static Guid? IdOf(string? path)
    {
        var at = path?.LastIndexOf(Path, StringComparison.Ordinal) ?? -1;
        return at >= 0 && Guid.TryParseExact(path.AsSpan(at + Path.Length), "N", out var id) ? id : null;
    }
}
