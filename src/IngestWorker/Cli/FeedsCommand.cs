using System.CommandLine;
using System.Globalization;
using IngestWorker.Contracts;
using IngestWorker.Fetching;
using IngestWorker.Storage;
using Spectre.Console;

namespace IngestWorker.Cli;

/// <summary>`ingest feeds`: the feeds of the configured database, which workers poll.</summary>
internal static class FeedsCommand
{
    public static Command Create()
    {
        var database = ConfiguredDatabase.Option();
        database.Recursive = true;
        return new Command("feeds", "The feeds that are polled.") { database, Add(database), List(database) };
    }

    private static Command Add(Option<string?> database)
    {
        var feeds = new Argument<string[]>("feeds") { HelpName = "URL|FILE", Description = "Feeds to poll.", Arity = ArgumentArity.ZeroOrMore };
        var opml = new Option<string?>("--opml") { Description = "OPML file with feeds.", HelpName = "FILE" };
        var urls = new Option<string?>("--urls") { Description = "File with addresses of single articles, one a line.", HelpName = "FILE" };
        var command = new Command("add", "Add feeds, or single articles by their addresses; known ones stay as they are.") { feeds, opml, urls };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = ConfiguredDatabase.Settings(parsed.GetValue(database));
            var input = await RunInput.ReadAsync(parsed.GetValue(feeds) ?? [], parsed.GetValue(urls), parsed.GetValue(opml), UrlRules.Of(settings.Fetching), cancellationToken);
            if (input.Feeds.Count + input.Items.Count == 0) throw new UsageException("Name at least one URL, or use --opml or --urls.");
            await using var storage = await ConfiguredDatabase.OpenAsync(settings, cancellationToken);
            var addedFeeds = await new FeedStore(storage).AddAsync(input.Feeds, cancellationToken);
            var addedItems = input.Items.Count == 0 ? 0 : await new ItemStore(storage).AddAsync(input.Items, null, cancellationToken);
            Console.WriteLine($"{addedFeeds} of {input.Feeds.Count} feeds and {addedItems} of {input.Items.Count} articles are new.");
            return CommandLine.Done;
        });
        return command;
    }

    private static Command List(Option<string?> database)
    {
        var command = new Command("list", "Every feed with its state, last poll and next poll.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var storage = await ConfiguredDatabase.OpenAsync(ConfiguredDatabase.Settings(parsed.GetValue(database)), cancellationToken);
            var table = new Table().AddColumns("Feed", "Last poll", "Outcome", "Failures", "Next poll");
            foreach (var feed in await new FeedStore(storage).ListAsync(cancellationToken))
            {
                var outcome = feed.Outcome is { } o ? o.ToName() + (feed.Detail is { } detail ? ": " + detail : "") : "not polled yet";
                table.AddRow(Cell(feed.Title is { } title ? $"{title}\n{feed.Url}" : feed.Url), Cell(Time(feed.PolledAt)), Cell(outcome),
                    Cell(feed.Failures.ToString(CultureInfo.InvariantCulture)), Cell(feed.DueAt is null ? "never" : Time(feed.DueAt)));
            }
            ConsoleOutput.Create().Write(table);
            return CommandLine.Done;
        });
        return command;
    }

    private static Text Cell(string text) => new(text);

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
