using System.Globalization;
using IngestWorker.Contracts;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli;

/// <summary>The tables at the end of a run: what came of each feed, what events were coded, where the database is.</summary>
internal static class RunReport
{
    public static async Task PrintAsync(Reports reports, ItemStore items, DateTimeOffset began, string database, CancellationToken cancellationToken)
    {
        var console = ConsoleOutput.Create();
        var feeds = await reports.FeedsAsync(began, cancellationToken);
        console.Write(FeedTable(feeds));

        var types = await reports.EventsByTypeAsync(began, cancellationToken);
        if (types.Count > 0) console.Write(TypeTable(types));
        else console.WriteLine("No new events.");

        var putOff = (await items.CountsAsync(cancellationToken)).States.Where(s => s.State is ItemState.Pending or ItemState.Claimed).ToArray();
        foreach (var waiting in putOff)
            console.WriteLine($"{waiting.Count} articles wait for a later run{(waiting.Outcome is { } reason ? $": {reason.ToName()}" : "")}.");
        console.WriteLine($"Database: {database}");
    }

    private static Table FeedTable(IReadOnlyList<FeedReport> feeds)
    {
        var table = new Table().AddColumns("Feed", "Poll", "Items found", "Stored", "Without an article, by reason");
        table.Columns[2].RightAligned();
        table.Columns[3].RightAligned();
        foreach (var feed in feeds)
            table.AddRow(new Text(feed.FeedId is null ? "(list of URLs)" : feed.Title is { } title ? $"{title}\n{feed.Url}" : feed.Url!), new Text(Poll(feed)),
                Number(feed.Found), Number(feed.Stored), new Text(string.Join(", ", feed.Finished.OrderByDescending(f => f.Value).Select(f => $"{f.Value} {f.Key.ToName()}"))));
        return table;
    }

    private static string Poll(FeedReport feed) => feed.Outcome switch
    {
        null => "",
        Outcome.Ok or Outcome.NotModified => feed.Outcome.Value.ToName(),
        _ => $"{feed.Outcome.Value.ToName()}\n{feed.Detail}",
    };

    private static Table TypeTable(IReadOnlyList<TypeCount> types)
    {
        var table = new Table().AddColumns("Event type", "Events");
        table.Columns[1].RightAligned();
        foreach (var type in types.OrderByDescending(t => t.Count)) table.AddRow(new Text(type.Type.ToName()), Number(type.Count));
        table.AddRow(new Text("All"), Number(types.Sum(t => t.Count)));
        return table;
    }

    private static Text Number(long number) => new(number.ToString("N0", CultureInfo.InvariantCulture));
}
