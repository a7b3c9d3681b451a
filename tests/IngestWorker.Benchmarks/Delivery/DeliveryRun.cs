using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Storage;
using MassTransit.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>
/// The way from the published message to the row beside its parts, in one run, turn by turn: the broker alone, the bus without storage, the
/// storage without bus, and both together as the program has them. The same messages, the same numbers in flight, the same batches.
/// </summary>
internal static class DeliveryRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var (messages, rounds, inFlight) = (Number(args, "--messages", 2000), Number(args, "--rounds", 5), Number(args, "--in-flight", 100));
        var workload = new Workload(Number(args, "--text", 5000), Number(args, "--events", 8));
        var rawBytes = Number(args, "--raw-bytes", 4096);
        var filledEvents = Number(args, "--filled-events", 0);
        await using var servers = await BenchmarkServers.CreateAsync();
        await using var raw = await RawBroker.StartAsync(servers.Broker, servers.Prefix + "raw");
        await using var bus = await ProductBus.DiscardingAsync(servers.Settings("bus."));
        var settings = servers.Settings("whole.");
        await using var whole = await ProductBus.StoringAsync(settings);
        var articles = whole.Services.GetRequiredService<ArticleStore>();

        var paths = new Dictionary<string, Path>
        {
            ["raw"] = new(null, (_, _) => raw.RunAsync(messages, rawBytes, inFlight)),
            ["bus"] = new(null, (_, facts) => bus.RunAsync(facts, inFlight)),
            ["rows"] = new(whole, (_, facts) => StoreAsync(articles, facts, settings.Consumer.BatchSize, settings.Consumer.BatchConcurrency)),
            ["delivery"] = new(whole, (_, facts) => whole.RunAsync(facts, inFlight)),
        };
        // The same once more in a database that has been in use for long.
        await using var grownServers = filledEvents > 0 ? await BenchmarkServers.CreateAsync() : null;
        await using var grown = grownServers is null ? null : await ProductBus.StoringAsync(grownServers.Settings("grown."));
        if (grown is not null)
        {
            await Filling.FillAsync(grownServers!, filledEvents, Number(args, "--filled-items", 1_000_000));
            paths["claims"] = new(whole, (added, _) => ClaimAsync(whole, added));
            paths["grown delivery"] = new(grown, (_, facts) => grown.RunAsync(facts, inFlight));
            paths["grown claims"] = new(grown, (added, _) => ClaimAsync(grown, added));
        }
        if (args.Contains("--only")) foreach (var name in paths.Keys.Except(args[Array.IndexOf(args, "--only") + 1].Split(',')).ToList()) paths.Remove(name);

        // Round 0 warms up: tiered compilation, connections, prepared statements.
        var (number, stored) = (0, 0);
        for (var round = 0; round <= rounds; round++)
            foreach (var (name, path) in paths)
            {
                var added = Workload.Items(++number, messages);
                if (path.Database is { } database)
                    foreach (var some in added.Chunk(5000)) await database.Services.GetRequiredService<ItemStore>().AddAsync(some, null, CancellationToken.None);
                if (name is "rows" or "delivery") stored += messages;
                await path.RunAsync(added, workload.Messages(added), isCounted: round > 0);
            }

        var expected = stored * (long)Number(args, "--events", 8);
        var events = await servers.ValueAsync<long>("SELECT count(*) FROM events");
        if (events != expected) throw new InvalidOperationException($"{events} events are stored, {expected} were published");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            messages,
            rounds,
            message_bytes = JsonSerializer.SerializeToUtf8Bytes(workload.Messages(Workload.Items(0, 1))[0], SystemTextJsonMessageSerializer.Options).Length,
            events_per_message = Number(args, "--events", 8),
            filled_events = filledEvents,
            per_second = paths.ToDictionary(p => p.Key, p => p.Value.Rates.Select(r => Math.Round(r)).ToArray()),
            cpu_ms_per_message = paths.ToDictionary(p => p.Key, p => p.Value.Cpu(messages)),
            events_per_second = paths.TryGetValue("delivery", out var ours) ? Math.Round(ours.Best * Number(args, "--events", 8)) : 0,
            // The best round of each: what else the machine does only ever takes away.
            ratio = Ratio(paths, "delivery", "bus", "rows"),
            grown_ratio = Ratio(paths, "grown delivery", "delivery"),
            grown_claims_ratio = Ratio(paths, "grown claims", "claims"),
        }));
        return 0;
    }

    // Null where one of them was left out.
    private static double? Ratio(Dictionary<string, Path> paths, string name, params string[] others) =>
        others.Append(name).All(paths.ContainsKey) ? Math.Round(paths[name].Best / others.Min(o => paths[o].Best), 3) : null;

    // Claims as a dispatcher makes them, a batch after the other; afterwards they are ended, so that the next round finds none of them.
    private static async Task ClaimAsync(ProductBus database, IReadOnlyCollection<Item> added)
    {
        var items = database.Services.GetRequiredService<ItemStore>();
        var request = new DispatchRequest { Max = 100, MaxInFlight = int.MaxValue, Lease = TimeSpan.FromHours(1), HostInterval = TimeSpan.Zero, Worker = "benchmark" };
        var claimed = new List<Guid>();
        while (claimed.Count < added.Count) claimed.AddRange((await items.ClaimDueAsync(request, CancellationToken.None)).Select(c => c.ItemId));
        foreach (var id in claimed)
            await items.FinishAsync(new Disposition { ItemId = id, Attempt = 1, Stage = Stage.Fetched, Outcome = Outcome.Gone, Worker = "benchmark" }, CancellationToken.None);
    }

    private static Task StoreAsync(ArticleStore articles, List<EventsExtracted> facts, int batchSize, int atATime) => Parallel.ForEachAsync(
        facts.Chunk(batchSize),
        new ParallelOptions { MaxDegreeOfParallelism = atATime },
        async (batch, token) => await articles.StoreAsync(batch, "benchmark", token));

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    /// <param name="database">Where the items must be known for it; null: nowhere.</param>
    /// <param name="run">With the items and their messages.</param>
    private sealed class Path(ProductBus? database, Func<List<Item>, List<EventsExtracted>, Task> run)
    {
        private readonly List<CpuTime> _cpu = [];

        public List<double> Rates { get; } = [];

        public double Best => Rates.Max();

        public ProductBus? Database => database;

        public async Task RunAsync(List<Item> added, List<EventsExtracted> facts, bool isCounted)
        {
            GC.Collect();
            var (cpu, started) = (CpuTime.Now(), Stopwatch.GetTimestamp());
            await run(added, facts);
            if (!isCounted) return;
            Rates.Add(facts.Count / Stopwatch.GetElapsedTime(started).TotalSeconds);
            _cpu.Add(CpuTime.Now() - cpu);
        }

        // The median: processor time hardly depends on what else the machine does.
        public object Cpu(int messages)
        {
            var median = _cpu.OrderBy(c => c.Total).ElementAt(_cpu.Count / 2);
            return new { client = PerMessage(median.Client), broker = PerMessage(median.Broker), database = PerMessage(median.Database), total = PerMessage(median.Total) };

            double? PerMessage(double seconds) => double.IsNaN(seconds) ? null : Math.Round(seconds / messages * 1000, 3);
        }
    }
}
