using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IngestWorker.Tests.Fetching;

/// <summary>A server on a free loopback port that answers with exactly the bytes a test wants, well-formed or not.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Func<RawRequest, Task> answer;
    private readonly Task accepting;

    private RawServer(Func<RawRequest, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public ConcurrentQueue<string> Requests { get; } = new();

    public int Connections { get; private set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url(string path = "/") => $"http://127.0.0.1:{Port}{path}";

    public static RawServer Start(Func<RawRequest, Task> answer) => new(answer);

    /// <summary>Answers every request with the same bytes; the connection stays open.</summary>
    public static RawServer Start(string answer) => new(r => r.SendAsync(answer));

    public static string Page(string body, string headers = "", string status = "200 OK") =>
        $"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    public static string Redirect(string to, int status = 302) => $"HTTP/1.1 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n";

    public static string Status(string status, string headers = "") => $"HTTP/1.1 {status}\r\nContent-Length: 0\r\n{headers}\r\n";

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(connections);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                Connections++;
                connections.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                while (await ReadHeadAsync(client.GetStream()) is { Length: > 0 } head)
                {
                    Requests.Enqueue(head);
                    await answer(new RawRequest(head, client, stopping.Token));
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
            }
        }
    }

    // Byte by byte, so that a body stays where it is.
    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stopping.Token) == 1)
        {
            if (one[0] != '\r')
                head.Append((char)one[0]);
            if (head.Length > 1 && head[^1] == '\n' && head[^2] == '\n')
                return head.ToString(0, head.Length - 1);
        }
        return "";
    }
}

internal sealed record RawRequest(string Head, TcpClient Client, CancellationToken ServerStops)
{
    /// <summary>"/path?query".</summary>
    public string Target => Head.Split(' ')[1];

    public string? Header(string name) =>
        Head.Split('\n').FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    public async Task<string> ReadBodyAsync()
    {
        var body = new byte[int.Parse(Header("Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture)];
        await Client.GetStream().ReadExactlyAsync(body, ServerStops);
        return Encoding.UTF8.GetString(body);
    }

    public Task SendAsync(string answer) => SendAsync(Encoding.UTF8.GetBytes(answer));

    public async Task SendAsync(ReadOnlyMemory<byte> answer) => await Client.GetStream().WriteAsync(answer, ServerStops);

    /// <summary>Head, then the body with its length.</summary>
    public async Task SendAsync(string headers, byte[] body)
    {
        await SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {body.Length}\r\n{headers}\r\n");
        await SendAsync(body);
    }

    /// <summary>Ends the connection in order.</summary>
    public void Close() => Client.Close();

    /// <summary>Ends the connection with a TCP reset.</summary>
    public void Reset()
    {
        Client.Client.LingerState = new LingerOption(true, 0);
        Client.Close();
    }

    public Task NeverAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ServerStops);
}
