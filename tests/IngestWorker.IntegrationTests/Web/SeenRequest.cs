using Microsoft.AspNetCore.Http;

namespace IngestWorker.IntegrationTests.Web;

/// <summary>A request as it came.</summary>
internal sealed record SeenRequest
{
    public required string Method { get; init; }

    /// <summary>Path and query as sent ("/a?page=2").</summary>
    public required string Path { get; init; }

    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>All headers; several values of one are joined by ", ".</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public string? IfNoneMatch => Headers.GetValueOrDefault("If-None-Match");

    public string? IfModifiedSince => Headers.GetValueOrDefault("If-Modified-Since");

    public string? UserAgent => Headers.GetValueOrDefault("User-Agent");

    public static SeenRequest Of(HttpRequest request, string target) => new()
    {
        Method = request.Method,
        Path = target,
        ArrivedAt = DateTimeOffset.UtcNow,
        Headers = request.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase),
    };
}
