using System.Globalization;
using System.Text;
using IngestWorker.Contracts;

namespace IngestWorker.Fetching;

/// <summary>Asks hubs to push a feed's changes (W3C WebSub §5.1). The hub then verifies by a request to the callback, which the host answers.</summary>
public sealed class WebSubHub
{
    /// <summary>A longer secret is refused by hubs (§5.1: less than 200 bytes).</summary>
    public const int MaxSecretBytes = 199;

    private const int MaxRedirects = 5;
    private const int MaxAnswerBytes = 64 * 1024;

    private readonly ResilientFetch fetch;
    private readonly UrlRules rules;

    internal WebSubHub(ResilientFetch fetch, UrlRules rules)
    {
        this.fetch = fetch;
        this.rules = rules;
    }

    public Task<HubAnswer> SubscribeAsync(HubSubscription subscription, CancellationToken cancellationToken) => AskAsync("subscribe", subscription, cancellationToken);

    public Task<HubAnswer> UnsubscribeAsync(HubSubscription subscription, CancellationToken cancellationToken) => AskAsync("unsubscribe", subscription, cancellationToken);

    private async Task<HubAnswer> AskAsync(string mode, HubSubscription subscription, CancellationToken cancellationToken)
    {
        if (!CanonicalUrl.TryParse(subscription.Hub, rules, out var hub, out var reason))
            return new HubAnswer(Outcome.InvalidUrl, reason, false, null);
        if (subscription.Secret is { } secret && Encoding.UTF8.GetByteCount(secret) is 0 or > MaxSecretBytes)
            throw new ArgumentException($"A secret has 1 to {MaxSecretBytes} bytes, this one has {Encoding.UTF8.GetByteCount(secret)}.", nameof(subscription));

        var terms = new ExchangeTerms { Accept = "*/*", MaxBytes = MaxAnswerBytes, MayBeCut = true, Form = FormOf(mode, subscription) };
        var (journey, _) = await fetch.RunAsync(hub, terms, MaxRedirects, refuse: null, cancellationToken).ConfigureAwait(false);
        var last = journey.Last;
        // Hubs answer 202, older ones 204, which is a document for nobody else.
        return last.Outcome is Outcome.Ok or Outcome.EmptyDocument
            ? new HubAnswer(Outcome.Ok, last.Detail, false, null)
            : new HubAnswer(last.Outcome, last.Detail, last.IsTransient, last.RetryAfter);
    }

    private static Dictionary<string, string> FormOf(string mode, HubSubscription subscription)
    {
        var form = new Dictionary<string, string>
        {
            ["hub.mode"] = mode,
            ["hub.topic"] = subscription.Topic,
            ["hub.callback"] = subscription.Callback,
        };
        if (subscription.Secret is { } secret)
            form["hub.secret"] = secret;
        if (subscription.Lease is { } lease)
            form["hub.lease_seconds"] = ((long)lease.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return form;
    }
}

/// <summary>What a hub is asked for.</summary>
public sealed record HubSubscription
{
    /// <summary>The feed's link with rel="hub".</summary>
    public required string Hub { get; init; }

    /// <summary>The feed's link with rel="self".</summary>
    public required string Topic { get; init; }

    /// <summary>Where the hub is to send, one address a subscription.</summary>
    public required string Callback { get; init; }

    /// <summary>Signs what the hub sends (<see cref="WebSubSignature"/>); at most 199 bytes. Only for hubs on https, as it travels in the request.</summary>
    public string? Secret { get; init; }

    /// <summary>How long it should last; the hub decides. Null: as long as the hub likes.</summary>
    public TimeSpan? Lease { get; init; }
}

/// <param name="Outcome">Ok: the hub took the request and will verify it.</param>
/// <param name="Detail">One sentence for a human.</param>
/// <param name="IsTransient">Whether the same request may well succeed later.</param>
/// <param name="RetryAfter">Not before this time from now.</param>
public sealed record HubAnswer(Outcome Outcome, string Detail, bool IsTransient, TimeSpan? RetryAfter);
