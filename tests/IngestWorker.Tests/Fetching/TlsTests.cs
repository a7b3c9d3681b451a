using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IngestWorker.Tests.Fetching;

public sealed class TlsTests
{
    [Fact]
    public async Task Http2_is_spoken_where_it_is_offered()
    {
        using var certificate = SelfSigned("localhost");
        await using var server = await StartAsync(certificate, HttpProtocols.Http1AndHttp2);
        using var fetcher = new TestFetcher(services: s => Trust(s, certificate));

        var result = await fetcher.ArticleAsync(Url(server));

        result.Outcome.ShouldBe(Outcome.Ok, result.Detail);
        System.Text.Encoding.UTF8.GetString(result.Body.Span).ShouldBe("<p>HTTP/2</p>");
    }

    [Fact]
    public async Task Http1_is_spoken_where_nothing_else_is_offered()
    {
        using var certificate = SelfSigned("localhost");
        await using var server = await StartAsync(certificate, HttpProtocols.Http1);
        using var fetcher = new TestFetcher(services: s => Trust(s, certificate));

        System.Text.Encoding.UTF8.GetString((await fetcher.ArticleAsync(Url(server))).Body.Span).ShouldBe("<p>HTTP/1.1</p>");
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var certificate = SelfSigned("localhost");
        await using var server = await StartAsync(certificate, HttpProtocols.Http1);
        using var fetcher = new TestFetcher();

        var result = await fetcher.ArticleAsync(Url(server));

        result.Outcome.ShouldBe(Outcome.TlsFailed);
        result.IsTransient.ShouldBeFalse();
        result.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_refused()
    {
        using var certificate = SelfSigned("other.example");
        await using var server = await StartAsync(certificate, HttpProtocols.Http1);
        using var fetcher = new TestFetcher(services: s => Trust(s, certificate));

        (await fetcher.ArticleAsync(Url(server))).Outcome.ShouldBe(Outcome.TlsFailed);
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_is_an_outcome()
    {
        await using var server = RawServer.Start(r => r.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"));
        using var fetcher = new TestFetcher(o => (o.Retries, o.AttemptTimeout, o.ConnectTimeout) = (0, TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(300)));

        (await fetcher.ArticleAsync($"https://localhost:{server.Port}/")).Outcome.ShouldBeOneOf(Outcome.TlsFailed, Outcome.ConnectionFailed, Outcome.Timeout);
    }

    private static string Url(WebApplication server) => new UriBuilder(server.Urls.Single()) { Host = "localhost" }.Uri.AbsoluteUri;

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate, HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync($"<p>{context.Request.Protocol}</p>");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static void Trust(IServiceCollection services, X509Certificate2 root) =>
        services.AddHttpClient(HttpExchange.ClientName).ConfigurePrimaryHttpMessageHandler((handler, _) =>
            ((SocketsHttpHandler)handler).SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            });

    private static X509Certificate2 SelfSigned(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.CreateSelfSigned(from, from.AddYears(80));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
