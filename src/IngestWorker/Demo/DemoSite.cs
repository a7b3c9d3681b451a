using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace IngestWorker.Demo;

/// <summary>
/// The bundled news site of `ingest demo`: three invented newspapers with fourteen articles, served on a free loopback port
/// with ETag, Last-Modified and 304, so that ingesting it takes the same way as ingesting the world.
/// </summary>
internal sealed class DemoSite : IAsyncDisposable
{
    // Any fixed day would do: the pages change only with the program.
    private static readonly DateTimeOffset LastModified = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _web;
    private IReadOnlyDictionary<string, DemoFile> _files = new Dictionary<string, DemoFile>();

    private DemoSite(WebApplication web) => _web = web;

    /// <summary>"http://127.0.0.1:41234/": the front page, with links to all the articles.</summary>
    public Uri BaseUrl { get; private set; } = null!;

    /// <summary>The absolute URLs of an RSS, an Atom and a JSON feed. Between them they bring every article once.</summary>
    public IReadOnlyList<Uri> Feeds => [new(BaseUrl, "courier/rss.xml"), new(BaseUrl, "dispatch/atom.xml"), new(BaseUrl, "specimen/feed.json")];

    public static async Task<DemoSite> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        var site = new DemoSite(web);
        web.Run(site.AnswerAsync);
        await web.StartAsync(cancellationToken);
        site.BaseUrl = new Uri(web.Urls.Single() + "/");
        // Not before now: the links in feeds and pages name the port.
        site._files = DemoFile.LoadAll(site.BaseUrl);
        return site;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (!_files.TryGetValue(context.Request.Path.Value ?? "/", out var file)) return Results.NotFound().ExecuteAsync(context);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file.Body.Span))[..16]}\"");
        return Results.Bytes(file.Body, file.ContentType, lastModified: LastModified, entityTag: tag).ExecuteAsync(context);
    }
}
