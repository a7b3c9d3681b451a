using System.IO.Compression;

namespace IngestWorker.Feeds.Text;

/// <summary>gzip bodies that no layer below has unpacked: sitemap.xml.gz is served as a file, not as an encoding.</summary>
internal static class Unpacking
{
    private const int Step = 65_536;

    public static bool IsGzip(ReadOnlySpan<byte> body) => body is [0x1F, 0x8B, 0x08, ..];

    /// <summary>Unpacks as far as the data is sound and the bound allows.</summary>
    /// <param name="packed">gzip data.</param>
    /// <param name="maxBytes">What is beyond is not unpacked.</param>
    /// <param name="isCut">True where the data ended before its end, was damaged, or reached the bound.</param>
    public static ReadOnlyMemory<byte> Gunzip(ReadOnlyMemory<byte> packed, int maxBytes, out bool isCut)
    {
        var output = new MemoryStream();
        isCut = false;
        var buffer = new byte[Step];
        using var gzip = new GZipStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
        try
        {
            int read;
            while ((read = gzip.Read(buffer)) > 0)
            {
                var room = maxBytes - (int)output.Length;
                output.Write(buffer, 0, Math.Min(read, room));
                if (read > room)
                {
                    isCut = true;
                    break;
                }
            }
        }
        catch (InvalidDataException)
        {
            // The only way the framework tells of damaged data; what came before it is kept.
            isCut = true;
        }
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }
}
