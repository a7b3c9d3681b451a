using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace IngestWorker.IntegrationTests.Operations;

/// <summary>Takes OTLP over gRPC: HTTP/2 without TLS, answers every export with success, and keeps what came.</summary>
internal sealed class OtlpCollector(WebApplication web) : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    public string Url => web.Urls.Single();

    /// <summary>What came for a service, as it stands on the wire.</summary>
    public string Received(string service) => string.Concat(Bodies(service).Select(Encoding.Latin1.GetString));

    public static async Task<OtlpCollector> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var web = builder.Build();
        var collector = new OtlpCollector(web);
        web.Run(collector.TakeAsync);
        await web.StartAsync(cancellationToken);
        return collector;
    }

    /// <summary>Every data point of every metric, under the name and the labels that Prometheus gives it.</summary>
    public IEnumerable<ExportedPoint> Points() => Requests("MetricsService")
        .SelectMany(request => request.Messages(1)).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)).SelectMany(ExportedPoint.Of);

    public IEnumerable<ExportedSpan> Spans() => Requests("TraceService")
        .SelectMany(request => request.Messages(1)).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)).Select(ExportedSpan.Of);

    // A gRPC message has a byte for compression and four for its length before it.
    private IEnumerable<ProtobufReader> Requests(string service) => Bodies(service).Select(body => new ProtobufReader(body.AsMemory(5)));

    private IEnumerable<byte[]> Bodies(string service) => _received.Where(r => r.Path.Contains(service, StringComparison.Ordinal)).Select(r => r.Body);

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        _received.Enqueue((http.Request.Path, body.ToArray()));
        http.Response.ContentType = "application/grpc";
        http.Response.DeclareTrailer("grpc-status");
        // An empty message: not compressed, no bytes.
        await http.Response.Body.WriteAsync(new byte[5], http.RequestAborted);
        http.Response.AppendTrailer("grpc-status", "0");
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();
}

/// <param name="Name">"poll feed".</param>
/// <param name="Links">Ids of the spans it is linked to.</param>
internal sealed record ExportedSpan(string Name, string TraceId, string SpanId, string ParentId, IReadOnlyList<(string TraceId, string SpanId)> Links)
{
    public static ExportedSpan Of(ProtobufReader span) =>
        new(span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4), [.. span.Messages(13).Select(l => (l.Hex(1), l.Hex(2)))]);
}

/// <param name="Names">The series that Prometheus makes of it: one, or those of a histogram.</param>
/// <param name="Labels">By their names in Prometheus.</param>
internal sealed record ExportedPoint(IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Labels)
{
    // opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics: dots become underscores, the unit and "total" are put
    // behind where they are not there, units in braces are none.
    public static IEnumerable<ExportedPoint> Of(ProtobufReader metric)
    {
        var (kind, attributes) = metric switch
        {
            _ when metric.Has(5) => (5, 7), // gauge
            _ when metric.Has(7) => (7, 7), // sum
            _ => (9, 9),                    // histogram
        };
        var data = metric.Messages(kind).Single();
        var name = metric.Text(1).Replace('.', '_') + metric.Text(3) switch
        {
            "s" => "_seconds",
            "By" when !metric.Text(1).EndsWith("bytes", StringComparison.Ordinal) => "_bytes",
            _ => "",
        };
        // A sum that only grows is a counter.
        string[] names = kind == 9 ? [name + "_bucket", name + "_sum", name + "_count"] : kind == 7 && data.IsSet(3) ? [name + "_total"] : [name];
        return data.Messages(1).Select(point => new ExportedPoint(names, point.Messages(attributes).ToDictionary(
            a => a.Text(1).Replace('.', '_'), a => a.Messages(2).Single().Text(1), StringComparer.Ordinal)));
    }
}
