using IngestWorker.Configuration;
using Microsoft.Extensions.Configuration;

namespace IngestWorker.Tests.Configuration;

public sealed class SettingsTests
{
    private const string Postgres = "Host=127.0.0.1;Database=ingest;Username=ingest";

    [Fact]
    public void Values_are_read_by_section_whatever_the_case_of_their_names()
    {
        var settings = Read(ProcessKind.OneRole, ("worker:fetchconcurrency", "32"), ("Worker:HostInterval", "250ms"), ("RabbitMq:UseTls", "true"), ("Database:Provider", "postgresql"), ("Database:ConnectionString", Postgres),
            ("Fetching:AllowedNetworks:0", "127.0.0.0/8"), ("Fetching:AllowedNetworks:1", "::1/128"), ("Telemetry:OtlpEndpoint", "http://127.0.0.1:4317"), ("Logging:Format", "Json"));
        settings.Worker.FetchConcurrency.ShouldBe(32);
        settings.Worker.HostInterval.ShouldBe(TimeSpan.FromMilliseconds(250));
        settings.RabbitMq.UseTls.ShouldBeTrue();
        settings.Fetching.AllowedNetworks.ShouldBe(["127.0.0.0/8", "::1/128"]);
        settings.Telemetry.OtlpEndpoint.ShouldBe(new Uri("http://127.0.0.1:4317"));
        settings.Logging.Format.ShouldBe(LogFormat.Json);
    }

    [Fact]
    public void A_list_can_be_one_value_with_commas() =>
        Read(ProcessKind.Everything, ("Fetching:AllowedNetworks", "127.0.0.0/8, ::1/128")).Fetching.AllowedNetworks.ShouldBe(["127.0.0.0/8", "::1/128"]);

    [Fact]
    public void All_errors_are_reported_together_each_with_name_value_and_what_is_allowed()
    {
        var errors = ErrorsOf(ProcessKind.Everything,
            ("Worker:FetchConcurrency", "0"), ("Worker:PollInterval", "90"), ("Worker:MaxAttempts", "five"), ("Wroker:Lease", "1m"), ("Worker:FetchConcurency", "4"),
            ("Transport", "Carrier pigeon"), ("Database:Provider", "7"), ("Http:Address", "localhost"), ("RabbitMq:UseTls", "maybe"));
        errors.Count.ShouldBe(9);
        errors.ShouldContain("Worker:FetchConcurrency: '0' is not allowed; it takes 1 to 1000.");
        errors.ShouldContain("Worker:PollInterval: '90' is not allowed; it takes a duration such as 500ms, 30s, 15m, 6h, 7d or hh:mm:ss.");
        errors.ShouldContain("Worker:MaxAttempts: 'five' is not allowed; it takes a whole number.");
        errors.ShouldContain("Transport: 'Carrier pigeon' is not allowed; it takes RabbitMq or InMemory.");
        errors.ShouldContain(e => e.StartsWith("Wroker: there is no such setting", StringComparison.Ordinal));
        errors.ShouldContain(e => e.StartsWith("Worker:FetchConcurency: there is no such setting", StringComparison.Ordinal) && e.Contains("FetchConcurrency", StringComparison.Ordinal));
        errors.ShouldContain(e => e.StartsWith("Database:Provider: '7'", StringComparison.Ordinal));
        errors.ShouldContain(e => e.StartsWith("Http:Address: 'localhost'", StringComparison.Ordinal));
        errors.ShouldContain("RabbitMq:UseTls: 'maybe' is not allowed; it takes true or false.");
    }

    [Fact]
    public void One_role_on_the_in_memory_transport_or_on_SQLite_is_refused_with_the_reason()
    {
        var errors = ErrorsOf(ProcessKind.OneRole, ("Transport", "InMemory"), ("Database:Provider", "Sqlite"));
        errors.ShouldContain(e => e.StartsWith("Transport: 'InMemory'", StringComparison.Ordinal) && e.Contains("would be lost", StringComparison.Ordinal));
        errors.ShouldContain(e => e.StartsWith("Database:Provider: 'Sqlite'", StringComparison.Ordinal) && e.Contains("several processes", StringComparison.Ordinal));
        Should.NotThrow(() => Read(ProcessKind.Everything, ("Transport", "InMemory"), ("Database:Provider", "Sqlite")));
    }

    [Fact]
    public void A_secret_is_read_from_its_file_without_the_final_line_break()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "s3cret\n");
        Read(ProcessKind.Everything, ("RabbitMq:PasswordFile", file)).RabbitMq.Password.ShouldBe("s3cret");
        File.Delete(file);
        ErrorsOf(ProcessKind.Everything, ("RabbitMq:PasswordFile", file)).ShouldHaveSingleItem().ShouldStartWith($"RabbitMq:PasswordFile: '{file}' cannot be read");
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("1.5s", 1.5)]
    [InlineData("15m", 900)]
    [InlineData("6h", 21600)]
    [InlineData("7d", 604800)]
    [InlineData("00:00:30", 30)]
    public void Durations_have_a_unit(string text, double seconds)
    {
        SettingsReader.TryParseDuration(text, out var value).ShouldBeTrue();
        value.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("15")]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("ten s")]
    [InlineData("1e300d")]
    public void A_duration_without_a_unit_is_none(string text) => SettingsReader.TryParseDuration(text, out _).ShouldBeFalse();

    /// <summary>The document is written by hand; a setting that it leaves out, or one that is gone, fails here.</summary>
    [Fact]
    public void Every_setting_is_documented_and_every_documented_setting_exists()
    {
        var document = File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "infra", "docs", "settings.md"));
        var documented = document.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('`')[1]).ToArray();
        documented.ShouldBe(Names(typeof(IngestSettings), ""), ignoreOrder: true);
    }

    private static IEnumerable<string> Names(Type type, string prefix) => type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } || IsSection(p.PropertyType))
        .SelectMany(p => IsSection(p.PropertyType) ? Names(p.PropertyType, prefix + p.Name + ":") : [prefix + p.Name]);

    private static bool IsSection(Type type) => type.IsClass && type.Namespace!.StartsWith("IngestWorker", StringComparison.Ordinal);

    private static IngestSettings Read(ProcessKind process, params (string Name, string Value)[] values) =>
        SettingsLoader.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Name, (string?)v.Value))).Build(), process);

    private static IReadOnlyList<string> ErrorsOf(ProcessKind process, params (string Name, string Value)[] values) =>
        Should.Throw<SettingsException>(() => Read(process, values)).Errors;
}
