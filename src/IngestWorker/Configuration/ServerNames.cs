using IngestWorker.Storage;

namespace IngestWorker.Configuration;

/// <summary>What servers are called in messages: kind and address, never a password.</summary>
internal static class ServerNames
{
    public static string Database(StorageOptions options) => options.Provider == DatabaseProvider.Sqlite
        ? $"SQLite file {options.File}"
        : $"PostgreSQL at {options.ServerAddress}";

    public static string Broker(RabbitMqSettings settings) => $"RabbitMQ at {settings.Host}:{settings.Port}{(settings.VirtualHost == "/" ? "" : "/" + settings.VirtualHost)}";
}
