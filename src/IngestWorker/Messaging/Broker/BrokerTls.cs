using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IngestWorker.Configuration;
using MassTransit;
using RabbitMQ.Client;

namespace IngestWorker.Messaging.Broker;

/// <summary>TLS to the broker as the settings have it: for the bus, for a plain AMQP connection, and for the management page.</summary>
internal static class BrokerTls
{
    /// <summary>What is wrong with the files, all of it.</summary>
    public static IEnumerable<string> Errors(RabbitMqSettings settings)
    {
        if (Error("RabbitMq:CaFile", settings.CaFile, () => Authorities(settings)) is { } authorities) yield return authorities;
        if (Error("RabbitMq:CertificateFile", settings.CertificateFile, () => Certificate(settings)) is { } certificate) yield return certificate;
        if (settings.CertificateKeyFile is not null && settings.CertificateFile is null) yield return "RabbitMq:CertificateKeyFile: is of no use without RabbitMq:CertificateFile.";
    }

    public static void Configure(IRabbitMqSslConfigurator tls, RabbitMqSettings settings)
    {
        tls.ServerName = settings.Host;
        tls.Protocol = System.Security.Authentication.SslProtocols.None; // what the machine allows
        tls.CertificateValidationCallback = Validation(settings);
        if (Certificate(settings) is { } certificate) (tls.Certificate, tls.CertificateSelectionCallback) = (certificate, (_, _, _, _, _) => certificate);
    }

    public static SslOption Option(RabbitMqSettings settings) => settings.UseTls
        ? new SslOption(settings.Host, enabled: true)
        {
            Version = System.Security.Authentication.SslProtocols.None,
            CertificateValidationCallback = Validation(settings),
            Certs = Certificate(settings) is { } certificate ? [certificate] : null,
        }
        : new SslOption();

    public static HttpMessageHandler Handler(RabbitMqSettings settings)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = Validation(settings);
        if (settings.UseTls && Certificate(settings) is { } certificate) handler.SslOptions.ClientCertificates = [certificate];
        return handler;
    }

    // With authorities of one's own, they alone count, and the name must still be right.
    private static RemoteCertificateValidationCallback Validation(RabbitMqSettings settings)
    {
        if (settings.CaFile is null) return (_, _, _, errors) => errors == SslPolicyErrors.None;
        var authorities = Authorities(settings)!;
        return (_, certificate, sent, errors) =>
        {
            if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainElements.Select(e => e.Certificate).ToArray());
            return chain.Build((X509Certificate2)certificate);
        };
    }

    private static X509Certificate2Collection? Authorities(RabbitMqSettings settings)
    {
        if (settings.CaFile is null) return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(settings.CaFile);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("there is no certificate in it");
    }

    private static X509Certificate2? Certificate(RabbitMqSettings settings) => settings.CertificateFile is null
        ? null
        : X509Certificate2.CreateFromPemFile(settings.CertificateFile, settings.CertificateKeyFile);

    private static string? Error(string name, string? file, Func<object?> read)
    {
        if (file is null) return null;
        try
        {
            read();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"{name}: '{file}' cannot be used: {e.Message}";
        }
    }
}
