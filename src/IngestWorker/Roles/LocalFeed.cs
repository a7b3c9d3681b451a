using IngestWorker.Contracts;
using IngestWorker.Fetching;

namespace IngestWorker.Roles;

/// <summary>A feed given as a file on the command line, read where a fetched one would be. Only feeds can be files, never what they link to.</summary>
internal static class LocalFeed
{
    // As large as a feed may be on the network.
    private const long MaxBytes = 32 * 1024 * 1024;

    public static bool Is(string url) => url.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    public static string ToUrl(string path) => new Uri(Path.GetFullPath(path)).AbsoluteUri;

    public static async Task<FetchResult> ReadAsync(string url, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var file = new FileInfo(new Uri(url).LocalPath);
        if (!file.Exists) return Failed(url, now, Outcome.NotFound, $"There is no file {file.FullName}.");
        if (file.Length > MaxBytes) return Failed(url, now, Outcome.TooLarge, $"{file.FullName} has {file.Length} bytes; at most {MaxBytes} are read.");
        try
        {
            return new FetchResult { Outcome = Outcome.Ok, Detail = "Read from the file.", FinalUrl = url, FetchedAt = now, Body = await File.ReadAllBytesAsync(file.FullName, cancellationToken) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(url, now, Outcome.Forbidden, e.Message);
        }
    }

    private static FetchResult Failed(string url, DateTimeOffset now, Outcome outcome, string detail) =>
        new() { Outcome = outcome, FinalUrl = url, FetchedAt = now, Detail = detail };
}
