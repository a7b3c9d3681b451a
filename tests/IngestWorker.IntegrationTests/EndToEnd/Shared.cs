using System.IO.Compression;
using System.Text.Json;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>Real pages to measure on, kept beside the project and not in it. Where they are not there, tests that need them are skipped.</summary>
internal static class Shared
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("INGEST_SHARED") is { Length: > 0 } set
        ? set
        : Path.Combine(Script.RepositoryRoot, "..", "shared");

    /// <summary>The first pages of a set of real news pages: id and HTML.</summary>
    public static IReadOnlyList<(string Id, string Html)> NewsPages(int count)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Require("data/articles/aeb.pages.jsonl.gz")), CompressionMode.Decompress));
        var pages = new List<(string, string)>();
        while (pages.Count < count && lines.ReadLine() is { } line)
        {
            using var page = JsonDocument.Parse(line);
            pages.Add((page.RootElement.GetProperty("id").GetString()!, page.RootElement.GetProperty("html").GetString()!));
        }
        return pages;
    }

    /// <summary>The kind of article it all exists for: its lines, and the numbers (from 1) of those that are boilerplate.</summary>
    public static (IReadOnlyList<string> Lines, IReadOnlyDictionary<int, string> Noise) Seed()
    {
        using var gold = JsonDocument.Parse(File.ReadAllText(Require("gold/seed.json")));
        var lines = File.ReadAllText(Require("seed/" + gold.RootElement.GetProperty("source").GetString())).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var noise = gold.RootElement.GetProperty("noise").EnumerateArray().ToDictionary(n => n.GetProperty("line").GetInt32(), n => n.GetProperty("why").GetString()!);
        return (lines, noise);
    }

    private static string Require(string path)
    {
        var file = Path.Combine(Folder, path);
        Assert.SkipUnless(File.Exists(file), $"{path} is not beside the project (INGEST_SHARED names its folder): nothing real to run on");
        return file;
    }
}
