using System.Runtime.CompilerServices;
using IngestWorker.Contracts;
using IngestWorker.Storage;

namespace IngestWorker.Roles;

/// <summary>
/// Extracts and codes kept pages again, as the program does it now: the newest page of each item, in the order of their times, a
/// bounded number at a time.
/// </summary>
internal sealed class Reprocessing(PageStore pages, CodedArticles articles, ArticleCoding coding, TimeProvider time)
{
    // As much as is held at a time.
    private const int Batch = 64;

    /// <param name="selection">Which pages.</param>
    /// <param name="after">Where an earlier run stopped; null: from the beginning.</param>
    /// <param name="threads">Pages worked on at a time.</param>
    public async IAsyncEnumerable<IReadOnlyList<Reprocessed>> RunAsync(
        PageSelection selection, PagePosition? after, int threads, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        while (await pages.ReadAsync(selection, after, Batch, cancellationToken) is { Count: > 0 } some)
        {
            var known = (await articles.ReadAsync(some.Select(p => p.ItemId).ToList(), cancellationToken)).ToDictionary(i => i.Command.ItemId);
            var results = new Reprocessed?[some.Count];
            Parallel.For(0, some.Count, options, i =>
            {
                if (known.TryGetValue(some[i].ItemId, out var item)) results[i] = Process(some[i], item);
            });
            after = PagePosition.Of(some[^1]);
            yield return results.OfType<Reprocessed>().Select(r => r with { Position = after }).ToList();
        }
    }

    private Reprocessed Process(Page page, CodedItem before)
    {
        var extracted = coding.Extract(page, before.Command);
        var fact = extracted.Content is { } content ? coding.Code(page, content, before.Command, time.GetUtcNow()) with { IsRecoding = true } : null;
        return new Reprocessed(before, extracted, fact, Comparison.Of(before, fact));
    }
}

/// <param name="Before">What is stored.</param>
/// <param name="Extracted">What the page gives now.</param>
/// <param name="Fact">To be stored; null where the page holds no article.</param>
/// <param name="Change">The difference.</param>
internal sealed record Reprocessed(CodedItem Before, Extracted Extracted, EventsExtracted? Fact, Comparison Change)
{
    /// <summary>How far the run is with its batch.</summary>
    public PagePosition? Position { get; init; }
}

internal enum ArticleChange
{
    Unchanged,
    Changed,
    Appears,
    Vanishes,
}

/// <summary>What a page read anew would change.</summary>
internal sealed record Comparison
{
    public required ArticleChange Article { get; init; }

    /// <summary>The names of the article's parts that differ.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    public int Unchanged { get; init; }

    public IReadOnlyList<(EventSummary Before, EventSummary After)> Changed { get; init; } = [];

    public IReadOnlyList<EventSummary> Appearing { get; init; } = [];

    public IReadOnlyList<EventSummary> Vanishing { get; init; } = [];

    /// <summary>Whether there is anything to store.</summary>
    public bool IsAny => Article != ArticleChange.Unchanged || Changed.Count + Appearing.Count + Vanishing.Count > 0;

    public static Comparison Of(CodedItem before, EventsExtracted? after)
    {
        if (after is null)
            return new Comparison { Article = before.IsStored ? ArticleChange.Vanishes : ArticleChange.Unchanged, Vanishing = before.IsStored ? before.Events : [] };
        var events = after.Events.Select(EventSummary.Of).ToList();
        if (!before.IsStored) return new Comparison { Article = ArticleChange.Appears, Appearing = events };
        var parts = DifferentParts(before, after.Article).ToList();
        return Compare(before.Events, events) with { Article = parts.Count == 0 ? ArticleChange.Unchanged : ArticleChange.Changed, Parts = parts };
    }

    private static IEnumerable<string> DifferentParts(CodedItem before, Article after)
    {
        if (before.ArticleId != after.ArticleId) yield return "text";
        if (before.Title != after.Content.Title) yield return "title";
        if (before.Published?.UtcDateTime != Microseconds(after.Content.Published)) yield return "published";
        if (before.Language != after.Content.Language) yield return "language";
    }

    // As the databases keep times.
    private static DateTime? Microseconds(DateTimeOffset? time) => time is { } t ? new DateTime(t.UtcTicks - t.UtcTicks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc) : null;

    // Offsets move with the text: an event is the same by its sentence, its trigger and its type. The same thrice in one sentence is paired in order.
    private static Comparison Compare(IReadOnlyList<EventSummary> before, IReadOnlyList<EventSummary> after)
    {
        var old = before.GroupBy(Key).ToDictionary(g => g.Key, g => new Queue<EventSummary>(g));
        var (unchanged, changed, appearing) = (0, new List<(EventSummary, EventSummary)>(), new List<EventSummary>());
        foreach (var now in after)
        {
            if (!old.TryGetValue(Key(now), out var same) || !same.TryDequeue(out var was)) appearing.Add(now);
            else if (EventLine.Of(was) == EventLine.Of(now)) unchanged++;
            else changed.Add((was, now));
        }
        return new Comparison { Article = ArticleChange.Unchanged, Unchanged = unchanged, Changed = changed, Appearing = appearing, Vanishing = old.Values.SelectMany(q => q).ToList() };
    }

    private static (string, string, string) Key(EventSummary e) => (e.Type, e.Trigger, e.Sentence);
}

/// <summary>An event in one line, without its sentence.</summary>
internal static class EventLine
{
    public static string Of(EventSummary e)
    {
        var text = $"{e.Type} \"{e.Trigger}\"  {Names(e.Actors, "somebody")} -> {Names(e.Recipients, "-")}";
        if (e.Status != "actual") text += $"; {e.Status}";
        if (e.DateStart is { } start) text += e.DateEnd is { } end && end != start ? $"; {start:yyyy-MM-dd} to {end:yyyy-MM-dd}" : $"; {start:yyyy-MM-dd}";
        if (e.Place is { } place) text += $"; in {place}";
        if (e.Dead is { } dead) text += $"; dead: {dead}";
        if (e.Injured is { } injured) text += $"; injured: {injured}";
        if (e.AccordingTo is { } source) text += $"; according to {source} ({e.Claim})";
        return text;
    }

    private static string Names(IReadOnlyList<string> names, string none) => names.Count == 0 ? none : string.Join(", ", names);
}
