using System.Globalization;
using System.Runtime;
using System.Text.Json;
using IngestWorker.Configuration;
using IngestWorker.Roles;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>A worker or a consumer as `ingest` starts it, that tells its processor time by stage when it is asked on its input, and ends when that ends.</summary>
internal static class WayRole
{
    public static async Task RunAsync(string role)
    {
        using var clock = new StageClock();
        await using var app = RoleHost.BuildService(SettingsLoader.Load(ProcessKind.OneRole), role == "worker" ? RoleSet.Worker : RoleSet.Consumer);
        await app.StartAsync();
        while (await Console.In.ReadLineAsync() is not null)
        {
            var cpu = Environment.CpuUsage.TotalTime.TotalSeconds;
            Console.WriteLine(JsonSerializer.Serialize(new RoleTime(role, cpu, Stages(), PeakMemory() >> 20)));
        }
        await app.StopAsync();
    }

    // Compiling and collecting run on threads of their own, and within the stages: these two are times on the clock, not of the processor.
    private static Dictionary<string, double> Stages() => new(StageClock.Seconds())
    {
        ["compiling"] = JitInfo.GetCompilationTime().TotalSeconds,
        ["collecting"] = GC.GetTotalPauseDuration().TotalSeconds,
    };

    private static long PeakMemory() =>
        long.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
}

/// <param name="Role">worker or consumer.</param>
/// <param name="Cpu">Of the process, in seconds.</param>
/// <param name="Stages">Of its stages, in seconds.</param>
/// <param name="PeakMemoryMb">Resident memory at most.</param>
internal sealed record RoleTime(string Role, double Cpu, Dictionary<string, double> Stages, long PeakMemoryMb)
{
    public static RoleTime operator -(RoleTime a, RoleTime b) =>
        a with { Cpu = a.Cpu - b.Cpu, Stages = a.Stages.ToDictionary(s => s.Key, s => s.Value - b.Stages.GetValueOrDefault(s.Key)) };
}
