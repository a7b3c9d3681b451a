using System.Reflection;
using DbUp.Builder;
using DbUp.Engine;
using Microsoft.Extensions.Logging;

namespace IngestWorker.Storage.Sql;

/// <summary>The numbered scripts of Migrations/, embedded in this assembly. They are only ever added to.</summary>
internal static class Migration
{
    public const string Journal = "schema_migrations";

    /// <summary>Runs what the database has not seen yet, each script in a transaction of its own.</summary>
    public static void Run(UpgradeEngineBuilder builder, DatabaseProvider provider, TimeSpan timeout, ILogger logger)
    {
        var result = builder
            .WithScripts(Scripts(provider))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .WithExecutionTimeout(timeout)
            .LogTo(logger)
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new MigrationException($"Migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }

    private static IEnumerable<SqlScript> Scripts(DatabaseProvider provider)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"{provider}/";
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new SqlScript(name[folder.Length..], reader.ReadToEnd());
        }
    }
}
