using System.CommandLine;
using System.Globalization;
using IngestWorker.Configuration;
using IngestWorker.Storage;
using Npgsql;
using Spectre.Console;

namespace IngestWorker.Cli.Operations;

/// <summary>`ingest database`: the schema, and the way from one kind of database to the other.</summary>
internal static class DatabaseCommand
{
    public static Command Create() => new("database", "The schema, and the way from SQLite to PostgreSQL and back.") { Migrate(), Copy() };

    private static Command Migrate()
    {
        var database = ConfiguredDatabase.Option();
        var then = new Option<string?>("--then") { Description = "SQL file that is run afterwards in one transaction, such as infra/postgres/grants.sql.", HelpName = "FILE" };
        var command = new Command("migrate", "Brings the schema up to this program, as every role does at its start; for users of roles that may not change tables.") { database, then };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var script = parsed.GetValue(then) is { } file ? Read(file) : null;
            var settings = ConfiguredDatabase.Settings(parsed.GetValue(database));
            await using var storage = await ConfiguredDatabase.OpenAsync(settings, cancellationToken);
            try
            {
                if (script is not null) await storage.RunScriptAsync(script, cancellationToken);
            }
            catch (PostgresException e)
            {
                throw new CommandFailedException($"{parsed.GetValue(then)}: {e.MessageText}");
            }
            Console.WriteLine($"{ServerNames.Database(settings.Database)} has the schema of this program.");
            return CommandLine.Done;
        });
        return command;
    }

    private static Command Copy()
    {
        var from = new Option<string?>("--from") { Description = "SQLite file to copy into the configured PostgreSQL database.", HelpName = "FILE" };
        var to = new Option<string?>("--to") { Description = "SQLite file to copy the configured PostgreSQL database into.", HelpName = "FILE" };
        var command = new Command("copy", "Copies everything into an empty database of the other kind, and counts. One that was cut off goes on where it was. Stop all roles first.") { from, to };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (source, target) = (parsed.GetValue(from), parsed.GetValue(to));
            if (source is null == (target is null)) throw new UsageException("Say either --from FILE or --to FILE.");
            if (source is not null && !File.Exists(source)) throw new UsageException($"--from: there is no file {source}.");
            var configured = ConfiguredDatabase.Settings(null);
            if (configured.Database.Provider != DatabaseProvider.PostgreSql)
                throw new UsageException("Database:Provider: the configured database is the one that is no file; set it to PostgreSql, and Database:ConnectionString.");
            await using var server = await ConfiguredDatabase.OpenAsync(configured, cancellationToken);
            await using var file = await ConfiguredDatabase.OpenAsync(ConfiguredDatabase.Settings(source ?? target), cancellationToken);
            var copy = source is null ? new DatabaseCopy(server, file) : new DatabaseCopy(file, server);
            var tables = await copy.RunAsync(Progress(), cancellationToken);
            Show(tables);
            return tables.All(t => t.IsComplete) ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static Action<string, long>? Progress() => Console.IsErrorRedirected
        ? null
        : (table, rows) => Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{table}: {rows:N0} rows   "));

    private static void Show(IReadOnlyList<CopiedTable> tables)
    {
        if (!Console.IsErrorRedirected) Console.Error.WriteLine();
        var console = ConsoleOutput.Create();
        var table = new Table().AddColumns("Table", "Source", "Copied now", "Destination", "");
        foreach (var copied in tables)
            table.AddRow(copied.Name, Number(copied.Source), Number(copied.Copied), Number(copied.Destination), copied.IsComplete ? "complete" : "DIFFERS");
        console.Write(table);
        console.WriteLine(tables.All(t => t.IsComplete) ? "Everything is there." : "Not everything is there: was anybody writing? Give the command again.");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--then: {file} cannot be read: {e.Message}");
        }
    }
}
