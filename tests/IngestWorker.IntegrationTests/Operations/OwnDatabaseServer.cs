using Npgsql;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>A PostgreSQL of one test alone, with settings and rules of access of its own.</summary>
internal sealed class OwnDatabaseServer : IAsyncDisposable
{
    private static readonly string Control = Path.Combine(Script.RepositoryRoot, "infra", "test-servers.sh");
    private readonly string _folder;

    private OwnDatabaseServer(string folder) => _folder = folder;

    /// <summary>Of the superuser, without TLS.</summary>
    public required string ConnectionString { get; init; }

    public int Port => new NpgsqlConnectionStringBuilder(ConnectionString).Port;

    /// <param name="files">Name and content of what is put into its folder before the first start: postgres.conf, pg_hba.conf, postgres.key.</param>
    public static async Task<OwnDatabaseServer> StartAsync(IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        Servers.Require("INGEST_TEST_POSTGRES");
        var folder = Directory.CreateTempSubdirectory("ingest-postgres-").FullName;
        try
        {
            foreach (var (name, content) in files) await File.WriteAllTextAsync(Path.Combine(folder, name), content, cancellationToken);
            await Script.RunAsync(Control, ["start-postgres", folder], cancellationToken);
            var line = (await File.ReadAllLinesAsync(Path.Combine(folder, "env"), cancellationToken)).First(l => l.Contains("INGEST_TEST_POSTGRES", StringComparison.Ordinal));
            return new OwnDatabaseServer(folder) { ConnectionString = line.Split('"')[1] };
        }
        catch
        {
            await EndAsync(folder);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync(_folder);

    private static async Task EndAsync(string folder)
    {
        await Script.RunAsync(Control, ["stop", folder], CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }
}
