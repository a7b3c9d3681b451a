using System.Net;
using System.Net.Sockets;

namespace IngestWorker.Fetching;

/// <summary>The addresses of a host name. A delegate so that a test can answer for the DNS.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens every connection of this room. The address that is checked is the one that is connected to, so a DNS answer that changes
/// in between cannot matter, and every redirect comes through here again.
/// </summary>
internal sealed class GuardedConnector(AddressRules rules, ResolveHost resolve, TimeProvider time)
{
    // RFC 8305 §5: the next address gets its chance after this, while the first is still trying.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);
    private const int MaxAddresses = 6;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var resolved = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken).ConfigureAwait(false);
        if (resolved.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        var permitted = resolved.Where(rules.Permits).ToArray();
        if (permitted.Length == 0)
            throw new PrivateAddressException(host, resolved[0]);

        var socket = await ConnectAnyAsync(Interleave(permitted), context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }

    // RFC 8305 §4: families in turn, in the resolver's order of preference.
    private static IPAddress[] Interleave(IPAddress[] addresses) =>
    [
        .. addresses.GroupBy(a => a.AddressFamily)
            .SelectMany(family => family.Select((address, rank) => (address, rank)))
            .OrderBy(a => a.rank)
            .Select(a => a.address)
            .Take(MaxAddresses),
    ];

    private async Task<Socket> ConnectAnyAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        if (addresses.Length == 1)
            return await ConnectAsync(addresses[0], port, cancellationToken).ConfigureAwait(false);

        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<Socket>>();
        var started = 0;
        Task<Socket>? failed = null;
        try
        {
            while (failed is null || running.Count > 0 || started < addresses.Length)
            {
                if (started < addresses.Length)
                    running.Add(ConnectAsync(addresses[started++], port, race.Token));
                var patience = Task.Delay(started < addresses.Length ? HeadStart : Timeout.InfiniteTimeSpan, time, race.Token);
                await Task.WhenAny([patience, .. running]).ConfigureAwait(false);

                foreach (var finished in running.FindAll(t => t.IsCompleted))
                {
                    running.Remove(finished);
                    if (finished.IsCompletedSuccessfully)
                        return await finished.ConfigureAwait(false);
                    failed = finished;
                }
            }
            return await failed.ConfigureAwait(false);
        }
        finally
        {
            await race.CancelAsync().ConfigureAwait(false);
            foreach (var loser in running)
                await CloseAsync(loser).ConfigureAwait(false);
        }
    }

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task CloseAsync(Task<Socket> loser)
    {
        await ((Task)loser).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loser.IsCompletedSuccessfully)
            (await loser.ConfigureAwait(false)).Dispose();
    }
}
