using System.CommandLine;
using IngestWorker.Configuration;
using IngestWorker.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IngestWorker.Cli;

/// <summary>The database of commands that look or change something beside a running system: the configured one, or a named SQLite file.</summary>
internal static class ConfiguredDatabase
{
    public static Option<string?> Option() => new("--database") { Description = "SQLite file to use instead of the configured database.", HelpName = "FILE" };

    public static IngestSettings Settings(string? file) => SettingsLoader.Load(
        ProcessKind.Everything,
        file is null ? null : new Dictionary<string, string?> { ["Database:Provider"] = nameof(DatabaseProvider.Sqlite), ["Database:File"] = file });

    public static async Task<IDatabase> OpenAsync(IngestSettings settings, CancellationToken cancellationToken)
    {
        var storage = StorageRegistration.Open(settings.Database, NullLoggerFactory.Instance);
        try
        {
            await storage.MigrateAsync(cancellationToken);
            return storage;
        }
        catch (Exception e)
        {
            await storage.DisposeAsync();
            if (StorageFault.Classify(e) == FaultKind.Transient && e is not DatabaseInUseException)
                throw new CommandFailedException($"{ServerNames.Database(settings.Database)} cannot be used now: {e.Message}");
            throw;
        }
    }
}
