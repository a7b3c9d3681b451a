using IngestWorker.Benchmarks.Delivery;
using IngestWorker.Benchmarks.Events;
using IngestWorker.Benchmarks.Fetching;

// `archive`, `sites`, `coding`, `delivery`, `months`, `way` and what it starts are programs of their own: what they measure (a database, a process's memory) is no micro-benchmark.
switch (args)
{
    case ["sites", ..]:
        await ArchiveRun.ServeAsync(args[1..]);
        break;
    case ["archive", ..]:
        return await ArchiveRun.RunAsync(args[1..]);
    case ["coding", ..]:
        return CodingRun.Run(args[1..]);
    case ["months", ..]:
        return await MonthsRun.RunAsync(args[1..]);
    case ["way", ..]:
        return await WayRun.RunAsync(args[1..]);
    case ["way-sites", ..]:
        await WaySites.ServeAsync(args[1..]);
        break;
    case ["way-role", var role]:
        await WayRole.RunAsync(role);
        break;
    case ["delivery", ..]:
        return await DeliveryRun.RunAsync(args[1..]);
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(ArchiveRun).Assembly).Run(args);
        break;
}
return 0;
