using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IngestWorker.Benchmarks.Delivery;

/// <summary>The pages of a folder (of the demo where none is given) on some loopback addresses, each under as many paths as are asked for, every time with another text.</summary>
internal static class WaySites
{
    public const int Hosts = 20;

    public static async Task ServeAsync(string[] args)
    {
        var (port, pages) = (int.Parse(args[0], CultureInfo.InvariantCulture), Pages(args is [_, var folder] ? folder : null));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var host = 0; host < Hosts; host++) kestrel.Listen(Address(host), port);
        });
        await using var app = builder.Build();
        app.MapGet("/robots.txt", () => Results.NotFound());
        app.MapGet("/news/{number:int}", (int number) => Results.Bytes(Altered(pages[number % pages.Count], number), "text/html; charset=utf-8"));
        await app.StartAsync();
        Console.WriteLine(pages.Count);
        await Console.In.ReadToEndAsync(); // until who started it closes its input, or is gone
        await app.StopAsync();
    }

    /// <summary>A port that is free now on the first of the addresses.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(Address(0), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static string Url(int port, int number) => string.Create(CultureInfo.InvariantCulture, $"http://{Address(number % Hosts)}:{port}/news/{number}");

    private static IPAddress Address(int host) => new([127, 0, 77, (byte)(host + 1)]);

    private static List<string> Pages(string? folder)
    {
        if (folder is not null)
        {
            var pages = Directory.EnumerateFiles(folder, "*.pages.jsonl.gz").Order(StringComparer.Ordinal).SelectMany(Html).ToList();
            return pages.Count > 0 ? pages : throw new InvalidOperationException($"There is no *.pages.jsonl.gz with pages in {folder}.");
        }
        var assembly = typeof(Demo.DemoFile).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith("Demo/Site/", StringComparison.Ordinal) && n.EndsWith(".html", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(n =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
            return reader.ReadToEnd();
        })];
    }

    private static IEnumerable<string> Html(string file)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line) yield return JsonDocument.Parse(line).RootElement.GetProperty("html").GetString()!;
    }

    private static byte[] Altered(string page, int number)
    {
        var end = page.IndexOf("</p>", StringComparison.OrdinalIgnoreCase);
        return Encoding.UTF8.GetBytes(end < 0 ? page : page.Insert(end, string.Create(CultureInfo.InvariantCulture, $" This is report {number}.")));
    }
}
