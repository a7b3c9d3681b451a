using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace IngestWorker.Fetching;

/// <summary>Content-Encoding (RFC 9110 §8.4), undone by us so that sizes are limited while it happens.</summary>
internal static class ContentCodings
{
    public const string Offered = "gzip, deflate, br, zstd";

    // RFC 9659: 8 MiB is the largest window a zstd body may need.
    private const int ZstdWindowLog = 23;

    // More than one coding is unheard of in honest answers; each one more multiplies what a bomb can do.
    private const int MaxCodings = 2;

    /// <summary>The codings in the order they were applied, in lower case.</summary>
    public static IReadOnlyList<string> Of(HttpResponseMessage response)
    {
        if (!response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values))
            return [];
        // "identity" is none; "none" and charsets are known mistakes of servers that encode nothing.
        return [.. values.SelectMany(v => v.Split(',')).Select(v => v.Trim().ToLowerInvariant()).Where(v => v is not ("" or "identity" or "none" or "utf-8" or "binary"))];
    }

    /// <exception cref="InvalidDataException">A coding is unknown, or there are too many.</exception>
    public static async Task<Stream> DecodeAsync(Stream wire, IReadOnlyList<string> codings, CancellationToken cancellationToken)
    {
        if (codings.Count > MaxCodings)
            throw new InvalidDataException($"the body has {codings.Count} content codings, at most {MaxCodings} are undone");
        var stream = wire;
        foreach (var coding in codings.Reverse())
            stream = await DecodeAsync(stream, coding, cancellationToken).ConfigureAwait(false);
        return stream;
    }

    private static async Task<Stream> DecodeAsync(Stream encoded, string coding, CancellationToken cancellationToken)
    {
        switch (coding)
        {
            case "br":
                return new BrotliStream(encoded, CompressionMode.Decompress);
            case "zstd":
                var zstd = new DecompressionStream(encoded, leaveOpen: false);
                zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdWindowLog);
                return zstd;
            case "gzip" or "x-gzip":
                // Some servers announce gzip and send plain text.
                var maybeGzip = await PeekedStream.OpenAsync(encoded, cancellationToken).ConfigureAwait(false);
                return maybeGzip.Peeked is [0x1F, 0x8B] ? new GZipStream(maybeGzip, CompressionMode.Decompress) : maybeGzip;
            case "deflate":
                // The name means zlib's format (RFC 9110 §8.4.1.2), and some send the raw one.
                var maybeZlib = await PeekedStream.OpenAsync(encoded, cancellationToken).ConfigureAwait(false);
                return maybeZlib.Peeked is [var first, var second] && (first & 15) == 8 && ((first << 8) | second) % 31 == 0
                    ? new ZLibStream(maybeZlib, CompressionMode.Decompress)
                    : new DeflateStream(maybeZlib, CompressionMode.Decompress);
            default:
                throw new InvalidDataException($"the content coding '{coding}' was not asked for ({Offered})");
        }
    }
}
