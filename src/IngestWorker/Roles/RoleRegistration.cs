using IngestWorker.Configuration;
using IngestWorker.Fetching;
using IngestWorker.Messaging;
using IngestWorker.Polling;
using IngestWorker.Polling.WebSub;
using IngestWorker.Storage;
using IngestWorker.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IngestWorker.Roles;

/// <summary>The services of a process, by role: the program's table of contents.</summary>
internal static class RoleRegistration
{
    // Beside the drained messages: the bus's own stop.
    private static readonly TimeSpan s_busStopTime = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddIngest(this IServiceCollection services, IngestSettings settings, RoleSet roles) =>
        services.AddIngest(settings, roles, s => s.AddMessaging(settings, roles));

    /// <summary>The same on messaging of the caller's own, for measuring the bus without the storage.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, IngestSettings settings, RoleSet roles, Action<IServiceCollection> addMessaging)
    {
        services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.DrainTime + s_busStopTime);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings).AddSingleton(settings.Worker);
        services.AddSingleton<RoleContext>().AddSingleton<Dispositions>().AddSingleton<IngestMetrics>().AddSingleton<MessagingMetrics>();

        services.AddStorage(settings.Database);
        services.AddSingleton<OutageRetry>();
        services.AddSingleton<DatabaseGate>().AddHostedService(p => p.GetRequiredService<DatabaseGate>());

        // Before the bus, so that it stops after it.
        if (roles.HasFlag(RoleSet.Worker)) services.AddSingleton<PublishedArticles>().AddHostedService(p => p.GetRequiredService<PublishedArticles>());
        addMessaging(services);
        if (roles.HasFlag(RoleSet.Worker)) services.AddWorker(settings);
        // Who stores also tidies: so the worker, which the whole internet talks to, needs no right to delete.
        if (roles.HasFlag(RoleSet.Consumer)) services.AddSingleton<ConsumerContext>().AddSingleton<PeriodicJob>().AddHostedService<PageCleaner>().AddHostedService<MonthKeeper>();
        return services;
    }

    private static void AddWorker(this IServiceCollection services, IngestSettings settings)
    {
        services.AddFetching(settings.Fetching);
        services.AddSingleton(_ => ArticleCoding.From(settings));
        services.AddPolling(settings.Worker).AddPushing().AddSingleton<FeedPolling>();
        services.AddSingleton<PageArchive>().AddSingleton<DuplicateCheck>().AddSingleton<PipelineContext>().AddSingleton<ArticlePipeline>();
        // Stopped in the opposite order: first no new work, then what is in flight drains, then the bus stops.
        services.AddHostedService<Drain>();
        services.AddHostedService<Dispatcher>();
        services.AddHostedService<Scheduler>();
        if (settings.Telemetry.OtlpEndpoint is not null) services.AddSingleton<StatusGauges>().AddHostedService<StatusWatch>();
        services.AddHostedService(p => p.GetRequiredService<Subscribing>()).AddHostedService(p => p.GetRequiredService<WebSubCallback>());
    }
}
