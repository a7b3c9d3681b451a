using System.Globalization;
using System.Net;
using Npgsql;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>
/// Two hosts: network namespaces with a cable between. The worker is on the far one; broker, database, consumer and the news site are on
/// the near one. A cable that is cut tells nobody: no reset, no end, only silence.
/// </summary>
public sealed class NetworkCutTests
{
    [Fact(Explicit = true)]
    public async Task A_cable_cut_in_both_directions_or_in_one_loses_and_doubles_nothing()
    {
        using var patience = Patience.Of(TimeSpan.FromMinutes(3));
        var token = patience.Token;
        await using var cable = await Cable.LayAsync(token);
        await using var bench = await FaultBench.StartAsync(40, token, site: cable.Near);
        await using var broker = TcpProxy.To(bench.Cluster.Broker.Port, cable.Near);
        var database = new NpgsqlConnectionStringBuilder(bench.Cluster.ConnectionString);
        await using var store = TcpProxy.To(database.Port, cable.Near);
        bench.Cluster.Start("consumer");
        (database.Host, database.Port) = (cable.Near.ToString(), store.Port);
        bench.Cluster.Settings["Database:ConnectionString"] = database.ConnectionString;
        bench.Cluster.Settings["RabbitMq:Host"] = cable.Near.ToString();
        bench.Cluster.Settings["RabbitMq:Port"] = broker.Port.ToString(CultureInfo.InvariantCulture);
        bench.Cluster.Settings["Fetching:AllowedNetworks"] = $"{cable.Near}/30";
        bench.Cluster.Settings["Fetching:AttemptTimeout"] = "3s";
        bench.Cluster.Settings["Fetching:ConnectTimeout"] = "2s";
        bench.Cluster.Settings["Fetching:CircuitMinimumRequests"] = "10000";
        bench.Cluster.Start("worker", within: cable.Far);

        await bench.AddAsync(10, token);
        await bench.ShouldHoldAsync(token);
        foreach (var (away, back) in new[] { (true, true), (true, false), (false, true) })
        {
            await bench.AddAsync(10, token);
            await cable.CutAsync(away, back, token);
            await FaultBench.LastAsync(token);
            await cable.MendAsync(token);
            await bench.ShouldHoldAsync(token);
        }
    }

    /// <summary>Two ends of one veth pair; whatever is sent to a hardware address that nobody has arrives nowhere, in that direction alone.</summary>
    private sealed class Cable : IAsyncDisposable
    {
        private const string Nobody = "02:00:00:00:00:99";
        private readonly string _name;
        private readonly string _far;

        private Cable(string name, int net) => (_name, Near, _far) = (name, IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"10.213.{net}.1")), string.Create(CultureInfo.InvariantCulture, $"10.213.{net}.2"));

        public IPAddress Near { get; }

        /// <summary>Words before a command that is to run on the far host.</summary>
        public IReadOnlyList<string> Far => ["ip", "netns", "exec", _name];

        public static async Task<Cable> LayAsync(CancellationToken cancellationToken)
        {
            var id = Environment.ProcessId % 200;
            var cable = new Cable(string.Create(CultureInfo.InvariantCulture, $"ingest{id}"), id);
            try
            {
                await IpAsync(cancellationToken, "netns", "add", cable._name);
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                Assert.Skip($"no network namespaces here: {e.Message.Trim()}");
            }
            try
            {
                await IpAsync(cancellationToken, "link", "add", $"{cable._name}n", "type", "veth", "peer", "name", $"{cable._name}f", "netns", cable._name);
                await IpAsync(cancellationToken, "addr", "add", $"{cable.Near}/30", "dev", $"{cable._name}n");
                await IpAsync(cancellationToken, "link", "set", $"{cable._name}n", "up");
                foreach (var words in (string[][])[["addr", "add", $"{cable._far}/30", "dev", $"{cable._name}f"], ["link", "set", $"{cable._name}f", "up"], ["link", "set", "lo", "up"]])
                    await IpAsync(cancellationToken, ["-n", cable._name, .. words]);
            }
            catch
            {
                await cable.DisposeAsync();
                throw;
            }
            return cable;
        }

        /// <param name="away">Nothing comes from the near host to the far one.</param>
        /// <param name="back">Nothing comes from the far host to the near one.</param>
        public async Task CutAsync(bool away, bool back, CancellationToken cancellationToken)
        {
            if (away) await IpAsync(cancellationToken, "neigh", "replace", _far, "lladdr", Nobody, "nud", "permanent", "dev", $"{_name}n");
            if (back) await IpAsync(cancellationToken, "-n", _name, "neigh", "replace", Near.ToString(), "lladdr", Nobody, "nud", "permanent", "dev", $"{_name}f");
        }

        public async Task MendAsync(CancellationToken cancellationToken)
        {
            await IpAsync(cancellationToken, "neigh", "flush", "dev", $"{_name}n", "nud", "permanent");
            await IpAsync(cancellationToken, "-n", _name, "neigh", "flush", "dev", $"{_name}f", "nud", "permanent");
        }

        // The cable goes with the far host.
        public async ValueTask DisposeAsync() => await IpAsync(CancellationToken.None, "netns", "del", _name);

        private static Task<string> IpAsync(CancellationToken cancellationToken, params string[] words) => Script.RunAsync("ip", words, cancellationToken);
    }
}
