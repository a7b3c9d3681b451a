using System.Globalization;
using System.Text;
using System.Text.Unicode;
using IngestWorker.Contracts;

namespace IngestWorker.Fetching;

/// <summary>Status and headers of an answer -> what they mean. Headers are read raw: a malformed one must not cost the others.</summary>
internal static class ResponseHead
{
    public static Exchange Read(HttpResponseMessage response, CanonicalUrl url, ExchangeTerms terms, FetchingOptions options, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        var location = status is 301 or 302 or 303 or 307 or 308 ? Header(response, "Location") : null;
        var contentType = ContentHeader(response, "Content-Type");
        var (outcome, detail, transient) = Judge(response, status, location, url, terms);
        if (outcome == Outcome.Ok && terms.Kind is { } kind && ContentTypes.WhyNot(kind, contentType) is { } why)
            (outcome, detail, transient) = (Outcome.UnsupportedContentType, why, false);
        if (outcome == Outcome.Ok && !terms.MayBeCut && response.Content.Headers.ContentLength > terms.MaxBytes)
            (outcome, detail, transient) = (Outcome.TooLarge, $"the body has {response.Content.Headers.ContentLength:N0} bytes, at most {terms.MaxBytes:N0} are read", false);
        return new Exchange
        {
            Outcome = outcome,
            Detail = detail,
            IsTransient = transient,
            IsHostFailure = status is >= 500 and <= 599,
            StatusCode = status,
            Location = outcome == Outcome.Ok ? null : location,
            ContentType = contentType,
            ETag = Header(response, "ETag"),
            LastModified = ContentHeader(response, "Last-Modified"),
            Link = Header(response, "Link"),
            RetryAfter = RetryAfterHeader.Read(Header(response, "Retry-After"), Header(response, "Date"), time.GetUtcNow(), options.MaxRetryAfter),
            MaxAge = MaxAge(Header(response, "Cache-Control")),
        };
    }

    private static (Outcome Outcome, string Detail, bool IsTransient) Judge(
        HttpResponseMessage response, int status, string? location, CanonicalUrl url, ExchangeTerms terms)
    {
        var answered = string.Create(CultureInfo.InvariantCulture, $"{url.Host} answered {status} {Reason(response)}").TrimEnd();
        if (BotWall(response) is { } wall)
            return (Outcome.Forbidden, $"{answered}: a bot wall ({wall})", false);
        return status switch
        {
            204 or 205 => (Outcome.EmptyDocument, answered, true),
            206 => (Outcome.InvalidResponse, $"{answered} although no part was asked for", false),
            >= 200 and <= 299 => (Outcome.Ok, answered, false),
            304 when terms.IsConditional => (Outcome.NotModified, answered, false),
            301 or 302 or 303 or 307 or 308 when location is not null => (Outcome.InvalidResponse, answered, false),
            >= 300 and <= 399 => (Outcome.InvalidResponse, $"{answered}, which leads nowhere", false),
            401 or 403 or 407 or 451 => (Outcome.Forbidden, answered, false),
            404 => (Outcome.NotFound, answered, false),
            408 => (Outcome.Timeout, answered, true),
            410 => (Outcome.Gone, answered, false),
            429 => (Outcome.TooManyRequests, answered, true),
            >= 400 and <= 499 => (Outcome.ClientError, answered, status is 421 or 423 or 425),
            // 501 and 505 are about the request, and stay.
            >= 500 and <= 599 => (Outcome.ServerError, answered, status is not (501 or 505)),
            _ => (Outcome.InvalidResponse, answered, false),
        };
    }

    // Challenges that scripts or people are meant to solve, some of them sent as 200 or 202.
    private static string? BotWall(HttpResponseMessage response) =>
        Header(response, "cf-mitigated") is { } cloudflare ? "cf-mitigated: " + cloudflare
        : Header(response, "x-amzn-waf-action") is { } aws ? "x-amzn-waf-action: " + aws
        : null;

    private static string Reason(HttpResponseMessage response) =>
        string.IsNullOrWhiteSpace(response.ReasonPhrase) ? "" : $"({UrlParser.Shorten(string.Concat(response.ReasonPhrase.Where(c => !char.IsControl(c))))})";

    private static TimeSpan? MaxAge(string? cacheControl)
    {
        foreach (var directive in (cacheControl ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (directive.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(directive.AsSpan(8).Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(seconds);
        }
        return null;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? Text(values.ToString()) : null;

    private static string? ContentHeader(HttpResponseMessage response, string name) =>
        response.Content.Headers.NonValidated.TryGetValues(name, out var values) ? Text(values.ToString()) : null;

    // Headers come as Latin-1, Location as UTF-8 where it is that. Some servers write UTF-8 into others, too.
    private static string Text(string header)
    {
        if (Ascii.IsValid(header) || header.Any(c => c > 0xFF))
            return header.Trim();
        var octets = Encoding.Latin1.GetBytes(header);
        return (Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : header).Trim();
    }
}
