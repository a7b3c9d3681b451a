using IngestWorker.Configuration;
using IngestWorker.Fetching;
using IngestWorker.Roles;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IngestWorker.Telemetry;

internal static class TelemetryRegistration
{
    /// <summary>Metrics and traces by OTLP, where an endpoint is set. Without one nothing is collected and nothing is sent.</summary>
    public static void AddIngestTelemetry(this IServiceCollection services, TelemetrySettings settings, RoleSet roles)
    {
        if (settings.OtlpEndpoint is not { } endpoint) return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                serviceName: "ingestworker-" + (roles == RoleSet.All ? "run" : roles.ToString().ToLowerInvariant()),
                serviceVersion: typeof(TelemetryRegistration).Assembly.GetName().Version?.ToString(3),
                serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}"))
            .WithMetrics(metrics => metrics
                .AddMeter(IngestMetrics.Name, FetchingTelemetry.Name, "MassTransit", "Polly", "Npgsql")
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter(otlp => otlp.Endpoint = endpoint))
            .WithTracing(tracing => tracing
                .AddSource(IngestMetrics.Name, FetchingTelemetry.Name, "MassTransit")
                .AddHttpClientInstrumentation()
                .AddNpgsql()
                .AddOtlpExporter(otlp => otlp.Endpoint = endpoint));
    }

    public static void AddIngestLogging(this ILoggingBuilder logging, LoggingSettings settings)
    {
        logging.SetMinimumLevel(settings.Level);
        // One line a request, a statement or a lease is for debugging only.
        logging.AddFilter("Npgsql", Quieter(settings.Level));
        logging.AddFilter("System.Net.Http", Quieter(settings.Level));
        logging.AddFilter("Microsoft", Quieter(settings.Level));
        logging.AddFilter("Polly", Quieter(settings.Level));
        logging.AddFilter("MassTransit", Quieter(settings.Level));
        if (settings.Format == LogFormat.Json)
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        else
            logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "HH:mm:ss "));
        // Results go to stdout, messages to stderr.
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static LogLevel Quieter(LogLevel level) => level <= LogLevel.Debug ? level : (LogLevel)Math.Max((int)level, (int)LogLevel.Warning);
}
