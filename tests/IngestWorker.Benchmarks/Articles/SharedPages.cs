using System.IO.Compression;
using System.Text.Json;

namespace IngestWorker.Benchmarks.Articles;

/// <summary>The pages that the figures are measured on; INGEST_SHARED overrides their place, which is beside the repository otherwise.</summary>
internal static class SharedPages
{
    public static (string Url, string Html)[] Load(string set = "aeb")
    {
        var file = Path.Combine(Folder(), "data", "articles", set + ".pages.jsonl.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var pages = new List<(string, string)>();
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            pages.Add((json.RootElement.GetProperty("url").GetString() ?? string.Empty, json.RootElement.GetProperty("html").GetString() ?? string.Empty));
        }

        return [.. pages];
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("INGEST_SHARED") is { Length: > 0 } named)
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IngestWorker.sln")))
                return Path.Combine(folder.Parent!.FullName, "shared");
        }

        throw new DirectoryNotFoundException("Set INGEST_SHARED to the folder that holds data/articles.");
    }
}
