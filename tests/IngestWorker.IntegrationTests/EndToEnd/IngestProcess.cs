using System.Diagnostics;
using System.Text;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>The program `ingest` as a process of its own, with settings by environment, its output kept.</summary>
internal sealed class IngestProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private IngestProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public string Output { get { lock (_output) return _output.ToString(); } }

    public string Errors { get { lock (_errors) return _errors.ToString(); } }

    /// <summary>Most memory it ever held, in bytes (Linux: VmHWM). Known while it lives.</summary>
    public long PeakMemory { get; private set; }

    public bool HasExited => _process.HasExited;

    /// <param name="arguments">The command line.</param>
    /// <param name="settings">Settings by name.</param>
    /// <param name="workingDirectory">Where it runs; the folder for temporary files where none is given.</param>
    /// <param name="fault">Where it kills itself (<see cref="StartupHook"/>); null: nowhere.</param>
    /// <param name="within">Words to put before the command, such as "ip netns exec NAME".</param>
    /// <param name="program">Another version's ingest.dll; null: the one under test.</param>
    public static IngestProcess Start(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? settings = null, string? workingDirectory = null, string? fault = null, IReadOnlyList<string>? within = null, string? program = null)
    {
        program ??= Path.Combine(AppContext.BaseDirectory, "ingest.dll");
        string[] command = [.. within ?? [], "dotnet", program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingDirectory ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment["INGEST__" + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        if (fault is not null)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(IngestProcess).Assembly.Location;
            start.Environment["INGEST_FAULT"] = fault;
        }
        var process = Process.Start(start)!;
        var ingest = new IngestProcess(process);
        process.OutputDataReceived += (_, line) => Append(ingest._output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(ingest._errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return ingest;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<IngestProcess> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? settings, CancellationToken cancellationToken, string? workingDirectory = null)
    {
        var process = Start(arguments, settings, workingDirectory);
        await process.WaitForExitAsync(cancellationToken);
        return process;
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        while (!_process.HasExited)
        {
            ReadMemory();
            await Task.WhenAny(_process.WaitForExitAsync(cancellationToken), Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
        await _process.WaitForExitAsync(cancellationToken); // also the end of its output
        return _process.ExitCode;
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>SIGKILL: nothing is tidied up.</summary>
    public void Kill()
    {
        ReadMemory();
        _process.Kill();
    }

    /// <summary>SIGTERM, as a container is stopped.</summary>
    public Task<int> StopAsync(CancellationToken cancellationToken) => SignalAsync("-TERM", cancellationToken);

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    public Task<int> InterruptAsync(CancellationToken cancellationToken) => SignalAsync("-INT", cancellationToken);

    private async Task<int> SignalAsync(string signal, CancellationToken cancellationToken)
    {
        ReadMemory();
        await Script.RunAsync("kill", [signal, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)], cancellationToken);
        return await WaitForExitAsync(cancellationToken);
    }

    public void ReadMemory()
    {
        try
        {
            var line = File.ReadLines($"/proc/{Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            if (line is not null) PeakMemory = Math.Max(PeakMemory, long.Parse(line.Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024);
        }
        catch (IOException)
        {
            // It ended between two looks; what was read last stands.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private static void Append(StringBuilder to, string? line)
    {
        if (line is null) return;
        lock (to) to.AppendLine(line);
    }
}
