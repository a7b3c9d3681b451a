using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace IngestWorker.Fetching;

public static class FetchingRegistration
{
    /// <summary>Registers <see cref="PageFetcher"/>, <see cref="RobotsCache"/>, <see cref="WebSubHub"/>, <see cref="UrlRules"/> and what they need.</summary>
    /// <exception cref="ArgumentException">A setting is wrong; the message names them all.</exception>
    public static IServiceCollection AddFetching(this IServiceCollection services, Action<FetchingOptions> configure)
    {
        var options = new FetchingOptions();
        configure(options);
        return services.AddFetching(options);
    }

    /// <inheritdoc cref="AddFetching(IServiceCollection, Action{FetchingOptions})"/>
    public static IServiceCollection AddFetching(this IServiceCollection services, FetchingOptions options)
    {
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ResolveHost>(static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));
        services.AddSingleton(options);
        services.AddSingleton(_ => UrlRules.Of(options));
        services.AddSingleton<FetchingTelemetry>();
        services.AddSingleton(p => new HostCircuits(options, Time(p), p.GetRequiredService<ILogger<PageFetcher>>()));
        services.AddSingleton(p => new HttpExchange(p.GetRequiredService<IHttpClientFactory>(), p.GetRequiredService<HostCircuits>(), options, Time(p)));
        services.AddSingleton(p => new RedirectFollower(p.GetRequiredService<HttpExchange>(), p.GetRequiredService<UrlRules>()));
        services.AddSingleton(p => new ResilientFetch(p.GetRequiredService<RedirectFollower>(), options, Time(p), p.GetRequiredService<ILogger<PageFetcher>>()));
        services.AddSingleton(p => new RobotsCache(p.GetRequiredService<ResilientFetch>(), options, Time(p), p.GetRequiredService<ILogger<PageFetcher>>()));
        services.AddSingleton(p => new WebSubHub(p.GetRequiredService<ResilientFetch>(), p.GetRequiredService<UrlRules>()));
        services.AddSingleton(p => new PageFetcher(
            p.GetRequiredService<ResilientFetch>(), p.GetRequiredService<RobotsCache>(), p.GetRequiredService<UrlRules>(), options,
            p.GetRequiredService<FetchingTelemetry>(), Time(p), p.GetRequiredService<ILogger<PageFetcher>>()));

        // The factory names the client and lets a host add to it. It never replaces the handler: connections to thousands of
        // hosts would go with it every two minutes. DNS changes are noticed by ConnectionLifetime instead.
        services.AddHttpClient(HttpExchange.ClientName)
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(p => CreateHandler(options, p.GetRequiredService<ResolveHost>(), Time(p)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }

    private static SocketsHttpHandler CreateHandler(FetchingOptions options, ResolveHost resolve, TimeProvider time) => new()
    {
        ConnectCallback = new GuardedConnector(AddressRules.From(options), resolve, time).ConnectAsync,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = options.ConnectionLifetime,
        PooledConnectionIdleTimeout = options.ConnectionIdleTime,
        MaxConnectionsPerServer = options.MaxConnectionsPerHost,
        EnableMultipleHttp2Connections = true,
        MaxResponseHeadersLength = options.MaxHeaderKilobytes,
        // The rest of a body that nobody wants is read only where that is cheaper than a new connection.
        MaxResponseDrainSize = 64 * 1024,
        ResponseDrainTimeout = TimeSpan.FromMilliseconds(500),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        // A proxy would connect in our place, out of the guard's reach.
        UseProxy = false,
        // Our trace ids are no business of the sites.
        ActivityHeadersPropagator = null,
    };

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
