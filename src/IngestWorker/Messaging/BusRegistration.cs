using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IngestWorker.Configuration;
using IngestWorker.Contracts;
using IngestWorker.Messaging.Broker;
using IngestWorker.Roles;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IngestWorker.Messaging;

/// <summary>Everything the program says to MassTransit, so that another library can take its place here.</summary>
internal static class BusRegistration
{
    public static IServiceCollection AddMessaging(this IServiceCollection services, IngestSettings settings, RoleSet roles) =>
        services.AddMessaging<EventsExtractedConsumer>(settings, roles);

    /// <summary>The same with another consumer of what is to be stored.</summary>
    public static IServiceCollection AddMessaging<TStoring>(this IServiceCollection services, IngestSettings settings, RoleSet roles)
        where TStoring : class, IConsumer<Batch<EventsExtracted>>
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(settings);
        services.AddSingleton<MessagePublisher>().AddSingleton<Deliveries>();
        services.AddOptions<MassTransitHostOptions>().Configure(o =>
        {
            // The host starts without the broker, answers health checks, and connects when the broker is there.
            o.WaitUntilStarted = false;
            o.ConsumerStopTimeout = settings.DrainTime;
            o.StopTimeout = settings.DrainTime + TimeSpan.FromSeconds(5);
        });
        return services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            if (roles.HasFlag(RoleSet.Worker)) bus.AddConsumer<FetchArticleConsumer>();
            if (roles.HasFlag(RoleSet.Consumer)) bus.AddConsumer<TStoring>(c => ConfigureBatch(c, settings));
            if (settings.Transport == TransportKind.InMemory) AddInMemory<TStoring>(bus, settings);
            else AddRabbitMq<TStoring>(bus, settings, roles);
        });
    }

    private static void ConfigureBatch<TStoring>(IConsumerConfigurator<TStoring> consumer, IngestSettings settings) where TStoring : class =>
        consumer.Options<BatchOptions>(batch => batch
            .SetMessageLimit(settings.Consumer.BatchSize)
            .SetTimeLimit(settings.Consumer.BatchDelay)
            .SetTimeLimitStart(BatchTimeLimitStart.FromFirst)
            .SetConcurrencyLimit(settings.Consumer.BatchConcurrency));

    private static void AddInMemory<TStoring>(IBusRegistrationConfigurator bus, IngestSettings settings) where TStoring : class, IConsumer
    {
        var queues = new Queues(settings.RabbitMq);
        bus.UsingInMemory((context, configure) =>
        {
            configure.ConfigureJsonSerializerOptions(Compact);
            configure.ReceiveEndpoint(queues.FetchArticle, endpoint => Fetching(endpoint, context, settings));
            configure.ReceiveEndpoint(queues.EventsExtracted, endpoint => Storing<TStoring>(endpoint, context, settings));
        });
    }

    private static void AddRabbitMq<TStoring>(IBusRegistrationConfigurator bus, IngestSettings settings, RoleSet roles) where TStoring : class, IConsumer
    {
        var queues = new Queues(settings.RabbitMq);
        bus.UsingRabbitMq((context, configure) =>
        {
            Connect(configure, settings.RabbitMq);
            configure.ConfigureJsonSerializerOptions(Compact);
            // The publisher declares where its messages go, so that nothing is lost before the first consumer ever ran.
            configure.DeployPublishTopology = true;
            configure.Message<FetchArticle>(m => m.SetEntityName(queues.FetchArticle));
            configure.Message<EventsExtracted>(m => m.SetEntityName(queues.EventsExtracted));
            // A consumer sends no commands, and its user at the broker may not so much as name their queue.
            if (roles.HasFlag(RoleSet.Worker)) configure.Publish<FetchArticle>(p => p.BindQueue(queues.FetchArticle, queues.FetchArticle, queues.ConfigureFetchArticle));
            configure.Publish<EventsExtracted>(p => p.BindQueue(queues.EventsExtracted, queues.EventsExtracted, queues.ConfigureEventsExtracted));

            if (roles.HasFlag(RoleSet.Worker))
                configure.ReceiveEndpoint(queues.FetchArticle, endpoint =>
                {
                    endpoint.ConfigureConsumeTopology = false; // The exchange is bound by the lines above.
                    queues.ConfigureFetchArticle(endpoint);
                    endpoint.BindDeadLetterQueue(Queues.DeadLetter(queues.FetchArticle), null, dead => dead.SetQuorumQueue());
                    Fetching(endpoint, context, settings);
                });
            if (roles.HasFlag(RoleSet.Consumer))
                configure.ReceiveEndpoint(queues.EventsExtracted, endpoint =>
                {
                    endpoint.ConfigureConsumeTopology = false;
                    queues.ConfigureEventsExtracted(endpoint);
                    endpoint.BindDeadLetterQueue(Queues.DeadLetter(queues.EventsExtracted), null, dead => dead.SetQuorumQueue());
                    Storing<TStoring>(endpoint, context, settings);
                });
        });
    }

    // MassTransit indents, and writes what is null: an article of 5 KB with eight events is 20.5 KB then and 13.6 KB so.
    private static JsonSerializerOptions Compact(JsonSerializerOptions json)
    {
        json.WriteIndented = false;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // Text beyond ASCII as it is: escaped, an Arabic or Chinese article would take three times the room.
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return json;
    }

    private static void Connect(IRabbitMqBusFactoryConfigurator configure, RabbitMqSettings settings) =>
        configure.Host(settings.Host, (ushort)settings.Port, settings.VirtualHost, host =>
        {
            host.Username(settings.Username);
            host.Password(settings.Password);
            host.PublisherConfirmation = true;
            host.Heartbeat(settings.Heartbeat);
            if (settings.UseTls) host.UseSsl(tls => BrokerTls.Configure(tls, settings));
        });

    private static void Fetching(IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context, IngestSettings settings)
    {
        endpoint.PublishFaults = false; // nobody listens, and what was set aside tells more
        endpoint.ConcurrentMessageLimit = settings.Worker.FetchConcurrency;
        // No more than it works on: what waits in the broker can still go to another worker.
        endpoint.PrefetchCount = settings.Worker.FetchConcurrency;
        endpoint.ConfigureConsumer<FetchArticleConsumer>(context);
    }

    private static void Storing<TStoring>(IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context, IngestSettings settings) where TStoring : class, IConsumer
    {
        endpoint.PublishFaults = false;
        // A batch is made of what was handed out: with less than this it would always wait for its time limit.
        endpoint.PrefetchCount = settings.Consumer.BatchSize * settings.Consumer.BatchConcurrency;
        endpoint.ConfigureError(OwnReason.Configure);
        endpoint.ConfigureConsumer<TStoring>(context);
    }
}
