using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

/// <summary>Reading a document written in a test.</summary>
internal static class Parsing
{
    public static FeedParseResult Result(string text, FeedParseContext? context = null) =>
        FeedParser.Parse(Encoding.UTF8.GetBytes(text), context ?? FeedParseContext.None);

    public static FeedDocument Feed(string text, string? baseUrl = null)
    {
        var result = Result(text, new FeedParseContext { BaseUrl = baseUrl is null ? null : new Uri(baseUrl) });
        result.Outcome.ShouldBe(Outcome.Ok, result.Detail);
        return result.Document.ShouldNotBeNull();
    }

    public static FeedEntry Item(string content, string namespaces = "") =>
        Feed($"<rss version=\"2.0\" {namespaces}><channel><title>t</title><item>{content}</item></channel></rss>").Entries.ShouldHaveSingleItem();

    public static FeedEntry AtomEntry(string content) =>
        Feed($"<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>{content}</entry></feed>").Entries.ShouldHaveSingleItem();
}
