using IngestWorker.Storage;
using Npgsql;

namespace IngestWorker.IntegrationTests.Storage;

public sealed class StorageOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => new StorageOptions().Validate().ShouldBeEmpty();

    [Fact]
    public void All_errors_are_told_at_once_with_setting_value_and_what_is_allowed()
    {
        var options = new StorageOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = "Host=x", MaxPoolSize = 1, CommandTimeout = TimeSpan.Zero, MigrationTimeout = TimeSpan.FromDays(2) };

        options.Validate().ShouldBe([
            "Database:ConnectionString: no Host or no Database in it; allowed: an Npgsql connection string with Host and Database (\"Host=localhost;Database=ingest;Username=ingest\")",
            "Database:MaxPoolSize: 1 is not allowed; allowed: 2 to 1000",
            "Database:CommandTimeout: 00:00:00 is not allowed; allowed: 00:00:01 to 01:00:00",
            "Database:MigrationTimeout: 2.00:00:00 is not allowed; allowed: 00:00:01 to 1.00:00:00"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("Host=x;Database=y;Nonsense=secret")]
    [InlineData("secret")]
    public void A_connection_string_that_is_none_is_an_error_that_does_not_repeat_it(string? value)
    {
        var error = new StorageOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = value }.Validate().ShouldHaveSingleItem();
        error.ShouldStartWith("Database:ConnectionString:");
        error.ShouldNotContain("secret");
    }

    [Fact]
    public void Sqlite_needs_a_file_and_a_provider_must_be_known()
    {
        new StorageOptions { File = "" }.Validate().ShouldHaveSingleItem().ShouldStartWith("Database:File: ''");
        new StorageOptions { Provider = (DatabaseProvider)9 }.Validate().ShouldHaveSingleItem().ShouldBe("Database:Provider: '9' is not allowed; allowed: Sqlite, PostgreSql");
    }

    [Theory]
    [InlineData("08006", FaultKind.Transient)]
    [InlineData("40001", FaultKind.Transient)]
    [InlineData("40P01", FaultKind.Transient)]
    [InlineData("53100", FaultKind.Transient)]
    [InlineData("53300", FaultKind.Transient)]
    [InlineData("57P01", FaultKind.Transient)]
    [InlineData("57P03", FaultKind.Transient)]
    [InlineData("25006", FaultKind.Transient)]
    [InlineData("22021", FaultKind.Data)]
    [InlineData("23503", FaultKind.Data)]
    [InlineData("54000", FaultKind.Data)]
    [InlineData("28P01", FaultKind.Fatal)]
    [InlineData("42P01", FaultKind.Fatal)]
    [InlineData("42501", FaultKind.Fatal)]
    [InlineData("XX002", FaultKind.Fatal)]
    public void A_server_s_error_is_classified_by_its_sqlstate(string state, FaultKind kind)
    {
        var error = new PostgresException("message", "ERROR", "ERROR", state);
        StorageFault.Classify(error).ShouldBe(kind);
        StorageFault.Classify(new InvalidOperationException("outer", error)).ShouldBe(kind);
        StorageFault.Code(error).ShouldBe(state);
    }

    [Fact]
    public void A_program_error_is_fatal() => StorageFault.Classify(new InvalidCastException()).ShouldBe(FaultKind.Fatal);
}
