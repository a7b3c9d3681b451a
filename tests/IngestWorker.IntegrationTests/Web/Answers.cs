using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace IngestWorker.IntegrationTests.Web;

/// <summary>What a path of a <see cref="TestSite"/> does with a request.</summary>
internal delegate Task Answer(HttpContext context, CancellationToken cancellationToken);

/// <summary>The answers, good and bad, that servers give.</summary>
internal static class Answers
{
    public static Answer Bytes(byte[] body, string? contentType = "text/html", params (string Name, string Value)[] headers) =>
        async (context, cancellationToken) =>
        {
            Head(context, 200, contentType, headers);
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, cancellationToken);
        };

    public static Answer Text(string body, string contentType = "text/html; charset=utf-8", params (string Name, string Value)[] headers) =>
        Bytes(Encoding.UTF8.GetBytes(body), contentType, headers);

    /// <summary>200 with an ETag and a Last-Modified, and 304 to whoever sends one of them back. Without a tag, the body's hash is it.</summary>
    public static Answer Conditional(byte[] body, string contentType, string? etag = null, DateTimeOffset? lastModified = null)
    {
        etag ??= $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..16]}\"";
        var modified = lastModified?.ToString("R", CultureInfo.InvariantCulture);
        return async (context, cancellationToken) =>
        {
            var request = context.Request.Headers;
            // RFC 9110 §13.1.3: If-Modified-Since counts only where there is no If-None-Match.
            var isKnown = request.IfNoneMatch.Count > 0
                ? request.IfNoneMatch.ToString() == etag
                : modified is not null && request.IfModifiedSince.ToString() == modified;
            context.Response.Headers.ETag = etag;
            if (modified is not null) context.Response.Headers.LastModified = modified;
            if (isKnown) context.Response.StatusCode = 304;
            else await Bytes(body, contentType)(context, cancellationToken);
        };
    }

    public static Answer Status(int status, params (string Name, string Value)[] headers) =>
        (context, _) =>
        {
            Head(context, status, null, headers);
            return Task.CompletedTask;
        };

    /// <param name="status">429 or 503, as a rule.</param>
    /// <param name="value">Seconds or an HTTP date.</param>
    public static Answer RetryAfter(int status, string value) => Status(status, ("Retry-After", value));

    public static Answer Redirect(string location, int status = 302) => Status(status, ("Location", location));

    /// <summary>Each redirect leads to an address that was not asked for before, on the same path.</summary>
    public static Answer EndlessRedirect() =>
        (context, cancellationToken) =>
        {
            var next = int.TryParse(context.Request.Query["n"], CultureInfo.InvariantCulture, out var n) ? n + 1 : 1;
            return Redirect($"{context.Request.Path}?n={next.ToString(CultureInfo.InvariantCulture)}")(context, cancellationToken);
        };

    /// <summary>Takes the request and says nothing, until the client leaves or the site ends.</summary>
    public static Answer Never() => (_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>The headers at once, then a byte at a time.</summary>
    public static Answer Drip(byte[] body, TimeSpan pause, string contentType = "text/html") =>
        async (context, cancellationToken) =>
        {
            Head(context, 200, contentType, []);
            context.Response.ContentLength = body.Length;
            for (var i = 0; i < body.Length; i++)
            {
                await context.Response.Body.WriteAsync(body.AsMemory(i, 1), cancellationToken);
                await context.Response.Body.FlushAsync(cancellationToken);
                await Task.Delay(pause, cancellationToken);
            }
        };

    /// <summary>Promises the whole body, sends the first bytes of it, and drops the connection.</summary>
    public static Answer ResetAfter(byte[] body, int sent, string contentType = "text/html") =>
        async (context, cancellationToken) =>
        {
            Head(context, 200, contentType, []);
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body.AsMemory(0, sent), cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            context.Abort();
        };

    /// <summary>A body of any length that is never in memory as a whole.</summary>
    /// <param name="bytes">How long.</param>
    /// <param name="contentType">The Content-Type header.</param>
    /// <param name="sayLength">False sends it in chunks, without a Content-Length.</param>
    /// <param name="pattern">What is repeated; a paragraph of HTML by default.</param>
    public static Answer Stream(long bytes, string contentType = "text/html", bool sayLength = true, string pattern = "<p>Again and again.</p>\n") =>
        async (context, cancellationToken) =>
        {
            Head(context, 200, contentType, []);
            if (sayLength) context.Response.ContentLength = bytes;
            var piece = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(pattern, 65_536 / pattern.Length)));
            for (var left = bytes; left > 0; left -= piece.Length)
                await context.Response.Body.WriteAsync(piece.AsMemory(0, (int)Math.Min(left, piece.Length)), cancellationToken);
        };

    /// <summary>The first request gets the first answer, and so on; the last answer stays.</summary>
    public static Answer InTurn(params Answer[] answers)
    {
        var asked = -1;
        return (context, cancellationToken) =>
            answers[Math.Min(Interlocked.Increment(ref asked), answers.Length - 1)](context, cancellationToken);
    }

    /// <summary>Holds an answer back until the test lets it go.</summary>
    public static Answer After(Task release, Answer answer) =>
        async (context, cancellationToken) =>
        {
            await release.WaitAsync(cancellationToken);
            await answer(context, cancellationToken);
        };

    private static void Head(HttpContext context, int status, string? contentType, (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        if (contentType is not null) context.Response.ContentType = contentType;
        foreach (var (name, value) in headers) context.Response.Headers.Append(name, value);
    }
}
