using System.CommandLine;
using IngestWorker.Storage;

namespace IngestWorker.Cli.Feeds;

/// <summary>`ingest feeds remove`: polled no more; what they brought stays.</summary>
internal static class RemoveFeeds
{
    public static Command Create(FeedsOptions options)
    {
        var names = new Argument<string[]>("feeds") { HelpName = "URL|ID", Description = "Addresses or ids of feeds.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("remove", "Stop polling feeds. What they brought stays; `feeds add` takes them in again.") { names };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = await FeedsScope.OpenAsync(parsed, options, cancellationToken);
            var exit = CommandLine.Done;
            foreach (var name in parsed.GetValue(names)!)
            {
                var feed = await scope.FindAsync(name, cancellationToken);
                if (feed is null)
                {
                    await Console.Error.WriteLineAsync($"There is no feed {name}.");
                    exit = CommandLine.Failed;
                    continue;
                }
                if (feed.State != FeedState.Removed) await scope.Feeds.RemoveAsync(feed.FeedId, cancellationToken);
                if (parsed.GetValue(options.Json)) FeedsText.WriteJson(writer => FeedsText.Write(writer, feed with { State = FeedState.Removed, Reason = null, DueAt = null }));
                else Console.WriteLine($"{feed.Url} is polled no more.");
            }
            return exit;
        });
        return command;
    }
}
