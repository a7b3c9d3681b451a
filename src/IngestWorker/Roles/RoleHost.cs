using System.Net;
using IngestWorker.Configuration;
using IngestWorker.Messaging;
using IngestWorker.Telemetry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IngestWorker.Roles;

/// <summary>Builds the process of a role: services, logging, telemetry and, for services that run on their own, health checks over HTTP.</summary>
internal static class RoleHost
{
    /// <summary>A process for `worker` and `consumer`, with /health/live and /health/ready.</summary>
    public static WebApplication BuildService(IngestSettings settings, RoleSet roles)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(settings.Http.Address), settings.Http.Port));
        Configure(builder, settings, roles);
        builder.Services.AddHealthChecks().AddCheck<ReadinessCheck>("database", tags: ["ready"]);

        var app = builder.Build();
        Prepare(app.Services, roles);
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = WriteAsync });
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var url in app.Urls) Log.HealthUrl(app.Logger, url);
        });
        return app;
    }

    /// <summary>A process for `run` and `demo`: everything inside, no port opened.</summary>
    public static IHost BuildInProcess(IngestSettings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Configure(builder, settings, RoleSet.All);
        var host = builder.Build();
        Prepare(host.Services, RoleSet.All);
        return host;
    }

    private static void Configure(IHostApplicationBuilder builder, IngestSettings settings, RoleSet roles)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddIngestLogging(settings.Logging);
        builder.Services.AddMetrics();
        builder.Services.AddIngestTelemetry(settings.Telemetry, roles);
        builder.Services.AddIngest(settings, roles);
    }

    /// <summary>Makes what the roles need before any work is taken: a part that cannot be made ends the process with its reason, not each message.</summary>
    private static void Prepare(IServiceProvider services, RoleSet roles)
    {
        if (roles.HasFlag(RoleSet.Worker)) services.GetRequiredService<ArticlePipeline>();
        if (roles.HasFlag(RoleSet.Consumer)) services.GetRequiredService<ConsumerContext>();
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        var lines = report.Entries.Select(e => $"{e.Key}: {e.Value.Status}{(e.Value.Description is { } d ? ", " + d : "")}");
        return http.Response.WriteAsync($"{report.Status}\n{string.Join('\n', lines)}\n", http.RequestAborted);
    }
}
