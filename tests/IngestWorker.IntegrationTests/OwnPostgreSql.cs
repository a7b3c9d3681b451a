namespace IngestWorker.IntegrationTests;

/// <summary>A PostgreSQL of one test class alone, which may therefore be stopped and killed. Takes some three seconds to start.</summary>
internal sealed class OwnPostgreSql : IAsyncDisposable
{
    private static readonly string Control = Path.Combine(Script.RepositoryRoot, "infra", "test-servers.sh");
    private readonly string _folder;

    private OwnPostgreSql(string folder) => _folder = folder;

    /// <summary>"Host=127.0.0.1;Port=21234;Username=postgres"; stays the same over restarts.</summary>
    public required string Server { get; init; }

    public static async Task<OwnPostgreSql> StartAsync(CancellationToken cancellationToken)
    {
        // Who has the shared servers can have this one; who has not is told so in the same way.
        Servers.Require("INGEST_TEST_POSTGRES");
        var folder = Directory.CreateTempSubdirectory("ingest-postgres-").FullName;
        try
        {
            await Script.RunAsync(Control, ["start-postgres", folder], cancellationToken);
            var line = (await File.ReadAllLinesAsync(Path.Combine(folder, "env"), cancellationToken)).First(l => l.Contains("INGEST_TEST_POSTGRES", StringComparison.Ordinal));
            return new OwnPostgreSql(folder) { Server = line.Split('"')[1] };
        }
        catch
        {
            await EndAsync(folder);
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Script.RunAsync(Control, ["stop-postgres", _folder], cancellationToken);

    /// <summary>SIGQUIT: no checkpoint, every session gone; the next start recovers from the log.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => Script.RunAsync(Control, ["kill-postgres", _folder], cancellationToken);

    public Task StartAgainAsync(CancellationToken cancellationToken) => Script.RunAsync(Control, ["start-postgres", _folder], cancellationToken);

    public Task ExecuteAsync(string statement, CancellationToken cancellationToken) => Servers.ExecuteAsync(Server, statement, cancellationToken);

    public async ValueTask DisposeAsync() => await EndAsync(_folder);

    private static async Task EndAsync(string folder)
    {
        await Script.RunAsync(Control, ["stop", folder], CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }
}
