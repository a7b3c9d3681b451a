using System.IO.Compression;
using System.Text;
using ZstdSharp;

namespace IngestWorker.Tests.Fetching;

internal static class Bodies
{
    public static async Task EndlessAsync(RawRequest request)
    {
        await request.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string('x', 0x10000) + "\r\n");
        while (true)
            await request.SendAsync(chunk);
    }

    public static byte[] Encode(byte[] body, string coding) => coding.Split(", ").Aggregate(body, (bytes, one) =>
    {
        var encoded = new MemoryStream();
        using (Stream encoder = one switch
        {
            "gzip" or "x-gzip" => new GZipStream(encoded, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(encoded, CompressionLevel.Optimal),
            "deflate-raw" => new DeflateStream(encoded, CompressionLevel.Optimal),
            "br" => new BrotliStream(encoded, CompressionLevel.Optimal),
            _ => new CompressionStream(encoded),
        })
            encoder.Write(bytes);
        return encoded.ToArray();
    });
}
