using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IngestWorker.Configuration;
using IngestWorker.IntegrationTests.EndToEnd;
using IngestWorker.IntegrationTests.Web;
using IngestWorker.Messaging.Broker;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>
/// The roles as docker-compose.yml runs them, each with its own user at the database and at the broker, both by TLS with certificates of both
/// sides: they do all their work, what they have no right to is refused by the servers, and no secret is ever told.
/// </summary>
public sealed class SecurityTests : IAsyncLifetime
{
    private readonly TestAuthority _authority = new("ingest test authority");
    private readonly TestAuthority _stranger = new("somebody else");
    private readonly string _secrets = Directory.CreateTempSubdirectory("ingest-secrets-").FullName;
    private readonly List<string> _told = [];
    private OwnDatabaseServer _server = null!;
    private OwnBroker _broker = null!;
    private int _brokerPort;
    private (string Certificate, string Key) _client;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Script.RunAsync(Path.Combine(Script.RepositoryRoot, "infra", "make-secrets.sh"), [_secrets], Token);
        var server = _authority.Issue("server", isServer: true);
        _client = _authority.Issue("client", isServer: false);
        _server = await OwnDatabaseServer.StartAsync(
            new Dictionary<string, string>
            {
                ["postgres.conf"] = $"ssl = on\nssl_cert_file = '{server.Certificate}'\nssl_key_file = 'server.key'\nssl_ca_file = '{_authority.CaFile}'\npassword_encryption = scram-sha-256\n",
                ["pg_hba.conf"] = "host all postgres 127.0.0.1/32 trust\nhostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca\n",
                ["postgres.key"] = await File.ReadAllTextAsync(server.Key, Token),
            },
            Token);
        _brokerPort = FreePort();
        _broker = await OwnBroker.StartAsync(Token, folder =>
        {
            var definitions = Path.Combine(folder, "definitions.json");
            File.Copy(Path.Combine(_secrets, "broker_definitions.json"), definitions);
            return string.Create(CultureInfo.InvariantCulture, $"""
                listeners.ssl.1 = 127.0.0.1:{_brokerPort}
                ssl_options.cacertfile = {_authority.CaFile}
                ssl_options.certfile = {server.Certificate}
                ssl_options.keyfile = {server.Key}
                ssl_options.verify = verify_peer
                ssl_options.fail_if_no_peer_cert = true
                load_definitions = {definitions}

                """);
        });
        await MakeDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null) await _broker.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        _authority.Dispose();
        _stranger.Dispose();
        Directory.Delete(_secrets, recursive: true);
    }

    [Fact]
    public async Task Each_role_does_its_work_with_the_rights_it_has_and_the_servers_refuse_the_rest()
    {
        await RunAsync(0, Settings("owner", null), "database", "migrate", "--then", Path.Combine(Script.RepositoryRoot, "infra", "postgres", "grants.sql"));
        await TheRolesDoTheirWorkAsync();
        await TheDatabaseRefusesTheRestAsync();
        await TheBrokerRefusesTheRestAsync();
        await OtherCertificatesAreRefusedAsync();
        await MistakesAreToldWithoutSecretsAsync();

        var secrets = Directory.GetFiles(_secrets).Where(f => !f.EndsWith(".json", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        secrets.Count.ShouldBe(10);
        var told = string.Concat(_told);
        told.Length.ShouldBeGreaterThan(10_000, "all was logged that there is");
        foreach (var secret in secrets) told.ShouldNotContain(secret, Case.Sensitive);
        told.ShouldNotContain("m4rked-pa55word", Case.Insensitive);
        told.ShouldNotContain("PRIVATE KEY", Case.Sensitive);
    }

    private async Task TheRolesDoTheirWorkAsync()
    {
        await using var site = await TestSite.StartAsync(Token);
        site.On("/rss", Answers.Text($"<rss version=\"2.0\"><channel><title>One</title>{string.Concat(Enumerable.Range(1, 4).Select(i => $"<item><title>I</title><link>{site.Url($"/{i}")}</link></item>"))}</channel></rss>", "application/rss+xml"));
        for (var i = 1; i <= 3; i++) site.On($"/{i}", Answers.Text(StoryPage.Html($"Ruritania {i}")));
        site.On("/4", Answers.Status(404));
        await RunAsync(0, Settings("operator", "operator"), "feeds", "add", "--as-is", site.Url("/rss"));

        await using var collector = await OtlpCollector.StartAsync(Token);
        var telemetry = new[] { KeyValuePair.Create("Telemetry:OtlpEndpoint", collector.Url), KeyValuePair.Create("Telemetry:GaugeInterval", "1s") };
        await using var worker = IngestProcess.Start(["worker"], Settings("worker", "worker").Concat(telemetry).ToDictionary(StringComparer.Ordinal));
        await using var consumer = IngestProcess.Start(["consumer"], Settings("consumer", "consumer").Concat(telemetry).ToDictionary(StringComparer.Ordinal));
        await using var reader = await OpenAsync("reader");
        while (await CountAsync(reader, "SELECT count(*) FROM items WHERE state IN ('stored', 'finished')") < 4)
        {
            (worker.HasExited || consumer.HasExited).ShouldBeFalse(worker.Errors + consumer.Errors);
            await Task.Delay(TimeSpan.FromMilliseconds(100), Token);
        }
        (await CountAsync(reader, "SELECT count(*) FROM articles")).ShouldBe(3);
        (await CountAsync(reader, "SELECT count(*) FROM events")).ShouldBeGreaterThan(0);
        await RunAsync(0, Settings("operator", "operator"), "status");
        await RunAsync(0, Settings("operator", "operator"), "trail", site.Url("/1"));
        await RunAsync(0, Settings("operator", "operator"), "failures", "list");
        (await worker.StopAsync(Token)).ShouldBe(0, worker.Errors);
        (await consumer.StopAsync(Token)).ShouldBe(0, consumer.Errors);
        foreach (var process in new[] { worker, consumer })
        {
            process.Errors.ShouldNotContain("permission denied");
            process.Errors.ShouldNotContain("ACCESS_REFUSED", Case.Insensitive, process.Errors);
        }
        _told.AddRange([worker.Output, worker.Errors, consumer.Output, consumer.Errors]);
        // Statements and connections are told by OTLP too: every byte of metrics and traces.
        var exported = collector.Received("MetricsService") + collector.Received("TraceService");
        foreach (var name in new[] { "db.client", "messaging.client", "process item", "store article", "INSERT INTO articles" }) exported.ShouldContain(name);
        _told.Add(exported);
    }

    private async Task TheDatabaseRefusesTheRestAsync()
    {
        var tables = new List<string>();
        await using (var reader = await OpenAsync("reader"))
        await using (var command = new NpgsqlCommand("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'", reader))
        await using (var rows = await command.ExecuteReaderAsync(Token))
            while (await rows.ReadAsync(Token)) tables.Add(rows.GetString(0));
        tables.Count.ShouldBeGreaterThan(10);

        await using var worker = await OpenAsync("worker");
        foreach (var table in tables) await RefusedAsync(worker, $"DELETE FROM {table}");
        foreach (var table in tables) await RefusedAsync(worker, $"TRUNCATE {table}");
        await RefusedAsync(worker, "UPDATE articles SET text = ''");
        await RefusedAsync(worker, "UPDATE item_trail SET outcome = 'ok'");
        await RefusedAsync(worker, "CREATE TABLE mine (id integer)");
        await RefusedAsync(worker, "DROP TABLE items");

        await using var consumer = await OpenAsync("consumer");
        await RefusedAsync(consumer, "INSERT INTO feeds (feed_id, url, added_at) VALUES (gen_random_uuid(), 'u', now())");
        await RefusedAsync(consumer, "UPDATE feeds SET due_at = now()");
        await RefusedAsync(consumer, "UPDATE hosts SET next_at = now()");
        await RefusedAsync(consumer, "INSERT INTO items (item_id, canonical_url, url, host, state, due_at, discovered_at) VALUES (gen_random_uuid(), 'u', 'u', 'h', 'pending', now(), now())");
        await RefusedAsync(consumer, "UPDATE items SET attempt = attempt + 1");
        await RefusedAsync(consumer, "DELETE FROM items");
        await RefusedAsync(consumer, "SELECT secret FROM feed_subscriptions");

        await using var analyst = await OpenAsync("reader");
        foreach (var table in tables) await RefusedAsync(analyst, $"DELETE FROM {table}");
        await RefusedAsync(analyst, "SELECT secret FROM feed_subscriptions");
    }

    private async Task TheBrokerRefusesTheRestAsync()
    {
        await using var consumer = await BrokerConnection.OpenAsync(Broker("consumer"), "test", Token);
        await RefusedAsync(consumer, c => c.BasicPublishAsync("fetch-article", "", mandatory: true, new BasicProperties(), new byte[] { 1 }, Token).AsTask());
        await RefusedAsync(consumer, c => c.BasicPublishAsync("", "fetch-article", mandatory: true, new BasicProperties(), new byte[] { 1 }, Token).AsTask());
        await RefusedAsync(consumer, c => c.BasicGetAsync("fetch-article", autoAck: false, Token));
        await RefusedAsync(consumer, c => c.QueueDeleteAsync("fetch-article", false, false, cancellationToken: Token));
        await using var @operator = await BrokerConnection.OpenAsync(Broker("operator"), "test", Token);
        await RefusedAsync(@operator, c => c.QueueDeclareAsync("mine", durable: true, exclusive: false, autoDelete: false, cancellationToken: Token));
        await RefusedAsync(@operator, c => c.BasicGetAsync("events-extracted", autoAck: false, Token));
        await using var worker = await BrokerConnection.OpenAsync(Broker("worker"), "test", Token);
        await RefusedAsync(worker, c => c.QueueDeclareAsync("mine", durable: true, exclusive: false, autoDelete: false, cancellationToken: Token));
    }

    private async Task OtherCertificatesAreRefusedAsync()
    {
        var other = _stranger.Issue("client", isServer: false);
        var strangers = Settings("operator", "operator");
        strangers["RabbitMq:CaFile"] = _stranger.CaFile;
        (await RunAsync(1, strangers, "status")).ShouldContain("does not answer");
        var foreign = Settings("operator", "operator");
        (foreign["RabbitMq:CertificateFile"], foreign["RabbitMq:CertificateKeyFile"]) = other;
        (await RunAsync(1, foreign, "status")).ShouldContain("does not answer");
        var without = Settings("operator", "operator");
        without.Remove("RabbitMq:CertificateFile");
        without.Remove("RabbitMq:CertificateKeyFile");
        (await RunAsync(1, without, "status")).ShouldContain("does not answer");

        foreach (var connection in new[] { Database("operator", _stranger.CaFile, _client), Database("operator", _authority.CaFile, other), Database("operator", _authority.CaFile, null) })
        {
            var settings = Settings("operator", "operator");
            settings["Database:ConnectionString"] = connection;
            await RunAsync(1, settings, "status");
        }
    }

    private async Task MistakesAreToldWithoutSecretsAsync()
    {
        const string Marked = "m4rked-pa55word";
        var wrong = Settings("operator", "operator");
        wrong.Remove("RabbitMq:PasswordFile");
        wrong["RabbitMq:Password"] = Marked;
        (await RunAsync(1, wrong, "status")).ShouldContain("does not answer");
        foreach (var connection in new[] { $"Host=127.0.0.1;Database=ingest;Password={Marked};Bogus=1", $"Host=127.0.0.1;Password={Marked}", $"{Database("operator", _authority.CaFile, _client)};Password={Marked}" })
        {
            var settings = Settings("operator", "operator");
            settings.Remove("Database:PasswordFile");
            settings["Database:ConnectionString"] = connection;
            settings["RabbitMq:Port"] = "many";
            await using var refused = await IngestProcess.RunAsync(["worker"], settings, Token);
            refused.ExitCode.ShouldBe(2);
            _told.AddRange([refused.Output, refused.Errors]);
        }
        // The right settings with a wrong password: the server says no.
        var mistaken = Settings("operator", "operator");
        mistaken.Remove("Database:PasswordFile");
        mistaken["Database:Password"] = Marked;
        (await RunAsync(1, mistaken, "status")).ShouldContain("The database refused");
        foreach (var help in new string[][] { ["--help"], ["worker", "--help"], ["database", "--help"] }) await RunAsync(0, wrong, help);
    }

    private async Task MakeDatabaseAsync()
    {
        await Servers.ExecuteAsync(_server.ConnectionString, "CREATE DATABASE ingest", Token);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = "ingest", Pooling = false }.ConnectionString);
        await connection.OpenAsync(Token);
        var passwords = new[] { "owner", "worker", "consumer", "operator", "reader" }.Select(r => $"ALTER ROLE ingest_{r} PASSWORD '{File.ReadAllText(SecretOf("database", r))}';");
        await using var command = new NpgsqlCommand(await File.ReadAllTextAsync(Path.Combine(Script.RepositoryRoot, "infra", "postgres", "roles.sql"), Token) + string.Concat(passwords), connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private string SecretOf(string server, string user) => Path.Combine(_secrets, $"{server}_{user}");

    private Dictionary<string, string> Settings(string databaseUser, string? brokerUser)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Transport"] = "RabbitMq",
            ["RabbitMq:Host"] = "127.0.0.1",
            ["RabbitMq:Port"] = _brokerPort.ToString(CultureInfo.InvariantCulture),
            ["RabbitMq:UseTls"] = "true",
            ["RabbitMq:CaFile"] = _authority.CaFile,
            ["RabbitMq:CertificateFile"] = _client.Certificate,
            ["RabbitMq:CertificateKeyFile"] = _client.Key,
            ["Database:Provider"] = "PostgreSql",
            ["Database:ConnectionString"] = Database(databaseUser, _authority.CaFile, _client),
            ["Database:PasswordFile"] = SecretOf("database", databaseUser),
            ["Fetching:AllowedNetworks"] = "127.0.0.0/8",
            ["Worker:HostInterval"] = "0s",
            ["Worker:IdleDelay"] = "100ms",
            ["Http:Port"] = "0",
            ["Logging:Level"] = "Trace",
        };
        if (brokerUser is not null) (settings["RabbitMq:Username"], settings["RabbitMq:PasswordFile"]) = ("ingest-" + brokerUser, SecretOf("broker", brokerUser));
        return settings;
    }

    private string Database(string user, string authority, (string Certificate, string Key)? client) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _server.Port,
        Database = "ingest",
        Username = "ingest_" + user,
        SslMode = SslMode.VerifyFull,
        RootCertificate = authority,
        SslCertificate = client?.Certificate,
        SslKey = client?.Key,
        // Twenty processes are started here, one after the other, on a machine that may have other things to do.
        Timeout = 60,
    }.ConnectionString;

    private RabbitMqSettings Broker(string user) => new()
    {
        Host = "127.0.0.1",
        Port = _brokerPort,
        UseTls = true,
        CaFile = _authority.CaFile,
        CertificateFile = _client.Certificate,
        CertificateKeyFile = _client.Key,
        Username = "ingest-" + user,
        Password = File.ReadAllText(SecretOf("broker", user)),
    };

    private async Task<string> RunAsync(int exit, Dictionary<string, string> settings, params string[] arguments)
    {
        await using var process = await IngestProcess.RunAsync(arguments, settings, Token);
        process.ExitCode.ShouldBe(exit, process.Errors + process.Output);
        _told.AddRange([process.Output, process.Errors]);
        return process.Output + process.Errors;
    }

    private async Task<NpgsqlConnection> OpenAsync(string user)
    {
        var connection = new NpgsqlConnection(Database(user, _authority.CaFile, _client) + ";Pooling=false;Password=" + await File.ReadAllTextAsync(SecretOf("database", user), Token));
        await connection.OpenAsync(Token);
        return connection;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private static async Task RefusedAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        var refusal = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token), sql);
        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
    }

    // What a channel may not do closes it; a publish is told when its confirmation is waited for.
    private static async Task RefusedAsync(IConnection connection, Func<IChannel, Task> act)
    {
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Token);
        await Should.ThrowAsync<Exception>(() => act(channel));
        while (channel.IsOpen) await Task.Yield();
        channel.CloseReason.ShouldNotBeNull().ReplyCode.ShouldBe((ushort)Constants.AccessRefused);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
