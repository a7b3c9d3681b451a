using System.Globalization;
using Npgsql;

namespace IngestWorker.IntegrationTests.Faults;

/// <summary>The ways to the broker and to the database lead over proxies that the test cuts, in every manner in which a network fails.</summary>
public sealed class ConnectionCutTests
{
    [Fact(Explicit = true)]
    public async Task Connections_that_are_reset_or_fall_silent_in_one_direction_or_both_cost_a_repetition()
    {
        using var patience = Patience.Of(TimeSpan.FromMinutes(3));
        var token = patience.Token;
        await using var bench = await FaultBench.StartAsync(50, token);
        await using var broker = TcpProxy.To(bench.Cluster.Broker.Port);
        var database = new NpgsqlConnectionStringBuilder(bench.Cluster.ConnectionString);
        await using var store = TcpProxy.To(database.Port);
        database.Port = store.Port;
        bench.Cluster.Settings["RabbitMq:Port"] = broker.Port.ToString(CultureInfo.InvariantCulture);
        bench.Cluster.Settings["Database:ConnectionString"] = database.ConnectionString;
        bench.Cluster.Start("worker");
        bench.Cluster.Start("consumer");

        await bench.AddAsync(10, token);
        await bench.Cluster.WaitForAsync(Ledger.Stored, 1, token);
        foreach (var proxy in (TcpProxy[])[broker, store, broker, store])
        {
            proxy.Cut();
            await Task.Delay(TimeSpan.FromMilliseconds(200), token);
        }
        await bench.ShouldHoldAsync(token);

        foreach (var (toServer, toClient) in new[] { (true, true), (true, false), (false, true) })
        {
            await bench.AddAsync(10, token);
            broker.Stall(toServer, toClient);
            store.Stall(toServer, toClient);
            await FaultBench.LastAsync(token);
            // What was on its way is gone with the connections.
            broker.Cut();
            store.Cut();
            broker.Resume();
            store.Resume();
            await bench.ShouldHoldAsync(token);
        }
    }
}
