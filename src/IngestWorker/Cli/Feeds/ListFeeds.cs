using System.CommandLine;
using IngestWorker.Contracts;
using IngestWorker.Polling;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli.Feeds;

/// <summary>`ingest feeds list`: every feed in one line, what is wrong first to be seen.</summary>
internal static class ListFeeds
{
    public static Command Create(FeedsOptions options)
    {
        var states = new Option<string[]>("--state") { Description = $"Only feeds in this state; may be repeated. One of {Names()}.", HelpName = "STATE", DefaultValueFactory = _ => [] };
        states.AcceptOnlyFromAmong([.. Enum.GetValues<FeedState>().Select(s => s.ToName())]);
        var all = new Option<bool>("--all") { Description = "Removed feeds too." };
        var command = new Command("list", "Every feed with its state and the reason, what it brought last, and its next poll.") { states, all };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await FeedsScope.OpenAsync(parsed, options, cancellationToken);
            var wanted = parsed.GetValue(states)!.Select(EnumNames.Parse<FeedState>).ToHashSet();
            var known = await scope.Feeds.ListAsync(cancellationToken);
            var feeds = known.Where(f => wanted.Count > 0 ? wanted.Contains(f.State) : parsed.GetValue(all) || f.State != FeedState.Removed).ToArray();
            if (parsed.GetValue(options.Json))
                foreach (var feed in feeds) FeedsText.WriteJson(writer => FeedsText.Write(writer, feed));
            else
                Show(feeds, known.Count);
            return CommandLine.Done;
        });
        return command;
    }

    private static void Show(IReadOnlyList<FeedStatus> feeds, int known)
    {
        var console = ConsoleOutput.Create();
        if (feeds.Count == 0)
        {
            console.WriteLine(known == 0 ? "No feeds yet. `ingest feeds add https://site/` finds those of a site." : $"None of the {known} feeds.");
            return;
        }
        var now = TimeProvider.System.GetUtcNow();
        var table = new Table().AddColumns("State", "Feed", "Why", "Last new", "Next poll", "Every");
        foreach (var feed in feeds)
            table.AddRow(FeedsText.Cell(FeedsText.State(feed)), FeedsText.Cell(FeedsText.Name(feed)), FeedsText.Cell(Why(feed)),
                FeedsText.Cell(FeedsText.Relative(feed.LastNewAt, now, "")), FeedsText.Cell(FeedsText.NextPoll(feed, now)), FeedsText.Cell(feed.PollInterval is { } interval ? Durations.InWords(interval) : ""));
        console.Write(table);
        console.WriteLine($"{feeds.Count} feeds: {string.Join(", ", feeds.GroupBy(f => f.State).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToName()}"))}");
    }

    private static string Why(FeedStatus feed) => (feed.Reason, feed.Failures) switch
    {
        ({ } reason, > 1) => $"{reason} ({feed.Failures} failures in a row)",
        var (reason, _) => reason ?? "",
    };

    private static string Names() => string.Join(", ", Enum.GetValues<FeedState>().Select(s => s.ToName()));
}
