using IngestWorker.Benchmarks.Fetching;

// `archive` and `sites` are programs of their own: what they measure (a database, a process's memory) is no micro-benchmark.
switch (args)
{
    case ["sites", ..]:
        await ArchiveRun.ServeAsync(args[1..]);
        break;
    case ["archive", ..]:
        return await ArchiveRun.RunAsync(args[1..]);
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(ArchiveRun).Assembly).Run(args);
        break;
}
return 0;
