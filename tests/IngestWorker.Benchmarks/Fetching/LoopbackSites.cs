using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IngestWorker.Benchmarks.Fetching;

/// <summary>Many news sites on one loopback port, each answering after a fixed time with a compressed page; a socket loop, so that it costs little beside its clients.</summary>
internal sealed class LoopbackSites : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly byte[] body = Body();
    private readonly TimeSpan latency;
    private readonly Task accepting;

    public LoopbackSites(TimeSpan latency)
    {
        this.latency = latency;
        listener.Start(2048);
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url(int host, int path) => string.Create(CultureInfo.InvariantCulture, $"http://site{host}.example:{Port}/news/{path}");

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var buffer = new byte[4096];
            var length = 0;
            try
            {
                var stream = client.GetStream();
                while (await stream.ReadAsync(buffer.AsMemory(length), stopping.Token) is > 0 and var read)
                {
                    length += read;
                    if (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
                        continue;
                    var answer = Answer(Encoding.ASCII.GetString(buffer, 0, buffer.AsSpan(0, length).IndexOf("\r\n"u8)), Encoding.ASCII.GetString(buffer, 0, length));
                    length = 0;
                    await Task.Delay(latency, TimeProvider.System, stopping.Token);
                    await stream.WriteAsync(answer, stopping.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
            }
        }
    }

    // Every address has a page of its own: the common part, and a gzip member more that names the address (RFC 1952 §2.2).
    private byte[] Answer(string requestLine, string request)
    {
        if (requestLine.StartsWith("GET /robots.txt ", StringComparison.Ordinal)) return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
        var host = request.AsSpan(request.IndexOf("Host:", StringComparison.OrdinalIgnoreCase) + 5);
        var own = Member(Encoding.ASCII.GetBytes($"<!-- {requestLine} {host[..host.IndexOf('\r')]} -->"));
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nETag: \"1\"\r\nContent-Length: {body.Length + own.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body, .. own];
    }

    private static byte[] Member(byte[] text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true)) gzip.Write(text);
        return packed.ToArray();
    }

    // About 80 KB of markup, 15 KB compressed: the size of an ordinary news page.
    private static byte[] Body()
    {
        var words = new Random(1);
        var html = new StringBuilder("<!doctype html><html><head><title>News</title></head><body>");
        while (html.Length < 80_000)
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"story story-{html.Length}\"><p>On day {words.Next(1000)} the council met {words.Next(50)} delegates about item {words.Next(100_000)}.</p></div>\n");
        html.Append("</body></html>");
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(html.ToString()));
        return compressed.ToArray();
    }
}
