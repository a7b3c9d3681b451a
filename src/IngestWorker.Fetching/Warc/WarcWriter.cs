using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using IngestWorker.Contracts;

namespace IngestWorker.Fetching;

/// <summary>
/// Writes kept pages as WARC 1.1 (ISO 28500:2017), to be read by other tools. A page is kept as its decoded body and a few headers,
/// so the HTTP answers are put together from these: without Content-Encoding, with the body's true length; the file's first record says so.
/// </summary>
/// <param name="output">Where to; not disposed.</param>
/// <param name="compress">Each record as a gzip member of its own ("*.warc.gz"), so that a reader can jump to it.</param>
public sealed class WarcWriter(Stream output, bool compress)
{
    private string? infoId;

    /// <summary>The file's first record: who wrote it and what it is.</summary>
    public async Task WriteInfoAsync(WarcInfo info, CancellationToken cancellationToken)
    {
        var fields = Fields(
            ("software", info.Software),
            ("operator", info.Operator),
            ("format", "WARC file version 1.1"),
            ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
            ("description", "Pages kept after content decoding: Content-Encoding and Transfer-Encoding are undone, HTTP headers are put together from what was kept."));
        var id = RecordId(DeterministicId.Create(Guid.Empty, string.Create(CultureInfo.InvariantCulture, $"warcinfo:{info.FileName}:{info.WrittenAt:O}")));
        await WriteAsync(
            [("WARC-Type", "warcinfo"), ("WARC-Record-ID", id), ("WARC-Date", Date(info.WrittenAt)), ("WARC-Filename", info.FileName), ("Content-Type", "application/warc-fields")],
            Encoding.UTF8.GetBytes(fields), default, cancellationToken).ConfigureAwait(false);
        infoId = id;
    }

    public Task WritePageAsync(Page page, CancellationToken cancellationToken)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {page.StatusCode} {(page.StatusCode == 200 ? "OK" : "")}\r\n") + Fields(
            ("Content-Type", page.ContentType),
            ("ETag", page.ETag),
            ("Last-Modified", page.LastModified),
            ("Content-Length", page.Body.Length.ToString(CultureInfo.InvariantCulture))) + "\r\n";
        return WriteAsync(
            [
                ("WARC-Type", "response"),
                ("WARC-Record-ID", RecordId(page.PageId)),
                ("WARC-Warcinfo-ID", infoId),
                ("WARC-Target-URI", page.Url),
                ("WARC-Date", Date(page.FetchedAt)),
                ("WARC-Payload-Digest", Digest(page.Body.Span)),
                ("Content-Type", "application/http;msgtype=response"),
            ],
            Encoding.UTF8.GetBytes(head), page.Body, cancellationToken);
    }

    private async Task WriteAsync((string Name, string? Value)[] headers, byte[] head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(body.Span);
        var fields = Fields([
            .. headers,
            ("WARC-Block-Digest", "sha256:" + Base32.Encode(hash.GetHashAndReset())),
            ("Content-Length", ((long)head.Length + body.Length).ToString(CultureInfo.InvariantCulture)),
        ]);
        var record = compress ? new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true) : output;
        try
        {
            await record.WriteAsync(Encoding.UTF8.GetBytes($"WARC/1.1\r\n{fields}\r\n"), cancellationToken).ConfigureAwait(false);
            await record.WriteAsync(head, cancellationToken).ConfigureAwait(false);
            await record.WriteAsync(body, cancellationToken).ConfigureAwait(false);
            await record.WriteAsync("\r\n\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (compress)
                await record.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A value is one line, whatever a server sent.
    private static string Fields(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            if (!string.IsNullOrWhiteSpace(value))
                text.Append(name).Append(": ").Append(string.Concat(value.Where(c => !char.IsControl(c)))).Append("\r\n");
        }
        return text.ToString();
    }

    private static string RecordId(Guid id) => $"<urn:uuid:{id:D}>";

    private static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Digest(ReadOnlySpan<byte> body) => "sha256:" + Base32.Encode(SHA256.HashData(body));
}

/// <summary>What a WARC file says of itself.</summary>
public sealed record WarcInfo
{
    /// <summary>"pages.warc.gz".</summary>
    public required string FileName { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Name and version of the program.</summary>
    public required string Software { get; init; }

    /// <summary>Whom to ask about it; null where nobody is named.</summary>
    public string? Operator { get; init; }
}
