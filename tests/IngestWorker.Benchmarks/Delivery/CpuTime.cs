using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>Processor time, in seconds, of this process and of the servers that infra/test-servers.sh started; NaN for a server whose process is not known.</summary>
internal readonly record struct CpuTime(double Client, double Broker, double Database)
{
    private static readonly double s_ticks = Sysconf(2); // _SC_CLK_TCK

    public double Total => Client + Broker + Database;

    public static CpuTime Now() => new(Environment.CpuUsage.TotalTime.TotalSeconds, Server("broker"), Server("postgres"));

    public static CpuTime operator -(CpuTime a, CpuTime b) => new(a.Client - b.Client, a.Broker - b.Broker, a.Database - b.Database);

    /// <summary>Of a process and of the children that it has and had.</summary>
    public static double OfProcess(int id) => Own(id, withEnded: true) + Children(id).Sum(c => Own(c, withEnded: false));

    /// <summary>Of a process alone.</summary>
    public static double OfProcessAlone(int id) => Own(id, withEnded: false);

    private static double Server(string name)
    {
        if (Environment.GetEnvironmentVariable("INGEST_TEST_SERVERS") is not { } folder) return double.NaN;
        var line = File.ReadLines(Path.Combine(folder, "pids")).FirstOrDefault(l => l.StartsWith(name + " ", StringComparison.Ordinal));
        return line is null ? double.NaN : OfProcess(int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    private static IEnumerable<int> Children(int id) => Process.GetProcesses().Select(p => p.Id).Where(p => Fields(p) is { } f && f[1] == id.ToString(CultureInfo.InvariantCulture));

    private static double Own(int id, bool withEnded)
    {
        if (Fields(id) is not { } fields) return 0;
        return fields[11..(withEnded ? 15 : 13)].Sum(t => double.Parse(t, CultureInfo.InvariantCulture)) / s_ticks;
    }

    // proc(5), stat: after the name in brackets the third field (state) and so on.
    private static string[]? Fields(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // It ended meanwhile.
        }
    }

    [DllImport("libc", EntryPoint = "sysconf")]
    private static extern long Sysconf(int name);
}
