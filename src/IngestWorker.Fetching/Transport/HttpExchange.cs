using System.Net;
using IngestWorker.Contracts;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IngestWorker.Fetching;

/// <summary>Sends one request to one server, within the host's circuit and the attempt's time, and reads the answer within its limits.</summary>
internal sealed class HttpExchange(IHttpClientFactory clients, HostCircuits circuits, FetchingOptions options, TimeProvider time)
{
    public const string ClientName = "IngestWorker.Fetching";

    private readonly string userAgent = new AgentIdentity(options).UserAgent;

    public async Task<Exchange> SendAsync(CanonicalUrl url, ExchangeTerms terms, CancellationToken cancellationToken)
    {
        try
        {
            return await circuits.For(url).ExecuteAsync(
                static (state, token) => state.Self.SendOnceAsync(state.url, state.terms, token),
                (Self: this, url, terms),
                cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException)
        {
            return Exchange.Failed(
                Outcome.Timeout,
                $"{url.Host} had not answered in full after {options.AttemptTimeout.TotalSeconds:0.###} s (Fetching:AttemptTimeout)",
                transient: true,
                hostFailure: true);
        }
        catch (BrokenCircuitException broken)
        {
            var refused = Exchange.Failed(Outcome.CircuitOpen, $"{url.Host} failed too often and is left alone for a while", transient: true);
            return refused with { RetryAfter = broken.RetryAfter ?? options.CircuitBreak };
        }
    }

    private async ValueTask<Exchange> SendOnceAsync(CanonicalUrl url, ExchangeTerms terms, CancellationToken cancellationToken)
    {
        try
        {
            using var request = CreateRequest(url, terms);
            using var client = clients.CreateClient(ClientName);
            var sent = time.GetTimestamp();
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var head = ResponseHead.Read(response, url, terms, options, time) with { ResponseTime = time.GetElapsedTime(sent) };
            return head.Outcome == Outcome.Ok ? await ReadBodyAsync(response, head, terms, cancellationToken).ConfigureAwait(false) : head;
        }
        catch (Exception e) when (e is not OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            // Depending on where a cancelled request was, its end shows as a broken connection.
            throw new OperationCanceledException("The request was cancelled.", e, cancellationToken);
        }
        catch (Exception e) when (FailureKinds.Classify(e, url.Host, cancellationToken) is { } failure)
        {
            return failure;
        }
    }

    private async Task<Exchange> ReadBodyAsync(HttpResponseMessage response, Exchange head, ExchangeTerms terms, CancellationToken cancellationToken)
    {
        using var wire = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var limits = new BodyLimits(terms.MaxBytes, terms.MayBeCut, options.MaxDecompressionRatio);
        var read = await BodyReader.ReadAsync(wire, ContentCodings.Of(response), IsSelfDelimited(response), limits, cancellationToken).ConfigureAwait(false);
        var answered = head with { WireBytes = read.WireBytes };
        if (read.Outcome != Outcome.Ok)
            return answered with { Outcome = read.Outcome, Detail = read.Detail, IsTransient = read.Outcome == Outcome.InvalidResponse };
        if (read.Body.Length == 0 && terms.Kind is not null)
            return answered with { Outcome = Outcome.EmptyDocument, Detail = $"the answer {head.StatusCode} has an empty body", IsTransient = true };
        if (terms.Kind is { } kind && ContentTypes.WhyNot(kind, head.ContentType, read.Body.Span) is { } why)
            return answered with { Outcome = Outcome.UnsupportedContentType, Detail = why };
        return answered with { Body = read.Body };
    }

    // Without Content-Length, chunks or HTTP/2 frames a body ends where the connection does, be it complete or not.
    private static bool IsSelfDelimited(HttpResponseMessage response) =>
        response.Version.Major >= 2 || response.Content.Headers.ContentLength is not null || response.Headers.TransferEncodingChunked == true;

    private HttpRequestMessage CreateRequest(CanonicalUrl url, ExchangeTerms terms)
    {
        // HTTP/2 where the server offers it in the TLS handshake, 1.1 everywhere else.
        var request = new HttpRequestMessage(terms.Form is null ? HttpMethod.Get : HttpMethod.Post, url.ToUri())
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = terms.Form is { } form ? new FormUrlEncodedContent(form) : null,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        request.Headers.TryAddWithoutValidation("Accept", terms.Accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", ContentCodings.Offered);
        AddValidator(request, "If-None-Match", terms.ETag);
        AddValidator(request, "If-Modified-Since", terms.LastModified);
        return request;
    }

    // Validators come from servers and go back as they came; one that could break the header's line is not sent.
    private static void AddValidator(HttpRequestMessage request, string header, string? value)
    {
        if (!string.IsNullOrEmpty(value) && !value.Any(char.IsControl))
            request.Headers.TryAddWithoutValidation(header, value);
    }
}
