using System.Text.Json;
using IngestWorker.Contracts;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

/// <summary>The peers' test suites in ../shared/data/feeds, where they are. What is read from them is scored by infra/quality/feeds.sh.</summary>
public sealed class SharedSuiteTests
{
    private static readonly string? Folder = Find();

    [Fact]
    public void Nearly_every_file_of_the_peers_suites_is_read()
    {
        Assert.SkipWhen(Folder is null, "no ../shared/data/feeds (or INGEST_SHARED) here");
        var (read, all) = (0, 0);
        foreach (var line in File.ReadLines(Path.Combine(Folder, "expectations.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("meta", out var meta) && meta.TryGetProperty("must_fail", out var mustFail) && mustFail.GetBoolean())
                continue;
            all++;
            read += Parse(json.RootElement.GetProperty("file").GetString()!).Outcome == Outcome.Ok ? 1 : 0;
        }
        ((double)read / all).ShouldBeGreaterThanOrEqualTo(0.99);
    }

    [Fact]
    public void No_file_that_broke_others_breaks_this()
    {
        Assert.SkipWhen(Folder is null, "no ../shared/data/feeds (or INGEST_SHARED) here");
        foreach (var file in File.ReadLines(Path.Combine(Folder, "must-not-crash.txt")))
            Parse(file).Outcome.ShouldBeOneOf(Outcome.Ok, Outcome.NotAFeed, Outcome.EmptyDocument);
    }

    [Fact]
    public void Every_date_string_of_the_peers_is_read_as_they_read_it()
    {
        Assert.SkipWhen(Folder is null, "no ../shared/data/feeds (or INGEST_SHARED) here");
        foreach (var line in File.ReadLines(Path.Combine(Folder, "dates.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var hasInstant = json.RootElement.TryGetProperty("utc", out var utc);
            // null means only that one of the peer's own sub-formats does not match.
            if (hasInstant && utc.ValueKind == JsonValueKind.Null)
                continue;
            var input = json.RootElement.GetProperty("input").GetString();
            FeedDates.TryParse(input, out var date).ShouldBeTrue(input);
            if (hasInstant)
                date.UtcDateTime.ShouldBe(utc.GetDateTimeOffset().UtcDateTime, input);
        }
    }

    private static FeedParseResult Parse(string file) => FeedParser.Parse(File.ReadAllBytes(Path.Combine(Folder!, file)), FeedParseContext.None);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("INGEST_SHARED") is { Length: > 0 } named)
            return Path.Combine(named, "data", "feeds");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "feeds");
            if (Directory.Exists(path))
                return path;
        }
        return null;
    }
}
