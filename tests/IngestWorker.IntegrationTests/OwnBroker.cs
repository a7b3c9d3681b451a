namespace IngestWorker.IntegrationTests;

/// <summary>A RabbitMQ of one test alone, which may therefore be killed in its middle. Takes some ten seconds to start.</summary>
internal sealed class OwnBroker : IAsyncDisposable
{
    private static readonly string Control = Path.Combine(Script.RepositoryRoot, "infra", "test-servers.sh");
    private readonly string _folder;

    private OwnBroker(string folder) => _folder = folder;

    /// <summary>"amqp://guest:guest@127.0.0.1:21234/"; stays the same over restarts.</summary>
    public required Uri Uri { get; init; }

    /// <param name="settings">More of rabbitmq.conf; makes from the broker's folder what goes into it.</param>
    /// <param name="plugins">"rabbitmq_management"; none where none is given.</param>
    public static async Task<OwnBroker> StartAsync(CancellationToken cancellationToken, Func<string, string>? settings = null, string? plugins = null)
    {
        // Who has the shared servers can have this one; who has not is told so in the same way.
        Servers.Require("INGEST_TEST_RABBITMQ");
        var folder = Directory.CreateTempSubdirectory("ingest-broker-").FullName;
        try
        {
            if (settings is not null) await File.WriteAllTextAsync(Path.Combine(folder, "broker.conf"), settings(folder), cancellationToken);
            if (plugins is not null) await File.WriteAllTextAsync(Path.Combine(folder, "broker.plugins"), $"[{plugins}].\n", cancellationToken);
            await Script.RunAsync(Control, ["start-broker", folder], cancellationToken);
            var line = (await File.ReadAllLinesAsync(Path.Combine(folder, "env"), cancellationToken)).First(l => l.Contains("amqp://"));
            return new OwnBroker(folder) { Uri = new Uri(line.Split('"')[1]) };
        }
        catch
        {
            await EndAsync(folder);
            throw;
        }
    }

    /// <summary>
    /// Makes the broker write down which quorum queues there are. It does so by itself some seconds after a queue's
    /// declaration (dets:insert is delayed); killed before that, RabbitMQ 3.10 brings the queue back empty and without a leader.
    /// A test that declares and kills at once calls this between the two, and thereby has a broker that is not seconds old.
    /// </summary>
    public Task WriteQueueNamesAsync(CancellationToken cancellationToken) =>
        Script.RunAsync(Path.Combine(_folder, "rabbitmqctl"), ["eval", "[dets:sync(T) || T <- dets:all()]."], cancellationToken);

    /// <summary>The broker's own tool.</summary>
    public Task<string> ControlAsync(CancellationToken cancellationToken, params string[] arguments) =>
        Script.RunAsync(Path.Combine(_folder, "rabbitmqctl"), arguments, cancellationToken);

    /// <summary>Waits until the broker's log has words so often.</summary>
    public async Task WaitForLogAsync(string words, int times, CancellationToken cancellationToken)
    {
        var log = Directory.GetFiles(Path.Combine(_folder, "rabbitmq", "log"), "ingest-test-*.log").Single(f => !f.EndsWith("_upgrade.log", StringComparison.Ordinal));
        while ((await File.ReadAllTextAsync(log, cancellationToken)).Split(words).Length <= times) await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
    }

    /// <summary>SIGKILL: what a power cut leaves.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => Script.RunAsync(Control, ["kill-broker", _folder], cancellationToken);

    /// <summary>Starts it again on the same port with the same data; returns when it answers.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken) => Script.RunAsync(Control, ["start-broker", _folder], cancellationToken);

    public async ValueTask DisposeAsync() => await EndAsync(_folder);

    private static async Task EndAsync(string folder)
    {
        await Script.RunAsync(Control, ["stop", folder], CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }
}
