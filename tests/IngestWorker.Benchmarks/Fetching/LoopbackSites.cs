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
    private readonly byte[] page;
    private readonly TimeSpan latency;
    private readonly Task accepting;

    public LoopbackSites(TimeSpan latency)
    {
        this.latency = latency;
        page = Answer();
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
                    var isRobots = buffer.AsSpan(0, length).StartsWith("GET /robots.txt"u8);
                    length = 0;
                    await Task.Delay(latency, TimeProvider.System, stopping.Token);
                    await stream.WriteAsync(isRobots ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray() : page, stopping.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
            }
        }
    }

    // About 80 KB of markup, 15 KB compressed: the size of an ordinary news page.
    private static byte[] Answer()
    {
        var words = new Random(1);
        var html = new StringBuilder("<!doctype html><html><head><title>News</title></head><body>");
        while (html.Length < 80_000)
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"story story-{html.Length}\"><p>On day {words.Next(1000)} the council met {words.Next(50)} delegates about item {words.Next(100_000)}.</p></div>\n");
        html.Append("</body></html>");
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(html.ToString()));
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nETag: \"1\"\r\nContent-Length: {compressed.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. compressed.ToArray()];
    }
}
