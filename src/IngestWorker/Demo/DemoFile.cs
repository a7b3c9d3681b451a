using System.Reflection;
using System.Text;

namespace IngestWorker.Demo;

/// <summary>A file of the demo's site, as its server sends it.</summary>
/// <param name="ContentType">The Content-Type header. Pages say their encoding themselves, as many real ones do.</param>
/// <param name="Body">The bytes, links completed.</param>
internal sealed record DemoFile(string ContentType, ReadOnlyMemory<byte> Body)
{
    private const string Prefix = "Demo/Site/";

    // The resources are UTF-8 for those who edit them; a page that declares this encoding is sent in it.
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>All files by their path on the server ("/courier/rss.xml"); an index.html is its folder ("/").</summary>
    /// <param name="baseUrl">What "{{site}}" in the files stands for.</param>
    public static IReadOnlyDictionary<string, DemoFile> LoadAll(Uri baseUrl)
    {
        var site = baseUrl.AbsoluteUri.TrimEnd('/');
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Select(name => (Name: name, Path: name.Replace('\\', '/')))
            .Where(resource => resource.Path.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(resource => AddressOf(resource.Path), resource => Load(assembly, resource.Name, site), StringComparer.Ordinal);
    }

    private static string AddressOf(string path)
    {
        var address = "/" + path[Prefix.Length..];
        return address.EndsWith("/index.html", StringComparison.Ordinal) ? address[..^"index.html".Length] : address;
    }

    private static DemoFile Load(Assembly assembly, string name, string site)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        var text = reader.ReadToEnd().Replace("{{site}}", site, StringComparison.Ordinal);
        var encoding = text.Contains("charset=windows-1252", StringComparison.Ordinal) ? Windows1252 : Encoding.UTF8;
        return new DemoFile(ContentTypeOf(name), encoding.GetBytes(text));
    }

    private static string ContentTypeOf(string name) => Path.GetFileName(name) switch
    {
        "rss.xml" => "application/rss+xml",
        "atom.xml" => "application/atom+xml",
        "feed.json" => "application/feed+json",
        _ => Path.GetExtension(name) switch
        {
            ".css" => "text/css",
            ".svg" => "image/svg+xml",
            _ => "text/html",
        },
    };
}
