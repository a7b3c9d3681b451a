using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>A way to a server that can be cut: bytes are carried in both directions until the test says otherwise.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly Task _accepting;
    private volatile TaskCompletionSource _toServer = Open();
    private volatile TaskCompletionSource _toClient = Open();

    private TcpProxy(TcpListener listener, IPEndPoint target)
    {
        (_listener, _target) = (listener, target);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were made.</summary>
    public int Connections { get; private set; }

    /// <param name="targetPort">A port of this machine.</param>
    /// <param name="address">Where to listen; loopback where none is given.</param>
    public static TcpProxy To(int targetPort, IPAddress? address = null) => new(new TcpListener(address ?? IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, targetPort));

    /// <summary>Resets every connection; new ones are carried.</summary>
    public void Cut()
    {
        foreach (var socket in _open.Keys)
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0); // RST, not FIN
                socket.Dispose();
            }
            catch (ObjectDisposedException)
            {
                // It ended by itself meanwhile.
            }
        }
    }

    /// <summary>Carries nothing in a direction, and tells nobody: what a cable that is pulled out looks like.</summary>
    public void Stall(bool toServer, bool toClient)
    {
        if (toServer) _toServer = Closed();
        if (toClient) _toClient = Closed();
    }

    public void Resume()
    {
        _toServer.TrySetResult();
        _toClient.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        Resume();
        Cut();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true) carried.Add(CarryAsync(await _listener.AcceptSocketAsync(_ending.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        Connections++;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        (_open[client], _open[server]) = (true, true);
        try
        {
            await server.ConnectAsync(_target, _ending.Token);
            await Task.WhenAny(PumpAsync(client, server, () => _toServer.Task), PumpAsync(server, client, () => _toClient.Task));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server is away: the client sees its connection end.
        }
        finally
        {
            foreach (var socket in (Socket[])[client, server])
            {
                _open.TryRemove(socket, out _);
                socket.Dispose();
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Func<Task> gate)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _ending.Token) is var read and > 0)
            {
                await gate().WaitAsync(_ending.Token);
                await to.SendAsync(buffer.AsMemory(0, read), _ending.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private static TaskCompletionSource Open()
    {
        var gate = Closed();
        gate.SetResult();
        return gate;
    }

    private static TaskCompletionSource Closed() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
