using System.Diagnostics;

namespace IngestWorker.IntegrationTests;

/// <summary>Runs a script of infra/ or a server's own tool.</summary>
internal static class Script
{
    /// <summary>The folder of IngestWorker.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has its standard error.</exception>
    public static async Task<string> RunAsync(string file, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // No redirected standard input: what a script leaves running would inherit the pipe. The same goes for its outputs,
        // which is why infra/test-servers.sh sends those of its servers to files.
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "IngestWorker.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"no IngestWorker.sln above {AppContext.BaseDirectory}");
    }
}
