using System.Security.Cryptography;
using IngestWorker.Configuration;
using IngestWorker.Polling.WebSub;
using IngestWorker.Roles;

namespace IngestWorker.Polling;

internal static class PollingRegistration
{
    /// <summary>What a poll needs, as far as it changes nothing; needs AddFetching and AddStorage.</summary>
    public static IServiceCollection AddPolling(this IServiceCollection services, WorkerSettings settings) => services
        .AddSingleton(new PollPolicy(new PollBounds(settings.PollInterval, settings.MinPollInterval, settings.MaxPollInterval)))
        .AddSingleton(new PollChance(RandomNumberGenerator.GetInt32(int.MaxValue)))
        .AddSingleton<FeedItems>().AddSingleton<FeedFetch>().AddSingleton<FeedAssessor>().AddSingleton<FeedDiscovery>().AddSingleton<FeedMoves>();

    /// <summary>Subscriptions at hubs and their callback.</summary>
    public static IServiceCollection AddPushing(this IServiceCollection services) => services
        .AddSingleton<Subscribing>().AddSingleton<FeedPush>().AddSingleton<WebSubCallback>();
}
