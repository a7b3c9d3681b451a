using Microsoft.Extensions.Configuration;

namespace IngestWorker.Configuration;

/// <summary>Settings that cannot be used, with all that is wrong with them.</summary>
internal sealed class SettingsException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}

internal static class SettingsLoader
{
    public const string EnvironmentPrefix = "INGEST__";

    /// <summary>Settings for a role, read and checked.</summary>
    /// <param name="overrides">What the command line says, which goes before file and environment.</param>
    /// <param name="defaults">The command's own defaults, which go after file and environment.</param>
    /// <exception cref="SettingsException">Any value is wrong; it tells all of them.</exception>
    public static IngestSettings Load(ProcessKind process, IReadOnlyDictionary<string, string?>? overrides = null, IReadOnlyDictionary<string, string?>? defaults = null)
    {
        var builder = new ConfigurationBuilder()
            .AddInMemoryCollection(defaults ?? new Dictionary<string, string?>())
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json"), optional: true)
            .AddEnvironmentVariables(EnvironmentPrefix);
        if (overrides is not null) builder.AddInMemoryCollection(overrides);
        return Read(builder.Build(), process);
    }

    internal static IngestSettings Read(IConfiguration configuration, ProcessKind process)
    {
        var settings = new IngestSettings();
        var errors = new List<string>();
        SettingsReader.Read(configuration, settings, "", errors);
        // A range is only worth checking where the values could be read; a default in a bad value's place would hide it.
        ReadSecrets(settings, errors);
        errors.AddRange(SettingsRules.Check(settings, process));
        return errors.Count == 0 ? settings : throw new SettingsException(errors);
    }

    private static void ReadSecrets(IngestSettings settings, List<string> errors)
    {
        if (settings.RabbitMq.PasswordFile is { } broker && ReadSecret("RabbitMq:PasswordFile", broker, errors) is { } brokerPassword)
            settings.RabbitMq.Password = brokerPassword;
        if (settings.Database.PasswordFile is { } database && ReadSecret("Database:PasswordFile", database, errors) is { } databasePassword)
            settings.Database.Password = databasePassword;
    }

    private static string? ReadSecret(string name, string file, List<string> errors)
    {
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{name}: '{file}' cannot be read: {e.Message}");
            return null;
        }
    }
}

/// <summary>Which processes a command starts: what is allowed together depends on it.</summary>
internal enum ProcessKind
{
    /// <summary>All roles in this process.</summary>
    Everything,

    /// <summary>One role of several processes.</summary>
    OneRole,
}
