using System.CommandLine;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Polling;
using IngestWorker.Roles;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli.Feeds;

/// <summary>`ingest feeds check`: a poll now that writes nothing, and what would come of it.</summary>
internal static class CheckFeeds
{
    public static Command Create(FeedsOptions options)
    {
        var names = new Argument<string[]>("feeds") { HelpName = "URL|FILE|ID", Description = "Known feeds or any others. Default: all that are polled.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("check", "Poll now, write nothing, and tell what would come of it. Exit code 1 where any cannot be read.") { names };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await FeedsScope.OpenAsync(parsed, options, cancellationToken);
            var feeds = await FeedsAsync(scope, parsed.GetValue(names) ?? [], cancellationToken);
            var checks = new List<Assessment>();
            // In their order, some at a time; a line as soon as it is known.
            foreach (var group in feeds.Chunk(scope.Settings.Worker.PollConcurrency))
                foreach (var check in group.Select(feed => CheckAsync(scope, feed, cancellationToken)).ToArray())
                {
                    checks.Add(await check);
                    if (parsed.GetValue(options.Json)) WriteJson(checks[^1]);
                }
            if (!parsed.GetValue(options.Json)) Show(checks);
            return checks.TrueForAll(c => c.Facts.Outcome is Outcome.Ok or Outcome.NotModified) ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static async Task<IReadOnlyList<ClaimedFeed>> FeedsAsync(FeedsScope scope, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var feeds = new List<ClaimedFeed>();
        if (names.Count == 0)
        {
            foreach (var known in await scope.Feeds.ListAsync(cancellationToken))
                if (known.DueAt is not null && await scope.Feeds.PeekAsync(known.FeedId, cancellationToken) is { } feed) feeds.Add(feed);
            return feeds;
        }
        foreach (var name in names)
        {
            var known = await scope.FindAsync(name, cancellationToken);
            if (known is not null && await scope.Feeds.PeekAsync(known.FeedId, cancellationToken) is { } feed) feeds.Add(feed);
            else feeds.Add(New(name));
        }
        return feeds;
    }

    private static ClaimedFeed New(string name)
    {
        if (!File.Exists(name) && !CanonicalUrl.TryParse(name, out _, out var reason)) throw new UsageException($"'{name}' is neither a known feed nor a file, and cannot be polled: {reason}");
        var url = File.Exists(name) ? LocalFeed.ToUrl(name) : CanonicalUrl.TryParse(name, out var parsed, out _) ? parsed.FetchUrl : name;
        return new ClaimedFeed { FeedId = DeterministicId.ForFeed(url), Url = url, Failures = 0, Claim = 0 };
    }

    private static Task<Assessment> CheckAsync(FeedsScope scope, ClaimedFeed feed, CancellationToken cancellationToken) =>
        scope.Get<FeedAssessor>().AssessAsync(feed, items => scope.Feeds.CarriedAsync(feed.FeedId, items, cancellationToken), (_, _) => { }, cancellationToken);

    private static void Show(IReadOnlyList<Assessment> checks)
    {
        var console = ConsoleOutput.Create();
        if (checks.Count == 0)
        {
            console.WriteLine("No feeds are polled.");
            return;
        }
        var table = new Table().AddColumns("State", "Feed", "What was found", "Next poll");
        foreach (var check in checks)
        {
            var title = check.Reading.Document?.PlainTitle ?? check.Feed.Title;
            table.AddRow(FeedsText.Cell(check.Decision.State.ToName()), FeedsText.Cell(title is null ? check.Feed.Url : $"{title}\n{check.Feed.Url}"), FeedsText.Cell(Found(check)), FeedsText.Cell(Next(check.Decision)));
        }
        console.Write(table);
        console.WriteLine("Nothing was written.");
    }

    private static string Found(Assessment check)
    {
        var found = check.Facts.Outcome switch
        {
            Outcome.Ok => $"{check.Reading.Document!.Format.ToName()} with {check.Facts.Entries} entries, {check.Facts.NewEntries} of them new",
            Outcome.NotModified => "the same as at the last poll",
            var outcome => outcome.ToName(),
        };
        return string.Join("\n", new[] { found, check.Decision.Reason, check.Decision.HasMoved ? $"would be polled at {check.Decision.MovedTo} from now on" : null }.OfType<string>());
    }

    private static string Next(PollDecision decision) => decision.NextPollIn is { } wait ? $"in {Durations.InWords(wait)}: {decision.IntervalReason}" : "never";

    private static void WriteJson(Assessment check) => FeedsText.WriteJson(writer =>
    {
        writer.WriteString("url", check.Feed.Url);
        writer.WriteString("title", check.Reading.Document?.PlainTitle ?? check.Feed.Title);
        writer.WriteString("outcome", check.Facts.Outcome.ToName());
        writer.WriteString("detail", check.Facts.Detail);
        writer.WriteString("state", check.Decision.State.ToName());
        writer.WriteString("reason", check.Decision.Reason);
        writer.WriteString("format", check.Reading.Document?.Format.ToName());
        writer.WriteNumber("entries", check.Facts.Entries);
        writer.WriteNumber("new_entries", check.Facts.NewEntries);
        writer.WriteNumber("failures", check.Decision.Failures);
        FeedsText.Number(writer, "next_poll_in_seconds", check.Decision.NextPollIn?.TotalSeconds);
        writer.WriteString("interval_reason", check.Decision.IntervalReason);
        writer.WriteString("moved_to", check.Facts.MovedTo);
    });
}
