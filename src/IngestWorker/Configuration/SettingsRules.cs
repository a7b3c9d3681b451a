using System.Globalization;
using System.Net;
using IngestWorker.Messaging.Broker;
using IngestWorker.Storage;

namespace IngestWorker.Configuration;

/// <summary>What is allowed of each setting, and of settings together. Every error names the setting, its value and the bounds.</summary>
internal static class SettingsRules
{
    public static IEnumerable<string> Check(IngestSettings settings, ProcessKind process) =>
    [
        .. Together(settings, process),
        .. settings.Database.Validate(),
        .. settings.Fetching.Validate(),
        .. settings.Articles.Validate(),
        .. LexiconFiles.Errors(settings.Events.Lexicons),
        .. Ranges(settings).OfType<string>(),
    ];

    private static IEnumerable<string> Together(IngestSettings settings, ProcessKind process)
    {
        if (process != ProcessKind.OneRole) yield break;
        if (settings.Transport == TransportKind.InMemory)
            yield return "Transport: 'InMemory' works only where all roles are in one process (`ingest run`): messages to a role elsewhere would be lost. Allowed for one role: RabbitMq.";
        if (settings.Database.Provider == DatabaseProvider.Sqlite)
            yield return "Database:Provider: 'Sqlite' is for one process (`ingest run`): several processes cannot claim work from one file. Allowed for one role: PostgreSql.";
    }

    private static IEnumerable<string?> Ranges(IngestSettings s)
    {
        yield return Range("Worker:PollConcurrency", s.Worker.PollConcurrency, 1, 1000);
        yield return Range("Worker:PollInterval", s.Worker.PollInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30));
        yield return Range("Worker:MinPollInterval", s.Worker.MinPollInterval, TimeSpan.FromSeconds(1), s.Worker.MaxPollInterval);
        yield return Range("Worker:MaxPollInterval", s.Worker.MaxPollInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30));
        yield return Range("Worker:MaxSitemaps", s.Worker.MaxSitemaps, 1, 1000);
        yield return s.Worker.WebSubPublicUrl is null or { Scheme: "http" or "https" } ? null : $"Worker:WebSubPublicUrl: '{s.Worker.WebSubPublicUrl}' is not allowed; it takes an http or https address.";
        yield return IPAddress.TryParse(s.Worker.WebSubAddress, out _) ? null : $"Worker:WebSubAddress: '{s.Worker.WebSubAddress}' is not allowed; it takes an IP address such as 127.0.0.1 or 0.0.0.0.";
        yield return Range("Worker:WebSubPort", s.Worker.WebSubPort, 0, 65535);
        yield return Range("Worker:WebSubLease", s.Worker.WebSubLease, TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        yield return Range("Worker:FetchConcurrency", s.Worker.FetchConcurrency, 1, 1000);
        yield return Range("Worker:CodingConcurrency", s.Worker.CodingConcurrency, 0, 1000);
        yield return Range("Worker:MaxInFlight", s.Worker.MaxInFlight, 1, 1_000_000);
        yield return Range("Worker:DispatchBatch", s.Worker.DispatchBatch, 1, 10_000);
        yield return Range("Worker:HostInterval", s.Worker.HostInterval, TimeSpan.Zero, TimeSpan.FromHours(1));
        yield return s.Worker.HostInterval > TimeSpan.FromHours(1) ? null : Range("Worker:MaxHostInterval", s.Worker.MaxHostInterval, s.Worker.HostInterval, TimeSpan.FromHours(1));
        yield return Range("Worker:ResponseTimeFactor", s.Worker.ResponseTimeFactor, 0, 100);
        yield return Range("Worker:RevisitShare", s.Worker.RevisitShare, 0.01, 1);
        foreach (var error in RevisitTimes.Errors(s.Worker)) yield return error;
        yield return s.Pages.MaxAge == TimeSpan.Zero ? null : Range("Pages:MaxAge", s.Pages.MaxAge, TimeSpan.FromHours(1), TimeSpan.FromDays(3650));
        yield return s.Pages.MaxBytes == 0 ? null : Range("Pages:MaxBytes", s.Pages.MaxBytes, 1_000_000, long.MaxValue);
        yield return Range("Pages:CleanInterval", s.Pages.CleanInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30));
        yield return s.Retention.Events == TimeSpan.Zero ? null : Range("Retention:Events", s.Retention.Events, TimeSpan.FromDays(1), TimeSpan.FromDays(36500));
        yield return s.Retention.Trail == TimeSpan.Zero ? null : Range("Retention:Trail", s.Retention.Trail, TimeSpan.FromDays(1), TimeSpan.FromDays(36500));
        yield return Range("Retention:Interval", s.Retention.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(10));
        yield return Range("Worker:Lease", s.Worker.Lease, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        yield return s.Worker.Lease > TimeSpan.FromDays(30) ? null : Range("Worker:PublishedLease", s.Worker.PublishedLease, s.Worker.Lease, TimeSpan.FromDays(30));
        yield return Range("Worker:MaxAttempts", s.Worker.MaxAttempts, 1, 100);
        yield return Range("Worker:RetryDelay", s.Worker.RetryDelay, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        yield return Range("Worker:IdleDelay", s.Worker.IdleDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        yield return Range("Consumer:BatchSize", s.Consumer.BatchSize, 1, 1000);
        yield return Range("Consumer:BatchDelay", s.Consumer.BatchDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        yield return Range("Consumer:BatchConcurrency", s.Consumer.BatchConcurrency, 1, 100);
        yield return Range("DrainTime", s.DrainTime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        yield return Range("RabbitMq:ConfirmTimeout", s.RabbitMq.ConfirmTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        yield return Range("RabbitMq:Heartbeat", s.RabbitMq.Heartbeat, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        yield return Range("RabbitMq:Port", s.RabbitMq.Port, 1, 65535);
        yield return Range("RabbitMq:DeliveryLimit", s.RabbitMq.DeliveryLimit, 1, 1000);
        yield return Range("Telemetry:GaugeInterval", s.Telemetry.GaugeInterval, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        yield return Range("Http:Port", s.Http.Port, 0, 65535);
        yield return IPAddress.TryParse(s.Http.Address, out _) ? null : $"Http:Address: '{s.Http.Address}' is not allowed; it takes an IP address such as 127.0.0.1 or 0.0.0.0.";
        yield return SiteRulesFile.Error(s.Articles.SiteRulesFile);
        yield return s.RabbitMq.ManagementUrl is null or { Scheme: "http" or "https" } ? null : $"RabbitMq:ManagementUrl: '{s.RabbitMq.ManagementUrl}' is not allowed; it takes an http or https address.";
        if (s.RabbitMq.UseTls)
            foreach (var error in BrokerTls.Errors(s.RabbitMq)) yield return error;
        yield return s.RabbitMq.Host.Length > 0 ? null : "RabbitMq:Host: '' is not allowed; it takes the broker's name or address.";
    }

    private static string? Range<T>(string name, T value, T least, T most) where T : IComparable<T>, IFormattable =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{name}: '{value}' is not allowed; it takes {least} to {most}.");
}
