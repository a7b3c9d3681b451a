using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IngestWorker.Storage;

public static class StorageRegistration
{
    /// <summary>The database of <paramref name="options"/> and the stores on it, one of each. Call <see cref="IDatabase.MigrateAsync"/> before the first use.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(options)
        .AddSingleton<IDatabase>(provider => Open(options, provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance))
        .AddSingleton<FeedStore>()
        .AddSingleton<SubscriptionStore>()
        .AddSingleton<ItemStore>()
        .AddSingleton<CanonicalStore>()
        .AddSingleton<PageStore>()
        .AddSingleton<PageCleaning>()
        .AddSingleton<Months>()
        .AddSingleton<JobStore>()
        .AddSingleton<ArticleStore>()
        .AddSingleton<CodedArticles>()
        .AddSingleton<TrailStore>()
        .AddSingleton<Reports>()
        .AddSingleton<StatusStore>()
        .AddSingleton<FailureStore>();

    /// <summary>The database alone, for a caller without a container.</summary>
    public static IDatabase Open(StorageOptions options, ILoggerFactory loggers) => options.Provider switch
    {
        DatabaseProvider.PostgreSql => new PostgreSqlDatabase(options, loggers),
        _ => new SqliteDatabase(options, loggers),
    };
}
